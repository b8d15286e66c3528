"""The shape of a form: its questions, their choices and checks, and every form that is known."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from handlers.talk.buttons import Rows
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.problems import NothingWritten, Problem, TooLong
from storage.core.database import Tx
from storage.core.drafts import Draft

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
    `clears_questions`: what the bot asked goes from the chat too, because the questions alone say too much.
    """

    name: str
    questions: Sequence[Question] = ()
    finish: Callable[[Turn, Answers], Awaitable[None]] = _never_finished
    private: bool = False
    clears_questions: bool = False
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
