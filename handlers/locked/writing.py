"""Writing step by step: each message is locked the moment it arrives, and the quiet hour wipes what is half-written."""

from dataclasses import replace

from telegram import Update

from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.locked import tool as tools
from handlers.locked.finishing import check, save
from handlers.locked.place import CHECKING, QUESTION, Place, ask_step, keep, mine, step_at, steps_of
from handlers.locked.taps import DropPart, GoOn, KeepPart, Next, PickOne, SkipTogether, Tick
from handlers.locked.tool import Tool
from handlers.reflections import care, setup
from handlers.reflections.asking import ask, clear_typed
from handlers.talk import forms
from handlers.talk.buttons import Rows
from handlers.talk.forms import Answers, ByHand, CarryOn, Form, Stop, with_message
from handlers.talk.turn import Turn
from mentoring.names import visible
from mentoring.people import PersonId
from mentoring.problems import NothingWritten, OldButton
from mentoring.step_by_step import next_step, still_asked
from storage import records
from storage.core.database import Tx
from storage.core.drafts import Draft
from storage.core.ids import new_id
from storage.core.locked import Part


async def start(turn: Turn, tool: Tool, **given: str) -> None:
    """Begin one; `adds_to=` a kept one for a line. Without a lock, the words come first."""
    if await tool.shelf.has_lock(turn.tx, turn.person):
        await forms.start(turn, forms.FORMS[tool.name], given=given)
    else:
        setup.explain(turn)


async def _begin(tool: Tool, turn: Turn, given: Answers) -> None:
    fresh = await fresh_draft(turn, tool)
    if fresh is None:
        return
    thing = await tool.shelf.begin(turn.tx, turn.person, now=turn.now, adds_to=given.get("adds_to"))
    await go_on(turn, tool, fresh, Place(thing, adds_to=given.get("adds_to", "")))


async def fresh_draft(turn: Turn, tool: Tool) -> Draft | None:
    """A draft to write on; None when something is half-written still, which they are told. Raises StillWiping."""
    await records.check_not_ending(turn.tx, turn.person)
    busy = await forms.open_draft(turn)
    if busy is not None:
        turn.say("form-busy", buttons=[[CarryOn(), Stop(busy[1].token).named("form-stop-that")], [OpenSupport()]])
        return None
    await tool.shelf.let_go(turn.tx, turn.person)
    draft = Draft(turn.person, tool.name, new_id()[:8], QUESTION, {}, (), turn.now, turn.now)
    return with_message(draft, turn.message_id)


async def go_on(turn: Turn, tool: Tool, draft: Draft, place: Place) -> None:
    """The next step that has not been seen; then the last look, or nothing to save."""
    ids = [step.id for step in steps_of(turn.words, tool, place)]
    place = replace(place, seen=still_asked(ids, place.seen))
    following = next_step(ids, place.seen)
    if following is not None:
        await ask_step(turn, draft, replace(place, at=following))
    elif not place.parts:
        await forms.let_go(turn)
        turn.show(f"{tool.name}-nothing-written", buttons=[[OpenMenu(), OpenSupport()]])
    elif place.adds_to:
        await save(turn, tool, draft, place)
    else:
        await check(turn, tool, draft, place)


async def _heard(tool: Tool, turn: Turn, draft: Draft) -> None:
    """A message: locked at once, then looked at in memory, and never seen again."""
    if care.looks_like_words(turn.text):
        clear_typed(turn)
        ask(turn, draft, "pages-those-look-like-words", buttons=[[OpenSupport()]])
        return
    if not visible(turn.text):
        raise NothingWritten
    draft, place = with_message(draft, turn.message_id), Place.of(draft)
    part, place = await lock(turn, tool, draft, place, turn.text)
    hint = care.first_hint(turn.text)
    if care.needs_card(turn.text, turn.words.language):
        await care.show_card(turn)
        stop = Stop(draft.token).named("page-stop-here")
        ask(turn, draft, "page-after-card", buttons=[[GoOn(draft.token, part, hint), stop], [OpenSupport()]])
    elif hint:
        _ask_about(turn, draft, part, hint)
    else:
        _got_it(turn, tool, draft, place)


async def lock(turn: Turn, tool: Tool, draft: Draft, place: Place, text: str) -> tuple[int, Place]:
    """Seal a message as an answer to the step they are at. Returns its number and where they are now."""
    step = step_at(turn, tool, place)
    words = Part(text, step.ask, step.id, turn.now.isoformat(), turn.zone)
    part = await tool.shelf.add(turn.tx, turn.person, place.thing, words, now=turn.now)
    place = replace(place, parts=(*place.parts, (part, step.id)))
    await keep(turn, place.into(draft))
    return part, place


def _ask_about(turn: Turn, draft: Draft, part: int, hint: str) -> None:
    rows: Rows = [[DropPart(draft.token, part), KeepPart(draft.token)], [OpenSupport()]]
    ask(turn, draft, "page-hint", hint=hint, buttons=rows)


def _got_it(turn: Turn, tool: Tool, draft: Draft, place: Place) -> None:
    ids = [step.id for step in steps_of(turn.words, tool, place)]
    last = next_step(ids, (*place.seen, place.at)) is None
    go = Next(draft.token, place.at)
    rows: Rows = [[go.named("page-thats-all") if last else go, Stop(draft.token)], [OpenSupport()]]
    ask(turn, draft, "page-got-it-last" if last else "page-got-it", buttons=rows)


