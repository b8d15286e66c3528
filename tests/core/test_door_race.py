"""The door looks at its rows while letters go out: what it reads may be older than what was done since."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.features import KINDS
from handlers.talk.post import Deed, LetterKind, Reading, Send
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Lane, Letter
from tests.stage import Stage


async def greet(reading: Reading) -> Deed | None:
    return Send("hello once")


@pytest.fixture(autouse=True)
def a_greeting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.KINDS", {**KINDS, "greeting": LetterKind(greet)})


async def test_a_letter_settled_during_a_look_at_the_rows_is_not_sent_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ama = await stage.member("Ama")
    faults, door, read = stage.server.faults, stage.running.door, letters.due
    faults.hang(method="sendMessage")
    async with stage.database.begin() as tx:
        await letters.owe(tx, kind="greeting", to=ama.id, due=stage.now, lane=Lane.REPLY)
    await stage.server.world.changed.until(lambda: not faults.arranged, 10)

    async def slow(tx: Tx, now: datetime, *, most: int) -> list[Letter]:
        found = await read(tx, now, most=most)
        faults.release()
        async with asyncio.timeout(10):
            while door.waiting:
                await asyncio.sleep(0)
        return found

    monkeypatch.setattr("bot.deliver.letters.due", slow)
    async with stage.database.begin() as tx:
        await letters.owe(tx, kind="greeting", to=ama.id, due=stage.now + timedelta(days=1))
    await stage.settle()

    assert ama.news() == ["hello once"]
