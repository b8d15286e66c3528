"""Forms: conversations as data. Questions, checks and choices; the answers so far are a sealed draft on disk."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from handlers.talk.buttons import Button, Labelled, Rows, Said, Tap, in_rows
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.problems import NothingWritten, NotJoined, OldButton, Problem, TooLong
from storage.core import drafts
from storage.core.database import Tx
from storage.core.drafts import Draft
from storage.core.ids import new_id

Answers = dict[str, Any]
QUIET_HOUR = timedelta(minutes=60)
"""Half-typed sensitive words are wiped after an hour."""
A_DAY = timedelta(hours=24)
MOST_LETTERS = 4000


class PickOne(Problem):
    """Words were typed where a button was asked for."""


@dataclass(frozen=True)
class Choice:
    """One button of a question: the value kept, and its words (a key, or a set's own text)."""

    value: str
    key: str = ""
    text: str = ""


Choices = Sequence[Choice]
Ask = Callable[[Turn, Answers], Awaitable[tuple[str, dict[str, Any]]]]


def any_text(limit: int = MOST_LETTERS) -> Callable[[str], str]:
    """Accept words up to `limit` letters. Raises NothingWritten, TooLong."""

    def check(text: str) -> str:
        if not any(sign.isprintable() and not sign.isspace() for sign in text):
            raise NothingWritten
        if len(text) > limit:
            raise TooLong(limit=limit, over=len(text) - limit)
        return text

    return check


@dataclass(frozen=True)
class Question:
    """One question a message. `ask` is its words key; `text` checks typed words, `choices` are taps; either or both.

    `choices` may be a function of the turn and the answers so far. `many` lets several be ticked, up to that number.
    `skip` shows a Skip button (the answer is then None). `when` leaves the question out when it returns False.
    `holes` fills the sentence's holes. `extra` adds rows of buttons that are not answers (Help now).
    """

    name: str
    ask: str
    choices: Choices | Callable[[Turn, Answers], Awaitable[Choices]] = ()
    text: Callable[[str], Any] | None = None
    many: int = 0
    skip: bool = False
    columns: int = 2
    when: Callable[[Answers], bool] = lambda answers: True
    holes: Callable[[Turn, Answers], Awaitable[dict[str, Any]]] | None = None
    extra: Rows = ()


@dataclass(frozen=True)
class ByHand:
    """A form that leads the conversation itself, because its words must never become answers of a draft.

    `begin` opens it (given what `start` was given), `heard` takes typed words, `again` asks once more where they were.
    """

    begin: Callable[[Turn, Answers], Awaitable[None]]
    heard: Callable[[Turn, Draft], Awaitable[None]]
    again: Callable[[Turn, Draft], Awaitable[None]]


async def _never_finished(turn: Turn, answers: Answers) -> None:
    """For forms that finish by hand."""


@dataclass(frozen=True)
class Form:
    """A conversation. `finish` gets the turn and the answers once every question has one.

    `private` forms hold sensitive words: typed messages are cleared from the chat (see `clear`), and the draft is wiped
    after a quiet hour instead of a day. `allowed` is asked at every step, not only at the first. `when_let_go` follows
    when they stop it themselves, `when_wiped` when the quiet hour did it. One that is led `by_hand` has no questions.
    """

    name: str
    questions: Sequence[Question] = ()
    finish: Callable[[Turn, Answers], Awaitable[None]] = _never_finished
    private: bool = False
    stopped: str = "form-stopped"
    allowed: Callable[[Turn], Awaitable[object]] | None = None
    on_answer: Callable[[Turn, Question, Answers], Awaitable[None]] | None = None
    when_let_go: Callable[[Turn], Awaitable[None]] | None = None
    when_wiped: Callable[[Tx, PersonId], Awaitable[None]] | None = None
    by_hand: ByHand | None = None

    def find(self, name: str) -> Question:
        return next(q for q in self.questions if q.name == name)

    @property
    def kept_for(self) -> timedelta:
        return QUIET_HOUR if self.private else A_DAY


FORMS: dict[str, Form] = {}


def register(form: Form) -> Form:
    """Make a form known, so that a draft finds it again after a restart."""
    FORMS[form.name] = form
    return form


@dataclass(frozen=True)
class Pick(Button, prefix="pick", label="form-skip"):
    """A choice of a question: the draft's token, the question's place and the choice's place; -1 is Skip, -2 Done."""

    token: str
    question: int
    choice: int


@dataclass(frozen=True)
class Stop(Button, prefix="stop", label="form-stop"):
    token: str


@dataclass(frozen=True)
class CarryOn(Button, prefix="carry", label="form-carry-on"):
    pass


@dataclass(frozen=True)
class DropAndStart(Button, prefix="dropit", label="form-stop-that"):
    form: str


SKIPPED, DONE = -1, -2
WAITING = "*waiting"
"""Beside the answers of an open draft: the form that was asked for meanwhile, and what it was given."""


async def start(turn: Turn, form: Form, *, given: Mapping[str, Any] | None = None) -> None:
    """Ask the first question. With another form half-way, ask first whether to finish that one."""
    if turn.speaker is None:
        raise NotJoined
    if turn.speaker.draft_form and turn.speaker.draft_form != form.name:
        busy = await drafts.of(turn.tx, turn.speaker.id)
        if busy and busy.expires > turn.now and busy.form in FORMS:
            waiting = {"form": form.name, "given": dict(given or {})}
            await drafts.keep(turn.tx, replace(busy, answers={**busy.answers, WAITING: waiting}))
            turn.say("form-busy", buttons=[[CarryOn(), DropAndStart(form.name)]])
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
            await _ask(turn, form, replace(draft, question=question.name), question, place)
            return
    await drafts.forget(turn.tx, draft.person)
    if form.private:
        turn.clear(draft.messages)
    await form.finish(turn, {name: said for name, said in draft.answers.items() if name != WAITING})


async def _ask(turn: Turn, form: Form, draft: Draft, question: Question, place: int) -> None:
    await drafts.keep(turn.tx, replace(draft, touched=turn.now, expires=turn.now + form.kept_for))
    holes = await question.holes(turn, draft.answers) if question.holes else {}
    turn.show(question.ask, buttons=await _taps(turn, question, draft, place), **holes)


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
    await _ask(turn, form, kept, question, form.questions.index(question))


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


async def let_go(turn: Turn) -> bool:
    """Drop the open draft and clear what was typed for a private form. False when there was none."""
    if turn.speaker is None:
        return False
    draft = await drafts.of(turn.tx, turn.speaker.id)
    if draft is None:
        return False
    await drafts.forget(turn.tx, turn.speaker.id)
    form = FORMS.get(draft.form)
    if form and form.private:
        turn.clear(draft.messages)
    if form and form.when_let_go:
        await form.when_let_go(turn)
    return True


async def stop(_: Update, turn: Turn) -> None:
    """The Stop button of a question."""
    found = await open_draft(turn)
    if found is None or found[1].token != turn.pressed(Stop).token:
        raise OldButton
    await let_go(turn)
    turn.show(found[0].stopped)


async def cancel(_: Update, turn: Turn) -> None:
    """/cancel: always works, and says so when there was nothing to stop."""
    turn.say("form-cancelled" if await let_go(turn) else "form-nothing-to-cancel")


async def carry_on(_: Update, turn: Turn) -> None:
    """Ask again where they were."""
    await ask_again(turn)


async def ask_again(turn: Turn) -> None:
    """Put the open question once more. Raises OldButton when none is open."""
    found = await open_draft(turn)
    if found is None:
        raise OldButton
    form, draft = found
    if form.by_hand:
        await form.by_hand.again(turn, draft)
        return
    question = form.find(draft.question)
    await _ask(turn, form, draft, question, form.questions.index(question))


async def drop_and_start(_: Update, turn: Turn) -> None:
    """Stop the old form and begin the other, with what it was given. A second tap finds it begun."""
    wanted = turn.pressed(DropAndStart).form
    form, found = FORMS.get(wanted), await open_draft(turn)
    if found and found[1].form == wanted:
        return
    waiting = found[1].answers.get(WAITING) if found else None
    if form is None or turn.speaker is None or not waiting or waiting["form"] != wanted:
        raise OldButton
    await let_go(turn)
    if form.allowed:
        await form.allowed(turn)
    turn.speaker = replace(turn.speaker, draft_form=None)
    await start(turn, form, given=waiting["given"])


async def wipe_expired(tx: Tx, now: datetime) -> list[tuple[PersonId, str, list[int]]]:
    """Forget drafts whose time is over; returns whose, so that their messages can be cleared."""
    gone = await drafts.expired(tx, now)
    for person, name, _messages in gone:
        await drafts.forget(tx, person)
        form = FORMS.get(name)
        if form and form.when_wiped:
            await form.when_wiped(tx, person)
    return gone


async def no_such_command(_: Update, turn: Turn) -> None:
    """A slash at the start and nothing that answers it: never taken for an answer, never met with silence."""
    found = await open_draft(turn)
    if found is None:
        turn.say("unknown")
        return
    form, draft = found
    if form.private and turn.message_id:
        await drafts.keep(turn.tx, replace(draft, messages=(*draft.messages, turn.message_id)))
    turn.say("form-no-such-command")


HANDLERS = [
    CommandHandler("cancel", cancel),
    Pick.handler(picked),
    Stop.handler(stop),
    CarryOn.handler(carry_on),
    DropAndStart.handler(drop_and_start),
]
LAST_HANDLERS = [
    MessageHandler(filters.TEXT & ~filters.COMMAND & filters.ChatType.PRIVATE, heard),
    MessageHandler(filters.COMMAND & filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE, no_such_command),
]
