"""Moving one check-in: up to three times, the other picks, both are told. Whoever is first wins; no reason is asked."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from telegram import Update

from handlers.checkins import saying
from handlers.checkins.taps import (
    AddToCalendar,
    CantCome,
    FineAsMoved,
    LeaveIt,
    MoveIt,
    Neither,
    OpenCheckin,
    PickMove,
)
from handlers.doors import OpenMenu, OpenSessions
from handlers.guards import for_members
from handlers.menu import open_rows
from handlers.sessions.coming import Coming
from handlers.talk import forms
from handlers.talk.buttons import Link, Rows, Said, Tap, keyboard
from handlers.talk.dates import understand
from handlers.talk.forms import Answers, Choice, Choices, Form, Question
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring import calendar
from mentoring.calendar import Slot
from mentoring.checkins import MOST_TIMES, SomethingThen
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import checkin_moves, checkin_secrets, checkins
from storage.checkin_moves import Offer
from storage.checkins import Checkin
from storage.core.database import Tx
from storage.core.instants import instant, ms
from storage.core.letters import About

TIMES = tuple(f"time-{n}" for n in range(1, MOST_TIMES + 1))
MOVABLE = ("booked", "to-move", "missed")


# One's own check-ins in /sessions


async def coming(turn: Turn) -> list[Coming]:
    """Check-ins for the list of what is coming up, each opening its own page."""
    found = []
    for checkin in await checkins.coming(turn.tx, turn.person, turn.now):
        name = await saying.first_name(turn.tx, checkin.other(turn.person), turn.words)
        when = turn.words.when(checkin.starts, turn.zone)
        key = "checkin-coming-line" if checkin.state == "booked" else "checkin-coming-to-move"
        label = saying.label(turn.words, checkin.starts, turn.zone)
        found.append(
            Coming(checkin.starts, turn.words(key, when=when, name=name), Said(OpenCheckin(checkin.id), label))
        )
    return found


async def open_checkin(_: Update, turn: Turn) -> None:
    """When, how long, with whom; move it, or say you can't come."""
    checkin = await saying.own_checkin(turn, turn.pressed(OpenCheckin).checkin)
    if checkin.state not in MOVABLE:
        raise OldButton
    link = await checkin_secrets.link_of(turn.tx, checkin)
    first: list[Tap] = [Link("checkin-open-link", link)] if link and checkin.state == "booked" else []
    move = [MoveIt(checkin.id, checkin.version)]
    cant = [CantCome(checkin.id, checkin.version)] if checkin.state == "booked" else []
    turn.show(
        "checkin-page" if checkin.state == "booked" else "checkin-page-to-move",
        name=await saying.first_name(turn.tx, checkin.other(turn.person), turn.words),
        when=turn.words.when(checkin.starts, turn.zone),
        minutes=checkin.minutes,
        buttons=open_rows([first, [*move, *cant], [OpenSessions().named("form-back"), OpenMenu()]]),
    )


# Offering up to three times


async def move_it(_: Update, turn: Turn) -> None:
    """Offer other times; or pick from those the other side has just offered, whichever came first."""
    pressed = turn.pressed(MoveIt)
    checkin = await saying.own_checkin(turn, pressed.checkin)
    if checkin.version != pressed.version:
        show_moved_meanwhile(turn, checkin)
        return
    offer = await _their_offer(turn.tx, checkin, turn.person, turn.now)
    if offer and not pressed.instead:
        _show_offer(turn, checkin, offer)
        return
    if checkin.state not in MOVABLE:
        raise OldButton
    given = {"checkin": checkin.id, "version": checkin.version, "instead": pressed.instead}
    await forms.start(turn, MOVE, given=given)


async def _which(turn: Turn, _: Answers) -> Choices:
    found = await checkins.coming(turn.tx, turn.person, turn.now)
    return [Choice(one.id, text=saying.label(turn.words, one.starts, turn.zone)) for one in found[:10]]


async def _quick_picks(turn: Turn, answers: Answers) -> Choices:
    """Same time a day or a week on, as long as it is still ahead and not given already."""
    checkin = await saying.own_checkin(turn, answers["checkin"])
    picks = [("day", calendar.days_later(checkin.starts, 1, checkin.zone))]
    picks.append(("week", calendar.days_later(checkin.starts, 7, checkin.zone)))
    fresh = [(which, at) for which, at in picks if at > turn.now and ms(at) not in _given(answers)]
    return [Choice(str(ms(at)), f"checkin-plus-a-{which}") for which, at in fresh]


