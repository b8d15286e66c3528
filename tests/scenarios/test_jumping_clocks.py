"""A clock that somebody sets, or a network corrects, neither opens nor closes what time alone may (hostile 108)."""

import time
from datetime import datetime, timedelta

import pytest

from bot.clock import Clock
from tests.page_steps import ANSWERS, keeps_one, unlocks
from tests.stage import Stage

JUMPS = [timedelta(days=-400), timedelta(hours=-1), timedelta(minutes=11), timedelta(days=400)]
LIST, ASKS = "Your pages. Tap a number to read one.", "type your words"


@pytest.mark.parametrize(
    "jump", [timedelta(days=-400), timedelta(hours=-1), timedelta(minutes=11), timedelta(days=400)]
)
async def test_pages_stay_open_and_are_locked_in_time_however_the_wall_clock_jumps(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, jump: timedelta
) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    now, steady = Clock.now, time.clock_gettime

    def jumped(clock: Clock) -> datetime:
        return now(clock) + jump

    monkeypatch.setattr(Clock, "now", jumped)
    await ama.says("/reflect")
    await ama.taps("My pages")
    assert LIST in ama.screen
    monkeypatch.setattr(time, "clock_gettime", lambda which: steady(which) + 9 * 60)
    await ama.says("/reflect")
    await ama.taps("My pages")
    assert LIST in ama.screen
    monkeypatch.setattr(time, "clock_gettime", lambda which: steady(which) + 20 * 60)
    await ama.says("/reflect")
    await ama.taps("My pages")
    assert ASKS in ama.screen


def test_a_machine_that_slept_has_slept_for_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before, truly = Clock().monotonic(), time.clock_gettime
    asleep = {time.CLOCK_BOOTTIME: 3600.0}
    monkeypatch.setattr(time, "clock_gettime", lambda which: truly(which) + asleep.get(which, 0.0))
    assert 3600 <= Clock().monotonic() - before < 3700
