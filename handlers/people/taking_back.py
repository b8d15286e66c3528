"""Taking a part back: asked once more, then gone; its holder reads one warm line, and keeps all they wrote."""

from telegram import Update

from handlers import menu
from handlers.doors import OpenMenu
from handlers.guards import for_roles
from handlers.people import one
from handlers.people.finding import part_of
from handlers.people.taps import OpenPeople, TakeBack, ThisPerson
from handlers.talk import post
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring import parts as rules
from mentoring.people import PersonId, Role
from storage import parts, people


@for_roles(Role.COORDINATOR)
async def take_back(_: Update, turn: Turn) -> None:
    """The first tap says what ends with it, the second takes it. Raises NotAPart, LastCoordinator."""
    tapped = turn.pressed(TakeBack)
    known, role = await one.member(turn, tapped.person), part_of(tapped.role)
    rules.check_take_back(role, known.id, await people.holding(turn.tx, role))
    if role not in known.roles:
        await one.show(turn, known)
    elif not tapped.sure:
        await _ask(turn, known.id, role)
    else:
        await _take(turn, known.id, role)


async def _ask(turn: Turn, person: PersonId, role: Role) -> None:
    sure = TakeBack(person, role, sure=True)
    whose = "own" if person == turn.person else "theirs"
    name, part = await people.name_of(turn.tx, person) or "?", turn.words.label(f"part-{role}")
    rows: Rows = [[sure, ThisPerson(person).named("people-leave-it")]]
    turn.show("people-take-back-sure", whose=whose, name=name, part=part, role=str(role), buttons=rows)


async def _take(turn: Turn, person: PersonId, role: Role) -> None:
    await parts.take_back(turn.tx, person, role, by=turn.person, now=turn.now)
    await menu.owe_menu(turn.tx, person, now=turn.now)
    name, part = await people.name_of(turn.tx, person) or "?", turn.words.label(f"part-{role}")
    if person == turn.person:
        turn.show("people-own-taken-back", part=part, buttons=[[OpenMenu()]])
        return
    turn.write_to(person, parts.TAKEN_BACK, about={"role": str(role)})
    turn.show("people-taken-back", name=name, part=part, buttons=[[ThisPerson(person), OpenPeople()]])


async def _told(reading: Reading) -> post.Deed | None:
    """Unless the part is theirs again by the morning."""
    known = await people.find(reading.tx, PersonId(reading.letter.person or ""))
    role = str(reading.letter.about["role"])
    if known is None or Role(role) in known.roles:
        return None
    words = reading.words
    return post.Send(words(parts.TAKEN_BACK, role=role), keyboard([[OpenMenu()]], words))


HANDLERS = [TakeBack.handler(take_back)]
LETTERS = {parts.TAKEN_BACK: LetterKind(_told, waits_for_morning=True)}