def _given(answers: Answers) -> list[int]:
    return [answers[name] for name in TIMES if isinstance(answers.get(name), int)]


async def _read(turn: Turn, question: Question, answers: Answers) -> None:
    """A tapped or typed time becomes an instant. Raises SomethingThen when the other is busy, and check_meeting's."""
    checkin = await saying.own_checkin(turn, answers["checkin"])
    answers.setdefault("version", checkin.version)
    said = answers.get(question.name)
    if question.name not in TIMES or not isinstance(said, str):
        return
    quick = [choice.value for choice in await _quick_picks(turn, answers)]
    at = instant(int(said)) if said in quick else understand(said, now=turn.now, zone=turn.zone)
    slot = Slot(at, checkin.minutes)
    calendar.check_meeting(slot, now=turn.now, zone=turn.zone)
    busy = await checkins.busy(turn.tx, checkin.other(turn.person), turn.now, but=checkin.id)
    if any(slot.clashes(other) for other in busy):
        raise SomethingThen
    answers[question.name] = ms(at)


def _asks_on(place: int) -> Callable[[Answers], bool]:
    return lambda answers: isinstance(answers.get(TIMES[place - 1]), int)


async def _last_time(turn: Turn, answers: Answers) -> dict[str, Any]:
    return {"when": turn.words.when(instant(_given(answers)[-1]), turn.zone)}


async def _offered(turn: Turn, answers: Answers) -> None:
    """Kept and passed on; unless it was moved, or the other offered first, while these were being thought of."""
    checkin = await saying.own_checkin(turn, answers["checkin"])
    if checkin.version != answers["version"]:
        show_moved_meanwhile(turn, checkin)
        return
    theirs = await _their_offer(turn.tx, checkin, turn.person, turn.now)
    if theirs and not answers.get("instead"):
        _show_offer(turn, checkin, theirs)
        return
    times = sorted({instant(at) for at in _given(answers)})
    calendar.check_ahead(times[-1], turn.now)
    await checkin_moves.keep_offer(turn.tx, checkin.plan, turn.person, times, of=checkin)
    about: About = {"checkin": checkin.id, "version": checkin.version}
    turn.write_to(checkin.other(turn.person), "checkin-offer", about=about, topic=checkins.topic(checkin.id))
    turn.show("checkin-times-sent", buttons=[[OpenMenu()]])


MOVE = forms.register(
    Form(
        "move-checkin",
        [
            Question("checkin", "checkin-which-one", _which, columns=1, when=lambda answers: "checkin" not in answers),
            Question(TIMES[0], "checkin-times-that-suit", _quick_picks, text=str),
            *(
                Question(
                    TIMES[n], "times-another", _quick_picks, text=str, skip=True, when=_asks_on(n), holes=_last_time
                )
                for n in range(1, MOST_TIMES)
            ),
        ],
        _offered,
        on_answer=_read,
    )
)


# The other side picks


async def _their_offer(tx: Tx, checkin: Checkin, reader: PersonId, now: datetime) -> Offer | None:
    """What the other side offers for it as it stands, while a time of it is ahead."""
    offer = await checkin_moves.offer_of(tx, checkin.id)
    if offer is None or offer.by == reader or offer.version != checkin.version:
        return None
    return offer if any(at > now for at in offer.times) else None


def _offer_rows(words: Words, checkin: Checkin, offer: Offer, now: datetime, zone: str) -> Rows:
    places = [(place, at) for place, at in enumerate(offer.times) if at > now]
    taps: Rows = [[Said(PickMove(checkin.id, checkin.version, n), saying.label(words, at, zone))] for n, at in places]
    mine = MoveIt(checkin.id, checkin.version, True).named("checkin-offer-mine")
    return [*taps, [Neither(checkin.id, checkin.version), mine]]


def _show_offer(turn: Turn, checkin: Checkin, offer: Offer) -> None:
    rows = _offer_rows(turn.words, checkin, offer, turn.now, turn.zone)
    turn.show("checkin-needs-a-time", day=turn.words.day(checkin.starts, turn.zone), buttons=rows)


