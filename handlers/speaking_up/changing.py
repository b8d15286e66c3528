"""Changing a kept plan: a locked copy without one answer, which takes the old one's place only once it is saved."""

from dataclasses import replace

from telegram import Update

from handlers import menu
from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.locked.place import Place, ask_step, steps_of
from handlers.locked.reading import is_open, opened_now
from handlers.locked.taps import AddLine
from handlers.locked.writing import fresh_draft
from handlers.reflections import showing
from handlers.speaking_up.steps import TOOL, my_plans
from handlers.speaking_up.taps import Change, ChangeStep
from handlers.talk.buttons import Said, Tap, in_rows
from handlers.talk.turn import Turn
from mentoring.problems import OldButton
from storage.core.locked import Opened

SHOWN_OF_A_QUESTION = 60


@for_members
async def change(_: Update, turn: Turn) -> None:
    """Which answer? By its question: the answers stay hidden."""
    plan = turn.pressed(Change).plan
    if not await is_open(turn, TOOL):
        return
    opened = await opened_now(turn, TOOL, plan)
    if opened is None or _is_harmed(turn, opened):
        return
    steps = TOOL.steps(turn.words, _picks(opened))
    taps: list[Tap] = [Said(ChangeStep(plan, step.id), str(n)) for n, step in enumerate(steps, 1)]
    lines = [f"{n}. {' '.join(step.ask.split())[:SHOWN_OF_A_QUESTION]}" for n, step in enumerate(steps, 1)]
    await showing.hide(turn)
    text = "\n".join([turn.words("speakup-which"), "", *lines])
    last: list[Tap] = [my_plans().named("form-back"), OpenSupport()]
    turn.say_text(text, buttons=[*in_rows(taps, 5), last], protect=True)


def _picks(opened: Opened) -> tuple[str, ...]:
    return opened.head.picks if opened.head else ()


def _is_harmed(turn: Turn, opened: Opened) -> bool:
    """What failed its check could not be copied: then nothing is changed, and nothing is lost."""
    if opened.head is not None and not opened.missing and None not in opened.parts:
        return False
    rows = menu.open_rows([[AddLine(TOOL.name, opened.id), my_plans().named("speakup-mine")], [OpenSupport()]])
    turn.say("speakup-harmed", buttons=rows)
    return True


@for_members
async def change_step(_: Update, turn: Turn) -> None:
    """A copy of everything else, locked as it was, and the one question again."""
    pressed = turn.pressed(ChangeStep)
    if not await is_open(turn, TOOL):
        return
    opened = await opened_now(turn, TOOL, pressed.plan)
    if opened is None or _is_harmed(turn, opened):
        return
    if pressed.step not in {step.id for step in TOOL.steps(turn.words, _picks(opened))}:
        raise OldButton
    draft = await fresh_draft(turn, TOOL)
    if draft is not None:
        await ask_step(turn, draft, await _copied(turn, opened, pressed.step))


async def _copied(turn: Turn, opened: Opened, step: str) -> Place:
    plan = await TOOL.shelf.begin(turn.tx, turn.person, now=turn.now)
    place = Place(plan, at=step, picks=_picks(opened), replaces=opened.id)
    for part in opened.parts:
        if part is not None and part.step != step:
            number = await TOOL.shelf.add(turn.tx, turn.person, plan, part, now=turn.now)
            place = replace(place, parts=(*place.parts, (number, part.step)))
    seen = tuple(one.id for one in steps_of(turn.words, TOOL, place) if one.id != step)
    return replace(place, seen=seen)


HANDLERS = [Change.handler(change), ChangeStep.handler(change_step)]
