"""«Who'd stand with me?»: asked by name in the circle, answered in private to the asker, gone after seven days."""

import pytest

from bot.rehearsal.parts import Message
from handlers.standing import ReadReplies
from tests.concern_steps import forges
from tests.concern_steps import night as nightly
from tests.page_steps import count, shown
from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage, plain
from tests.sweep import assert_nowhere
from tests.unnamed_steps import in_group

MARKER = "juniper-parapet-2284"


async def asks(member: Somebody) -> None:
    await member.says("/circles")
    await member.taps("Who'd stand with me?")
    await member.taps("Yes, ask")


def asked(night: Evening) -> Message:
    """The message in the group."""
    return in_group(night)[-1]


def way_in(night: Evening) -> str:
    """What the button under it carries into the private chat."""
    return str(asked(night).buttons[0][0]["url"]).partition("start=")[2]


async def answers(night: Evening, member: Somebody, text: str) -> None:
    await member.starts(way_in(night))
    await member.types(text)


async def test_only_the_asker_reads_the_answers(stage: Stage) -> None:
    night = await evening(stage)
    ama, mei, tunde = night.members[:3]
    await ama.says("/circles")
    await ama.taps("Who'd stand with me?")
    assert ama.hears('with your first name: "Ama asks: who\'d stand with me?"')
    assert not [m for m in in_group(night) if "stand with me" in m.text]
    await ama.taps("Yes, ask")
    assert plain(asked(night).text).startswith("Ama asks: who'd stand with me?")
    await mei.starts(way_in(night))
    await mei.taps("I'd speak up beside you")
    assert mei.hears("Sent to Ama, and to no one else.")
    assert ama.screen == "You have an answer waiting."
    await answers(night, tunde, f"Always, {MARKER}")
    assert MARKER not in shown(tunde)
    await ama.taps("Read the answers")
    assert "Mei: I'd speak up beside you" in ama.screen
    assert f"Tunde: Always, {MARKER}" in ama.screen
    assert ama.part.hears()[-1].protected
    for name in ("Fatima", "Kofi"):
        assert name not in ama.screen
    for other in (mei, *night.members[3:], *night.guides, night.observer, night.coordinator):
        assert MARKER not in other.transcript()
        assert MARKER not in other.transcript(night.chat)
    await stage.forward(minutes=11)
    assert MARKER not in shown(ama)


async def test_nothing_says_who_looked_and_did_not_answer(stage: Stage) -> None:
    night = await evening(stage)
    await asks(night.members[0])
    mei = night.members[1]
    await mei.starts(way_in(night))
    await mei.says("/cancel")
    async with stage.database.read() as tx:
        assert await tx.conn.slow("select * from standing_replies") == []
        assert await tx.conn.slow("select * from drafts") == []
    assert "Mei" not in night.members[0].transcript()


async def test_after_seven_days_all_of_it_is_gone(stage: Stage, capfd: pytest.CaptureFixture[str]) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await asks(ama)
    await answers(night, night.members[1], f"With you, {MARKER}")
    assert_nowhere(stage, MARKER, *capfd.readouterr())
    message = asked(night)
    await stage.forward(days=7, hours=1)
    await nightly(stage)
    assert (await count(stage, "standing_asks"), await count(stage, "standing_replies")) == (0, 0)
    assert message.text == "This one has closed."
    await ama.taps("Read the answers")
    assert MARKER not in shown(ama)
    assert_nowhere(stage, MARKER, *capfd.readouterr())


async def test_an_answer_can_be_taken_back_and_the_ask_closed(stage: Stage) -> None:
    night = await evening(stage)
    ama, mei = night.members[:2]
    await asks(ama)
    await answers(night, mei, f"With you, {MARKER}")
    await mei.taps("Take it back")
    await ama.taps("Read the answers")
    assert "No answers yet." in ama.screen
    await ama.taps("Close it")
    assert asked(night).text == "This one has closed."
    assert await count(stage, "standing_asks") == 0


async def test_asking_twice_is_asking_once(stage: Stage) -> None:
    night = await evening(stage)
    await asks(night.members[0])
    await asks(night.members[0])
    assert len([m for m in in_group(night) if "stand with me" in m.text]) == 1


async def test_somebody_outside_the_circle_can_neither_answer_nor_read(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await asks(ama)
    stranger = await stage.member("Zola")
    await stranger.starts(way_in(night))
    assert "What would you like to say" not in stranger.transcript()
    await answers(night, night.members[1], MARKER)
    ask = way_in(night).removeprefix("stand_")
    for person in (stranger, night.members[2], night.guides[0]):
        await forges(person, ReadReplies(ask))
        assert MARKER not in shown(person)


async def test_an_asker_who_is_erased_takes_their_name_from_the_group(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await asks(ama)
    await answers(night, night.members[1], MARKER)
    await ama.says("/privacy")
    await ama.taps("Erase me")
    await ama.types("ERASE")
    assert ama.hears("This is your receipt")
    assert asked(night).text == "This one has closed."
    assert (await count(stage, "standing_asks"), await count(stage, "standing_replies")) == (0, 0)


async def test_an_ask_in_the_night_waits_for_the_morning(stage: Stage) -> None:
    night = await evening(stage)
    await stage.forward(hours=13)
    await asks(night.members[0])
    assert not [m for m in in_group(night) if "stand with me" in m.text]
    await stage.forward(hours=10)
    assert len([m for m in in_group(night) if "stand with me" in m.text]) == 1
