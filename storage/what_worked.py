"""What worked: what one coordinator tells the others of a chance (P-D13), sealed under the writer's key."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from mentoring.people import PersonId, Role
from storage import people
from storage.core import letters
from storage.core.database import Tx
from storage.core.instants import ms
from storage.core.letters import About
from storage.opportunities import Opportunity

NEWS = "what-worked-news"


@dataclass(frozen=True)
class WhatWorked:
    """What one coordinator shared."""

    writer: PersonId
    said: str


async def share(tx: Tx, opportunity: Opportunity, writer: PersonId, said: str, *, now: datetime) -> bool:
    """Keep it in place of what they had shared before. The first time (True), the other coordinators are told.

    Raises NotSentYet, WasTakenBack.
    """
    opportunity.check_out()
    sealed = await tx.seal("what_worked", "said", _place(opportunity.id, writer), writer, said)
    if not await tx.sql.what_worked.add(id=opportunity.id, person_id=writer, said=sealed, at=ms(now)):
        await tx.sql.what_worked.replace(id=opportunity.id, person_id=writer, said=sealed, at=ms(now))
        return False
    about: About = {"opportunity": opportunity.id, "by": writer}
    for other in await people.holding(tx, Role.COORDINATOR):
        if other != writer:
            await letters.owe(tx, kind=NEWS, to=other, due=now, about=about, topic=_topic(opportunity.id, writer))
    return True


async def of(tx: Tx, opportunity: str) -> list[WhatWorked]:
    """All that was shared of one chance, the newest first. For coordinators alone."""
    return [await _read(tx, opportunity, row) for row in await tx.sql.what_worked.of(id=opportunity)]


async def stands(tx: Tx, opportunity: str, writer: PersonId) -> bool:
    """Whether something of theirs is there."""
    return bool(await tx.sql.what_worked.stands(id=opportunity, person_id=writer))


async def take_out(tx: Tx, opportunity: str, writer: PersonId) -> None:
    """Let their own go, and what others have not been told of it yet. Twice is once."""
    await tx.sql.what_worked.take_out(id=opportunity, person_id=writer)
    await letters.withdraw(tx, _topic(opportunity, writer))


async def _read(tx: Tx, opportunity: str, row: sqlite3.Row) -> WhatWorked:
    writer = PersonId(row["person_id"])
    said = await tx.open("what_worked", "said", _place(opportunity, writer), writer, row["said"])
    return WhatWorked(writer, said)


def _place(opportunity: str, writer: PersonId) -> str:
    return f"{opportunity}/{writer}"


def _topic(opportunity: str, writer: PersonId) -> str:
    return f"what-worked:{opportunity}:{writer}"
