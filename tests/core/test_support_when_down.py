"""The help card comes even when the database does not answer."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from bot import without_memory
from bot.receive import NotTaken
from bot.sorting import Raw
from storage.core import connection
from tests.stage import Somebody, Stage

COMMAND = [{"type": "bot_command", "offset": 0, "length": 8}]


def asks(somebody: Somebody, update: int, *, text: str = "/support", chat: str = "private") -> Raw:
    sender = {"id": somebody.part.id, "is_bot": False, "first_name": somebody.name}
    where = {"id": somebody.part.id, "type": chat}
    message = {"message_id": 900, "date": 1, "from": sender, "chat": where, "text": text, "entities": COMMAND}
    return {"update_id": update, "message": message}


def taps(somebody: Somebody, update: int, data: str) -> Raw:
    bot = {"id": 1, "is_bot": True, "first_name": "bot"}
    chat = {"id": somebody.part.id, "type": "private", "first_name": somebody.name}
    under = {"message_id": 901, "date": 1, "from": bot, "chat": chat, "text": "hi"}
    sender = {"id": somebody.part.id, "is_bot": False, "first_name": somebody.name}
    tap = {"id": "77", "from": sender, "chat_instance": "1", "data": data, "message": under}
    return {"update_id": update, "callback_query": tap}


@contextmanager
def locked(stage: Stage) -> Iterator[None]:
    """Somebody else holds the database and does not let go."""
    with closing(sqlite3.connect(stage.folder / "circle.sqlite", isolation_level=None)) as other:
        other.execute("begin exclusive")
        yield
        other.execute("rollback")


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.01)


async def cards(somebody: Somebody) -> int:
    return sum("999" in line for line in somebody.news())


async def test_the_card_comes_while_the_database_is_locked_once_for_each_asking(stage: Stage) -> None:
    ama = stage.person("Ama")
    ama.part.user.started = True
    with locked(stage):
        for _ in range(2):
            with pytest.raises(NotTaken):
                await stage.running.receiver.take(asks(ama, 900_001))
        assert await cards(ama) == 1
        with pytest.raises(NotTaken):
            await stage.running.receiver.take(asks(ama, 900_002))
        assert await cards(ama) == 2


async def test_the_help_button_is_answered_without_the_database(stage: Stage) -> None:
    ama = await stage.member("Ama")
    with locked(stage), pytest.raises(NotTaken):
        await stage.running.receiver.take(taps(ama, 900_003, "support"))
    assert ama.hears("999")
    assert "England" in ama.buttons


async def test_a_slow_database_does_not_keep_help_waiting(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(without_memory, "PATIENCE", 0.0)
    monkeypatch.setattr(connection, "PATIENCE", 0.6)
    ama = stage.person("Ama")
    ama.part.user.started = True
    with locked(stage), pytest.raises(NotTaken):
        await stage.running.receiver.take(asks(ama, 900_004))
    assert await cards(ama) == 1


@pytest.mark.parametrize("text", ["/circles", "please /support me", "/supporter"])
async def test_whatever_else_is_asked_brings_no_card_only_that_it_is_not_saved_yet(stage: Stage, text: str) -> None:
    ama = await stage.member("Ama")
    with locked(stage), pytest.raises(NotTaken):
        await stage.running.receiver.take(asks(ama, 900_005, text=text))
    assert await cards(ama) == 0
    assert [said.splitlines()[0] for said in ama.news()] == [
        "Something went wrong and it is NOT saved yet. What you wrote is still above."
    ]


async def test_in_a_group_nothing_is_sent_past_the_door(stage: Stage) -> None:
    ama = await stage.member("Ama")
    with locked(stage), pytest.raises(NotTaken):
        await stage.running.receiver.take(asks(ama, 900_006, chat="supergroup"))
    assert ama.news() == []


async def test_once_the_database_is_back_the_card_is_said_in_the_ordinary_way(stage: Stage) -> None:
    ama = await stage.member("Ama")
    with locked(stage), pytest.raises(NotTaken):
        await stage.running.receiver.take(asks(ama, 900_007))
    await stage.running.receiver.take(asks(ama, 900_007))
    await stage.settle()
    assert await cards(ama) == 2