@for_members
async def after_card(_: Update, turn: Turn) -> None:
    """After the card: what else was seen is asked about now."""
    pressed = turn.pressed(GoOn)
    tool, draft, place = await mine(turn, pressed.token)
    if pressed.hint in set(care.ORDER):
        _ask_about(turn, draft, pressed.part, pressed.hint)
    else:
        _got_it(turn, tool, draft, place)


@for_members
async def keep_part(_: Update, turn: Turn) -> None:
    """What looked like a number stays."""
    _got_it(turn, *await mine(turn, turn.pressed(KeepPart).token))


@for_members
async def drop_part(_: Update, turn: Turn) -> None:
    """Let one message go, and ask its step again."""
    pressed = turn.pressed(DropPart)
    tool, draft, place = await mine(turn, pressed.token)
    answered = dict(place.parts).get(pressed.part)
    if answered is None:
        raise OldButton
    await tool.shelf.drop(turn.tx, turn.person, place.thing, pressed.part)
    place = replace(place.without(pressed.part), at=answered)
    await ask_step(turn, draft, place, first=turn.words("page-let-that-go") + "\n\n")


@for_members
async def next_one(_: Update, turn: Turn) -> None:
    """On, with or without words for this one."""
    pressed = turn.pressed(Next)
    tool, draft, place = await mine(turn, pressed.token)
    if draft.question != QUESTION or place.at != pressed.step:
        return  # a second tap
    step = step_at(turn, tool, place)
    if step.values:
        place = await _keep_ticks(turn, tool, draft, place)
    await go_on(turn, tool, draft, replace(place, seen=(*place.seen, place.at)))


@for_members
async def skip_together(_: Update, turn: Turn) -> None:
    """On past every step that weighs this choice."""
    pressed = turn.pressed(SkipTogether)
    tool, draft, place = await mine(turn, pressed.token)
    if draft.question != QUESTION or place.at != pressed.step:
        return
    group = step_at(turn, tool, place).group
    together = [step.id for step in steps_of(turn.words, tool, place) if step.group == group]
    await go_on(turn, tool, draft, replace(place, seen=(*place.seen, *together)))


@for_members
async def pick_one(_: Update, turn: Turn) -> None:
    """A tapped answer is locked like a typed one."""
    pressed = turn.pressed(PickOne)
    tool, draft, place = await mine(turn, pressed.token)
    if draft.question != QUESTION or place.at != pressed.step:
        return
    choices = step_at(turn, tool, place).choices
    if not 0 <= pressed.choice < len(choices):
        raise OldButton
    place = (await lock(turn, tool, draft, place, choices[pressed.choice]))[1]
    await go_on(turn, tool, draft, replace(place, seen=(*place.seen, place.at)))


# Ticking several


@for_members
async def tick(_: Update, turn: Turn) -> None:
    """Tick one, or untick it, and ask again."""
    pressed = turn.pressed(Tick)
    tool, draft, place = await mine(turn, pressed.token)
    if draft.question != QUESTION or place.at != pressed.step:
        return
    values = step_at(turn, tool, place).values
    if not 0 <= pressed.choice < len(values):
        raise OldButton
    value = values[pressed.choice]
    ticked = {*place.picks} ^ {value}
    await ask_step(turn, draft, replace(place, picks=tuple(one for one in values if one in ticked)))


async def _keep_ticks(turn: Turn, tool: Tool, draft: Draft, place: Place) -> Place:
    """What is ticked is locked as one message; what hung on a choice that was unticked is let go."""
    known = {step.id for step in steps_of(turn.words, tool, place)}
    gone = [part for part, step in place.parts if step not in known]
    for part in gone:
        await tool.shelf.drop(turn.tx, turn.person, place.thing, part)
    place = place.without(*gone)
    step = step_at(turn, tool, place)
    ticked = [says for says, value in zip(step.choices, step.values, strict=True) if value in place.picks]
    return (await lock(turn, tool, draft, place, "\n".join(ticked)))[1] if ticked else place


# Its form


def form_of(tool: Tool) -> Form:
    """A tool's conversation, made known."""

    async def begin(turn: Turn, given: Answers) -> None:
        await _begin(tool, turn, given)

    async def heard(turn: Turn, draft: Draft) -> None:
        await _heard(tool, turn, draft)

    async def again(turn: Turn, draft: Draft) -> None:
        place = Place.of(draft)
        await (check(turn, tool, draft, place) if draft.question == CHECKING else ask_step(turn, draft, place))

    async def let_go(turn: Turn) -> None:
        await tool.shelf.let_go(turn.tx, turn.person)

    async def wiped(tx: Tx, person: PersonId) -> None:
        await tool.shelf.let_go(tx, person)

    tools.register(tool)
    by_hand = ByHand(begin, heard, again)
    return forms.register(Form(tool.name, private=True, when_let_go=let_go, when_wiped=wiped, by_hand=by_hand))


HANDLERS = [
    Next.handler(next_one),
    SkipTogether.handler(skip_together),
    PickOne.handler(pick_one),
    Tick.handler(tick),
    DropPart.handler(drop_part),
    KeepPart.handler(keep_part),
    GoOn.handler(after_card),
]
