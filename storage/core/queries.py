"""The SQL files, read once by aiosql and bound to a connection: tx.sql.circles.seat(...)."""

from collections.abc import Awaitable, Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import aiosql
import aiosqlite
from aiosql.types import SQLOperationType as Op

ROOM = Path(__file__).resolve().parents[1]

Run = Callable[..., Awaitable[Any]]


async def _rows(conn: aiosqlite.Connection, sql: str, **given: Any) -> list[Any]:
    return list(await conn.execute_fetchall(sql, given))


async def _one(conn: aiosqlite.Connection, sql: str, **given: Any) -> Any:
    rows = list(await conn.execute_fetchall(sql, given))
    return rows[0] if rows else None


async def _value(conn: aiosqlite.Connection, sql: str, **given: Any) -> Any:
    rows = list(await conn.execute_fetchall(sql, given))
    return rows[0][0] if rows else None


async def _change(conn: aiosqlite.Connection, sql: str, **given: Any) -> int:
    return (await conn.execute(sql, given)).rowcount


async def _change_many(conn: aiosqlite.Connection, sql: str, many: list[dict[str, Any]]) -> None:
    await conn.executemany(sql, many)


# One thread hop a statement: aiosql's own aiosqlite adapter takes three (execute, fetch, close).
_WAYS: dict[Any, Callable[..., Awaitable[Any]]] = {
    Op.SELECT: _rows,
    Op.SELECT_ONE: _one,
    Op.SELECT_VALUE: _value,
    Op.INSERT_RETURNING: _value,
    Op.INSERT_UPDATE_DELETE: _change,
    Op.INSERT_UPDATE_DELETE_MANY: _change_many,
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
    def __init__(self, conn: aiosqlite.Connection, name: str, queries: dict[str, tuple[Any, str]]) -> None:
        self._conn = conn
        self._name = name
        self._queries = queries

    def __getattr__(self, query: str) -> Run:
        try:
            operation, sql = self._queries[query]
        except KeyError:
            raise AttributeError(f"no query {query} in {self._name}.sql") from None
        run: Run = partial(_WAYS[operation], self._conn, sql)
        setattr(self, query, run)
        return run


class Queries:
    """`queries.<file>.<query>(**params)`: the file's operators say what comes back (rows, a row, a value, a count)."""

    def __init__(self, conn: aiosqlite.Connection) -> None:
        self._conn = conn

    def __getattr__(self, file: str) -> _File:
        try:
            found = _File(self._conn, file, load()[file])
        except KeyError:
            raise AttributeError(f"no file {file}.sql") from None
        setattr(self, file, found)
        return found
