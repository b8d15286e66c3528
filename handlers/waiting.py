"""Waiting to be let in: where somebody stands, adding a hello, answering a question, or taking it all back."""

from typing import Any

from telegram import Update

from handlers import menu
from handlers.doors import OpenCircles, OpenMentoring, OpenSupport
from handlers.guards import in_private
from handlers.talk import forms, post
from handlers.talk.buttons import Button, Rows, Tap, keyboard
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.joining import HELLO_LETTERS, LAPSING_SAID_AFTER, QUESTION_LETTERS, HelloAnswered, Wants
from mentoring.names import clean_text
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton, Problem
from storage import joining, people
from storage.people import Person


class AddHello(Button, prefix="addhello", label="waiting-add-hello"):
    """A line about what they would like."""


class SeeQuestion(Button, prefix="seeask", label="waiting-see-it"):
    """Open the coordinator's question."""


class AnswerQuestion(Button, prefix="replyask", label="waiting-answer"):
    """Answer it, once."""


class CancelRequest(Button, prefix="unhello", label="waiting-cancel"):
    """Take the request back: everything of theirs is wiped."""


# In, or in line


async def join_in(turn: Turn, person: PersonId) -> None:
    """Let in by a code: the welcome is said at once."""
    await joining.let_in(turn.tx, person, by=None, now=turn.now)
    await menu.owe_menu(turn.tx, person, now=turn.now)
    turn.speaker = await people.find(turn.tx, person)
    if turn.speaker is not None:
        name = await people.name_of(turn.tx, person) or ""
        turn.show("joined", name=name, buttons=first_steps(turn.speaker))


def first_steps(person: Person) -> Rows:
    """What they came for, then home."""
    wants = person.choices.get("wants")
    first: list[Tap] = []
    if wants in (Wants.CIRCLE, Wants.BOTH):
        first.append(OpenCircles().named("joined-see-circles"))
    if wants in (Wants.ONE_TO_ONE, Wants.BOTH):
        first.append(OpenMentoring().named("joined-find-a-mentor"))
    return [*menu.open_rows([first]), *menu.home_rows(person.roles)]


async def stand_in_line(turn: Turn, person: PersonId) -> None:
    """The request is made: the newcomer is told what happens, every coordinator that there is one more hello."""
    await joining.say_hello(turn.tx, person, now=turn.now)
    for coordinator in await people.holding(turn.tx, Role.COORDINATOR):
        turn.write_to(coordinator, "new-hello", about={"person": person}, topic=joining.topic(person))
    turn.write_to(person, "hello-lapsing", due=turn.now + LAPSING_SAID_AFTER, topic=joining.topic(person))
    turn.show("waiting-thanks", help=_help(), buttons=_waiting_rows())


def _waiting_rows(*first: Tap) -> Rows:
    """No door to the stories: each teller was promised «Members only»."""
    see_support = OpenSupport().named("joining-see-support")
    return menu.open_rows([list(first), [AddHello()], [see_support, CancelRequest()]])


async def where_they_stand(turn: Turn) -> bool:
    """Tell somebody who waits where they stand. False when they have not finished asking yet."""
    hello = await joining.find(turn.tx, newcomer(turn).id)
    if hello is None:
        return False
    if hello.declined:
        turn.show("not-let-in", help=_help(), buttons=_places())
    elif hello.owes_answer:
        turn.show("waiting-question-open", buttons=_waiting_rows(SeeQuestion()))
    else:
        turn.show("waiting-still", buttons=_waiting_rows())
    return True


def newcomer(turn: Turn) -> Person:
    """Whoever waits. Raises OldButton for anybody else: a button from before they were let in, or left."""
    if turn.speaker is None or turn.speaker.is_member:
        raise OldButton
    return turn.speaker


async def _still_open(turn: Turn) -> None:
    try:
        await joining.open_hello(turn.tx, newcomer(turn).id)
    except HelloAnswered:
        raise OldButton from None


# A line, and an answer


async def add_hello(_: Update, turn: Turn) -> None:
    """What would you like from this network?"""
    await _still_open(turn)
    await forms.start(turn, HELLO)


async def _keep_line(turn: Turn, answers: Answers) -> None:
    await joining.add_line(turn.tx, newcomer(turn).id, answers["line"])
    turn.say("waiting-line-kept", buttons=_waiting_rows())


