"""What a picture of all circles is made from: counted here, and let out only as mentoring/insights.py allows."""

import sqlite3
from datetime import datetime, timedelta

from mentoring import insights as rules
from mentoring.calendar import MAX_MINUTES
from mentoring.insights import Picture, Standing
from storage import waiting_lists
from storage.core.database import Tx
from storage.core.instants import instant, ms


async def picture(tx: Tx, now: datetime) -> Picture:
    """All circles that are not closed, as a coordinator may see them at `now` (UTC)."""
    since = now - timedelta(minutes=MAX_MINUTES)  # a session under way is still the next one
    rows = await tx.sql.insights.standings(now=ms(now), since=ms(since))
    waiting = await waiting_lists.lengths(tx)
    standings = [_standing(tx, row, waiting.get(row["id"], 0)) for row in rows]
    return rules.picture(standings, hopes=int(await tx.sql.insights.hopes()))


def _standing(tx: Tx, row: sqlite3.Row, waiting: int) -> Standing:
    return Standing(
        id=row["id"],
        title=tx.house_open("circles", "title", row["id"], row["title"]),
        seats=row["seats"],
        seated=row["seated"],
        taken=row["seated"] + row["held"],
        guides=row["guides"],
        observed=bool(row["observed"]),
        open=row["state"] == "open",
        door_kept=bool(row["door_kept"]),
        next_start=None if row["next_start"] is None else instant(row["next_start"]),
        waiting=waiting,
    )
