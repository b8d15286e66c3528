"""Once a week whoever holds circles is asked how full their cup is. What they tap is kept nowhere (P-M26)."""

from datetime import datetime, timedelta

from telegram import Update

from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.sessions.letters import send
from handlers.sessions.rota import turns_to_come
from handlers.sessions.rota_taps import Cup, StepBack, SwapTurn
from handlers.talk.buttons import Rows
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring import rota as rules
from mentoring.people import PersonId
from storage import people, rota
from storage.core import letters
from storage.core.database import Tx

FINE, GETTING_FULL, TOO_FULL = range(3)
ASKED_AT = timedelta(hours=6)
USEFUL_FOR = int(timedelta(days=1) / timedelta(minutes=1))


def topic(now: datetime) -> str:
    """The topic of a week's letters: nobody is asked twice in one."""
    year, week, _ = now.isocalendar()
    return f"cup:{year}-{week}"


async def ask_the_week(tx: Tx, now: datetime) -> None:
    """Each night: the first round of a week owes it to those who hold a session this week, or held one last week."""
    if await letters.of_topic(tx, topic(now)):
        return
    held = [await people.holding(tx, role) for role in rota.ROLES.values()]
    for person in dict.fromkeys(one for many in held for one in many):
        if await _holds(tx, person, now):
            await letters.owe(tx, kind="cup-check", due=now + ASKED_AT, to=person, topic=topic(now), keep=True)


async def _holds(tx: Tx, person: PersonId, now: datetime) -> bool:
    """A turn within a week, and no wish to be left alone."""
    known = await people.find(tx, person)
    if known is None or known.is_muted:
        return False
    if any(circle is None for _, circle in await rota.pausing(tx, person, now)):
        return False
    return bool(await rota.turns(tx, person, after=now - rules.WEEK, until=now + rules.WEEK))


async def _check(reading: Reading) -> Deed | None:
    rows: Rows = [[Cup(FINE), Cup(GETTING_FULL).named("cup-getting-full")], [Cup(TOO_FULL).named("cup-too-full")]]
    return send(reading, "cup-check", *rows)


@for_members
async def answer(_: Update, turn: Turn) -> None:
    """Nothing of it stays."""
    full = turn.pressed(Cup).full
    mine = await turns_to_come(turn)
    swap: Rows = [[SwapTurn(mine[0].session).named("rota-swap-next")]] if mine else []
    if full == TOO_FULL:
        key = "cup-is-too-full" if mine else "cup-is-too-full-no-turn"
        when = turn.words.when(mine[0].starts, turn.zone) if mine else ""
        turn.show(key, buttons=[*swap, [StepBack(), OpenSupport()]], when=when)
    elif full == GETTING_FULL:
        turn.show("cup-is-getting-full", buttons=[[StepBack(), OpenSupport()]])
    else:
        turn.show("cup-is-fine", buttons=[[OpenMenu(), OpenSupport()]])


HANDLERS = [Cup.handler(answer)]
LETTERS = {"cup-check": LetterKind(_check, waits_for_morning=True, useful_for=USEFUL_FOR)}
NIGHTLY = [ask_the_week]
