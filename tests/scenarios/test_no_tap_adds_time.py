"""No order of guides' taps makes a session longer than it was planned, played on the real bot (H-08)."""

import asyncio
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage import sessions
from tests.session_steps import Evening, evening
from tests.stage import Somebody, set_up

NEW_LINK = "https://call.example.org/room/77"
TAPS = st.sampled_from(("Next step", "Pause", "Go on", "New link", "Where are we?", "Close, then go on"))
PLAYED = st.lists(st.tuples(st.integers(0, 1), TAPS, st.integers(0, 25)), min_size=4, max_size=9)


async def act(guide: Somebody, tap: str) -> None:
    """What a guide does, if their panel offers it at this moment."""
    if tap == "New link":
        if "Something's up" in guide.buttons:
            for label in ("Something's up", "Trouble with the call", "Call won't work", "New link"):
                await guide.taps(label)
            await guide.types(NEW_LINK)
    elif tap == "Close, then go on":
        if "Close" in guide.buttons and guide.screen.count("min left in all"):
            await guide.taps("Close")
            if "No, go on" in guide.buttons:
                await guide.taps("No, go on")
    elif tap in guide.buttons:
        await guide.taps(tap)


async def begin_late(night: Evening, late: int) -> str:
    """Begun so many minutes after the start. Returns the session's id."""
    await night.gathered()
    await night.to(minutes=-late)
    await night.guides[0].taps("Begin")
    return (await night.session()).id


async def play(house: Path, late: int, played: list[tuple[int, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with set_up(house, Path(folder) / "house") as stage:
            night = await evening(stage)
            planned_end = (await night.session()).rule.ends
            session = await begin_late(night, late)
            for which, tap, after in played:
                await stage.until(stage.now + timedelta(minutes=after))
                await act(night.guides[which], tap)
            await stage.until(planned_end + timedelta(minutes=1))
            async with stage.database.read() as tx:
                over = await sessions.find(tx, session)
            assert over.begun is not None
            assert over.closed is not None
            assert over.closed <= planned_end
            assert over.closed - over.begun <= timedelta(minutes=90)
            assert "Thank you all" in night.guides[0].transcript(night.chat)


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@example(0, [(0, "Pause", 40), (1, "New link", 10), (0, "Go on", 25), (1, "Pause", 5), (0, "Next step", 8)])
@example(30, [(0, "Next step", 0), (0, "Pause", 20), (1, "Go on", 20), (1, "New link", 15)])
@given(st.integers(0, 70), PLAYED)
def test_no_order_of_taps_on_the_real_bot_makes_a_session_longer(
    empty_house: Path, late: int, played: list[tuple[int, str, int]]
) -> None:
    asyncio.run(play(empty_house, late, played))
