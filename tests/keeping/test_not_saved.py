"""What a person hears whose words the disk did not take (J11, hostile.md 86, 87): once, truly, and then the answer."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing

import pytest

from bot import measures
from bot.config import Config
from bot.doctor import house
from bot.doctor.finding import State
from bot.receive import NotTaken
from storage.core import connection
from tests.core.test_support_when_down import asks, locked, taps
from tests.keeping.test_bad_disks import LAST, full_disk, nearly_done, saves, still_in_chat, until_not_taken
from tests.page_steps import ANSWERS, MARKER, count, sets_up
from tests.stage import Somebody, Stage

NOT_SAVED = "it is NOT saved yet"
Trouble = Callable[[Stage], AbstractAsyncContextManager[None]]


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.05)


@asynccontextmanager
async def locked_database(stage: Stage) -> AsyncIterator[None]:
    with closing(sqlite3.connect(stage.folder / "circle.sqlite", isolation_level=None)) as other:
        other.execute("begin exclusive")
        yield
        other.execute("rollback")


@asynccontextmanager
async def read_only(stage: Stage) -> AsyncIterator[None]:
    stage.database._writer.quick("pragma query_only=on")
    yield
    stage.database._writer.quick("pragma query_only=off")


def told(somebody: Somebody) -> int:
    return sum(NOT_SAVED in message.text for message in somebody.part.hears())


async def until_told_and_tried_again(stage: Stage, somebody: Somebody) -> None:
    """Until they have heard, and Telegram has handed us the same update once more and was refused again."""
    await stage.server.until(lambda: told(somebody) > 0)
    troubles = stage.running.poller._troubles
    await stage.server.until(lambda: stage.running.poller._troubles > troubles)


@pytest.mark.parametrize("trouble", [full_disk, locked_database, read_only])
async def test_who_writes_a_page_hears_once_that_it_is_not_saved_and_is_answered_when_it_is(
    stage: Stage, trouble: Trouble
) -> None:
    ama = await stage.member("Ama")
    await nearly_done(ama)
    parts = await count(stage, "page_parts")
    async with trouble(stage):
        ama._mark()
        ama.part.says(LAST * 70)
        await until_told_and_tried_again(stage, ama)
        assert told(ama) == 1
        assert "Help now" in ama.buttons
        assert "/support" in ama.screen
        assert still_in_chat(ama, LAST)
        assert await count(stage, "page_parts") == parts

    await stage.settle()

    assert await count(stage, "page_parts") == parts + 1
    assert ama.hears("Got it, and locked")
    assert told(ama) == 1
    await saves(ama)
    assert not still_in_chat(ama, LAST)


async def test_the_last_tap_that_could_not_be_saved_is_told_and_saves_once_there_is_room(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("Three whats")
    await ama.types(ANSWERS[0])
    await ama.taps("Next question")
    while "Skip" in ama.buttons:
        await ama.taps("Skip")
    async with read_only(stage):
        ama._mark()
        ama.part.taps_on("All clear, save")
        await until_told_and_tried_again(stage, ama)
        assert told(ama) == 1
        assert still_in_chat(ama, ANSWERS[0])
        assert not ama.hears("Saved")

    await stage.settle()

    assert ama.hears("Saved, and cleared")
    assert not still_in_chat(ama, ANSWERS[0])


async def test_a_second_outage_is_told_again(stage: Stage) -> None:
    ama = await stage.member("Ama")
    for outage in (1, 2):
        async with read_only(stage):
            ama.part.says("/circles")
            await until_told_and_tried_again(stage, ama)
        await stage.settle()
        assert told(ama) == outage


async def test_each_hears_for_themselves_and_no_more_than_once_whatever_else_they_send(stage: Stage) -> None:
    ama, efua = await stage.members("Ama", "Efua")
    with locked(stage):
        for number, somebody in enumerate((ama, ama, efua)):
            with pytest.raises(NotTaken):
                await stage.running.receiver.take(asks(somebody, 910_001 + number, text="/circles"))
        with pytest.raises(NotTaken):
            await stage.running.receiver.take(taps(ama, 910_009, "menu"))
    assert (told(ama), told(efua)) == (1, 1)


async def test_help_is_still_the_card_and_not_that_sentence(stage: Stage) -> None:
    ama = await stage.member("Ama")
    with locked(stage), pytest.raises(NotTaken):
        await stage.running.receiver.take(taps(ama, 910_010, "support"))
    assert ama.hears("999")
    assert told(ama) == 0


async def test_nobody_is_told_in_a_group_or_of_what_they_do_not_wait_for(stage: Stage) -> None:
    ama = await stage.member("Ama")
    in_group = asks(ama, 910_011, text="/next", chat="supergroup")
    said = asks(ama, 910_012, text="words")
    edit = {"update_id": 910_013, "edited_message": said["message"]}
    wordless = {key: part for key, part in said["message"].items() if key not in ("text", "entities")}
    timer = {"update_id": 910_014, "message": {**wordless, "message_auto_delete_timer_changed": {}}}
    with locked(stage):
        for raw in (in_group, edit, timer):
            with pytest.raises(NotTaken):
                await stage.running.receiver.take(raw)
        assert ama.news() == []
        with pytest.raises(NotTaken):
            await stage.running.receiver.take(said)
    assert told(ama) == 1


async def test_who_could_not_be_reached_is_told_with_the_next_try(stage: Stage) -> None:
    ama = await stage.member("Ama")
    stage.server.faults.refuse(500, method="sendMessage", times=1)
    with locked(stage):
        for _ in range(3):
            with pytest.raises(NotTaken):
                await stage.running.receiver.take(asks(ama, 910_020, text="/circles"))
    assert told(ama) == 1


async def test_the_operator_sees_the_trouble_and_nothing_of_what_was_written(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """Hostile 87, «alert»: log lines, the gauge that says we are deaf, and a count of what was not taken."""
    ama = await stage.member("Ama")
    await nearly_done(ama)
    counted = measures.UPDATES.labels("not-taken")
    before = counted._value.get()
    async with full_disk(stage):
        ama.part.says(f"{MARKER} " * 300)
        await stage.server.until(lambda: told(ama) > 0)
        await until_not_taken(stage)
        assert counted._value.get() > before
        assert measures.RECEIVING._value.get() == 0
    await stage.settle()
    assert measures.RECEIVING._value.get() == 1
    logged = caplog.text
    for line in ("memory-trouble", "told-not-saved", "not-taken", "receiving-again"):
        assert line in logged
    for secret in (MARKER, "Ama", str(ama.part.id)):
        assert secret not in logged


def test_the_doctor_fails_a_house_whose_disk_is_nearly_full(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    config: Config = stage.config
    assert house.space(config).state is State.GOOD
    monkeypatch.setattr(house, "LEAST_SPACE", 2**62)
    found = house.space(config)
    assert found.state is State.FAILS
    assert "MB free" in found.finding
    assert "make room" in found.todo
