"""Pace: never more than Telegram allows by either way of counting, and the urgent first."""

import asyncio

import pytest

from bot.pace import LATEST, SOONER, WINDOW, Pace, Slot
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


async def test_two_hundred_circles_at_once_keep_a_reply_waiting_one_slot(pace_and_clock: tuple[Pace, Ticking]) -> None:
    pace, clock = pace_and_clock
    grants(pace, clock, [(Lane.SESSION, n) for n in range(1, 1200)], 2.0)
    for _ in range(20):
        before = clock.at
        passed = grants(pace, clock, [(Lane.REPLY, 5000 + int(before * 1000))], 0.15)
        when = next(at for at, chat in passed if chat >= 5000)
        assert when - before <= 1.1 / 30


@pytest.mark.parametrize(("first", "apart"), [(Lane.BROADCAST, WINDOW - SOONER), (Lane.REPLY, WINDOW)])
async def test_a_reply_has_the_place_of_one_in_an_even_row_a_little_sooner(first: Lane, apart: float) -> None:
    clock = Ticking()
    pace = Pace(1, now=clock)
    assert grants(pace, clock, [(first, 1)], 0.1) == [(100.0, 1)]
    ((then, _),) = grants(pace, clock, [(Lane.REPLY, 2)], 2.0)
    assert then - 100.0 == pytest.approx(apart, abs=0.002)


@pytest.mark.parametrize("counting", ["sliding", "bucket"])
async def test_replies_in_a_broadcast_meet_no_refusal(pace_and_clock: tuple[Pace, Ticking], counting: str) -> None:
    pace, clock = pace_and_clock
    arrived = Ticking()
    limits = Limits(monotonic=arrived)
    limits.use(on=True, counting=counting)  # type: ignore[arg-type]  # parametrised with its two values
    passed = grants(pace, clock, [(Lane.BROADCAST, n) for n in range(1, 600)], 1.5)
    for n in range(40):
        passed += grants(pace, clock, [(Lane.REPLY, 1000 + n)], 0.17 + n / 200)
    for arrived.at, chat in passed:
        limits.check("sendmessage", chat)
    assert sum(chat >= 1000 for _, chat in passed) == 40


async def test_a_short_rest_never_shortens_a_long_one(pace_and_clock: tuple[Pace, Ticking]) -> None:
    pace, clock = pace_and_clock
    pace.hold(5, 30.0)
    pace.hold(5, 1.0)
    pace.hold_all(20.0)
    pace.hold_all(1.0)
    assert pace.held_for(5) == pytest.approx(30.0)
    assert pace.held_for(6) == pytest.approx(20.0)
    assert grants(pace, clock, [(Lane.REPLY, 6)], 19.0) == []


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


def send_one(pace: Pace, clock: Ticking, *, takes: float, on_its_way: float = 0.0) -> Slot:
    """One message that leaves now and is answered `takes` seconds later."""
    slot = Slot(clock.at, late=on_its_way)
    clock.at += takes
    pace.landed(slot)
    return slot


async def test_a_late_landing_counts_longer_by_what_it_took_beyond_the_quickest(
    pace_and_clock: tuple[Pace, Ticking],
) -> None:
    pace, clock = pace_and_clock
    assert send_one(pace, clock, takes=0.05, on_its_way=LATEST).late == 0
    assert send_one(pace, clock, takes=0.15).late == pytest.approx(0.10)
    assert send_one(pace, clock, takes=0.03).late == 0
    assert send_one(pace, clock, takes=0.15).late == pytest.approx(0.12)


async def test_one_slow_call_holds_back_the_others_only_so_long(pace_and_clock: tuple[Pace, Ticking]) -> None:
    pace, clock = pace_and_clock
    send_one(pace, clock, takes=0.05)
    slot = send_one(pace, clock, takes=20.0)
    assert slot.late == LATEST
    assert slot.until() == slot.at + WINDOW + LATEST


async def test_the_quickest_is_the_quickest_of_the_last_hundred(pace_and_clock: tuple[Pace, Ticking]) -> None:
    pace, clock = pace_and_clock
    send_one(pace, clock, takes=0.01)
    slow = [send_one(pace, clock, takes=0.11).late for _ in range(100)]
    assert slow[:99] == [pytest.approx(0.10)] * 99
    assert slow[99] == pytest.approx(0.0), "the quick one is a hundred calls ago"


@pytest.mark.parametrize("landed", [False, True])
async def test_a_slot_on_its_way_counts_as_late_as_it_may_yet_be(landed: bool) -> None:
    clock = Ticking()
    pace = Pace(1, now=clock)
    slot = await pace.slot(Lane.REPLY, 1)
    pace.close()
    assert slot.late == LATEST
    clock.at += 0.1
    if landed:
        pace.landed(slot)
    (then, chat), *_ = grants(pace, clock, [(Lane.REPLY, 2)], 2.0)
    assert chat == 2
    assert then - slot.at == pytest.approx(WINDOW if landed else WINDOW + LATEST, abs=0.002)


async def test_a_slot_that_lands_after_its_window_frees_who_waits() -> None:
    clock = Ticking()
    pace = Pace(1, now=clock)
    slot = await pace.slot(Lane.REPLY, 1)
    waiting = asyncio.create_task(pace.slot(Lane.REPLY, 2))
    await turns()
    clock.at += WINDOW + LATEST / 2  # its window is over, but it may yet be late: the next one still waits
    await turns()
    assert not waiting.done()
    pace.landed(slot)
    async with asyncio.timeout(0.5):  # far less than the keeper would have slept
        assert (await waiting).at == clock.at
    pace.close()


async def turns() -> None:
    """Let everything that is ready run."""
    for _ in range(10):
        await asyncio.sleep(0)
