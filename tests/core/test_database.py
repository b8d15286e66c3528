"""The writer: turns that wait for each other share a commit, and still stand or fall alone."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.core import audit, letters
from storage.core.database import Database, Tx
from storage.core.letters import Letter
from storage.core.sealing import Damaged
from tests.stage import Stage


async def note(tx: Tx, update: int) -> None:
    await tx.sql.seen.note(update_id=update, at=0)


def on_disk(stage: Stage) -> set[int]:
    with closing(sqlite3.connect(stage.folder / "circle.sqlite")) as conn:
        return {row[0] for row in conn.execute("select update_id from seen")}


async def test_turns_that_wait_share_a_commit_and_are_all_on_disk(stage: Stage) -> None:
    before = stage.database.commits

    async def turn(update: int) -> bool:
        async with stage.database.begin() as tx:
            await note(tx, update)
        return update in on_disk(stage)

    assert all(await asyncio.gather(*(turn(n) for n in range(20))))
    assert stage.database.commits - before < 20


async def test_what_is_owed_sets_out_once_it_is_on_disk_and_before_its_turn_goes_on(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, int]] = []

    def out(owed: list[Letter]) -> None:
        for letter in owed:
            assert letter.about["turn"] in on_disk(stage)
            heard.append(("sets out", int(letter.about["turn"])))

    async def turn(update: int) -> None:
        async with stage.database.begin() as tx:
            await note(tx, update)
            await letters.owe(tx, kind="reply", due=stage.now, about={"turn": update})
            if update == 2:
                raise ValueError
        heard.append(("goes on", update))

    monkeypatch.setattr(stage.database, "on_commit", out)
    await asyncio.gather(*(turn(n) for n in range(4)), return_exceptions=True)
    assert [what for what, turn in heard if turn == 1] == ["sets out", "goes on"]
    assert heard[2:4] == [("sets out", 1), ("sets out", 3)], "they shared a commit, and nobody's turn came between"


async def test_one_turn_that_fails_takes_nobody_with_it(stage: Stage) -> None:
    async def turn(update: int) -> None:
        async with stage.database.begin() as tx:
            await note(tx, update)
            if update % 3 == 0:
                raise ValueError

    done = await asyncio.gather(*(turn(n) for n in range(12)), return_exceptions=True)
    assert [isinstance(result, ValueError) for result in done] == [n % 3 == 0 for n in range(12)]
    assert on_disk(stage) == {n for n in range(12) if n % 3}


async def test_a_turn_cancelled_while_it_waits_holds_nobody_up(stage: Stage) -> None:
    async def turn(update: int) -> None:
        async with stage.database.begin() as tx:
            await note(tx, update)

    tasks = [asyncio.create_task(turn(n)) for n in range(10)]
    await asyncio.sleep(0)
    tasks[9].cancel()
    tasks[4].cancel()
    await asyncio.wait(tasks, timeout=5)
    assert all(task.done() for task in tasks)
    assert {0, 1, 2, 3, 5, 6, 7, 8} <= on_disk(stage)
    await turn(99)
    assert 99 in on_disk(stage)


async def test_when_everything_was_undone_nobody_is_told_it_was_kept(stage: Stage) -> None:
    async def turn(update: int) -> None:
        async with stage.database.begin() as tx:
            await note(tx, update)
            if update == 5:
                tx.conn.quick("rollback")  # as SQLite itself may do when the disk is full
                raise sqlite3.OperationalError("database or disk is full")

    done = await asyncio.gather(*(turn(n) for n in range(12)), return_exceptions=True)
    kept = {n for n, result in enumerate(done) if result is None}
    assert 5 not in kept
    assert kept == on_disk(stage) & set(range(12))


async def test_a_turn_cancelled_while_it_commits_leaves_the_others_theirs(stage: Stage) -> None:
    async def turn(update: int) -> None:
        async with stage.database.begin() as tx:
            await note(tx, update)

    async with stage.database.begin() as tx:  # while it runs, the others come to wait for one commit of theirs
        await note(tx, 100)
        tasks = [asyncio.create_task(turn(n)) for n in range(6)]
        await asyncio.sleep(0)
    while stage.database._batch is not None:  # now the last of them waits for the disk
        await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks, timeout=5)
    await turn(99)
    assert on_disk(stage) >= {0, 1, 2, 3, 4, 5, 99}


async def test_a_long_round_runs_aside_and_writes_the_same(stage: Stage) -> None:
    async with stage.database.begin(aside=True) as tx:
        for update in range(30):
            await note(tx, update)
        assert await tx.sql.seen.forget_before(before=1) == 30
        await note(tx, 31)
    assert on_disk(stage) == {31}


async def test_a_reader_cannot_write(stage: Stage) -> None:
    with pytest.raises(sqlite3.OperationalError):
        async with stage.database.read() as tx:
            await note(tx, 1)


async def test_every_connection_is_hardened(stage: Stage) -> None:
    async with stage.database.begin() as tx:
        for pragma, wanted in (("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1), ("trusted_schema", 0)):
            assert tx.conn.quick(f"pragma {pragma}").fetchone()[0] == wanted, pragma


async def test_a_changed_line_of_the_audit_log_is_noticed(stage: Stage) -> None:
    async with stage.database.begin() as tx:
        for n in range(3):
            await audit.note(tx, "role-granted", by=None, about=str(n), now=stage.now)
        assert await audit.broken_at(tx) is None
        tx.conn.quick("update audit set about = 'x' where seq = 2")
        assert await audit.broken_at(tx) == 2


async def test_a_missing_file_is_never_made_silently(tmp_path: Path, stage: Stage) -> None:
    with pytest.raises(sqlite3.OperationalError):
        await Database.open(tmp_path / "nowhere.sqlite", stage.running.keystore)


async def test_a_turn_that_wipes_leaves_an_empty_log_behind_it(stage: Stage) -> None:
    log = stage.folder / "circle.sqlite-wal"
    async with stage.database.begin() as tx:
        await note(tx, 1)
    assert log.stat().st_size > 0
    async with stage.database.begin() as tx:
        await note(tx, 2)
        tx.wipes = True
    assert log.stat().st_size == 0
    assert {1, 2} <= on_disk(stage)


async def test_what_is_sealed_under_a_token_opens_with_that_token_and_place_alone(stage: Stage) -> None:
    async with stage.database.read() as tx:
        sealed = tx.token_seal("unnamed_held", "words", "a token", "quite private")
        assert tx.token_open("unnamed_held", "words", "a token", sealed) == "quite private"
        for table, token in (("unnamed_held", "another"), ("unsaid", "a token")):
            with pytest.raises(Damaged):
                tx.token_open(table, "words", token, sealed)
        with pytest.raises(Damaged):
            tx.house_open("unnamed_held", "words", "", sealed)
