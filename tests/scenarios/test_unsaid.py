"""Something somebody did not get to say: to the guides after one more tap, without a name, for three days (P-M19)."""

from pathlib import Path

import pytest

from handlers.doors import Unsaid
from handlers.unnamed.taps import ReadUnsaid
from tests.concern_steps import forges
from tests.concern_steps import night as nightly
from tests.page_steps import count, shown
from tests.session_steps import Evening, closed, evening, stand_down
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere
from tests.unnamed_steps import rows_about, rows_of, stolen

MARKER = "cinnamon-harbour-7719"
WORDS = f"I wanted to say that {MARKER} stung"
KNOCK = "Something was left for you to read."


async def afterwards(stage: Stage) -> tuple[Evening, Somebody]:
    """Half an hour after the session, and one member who was in it."""
    night = await evening(stage)
    await closed(night)
    await stage.forward(minutes=30)
    return night, night.members[0]


async def writes(member: Somebody, text: str = WORDS) -> None:
    """From «How are you doing after that?» to the last look."""
    await member.taps("I didn't get to say…")
    await member.types(text)


async def test_after_asking_for_a_chat_there_is_still_the_way_to_what_they_didnt_get_to_say(stage: Stage) -> None:
    _, ama = await afterwards(stage)
    await ama.taps("I'd like a chat")
    assert ama.hears("I've asked Obi.")
    await writes(ama)
    await ama.taps("Send to both")
    assert ama.hears("without your name. I've kept no note that it was you.")


async def morning(stage: Stage) -> None:
    await stage.forward(hours=12)


async def test_both_guides_can_read_it_without_the_name_and_nobody_else(stage: Stage) -> None:
    night, ama = await afterwards(stage)
    await writes(ama)
    assert ama.hears("A small group may guess who.")
    assert "will see what you wrote, without your name." in ama.screen
    await ama.taps("Send to both")
    assert ama.hears("without your name. I've kept no note that it was you.")
    assert MARKER not in shown(ama)
    await morning(stage)
    for guide in night.guides:
        assert guide.screen.startswith(KNOCK)
        await guide.taps("Read it")
        assert MARKER in guide.screen
        assert guide.part.hears()[-1].protected
        assert "Ama" not in guide.screen
    for other in (*night.members[1:], night.observer, night.coordinator):
        assert KNOCK not in other.transcript()
    await stage.forward(minutes=11)
    assert all(MARKER not in shown(guide) for guide in night.guides)


async def last_session(stage: Stage) -> str:
    async with stage.database.read() as tx:
        ((session,),) = await tx.conn.slow("select id from sessions where state = 'closed'")
    return str(session)


async def test_nothing_is_sent_until_they_tap_and_dont_send_keeps_nothing(stage: Stage) -> None:
    night, ama = await afterwards(stage)
    await writes(ama)
    assert await count(stage, "unsaid") == 0
    await ama.taps("Don't send")
    assert ama.hears("Not sent. I've kept nothing of it.")
    assert MARKER not in shown(ama)
    assert await count(stage, "unnamed_held") == 0
    await morning(stage)
    assert all(KNOCK not in guide.transcript() for guide in night.guides)


async def test_after_three_days_it_is_wiped_and_the_guides_read_that(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    night, ama = await afterwards(stage)
    await writes(ama)
    await ama.taps("Send to both")
    await morning(stage)
    ed = night.guides[0]
    await stage.forward(hours=61)
    assert await count(stage, "unsaid") == 0
    await ed.taps("Read it")
    assert MARKER not in ed.transcript()
    assert_nowhere(stage, MARKER, *capfd.readouterr())


async def test_no_row_ties_it_to_whoever_wrote_it(
    stage: Stage, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _, ama = await afterwards(stage)
    before = rows_of(stolen(stage, tmp_path / "before") / "circle.sqlite")
    await writes(ama)
    assert_nowhere(stage, MARKER, *capfd.readouterr())
    await ama.taps("Send to both")
    after = rows_of(stolen(stage, tmp_path / "after") / "circle.sqlite")
    assert rows_about(after, ama) == rows_about(before, ama)
    assert len(after["unsaid"]) == 1
    assert_nowhere(stage, MARKER, *capfd.readouterr())


async def test_a_name_is_pointed_out_and_a_number_is_held(stage: Stage) -> None:
    _, ama = await afterwards(stage)
    await writes(ama, "Mei went on and on")
    assert ama.hears("There's a name in it of someone in the circle")
    await ama.taps("Change")
    await ama.types("She is at 07700 900123")
    assert ama.hears("I can't send it as it is.")
    assert "Send to both" not in ama.buttons


async def test_only_somebody_who_was_there_can_and_only_for_three_days(stage: Stage) -> None:
    night = await evening(stage, members=5)
    await night.gathered(but=1)
    away = night.members[4]
    await night.to(minutes=0)
    await night.guides[0].taps("Begin")
    await stage.forward(minutes=130)
    session = await last_session(stage)
    await forges(away, Unsaid(session))
    assert "Something you didn't get to say?" not in away.transcript()
    await stage.forward(hours=73)
    ama = night.members[0]
    await forges(ama, Unsaid(session))
    assert ama.hears("That was more than three days ago")


async def test_a_guide_who_has_stepped_back_cannot_open_it(stage: Stage) -> None:
    night, ama = await afterwards(stage)
    await writes(ama)
    await ama.taps("Send to both")
    async with stage.database.read() as tx:
        ((unsaid,),) = await tx.conn.slow("select id from unsaid")
    gus = night.guides[1]
    await stand_down(night, gus)
    await morning(stage)
    assert KNOCK not in gus.transcript()
    for person in (gus, ama, night.observer):
        await forges(person, ReadUnsaid(str(unsaid)))
        assert MARKER not in shown(person)


async def test_with_one_guide_the_button_says_what_is_true_and_with_none_nothing_is_kept(stage: Stage) -> None:
    night, ama = await afterwards(stage)
    await stand_down(night, night.guides[1])
    await writes(ama)
    assert "Send it" in ama.buttons
    assert "Send to both" not in ama.buttons
    await stand_down(night, night.guides[0])
    await ama.taps("Send it")
    assert ama.hears("There's nobody guiding the circle just now")
    assert await count(stage, "unsaid") == 0
    await nightly(stage)
