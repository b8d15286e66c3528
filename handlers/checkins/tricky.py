"""The third move in a row: to each apart, whether shorter, less often or a rest would be kinder (J7)."""

from datetime import datetime, timedelta

from telegram import Update

from handlers.checkins import saying
from handlers.checkins.all_after import following
from handlers.checkins.taps import LessOften, MakeShort
from handlers.doors import BookCheckin, OpenMenu
from handlers.guards import for_members
from handlers.mentors.taps import EndOrPause, PauseAMonth
from handlers.menu import open_rows
from handlers.talk.buttons import Rows, Tap, keyboard
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from mentoring import moving
from mentoring.checkins import COFFEE_MINUTES
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import checkin_moves, checkins, pairs
from storage.checkins import Checkin
from storage.core import letters
from storage.core.database import Tx
from storage.core.instants import ms
from storage.core.letters import About

A_MOMENT = timedelta(minutes=1)
"""First they read where it has moved to."""


async def look_at(tx: Tx, checkin: Checkin, now: datetime) -> None:
    """After a move: is it the third in a row since they last met?"""
    every = await checkins.of_pair(tx, checkin.pair)
    if not moving.is_tricky(moving.moves_in_a_row((one.state, one.moves) for one in every)):
        return
    for person in (checkin.mentor, checkin.mentee):
        about: About = {"checkin": checkin.id}
        await letters.owe(
            tx, kind="checkin-tricky", due=now + A_MOMENT, to=person, about=about, topic=pairs.topic(checkin.pair)
        )


async def _tricky(reading: Reading) -> Deed | None:
    checkin = await checkins.find(reading.tx, str(reading.letter.about["checkin"]))
    if checkin is None:
        return None
    shorter: list[Tap] = [MakeShort(checkin.id, checkin.version)] if checkin.minutes > COFFEE_MINUTES else []
    rows: Rows = [[*shorter, LessOften(checkin.id)], [PauseAMonth(checkin.pair).named("checkin-pause")]]
    return Send(reading.words("checkin-tricky"), keyboard(open_rows(rows), reading.words))


async def make_short(_: Update, turn: Turn) -> None:
    """Fifteen minutes at the time it has; the other is told. Shorter asks less of them, so no second yes is needed."""
    pressed = turn.pressed(MakeShort)
    checkin = await saying.own_checkin(turn, pressed.checkin)
    when = turn.words.when(checkin.starts, turn.zone)
    if checkin.minutes > COFFEE_MINUTES:
        if not await checkin_moves.shorten(turn.tx, checkin, COFFEE_MINUTES, turn.now):
            raise OldButton
        about: About = {"checkin": checkin.id, "at": ms(checkin.starts)}
        turn.write_to(checkin.other(turn.person), "checkin-shorter", about=about, topic=checkins.topic(checkin.id))
    turn.show("checkin-shorter", when=when, buttons=[[OpenMenu()]])


async def _shorter(reading: Reading) -> Deed | None:
    checkin = await checkins.find(reading.tx, str(reading.letter.about["checkin"]))
    if checkin is None or checkin.state != "booked" or ms(checkin.starts) != reading.letter.about["at"]:
        return None
    zone = await saying.zone_of(reading.tx, PersonId(reading.letter.person or ""))
    return Send(reading.words("checkin-shorter", when=reading.words.when(checkin.starts, zone)))


async def less_often(_: Update, turn: Turn) -> None:
    """Every second date of those to come would be left out: they are shown and asked about first."""
    pressed = turn.pressed(LessOften)
    checkin = await saying.own_checkin(turn, pressed.checkin)
    out = (await following(turn.tx, checkin))[::2]
    if not out:
        taps: list[Tap] = [BookCheckin(checkin.pair)] if turn.person == checkin.mentor else [EndOrPause(checkin.pair)]
        turn.show("checkin-nothing-to-thin", buttons=open_rows([taps, [OpenMenu()]]))
        return
    dates = saying.date_lines(turn.words, [one.starts for one in out], turn.zone)
    if not pressed.sure:
        yes = LessOften(checkin.id, sure=True).named("checkin-yes-leave-out")
        turn.show("checkin-less-often-sure", dates=dates, buttons=[[yes], [OpenMenu()]])
        return
    for one in out:
        await checkin_moves.let_go(turn.tx, one)
    about: About = {"pair": checkin.pair}
    turn.write_to(checkin.other(turn.person), "checkin-thinned", about=about, topic=pairs.topic(checkin.pair))
    turn.show("checkin-left-out", buttons=[[OpenMenu()]])


async def _thinned(reading: Reading) -> Deed | None:
    """Every date as it stands now, for the other."""
    pair, reader = str(reading.letter.about["pair"]), PersonId(reading.letter.person or "")
    found = [one.starts for one in await checkins.booked(reading.tx, reader, reading.now) if one.pair == pair]
    if not found:
        return None
    dates = saying.date_lines(reading.words, found, await saying.zone_of(reading.tx, reader))
    return Send(reading.words("checkin-thinned", dates=dates))


HANDLERS = [MakeShort.handler(for_members(make_short)), LessOften.handler(for_members(less_often))]
LETTERS = {
    "checkin-tricky": LetterKind(_tricky, waits_for_morning=True),
    "checkin-shorter": LetterKind(_shorter, waits_for_morning=True),
    "checkin-thinned": LetterKind(_thinned, waits_for_morning=True),
}
