"""Joining, and where each odd step leads: words where a tap is wanted, a day away, a photo, a group."""

import pytest

from tests.scenarios.joiners import agrees, answers, asks_to_join, count, invitation, known
from tests.scenarios.test_group_commands import in_the_group
from tests.scenarios.test_not_words import SENT
from tests.stage import Stage

FOR_MEMBERS = "That's for members of the network"


async def test_every_button_that_somebody_who_waits_is_shown_leads_somewhere(stage: Stage) -> None:
    ama = await asks_to_join(stage)
    shown = ama.buttons
    assert "Cancel my request" in shown
    for label in shown:
        await ama.says("/start")
        await ama.taps(label)
        assert ama.news()
        assert not ama.hears(FOR_MEMBERS)
        await ama.says("/cancel")


async def test_somebody_who_waits_is_told_of_nothing_they_cannot_reach(stage: Stage) -> None:
    ama = await asks_to_join(stage)
    assert "see help lines" in ama.screen
    assert "stories" not in ama.screen
    assert "See stories" not in ama.buttons


async def test_words_from_a_stranger_lead_to_the_front_door_and_to_help(stage: Stage) -> None:
    ama = stage.person("Ama")
    await ama.starts("hello")
    await ama.types("I don't know where else to go")
    assert ama.buttons == ["Front door", "Help now"]
    await ama.taps("Front door")
    assert ama.hears("Hello, and welcome.")
    assert await count(stage, "people") == 0


@pytest.mark.parametrize("command", ["/menu", "/settings", "/stories"])
async def test_a_members_command_shows_the_front_door_to_whoever_is_not_in_yet(command: str, stage: Stage) -> None:
    ama = await asks_to_join(stage)
    await ama.says(command)
    assert ama.hears(FOR_MEMBERS)
    await ama.taps("Front door")
    assert ama.hears("You're on the list.")


async def test_words_where_a_tap_is_wanted_change_nothing_and_the_taps_still_count(stage: Stage) -> None:
    ama = stage.person("Ama")
    await agrees(ama)
    await ama.types("Ama")
    await ama.types("a hospital in Leeds")
    assert ama.hears("Please tap one of the buttons above")
    await ama.taps("NHS")
    assert ama.hears("Which nation are you in?")


async def test_a_photo_in_the_middle_of_joining_is_cleared_and_the_question_stays_open(stage: Stage) -> None:
    ama = stage.person("Ama")
    await agrees(ama)
    await ama.sends(SENT["photo"])
    assert ama.hears("I can only take words here")
    await ama.types("Ama")
    assert ama.hears("Lovely to meet you, Ama.")


@pytest.mark.parametrize("how", ["types", "/start"])
async def test_after_a_day_away_joining_begins_again_with_the_first_question(how: str, stage: Stage) -> None:
    ama, code = stage.person("Ama"), await invitation(stage)
    await agrees(ama, f"j_{code}")
    await ama.types("Ama")
    await stage.forward(days=1, hours=1)
    await (ama.says("/start") if how == "/start" else ama.types("the NHS"))
    assert ama.hears("What name shall I show?")
    await answers(ama)
    assert ama.hears("You're in, Ama.")


async def test_words_from_somebody_who_waits_say_where_they_stand(stage: Stage) -> None:
    ama = await asks_to_join(stage)
    await ama.types("hello? anyone?")
    assert ama.hears("You're on the list.")
    assert "Add a hello" in ama.buttons


async def test_read_it_all_says_to_use_ones_own_phone_and_leads_on(stage: Stage) -> None:
    ama = stage.person("Ama")
    await ama.starts("hello")
    await ama.taps("Tell me more")
    assert ama.hears("nobody is asked to prove it")
    await ama.taps("Join")
    await ama.taps("Yes")
    await ama.taps("Read it all")
    assert ama.hears("Use your own phone and your own Telegram account.")
    assert await known(stage, ama) is None
    await ama.taps("I agree")
    assert ama.hears("What name shall I show?")


@pytest.mark.parametrize(
    ("wants", "shown"),
    [
        ("Circle", ["See circles"]),
        ("One-to-one", ["Find a mentor"]),
        ("Both", ["See circles", "Find a mentor"]),
        ("Just look", []),
    ],
)
@pytest.mark.parametrize("by", ["a code", "the front door"])
async def test_home_begins_with_what_they_came_for(by: str, wants: str, shown: list[str], stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    ama = stage.person("Ama")
    await agrees(ama, f"j_{await invitation(stage)}" if by == "a code" else "hello")
    await answers(ama, wants=wants)
    if by == "the front door":
        await nana.taps("See it")
        await nana.taps("Let in")
    assert ama.hears("You're in, Ama.")
    assert [label for label in ama.buttons if label in ("See circles", "Find a mentor")] == shown
    for label in shown[-1:]:
        await ama.taps(label)
        assert not ama.hears(FOR_MEMBERS)


async def test_joining_begun_in_a_circles_group_gets_one_line_and_the_way_to_the_private_chat(stage: Stage) -> None:
    circle, ama = await in_the_group(stage)
    await ama.says("/start hello", circle.chat)
    assert ama.hears("Let's do that in private.", circle.chat)
    assert "[[Open private chat]]" in ama.transcript(circle.chat)
    assert not any(message.text == "/start hello" and not message.deleted for message in circle.chat.messages.values())
    assert "Hello, and welcome" not in ama.transcript(circle.chat)
