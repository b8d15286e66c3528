"""Settling a move: the poll's time is over or all have answered; the best time is taken, or the old one stands."""

from datetime import datetime, timedelta

from handlers.doors import OpenSessions
from handlers.moving import place
from handlers.moving.place import Place
from handlers.sessions import saying
from handlers.sessions.bells import refresh_panels
from handlers.sessions.letters import scene, send
from handlers.sessions.taps import CantMakeIt, MoveSession, OpenSession
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from mentoring import moving
from mentoring.problems import Problem
from mentoring.sessions import Stage
from storage import session_moves, sessions
from storage.core import audit, letters
from storage.core.database import Tx
from storage.core.instants import ms
from storage.core.letters import About, Lane, Letter
from storage.session_moves import Move

SOON = timedelta(hours=24)
"""So near the old start, news of a move waits for no morning."""


def settle(move: Move, *, due: datetime, made: datetime) -> Letter:
    """The bell at the end of the poll: a letter to nobody."""
    about, topic = {"move": move.id}, session_moves.topic(move.id)
    return Letter("move-poll-ends", due, Lane.SESSION, about=about, topic=topic, made=made)


async def _nothing(_: Reading) -> Deed | None:
    return None


async def _rung(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    move = await session_moves.find(tx, str(letter.about["move"]))
    if move is None:
        return
    try:
        found = await place.of_session(tx, move.session)
    except Problem:  # it has begun or is over: there is nothing to move any more
        await session_moves.forget(tx, move)
        return
    await conclude(tx, move, found, now)


async def conclude(tx: Tx, move: Move, found: Place, now: datetime) -> None:
    """In one transaction: the answers go, the session moves (or stands), and everybody hears of it."""
    said = await session_moves.answers(tx, move)
    await session_moves.forget(tx, move)
    if found.session.starts != move.starts:
        return
    members = () if move.staff_only else found.members
    helpers = found.team.everyone
    at = moving.best(move.times, said, helpers=helpers, members=members, old=move.starts, now=now)
    if at is None or not await sessions.move(tx, found.session, at, now=now):
        await _say_none(tx, found, now)
        return
    await refresh_panels(tx, await sessions.find(tx, found.session.id), now)
    await audit.note(tx, "session-moved", by=None, about=found.session.id, now=now)
    await _say_moved(tx, found, at, now)


async def _say_moved(tx: Tx, found: Place, at: datetime, now: datetime) -> None:
    about: About = {"session": found.session.id, "at": ms(at)}
    topic, lane = sessions.topic(found.session.id), Lane.SESSION
    if found.circle.group is not None:
        group = found.circle.group
        await letters.owe(tx, kind="move-moved", due=now, group=group, about=about, topic=topic, lane=lane)
    kind = "move-moved-now" if found.session.starts - now < SOON else "move-moved-you"
    told = (*found.members, *found.team.everyone, *found.tonight.everyone, *await saying.coordinators(tx, found.circle))
    for person in dict.fromkeys(told):
        await letters.owe(tx, kind=kind, due=now, to=person, about=about, topic=topic, lane=lane)


async def _say_none(tx: Tx, found: Place, now: datetime) -> None:
    about: About = {"session": found.session.id, "at": ms(found.session.starts)}
    topic, lane = sessions.topic(found.session.id), Lane.SESSION
    if found.circle.group is not None:
        group = found.circle.group
        await letters.owe(tx, kind="move-none", due=now, group=group, about=about, topic=topic, lane=lane)
    for person in dict.fromkeys([*await saying.coordinators(tx, found.circle), *found.team.guides]):
        await letters.owe(tx, kind="move-none-told", due=now, to=person, about=about, topic=topic, lane=lane)


# The letters


async def _moved_group(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.circle.group != reading.letter.group or not _still(reading, found.session.starts):
        return None
    return send(reading, "move-moved", when=reading.words.when(found.session.starts, found.circle.zone))


async def _moved(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.session.state is Stage.CLOSED or not _still(reading, found.session.starts):
        return None
    sits = found.reader in await saying.seated(reading.tx, found.circle.id)
    rows: Rows = [
        [OpenSession(found.session.id), CantMakeIt(found.session.id)] if sits else [OpenSession(found.session.id)]
    ]
    when = reading.words.when(found.session.starts, await saying.zone_of(reading.tx, found.reader))
    text = reading.words("move-moved-you", when=when, title=found.circle.title)
    return Send(text, keyboard(rows, reading.words))


def _still(reading: Reading, starts: datetime) -> bool:
    """A session that has moved on since is not told at the time it had for a moment."""
    return ms(starts) == reading.letter.about["at"]


async def _none_group(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.circle.group != reading.letter.group or not _still(reading, found.session.starts):
        return None
    return send(reading, "move-none-group")


async def _none_told(reading: Reading) -> Deed | None:
    """For whoever can do something about it; they may try once more."""
    found = await scene(reading)
    if found is None or not _still(reading, found.session.starts):
        return None
    title = found.circle.title
    if found.session.state is Stage.CLOSED or found.session.starts <= reading.now:
        return send(reading, "move-none-stop", [OpenSessions()], title=title)
    again = MoveSession(found.session.id)
    when = reading.words.when(found.session.starts, await saying.zone_of(reading.tx, found.reader))
    return send(reading, "move-none-told", [again, OpenSessions()], title=title, when=when)


LETTERS = {
    "move-poll-ends": LetterKind(_nothing, settled=_rung),
    "move-moved": LetterKind(_moved_group),
    "move-moved-you": LetterKind(_moved, waits_for_morning=True),
    "move-moved-now": LetterKind(_moved),
    "move-none": LetterKind(_none_group),
    "move-none-told": LetterKind(_none_told, waits_for_morning=True),
}