async def see_question(_: Update, turn: Turn) -> None:
    """The coordinator's question."""
    await _still_open(turn)
    hello = await joining.open_hello(turn.tx, newcomer(turn).id)
    if not hello.owes_answer:
        raise OldButton
    turn.show("waiting-question", words=hello.question or "", buttons=[[AnswerQuestion(), CancelRequest()]])


async def answer_question(_: Update, turn: Turn) -> None:
    """One answer, through the bot."""
    await _still_open(turn)
    if not (await joining.open_hello(turn.tx, newcomer(turn).id)).owes_answer:
        raise OldButton
    await forms.start(turn, REPLY)


async def _keep_answer(turn: Turn, answers: Answers) -> None:
    person = newcomer(turn).id
    try:
        hello = await joining.reply(turn.tx, person, answers["words"])
    except Problem as problem:  # the form is over either way, so the draft must not be kept by a rollback
        turn.say_text(turn.words(problem.words_key()))
        return
    coordinators = await people.holding(turn.tx, Role.COORDINATOR)
    for coordinator in [hello.asked_by] if hello.asked_by in coordinators else coordinators:
        if coordinator is not None:
            turn.write_to(coordinator, "hello-answered", about={"person": person}, topic=joining.topic(person))
    turn.say("waiting-answer-sent", buttons=_waiting_rows())


def _line(most: int) -> Any:
    return lambda text: clean_text(text, most)


HELLO = forms.register(
    Form("hello", (Question("line", "waiting-ask-line", text=_line(HELLO_LETTERS)),), _keep_line, allowed=_still_open)
)
REPLY = forms.register(
    Form(
        "hello-reply",
        (Question("words", "waiting-ask-answer", text=_line(QUESTION_LETTERS)),),
        _keep_answer,
        allowed=_still_open,
    )
)


# Taking it back


async def cancel_request(_: Update, turn: Turn) -> None:
    """Wipe the request and everything of theirs."""
    newcomer(turn)
    await forget_me(turn)
    turn.show("waiting-cancelled")


async def forget_me(turn: Turn) -> None:
    """Delete somebody who waits; their keys are destroyed as soon as that is on disk."""
    person = newcomer(turn).id
    if not await joining.forget(turn.tx, person):
        return
    turn.speaker = None

    async def destroy_keys(desk: Any) -> None:  # bot.receive.Desk, which is above this room
        await desk.database.keystore.destroy(person)
        await desk.database.wipe_log()

    turn.later(destroy_keys)


# Letters to somebody who waits, or has just been let in


async def _let_in(reading: Reading) -> post.Deed | None:
    person = await people.find(reading.tx, _reader(reading))
    if person is None or not person.is_member:
        return None
    name = await people.name_of(reading.tx, person.id) or ""
    return post.Send(reading.words("joined", name=name), keyboard(first_steps(person), reading.words))


async def _not_let_in(reading: Reading) -> post.Deed | None:
    hello = await joining.find(reading.tx, _reader(reading))
    if hello is None or not hello.declined:
        return None
    return post.Send(reading.words("not-let-in", help=_help()), keyboard(_places(), reading.words))


async def _lapsing(reading: Reading) -> post.Deed | None:
    hello = await joining.find(reading.tx, _reader(reading))
    return None if hello is None or hello.declined else post.Send(reading.words("waiting-lapsing"))


async def _question(reading: Reading) -> post.Deed | None:
    hello = await joining.find(reading.tx, _reader(reading))
    if hello is None or hello.declined or not hello.owes_answer:
        return None
    return post.Send(reading.words("waiting-question-here"), keyboard([[SeeQuestion()]], reading.words))


def _reader(reading: Reading) -> PersonId:
    return PersonId(reading.letter.person or "")


def _help() -> str:
    return "yes" if menu.is_open(OpenSupport()) else "no"


def _places() -> Rows:
    return menu.open_rows([[OpenSupport().named("joining-see-support")]])


HANDLERS = [
    AddHello.handler(in_private(add_hello)),
    SeeQuestion.handler(in_private(see_question)),
    AnswerQuestion.handler(in_private(answer_question)),
    CancelRequest.handler(in_private(cancel_request)),
]
LETTERS = {
    "let-in": LetterKind(_let_in, waits_for_morning=True),
    "not-let-in": LetterKind(_not_let_in, waits_for_morning=True),
    "hello-question": LetterKind(_question, waits_for_morning=True),
    "hello-lapsing": LetterKind(_lapsing, waits_for_morning=True),
}
