"""The SQL files, read once by aiosql and bound to a connection: tx.sql.circles.seat(...)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import aiosql
from aiosql.types import SQLOperationType as Op

from storage.core.connection import Connection

ROOM = Path(__file__).resolve().parents[1]

A_FEW = 20
"""Rows that may be written on the spot."""

Run = Callable[..., Awaitable[Any]]


async def _rows(conn: Connection, sql: str, **given: Any) -> list[Any]:
    return conn.quick(sql, given).fetchall()


async def _one(conn: Connection, sql: str, **given: Any) -> Any:
    return conn.quick(sql, given).fetchone()


async def _value(conn: Connection, sql: str, **given: Any) -> Any:
    row = conn.quick(sql, given).fetchone()
    return row[0] if row else None


async def _change(conn: Connection, sql: str, **given: Any) -> int:
    return conn.quick(sql, given).rowcount


async def _change_many(conn: Connection, sql: str, many: Sequence[dict[str, Any]]) -> None:
    if len(many) <= A_FEW:
        conn.quick_many(sql, many)
    else:
        await conn.many(sql, many)


async def _rows_aside(conn: Connection, sql: str, **given: Any) -> list[Any]:
    return await conn.slow(sql, given)


async def _one_aside(conn: Connection, sql: str, **given: Any) -> Any:
    rows = await conn.slow(sql, given)
    return rows[0] if rows else None


async def _value_aside(conn: Connection, sql: str, **given: Any) -> Any:
    rows = await conn.slow(sql, given)
    return rows[0][0] if rows else None


async def _change_aside(conn: Connection, sql: str, **given: Any) -> int:
    return await conn.change(sql, given)


async def _many_aside(conn: Connection, sql: str, many: Sequence[dict[str, Any]]) -> None:
    await conn.many(sql, many)


# Our own ways and not aiosql's adapter for aiosqlite, which takes three hops to a thread for each statement.
_HERE: dict[Any, Callable[..., Awaitable[Any]]] = {
    Op.SELECT: _rows,
    Op.SELECT_ONE: _one,
    Op.SELECT_VALUE: _value,
    Op.INSERT_RETURNING: _value,
    Op.INSERT_UPDATE_DELETE: _change,
    Op.INSERT_UPDATE_DELETE_MANY: _change_many,
}
_ASIDE: dict[Any, Callable[..., Awaitable[Any]]] = {
    Op.SELECT: _rows_aside,
    Op.SELECT_ONE: _one_aside,
    Op.SELECT_VALUE: _value_aside,
    Op.INSERT_RETURNING: _value_aside,
    Op.INSERT_UPDATE_DELETE: _change_aside,
    Op.INSERT_UPDATE_DELETE_MANY: _many_aside,
}


@cache
def load() -> dict[str, dict[str, tuple[Any, str]]]:
    """Every query by file and name. Raises ValueError when two files share a name."""
    files: dict[str, dict[str, tuple[Any, str]]] = {}
    for path in sorted([*ROOM.glob("*.sql"), *ROOM.glob("core/*.sql")]):
        if path.stem in files:
            raise ValueError(f"two SQL files are called {path.stem}")
        found = aiosql.from_path(path, "aiosqlite", mandatory_parameters=False)
        names = [name for name in found.available_queries if not name.endswith("_cursor")]
        files[path.stem] = {n: (getattr(found, n).operation, getattr(found, n).sql) for n in names}
    return files


class _File:
    def __init__(
        self, conn: Connection, ways: Mapping[Any, Run], name: str, queries: dict[str, tuple[Any, str]]
    ) -> None:
        self._conn, self._ways = conn, ways
        self._name = name
        self._queries = queries

    def __getattr__(self, query: str) -> Run:
        try:
            operation, sql = self._queries[query]
        except KeyError:
            raise AttributeError(f"no query {query} in {self._name}.sql") from None
        run: Run = partial(self._ways[operation], self._conn, sql)
        setattr(self, query, run)
        return run


class Queries:
    """`queries.<file>.<query>(**params)`: the file's operators say what comes back (rows, a row, a value, a count).

    `aside` runs all of them in the connection's thread: for a night's round over many rows.
    """

    def __init__(self, conn: Connection, *, aside: bool = False) -> None:
        self._conn = conn
        self._ways = _ASIDE if aside else _HERE

    def __getattr__(self, file: str) -> _File:
        try:
            found = _File(self._conn, self._ways, file, load()[file])
        except KeyError:
            raise AttributeError(f"no file {file}.sql") from None
        setattr(self, file, found)
        return found
