"""Everything somebody has in circles is given back at once: seats, a held one, places in line, doors, and hopes."""

from datetime import datetime

from handlers.circles import agreed, own_doors
from handlers.circles.seats import PURPOSE
from mentoring.people import PersonId
from storage import circle_doors, circles, clashes, consents, waiting_lists
from storage import own_doors as kept_doors
from storage.core.database import Tx


async def of_all_circles(tx: Tx, person: PersonId, now: datetime) -> None:
    """As if they had stepped out of each themselves: what is free goes to the next in line, and nobody is told why."""
    await clashes.drop(tx, person)
    for circle in await circles.of_member(tx, person):
        await consents.withdraw(tx, person, PURPOSE, now, about=circle.id)
        await consents.forget(tx, person, agreed.KEEPS, about=circle.id)
        own = await kept_doors.find(tx, circle.id, person)
        if own is not None:
            await own_doors.take_back(tx, own, now)
    await waiting_lists.leave_all(tx, person, now=now)
    await circle_doors.stop_hoping(tx, person)
