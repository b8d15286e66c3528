"""The road to Telegram, when it is long, blocked, taken by somebody else, or full after a day away."""

import asyncio
import time
from pathlib import Path
from typing import Any

import aiohttp.web
import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import polling, web
from bot.polling import Poller
from bot.receive import Receiver
from bot.reply import Reply
from bot.sorting import Raw
from bot.wire import Wire
from tests.core.test_wire import answering, no_such_name, opened, self_signed
from tests.stage import Somebody, Stage, set_up

__all__ = ["no_such_name"]  # the fixture

CLOSED = "http://127.0.0.1:9/bot"
DAY_AWAY = 450
PORTION = 100
"""Updates that Telegram hands over at once, at most."""


class Overheard:
    """A wire that says when it was asked for the third time: two answers have been dealt with by then."""

    def __init__(self, wire: Wire | None = None, *replies: Reply | Exception) -> None:
        self._wire, self._replies = wire, list(replies)
        self.asked: list[dict[str, Any]] = []
        self.thrice = asyncio.Event()

    async def call(self, method: str, params: dict[str, Any], *, timeout: float) -> Reply:
        self.asked.append(params)
        if len(self.asked) == 3:
            self.thrice.set()
        if self._wire is not None:
            return await self._wire.call(method, params, timeout=timeout)
        if not self._replies:
            await asyncio.Event().wait()
        answer = self._replies.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def met_twice(poller: Poller, wire: Overheard) -> None:
    """Let it ask until it has dealt with two answers."""
    asking = asyncio.create_task(poller.run())
    async with asyncio.timeout(10):
        await wire.thrice.wait()
    poller.stopping.set()
    await asking


def poller_over(stage: Stage, wire: Overheard) -> Poller:
    return Poller(wire, stage.running.receiver, on_conflict=lambda _: None)  # type: ignore[arg-type]  # as a Wire asks


# Out of reach


@pytest.mark.parametrize("road", ["nobody vouches", "no such name", "nobody there"])
async def test_health_is_red_while_telegram_is_out_of_reach_and_it_goes_on_asking(
    stage: Stage, tmp_path: Path, no_such_name: str, road: str
) -> None:
    """Hostile 80."""

    async def listens_in(_: aiohttp.web.BaseRequest) -> aiohttp.web.StreamResponse:
        pytest.fail("a word got through")

    async with answering(listens_in, self_signed(tmp_path)) as unvouched:
        addresses = {"nobody vouches": unvouched, "no such name": no_such_name, "nobody there": CLOSED}
        async with opened(addresses[road]) as wire:
            overheard = Overheard(wire)
            poller = poller_over(stage, overheard)
            poller.receiving = True
            await met_twice(poller, overheard)
            running = stage.running
            app = web.build(running.database, running.door, running.receiver, poller)
            async with TestClient(TestServer(app)) as client:
                assert (await client.get("/healthz")).status == 503


@pytest.mark.parametrize(
    "answer",
    [
        RuntimeError("the wire is not open"),
        Reply(ok=True, result="no list"),
        Reply(ok=True, result=[1, "two", None]),
        Reply(ok=False, code=0, reason="TooLarge"),
    ],
)
async def test_whatever_is_answered_it_goes_on_asking_in_no_hurry(stage: Stage, answer: Reply | Exception) -> None:
    wire = Overheard(None, answer, answer)
    poller, began = poller_over(stage, wire), time.monotonic()
    await met_twice(poller, wire)
    assert time.monotonic() - began >= polling.QUICK
    assert not poller.receiving


# A long road


