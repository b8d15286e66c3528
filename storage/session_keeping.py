"""How long what is kept of sessions stays: call links a day, a yes twelve months, panels until the close."""

from datetime import datetime

from mentoring.calendar import months_later
from mentoring.keep_times import KEEP, Kept
from storage.core.database import Tx
from storage.core.instants import ms


async def keep_times(tx: Tx, now: datetime) -> None:
    """Each night: links a day old go, and after twelve months a yes becomes a count (0.4)."""
    await tx.sql.sessions.forget_links(before=ms(now - KEEP[Kept.CALL_LINK].time))
    await tx.sql.sessions.forget_panels()
    long_ago = ms(months_later(now, -KEEP[Kept.SESSION_YES].months))
    await tx.sql.sessions.count_old(before=long_ago)
    await tx.sql.sessions.forget_old_yeses()
    await tx.sql.sessions.forget_old_cards(before=long_ago)
