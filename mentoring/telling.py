"""Telling a story: what is asked next, what must be checked again, and what keeps it from being shown to anybody."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from mentoring.hints import Hint, spot_for_sharing
from mentoring.problems import TooLong
from mentoring.stories import Contact, HowLong, NameShown, Shape, Where, word_count

SMALL_NETWORK = 50
"""With fewer members than this, a story without a name may still point to its teller (H-04)."""
MOST_LETTERS = 12_000
CHECKS = 4
OWN_NAME = "own-name"
MUST_CHANGE = frozenset({Hint.LONG_NUMBER, Hint.PHONE, Hint.EMAIL, Hint.POSTCODE, Hint.NHS_NUMBER})
"""What nobody may call invented (H-12)."""


class Step(StrEnum):
    """What a teller is asked next."""

    TELL = "tell"
    TOPIC = "topic"
    NAME = "name"
    MADE_UP = "made-up"
    WHERE = "where"
    HOW_LONG = "how-long"
    CONTACT = "contact"
    CHECK = "check"
    SMALL = "small"
    HINTS = "hints"
    PREVIEW = "preview"


@dataclass(frozen=True)
class Told:
    """A story as far as it is told: one part for each question (empty when skipped), and what the teller decided.

    `checked` counts the checks that were answered well; they, `small_ok` and `invented` hold for these words alone.
    """

    shape: Shape
    parts: tuple[str, ...] = ()
    done: bool = False
    topic: str | None = None
    name: NameShown | None = None
    made_up: str | None = None
    where: Where | None = None
    how_long: HowLong | None = None
    contact: Contact | None = None
    checked: int = 0
    small_ok: bool = False
    invented: bool = False

    @property
    def text(self) -> str:
        return "\n\n".join(part for part in self.parts if part)

    @property
    def words(self) -> int:
        return word_count(self.text)


def with_part(told: Told, place: int, words: str, *, more: bool = False) -> Told:
    """These words as the answer to one question, or `more` of it. What was checked must be checked again.

    Raises TooLong (`limit`, `over`).
    """
    parts = [*told.parts, *[""] * (place + 1 - len(told.parts))]
    parts[place] = f"{parts[place]}\n\n{words}" if more and parts[place] else words
    changed = unchecked(replace(told, parts=tuple(parts)))
    if len(changed.text) > MOST_LETTERS:
        raise TooLong(limit=MOST_LETTERS, over=len(changed.text) - MOST_LETTERS)
    return changed


def unchecked(told: Told) -> Told:
    """Other words: every check is asked again."""
    return replace(told, checked=0, small_ok=False, invented=False)


def pointers(told: Told, own_name: str) -> frozenset[str]:
    """What in it may point to somebody: kinds of hints, and the teller's own name where another or none is shown."""
    found: set[str] = set(spot_for_sharing(told.text))
    hides = told.name in (NameShown.MADE_UP, NameShown.NONE)
    if hides and any(_names(part, told.text) for part in own_name.split() if len(part) > 1):
        found.add(OWN_NAME)
    return frozenset(found)


def _names(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def held_back(told: Told, found: Collection[str]) -> bool:
    """Whether these pointers keep it from the desk: some always, the rest until the teller says it is invented."""
    return bool(found) and (bool(MUST_CHANGE & set(found)) or not told.invented)


def next_step(told: Told, *, members: int, own_name: str) -> Step:
    """What to ask now. PREVIEW alone means that it may be sent for a check (J10, 2 to 5)."""
    if not told.done or not told.words:
        return Step.TELL
    for step, answer in _CHOSEN.items():
        if getattr(told, answer) is None and (step is not Step.MADE_UP or told.name is NameShown.MADE_UP):
            return step
    if told.checked < CHECKS:
        return Step.CHECK
    if members < SMALL_NETWORK and not told.small_ok:
        return Step.SMALL
    return Step.HINTS if held_back(told, pointers(told, own_name)) else Step.PREVIEW


_CHOSEN = {
    Step.TOPIC: "topic",
    Step.NAME: "name",
    Step.MADE_UP: "made_up",
    Step.WHERE: "where",
    Step.HOW_LONG: "how_long",
    Step.CONTACT: "contact",
}


def choose(told: Told, step: Step, value: str) -> Told:
    """One decision of the teller's. Raises ValueError for a value that nobody offered."""
    if step is Step.CHECK:
        return replace(told, checked=min(int(value) + 1, CHECKS))
    decided: dict[str, Any]
    if step in (Step.SMALL, Step.HINTS):
        decided = {"small_ok" if step is Step.SMALL else "invented": True}
    elif step in _OFFERED:
        decided = {_CHOSEN[step]: _OFFERED[step](value)}
    else:
        raise ValueError(step)
    return replace(told, **decided)


_OFFERED: dict[Step, Callable[[str], str]] = {
    Step.TOPIC: str,
    Step.NAME: NameShown,
    Step.WHERE: Where,
    Step.HOW_LONG: HowLong,
    Step.CONTACT: Contact,
}


def with_made_up(told: Told, name: str) -> Told:
    """Under a name that is not theirs."""
    return replace(told, made_up=name)


def choose_again(told: Told) -> Told:
    """Ask every choice once more."""
    return replace(unchecked(told), topic=None, name=None, made_up=None, where=None, how_long=None, contact=None)


def name_under(told: Told, own_name: str) -> str | None:
    """The name to show: None for no name. Never more than the teller chose."""
    match told.name:
        case NameShown.FULL:
            return own_name
        case NameShown.FIRST:
            return own_name.split(maxsplit=1)[0]
        case NameShown.MADE_UP:
            return told.made_up
        case _:
            return None
