"""The other side picks one of the times, or neither; moved, both are told, and old reminders are gone."""

from datetime import datetime

from telegram import Update

from handlers.checkins import all_after, saying, tricky
from handlers.checkins.standing import (
    MOVABLE,
    calendar_rows,
    find_a_time,
    offer_rows,
    offer_text,
    show_moved_meanwhile,
    their_offer,
)
from handlers.checkins.taps import FineAsMoved, MoveIt, Neither, PickAll, PickMove
from handlers.doors import OpenMenu
from handlers.guards import for_members
from handlers.talk.buttons import Rows, Said, keyboard
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring import calendar
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import checkin_moves, checkins
from storage.checkins import Checkin
from storage.core.database import Tx
from storage.core.instants import ms
from storage.core.letters import About


async def _offer_letter(reading: Reading) -> Deed | None:
    about, reader = reading.letter.about, PersonId(reading.letter.person or "")
    checkin = await checkins.find(reading.tx, str(about["checkin"]))
    if checkin is None or checkin.version != about["version"] or checkin.state not in MOVABLE:
        return None
    offer, zone = await their_offer(reading.tx, checkin, reader, reading.now), await saying.zone_of(reading.tx, reader)
    if offer is None:
        return None
    rows = offer_rows(reading.words, checkin, offer, reading.now, zone)
    return Send(offer_text(reading.words, checkin, offer, zone), keyboard(rows, reading.words))


async def pick_move(_: Update, turn: Turn) -> None:
    """A time is picked. When all after move too, every new date is shown and asked about once more."""
    pressed = turn.pressed(PickMove)
    await _picked(turn, pressed.checkin, pressed.version, pressed.place, sure=None)


async def pick_all(_: Update, turn: Turn) -> None:
    pressed = turn.pressed(PickAll)
    await _picked(turn, pressed.checkin, pressed.version, pressed.place, sure=pressed.every)


async def _picked(turn: Turn, checkin_id: str, version: int, place: int, *, sure: bool | None) -> None:
    """`sure` says that every date was seen, and whether all of them move. A tap too late sees what it was moved to."""
    checkin = await saying.own_checkin(turn, checkin_id)
    if checkin.version != version:
        show_moved_meanwhile(turn, checkin)
        return
    offer = await their_offer(turn.tx, checkin, turn.person, turn.now)
    if offer is None or not 0 <= place < len(offer.times):
        raise OldButton
    at = offer.times[place]
    calendar.check_ahead(at, turn.now)
    if offer.all_after and sure is None:
        await _ask_once_more(turn, checkin, at, place)
        return
    every = offer.all_after and sure is True
    await _move(turn, checkin, at, every=every)


async def _ask_once_more(turn: Turn, checkin: Checkin, at: datetime, place: int) -> None:
    """The list of new dates (J7), and those that would still need a time of their own."""
    later = await all_after.shifted(turn.tx, checkin, at, turn.now)
    dates = [at, *(new for _, new in later if new is not None)]
    waiting = [one.starts for one, new in later if new is None]
    yes = PickAll(checkin.id, checkin.version, place, every=True)
    one = PickAll(checkin.id, checkin.version, place, every=False).named("checkin-just-this-one")
    turn.show(
        "checkin-all-picked",
        dates=saying.date_lines(turn.words, dates, turn.zone),
        waits="yes" if waiting else "no",
        waiting=saying.date_lines(turn.words, waiting, turn.zone),
        buttons=[[yes, one], [Neither(checkin.id, checkin.version)]],
    )


async def _move(turn: Turn, checkin: Checkin, at: datetime, *, every: bool) -> None:
    move = all_after.move if every else checkin_moves.move
    if not await move(turn.tx, checkin, at, turn.now):
        raise OldButton
    about: About = {"checkin": checkin.id, "at": ms(at), "all": int(every)}
    turn.write_to(checkin.other(turn.person), "checkin-moved", about=about, topic=checkins.topic(checkin.id))
    await tricky.look_at(turn.tx, checkin, turn.now)
    text, rows = await _moved(turn.tx, turn.words, checkin, at, turn.zone, every=every)
    turn.show_text(text, buttons=rows)


async def _moved(tx: Tx, words: Words, checkin: Checkin, at: datetime, zone: str, *, every: bool) -> tuple[str, Rows]:
    """«Moved»; with all after, every date as it is now, and a button for each that still needs one."""
    if not every:
        return words("checkin-moved", when=words.when(at, zone)), calendar_rows(checkin)
    later = [one for one in await checkins.of_plan(tx, checkin.plan) if one.starts >= at or one.state == "to-move"]
    booked = [one.starts for one in later if one.state == "booked"]
    taps: Rows = [
        [Said(MoveIt(one.id, one.version), saying.label(words, one.starts, zone))]
        for one in later
        if one.state == "to-move"
    ]
    text = words(
        "checkin-moved-all",
        dates=saying.date_lines(words, booked, zone),
        waits="yes" if taps else "no",
    )
    return text, [*taps[:6], *calendar_rows(checkin)]


async def _moved_letter(reading: Reading) -> Deed | None:
    about = reading.letter.about
    checkin = await checkins.find(reading.tx, str(about["checkin"]))
    if checkin is None or checkin.state != "booked" or ms(checkin.starts) != about["at"]:
        return None
    zone = await saying.zone_of(reading.tx, PersonId(reading.letter.person or ""))
    every = bool(about.get("all"))
    text, rows = await _moved(reading.tx, reading.words, checkin, checkin.starts, zone, every=every)
    return Send(text, keyboard(rows, reading.words))


async def neither(_: Update, turn: Turn) -> None:
    """None of the times suits. The one who offered hears so; the old time stands until another is found."""
    pressed = turn.pressed(Neither)
    checkin = await saying.own_checkin(turn, pressed.checkin)
    if checkin.version != pressed.version:
        show_moved_meanwhile(turn, checkin)
        return
    if await their_offer(turn.tx, checkin, turn.person, turn.now) is None:
        raise OldButton
    await checkin_moves.drop_offer(turn.tx, checkin.id)
    about: About = {"checkin": checkin.id, "version": checkin.version}
    turn.write_to(checkin.other(turn.person), "checkin-neither", about=about, topic=checkins.topic(checkin.id))
    key = "checkin-neither-said" if checkin.state == "booked" else "checkin-neither-no-time"
    turn.show(key, buttons=[[find_a_time(checkin)], [OpenMenu()]])


async def fine_as_moved(_: Update, turn: Turn) -> None:
    checkin = await saying.own_checkin(turn, turn.pressed(FineAsMoved).checkin)
    when = turn.words.when(checkin.starts, turn.zone)
    turn.show("checkin-moved", when=when, buttons=calendar_rows(checkin))


HANDLERS = [
    PickMove.handler(for_members(pick_move)),
    PickAll.handler(for_members(pick_all)),
    Neither.handler(for_members(neither)),
    FineAsMoved.handler(for_members(fine_as_moved)),
]
LETTERS = {
    "checkin-offer": LetterKind(_offer_letter, waits_for_morning=True),
    "checkin-moved": LetterKind(_moved_letter, waits_for_morning=True),
}
