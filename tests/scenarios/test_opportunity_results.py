"""Results of a send: numbers nobody can be found out from, and names that go in time."""

from storage import opportunity_sends as rows
from tests.scenarios.sending import (
    NAMES,
    readers,
    sends,
)
from tests.stage import Somebody, Stage

STEP_8 = ("Send a reminder", "Fix a detail", "Close early", "Share what worked")
REMINDER = "A reminder, just this once:"


async def _say(everyone: list[Somebody], *, saved: int, not_for_me: int) -> None:
    for n, person in enumerate(everyone[: saved + not_for_me]):
        await person.taps("Save it" if n < saved else "Not for me")


async def test_results_round_large_counts_and_hide_small_ones(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage, *NAMES, "Mo")
    await sends(stage, nana)
    await _say(everyone, saved=9, not_for_me=2)
    await nana.says("/results")
    assert nana.hears("The first results come a day after it was sent.")
    await stage.forward(hours=25)
    await nana.says("/results")
    assert "Sent to: about 15. Could not reach: fewer than 5." in nana.screen
    assert 'Saved: about 10. Said "not for me": fewer than 5.' in nana.screen
    assert not any(name in nana.screen for name in NAMES)


async def test_a_small_cell_takes_a_second_with_it_when_that_would_give_it_away(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage, *NAMES, *(f"P{n}" for n in range(8)))
    await sends(stage, nana)
    await _say(everyone, saved=8, not_for_me=1)
    await stage.forward(hours=25)
    await nana.says("/results")
    assert 'Saved: not shown. Said "not for me": fewer than 5.' in nana.screen


async def test_results_stand_still_between_their_moments(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage, *NAMES, "Mo")
    await sends(stage, nana)
    await stage.forward(hours=25)
    await _say(everyone, saved=9, not_for_me=2)
    await nana.says("/results")
    assert "Saved: not shown." in nana.screen
    await stage.forward(days=7)
    await nana.says("/results")
    assert "Saved: about 10." in nana.screen


async def test_somebody_who_blocked_the_bot_is_only_a_number(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    for person in everyone[:6]:
        person.part.blocks()
    await sends(stage, nana)
    assert "Sent to about 5 of 10" in nana.screen
    await stage.forward(hours=25)
    await nana.says("/results")
    assert "Reached: about 5. Could not reach: about 5." in nana.screen


async def test_after_a_day_a_coordinator_looks_reminds_fixes_shares_and_closes(stage: Stage) -> None:
    """The whole of J8, step 8, as it was played at a desk."""
    nana, efua = await stage.coordinator(), await stage.coordinator("Efua")
    everyone = await readers(stage, *NAMES, "Mo")
    await sends(stage, nana)
    await _say(everyone, saved=9, not_for_me=2)
    await stage.forward(hours=24)
    await nana.says("/results")
    numbers = 'Sent to: about 15. Could not reach: fewer than 5. Saved: about 10. Said "not for me": fewer than 5.'
    assert numbers in nana.screen
    assert [label for label in nana.buttons if label in STEP_8] == list(STEP_8)

    await nana.taps("Send a reminder")
    await nana.taps("Yes, remind")
    await stage.forward(seconds=10)
    assert [person.transcript().count(REMINDER) for person in everyone] == [1] * 9 + [0] * 2 + [1] * 2

    await nana.taps("See results")
    assert numbers in nana.screen
    assert "A reminder went out on Tue 3 Feb." in nana.screen
    await nana.taps("Fix a detail")
    await nana.taps("Closing date")
    await nana.types("Mon 2 March")
    assert everyone[0].hears("A detail changed: closes Mon 2 Mar.")
    assert everyone[0].transcript().count("Closes Mon 2 Mar.") == 2

    await nana.taps("See results")
    await nana.taps("Share what worked")
    await nana.types("Ringing J. Obi first, then writing.")
    await nana.taps("Share it")
    await efua.taps("Read it")
    assert "What worked, says Nana: Ringing J. Obi first, then writing." in efua.screen
    assert numbers in efua.screen

    await nana.taps("See results")
    await nana.taps("Close early")
    assert everyone[0].transcript().count("This one has closed.") == 2
    await nana.taps("See results")
    assert [label for label in nana.buttons if label in STEP_8] == ["Fix a detail"]
    assert {"Change what I shared", "Take it out"} <= set(nana.buttons)


async def test_names_go_in_time_and_counts_stay(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage, *NAMES, "Mo")
    await sends(stage, nana)
    await _say(everyone, saved=9, not_for_me=2)
    for _ in range(30):
        await stage.forward(days=2)
        async with stage.database.begin() as tx:
            await rows.keep_times(tx, stage.now)
            await tx.sql.letters.forget_settled(before=int((stage.now.timestamp() - 30 * 86400) * 1000))
    async with stage.database.read() as tx:
        assert not list(await tx.conn.slow("select 1 from opportunity_answers"))
        assert not list(await tx.conn.slow("select 1 from letters where kind = 'opportunity'"))
    await nana.says("/results")
    assert "Saved: about 10." in nana.screen
    assert "Sent to: about 15. Could not reach: fewer than 5." in nana.screen
