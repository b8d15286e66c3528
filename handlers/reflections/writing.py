"""Writing a page: question by question, each message locked the moment it arrives."""

from dataclasses import replace

from telegram import Update

from handlers.doors import OpenMenu, OpenReflect, OpenSupport
from handlers.guards import for_members
from handlers.reflections import care, kinds
from handlers.reflections.adding import must_be_kept
from handlers.reflections.asking import ask, clear_typed
from handlers.reflections.choosing import show_front
from handlers.reflections.finishing import check
from handlers.reflections.page import (
    CHECKING,
    PAGE,
    QUESTION,
    NextQuestion,
    PickChoice,
    Place,
    ask_question,
    keep,
    kind_of,
    mine,
)
from handlers.talk import forms
from handlers.talk.buttons import Button, Rows
from handlers.talk.forms import Answers, ByHand, CarryOn, DropAndStart, Form, Stop
from handlers.talk.forms.remembering import with_message
from handlers.talk.turn import Turn
from mentoring.names import visible
from mentoring.people import PersonId
from mentoring.problems import NothingWritten, OldButton
from storage import reflections
from storage.core.database import Tx
from storage.core.drafts import Draft
from storage.core.ids import new_id


class DropPart(Button, prefix="rf-drop", label="page-let-me-edit"):
    """Let one locked message go, to write it again."""

    token: str
    part: int


class KeepPart(Button, prefix="rf-keep", label="page-keep-it"):
    token: str


class GoOn(Button, prefix="rf-on", label="page-go-on"):
    """On after the card; what else was seen rides along here, because it is kept nowhere."""

    token: str
    part: int
    hint: str


async def _begin(turn: Turn, given: Answers) -> None:
    open_now = await forms.open_draft(turn)
    if open_now is not None:
        turn.say("form-busy", buttons=[[CarryOn(), DropAndStart(PAGE)], [OpenSupport()]])
        return
    if "kind" not in given:
        await show_front(turn)
        return
    on = given.get("on", "")
    if kinds.find(given["kind"], turn.words.language) is None or (given["kind"] in kinds.NEEDS_A_PAGE and not on):
        raise OldButton
    if on:
        await must_be_kept(turn, on)
    await reflections.let_go(turn.tx, turn.person)
    page = await reflections.begin(turn.tx, turn.person, now=turn.now)
    draft = Draft(turn.person, PAGE, new_id()[:8], QUESTION, {}, (), turn.now, turn.now)
    await ask_question(turn, with_message(draft, turn.message_id), Place(page, given["kind"], on=on))


async def _heard(turn: Turn, draft: Draft) -> None:
    """A message for the page: locked at once, then looked at in memory, and never seen again."""
    if care.looks_like_words(turn.text):
        clear_typed(turn)
        ask(turn, draft, "pages-those-look-like-words", buttons=[[OpenSupport()]])
        return
    if not visible(turn.text):
        raise NothingWritten
    draft = with_message(draft, turn.message_id)
    part, place = await _lock(turn, draft, turn.text)
    hint = care.first_hint(turn.text)
    if care.needs_card(turn.text, turn.words.language):
        await care.show_card(turn)
        stop = Stop(draft.token).named("page-stop-here")
        ask(turn, draft, "page-after-card", buttons=[[GoOn(draft.token, part, hint), stop], [OpenSupport()]])
    elif hint:
        _ask_about(turn, draft, part, hint)
    else:
        await _got_it(turn, draft, place)


async def _lock(turn: Turn, draft: Draft, text: str) -> tuple[int, Place]:
    place = Place.of(draft)
    kind = kind_of(turn, place)
    words = reflections.Part(text, kind.asks[place.at], place.at, turn.now.isoformat(), turn.zone)
    part = await reflections.add(turn.tx, turn.person, place.page, words, now=turn.now)
    place = replace(place, parts=(*place.parts, (part, place.at)))
    await keep(turn, place.into(draft))
    return part, place


