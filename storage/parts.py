"""Parts taken back: what hangs on one ends first, then it is gone, and the log says so."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from mentoring import parts as rules
from mentoring.people import PersonId, Role
from storage import people
from storage.core import audit
from storage.core.database import Tx

TAKEN_BACK = "part-taken-back"

before_taking_back: list[Callable[[Tx, PersonId, Role, datetime], Awaitable[None]]] = []
"""What features end while the part is still held: circles held, pairs, concerns. `people.on_revoke` comes after."""


async def take_back(tx: Tx, person: PersonId, role: Role, *, by: PersonId, now: datetime) -> bool:
    """Take a part back; nothing its holder wrote goes with it. False when they did not hold it.

    Raises NotAPart, LastCoordinator.
    """
    known = await people.find(tx, person)
    if known is None or role not in known.roles:
        return False
    rules.check_take_back(role, person, await people.holding(tx, role))
    for then in before_taking_back:
        await then(tx, person, role, now)
    await people.revoke(tx, person, role)
    await audit.note(tx, f"took-back-{role}", by=by, about=person, now=now)
    return True
