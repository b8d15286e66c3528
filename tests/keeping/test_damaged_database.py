"""A database that is damaged, cut short or emptied (hostile.md 89): held as it is, told plainly, never a new one."""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.app import opened
from bot.troubles import sentence
from storage.core import connection
from storage.core.migrate import migrate, schema_state
from storage.core.wholeness import DatabaseDamaged, is_whole
from tests.keeping_steps import Operator, rows
from tests.page_steps import ANSWERS, count, keeps_one, sets_up
from tests.stage import Somebody, Stage

PAGE = 4096
LAST = "what was said while the page was broken"
LOG = b"what a log may still hold"


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.05)


@pytest.fixture
def operator(stage: Stage, tmp_path: Path) -> Operator:
    return Operator.of(stage, tmp_path / "drawer")


def database(stage: Stage) -> Path:
    return stage.folder / "circle.sqlite"


def marks(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def breaks_people(path: Path) -> None:
    """Garbage where the rows of people lie, and the index they are found by."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as conn:
        assert conn.execute("pragma page_size").fetchone() == (PAGE,)
        found = conn.execute("select rootpage from sqlite_master where tbl_name = 'people' and rootpage > 0").fetchall()
    with path.open("r+b") as file:
        for (page,) in found:
            file.seek((page - 1) * PAGE)
            file.write(b"\xff" * PAGE)


async def writes(somebody: Somebody, text: str, *, until: str) -> None:
    """Say it, and wait until the bot has said this: settling would wait for updates that are not taken."""
    somebody.part.says(text)
    await somebody.stage.server.until(lambda: any(until in message.text for message in somebody.part.hears()))


async def put_right(stage: Stage, operator: Operator, data: Path) -> None:
    operator.restores(data=data)
    await operator.acknowledges()
    await stage.begin()
    await stage.settle()


async def test_a_damaged_page_found_at_the_start_leaves_all_as_it_is_and_help_still_comes(
    stage: Stage, operator: Operator
) -> None:
    ama = await stage.member("Ama")
    data, _ = operator.backs_up()
    await stage.end()
    breaks_people(database(stage))
    before = marks(database(stage))
    assert not is_whole(database(stage))

    await stage.begin()
    await writes(ama, "/menu", until="being looked after")
    await writes(ama, "/support", until="999")
    assert stage.running.door.paused
    await stage.forward(minutes=2)
    await stage.running.nightly()
    await stage.end()
    assert marks(database(stage)) == before

    await put_right(stage, operator, data)
    assert stage.running.receiver.held is None
    await ama.says("/menu")
    assert ama.hears("Hi Ama")


async def test_a_page_that_breaks_while_the_bot_runs_loses_nothing_that_is_said(
    stage: Stage, operator: Operator
) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("Three whats")
    data, _ = operator.backs_up()
    parts = await count(stage, "page_parts")
    await stage.database.wipe_log()
    breaks_people(database(stage))
    for conn in (stage.database._writer, *stage.database._all_readers):
        conn.quick("pragma shrink_memory")

    await writes(ama, LAST, until="being looked after")

    assert stage.running.receiver.held is not None
    assert stage.running.door.paused
    with pytest.raises(sqlite3.OperationalError):
        async with stage.database.begin() as tx:
            await tx.conn.change("delete from seen")
    assert rows(database(stage), "select count(*) from set_aside") == [(0,)]
    assert any(LAST in message.text for message in ama.part.messages())

    await stage.end()
    await put_right(stage, operator, data)
    assert await count(stage, "page_parts") == parts + 1
    assert ama.hears("Next question") or "Next question" in ama.buttons, ama.transcript()


async def held_or_refused(stage: Stage) -> DatabaseDamaged | None:
    try:
        async with opened(stage.config, clock=stage.clock) as running:
            assert running.receiver.held is not None
    except DatabaseDamaged as trouble:
        return trouble
    return None


@pytest.mark.parametrize("left", [0, 1, 100, 1000, 5 * PAGE, 0.5], ids=str)
async def test_a_database_cut_short_is_refused_or_only_read_and_stays_as_it_is(stage: Stage, left: float) -> None:
    await stage.member("Ama")
    await stage.end()
    whole = database(stage).read_bytes()
    cut = whole[: int(left * len(whole)) if isinstance(left, float) else left]
    database(stage).write_bytes(cut)

    trouble = await held_or_refused(stage)
    assert trouble is None or "runbook" in (sentence(trouble) or "")
    assert database(stage).read_bytes() == cut
    database(stage).write_bytes(whole)
    await stage.begin()


@pytest.mark.parametrize("found", [b"", b"nonsense " * 1000], ids=["emptied", "overwritten"])
async def test_an_emptied_database_is_never_silently_a_new_one_and_its_log_stays(stage: Stage, found: bytes) -> None:
    await stage.end()
    whole = database(stage).read_bytes()
    log = stage.folder / "circle.sqlite-wal"
    database(stage).write_bytes(found)
    log.write_bytes(LOG)

    with pytest.raises(DatabaseDamaged):
        async with opened(stage.config, clock=stage.clock):
            pass
    for create in (False, True):
        with pytest.raises(DatabaseDamaged):
            migrate(stage.config.storage.url, create=create)
    assert (database(stage).read_bytes(), log.read_bytes()) == (found, LOG)
    log.unlink()
    database(stage).write_bytes(whole)
    await stage.begin()


async def test_a_database_without_a_schema_is_no_database_of_ours(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as conn, conn:
        conn.execute("create table shopping (item text)")

    with pytest.raises(DatabaseDamaged):
        migrate(f"sqlite:///{tmp_path}/other.sqlite")
    with pytest.raises(DatabaseDamaged):
        schema_state(f"sqlite:///{tmp_path}/other.sqlite")


def as_a_kill_leaves_it(stage: Stage, folder: Path) -> None:
    """The files of a bot that is still running, as they lie on disk at this moment."""
    folder.mkdir()
    for path in stage.folder.glob("*.sqlite*"):
        shutil.copy(path, folder / path.name)


async def puts_back(stage: Stage, folder: Path) -> None:
    await stage.end()
    for path in stage.folder.glob("*.sqlite*"):
        path.unlink()
    for path in folder.iterdir():
        shutil.copy(path, stage.folder / path.name)


async def test_a_log_deleted_after_a_kill_is_seen_as_an_older_copy(stage: Stage, tmp_path: Path) -> None:
    await keeps_one(stage, "Ama", *ANSWERS)
    await stage.forward(minutes=3)
    as_a_kill_leaves_it(stage, tmp_path / "killed")
    assert (tmp_path / "killed" / "circle.sqlite-wal").stat().st_size
    (tmp_path / "killed" / "circle.sqlite-wal").unlink()
    await puts_back(stage, tmp_path / "killed")

    await stage.begin()

    assert stage.running.receiver.held is not None


@pytest.mark.parametrize("stale", ["garbage", "empty", "missing"])
async def test_a_stale_index_of_the_log_is_made_anew_and_nothing_is_missing(
    stage: Stage, tmp_path: Path, stale: str
) -> None:
    await keeps_one(stage, "Ama", *ANSWERS)
    await stage.forward(minutes=3)
    kept = await count(stage, "page_parts")
    as_a_kill_leaves_it(stage, tmp_path / "killed")
    for path in (tmp_path / "killed").glob("*.sqlite-shm"):
        path.write_bytes(os.urandom(32768) if stale == "garbage" else b"")
        if stale == "missing":
            path.unlink()
    await puts_back(stage, tmp_path / "killed")

    await stage.begin()

    assert stage.running.receiver.held is None
    assert await count(stage, "page_parts") == kept
