"""Telegram asks for an hour (hostile 77): the chat it named rests, others go on, help comes first, and nobody waits
for it who stops the bot."""

import asyncio
import threading
import time

import pytest

from tests.core.test_letters import owe, rows, some_kinds
from tests.page_steps import ANSWERS, keeps_one, shown, unlocks
from tests.stage import Stage

__all__ = ["some_kinds"]  # the fixture that knows a greeting

AN_HOUR = 3600
SOON = 10.0
"""Seconds in which the bot ends, whatever it is doing."""


async def test_a_chat_that_must_rest_for_an_hour_rests_alone(stage: Stage) -> None:
    ama, mei = await stage.members("Ama", "Mei")
    stage.server.faults.too_many(AN_HOUR, method="sendMessage", chat_id=ama.part.id)
    await owe(stage, ama)
    await mei.says("/support")
    assert mei.hears("999")
    await mei.says("/cancel")
    assert mei.hears("nothing to stop")
    assert (ama.news(), await rows(stage)) == ([], ["waiting"])


async def test_after_a_rest_of_everything_help_comes_before_what_was_asked_earlier(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.carry.LONGEST_REST_OF_ALL", 1.0)
    ama, mei, zainab, lindiwe = await stage.members("Ama", "Mei", "Zainab", "Lindiwe")
    for refused in (ama, mei):
        stage.server.faults.too_many(AN_HOUR, method="sendMessage", chat_id=refused.part.id)
        refused.part.says("/cancel")
    await stage.server.until(lambda: stage.server.counts["sendmessage", 429] == 2)
    before, began = len(stage.server.sends), time.monotonic()
    zainab.part.says("/cancel")
    await stage.server.quiet()
    lindiwe.part.says("/support")
    await stage.settle()
    sent = [send.chat_id for send in stage.server.sends[before:] if send.method == "sendmessage"]
    assert sent == [lindiwe.part.id, zainab.part.id]
    assert time.monotonic() - began < SOON
    assert await rows(stage) == ["waiting", "waiting"]


@pytest.mark.parametrize("method", ["sendMessage", "getUpdates", "answerCallbackQuery"])
async def test_whoever_stops_the_bot_does_not_wait_for_the_hour(stage: Stage, method: str) -> None:
    ama = await stage.member("Ama")
    await ama.says("/menu")
    stage.server.faults.too_many(AN_HOUR, method=method)
    ama.part.says("/cancel")
    ama.part.taps_on("Help now")
    await stage.server.until(lambda: stage.server.counts[method.lower(), 429] == 1)
    async with asyncio.timeout(SOON):
        await stage.end()
    await stage.begin()
    await stage.forward(seconds=AN_HOUR + 10)
    assert ama.transcript().count("nothing to stop") == 1


async def test_a_bot_that_stops_while_somebody_opens_their_pages_stops_soon_and_opens_them_after(stage: Stage) -> None:
    """Hostile 96."""
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    let_go, kdf = threading.Event(), stage.running.desk.house.kdf
    busy = asyncio.create_task(kdf.run(lambda: let_go.wait(SOON * 2)))
    await ama.says("/reflect")
    await ama.taps("My pages")
    ama.part.says(words)
    await stage.server.quiet()
    async with asyncio.timeout(SOON):
        await stage.end()
    let_go.set()
    await asyncio.gather(busy, return_exceptions=True)
    await stage.begin()
    assert words not in shown(ama)
    await unlocks(ama, words)
    assert ama.hears("Tap a number")
