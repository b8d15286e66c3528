"""Somebody's page, for coordinators: the parts they hold, whether they rest, and what may be done."""

from telegram import Update

from handlers.guards import for_roles
from handlers.people.finding import note_look
from handlers.people.taps import EndRest, OpenPeople, RestThem, TakeBack, ThisPerson
from handlers.talk.buttons import Tap, in_rows
from handlers.talk.turn import Turn
from mentoring.parts import TAKEN_BACK
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from storage import people, rests
from storage.people import Person


async def member(turn: Turn, person: str) -> Person:
    """A member by their id. Raises OldButton for anybody else, and for who has gone."""
    known = await people.find(turn.tx, PersonId(person))
    if known is None or not known.is_member:
        raise OldButton
    return known


@for_roles(Role.COORDINATOR)
async def this_person(_: Update, turn: Turn) -> None:
    known = await member(turn, turn.pressed(ThisPerson).person)
    if known.id != turn.person:
        await note_look(turn, known.id)
    await show(turn, known)


async def show(turn: Turn, known: Person) -> None:
    """Their page as it is now."""
    held = [role for role in TAKEN_BACK if role in known.roles]
    parts = ", ".join(turn.words.label(f"part-{role}") for role in held)
    takes: list[Tap] = [
        TakeBack(known.id, role).named("people-take-back", part=turn.words.label(f"part-{role}")) for role in held
    ]
    until = await rests.until(turn.tx, known.id, turn.now)
    name = await people.name_of(turn.tx, known.id) or "?"
    lines = [turn.words("people-one", name=name, parts=parts or turn.words.label("part-member"))]
    if until is not None:
        lines.append(turn.words("people-one-rests", day=turn.words.day(until, turn.zone)))
    rest: Tap = RestThem(known.id) if until is None else EndRest(known.id)
    turn.show_text("\n".join(lines), buttons=[*in_rows(takes, 1), [rest], [OpenPeople().named("form-back")]])


HANDLERS = [ThisPerson.handler(this_person)]
