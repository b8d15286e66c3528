"""Finding somebody: by the part they hold, or because they rest. For coordinators alone; no list holds mere members."""

from collections.abc import Sequence
from datetime import timedelta

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenMenu
from handlers.guards import for_roles
from handlers.people.taps import OpenPeople, RestingNow, ThisPerson, WithPart
from handlers.talk.buttons import MOST_LETTERS, Rows, Said, Tap, in_rows
from handlers.talk.turn import Turn
from mentoring.parts import LOOKS_A_DAY, TAKEN_BACK, check_look
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from storage import people, rests
from storage.core import audit

SHOWN_AT_ONCE = 8
LOOKED, A_DAY = "looked", timedelta(days=1)


def part_of(said: str) -> Role:
    """A part as a button carries it. Raises OldButton."""
    try:
        return Role(said)
    except ValueError:
        raise OldButton from None


async def note_look(turn: Turn, about: str) -> None:
    """Whoever was looked at can read that somebody did: the line is in what they take away. Raises TooManyLooks."""
    check_look(await audit.how_often(turn.tx, LOOKED, by=turn.person, since=turn.now - A_DAY))
    await audit.note(turn.tx, LOOKED, by=turn.person, about=about, now=turn.now)


@for_roles(Role.COORDINATOR)
async def front(_: Update, turn: Turn) -> None:
    """/people: by which part?"""
    by_part: list[Tap] = [WithPart(role).named(f"people-with-{role}") for role in TAKEN_BACK]
    resting: list[Tap] = [RestingNow()] if await rests.resting(turn.tx, turn.now) else []
    turn.show("people-front", most=LOOKS_A_DAY, buttons=[*in_rows(by_part), resting, [OpenMenu()]])


@for_roles(Role.COORDINATOR)
async def with_part(_: Update, turn: Turn) -> None:
    """Names to tap."""
    tapped = turn.pressed(WithPart)
    role, after = part_of(tapped.role), max(0, tapped.after)
    found = await people.holding(turn.tx, role)
    more: list[Tap] = [WithPart(role, after + SHOWN_AT_ONCE)] if after + SHOWN_AT_ONCE < len(found) else []
    rows = await names(turn, found[after : after + SHOWN_AT_ONCE])
    turn.show("people-which" if found else "people-nobody", buttons=[*rows, more, [OpenPeople().named("form-back")]])


@for_roles(Role.COORDINATOR)
async def resting_now(_: Update, turn: Turn) -> None:
    await _list(turn, await rests.resting(turn.tx, turn.now), back=OpenPeople().named("form-back"))


async def _list(turn: Turn, found: Sequence[PersonId], *, back: Tap) -> None:
    turn.show("people-which" if found else "people-nobody", buttons=[*await names(turn, found), [back]])


async def names(turn: Turn, found: Sequence[PersonId]) -> Rows:
    """A button for each, under the name they show."""
    taps: list[Tap] = []
    for person in found:
        name = await people.name_of(turn.tx, person)
        taps.append(Said(ThisPerson(person), (name or "?")[:MOST_LETTERS]))
    return in_rows(taps)


HANDLERS = [
    CommandHandler("people", front),
    OpenPeople.handler(front),
    WithPart.handler(with_part),
    RestingNow.handler(resting_now),
]
