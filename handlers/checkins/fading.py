"""No answer to the times on offer: two days on, the old time falls away a day before, and both are told (J7)."""

from datetime import datetime

from handlers.checkins import saying
from handlers.checkins.standing import calendar_rows, find_a_time
from handlers.checkins.taps import LeaveIt
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from mentoring import checkins as rules
from mentoring.people import PersonId
from storage import checkin_moves, checkins
from storage.checkins import Checkin
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import About, Lane, Letter

BELL = "checkin-offer-fades"


async def owe(tx: Tx, checkin: Checkin, now: datetime) -> None:
    """The bell for an offer made now, in place of that of an earlier one. None once it would come after the start."""
    topic = checkins.topic(checkin.id)
    await letters.withdraw(tx, topic, kind=BELL)
    due = rules.falls_away(checkin.starts, now)
    if checkin.state == "booked" and due is not None:
        about: About = {"checkin": checkin.id, "version": checkin.version}
        await letters.owe(tx, kind=BELL, due=due, about=about, topic=topic, lane=Lane.SESSION)


async def _nothing(_: Reading) -> Deed | None:
    return None


async def _rung(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    """Still booked, and the offer still open: the time is let go. One rung after the start changes nothing."""
    checkin = await checkins.find(tx, str(letter.about["checkin"]))
    if checkin is None or checkin.state != "booked" or checkin.version != letter.about["version"]:
        return
    if now >= checkin.starts or await checkin_moves.offer_of(tx, checkin.id) is None:
        return
    await checkin_moves.set_aside(tx, checkin, now)
    about: About = {"checkin": checkin.id, "version": checkin.version + 1}
    topic = checkins.topic(checkin.id)
    for person in (checkin.mentor, checkin.mentee):
        await letters.owe(tx, kind="checkin-faded", due=now, to=person, about=about, topic=topic, lane=Lane.SESSION)


async def _faded(reading: Reading) -> Deed | None:
    checkin = await checkins.find(reading.tx, str(reading.letter.about["checkin"]))
    if checkin is None or checkin.state != "to-move" or checkin.version != reading.letter.about["version"]:
        return None
    zone = await saying.zone_of(reading.tx, PersonId(reading.letter.person or ""))
    rows: Rows = [[find_a_time(checkin), LeaveIt(checkin.id, checkin.version)], *calendar_rows(checkin)]
    day = reading.words.day(checkin.starts, zone)
    return Send(reading.words("checkin-faded", day=day), keyboard(rows, reading.words))


LETTERS = {
    BELL: LetterKind(_nothing, settled=_rung),
    "checkin-faded": LetterKind(_faded, waits_for_morning=True),
}
