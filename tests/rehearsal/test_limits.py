"""429s come at Telegram's limits, counted on a clock of the test's own."""

from __future__ import annotations

import pytest

from bot.rehearsal.limits import Counting, Limits
from bot.rehearsal.people import Person
from bot.rehearsal.refusals import Refused
from bot.rehearsal.server import RehearsalServer
from tests.rehearsal.conftest import Client


class Ticks:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


def allowed(limits: Limits, chat_id: int) -> bool:
    try:
        limits.check("sendmessage", chat_id)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("counting", ["sliding", "bucket"])
def test_thirty_a_second_in_all(ticks: Ticks, counting: Counting) -> None:
    limits = Limits(on=True, counting=counting, monotonic=ticks)
    assert all(allowed(limits, chat_id) for chat_id in range(1, 31))
    assert not allowed(limits, 31)
    ticks.at += 0.5
    freed = sum(allowed(limits, chat_id) for chat_id in range(101, 161))
    assert freed == (0 if counting == "sliding" else 15)
    ticks.at += 0.5
    assert sum(allowed(limits, chat_id) for chat_id in range(201, 261)) == (30 if counting == "sliding" else 15)


def test_twenty_a_minute_to_a_group(ticks: Ticks) -> None:
    limits = Limits(on=True, monotonic=ticks)
    assert all(allowed(limits, -5) for _ in range(20))
    with pytest.raises(Refused, match="Too Many Requests: retry after 60") as refused:
        limits.check("sendmessage", -5)
    assert refused.value.parameters == {"retry_after": 60}
    assert allowed(limits, -6)
    ticks.at += 60
    assert allowed(limits, -5)


def test_one_a_second_to_a_person_after_a_short_burst(ticks: Ticks) -> None:
    limits = Limits(on=True, monotonic=ticks, private_burst=3)
    assert [allowed(limits, 7) for _ in range(4)] == [True, True, True, False]
    ticks.at += 1
    assert [allowed(limits, 7) for _ in range(2)] == [True, False]


def test_a_refused_call_counts_for_nothing(ticks: Ticks) -> None:
    limits = Limits(on=True, monotonic=ticks, private_burst=1)
    for _ in range(100):
        allowed(limits, 7)
    assert all(allowed(limits, chat_id) for chat_id in range(100, 129))


async def test_the_server_answers_429_with_the_seconds_to_wait(
    call: Client, ama: Person, server: RehearsalServer, ticks: Ticks
) -> None:
    server.limits.monotonic = ticks
    server.limits.use(on=True)
    for _ in range(3):
        await call.does("sendMessage", chat_id=ama.id, text="hi")
    assert await call("sendMessage", chat_id=ama.id, text="hi") == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert server.counts["sendmessage", 429] == 1
    assert [send.chat_id for send in server.sends] == [ama.id] * 3
    server.limits.use(on=False)
    assert await call.does("sendMessage", chat_id=ama.id, text="hi")
