"""Safe contacts: where they work, who they stand near, when they are off; and whom a member may say it is about."""

from collections.abc import Collection
from datetime import date

from mentoring.concerns import Away, Contact, Never
from mentoring.people import PersonId, Role
from storage import people
from storage.core.database import Tx


async def everyone(tx: Tx) -> list[Contact]:
    """Every safe contact, with what the rules of a clash look at."""
    return [await _contact(tx, person) for person in await people.holding(tx, Role.SAFE_CONTACT)]


async def _contact(tx: Tx, person: PersonId) -> Contact:
    return Contact(
        person,
        sector=await people.setting_of(tx, person),
        paired=frozenset(
            PersonId(row["person_id"]) for row in await tx.sql.safe_contacts.paired_with(person_id=person)
        ),
        circles=await circles_of(tx, person),
        away=tuple(await aways_of(tx, person)),
    )


async def circles_of(tx: Tx, person: PersonId) -> frozenset[str]:
    """The ids of the circles somebody sits in or holds."""
    return frozenset(row["circle_id"] for row in await tx.sql.safe_contacts.circles_of(person_id=person))


async def near(tx: Tx, person: PersonId) -> list[PersonId]:
    """Whom a member may name: their own pairs, ended ones too, and who they see in their own circles (J12.5)."""
    return [PersonId(row["person_id"]) for row in await tx.sql.safe_contacts.near(person_id=person)]


async def never(tx: Tx, about: Collection[PersonId], *, circles: Collection[str] = ()) -> Never:
    """Whom a concern about these people, or about these circles, must never reach."""
    coordinators = set(await people.holding(tx, Role.COORDINATOR)) & set(about)
    sectors = {await people.setting_of(tx, person) for person in coordinators}
    shared = {circle for person in about for circle in await circles_of(tx, person)}
    return Never(frozenset(about), frozenset({*circles, *shared}), frozenset(sector for sector in sectors if sector))


# Days off


async def aways_of(tx: Tx, person: PersonId) -> list[Away]:
    """Days off that are ahead or on now, the next first."""
    rows = await tx.sql.safe_contacts.aways_of(person_id=person)
    return [Away(date.fromisoformat(row["first"]), date.fromisoformat(row["last"])) for row in rows]


async def be_away(tx: Tx, person: PersonId, days: Away) -> None:
    """Keep days off. A stretch that begins on the same day takes the place of the one before."""
    await tx.sql.safe_contacts.be_away(person_id=person, first=days.first.isoformat(), last=days.last.isoformat())


async def back(tx: Tx, person: PersonId, first: date) -> bool:
    """Take days off back. False when there were none that began on that day."""
    return bool(await tx.sql.safe_contacts.back(person_id=person, first=first.isoformat()))


async def forget_over(tx: Tx, today: date) -> None:
    """Days off that have gone by are nobody's business."""
    await tx.sql.safe_contacts.forget_over(today=today.isoformat())
