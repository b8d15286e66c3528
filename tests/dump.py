"""The whole database as text, with what differs from run to run taken out: to see whether anything tells of a no."""

import re
from collections.abc import Mapping

from tests.stage import Stage

RANDOM = re.compile(r"(?<![\w-])[\w-]{22}(?![\w-])")
LEFT_OUT = {
    "audit": frozenset({"seq", "at", "chain"}),
    "letters": frozenset({"message_id"}),
    "anchors": frozenset({"seq", "deployment", "master"}),
    "session_panels": frozenset({"message_id"}),
}
"""The moments in the log, and the numbers Telegram gives to messages as they happen to be sent."""
LONG_AGO, TEN_MINUTES = 10**12, 600_000
"""Moments are whole milliseconds; two houses that were played one after the other differ by less than ten minutes."""


async def rows(stage: Stage) -> dict[str, list[str]]:
    """Every table with its rows as they lie there."""
    found: dict[str, list[str]] = {}
    async with stage.database.read() as tx:
        tables = [name for (name,) in await tx.conn.slow("select name from sqlite_master where type = 'table'")]
        for table in sorted(set(tables) - {"seen"}):
            found[table] = sorted(repr(tuple(row)) for row in await tx.conn.slow(f"select * from {table}"))
    return found


async def told(stage: Stage, known: Mapping[str, str]) -> dict[str, list[str]]:
    """Every table, its ids under the names they are `known` by, others as dots: two houses compare row by row."""
    found: dict[str, list[str]] = {}
    async with stage.database.read() as tx:
        tables = [name for (name,) in await tx.conn.slow("select name from sqlite_master where type = 'table'")]
        for table in sorted(set(tables) - {"seen"}):
            left_out = LEFT_OUT.get(table, frozenset())
            every = await tx.conn.slow(f"select * from {table}")
            found[table] = sorted(_told(dict(row), left_out, known) for row in every)
    return found


def _told(row: Mapping[str, object], left_out: frozenset[str], known: Mapping[str, str]) -> str:
    return " | ".join(f"{name}={_value(value, known)}" for name, value in row.items() if name not in left_out)


def _value(value: object, known: Mapping[str, str]) -> str:
    if isinstance(value, bytes):
        return "sealed"
    if isinstance(value, int) and value > LONG_AGO:
        return f"{value // TEN_MINUTES}0 min"
    text = str(value)
    for real, name in known.items():
        text = text.replace(real, name)
    return RANDOM.sub("·", text)
