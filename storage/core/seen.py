"""Updates met before: each has its effect once, however often Telegram repeats it."""

from datetime import datetime, timedelta

from storage.core.database import Tx
from storage.core.instants import ms

REMEMBERED = timedelta(days=3)
"""Telegram repeats an update for 24 hours at most."""
ASIDE_KEPT = timedelta(days=7)


async def first_time(tx: Tx, update_id: int, *, now: datetime) -> bool:
    """True for the first meeting. By id and not by order: ids may jump after a quiet week."""
    return bool(await tx.sql.seen.note(update_id=update_id, at=ms(now)))


async def set_aside(tx: Tx, update_id: int, *, reference: str, keys: list[str], trouble: str, now: datetime) -> None:
    """Put by an update that cannot be handled: its id, top-level keys and the kind of trouble. Never its text."""
    at = ms(now)
    await tx.sql.seen.set_aside(
        update_id=update_id, reference=reference, keys=",".join(sorted(keys)), trouble=trouble, at=at
    )


async def forget_old(tx: Tx, *, now: datetime) -> None:
    """Let go of what Telegram can no longer repeat."""
    await tx.sql.seen.forget_before(before=ms(now - REMEMBERED))
    await tx.sql.seen.forget_aside(before=ms(now - ASIDE_KEPT))
