"""The bot's standing in a group: rights given and taken, thrown out and back, and the group's move to a new number."""

from bot.rehearsal import groups as acts
from bot.rehearsal import sight
from bot.rehearsal.parts import USUAL_RIGHTS, Membership
from handlers.groups.coming import notice_lost_groups
from storage import circles
from storage.core import letters
from tests.circle_steps import (
    answer_planning,
    bring_in,
    door,
    helpers,
    inside,
    joins,
    link_payload,
    open_circle,
    take_seat,
)
from tests.stage import Stage

# Rights


async def test_missing_rights_are_asked_for_and_the_circle_opens_when_they_come(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    (ed, _), _ = await helpers(stage)
    await answer_planning(nana)
    await nana.taps("Open it")
    chat = await bring_in(stage, nana, "Thursday circle", link_payload(nana), admin=False)
    assert "I can't look after the door" in nana.screen
    assert ed.hears('"invite" and "delete" only')
    acts.promotes_bot(nana.part, chat, USUAL_RIGHTS)
    await stage.settle()
    assert "is ready" in nana.screen


async def test_a_demoted_bot_says_so_once_and_offers_no_seats(stage: Stage) -> None:
    circle = await open_circle(stage)
    ed, ama = circle.guides[0], await stage.member("Ama")
    acts.demotes_bot(circle.coordinator.part, circle.chat)
    acts.restricts_bot(circle.coordinator.part, circle.chat)
    await stage.settle()
    assert ed.transcript().count("I can't look after the door") == 1
    await ama.says("/circles")
    assert ama.hears("No open circle just now")
    acts.promotes_bot(circle.coordinator.part, circle.chat)
    await stage.settle()
    await take_seat(ama)
    assert ama.hears("Here's your door")


async def test_a_bot_thrown_out_tells_the_coordinator_once(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    acts.removes_bot(circle.coordinator.part, circle.chat)
    await stage.settle()
    await stage.forward(hours=1)
    assert circle.coordinator.transcript().count("not in its group any more") == 1
    await ama.says("/circles")
    assert "Thursday circle" in ama.screen  # the seat is kept
    await circle.coordinator.taps("Fresh group link")
    again = await bring_in(stage, circle.coordinator, "Thursday circle", link_payload(circle.coordinator))
    await ama.says("/circles")
    await ama.taps("My door")
    await joins(stage, ama, door(ama))
    assert again.member(ama.part.user).present


async def test_a_bot_brought_back_looks_after_the_door_again(stage: Stage) -> None:
    circle = await open_circle(stage)
    acts.removes_bot(circle.coordinator.part, circle.chat)
    await stage.settle()
    acts.adds_bot(circle.coordinator.part, circle.chat, admin=True)
    await stage.settle()
    ama = await stage.member("Ama")
    await take_seat(ama)
    await joins(stage, ama, door(ama))
    assert circle.chat.member(ama.part.user).present


# Moving house


async def test_a_group_that_becomes_a_supergroup_is_followed(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    moved = acts.upgrades(circle.coordinator.part, circle.chat)
    await stage.settle()
    await stage.forward(minutes=5)
    assert inside(stage, moved)
    assert "not in its group any more" not in circle.coordinator.transcript()
    await ama.says("/circles")
    await ama.taps("My door")
    await joins(stage, ama, door(ama))
    assert moved.member(ama.part.user).present
    await ama.says("/next", moved)
    assert ama.hears("Next time: Thu 12 Feb", moved)


async def test_a_move_is_followed_even_when_telegram_says_first_that_we_left(stage: Stage) -> None:
    circle = await open_circle(stage)
    world = stage.server.world
    gone = Membership(world.bot, "left")
    left = {
        "chat": sight.chat(circle.chat),
        "from": sight.user(circle.coordinator.part.user),
        "date": sight.unix(stage.now),
        "old_chat_member": sight.member(circle.chat.member(world.bot), circle.chat),
        "new_chat_member": sight.member(gone, circle.chat),
    }
    world.news("my_chat_member", left)
    moved = acts.upgrades(circle.coordinator.part, circle.chat)
    await stage.settle()
    await stage.forward(minutes=5)
    assert "not in its group any more" not in circle.coordinator.transcript()
    ama = await stage.member("Ama")
    await take_seat(ama)
    await joins(stage, ama, door(ama))
    assert moved.member(ama.part.user).present


async def test_a_group_deleted_without_a_word_is_noticed_by_night(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    circle.chat.members[stage.server.world.bot.id] = Membership(stage.server.world.bot, "kicked")
    async with stage.database.begin() as tx:
        kept = await circles.find(tx, circle.id)
        await letters.owe(tx, kind="circle-newcomer", due=stage.now, group=kept.group, about={"circle": circle.id})
    await stage.settle()
    await ama.says("/circles")
    assert ama.hears("No open circle just now")
    for _ in range(2):
        async with stage.database.begin() as tx:
            await notice_lost_groups(tx, stage.now)
        await stage.forward(hours=1)
    assert circle.coordinator.transcript().count("not in its group any more") == 1