async def test_on_a_road_slower_than_our_patience_nobody_hears_anything_more_than_twice(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hostile 79 and 80: it arrives each time, and the answer to us comes too late."""
    ama = await stage.member("Ama")
    monkeypatch.setattr(stage.running.poller.wire, "_timeout", 0.2)
    stage.server.faults.round_trip_ms = 600
    await ama.says("/cancel")
    assert ama.transcript().count("nothing to stop") == 2


# Numbers that begin anew


async def test_after_a_quiet_week_numbers_may_begin_anew_and_lower(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hostile 60."""
    monkeypatch.setattr(polling, "POLL", 1)
    monkeypatch.setattr(polling, "A_QUIET_DAY", 0.0)
    ama = await stage.member("Ama")
    await ama.says("/cancel")
    await empty_rounds(stage, 2)
    stage.server.faults.refuse(502, method="getUpdates", times=2)
    await stage.server.until(lambda: stage.server.counts["getupdates", 502] >= 1)
    stage.server.world.updates.next_id = 4_200
    await ama.says("/menu")
    assert ama.news()


async def empty_rounds(stage: Stage, count: int) -> None:
    before = stage.server.counts["getupdates", 200]
    await stage.server.until(lambda: stage.server.counts["getupdates", 200] >= before + count)


# A day away


async def test_a_day_of_updates_is_taken_by_the_hundred_and_each_is_answered(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hostile 63: what waits, waits with Telegram, and never in our memory."""
    under_way, most, real = 0, 0, Receiver.take

    async def counted(self: Receiver, raw: Raw) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        try:
            await real(self, raw)
        finally:
            under_way -= 1

    monkeypatch.setattr(Receiver, "take", counted)
    people = await stage.members(*(f"P{n}" for n in range(45)))
    await stage.end()
    for n in range(DAY_AWAY):
        people[n % len(people)].part.says("/cancel")
    await stage.begin()
    assert most == PORTION
    for somebody in people:
        assert somebody.transcript().count("nothing to stop") == DAY_AWAY // len(people)


async def test_after_a_day_away_help_now_goes_out_before_what_others_waited_for(
    empty_house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, real = [], Receiver.take

    async def timed(self: Receiver, raw: Raw) -> None:
        await real(self, raw)
        if "/support" in str(raw):
            taken.append(time.monotonic())

    monkeypatch.setattr(Receiver, "take", timed)
    async with set_up(empty_house, tmp_path / "paced", per_second=30) as stage:
        people = await stage.members(*(f"P{n}" for n in range(90)), "Zainab")
        zainab = people[-1]
        await stage.end()
        for somebody in people[:-1]:
            somebody.part.says("/cancel")
        zainab.part.says("/support")
        before = len(stage.server.sends)
        await stage.begin()
        sends = [send for send in stage.server.sends[before:] if send.method == "sendmessage"]
    assert {send.chat_id for send in sends} >= {somebody.part.id for somebody in people}
    helped = next(send.at for send in sends if send.chat_id == zainab.part.id)
    meanwhile = [send for send in sends if taken[0] < send.at < helped]
    assert len(meanwhile) <= 31, "what was let go before is not called back; nothing else goes first"


# Somebody else with our token


async def taken_over(stage: Stage, by: Somebody) -> None:
    """Another asks with our token: our next question is refused."""
    stage.server.faults.refuse(409, method="getUpdates")
    by.part.says("/cancel")
    await stage.server.until(lambda: stage.server.counts["getupdates", 409] >= 1)


async def test_while_a_second_instance_asks_we_say_nothing_and_afterwards_everything(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hostile 66."""
    monkeypatch.setattr(polling, "POLL", 1)
    monkeypatch.setattr(polling, "ALONE_AFTER", 60.0)
    ama, mei = await stage.members("Ama", "Mei")
    await taken_over(stage, ama)
    await stage.server.until(lambda: len(ama.part.hears()) == 1)
    mei.part.says("/cancel")
    await stage.server.quiet()
    await empty_rounds(stage, 2)
    assert mei.part.hears() == []
    assert stage.running.door.paused
    monkeypatch.setattr(polling, "ALONE_AFTER", 0.1)
    stage.server.faults.refuse(409, method="getUpdates")
    await stage.server.until(lambda: not stage.running.door.paused)
    await stage.settle()
    assert mei.hears("nothing to stop")


async def test_soon_after_the_other_has_gone_whoever_writes_is_answered(stage: Stage) -> None:
    ama, mei = await stage.members("Ama", "Mei")
    stage.server.faults.refuse(409, method="getUpdates", times=4)
    await taken_over(stage, ama)
    mei.part.says("/cancel")
    await stage.server.until(lambda: bool(mei.part.hears()))
    assert stage.server.counts["getupdates", 409] == 5
    assert not stage.running.door.paused


async def test_help_now_comes_even_while_a_second_instance_asks(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await taken_over(stage, ama)
    ama.part.says("/support")
    await stage.server.until(lambda: any("999" in message.text for message in ama.part.hears()))
    assert stage.running.door.paused
    stage.running.door.pause(paused=False)
    await stage.settle()
