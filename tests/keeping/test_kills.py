"""Killed at any moment: a change of keys has happened or not, a restore is done or not, a backup is whole or gone."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.keeping import backing_up
from storage.core import backup_file, backup_keys, backups, keys, migrate, rotation
from storage.core.keys import MasterKey
from storage.core.sealing import Place, open_field, unwrap_key
from tests.keeping.killed import config_of, works
from tests.keeping_steps import rows
from tests.page_steps import ANSWERS, MARKER, keeps_one
from tests.stage import Stage
from tests.sweep import where_is

ROOT = Path(__file__).resolve().parents[2]
KILLS = 400 if os.environ.get("SOAK") else 25


@contextmanager
def butcher(what: str, folder: Path, drawer: Path) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.keeping.killed", what, str(folder), str(drawer), "7"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def kill_once(process: "subprocess.Popen[str]") -> bool:
    """True when it was killed in the middle of its work."""
    assert process.stdin
    assert process.stdout
    process.stdin.write("go\n")
    process.stdin.flush()
    return process.stdout.readline().startswith("killed")


async def lived_in(stage: Stage, tmp_path: Path) -> tuple[Path, Path, dict[str, int]]:
    """A house with three people and a page, stopped, and the operator's drawer. Returns who has which number."""
    drawer = tmp_path / "drawer"
    drawer.mkdir()
    (drawer / "public").write_text(backup_keys.new_pair(drawer / "private"))
    (drawer / "erasures").touch()
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    people = {str(somebody.id): somebody.part.id for somebody in (ama, *await stage.members("Bob", "Mei"))}
    await stage.end()
    return stage.folder, drawer, people


def check_whole(folder: Path, people: dict[str, int]) -> None:
    """Everybody is found by their number, and their name opens, under the key that lies there."""
    config = config_of(folder)
    rotation.finish(config.keys.master_key_file, config.storage.keystore_path, config.storage.path)
    master = MasterKey.load(config.keys.master_key_file)
    rotation.check_opens(config.storage.keystore_path, master)
    deployment = backups.house_of(config.storage.keystore_path)[0]
    own = {
        person: unwrap_key(master.wrap, keys.lp("circle/wrap/v1", "udk", deployment, person), udk)
        for person, udk in rows(config.storage.keystore_path, "select person, udk from people")
    }
    found = rows(config.storage.path, "select id, lookup, name from people")
    assert {row[0] for row in found} == set(people)
    for person, lookup, name in found:
        assert lookup == keys.lookup(master.index, "telegram", str(people[person]))
        assert open_field(bytes(own[person]), Place(deployment, "people", "name", person, person), name)


@pytest.mark.storm
async def test_a_change_of_keys_killed_at_any_moment_leaves_a_house_that_opens(stage: Stage, tmp_path: Path) -> None:
    folder, drawer, people = await lived_in(stage, tmp_path)
    killed = 0
    with butcher("rotate", folder, drawer) as process:
        for _ in range(KILLS):
            killed += kill_once(process)
            check_whole(folder, people)
    assert killed > KILLS // 4
    assert works(folder, drawer)["rotate"]()
    check_whole(folder, people)
    await stage.begin()


@pytest.mark.storm
async def test_a_backup_killed_at_any_moment_leaves_whole_ones_and_no_plain_copy(stage: Stage, tmp_path: Path) -> None:
    folder, drawer, _ = await lived_in(stage, tmp_path)
    killed = 0
    with butcher("backup", folder, drawer) as process:
        for _ in range(KILLS):
            killed += kill_once(process)
    assert killed > KILLS // 4
    private = backup_keys.private_half(drawer / "private")
    for backup in backups.on_shelf(backing_up.shelf_of(config_of(folder))):
        assert b"".join(backup_file.opened(backup.path, private)).startswith(b"SQLite format 3")
    assert where_is(tmp_path, MARKER) == []
    plain = [
        path.name
        for path in (folder / "backups").rglob("*")
        if path.is_file() and b"SQLite format" in path.read_bytes()
    ]
    assert plain == []
    await stage.begin()


@pytest.mark.storm
async def test_a_restore_killed_at_any_moment_leaves_what_was_there_or_what_was_restored(
    stage: Stage, tmp_path: Path
) -> None:
    folder, drawer, people = await lived_in(stage, tmp_path)
    taken = backing_up.take(config_of(folder, (drawer / "public").read_text()), stage.now, lambda *_: None)
    for path in taken.made:
        shutil.move(path, drawer / path.name)
    killed = 0
    with butcher("restore", folder, drawer) as process:
        for _ in range(KILLS):
            killed += kill_once(process)
            if not all((folder / name).exists() for name in ("circle.sqlite", "keystore.sqlite")):
                works(folder, drawer)["restore"]()  # between moving aside and putting back: said again, it is done
            with closing(sqlite3.connect(folder / "circle.sqlite")) as conn:
                assert conn.execute("pragma integrity_check").fetchone()[0] == "ok"
            check_whole(folder, people)
    assert killed > KILLS // 4
    assert not migrate.schema_state(f"sqlite:///{folder}/circle.sqlite").behind
    for left in folder.glob("*.before-*"):
        left.unlink()
    await stage.begin()
