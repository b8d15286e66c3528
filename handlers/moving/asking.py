"""Planning a move: three times are found, looked at, changed if need be; then everybody is asked in private."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from telegram import Update

from handlers.doors import OpenMenu, OpenSessions
from handlers.guards import for_members
from handlers.moving import place
from handlers.moving.place import Place
from handlers.moving.settling import settle
from handlers.moving.taps import AskThem, OwnTime, StopAsking
from handlers.sessions.taps import MoveSession
from handlers.talk import dates, forms
from handlers.talk.buttons import Rows
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.turn import Turn
from mentoring import calendar, moving
from mentoring.calendar import Slot
from mentoring.moving import NoTimeNear, StaffBusy, TooSoonToMove
from storage import session_moves
from storage.core import audit
from storage.core.letters import Lane
from storage.session_moves import Move


@for_members
async def move_session(_: Update, turn: Turn) -> None:
    """Three times, for whoever plans the move to look at before anybody is asked (J7.5)."""
    found = await place.movable(turn, turn.pressed(MoveSession).session)
    move = await session_moves.of_session(turn.tx, found.session.id)
    if move is not None and move.ends_at is not None and move.starts == found.session.starts:
        _show_open(turn, move, found, move.ends_at)
        return
    await _propose(turn, found)


async def _propose(turn: Turn, found: Place) -> None:
    ends_at, few = place.ends(found, turn.now)
    near = await place.near(turn.tx, found, ends_at + moving.NOTICE, turn.now)
    try:
        times = moving.three_times(found.slot, near)
    except NoTimeNear:
        times = []
    move = await session_moves.propose(turn.tx, found.session, times, staff_only=few, now=turn.now)
    await show(turn, move, found)


async def show(turn: Turn, move: Move, found: Place) -> None:
    """The times, with the name of a bank holiday that was chosen; ask, change one, or let it be."""
    if not move.times:
        own = OwnTime(move.id)
        turn.show(NoTimeNear.words_key(), buttons=[[own], [OpenSessions().named("form-back"), OpenMenu()]])
        return
    off = await place.holidays_of(turn.tx, found.team)
    rows: Rows = [[AskThem(move.id), OwnTime(move.id)], [OpenSessions().named("form-back"), OpenMenu()]]
    lines = "\n".join(_line(turn, at, found.circle.zone, off) for at in move.times)
    few = "yes" if move.staff_only else "no"
    turn.show("move-shall-i-ask", title=found.circle.title, few=few, lines=lines, buttons=rows)


def _line(turn: Turn, at: datetime, zone: str, off: set[date]) -> str:
    day, when = at.astimezone(ZoneInfo(zone)).date(), turn.words.when(at, turn.zone)
    if day in off:
        return turn.words("move-line-holiday", when=when, holiday=place.holiday(turn.words, day))
    return turn.words("move-line", when=when)


def _show_open(turn: Turn, move: Move, found: Place, ends_at: datetime) -> None:
    rows: Rows = [[StopAsking(move.id)], [OpenSessions().named("form-back"), OpenMenu()]]
    turn.show("move-being-asked", title=found.circle.title, when=turn.words.when(ends_at, turn.zone), buttons=rows)


# A time of one's own: a bank holiday is fine when it is chosen


@for_members
async def own_time(_: Update, turn: Turn) -> None:
    move, _found = await place.planned(turn, turn.pressed(OwnTime).move)
    await forms.start(turn, OWN, given={"move": move.id})


async def _read(turn: Turn, _: Question, answers: Answers) -> None:
    """Raises what check_meeting raises, TooSoonToMove and StaffBusy."""
    _move, found = await place.planned(turn, str(answers["move"]))
    at = dates.understand(str(answers["time"]), now=turn.now, zone=turn.zone)
    slot = Slot(at, found.session.minutes)
    for zone in {turn.zone, found.circle.zone}:
        calendar.check_meeting(slot, now=turn.now, zone=zone)
    if at < place.ends(found, turn.now)[0] + moving.NOTICE:
        raise TooSoonToMove
    if any(slot.clashes(other) for other in await place.busy(turn.tx, found, turn.now)):
        raise StaffBusy
    answers["time"] = at.isoformat()


async def _keep_own(turn: Turn, answers: Answers) -> None:
    move, found = await place.planned(turn, str(answers["move"]))
    times = moving.swap(move.times, datetime.fromisoformat(answers["time"]), found.circle.zone)
    changed = await session_moves.propose(turn.tx, found.session, times, staff_only=move.staff_only, now=turn.now)
    await show(turn, changed, found)


OWN = forms.register(
    Form(
        name="move-own-time",
        questions=[Question("time", "move-type-it", text=forms.any_text(dates.LONGEST))],
        finish=_keep_own,
        on_answer=_read,
    )
)


# Asking


@for_members
async def ask_them(_: Update, turn: Turn) -> None:
    """Each gets the poll in private. Looked at too long ago, the times are found anew."""
    move, found = await place.planned(turn, turn.pressed(AskThem).move)
    if move.ends_at is not None:
        _show_open(turn, move, found, move.ends_at)
        return
    ends_at, few = place.ends(found, turn.now)
    if few != move.staff_only or any(at < ends_at for at in move.times) or not move.times:
        await _propose(turn, found)
        return
    await session_moves.ask(turn.tx, move, ends_at)
    await audit.note(turn.tx, "move-asked", by=turn.person, about=found.session.id, now=turn.now)
    topic, about = session_moves.topic(move.id), {"move": move.id}
    turn.tx.owed.append(settle(move, due=ends_at, made=turn.now))
    for person in found.asked(move):
        kind = "move-poll-now" if few or person == turn.person else "move-poll"
        turn.write_to(person, kind, about=about, topic=topic, lane=Lane.SESSION)
    when = turn.words.when(ends_at, turn.zone)
    turn.show("move-asking", few="yes" if few else "no", when=when, buttons=[[StopAsking(move.id)], [OpenMenu()]])


@for_members
async def stop_asking(_: Update, turn: Turn) -> None:
    """The poll and its answers go; the old time stands."""
    move, _found = await place.planned(turn, turn.pressed(StopAsking).move)
    await session_moves.forget(turn.tx, move)
    await audit.note(turn.tx, "move-stopped", by=turn.person, about=move.session, now=turn.now)
    turn.show("move-stopped", buttons=[[OpenSessions(), OpenMenu()]])


HANDLERS = [
    MoveSession.handler(move_session),
    OwnTime.handler(own_time),
    AskThem.handler(ask_them),
    StopAsking.handler(stop_asking),
]
