"""Rows being written again under another master key: a table as it is, its row checks, and what did not open."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from storage.core.sealing import Damaged, check_row_mac, row_mac

Row = sqlite3.Row
MAC = "mac"


class CannotRekey(Exception):
    """Nothing was changed. The message is one sentence for the operator."""


@dataclass(frozen=True)
class Table:
    """A table's name, the columns that find a row, and those that hold bytes."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    blobs: frozenset[str]
    schema: str = "main"

    @property
    def full_name(self) -> str:
        return f'{self.schema}."{self.name}"'

    def rows(self, conn: sqlite3.Connection, where: str = "true") -> list[Row]:
        return conn.execute(f"select * from {self.full_name} where {where}").fetchall()  # noqa: S608 -- a table's own name

    def update(self, conn: sqlite3.Connection, row: Row, values: Mapping[str, object]) -> None:
        """Change this very row, which is found by what it was."""
        sets = ", ".join(f'"{name}" = ?' for name in values)
        where = " and ".join(f'"{name}" is ?' for name in self.keys)
        given = (*values.values(), *(row[name] for name in self.keys))
        conn.execute(f"update {self.full_name} set {sets} where {where}", given)  # noqa: S608 -- names of the schema


@dataclass
class Damage:
    """How many rows of which column did not open: they stay as they are, damaged under the new key as well."""

    leave: bool = False
    found: Counter[tuple[str, str]] = field(default_factory=Counter)

    def one(self, table: str, column: str) -> None:
        self.found[table, column] += 1

    def settle(self, table: str, column: str, opened: int) -> None:
        """After a column. Raises CannotRekey when not one row of it opened: that is no damage, but a gap in our map."""
        if not opened and self.found[table, column] and not self.leave:
            raise CannotRekey(
                f"Nothing in {table}.{column} opens, so nothing was changed. Run the doctor; if these rows are known to"
                " be damaged, add --leave-damaged."
            )


def tables(conn: sqlite3.Connection, schema: str = "main") -> Iterator[Table]:
    """Every table of one of the attached files."""
    found = conn.execute(f"select name from {schema}.sqlite_master where type = 'table' order by name").fetchall()  # noqa: S608 -- two fixed names
    for (name,) in found:
        columns = conn.execute(f'pragma {schema}.table_info("{name}")').fetchall()
        every = tuple(column["name"] for column in columns)
        keys = tuple(column["name"] for column in columns if column["pk"]) or every
        blobs = frozenset(column["name"] for column in columns if column["type"].upper() == "BLOB")
        yield Table(name, every, keys, blobs, schema)


def remac(
    conn: sqlite3.Connection,
    table: Table,
    house: str,
    old: bytes,
    new: bytes,
    damage: Damage,
    parts: str | None = None,
    changed: Callable[[Row], dict[str, bytes]] | None = None,
) -> None:
    """Check each row under the old key, and vouch for it under the new. A forged row is not made good by this.

    `changed` gives columns that are other ones under the new key.
    """
    columns = parts or ", ".join(f'"{column}"' for column in table.columns if column != MAC)
    opened = 0
    for row in table.rows(conn):
        where = " and ".join(f'"{key}" is ?' for key in table.keys)
        of = tuple(row[key] for key in table.keys)
        values = tuple(conn.execute(f"select {columns} from {table.full_name} where {where}", of).fetchone())  # noqa: S608 -- names of the schema
        try:
            check_row_mac(old, row[MAC], table.name, house, *values)
        except Damaged:
            damage.one(table.name, MAC)
            continue
        anew = changed(row) if changed else {}
        if anew:
            values = tuple(anew.get(column, row[column]) for column in table.columns if column != MAC)
        table.update(conn, row, {**anew, MAC: row_mac(new, table.name, house, *values)})
        opened += 1
    damage.settle(table.name, MAC, opened)
