"""The last look, writing an answer again, and keeping it: from then on it is locked, and cleared from the chat."""

from dataclasses import replace
from typing import Any

from telegram import Update

from handlers import menu
from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.locked import tool as tools
from handlers.locked.place import CHECKING, Place, ask_step, keep, mine, steps_of
from handlers.locked.taps import LetMeEdit, Save, WriteAgain
from handlers.locked.tool import Tool
from handlers.reflections.asking import ask, ask_text, clear_and_tell
from handlers.talk import post
from handlers.talk.buttons import Rows, Said, Tap, in_rows, keyboard
from handlers.talk.forms import CarryOn, Stop, with_message
from handlers.talk.post import Reading
from handlers.talk.turn import Turn
from mentoring.problems import OldButton
from storage.core import drafts
from storage.core.drafts import Draft

SHOWN_OF_A_QUESTION = 60


async def check(turn: Turn, tool: Tool, draft: Draft, place: Place) -> None:
    """Anything in it that should not be? (H-12)"""
    await keep(turn, place.into(draft, CHECKING))
    rows: Rows = [
        [LetMeEdit(draft.token), Save(draft.token, tool.name, place.thing)],
        [Stop(draft.token), OpenSupport()],
    ]
    ask(turn, draft, f"{tool.name}-check", buttons=rows)


@for_members
async def let_me_edit(_: Update, turn: Turn) -> None:
    """Which answer to write again. We cannot read them, so it is chosen by its question."""
    tool, draft, place = await mine(turn, turn.pressed(LetMeEdit).token)
    answered = {step for _, step in place.parts}
    asked = [step for step in steps_of(turn.words, tool, place) if step.id in answered]
    lines = [f"{n}. {step.ask[:SHOWN_OF_A_QUESTION]}" for n, step in enumerate(asked, 1)]
    taps: list[Tap] = [Said(WriteAgain(draft.token, step.id), str(n)) for n, step in enumerate(asked, 1)]
    text = "\n".join([turn.words("locked-which"), "", *lines])
    back = CarryOn().named("form-back")
    ask_text(turn, draft, text, buttons=[*in_rows(taps, 5), [back, Stop(draft.token), OpenSupport()]])


@for_members
async def write_again(_: Update, turn: Turn) -> None:
    """Let every message of one answer go, ask its step, and come back to the last look."""
    pressed = turn.pressed(WriteAgain)
    tool, draft, place = await mine(turn, pressed.token)
    if draft.question != CHECKING:
        raise OldButton  # a late tap would let go what they have written since
    gone = place.answering(pressed.step)
    for part in gone:
        await tool.shelf.drop(turn.tx, turn.person, place.thing, part)
    seen = tuple(step for step in place.seen if step != pressed.step)
    await ask_step(turn, draft, replace(place.without(*gone), at=pressed.step, seen=seen))


@for_members
async def all_clear(_: Update, turn: Turn) -> None:
    """Keep it."""
    pressed = turn.pressed(Save)
    if await tools.find(pressed.tool).shelf.is_saved(turn.tx, turn.person, pressed.thing):
        turn.toast("locked-saved-already")
        return
    tool, draft, place = await mine(turn, pressed.token)
    if not place.parts:
        raise OldButton
    await save(turn, tool, draft, place)


async def save(turn: Turn, tool: Tool, draft: Draft, place: Place) -> None:
    """Keep it, and owe the clearing of every message of it in the same transaction."""
    tx, person = turn.tx, turn.person
    await tool.shelf.keep(tx, person, place.thing, zone=turn.zone, now=turn.now, picks=place.picks)
    if place.replaces:
        await tool.shelf.hang_on(tx, person, place.replaces, place.thing)
        await tool.shelf.erase(tx, person, place.replaces)
        turn.later(wipe_log)
    await drafts.forget(tx, person)
    clear_and_tell(turn, with_message(draft, turn.message_id).messages, f"{tool.name}-saved")


async def wipe_log(desk: Any) -> None:  # bot.receive.Desk, which is above this room
    """Leave no old copy of what was erased in the database's log."""
    await desk.database.wipe_log()


async def saved(reading: Reading) -> post.Deed | None:
    """The truth about the chat, and what may come next."""
    tool = tools.of_letter(reading.letter.kind)
    key = f"{tool.name}-saved" if reading.letter.about["cleared"] else f"{tool.name}-saved-not-cleared"
    return post.Send(reading.words(key), keyboard(menu.open_rows(tool.after()), reading.words))


HANDLERS = [
    LetMeEdit.handler(let_me_edit),
    WriteAgain.handler(write_again),
    Save.handler(all_clear),
]
