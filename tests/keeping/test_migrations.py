"""What was written before a change of the schema is there after it, to the last byte."""

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

from alembic import command
from alembic.config import Config

from storage.core.migrate import MIGRATIONS, migrate, schema_state

MIGRATING = """
import sys
import alembic.command, sqlalchemy
from storage.core.migrate import migrate
print("ready", flush=True)
migrate(sys.argv[1])
"""
SEEN = "select page_id, part, envelope, mac from page_parts order by page_id, part"


def made(path: Path, revision: str) -> None:
    """An empty database as it was at this step."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.set_main_option("sqlalchemy.url", f"sqlite:///{path}")
    command.upgrade(config, revision)


def test_locked_parts_keep_every_byte_and_tell_no_order_of_writing(tmp_path: Path) -> None:
    path = tmp_path / "circle.sqlite"
    made(path, "0026")
    parts = [(f"page-{number // 3}", number % 3, bytes([number]) * 1090, bytes([number]) * 32) for number in range(60)]
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.executemany("insert into page_parts (page_id, part, envelope, mac) values (?, ?, ?, ?)", parts)
    assert not migrate(f"sqlite:///{path}").behind
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute(SEEN).fetchall() == sorted(parts)
        by_number = [row[0] for row in conn.execute("select mac from page_parts order by id")]
        assert by_number != [mac for *_, mac in parts]
        assert conn.execute("pragma foreign_key_list(page_parts)").fetchone()[2] == "pages"


def test_a_migration_that_is_killed_leaves_the_old_or_the_new_and_loses_nothing(tmp_path: Path) -> None:
    path, dice = tmp_path / "circle.sqlite", random.Random(91)
    made(path, "0026")
    parts = [(f"page-{number:05}", 1, os.urandom(1090), os.urandom(32)) for number in range(10_000)]
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("pragma journal_mode=wal")
        conn.executemany("insert into page_parts (page_id, part, envelope, mac) values (?, ?, ?, ?)", parts)
    found, wholes = set(), f"sqlite:///{path}"
    for kill in range(8):
        with subprocess.Popen([sys.executable, "-c", MIGRATING, wholes], stdout=subprocess.PIPE) as working:
            assert working.stdout
            working.stdout.readline()  # the libraries are there: now it works
            with suppress(subprocess.TimeoutExpired):
                working.wait(dice.uniform(0.0, 0.1 * (kill + 1)))
            working.kill()
        found.add(schema_state(wholes).behind)
        with closing(sqlite3.connect(path)) as conn:
            assert conn.execute(SEEN).fetchall() == parts
            assert conn.execute("pragma integrity_check").fetchone() == ("ok",)
    assert True in found, "no kill came before the end"
    assert not migrate(wholes).behind
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute(SEEN).fetchall() == parts


def test_what_a_step_moved_stays_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "circle.sqlite"
    made(path, "0026")
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("insert into page_parts values ('a page', 1, ?, zeroblob(32))", [b"\x5a" * 1090])
    migrate(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("pragma secure_delete=on")
        conn.execute("delete from page_parts")
    assert b"\x5a" * 64 not in path.read_bytes()
