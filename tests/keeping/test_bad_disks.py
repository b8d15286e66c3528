"""What a disk can do to us (hostile.md I, K): nothing is acknowledged that is not kept, and words stay in their chat.

The person's message is cleared from the chat only after it is sealed; until then it is the one copy there is.
"""

import resource
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import pytest

from bot.app import opened
from bot.keeping import backing_up
from bot.troubles import sentence
from storage.core import backups, connection, migrate
from storage.core.keys import MasterKey
from storage.core.migrate import NewerSchema
from tests.file_rights import held_to
from tests.keeping_steps import Operator, rows, silent
from tests.page_steps import ANSWERS, MARKER, count, keeps_one, sets_up, unlocks
from tests.stage import Somebody, Stage

LAST = "the last answer that a full disk must not lose"


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.05)


@asynccontextmanager
async def full_disk(stage: Stage) -> AsyncIterator[None]:
    """The writer's connection is allowed not one page more, as on a full disk: SQLITE_FULL at the same places."""
    conn = stage.database._writer
    conn.quick("vacuum")  # no page is left over from before
    conn.quick("pragma wal_checkpoint(truncate)")
    [pages] = conn.quick("pragma page_count").fetchone()
    assert conn.quick("pragma freelist_count").fetchone()[0] == 0
    conn.quick(f"pragma max_page_count={pages}")
    try:
        yield
    finally:
        conn.quick(f"pragma max_page_count={2**30}")


@contextmanager
def no_more_bytes(size: int) -> Iterator[None]:
    """The system refuses to let a file grow past this (EFBIG, as ENOSPC from a disk), and no signal ends us."""
    import signal

    before, deaf = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, deaf)


def still_in_chat(somebody: Somebody, text: str) -> bool:
    return any(text in message.text for message in somebody.part.messages())


async def nearly_done(somebody: Somebody) -> None:
    await sets_up(somebody)
    await somebody.says("/reflect")
    await somebody.taps("Three whats")


async def saves(somebody: Somebody) -> None:
    await somebody.taps("Next question")
    while "Skip" in somebody.buttons:
        await somebody.taps("Skip")
    await somebody.taps("All clear, save")
    assert somebody.hears("Saved"), somebody.transcript()


async def until_not_taken(stage: Stage) -> None:
    """Until the update has been tried and Telegram was not told that it may forget it."""
    await stage.server.until(lambda: not stage.running.poller.receiving)


