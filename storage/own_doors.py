"""Doors of one's own: the invite link made for one person in a circle, sealed, and found again when it is used."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.instants import ms


@dataclass(frozen=True)
class OwnDoor:
    """Whose link it is, into which circle."""

    circle: str
    person: PersonId
    link: str


async def keep(tx: Tx, circle_id: str, person: PersonId, link: str, *, now: datetime) -> None:
    """Their link from now on, in place of the one before."""
    await tx.sql.own_doors.keep(
        circle_id=circle_id,
        person_id=person,
        lookup=tx.lookup("own-door", link),
        link=tx.house_seal("own_doors", "link", f"{circle_id}/{person}", link),
        made=ms(now),
    )


async def find(tx: Tx, circle_id: str, person: PersonId) -> OwnDoor | None:
    """The link of one person, if it was made and has not been used up."""
    row = await tx.sql.own_doors.find(circle_id=circle_id, person_id=person)
    return None if row is None else _door(tx, row)


async def of_link(tx: Tx, link: str) -> OwnDoor | None:
    """Whose link this is."""
    row = await tx.sql.own_doors.of_link(lookup=tx.lookup("own-door", link))
    return None if row is None else _door(tx, row)


async def forget(tx: Tx, circle_id: str, person: PersonId) -> None:
    """It is used up, or theirs no more. Revoking it in Telegram is the caller's."""
    await tx.sql.own_doors.forget(circle_id=circle_id, person_id=person)


async def forget_all(tx: Tx, circle_id: str) -> list[PersonId]:
    """The group has another number: links made before lead nowhere. Returns whose they were."""
    found = [PersonId(row["person_id"]) for row in await tx.sql.own_doors.of_circle(circle_id=circle_id)]
    await tx.sql.own_doors.forget_all(circle_id=circle_id)
    return found


async def idle(tx: Tx) -> list[OwnDoor]:
    """Links of people who have no part in the circle any more, or whose circle is closed."""
    return [_door(tx, row) for row in await tx.sql.own_doors.idle()]


def _door(tx: Tx, row: Any) -> OwnDoor:
    circle, person = str(row["circle_id"]), PersonId(row["person_id"])
    return OwnDoor(circle, person, tx.house_open("own_doors", "link", f"{circle}/{person}", row["link"]))
