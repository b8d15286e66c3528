"""The group a circle meets in: the one-time code that links it, its sealed door, and who waits for one to open."""

import secrets
from datetime import datetime, timedelta

from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.instants import ms

CODE_LASTS = timedelta(hours=48)


async def new_code(tx: Tx, circle_id: str, *, now: datetime) -> str:
    """A one-time code that links a group within 48 hours; codes made before stop working."""
    code = secrets.token_urlsafe(18)
    await tx.sql.circle_doors.forget_codes_of(circle_id=circle_id)
    await tx.sql.circle_doors.keep_code(
        lookup=tx.lookup("group-code", code), circle_id=circle_id, until=ms(now + CODE_LASTS)
    )
    return code


async def circle_of_code(tx: Tx, code: str, *, now: datetime) -> str | None:
    """Which circle a code is for; None when it is unknown, used or too old."""
    row = await tx.sql.circle_doors.code(lookup=tx.lookup("group-code", code), now=ms(now))
    return None if row is None else str(row["circle_id"])


async def link_group(tx: Tx, circle_id: str, group: str) -> None:
    """The circle meets in this group from now on; its codes are used up."""
    await tx.sql.circle_doors.set_group(id=circle_id, group_id=group)
    await tx.sql.circle_doors.forget_codes_of(circle_id=circle_id)


async def hang_door(tx: Tx, circle_id: str, link: str) -> None:
    """The invite link is there: the circle is open."""
    await tx.sql.circle_doors.set_door(id=circle_id, door=tx.house_seal("circles", "door", circle_id, link))


async def keep_door(tx: Tx, circle_id: str, *, kept: bool) -> bool:
    """Whether the bot may look after the door. False when that was known already."""
    return bool(await tx.sql.circle_doors.keep_door(id=circle_id, door_kept=int(kept)))


async def lose_door(tx: Tx, circle_id: str) -> bool:
    """No link leads in any more, until the group is back or another is linked. False when that was known already."""
    return bool(await tx.sql.circle_doors.forget_door(id=circle_id))


async def watched(tx: Tx) -> list[str]:
    """Open circles whose group we are in, whether or not we may look after the door there."""
    return [str(row["id"]) for row in await tx.sql.circle_doors.watched()]


async def hope(tx: Tx, person: PersonId, *, now: datetime) -> None:
    """Tell them when a circle opens."""
    await tx.sql.circle_doors.hope(person_id=person, since=ms(now))


async def hoping(tx: Tx) -> list[PersonId]:
    """Who asked to be told, the longest wait first."""
    return [PersonId(row["person_id"]) for row in await tx.sql.circle_doors.hoping()]


async def hopes(tx: Tx, person: PersonId) -> bool:
    """Whether somebody asked to be told."""
    return person in await hoping(tx)


async def stop_hoping(tx: Tx, person: PersonId) -> None:
    """They have been told, or do not want to be any more."""
    await tx.sql.circle_doors.forget_hope(person_id=person)
