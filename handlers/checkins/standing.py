"""How a check-in stands while it is being moved: the open offer, its buttons, and what whoever comes too late sees."""

from datetime import datetime

from handlers.checkins import saying
from handlers.checkins.taps import AddToCalendar, FineAsMoved, LeaveIt, MoveIt, Neither, PickMove
from handlers.doors import OpenMenu
from handlers.talk.buttons import Rows, Said, Tap
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring.people import PersonId
from storage import checkin_moves
from storage.checkin_moves import Offer
from storage.checkins import Checkin
from storage.core.database import Tx

MOVABLE = ("booked", "to-move", "missed")


async def their_offer(tx: Tx, checkin: Checkin, reader: PersonId, now: datetime) -> Offer | None:
    """What the other side offers for it as it stands, while a time of it is ahead."""
    offer = await checkin_moves.offer_of(tx, checkin.id)
    if offer is None or offer.by == reader or offer.version != checkin.version:
        return None
    return offer if any(at > now for at in offer.times) else None


def offer_rows(words: Words, checkin: Checkin, offer: Offer, now: datetime, zone: str) -> Rows:
    places = [(place, at) for place, at in enumerate(offer.times) if at > now]
    taps: Rows = [[Said(PickMove(checkin.id, checkin.version, n), saying.label(words, at, zone))] for n, at in places]
    mine = MoveIt(checkin.id, checkin.version, True).named("checkin-offer-mine")
    return [*taps, [Neither(checkin.id, checkin.version), mine]]


def offer_text(words: Words, checkin: Checkin, offer: Offer, zone: str) -> str:
    """Which meeting needs a new time, and whether all after it move with it."""
    return words("checkin-needs-a-time", day=words.day(checkin.starts, zone), all="yes" if offer.all_after else "no")


def show_offer(turn: Turn, checkin: Checkin, offer: Offer) -> None:
    rows = offer_rows(turn.words, checkin, offer, turn.now, turn.zone)
    turn.show_text(offer_text(turn.words, checkin, offer, turn.zone), buttons=rows)


def show_moved_meanwhile(turn: Turn, checkin: Checkin) -> None:
    """It is no longer as they saw it: its new time, and a choice."""
    if checkin.state == "booked":
        when = turn.words.when(checkin.starts, turn.zone)
        again = MoveIt(checkin.id, checkin.version).named("checkin-move-again")
        turn.show("checkin-just-moved", when=when, buttons=[[FineAsMoved(checkin.id), again]])
    else:
        turn.show("checkin-time-let-go", buttons=[[find_a_time(checkin), LeaveIt(checkin.id, checkin.version)]])


def find_a_time(checkin: Checkin) -> Tap:
    return MoveIt(checkin.id, checkin.version).named("checkin-find-a-time")


def calendar_rows(checkin: Checkin) -> Rows:
    return [[AddToCalendar(checkin.pair).named("checkin-update-calendar")], [OpenMenu()]]
