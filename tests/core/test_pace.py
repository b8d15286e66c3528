"""Pace: never more than Telegram allows by either way of counting, and the urgent first."""

import asyncio

import pytest

from bot.pace import Pace
from bot.rehearsal.limits import Limits
from bot.rehearsal.refusals import Refused
from storage.core.letters import Lane


class Ticking:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def grants(pace: Pace, clock: Ticking, wanted: list[tuple[Lane, int]], seconds: float) -> list[tuple[float, int]]:
    """Who is let through when, asking a thousand times a second."""
    for lane, chat in wanted:
        pace.ask(lane, chat)
    end, passed = clock.at + seconds, []
    while clock.at < end:
        while (let_go := pace.let_one_go()) is not None:
            passed.append((clock.at, let_go))
        clock.at += 0.001
    return passed


@pytest.fixture
async def pace_and_clock() -> tuple[Pace, Ticking]:
    clock = Ticking()
    return Pace(30, now=clock), clock


@pytest.mark.parametrize("counting", ["sliding", "bucket"])
async def test_a_broadcast_keeps_to_the_limit_and_uses_it(pace_and_clock: tuple[Pace, Ticking], counting: str) -> None:
    pace, clock = pace_and_clock
    limits = Limits(monotonic=lambda: at)
    limits.use(on=True, counting=counting)  # type: ignore[arg-type]  # parametrised with its two values
    passed = grants(pace, clock, [(Lane.BROADCAST, n) for n in range(1, 400)], 10.0)
    for at, chat in passed:
        try:
            limits.check("sendmessage", chat)
        except Refused as refused:
            pytest.fail(f"429 at {at}: {refused}")
    assert len(passed) >= 0.95 * 30 * 10


async def test_a_reply_overtakes_a_broadcast(pace_and_clock: tuple[Pace, Ticking]) -> None:
    pace, clock = pace_and_clock
    grants(pace, clock, [(Lane.BROADCAST, n) for n in range(1, 200)], 2.0)
    before = clock.at
    passed = grants(pace, clock, [(Lane.REPLY, 999)], 0.1)
    when = next(at for at, chat in passed if chat == 999)
    assert when - before <= 1.1 / 30


async def test_a_group_gets_no_more_than_twenty_a_minute(pace_and_clock: tuple[Pace, Ticking]) -> None:
    pace, clock = pace_and_clock
    passed = grants(pace, clock, [(Lane.SESSION, -5)] * 30, 60.0)
    assert len(passed) == 20


async def test_one_chat_gets_a_short_burst_and_then_one_a_second(pace_and_clock: tuple[Pace, Ticking]) -> None:
    pace, clock = pace_and_clock
    passed = grants(pace, clock, [(Lane.REPLY, 5)] * 10, 5.0)
    assert 3 <= len(passed) <= 8


async def test_a_429_rests_only_the_chat_it_named(pace_and_clock: tuple[Pace, Ticking]) -> None:
    pace, clock = pace_and_clock
    pace.hold(5, 3.0)
    passed = grants(pace, clock, [(Lane.REPLY, 5), (Lane.REPLY, 6)], 1.0)
    assert [chat for _, chat in passed] == [6]


async def test_without_limits_nobody_waits() -> None:
    pace = Pace(0)
    async with asyncio.timeout(1):
        for _ in range(1000):
            await pace.slot(Lane.BROADCAST, 1)
