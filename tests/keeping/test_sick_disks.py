"""A disk that fails under a commit (hostile.md 90): that transaction is undone, nothing of it is acknowledged, and what
was said is taken once the disk is well. The faults are the kernel's own, met by the real SQLite.
"""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from storage.core import connection
from tests.keeping.test_bad_disks import LAST, nearly_done, no_more_bytes, saves, still_in_chat, until_not_taken
from tests.keeping_steps import has_key, has_row, rows
from tests.page_steps import count
from tests.sick_disk import SICKNESSES, Sickness, possible, sick
from tests.stage import Stage

needs_filters = pytest.mark.skipif(not possible(), reason="this kernel lets no thread's calls be refused")


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.05)


def is_whole(stage: Stage) -> bool:
    return rows(stage.folder / "circle.sqlite", "pragma integrity_check") == [("ok",)]


@needs_filters
@pytest.mark.parametrize("sickness", SICKNESSES, ids=str)
async def test_what_a_sick_disk_did_not_take_is_not_acknowledged_and_is_kept_once_it_is_well(
    stage: Stage, sickness: Sickness
) -> None:
    ama = await stage.member("Ama")
    await nearly_done(ama)
    parts, commits = await count(stage, "page_parts"), stage.database.commits
    with sick(stage.database._writer, sickness) as met:
        ama.part.says(LAST)
        await until_not_taken(stage)
        assert met
        assert {said.split("_")[1] for said in met} <= {"IOERR", "FULL"}
        assert stage.database.commits == commits
        assert still_in_chat(ama, LAST)
        assert await count(stage, "page_parts") == parts
        assert not ama.hears("Next question")

    await stage.settle()

    assert await count(stage, "page_parts") == parts + 1
    await saves(ama)
    assert not still_in_chat(ama, LAST)
    assert is_whole(stage)


async def test_a_write_that_stops_half_way_is_undone(stage: Stage) -> None:
    """The system writes as far as it may and says no to the rest: a torn page at the log's end."""
    ama = await stage.member("Ama")
    await nearly_done(ama)
    parts = await count(stage, "page_parts")
    await stage.database.wipe_log()
    with no_more_bytes(2000):
        ama.part.says(LAST)
        await until_not_taken(stage)
        assert (stage.folder / "circle.sqlite-wal").stat().st_size == 2000
        assert still_in_chat(ama, LAST)
        assert await count(stage, "page_parts") == parts

    await stage.settle()

    assert await count(stage, "page_parts") == parts + 1
    await saves(ama)
    assert is_whole(stage)


@needs_filters
@pytest.mark.parametrize("sickness", SICKNESSES, ids=str)
async def test_turns_that_share_a_sick_commit_all_hear_of_it_and_none_waits_for_ever(
    stage: Stage, sickness: Sickness
) -> None:
    async def keeps(number: int) -> None:
        async with stage.database.begin() as tx:
            await tx.conn.change("insert into seen (update_id, at) values (?, 0)", (number,))

    with sick(stage.database._writer, sickness):
        done = await asyncio.wait_for(asyncio.gather(*map(keeps, range(5)), return_exceptions=True), 10)
    assert [type(each) for each in done] == [sqlite3.OperationalError] * 5
    assert await count(stage, "seen") == 0

    await asyncio.gather(*map(keeps, range(5)))
    assert await count(stage, "seen") == 5


@needs_filters
async def test_a_kill_after_a_commit_that_could_not_be_made_sure_leaves_it_whole_once_or_not_at_all(
    stage: Stage, tmp_path: Path
) -> None:
    """The bytes may be there though the disk did not say so: then the update is known, and a repeat changes nothing."""
    from tests.keeping.test_damaged_database import as_a_kill_leaves_it, puts_back

    ama = await stage.member("Ama")
    await nearly_done(ama)
    parts = await count(stage, "page_parts")
    with sick(stage.database._writer, SICKNESSES[0]):
        ama.part.says(LAST)
        await until_not_taken(stage)
        as_a_kill_leaves_it(stage, tmp_path / "killed")
        stage.running.poller.stopping.set()
    await puts_back(stage, tmp_path / "killed")

    await stage.begin()
    await stage.settle()

    assert await count(stage, "page_parts") == parts + 1
    assert "Next question" in ama.buttons
    await saves(ama)
    assert is_whole(stage)


@needs_filters
@pytest.mark.parametrize("sickness", SICKNESSES, ids=str)
async def test_an_erasure_that_the_keystores_disk_did_not_take_is_not_called_done_and_is_done_once_it_is_well(
    stage: Stage, sickness: Sickness
) -> None:
    ama = await stage.member("Ama")
    with sick(stage.running.keystore._conn, sickness) as met:
        await ama.says("/privacy")
        await ama.taps("Erase me")
        await ama.types("ERASE")
        assert met
        assert has_key(stage, ama.id)
        assert not ama.hears("This is your receipt")

    await stage.forward(minutes=2)

    assert not has_key(stage, ama.id)
    assert not has_row(stage, ama.id)
    assert ama.hears("This is your receipt")
