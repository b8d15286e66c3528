"""Backups: consistent while people write, unreadable without the operator's key, kept no longer than promised."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.keeping import backing_up, putting_back
from bot.keeping.drafts import RestoreRefused
from bot.keeping.putting_back import Order
from storage.core import backup_file, backup_keys, backups, ledger, replica
from storage.core.backup_file import BackupRefused
from storage.core.backups import Shelf
from storage.core.keystore import LedgerNotWritten
from storage.core.ledger import Ledger, LedgerDamaged
from tests.keeping_steps import Operator, erases_themselves, has_key, has_row, rows, silent
from tests.page_steps import ANSWERS, MARKER, keeps_one
from tests.stage import Stage
from tests.sweep import where_is


@pytest.fixture
def operator(stage: Stage, tmp_path: Path) -> Operator:
    return Operator.of(stage, tmp_path / "drawer")


def opened(operator: Operator, path: Path, into: Path) -> Path:
    into.write_bytes(b"".join(backup_file.opened(path, backup_keys.private_half(operator.drawer / "private"))))
    return into


async def test_a_backup_taken_while_people_write_is_of_one_moment(
    stage: Stage, operator: Operator, tmp_path: Path
) -> None:
    """Each row of one table has its twin in another, written in one transaction: a torn copy would show."""
    async with stage.database.begin() as tx:
        await tx.conn.change("create table ones (n integer, body text)")
        await tx.conn.change("create table twos (n integer, body text)")
    stop, n = asyncio.Event(), 0

    async def write() -> int:
        nonlocal n
        while not stop.is_set():
            n += 1
            async with stage.database.begin() as tx:
                for table in ("ones", "twos"):
                    tx.conn.quick(f"insert into {table} values (?, ?)", (n, "x" * 2000))
        return n

    writing = asyncio.create_task(write())
    copies = []
    for number in range(4):
        before = n
        while n < before + 5:  # each copy is of another moment
            await asyncio.sleep(0)
        content = await asyncio.to_thread(backups.copied, stage.folder / "circle.sqlite", silent)
        copies.append(tmp_path / f"copy-{number}")
        copies[-1].write_bytes(content)
    stop.set()
    written = await writing

    for copy in copies:
        [ones], [twos] = (rows(copy, f"select group_concat(n) from {table}") for table in ("ones", "twos"))
        assert ones == twos
    assert rows(copies[-1], "select count(*) from ones")[0][0] > rows(copies[0], "select count(*) from ones")[0][0]
    assert written > rows(copies[-1], "select count(*) from ones")[0][0]


async def test_a_restored_backup_opens_everything_that_was_there(stage: Stage, operator: Operator) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    data, keys = operator.backs_up()
    await operator.restores_and_begins(data, keys)
    assert has_row(stage, ama.id)
    await ama.says("/reflect")
    await ama.taps("My pages")
    await ama.types(words)
    await ama.taps("1")
    assert ama.hears(ANSWERS[0])


async def test_no_word_is_in_a_backup_nor_in_what_making_and_opening_it_leaves_behind(
    stage: Stage, operator: Operator, tmp_path: Path
) -> None:
    await keeps_one(stage, "Ama", *ANSWERS)
    data, keys = operator.backs_up()
    await operator.restores_and_begins(data, keys)
    await stage.end()
    assert where_is(tmp_path, MARKER) == []
    assert not [path for path in tmp_path.rglob("*") if path.name.endswith((".part", ".restoring"))]
    await stage.begin()


async def test_the_data_and_the_keys_are_two_files_and_neither_holds_the_other(
    stage: Stage, operator: Operator, tmp_path: Path
) -> None:
    data, keys = operator.backs_up()
    assert {row[0] for row in rows(opened(operator, data, tmp_path / "d"), "select name from sqlite_master")} >= {
        "seats"
    }
    tables = {row[0] for row in rows(opened(operator, keys, tmp_path / "k"), "select name from sqlite_master")}
    assert "vaults" in tables
    assert "seats" not in tables


async def test_backups_are_let_go_when_their_days_are_over_and_nothing_else_is_touched(
    stage: Stage, operator: Operator
) -> None:
    shelf = backing_up.shelf_of(operator.config)
    first = backing_up.take(operator.config, stage.now, silent)
    (shelf.of("data") / "notes.txt").write_text("mine")
    later = backing_up.take(operator.config, stage.now + timedelta(days=13, hours=23), silent)
    assert later.gone == ()
    last = backing_up.take(operator.config, stage.now + timedelta(days=14), silent)
    assert set(last.gone) == set(first.made)
    assert {each.path for each in backups.on_shelf(shelf)} == {*later.made, *last.made}
    assert (shelf.of("data") / "notes.txt").exists()


def test_the_keys_are_kept_for_fourteen_days_whatever_the_settings_say(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, 30)
    assert (shelf.days("data"), shelf.days("keystore")) == (30, 14)


async def test_a_damaged_database_makes_no_backup_and_lets_no_good_one_go(stage: Stage, operator: Operator) -> None:
    first = backing_up.take(operator.config, stage.now, silent)
    await stage.end()
    file = stage.folder / "circle.sqlite"
    good = file.read_bytes()
    file.write_bytes(good[: len(good) // 2] + b"\x5a" * 8192 + good[len(good) // 2 + 8192 :])

    with pytest.raises((BackupRefused, sqlite3.DatabaseError)):
        backing_up.take(operator.config, stage.now + timedelta(days=20), silent)

    assert {each.path for each in backups.on_shelf(backing_up.shelf_of(operator.config))} == set(first.made)
    file.write_bytes(good)
    await stage.begin()


async def test_without_a_key_in_the_settings_no_backup_is_made(stage: Stage) -> None:
    with pytest.raises(BackupRefused, match="--new-key"):
        backing_up.take(stage.config, stage.now, silent)


# Restoring: refused before anything is changed


async def test_nothing_is_ever_restored_over_what_is_there(stage: Stage, operator: Operator) -> None:
    data, keys = operator.backs_up()
    await stage.end()
    before = (stage.folder / "circle.sqlite").read_bytes()
    order = Order(data, keys, operator.drawer / "private", None)
    with pytest.raises(RestoreRefused, match="--move-aside"):
        putting_back.restore(operator.config, order, stage.now)
    assert (stage.folder / "circle.sqlite").read_bytes() == before
    done = operator.restores(data, keys)
    assert [path.read_bytes() for path in done.aside if path.name.startswith("circle.sqlite.before-")] == [before]
    await stage.begin()


async def test_a_backup_of_another_network_is_refused(
    stage: Stage, operator: Operator, empty_house: Path, tmp_path: Path
) -> None:
    """Two networks on one machine, and a hand in the wrong folder."""
    data, _ = operator.backs_up()
    await stage.end()
    with closing(sqlite3.connect(stage.folder / "keystore.sqlite")) as conn, conn:
        conn.execute("update house set deployment = 'another'")
    with pytest.raises(RestoreRefused, match="two different networks"):
        operator.restores(data=data)
    with closing(sqlite3.connect(stage.folder / "keystore.sqlite")) as conn, conn:
        name = rows(stage.folder / "circle.sqlite", "select deployment from anchors")[0][0]
        conn.execute("update house set deployment = ?", (name,))
    await stage.begin()


async def test_the_keys_given_as_data_are_refused(stage: Stage, operator: Operator) -> None:
    _, keys = operator.backs_up()
    await stage.end()
    with pytest.raises(RestoreRefused, match="--keystore"):
        operator.restores(data=keys)
    await stage.begin()


async def test_a_backup_from_a_later_version_is_refused(stage: Stage, operator: Operator, tmp_path: Path) -> None:
    async with stage.database.begin() as tx:
        before = (await tx.conn.slow("select version_num from alembic_version"))[0][0]
        await tx.conn.change("update alembic_version set version_num = '9999'")
    data, _ = operator.backs_up()
    async with stage.database.begin() as tx:
        await tx.conn.change("update alembic_version set version_num = ?", (before,))
    await stage.end()
    with pytest.raises(RestoreRefused, match="later version"):
        operator.restores(data=data)
    await stage.begin()


async def test_a_restore_while_the_bot_runs_is_refused(stage: Stage, operator: Operator) -> None:
    from bot.alone import AlreadyRunning

    data, _ = operator.backs_up()
    with pytest.raises(AlreadyRunning):
        operator.restores(data=data)


# The erasure ledger


async def test_an_erasure_is_in_the_ledger_before_its_receipt(stage: Stage, operator: Operator) -> None:
    ama = await stage.member("Ama")
    await erases_themselves(ama)
    assert ledger.erased_in(operator.ledger) == [ama.id]
    assert operator.ledger.stat().st_mode & 0o777 == 0o600
    assert "Ama" not in operator.ledger.read_text()


async def test_without_a_ledger_to_write_to_no_receipt_is_given_until_there_is_one(
    stage: Stage, operator: Operator
) -> None:
    ama = await stage.member("Ama")
    operator.ledger.parent.mkdir(exist_ok=True)
    operator.ledger.mkdir()
    await ama.says("/privacy")
    await ama.taps("Erase me")
    await ama.types("ERASE")
    assert not ama.hears("This is your receipt")
    assert not has_key(stage, ama.id)

    operator.ledger.rmdir()
    await stage.forward(minutes=2)

    assert ama.hears("This is your receipt")
    assert ledger.erased_in(operator.ledger) == [ama.id]


async def test_a_key_whose_line_cannot_be_written_is_still_destroyed(stage: Stage, tmp_path: Path) -> None:
    ama = await stage.member("Ama")
    assert ama.id
    stage.running.keystore.ledger = Ledger(tmp_path)
    with pytest.raises(LedgerNotWritten):
        await stage.running.keystore.destroy(ama.id)
    assert not has_key(stage, ama.id)


def test_a_line_that_a_power_cut_left_half_spoils_no_other(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    book = Ledger(tmp_path / "ledger")
    now = datetime(2026, 2, 2, tzinfo=UTC)
    book.note("first", now)
    with (tmp_path / "ledger").open("a") as file:
        file.write("2026-02-0")
    book.note("second", now)
    assert ledger.erased_in(tmp_path / "ledger") == ["first", "second"]


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("Dear Ama, thank you!\n")
    with pytest.raises(LedgerDamaged):
        ledger.erased_in(tmp_path / "notes")


# The replica


async def test_the_replica_follows_each_new_key_lock_and_erasure(stage: Stage, tmp_path: Path) -> None:
    there = tmp_path / "keystore.copy"
    Operator.of(stage, tmp_path / "drawer", keystore_replica=there)
    await stage.restart()
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    keystore = stage.folder / "keystore.sqlite"
    assert replica.is_equal(keystore, there)
    assert rows(there, "select 1 from vaults where person = ?", ama.id)
    key = rows(keystore, "select udk from people where person = ?", ama.id)[0][0]

    await erases_themselves(ama)

    assert replica.is_equal(keystore, there)
    assert key not in there.read_bytes()


async def test_a_replica_that_cannot_be_written_keeps_nobody_from_their_pages_and_catches_up(
    stage: Stage, tmp_path: Path
) -> None:
    there = tmp_path / "other-disk" / "keystore.copy"
    Operator.of(stage, tmp_path / "drawer", keystore_replica=there)
    await stage.restart()
    await keeps_one(stage, "Ama", *ANSWERS)
    behind = [stage.running.keystore.replica_behind]

    there.parent.mkdir()
    await stage.forward(minutes=2)

    behind.append(stage.running.keystore.replica_behind)
    assert behind == [True, False]
    assert replica.is_equal(stage.folder / "keystore.sqlite", there)
