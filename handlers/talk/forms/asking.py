"""Asking: one question after another, each answer kept before the next is put."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from telegram import Update

from handlers.doors import OpenSupport
from handlers.talk.buttons import Labelled, Rows, Said, Tap, in_rows
from handlers.talk.forms.remembering import ASKED
from handlers.talk.forms.shape import FORMS, Answers, Choices, Form, PickOne, Question
from handlers.talk.forms.taps import DONE, SKIPPED, WAITING, CarryOn, DropAndStart, Pick, Stop
from handlers.talk.turn import Turn
from mentoring.problems import NotJoined, OldButton
from storage.core import drafts
from storage.core.drafts import Draft
from storage.core.ids import new_id


async def start(turn: Turn, form: Form, *, given: Mapping[str, Any] | None = None) -> None:
    """Ask the first question. With another form half-way, ask first whether to finish that one."""
    if turn.speaker is None:
        raise NotJoined
    if turn.speaker.draft_form and turn.speaker.draft_form != form.name:
        busy = await drafts.of(turn.tx, turn.speaker.id)
        if busy and (busy.expires <= turn.now or busy.form not in FORMS):
            await put_away(turn, busy)
        elif busy:
            waiting = {"form": form.name, "given": dict(given or {})}
            await drafts.keep(turn.tx, replace(busy, answers={**busy.answers, WAITING: waiting}))
            turn.say("form-busy", buttons=[[CarryOn(), DropAndStart(form.name)], *help_now(FORMS[busy.form])])
            return
    if form.by_hand:
        await form.by_hand.begin(turn, dict(given or {}))
        return
    draft = Draft(turn.speaker.id, form.name, new_id()[:8], "", dict(given or {}), (), turn.now, turn.now)
    await _go_on(turn, form, draft, after=-1)


async def _go_on(turn: Turn, form: Form, draft: Draft, *, after: int) -> None:
    """Ask the next question that applies, or finish."""
    for place, question in enumerate(form.questions):
        if place > after and question.when(draft.answers):
            await ask(turn, form, replace(draft, question=question.name), question, place)
            return
    await drafts.forget(turn.tx, draft.person)
    if form.private:
        turn.clear(draft.messages)
    await form.finish(turn, {name: said for name, said in draft.answers.items() if name != WAITING})


async def ask(turn: Turn, form: Form, draft: Draft, question: Question, place: int) -> None:
    await drafts.keep(turn.tx, replace(draft, touched=turn.now, expires=turn.now + form.kept_for))
    holes = await question.holes(turn, draft.answers) if question.holes else {}
    text, buttons = turn.words(question.ask, **holes), await _taps(turn, question, draft, place)
    if form.clears_questions:
        turn.show_text(text, buttons=buttons, kind=ASKED, about={"token": draft.token})
    else:
        turn.show_text(text, buttons=buttons)


async def _taps(turn: Turn, question: Question, draft: Draft, place: int) -> Rows:
    ticked = set(draft.answers.get(question.name) or ()) if question.many else set()
    taps: list[Tap] = []
    for n, choice in enumerate(await _choices(turn, question, draft.answers)):
        pick = Pick(draft.token, place, n)
        label = choice.text or turn.words.label(choice.key)
        taps.append(Said(pick, f"✓ {label}"[:24]) if choice.value in ticked else Said(pick, label))
    rows = in_rows(taps, question.columns)
    last: list[Tap] = []
    if question.many:
        last.append(Labelled(Pick(draft.token, place, DONE), "form-done", {}))
    if question.skip:
        last.append(Pick(draft.token, place, SKIPPED))
    last.append(Stop(draft.token))
    return [*rows, *question.extra, last]


async def _choices(turn: Turn, question: Question, answers: Answers) -> Choices:
    return await question.choices(turn, answers) if callable(question.choices) else question.choices


def help_now(form: Form | None) -> Rows:
    """The row that every screen has in the middle of private writing (H-02)."""
    return [[OpenSupport()]] if form and form.private else []


async def open_draft(turn: Turn) -> tuple[Form, Draft] | None:
    """The form and draft of whoever speaks; None when they have none, or its time is over."""
    if turn.speaker is None or turn.speaker.draft_form not in FORMS:
        return None
    draft = await drafts.of(turn.tx, turn.speaker.id)
    if draft is None or draft.expires <= turn.now:
        return None
    return FORMS[draft.form], draft


async def picked(_: Update, turn: Turn) -> None:
    """A choice was tapped."""
    pick = turn.pressed(Pick)
    found = await open_draft(turn)
    if found is None or found[1].token != pick.token or not 0 <= pick.question < len(found[0].questions):
        raise OldButton
    form, draft = found
    question = form.questions[pick.question]
    if draft.question != question.name:
        return  # a second tap on a question that has been answered: nothing more to do
    if form.allowed:
        await form.allowed(turn)
    await _take(turn, form, draft, question, pick)


async def _take(turn: Turn, form: Form, draft: Draft, question: Question, pick: Pick) -> None:
    if pick.choice == SKIPPED and question.skip:
        await _answered(turn, form, draft, question, None)
        return
    if pick.choice == DONE and question.many:
        await _answered(turn, form, draft, question, draft.answers.get(question.name) or [])
        return
    choices = await _choices(turn, question, draft.answers)
    if not 0 <= pick.choice < len(choices):
        raise OldButton
    value = choices[pick.choice].value
    if question.many:
        await _tick(turn, form, draft, question, value)
    else:
        await _answered(turn, form, draft, question, value)


async def _tick(turn: Turn, form: Form, draft: Draft, question: Question, value: str) -> None:
    ticked = list(draft.answers.get(question.name) or [])
    if value in ticked:
        ticked.remove(value)
    elif len(ticked) < question.many:
        ticked.append(value)
    else:
        turn.toast("form-enough", most=question.many)
    kept = replace(draft, answers={**draft.answers, question.name: ticked})
    await ask(turn, form, kept, question, form.questions.index(question))


async def _answered(turn: Turn, form: Form, draft: Draft, question: Question, value: Any) -> None:
    answers = {**draft.answers, question.name: value}
    if form.on_answer:
        await form.on_answer(turn, question, answers)
    await _go_on(turn, form, replace(draft, answers=answers), after=form.questions.index(question))


async def heard(_: Update, turn: Turn) -> None:
    """Words were typed: they answer the open question, or nobody asked."""
    found = await open_draft(turn)
    if found is None:
        await UNASKED[-1](turn)
        return
    form, draft = found
    if form.allowed:
        await form.allowed(turn)
    if form.by_hand:
        await form.by_hand.heard(turn, draft)
        return
    question = form.find(draft.question)
    if question.text is None:
        raise PickOne
    value = question.text(turn.text)
    messages = (*draft.messages, turn.message_id) if turn.message_id else draft.messages
    await _answered(turn, form, replace(draft, messages=messages), question, value)


async def _say_unknown(turn: Turn) -> None:
    turn.say("unknown")


UNASKED: list[Callable[[Turn], Awaitable[None]]] = [_say_unknown]
"""Who answers words that no form asked for: the last one added (a private page is offered once reflections exist)."""


async def put_away(turn: Turn, draft: Draft) -> None:
    """Forget a draft whose time was over before the minute's round came by, as that round would have."""
    form = FORMS.get(draft.form)
    if form and form.private:
        turn.clear(draft.messages)
    if form and form.when_wiped:
        await form.when_wiped(turn.tx, draft.person)
    await drafts.forget(turn.tx, draft.person)
