"""What is kept: the rows as they lie on disk, read beside the bot and never through it, and a search for any word."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.rehearsal.refusals import Json, NotPossible

FILES = ("circle.sqlite", "keystore.sqlite")
NEWEST = 40
SHOWN_BYTES = 24
SHORTEST = 4


def tables(folder: Path) -> list[Json]:
    """Each table of each database with the number of its rows: {"file", "table", "rows"}."""
    found: list[Json] = []
    for file in FILES:
        with closing(_opened(folder / file)) as conn:
            for name in _names(conn):
                rows = conn.execute(f'select count(*) from "{name}"').fetchone()[0]  # noqa: S608 -- a table's own name
                found.append({"file": file, "table": name, "rows": rows})
    return found


def rows(folder: Path, file: str, table: str) -> Json:
    """The newest rows of a table: {"columns", "rows", "all"}. Raises NotPossible for a table that is not there."""
    if file not in FILES:
        raise NotPossible("there is no such file")
    with closing(_opened(folder / file)) as conn:
        if table not in _names(conn):
            raise NotPossible("there is no such table")
        found = conn.execute(f'select * from "{table}"')  # noqa: S608 -- one of the names just read
        columns = [column[0] for column in found.description]
        kept = found.fetchall()
    newest = [[_cell(value) for value in row] for row in kept[-NEWEST:]]
    return {"columns": columns, "rows": newest[::-1], "all": len(kept)}


def look(folder: Path, word: str) -> Json:
    """Read every file for a word: {"files", "bytes", "found": [file names]}. Raises NotPossible under four letters."""
    word = word.strip()
    if len(word) < SHORTEST:
        raise NotPossible("at least four letters")
    sought = list(_forms(word))
    there = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    size, found = 0, []
    for path in there:
        content = path.read_bytes()
        size += len(content)
        lower = content.lower()
        if any(form in content or form in lower for form in sought):
            found.append(path.name)
    return {"files": len(there), "bytes": size, "found": found}


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)


def _names(conn: sqlite3.Connection) -> list[str]:
    found = conn.execute(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"
    )
    return [str(row[0]) for row in found]


def _cell(value: object) -> Json:
    if value is None:
        return {"kind": "nothing"}
    if isinstance(value, bytes):
        return {
            "kind": "bytes",
            "bytes": len(value),
            "hex": value[:SHOWN_BYTES].hex(" ") + " …" * (len(value) > SHOWN_BYTES),
        }
    return {"kind": "plain", "text": str(value)}


def _forms(word: str) -> Iterator[bytes]:
    """The word as it could lie in a file: text in two encodings, hexadecimal, base64 at each of its three steps."""
    for spelt in {word, word.lower()}:
        raw = spelt.encode("utf-8", "replace")
        yield from (raw, spelt.encode("utf-16-le", "replace"), raw.hex().encode())
        for step in range(3):
            # What stands before and after shifts the letters: only those made of the word alone are looked for.
            coded = base64.b64encode(b"\0" * step + raw)[-(-step * 8 // 6) : (step + len(raw)) * 8 // 6]
            if len(coded) > SHORTEST:
                yield coded
                yield coded.translate(bytes.maketrans(b"+/", b"-_"))
