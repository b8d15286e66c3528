"""Approving: coordinators meet the people at the front door, and let them in, ask them something, or say not now."""

from collections.abc import Sequence

from telegram import Update
from telegram.ext import CommandHandler

from handlers import menu
from handlers.guards import for_roles
from handlers.menu import HomeDoor
from handlers.talk import forms, post
from handlers.talk.buttons import Button, Rows, Said, Tap, in_rows, keyboard
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.joining import QUESTION_LETTERS, HelloAnswered
from mentoring.names import clean_text
from mentoring.people import PersonId, Role
from mentoring.problems import Problem
from storage import joining, people
from storage.core.database import Tx
from storage.joining import Hello

SHOWN_AT_ONCE = 8


class OpenApproving(Button, prefix="approve", label="open-approving"):
    """People waiting; `after` skips as many."""

    after: int = 0


class SeeHello(Button, prefix="hello", label="approving-see-it"):
    """One request."""

    person: str


class LetIn(Button, prefix="letin", label="approving-let-in"):
    """They are in."""

    person: str


class AskNewcomer(Button, prefix="askhello", label="approving-ask"):
    """Ask them something first."""

    person: str


class NotNow(Button, prefix="notnow", label="approving-not-now"):
    """Not now; why is never kept."""

    person: str


menu.DOORS.insert(0, HomeDoor(OpenApproving(), frozenset({Role.COORDINATOR})))


async def browse(_: Update, turn: Turn) -> None:
    """/approve: everybody who waits, the longest wait first."""
    await _list(turn, 0)


async def turn_page(_: Update, turn: Turn) -> None:
    """The next few."""
    await _list(turn, turn.pressed(OpenApproving).after)


async def _list(turn: Turn, after: int) -> None:
    waiting = await joining.waiting(turn.tx)
    shown = waiting[after : after + SHOWN_AT_ONCE]
    rows: list[Sequence[Tap]] = list(in_rows([await _named(turn.tx, person) for person in shown]))
    if after + SHOWN_AT_ONCE < len(waiting):
        rows.append([OpenApproving(after + SHOWN_AT_ONCE).named("approving-next")])
    turn.show("approving-list" if shown else "approving-nobody", count=len(waiting), buttons=rows)


async def _named(tx: Tx, person: PersonId) -> Tap:
    name = await people.name_of(tx, person)
    return Said(SeeHello(person), (name or "?")[:24])


async def see_hello(_: Update, turn: Turn) -> None:
    """Their name, their setting if they said, and their line if they wrote one."""
    await _show(turn, await _open(turn.tx, turn.pressed(SeeHello).person))


async def _open(tx: Tx, person: str) -> Hello:
    return await joining.open_hello(tx, PersonId(person))


async def _show(turn: Turn, hello: Hello) -> None:
    setting = await people.setting_of(turn.tx, hello.person)
    parts = [turn.words("approving-name", name=await people.name_of(turn.tx, hello.person) or "")]
    if await people.looks_like_one_with_a_part(turn.tx, hello.person):
        parts.append(turn.words("approving-look-alike"))
    if setting:
        parts.append(turn.words("approving-setting", setting=turn.words(f"setting-{setting}")))
    parts.append(turn.words("approving-line", words=hello.line) if hello.line else turn.words("approving-no-line"))
    if hello.question:
        parts.append(turn.words("approving-question", words=hello.question))
        parts.append(
            turn.words("approving-answer", words=hello.answer) if hello.answer else turn.words("approving-wait")
        )
    turn.show_text("\n".join(parts), buttons=_choices(hello))


def _choices(hello: Hello) -> Rows:
    ask: list[Tap] = [] if hello.owes_answer else [AskNewcomer(hello.person)]
    return [[LetIn(hello.person), *ask], [NotNow(hello.person), OpenApproving().named("form-back")]]


async def let_in(_: Update, turn: Turn) -> None:
    """Let them in: once, whoever taps first."""
    person = (await _open(turn.tx, turn.pressed(LetIn).person)).person
    name = await people.name_of(turn.tx, person) or ""
    await joining.let_in(turn.tx, person, by=turn.person, now=turn.now)
    await menu.owe_menu(turn.tx, person, now=turn.now)
    turn.write_to(person, "let-in")
    turn.show("approving-in", name=name, buttons=_next())


async def ask(_: Update, turn: Turn) -> None:
    """A question they can answer once."""
    hello = await _open(turn.tx, turn.pressed(AskNewcomer).person)
    await forms.start(turn, ASK, given={"person": hello.person})


async def _keep_question(turn: Turn, answers: Answers) -> None:
    person = PersonId(answers["person"])
    try:
        await joining.ask(turn.tx, person, answers["words"], by=turn.person)
    except Problem as problem:  # the form is over either way, so the draft must not be kept by a rollback
        turn.say_text(turn.words(problem.words_key()), buttons=_next())
        return
    turn.write_to(person, "hello-question", topic=joining.topic(person))
    turn.say("approving-asked", buttons=_next())


async def not_now(_: Update, turn: Turn) -> None:
    """Not now: they get a kind line, and what they told us is wiped."""
    person = PersonId(turn.pressed(NotNow).person)
    await joining.decline(turn.tx, person, now=turn.now)
    turn.write_to(person, "not-let-in", topic=joining.topic(person))
    turn.show("approving-declined", buttons=_next())


def _next() -> Rows:
    return [[OpenApproving()]]


async def _is_coordinator(turn: Turn) -> None:
    await turn.need(Role.COORDINATOR)


ASK = forms.register(
    Form(
        "hello-question",
        (Question("words", "approving-ask-what", text=lambda text: clean_text(text, QUESTION_LETTERS)),),
        _keep_question,
        allowed=_is_coordinator,
    )
)


# Letters to coordinators


async def _new_hello(reading: Reading) -> post.Deed | None:
    return await _about_hello(reading, "approving-new")


async def _answered(reading: Reading) -> post.Deed | None:
    return await _about_hello(reading, "approving-answered")


async def _about_hello(reading: Reading, key: str) -> post.Deed | None:
    """One line and a button, while the request is open and its reader still a coordinator."""
    reader = await people.find(reading.tx, PersonId(reading.letter.person or ""))
    person = str(reading.letter.about["person"])
    if reader is None or Role.COORDINATOR not in reader.roles:
        return None
    try:
        await _open(reading.tx, person)
    except HelloAnswered:
        return None
    return post.Send(reading.words(key), keyboard([[SeeHello(person)]], reading.words))


_for_coordinators = for_roles(Role.COORDINATOR)
HANDLERS = [
    CommandHandler("approve", _for_coordinators(browse)),
    OpenApproving.handler(_for_coordinators(turn_page)),
    SeeHello.handler(_for_coordinators(see_hello)),
    LetIn.handler(_for_coordinators(let_in)),
    AskNewcomer.handler(_for_coordinators(ask)),
    NotNow.handler(_for_coordinators(not_now)),
]
LETTERS = {
    "new-hello": LetterKind(_new_hello, waits_for_morning=True),
    "hello-answered": LetterKind(_answered, waits_for_morning=True),
}