def _ask_about(turn: Turn, draft: Draft, part: int, hint: str) -> None:
    rows: Rows = [[DropPart(draft.token, part), KeepPart(draft.token)], [OpenSupport()]]
    ask(turn, draft, "page-hint", hint=hint, buttons=rows)


async def _got_it(turn: Turn, draft: Draft, place: Place) -> None:
    if place.kind in kinds.SHORT:
        await check(turn, draft, place)
        return
    last = place.back or place.at + 1 >= len(kind_of(turn, place).asks)
    go = NextQuestion(draft.token, place.at)
    rows: Rows = [[go.named("page-thats-all") if last else go, Stop(draft.token)], [OpenSupport()]]
    ask(turn, draft, "page-got-it-last" if last else "page-got-it", buttons=rows)


async def go_on(_: Update, turn: Turn) -> None:
    """After the card."""
    pressed = turn.pressed(GoOn)
    draft, place = await mine(turn, pressed.token)
    if pressed.hint in set(care.ORDER):
        _ask_about(turn, draft, pressed.part, pressed.hint)
    else:
        await _got_it(turn, draft, place)


async def keep_part(_: Update, turn: Turn) -> None:
    """What looked like a number stays."""
    await _got_it(turn, *await mine(turn, turn.pressed(KeepPart).token))


async def drop_part(_: Update, turn: Turn) -> None:
    """Let one message go, and ask its question again."""
    pressed = turn.pressed(DropPart)
    draft, place = await mine(turn, pressed.token)
    answered = dict(place.parts).get(pressed.part)
    if answered is None:
        raise OldButton
    await reflections.drop(turn.tx, turn.person, place.page, pressed.part)
    left = tuple(pair for pair in place.parts if pair[0] != pressed.part)
    back = place.back or draft.question == CHECKING
    first = turn.words("page-let-that-go") + "\n\n"
    await ask_question(turn, draft, replace(place, parts=left, at=answered, back=back), first=first)


async def next_question(_: Update, turn: Turn) -> None:
    """On, with or without words for this one."""
    pressed = turn.pressed(NextQuestion)
    draft, place = await mine(turn, pressed.token)
    if draft.question == QUESTION and place.at == pressed.place:
        await _on(turn, draft, place)


async def pick_choice(_: Update, turn: Turn) -> None:
    """A tapped answer is locked like a typed one."""
    pressed = turn.pressed(PickChoice)
    draft, place = await mine(turn, pressed.token)
    choices = kind_of(turn, place).choices_at(place.at)
    if draft.question != QUESTION or not choices:
        return  # a second tap: the answer is in
    if not 0 <= pressed.choice < len(choices):
        raise OldButton
    place = (await _lock(turn, draft, choices[pressed.choice]))[1]
    await _on(turn, draft, place)


async def _on(turn: Turn, draft: Draft, place: Place) -> None:
    if not place.back and place.at + 1 < len(kind_of(turn, place).asks):
        await ask_question(turn, draft, replace(place, at=place.at + 1))
    elif place.parts:
        await check(turn, draft, place)
    else:
        await forms.let_go(turn)
        turn.show("page-nothing-written", buttons=[[OpenReflect(), OpenMenu()], [OpenSupport()]])


async def _again(turn: Turn, draft: Draft) -> None:
    place = Place.of(draft)
    if draft.question == CHECKING:
        await check(turn, draft, place)
    else:
        await ask_question(turn, draft, place)


async def _let_go(turn: Turn) -> None:
    await reflections.let_go(turn.tx, turn.person)


async def _wiped(tx: Tx, person: PersonId) -> None:
    await reflections.let_go(tx, person)


FORM = forms.register(
    Form(PAGE, private=True, when_let_go=_let_go, when_wiped=_wiped, by_hand=ByHand(_begin, _heard, _again))
)

HANDLERS = [
    NextQuestion.handler(for_members(next_question)),
    PickChoice.handler(for_members(pick_choice)),
    DropPart.handler(for_members(drop_part)),
    KeepPart.handler(for_members(keep_part)),
    GoOn.handler(for_members(go_on)),
]
