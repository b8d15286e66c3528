"""A page being written: where somebody is in it, its questions, and what a tap may still do to it."""

from dataclasses import dataclass, replace
from typing import Any

from handlers.doors import OpenSupport
from handlers.reflections import kinds
from handlers.reflections.asking import ask_text
from handlers.reflections.kinds import Kind
from handlers.talk import forms
from handlers.talk.buttons import Button, Said, Tap, in_rows
from handlers.talk.forms import QUIET_HOUR, Stop
from handlers.talk.turn import Turn
from mentoring.problems import OldButton
from storage.core import drafts
from storage.core.drafts import Draft

PAGE = "page"
"""The name of its form."""
QUESTION, CHECKING = "question", "checking"


class NextQuestion(Button, prefix="rf-next", label="page-next"):
    """Done with the question at `place`, or skipping it."""

    token: str
    place: int


class PickChoice(Button, prefix="rf-pick", label="page-next"):
    token: str
    choice: int


@dataclass(frozen=True)
class Place:
    """Where somebody is in a page: no words, only which page and kind, which question, which part answers which."""

    page: str
    kind: str
    at: int = 0
    parts: tuple[tuple[int, int], ...] = ()
    back: bool = False
    on: str = ""
    """The page it is a note on; empty for a page of its own."""

    @classmethod
    def of(cls, draft: Draft) -> "Place":
        kept: dict[str, Any] = draft.answers
        parts = tuple((part, place) for part, place in kept["parts"])
        return cls(kept["page"], kept["kind"], kept["at"], parts, kept["back"], kept.get("on", ""))

    def into(self, draft: Draft, question: str = QUESTION) -> Draft:
        return replace(draft, question=question, answers=dict(vars(self)))


async def ask_question(turn: Turn, draft: Draft, place: Place, *, first: str = "") -> None:
    """Ask the question at `place`, after a line that says what has just happened."""
    kind = kind_of(turn, place)
    await keep(turn, place.into(draft))
    taps = [Said(PickChoice(draft.token, n), says) for n, says in enumerate(kind.choices_at(place.at))]
    skip = NextQuestion(draft.token, place.at).named("form-skip")
    last: list[Tap] = [skip, Stop(draft.token), OpenSupport()]
    ask_text(turn, draft, f"{first}{kind.asks[place.at]}", buttons=[*in_rows(list(taps)), last])


def kind_of(turn: Turn, place: Place) -> Kind:
    kind = kinds.find(place.kind, turn.words.language)
    if kind is None or place.at >= len(kind.asks):
        raise OldButton
    return kind


async def keep(turn: Turn, draft: Draft) -> None:
    await drafts.keep(turn.tx, replace(draft, touched=turn.now, expires=turn.now + QUIET_HOUR))


async def mine(turn: Turn, token: str) -> tuple[Draft, Place]:
    """Their open page. Raises OldButton for a button of another time or another person."""
    found = await forms.open_draft(turn)
    if found is None or found[0].name != PAGE or found[1].token != token:
        raise OldButton
    return found[1], Place.of(found[1])