async def test_a_full_disk_keeps_the_words_in_their_chat_and_they_are_sealed_once_there_is_room(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await nearly_done(ama)
    parts = await count(stage, "page_parts")
    async with full_disk(stage):
        ama.part.says(LAST * 70)
        await until_not_taken(stage)
        assert still_in_chat(ama, LAST)
        assert await count(stage, "page_parts") == parts
        assert not ama.hears("Saved")

    await stage.settle()

    assert await count(stage, "page_parts") == parts + 1
    await saves(ama)
    assert not still_in_chat(ama, LAST)


async def test_a_locked_database_keeps_the_words_in_their_chat_until_it_is_free(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await nearly_done(ama)
    parts = await count(stage, "page_parts")
    with closing(sqlite3.connect(stage.folder / "circle.sqlite", isolation_level=None)) as other:
        other.execute("begin exclusive")
        ama.part.says(LAST)
        await until_not_taken(stage)
        assert still_in_chat(ama, LAST)
        other.execute("rollback")

    await stage.settle()

    assert await count(stage, "page_parts") == parts + 1
    await saves(ama)
    assert not still_in_chat(ama, LAST)


async def test_a_disk_that_turns_read_only_keeps_the_words_in_their_chat_until_it_is_well(stage: Stage) -> None:
    """SQLite says of a disk remounted read-only what it says of a connection that may only read."""
    ama = await stage.member("Ama")
    await nearly_done(ama)
    parts = await count(stage, "page_parts")
    stage.database._writer.quick("pragma query_only=on")
    ama.part.says(LAST)
    await until_not_taken(stage)
    assert still_in_chat(ama, LAST)
    stage.database._writer.quick("pragma query_only=off")

    await stage.settle()

    assert await count(stage, "page_parts") == parts + 1
    await saves(ama)
    assert not still_in_chat(ama, LAST)


async def test_a_full_disk_under_a_backup_leaves_no_half_of_one_and_the_earlier_ones_stay(
    stage: Stage, tmp_path: Path
) -> None:
    operator = Operator.of(stage, tmp_path / "drawer")
    first = backing_up.take(operator.config, stage.now, silent)
    await stage.end()
    with no_more_bytes(100_000), pytest.raises(OSError, match="too large") as failed:
        backing_up.take(operator.config, stage.now.replace(hour=23), silent)
    assert sentence(failed.value)
    shelf = backing_up.shelf_of(operator.config)
    assert {each.path for each in backups.on_shelf(shelf)} == set(first.made)
    assert not list(shelf.folder.rglob("*.part"))
    await stage.begin()


async def test_a_full_disk_under_new_keys_leaves_the_house_under_the_old_one(stage: Stage) -> None:
    from bot.keeping import rotating

    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    before = MasterKey.load(stage.config.keys.master_key_file).id
    await stage.end()
    with no_more_bytes(8192), pytest.raises((sqlite3.Error, OSError)):
        rotating.rotate(stage.config, silent)
    assert MasterKey.load(stage.config.keys.master_key_file).id == before
    await stage.begin()
    await unlocks(ama, words)
    await ama.taps("1")
    assert ama.hears(ANSWERS[0])


async def refused(stage: Stage) -> BaseException:
    """What the bot says when it is started on this house; it must not start."""
    with pytest.raises(Exception) as trouble:  # noqa: PT011 -- each test names the sentence it expects
        async with opened(stage.config, clock=stage.clock):
            pass
    return trouble.value


def told(trouble: BaseException, *words: str) -> bool:
    said = sentence(trouble) or ""
    assert said.count("\n") == 0
    assert all(word in said for word in words), said
    return True


async def test_a_missing_keystore_beside_a_database_is_a_loss_to_be_told_never_a_new_one(stage: Stage) -> None:
    await stage.end()
    keystore = stage.folder / "keystore.sqlite"
    shutil.move(keystore, stage.folder / "elsewhere")
    assert told(await refused(stage), "no keystore", "restore it")
    assert not keystore.exists()
    shutil.move(stage.folder / "elsewhere", keystore)
    await stage.begin()


async def test_a_missing_or_wrong_master_key_is_refused_and_no_new_one_is_made(stage: Stage) -> None:
    await stage.end()
    key = stage.folder / "master.key"
    right = key.read_bytes()
    key.unlink()
    assert told(await refused(stage), "no master key", "restore it")
    assert not key.exists()
    wrong = bytearray(right)
    wrong[7] ^= 1
    for each, word in ((bytes(wrong), "needs master key"), (right[:31], "32 bytes"), (b"p" * 32, "not a random key")):
        key.write_bytes(each)
        key.chmod(0o600)
        assert told(await refused(stage), word)
        assert key.read_bytes() == each
    key.write_bytes(right)
    key.chmod(0o644)
    assert told(await refused(stage), "chmod 600")
    key.chmod(0o600)
    await stage.begin()


async def test_a_keystore_cut_short_or_of_another_house_is_refused(stage: Stage, empty_house: Path) -> None:
    await stage.end()
    keystore = stage.folder / "keystore.sqlite"
    right = keystore.read_bytes()
    for wrong in (right[: len(right) // 2], b"", b"nonsense" * 1000):
        keystore.write_bytes(wrong)
        assert told(await refused(stage), "keystore" if not wrong else "damaged") or True
    keystore.write_bytes(right)
    await stage.begin()


async def test_a_missing_database_beside_its_keys_is_never_silently_new(stage: Stage) -> None:
    await stage.end()
    database = stage.folder / "circle.sqlite"
    shutil.move(database, stage.folder / "elsewhere")
    assert told(await refused(stage), "no database", "restore its backup")
    assert not database.exists()
    shutil.move(stage.folder / "elsewhere", database)
    await stage.begin()


async def test_a_database_from_a_later_version_is_refused(stage: Stage) -> None:
    await stage.end()
    with closing(sqlite3.connect(stage.folder / "circle.sqlite")) as conn, conn:
        conn.execute("update alembic_version set version_num = '9999'")
    trouble = await refused(stage)
    assert isinstance(trouble, NewerSchema)
    assert told(trouble, "later version")
    with closing(sqlite3.connect(stage.folder / "circle.sqlite")) as conn, conn:
        conn.execute("update alembic_version set version_num = ?", (migrate.head(),))
    await stage.begin()


async def test_a_read_only_house_is_refused_with_one_sentence(stage: Stage) -> None:
    await stage.end()
    stage.folder.chmod(0o500)
    try:
        with held_to():
            assert told(await refused(stage), "cannot be used", "readonly")
    finally:
        stage.folder.chmod(0o700)
    await stage.begin()


async def test_nothing_of_what_was_refused_a_place_is_left_anywhere(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await nearly_done(ama)
    async with full_disk(stage):
        ama.part.says(f"{MARKER} " * 200)
        await until_not_taken(stage)
    await stage.settle()
    from tests.sweep import assert_nowhere

    assert_nowhere(stage, MARKER)
    assert rows(stage.folder / "circle.sqlite", "pragma integrity_check") == [("ok",)]
