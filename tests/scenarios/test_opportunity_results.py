"""Results of a send: numbers nobody can be found out from, and names that go in time."""

from storage import opportunity_sends as rows
from tests.scenarios.sending import (
    NAMES,
    readers,
    sends,
)
from tests.stage import Somebody, Stage


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