async def _offer_letter(reading: Reading) -> Deed | None:
    about, reader = reading.letter.about, PersonId(reading.letter.person or "")
    checkin = await checkins.find(reading.tx, str(about["checkin"]))
    if checkin is None or checkin.version != about["version"] or checkin.state not in MOVABLE:
        return None
    offer, zone = await _their_offer(reading.tx, checkin, reader, reading.now), await saying.zone_of(reading.tx, reader)
    if offer is None:
        return None
    rows = _offer_rows(reading.words, checkin, offer, reading.now, zone)
    day = reading.words.day(checkin.starts, zone)
    return Send(reading.words("checkin-needs-a-time", day=day), keyboard(rows, reading.words))


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


async def pick_move(_: Update, turn: Turn) -> None:
    """Moved: old reminders are gone, new ones owed, both are told. A tap too late sees what it was moved to."""
    pressed = turn.pressed(PickMove)
    checkin = await saying.own_checkin(turn, pressed.checkin)
    if checkin.version != pressed.version:
        show_moved_meanwhile(turn, checkin)
        return
    offer = await _their_offer(turn.tx, checkin, turn.person, turn.now)
    if offer is None or not 0 <= pressed.place < len(offer.times):
        raise OldButton
    at = offer.times[pressed.place]
    calendar.check_ahead(at, turn.now)
    if not await checkin_moves.move(turn.tx, checkin, at, turn.now):
        raise OldButton
    about: About = {"checkin": checkin.id, "at": ms(at)}
    turn.write_to(checkin.other(turn.person), "checkin-moved", about=about, topic=checkins.topic(checkin.id))
    _show_moved(turn, checkin, at)


def _show_moved(turn: Turn, checkin: Checkin, at: datetime) -> None:
    rows: Rows = [[AddToCalendar(checkin.pair).named("checkin-update-calendar")], [OpenMenu()]]
    turn.show("checkin-moved", when=turn.words.when(at, turn.zone), buttons=rows)


async def _moved_letter(reading: Reading) -> Deed | None:
    checkin = await checkins.find(reading.tx, str(reading.letter.about["checkin"]))
    if checkin is None or checkin.state != "booked" or ms(checkin.starts) != reading.letter.about["at"]:
        return None
    when = reading.words.when(checkin.starts, await saying.zone_of(reading.tx, PersonId(reading.letter.person or "")))
    rows: Rows = [[AddToCalendar(checkin.pair).named("checkin-update-calendar")]]
    return Send(reading.words("checkin-moved", when=when), keyboard(rows, reading.words))


async def neither(_: Update, turn: Turn) -> None:
    """None of the times suits. The one who offered hears so; the old time stands until another is found."""
    pressed = turn.pressed(Neither)
    checkin = await saying.own_checkin(turn, pressed.checkin)
    if checkin.version != pressed.version:
        show_moved_meanwhile(turn, checkin)
        return
    if await _their_offer(turn.tx, checkin, turn.person, turn.now) is None:
        raise OldButton
    await checkin_moves.drop_offer(turn.tx, checkin.id)
    about: About = {"checkin": checkin.id, "version": checkin.version}
    turn.write_to(checkin.other(turn.person), "checkin-neither", about=about, topic=checkins.topic(checkin.id))
    key = "checkin-neither-said" if checkin.state == "booked" else "checkin-neither-no-time"
    turn.show(key, buttons=[[find_a_time(checkin)], [OpenMenu()]])


async def fine_as_moved(_: Update, turn: Turn) -> None:
    checkin = await saying.own_checkin(turn, turn.pressed(FineAsMoved).checkin)
    _show_moved(turn, checkin, checkin.starts)


HANDLERS = [
    OpenCheckin.handler(for_members(open_checkin)),
    MoveIt.handler(for_members(move_it)),
    PickMove.handler(for_members(pick_move)),
    Neither.handler(for_members(neither)),
    FineAsMoved.handler(for_members(fine_as_moved)),
]
LETTERS = {
    "checkin-offer": LetterKind(_offer_letter, waits_for_morning=True),
    "checkin-moved": LetterKind(_moved_letter, waits_for_morning=True),
}
