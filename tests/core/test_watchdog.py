"""When something holds everything up, the log says what, and a process that hears nobody any more ends (hostile 99)."""

import asyncio
import logging
import threading
import time
from typing import Any

import pytest

from bot import receive, watchdog
from handlers.talk.turn import Turn
from tests.stage import Stage

MARKER = "saffron-viaduct-3307"
PATIENCE = 10.0


def said(caplog: pytest.LogCaptureFixture, event: str) -> list[Any]:
    told = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    return [entry for entry in told if entry.get("event") == event]


async def test_a_handler_that_holds_everything_up_is_named_and_the_process_ends(
    stage: Stage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchdog, "ENDS_AFTER", 8)
    caplog.set_level(logging.ERROR)
    ama, let_go, ended, real = await stage.member("Ama"), threading.Event(), list[int](), Turn.say

    def end(code: int) -> None:
        ended.append(code)
        let_go.set()

    def holds_up(turn: Turn, *given: Any, **more: Any) -> None:
        assert let_go.wait(PATIENCE), "nobody looked"
        real(turn, *given, **more)

    await ama.says("/cancel")
    monkeypatch.setattr(Turn, "say", holds_up)
    async with watchdog.watched(tick=0.05, end=end):
        await ama.says(f"/cancel {MARKER}")
    named = said(caplog, "stuck-for-good")[0]["places"]
    assert any(place.startswith("handlers.talk.forms.leaving") for place in named), named
    assert "bot.receive.Receiver._turn" in named
    assert said(caplog, "stuck")[0]["places"] == named
    assert MARKER not in str(named)
    assert ended == [watchdog.STUCK]


async def test_a_loop_that_turns_is_left_alone(
    stage: Stage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchdog, "SAYS_AFTER", 50)
    ama, ended, began = await stage.member("Ama"), list[int](), time.monotonic()
    await ama.says("/cancel")
    async with watchdog.watched(tick=0.02, end=ended.append):
        while time.monotonic() < began + 2.0:
            await ama.says("/cancel")
    assert (said(caplog, "stuck"), ended) == ([], [])


async def test_a_handler_that_waits_for_ever_is_undone_named_and_told_and_others_go_on(
    stage: Stage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receive, "LONGEST_TURN", 0.1)
    ama, mei = await stage.members("Ama", "Mei")
    real = stage.running.receiver._app.process_update

    async def waits(update: Any) -> None:
        if update.effective_user.id == ama.part.id:
            await asyncio.Event().wait()
        await real(update)

    monkeypatch.setattr(stage.running.receiver._app, "process_update", waits)
    await ama.says("/cancel")
    assert ama.hears("went wrong")
    assert said(caplog, "turn-failed")[0]["trouble"] == "TimeoutError"
    await mei.says("/cancel")
    assert mei.hears("nothing to stop")
