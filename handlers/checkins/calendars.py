"""Every date of a pair; and into one's own calendar, by a file or by a private address. No names in either."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from telegram import Update

from handlers.checkins import saying
from handlers.checkins.taps import AddToCalendar, MoveIt, NewAddress, SeeDates, TurnItOff
from handlers.doors import OpenCalendar, OpenMenu, OpenSessions
from handlers.guards import for_members
from handlers.menu import open_rows
from handlers.talk.buttons import Rows, Said
from handlers.talk.post import Deed, Document, LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import calendar_addresses, checkins, pairs, sessions
from storage.core.database import Tx
from storage.core.letters import Lane

PATH = "/calendar"
FILE = "catch-ups.ics"


@dataclass(frozen=True)
class Entry:
    """One date in a calendar: a random id, start and end (UTC), how often it has moved, and when it last changed.

    `off`: no time stands for it any more, which somebody who took a file earlier must be told (RFC 5545, STATUS).
    """

    id: str
    starts: datetime
    ends: datetime
    moves: int
    changed: datetime
    off: bool = False


async def checkins_of(tx: Tx, person: PersonId, now: datetime, *, pair: str | None = None) -> list[Entry]:
    """Somebody's check-ins that are not over, called off or not; those of one pair, if given."""
    found = [one for one in await checkins.coming(tx, person, now) if one.ends > now and pair in {None, one.pair}]
    return [
        Entry(one.id, one.starts, one.ends, one.version, one.changed_at, off=one.state == "to-move") for one in found
    ]


async def everything_of(tx: Tx, person: PersonId, now: datetime) -> list[Entry]:
    """All of somebody's dates: check-ins, and the sessions of their circles."""
    entries = await checkins_of(tx, person, now)
    for session in await sessions.of_person(tx, person, now):
        entries.append(Entry(session.id, session.starts, session.rule.ends, session.moves, session.starts))
    return sorted(entries, key=lambda entry: (entry.starts, entry.id))


def file_of(entries: Iterable[Entry], words: Words) -> bytes:
    """The dates as iCalendar (RFC 5545). Every title is «Catch-up»: no name, no link, nothing of what it is about.

    Instants are written in UTC, one event to a date, so each calendar shows its own clock on both sides of a change.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 -- 2 MB and a tenth of the start, for whoever asks for a file

    calendar = Calendar()
    calendar.add("prodid", "-//Catch-up//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for entry in entries:
        event = Event()
        event.add("uid", entry.id)
        event.add("summary", words.label("calendar-title"))
        event.add("dtstart", entry.starts)
        event.add("dtend", entry.ends)
        event.add("dtstamp", entry.changed)
        event.add("sequence", entry.moves)
        event.add("class", "PRIVATE")
        if entry.off:
            event.add("status", "CANCELLED")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


# Every date


async def see_dates(_: Update, turn: Turn) -> None:
    """All that is booked with one person, each a button of its own."""
    pair = await pairs.find(turn.tx, turn.pressed(SeeDates).pair)
    if pair is None or not pair.holds(turn.person) or pair.state != "agreed":
        raise OldButton
    found = [one for one in await checkins.coming(turn.tx, turn.person, turn.now) if one.pair == pair.id]
    if not found:
        turn.show("checkin-no-dates", buttons=[[OpenMenu()]])
        return
    starts = [one.starts for one in found if one.state == "booked"]
    taps = [
        Said(MoveIt(one.id, one.version), saying.label(turn.words, one.starts, turn.zone))
        for one in found
        if one.state == "to-move"
    ]
    rows: Rows = [*([tap] for tap in taps), [AddToCalendar(pair.id)], *open_rows([[OpenSessions(), OpenMenu()]])]
    lines = saying.date_lines(turn.words, starts, turn.zone)
    turn.show("checkin-dates", dates=lines, waiting=len(taps), buttons=rows)


# The file


async def add_to_calendar(_: Update, turn: Turn) -> None:
    """The file, made when it is sent and kept nowhere."""
    pair = await pairs.find(turn.tx, turn.pressed(AddToCalendar).pair)
    if pair is None or not pair.holds(turn.person) or pair.state != "agreed":
        raise OldButton
    if not await checkins_of(turn.tx, turn.person, turn.now, pair=pair.id):
        turn.say("checkin-no-dates", buttons=[[OpenMenu()]])
        return
    turn.write_to(turn.person, "checkin-calendar", about={"pair": pair.id}, lane=Lane.REPLY)
    if turn.house.calendar_address:
        turn.say("calendar-or-address", buttons=[[OpenCalendar()], [OpenMenu()]])


async def _calendar_file(reading: Reading) -> Deed | None:
    reader, pair = PersonId(reading.letter.person or ""), str(reading.letter.about["pair"])
    entries = await checkins_of(reading.tx, reader, reading.now, pair=pair)
    if not entries:
        return None
    return Document(FILE, file_of(entries, reading.words), reading.words("calendar-file"))


# The private address


async def my_calendar(_: Update, turn: Turn) -> None:
    """Whether there is an address, and how to make, renew or end one."""
    if not turn.house.calendar_address:
        turn.show("calendar-not-here", buttons=[[OpenMenu()]])
    elif await calendar_addresses.is_on(turn.tx, turn.person):
        turn.show("calendar-is-on", buttons=[[NewAddress(), TurnItOff()], [OpenMenu()]])
    else:
        turn.show("calendar-is-off", buttons=[[NewAddress()], [OpenMenu()]])


async def new_address(_: Update, turn: Turn) -> None:
    """A fresh secret, shown this once; the one before opens nothing any more."""
    if not turn.house.calendar_address:
        turn.show("calendar-not-here", buttons=[[OpenMenu()]])
        return
    secret = await calendar_addresses.renew(turn.tx, turn.person, turn.now)
    address = f"{turn.house.calendar_address.rstrip('/')}{PATH}/{secret}.ics"
    rows: Rows = [[TurnItOff()], [OpenMenu()]]
    turn.say("calendar-address", address=address, buttons=rows, protect=True)


async def turn_it_off(_: Update, turn: Turn) -> None:
    await calendar_addresses.turn_off(turn.tx, turn.person)
    turn.show("calendar-turned-off", buttons=[[OpenMenu()]])


HANDLERS = [
    SeeDates.handler(for_members(see_dates)),
    AddToCalendar.handler(for_members(add_to_calendar)),
    OpenCalendar.handler(for_members(my_calendar)),
    NewAddress.handler(for_members(new_address)),
    TurnItOff.handler(for_members(turn_it_off)),
]
LETTERS = {"checkin-calendar": LetterKind(_calendar_file)}
