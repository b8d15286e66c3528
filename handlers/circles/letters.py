"""What is written about a circle: the door, a newcomer, a question to the coordinator, one that has opened."""

from datetime import datetime

from handlers.circles import own_doors, saying
from handlers.circles.finding import MoreAbout
from handlers.circles.mine import DoorAgain, StepOut
from handlers.circles.parts import circle_of, has_part
from handlers.doors import OpenCircles, OpenConcern
from handlers.joining import FrontDoor
from handlers.talk.buttons import keyboard
from handlers.talk.post import Call, Deed, LetterKind, Outcome, Reading, Send
from mentoring.people import PersonId
from storage import circles, people
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Lane, Letter


async def _let_in(reading: Reading) -> Deed | None:
    circle, person = await circle_of(reading), PersonId(str(reading.letter.about["person"]))
    if circle is None or not await has_part(reading.tx, circle, person, reading.now):
        return None
    telegram = await people.telegram_of(reading.tx, person)
    return Call("approveChatJoinRequest", {"user_id": telegram}) if telegram else None


async def _came_in(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    if outcome.state == "sent" and letter.group is not None:
        person, circle = PersonId(str(letter.about["person"])), await circles.find(tx, str(letter.about["circle"]))
        await own_doors.used(tx, circle, person, now)
        await greet(tx, letter.group, circle.id, person, now=now)


async def greet(tx: Tx, group: str, circle_id: str, person: PersonId, *, now: datetime) -> None:
    """Somebody with a seat is in the group (J4.8): the circle is told, the first time only."""
    if await circles.come_in(tx, circle_id, person):
        about = {"circle": circle_id}
        await letters.owe(tx, kind="circle-newcomer", due=now, group=group, about=about, lane=Lane.SESSION)


async def _newcomer(reading: Reading) -> Deed | None:
    circle = await circle_of(reading)
    if circle is None:
        return None
    following = await saying.next_time(reading.tx, circle, reading.words, after=reading.now, zone=circle.zone)
    return Send(reading.words("circle-newcomer", next=following))


async def _a_word(reading: Reading) -> Deed | None:
    circle, person = await circle_of(reading), PersonId(str(reading.letter.about["person"]))
    name = await people.name_of(reading.tx, person)
    if circle is None or name is None:
        return None
    seated = await circles.seat_of(reading.tx, circle.id, person) is not None
    return Send(reading.words("circle-a-word", name=name, title=circle.title, seated="yes" if seated else "no"))


async def _not_your_door(reading: Reading) -> Deed | None:
    """A member is shown the circles; somebody who waits to be one, where they stand."""
    reader = await people.find(reading.tx, PersonId(reading.letter.person or ""))
    way = OpenCircles().named("joining-front-door") if reader and reader.is_member else FrontDoor()
    markup = keyboard([[way]], reading.words)
    return Send(reading.words("circle-not-your-door"), markup)


async def _left(reading: Reading) -> Deed | None:
    """Asked in private, once, of somebody who still has a seat and is outside."""
    circle, person = await circle_of(reading), reading.letter.person
    seat = await circles.seat_of(reading.tx, circle.id, PersonId(person)) if circle and person else None
    if circle is None or seat is None or seat.inside:
        return None
    meant = StepOut(circle.id, sure=True).named("circle-i-meant-to")
    back, wrong = DoorAgain(circle.id).named("circle-let-me-back"), OpenConcern().named("circle-something-wrong")
    return Send(reading.words("circle-left"), keyboard([[meant, back], [wrong]], reading.words))


async def _open_now(reading: Reading) -> Deed | None:
    circle = await circle_of(reading)
    if circle is None or circle.state != "open" or not circle.door_kept:
        return None
    return Send(reading.words("circle-open-now"), keyboard([[MoreAbout(circle.id)]], reading.words))


LETTERS = {
    **own_doors.LETTERS,
    "circle-let-in": LetterKind(_let_in, settled=_came_in),
    "circle-newcomer": LetterKind(_newcomer, useful_for=180),
    "circle-a-word": LetterKind(_a_word, waits_for_morning=True),
    "circle-not-your-door": LetterKind(_not_your_door),
    "circle-left": LetterKind(_left),
    "circle-open-now": LetterKind(_open_now, waits_for_morning=True),
}
