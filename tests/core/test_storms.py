"""Storms: Telegram refuses again and again while people write. Once it ends, each is answered within seconds, once."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.carry import LONGEST_PAUSE
from bot.pace import CHAT_WINDOW
from bot.polling import LONGEST_WAIT
from handlers import menu
from storage.core.letters import Lane
from tests.core.test_letters import OUTCOMES, owe, rows, some_kinds
from tests.stage import Somebody, Stage, set_up
from tests.sweep import assert_nowhere

__all__ = ["some_kinds"]  # the fixture that knows a greeting

MARKER = "cinnamon-harbour-5512"
ASKED = 1
"""Seconds that a 429 asks for: the smallest whole number there is."""
A_LITTLE = 1.0
STORMS = [
    (429, "getUpdates", 5, ASKED),
    (502, "getUpdates", 4, LONGEST_WAIT * 1.2),
    (429, "sendMessage", 8, ASKED + CHAT_WINDOW),
    (502, "sendMessage", 8, LONGEST_PAUSE + CHAT_WINDOW),
]
"""Code, what it meets, how often at least, and seconds from its end to the last answer that waited."""
FOR_EVER = 100_000


@pytest.fixture
async def paced(empty_house: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """A bot that keeps to Telegram's pace, before a server that insists on it."""
    async with set_up(empty_house, tmp_path / "house", per_second=30) as opened:
        yield opened


def break_out(stage: Stage, code: int, method: str) -> None:
    if code == 429:
        stage.server.faults.too_many(ASKED, method=method, times=FOR_EVER)
    else:
        stage.server.faults.refuse(code, method=method, times=FOR_EVER)


def all_write(everybody: list[Somebody], text: str) -> None:
    for somebody in everybody:
        somebody.part.says(text)


async def until_refused(stage: Stage, code: int, method: str, times: int) -> None:
    await stage.server.until(lambda: stage.server.counts[method.lower(), code] >= times)


async def minutes(stage: Stage, count: int) -> None:
    """Minutes and a little more, one by one: in each of them what waits is tried once."""
    for _ in range(count):
        await stage.forward(seconds=65)


@pytest.mark.parametrize(("code", "method", "refusals", "within"), STORMS)
async def test_after_a_storm_everybody_is_answered_once_and_soon(
    paced: Stage, capfd: pytest.CaptureFixture[str], code: int, method: str, refusals: int, within: float
) -> None:
    everybody = await paced.members("Ama", "Mei", "Zainab", "Lindiwe")
    before = len(paced.server.sends)
    break_out(paced, code, method)
    all_write(everybody, f"{MARKER} early")
    await until_refused(paced, code, method, 1)
    all_write(everybody, f"{MARKER} in the midst")
    await until_refused(paced, code, method, refusals)

    paced.server.faults.release()
    ended = time.monotonic()
    all_write(everybody, "/cancel")
    await paced.server.until(lambda: all(len(somebody.part.hears()) >= 3 for somebody in everybody), within + 5)
    await paced.settle()

    last = max(send.at for send in paced.server.sends[before:] if send.method == "sendmessage")
    assert last - ended <= within + A_LITTLE
    for somebody in everybody:
        assert len(somebody.part.hears()) == 3, somebody.transcript()
        assert "nothing to stop" in somebody.screen
    assert_nowhere(paced, MARKER, *capfd.readouterr())


async def test_a_call_nobody_counts_waits_as_long_as_a_429_asks(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    stage.server.faults.too_many(ASKED, method="setMyCommands")
    began = time.monotonic()
    async with stage.database.begin() as tx:
        assert nana.id
        await menu.owe_menu(tx, nana.id, now=stage.now)
    await stage.settle()
    assert [send.at - began >= ASKED for send in stage.server.sends if send.method == "setmycommands"] == [True]


@pytest.mark.parametrize("code", [401, 429, 502])
async def test_stopping_in_the_midst_of_a_storm_loses_no_answer(stage: Stage, code: int) -> None:
    ama = await stage.member("Ama")
    break_out(stage, code, "sendMessage")
    ama.part.says("/cancel")
    await until_refused(stage, code, "sendMessage", 1)
    await stage.end()
    stage.server.faults.release()
    await stage.begin()
    await stage.forward(seconds=10)
    assert ama.news() == [ama.screen]
    assert ama.hears("nothing to stop")


async def test_a_storm_of_minutes_keeps_letters_waiting_and_none_is_given_up(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.carry.MOST_TRIES", 1)
    ama = await stage.member("Ama")
    stage.server.faults.refuse(502, method="sendMessage", times=4)
    await owe(stage, ama)
    await minutes(stage, 2)
    assert (ama.news(), OUTCOMES) == ([], [])
    await minutes(stage, 3)
    assert (ama.news(), OUTCOMES) == (["hello Ama"], ["sent"])


async def test_a_letter_that_only_ever_meets_trouble_is_given_up_at_last(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.carry.MOST_TRIES", 1)
    monkeypatch.setattr("bot.carry.MOST_ROUNDS", 2)
    ama = await stage.member("Ama")
    break_out(stage, 502, "sendMessage")
    await owe(stage, ama)
    await minutes(stage, 1)
    assert OUTCOMES == []
    await minutes(stage, 2)
    assert (OUTCOMES, await rows(stage)) == (["unknown"], ["unknown"])


async def test_a_reminder_is_not_kept_waiting_past_its_use(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.carry.MOST_TRIES", 1)
    ama = await stage.member("Ama")
    break_out(stage, 502, "sendMessage")
    await owe(stage, ama, "brief")
    await minutes(stage, 6)
    stage.server.faults.release()
    await minutes(stage, 6)
    assert (ama.news(), OUTCOMES) == ([], ["unknown"])


async def test_a_broadcast_refused_for_certain_waits_and_goes_out_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.carry.MOST_TRIES", 1)
    ama = await stage.member("Ama")
    stage.server.faults.refuse(503, method="sendMessage", times=2)
    await owe(stage, ama, lane=Lane.BROADCAST)
    assert ama.news() == []
    await minutes(stage, 3)
    assert (ama.news(), OUTCOMES) == (["hello Ama"], ["sent"])
