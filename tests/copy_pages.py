"""Private pages put straight into somebody's vault: many of them, old ones, and ones with difficult texts."""

from datetime import datetime

from storage import reflections
from storage.reflections import Part
from tests.stage import Somebody, Stage

ASKS = ("What happened?", "So what? Why does it matter to you?", "Now what? What will you do, or leave?")


async def keeps(stage: Stage, somebody: Somebody, *texts: str, kind: str = "R1", at: datetime | None = None) -> None:
    """One page with these answers, kept at `at`."""
    async with stage.database.begin() as tx:
        assert somebody.id is not None
        now = at or stage.now
        page = await reflections.begin(tx, somebody.id, now=now)
        for place, text in enumerate(texts):
            part = Part(text, ASKS[place % 3], place, now.isoformat(), "Europe/London")
            await reflections.add(tx, somebody.id, page, part, now=now)
        await reflections.keep(tx, somebody.id, page, kind, zone="Europe/London", now=now)


async def keeps_many(stage: Stage, somebody: Somebody, many: int) -> None:
    """Short pages, numbered in the order they were written."""
    for number in range(many):
        await keeps(stage, somebody, f"page number {number}.")
