"""Commands in a circle's group: a short answer, one a minute, cleared away again; what is personal goes to private."""

import pytest

from bot.rehearsal import groups as acts
from bot.rehearsal.parts import Chat
from tests.circle_steps import Opened, door, joins, open_circle, take_seat
from tests.stage import Somebody, Stage, plain

FIVE = ("/next", "/rules", "/agenda", "/support", "/help")


async def in_the_group(stage: Stage) -> tuple[Opened, Somebody]:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    await joins(stage, ama, door(ama))
    return circle, ama


def said(stage: Stage, chat: Chat, *, even_gone: bool = False) -> list[str]:
    bot, now = stage.server.world.bot, stage.now
    found = [m for m in chat.messages.values() if m.sender is bot and not m.service]
    return [m.text for m in found if even_gone or not m.gone(now)]


@pytest.mark.parametrize("command", [*FIVE, "/reflect", "/nosuchcommand"])
async def test_an_answer_is_cleared_away_after_ten_minutes(stage: Stage, command: str) -> None:
    circle, ama = await in_the_group(stage)
    before = said(stage, circle.chat)
    await ama.says(command, circle.chat)
    assert len(said(stage, circle.chat)) == len(before) + 1
    await stage.forward(minutes=9)
    assert len(said(stage, circle.chat)) == len(before) + 1
    await stage.restart()
    await stage.forward(minutes=2)
    assert said(stage, circle.chat) == before
    assert not any(m.text == command and not m.deleted for m in circle.chat.messages.values())


async def test_a_command_is_answered_once_a_minute_however_often_it_is_sent(stage: Stage) -> None:
    circle, ama = await in_the_group(stage)
    before = len(said(stage, circle.chat))
    for _ in range(15):
        ama.part.says("/next", circle.chat)
    await stage.settle()
    assert len(said(stage, circle.chat)) == before + 1
    assert not any(m.text == "/next" and not m.deleted for m in circle.chat.messages.values())
    await stage.forward(seconds=61)
    await ama.says("/next", circle.chat)
    assert len(said(stage, circle.chat)) == before + 2


async def test_a_flood_of_every_command_stays_far_under_twenty_messages_a_minute(stage: Stage) -> None:
    circle, ama = await in_the_group(stage)
    before = len(said(stage, circle.chat, even_gone=True))
    for _ in range(10):
        for command in (*FIVE, "/circles", "/reflect", "/mentoring", "/privacy", "/start", "/cancel", "/whatever"):
            ama.part.says(command, circle.chat)
    await stage.settle()
    assert len(said(stage, circle.chat, even_gone=True)) - before == len(FIVE) + 1


async def test_whoever_hides_behind_the_groups_name_is_asked_for_their_own(stage: Stage) -> None:
    """Hostile 44."""
    circle, ama = await in_the_group(stage)
    chat = acts.upgrades(circle.coordinator.part, circle.chat)
    await stage.settle()
    ama.news(chat)
    circle.coordinator.part.says("/next", chat, as_chat=True)
    circle.coordinator.part.says("/hold", chat, as_chat=True)
    circle.coordinator.part.says("just words of an admin", chat, as_chat=True)
    await stage.settle()
    lines = [line for line in said(stage, chat) if "remain anonymous" in line]
    assert len(lines) == 1
    assert not any("Next time" in line for line in said(stage, chat))
    await circle.coordinator.says("/next", chat)
    assert any("Next time" in line for line in said(stage, chat))


async def test_help_now_answers_even_without_a_name(stage: Stage) -> None:
    circle, _ = await in_the_group(stage)
    chat = acts.upgrades(circle.coordinator.part, circle.chat)
    await stage.settle()
    circle.coordinator.part.says("/support", chat, as_chat=True)
    await stage.settle()
    assert any("call 999" in line.lower() for line in said(stage, chat))


async def test_a_channels_posts_and_another_bots_commands_are_nobodys_business(stage: Stage) -> None:
    """Hostile 30 and 45."""
    circle, ama = await in_the_group(stage)
    chat = acts.upgrades(circle.coordinator.part, circle.chat)
    await stage.settle()
    acts.links_channel(circle.coordinator.part, chat, "News")
    before = said(stage, chat, even_gone=True)
    acts.channel_posts(circle.coordinator.part, chat, "/next")
    await ama.says("/next@another_bot", chat)
    await ama.says("/reflect@another_bot", chat)
    assert said(stage, chat, even_gone=True) == before


async def test_a_command_in_a_topic_is_answered_there_and_in_the_main_one_when_the_topic_is_gone(stage: Stage) -> None:
    """Hostile 72."""
    circle, ama = await in_the_group(stage)
    chat = acts.upgrades(circle.coordinator.part, circle.chat)
    await stage.settle()
    topic = acts.opens_topic(circle.coordinator.part, chat, "Coffee")
    where: list[int | None] = []
    for command, then in (("/next", None), ("/agenda", acts.closes_topic), ("/rules", acts.deletes_topic)):
        ama.part.says(command, chat, topic=topic)
        if then is not None:
            then(circle.coordinator.part, chat, topic)
        await stage.settle()
        bot = stage.server.world.bot
        where.append([m for m in chat.messages.values() if m.sender is bot and not m.service][-1].topic)
    assert where == [topic, None, None]
    assert [plain(line).split()[0] for line in said(stage, chat)[-3:]] == ["Next", "Regular", "Our"]


async def test_a_button_forged_into_a_group_does_nothing_and_says_so_above_the_chat(stage: Stage) -> None:
    circle, ama = await in_the_group(stage)
    await ama.says("/next", circle.chat)
    page = [m for m in circle.chat.messages.values() if m.sender is stage.server.world.bot][-1]
    before = said(stage, circle.chat, even_gone=True)
    for told in (f"ci-one:{circle.id}", f"ci-door:{circle.id}", "privacy", "fm-stop:x", f"gr-leave:{circle.id}"):
        ama.part.taps(page, told, forged=True)
    await stage.settle()
    assert said(stage, circle.chat, even_gone=True) == before
    assert ama.hears("That's for our private chat.")


async def test_stopping_a_private_form_from_the_group_touches_neither(stage: Stage) -> None:
    circle, ama = await in_the_group(stage)
    kept = ama.part.says("good morning", circle.chat)[0]
    await ama.says("/profile")
    await ama.says("/cancel", circle.chat)
    assert ama.hears("Let's do that in private", circle.chat)
    assert not kept.deleted
