"""The last look at a page, writing an answer again, and keeping it."""

from dataclasses import replace

from telegram import Update

from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.reflections.afterwards import SAVED, about_page
from handlers.reflections.asking import ask, clear_and_tell
from handlers.reflections.page import CHECKING, Place, ask_question, keep, mine
from handlers.talk.buttons import Button, Rows, Tap, in_rows
from handlers.talk.forms import CarryOn, Stop
from handlers.talk.forms.remembering import with_message
from handlers.talk.turn import Turn
from mentoring.problems import OldButton
from storage import reflections
from storage.core import drafts
from storage.core.drafts import Draft


class LetMeEdit(Button, prefix="rf-edit", label="page-let-me-edit"):
    token: str


class WriteAgain(Button, prefix="rf-again", label="page-let-me-edit"):
    token: str
    place: int


class AllClear(Button, prefix="rf-save", label="page-all-clear"):
    """`page` is which: by the second of two quick taps the draft has gone, and the page is kept."""

    token: str
    page: str


async def check(turn: Turn, draft: Draft, place: Place) -> None:
    await keep(turn, place.into(draft, CHECKING))
    rows: Rows = [[LetMeEdit(draft.token), AllClear(draft.token, place.page)], [Stop(draft.token), OpenSupport()]]
    ask(turn, draft, "page-check", buttons=rows)


async def let_me_edit(_: Update, turn: Turn) -> None:
    """Which answer to write again. We cannot read them, so it is chosen by its question."""
    draft, place = await mine(turn, turn.pressed(LetMeEdit).token)
    answered = sorted({at for _, at in place.parts})
    taps: list[Tap] = [WriteAgain(draft.token, at).named("page-question-number", number=at + 1) for at in answered]
    back = CarryOn().named("form-back")
    ask(turn, draft, "page-which", buttons=[*in_rows(taps, 3), [back, Stop(draft.token), OpenSupport()]])


async def write_again(_: Update, turn: Turn) -> None:
    """Let every message of one answer go, ask its question, and come back to the last look."""
    pressed = turn.pressed(WriteAgain)
    draft, place = await mine(turn, pressed.token)
    if draft.question != CHECKING:
        raise OldButton  # a late tap would let go what they have written since
    for part, at in place.parts:
        if at == pressed.place:
            await reflections.drop(turn.tx, turn.person, place.page, part)
    left = tuple(pair for pair in place.parts if pair[1] != pressed.place)
    await ask_question(turn, draft, replace(place, parts=left, at=pressed.place, back=True))


async def all_clear(_: Update, turn: Turn) -> None:
    """Keep the page, and owe the clearing of every message of it in the same transaction."""
    pressed = turn.pressed(AllClear)
    if await reflections.is_saved(turn.tx, turn.person, pressed.page):
        turn.toast("page-saved-already")
        return
    draft, place = await mine(turn, pressed.token)
    if not place.parts:
        raise OldButton
    # what was to be added to a page that has been erased meanwhile becomes a page of its own: it is never lost
    on = place.on if place.on and await reflections.is_kept(turn.tx, turn.person, place.on) else ""
    await reflections.keep(turn.tx, turn.person, place.page, place.kind, zone=turn.zone, now=turn.now, on=on or None)
    await drafts.forget(turn.tx, turn.person)
    about = about_page(turn, place.page, place.kind, on)
    clear_and_tell(turn, with_message(draft, turn.message_id).messages, SAVED, about=about)


HANDLERS = [
    LetMeEdit.handler(for_members(let_me_edit)),
    WriteAgain.handler(for_members(write_again)),
    AllClear.handler(for_members(all_clear)),
]
