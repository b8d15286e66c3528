"""Who has a part in a circle, and which circle a letter is about."""

from datetime import datetime

from handlers.talk.post import Reading
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import circles, rota
from storage.circles import Circle
from storage.core.database import Tx


async def circle_of(reading: Reading) -> Circle | None:
    """The circle a letter is about, unless it is gone or closed."""
    try:
        circle = await circles.find(reading.tx, str(reading.letter.about["circle"]))
    except OldButton:
        return None
    return None if circle.state == "closed" else circle


async def has_part(tx: Tx, circle: Circle, person: PersonId | None, now: datetime) -> bool:
    """Whether somebody sits in a circle or holds it, if only for one evening: the door is theirs."""
    if person is None:
        return False
    if person in (await circles.staff(tx, circle.id)).everyone or await circles.seat_of(tx, circle.id, person):
        return True
    return await rota.stands_in(tx, circle.id, person, now)
