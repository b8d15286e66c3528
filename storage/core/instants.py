"""Instants as rows keep them: whole milliseconds since 1970, UTC."""

from datetime import UTC, datetime


def ms(at: datetime) -> int:
    """An aware datetime as milliseconds since 1970 UTC. Raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return round(at.timestamp() * 1000)


def instant(kept: int) -> datetime:
    """Milliseconds since 1970 as an aware UTC datetime."""
    return datetime.fromtimestamp(kept / 1000, UTC)
