"""The kinds of pages and their questions, as content/<language>/reflections.toml tells them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from handlers.talk.words import Words, sets
from mentoring import pages

FRONT = ("R1", "R5", "R6", "R7", "R8", "R9")
MORE = ("R2", "R3", "R4", "R10")
FREE = pages.FREE
NEEDS_A_PAGE = (pages.Added.NOTE, pages.Added.STEP)
SHORT = (pages.JAR, *NEEDS_A_PAGE)
"""One line is plenty: what was typed is asked about no further."""
CHOICES_AT = 1
"""Where a kind has choices to tap, they answer its second question."""


@dataclass(frozen=True)
class Kind:
    """One kind of page: its questions in order, and the taps that answer the second one (mostly none)."""

    id: str
    name: str
    asks: tuple[str, ...]
    choices: tuple[str, ...]

    def choices_at(self, place: int) -> tuple[str, ...]:
        return self.choices if place == CHOICES_AT else ()


def find(kind_id: str, language: str) -> Kind | None:
    """A kind by its id; None when the network has taken it out since."""
    return _all(language).get(kind_id)


def label(kind_id: str, words: Words) -> str:
    """A kind's name on a button and in the list; plain words for one that is no longer known."""
    key = f"page-kind-{kind_id}"
    if words.has(key):
        return words.label(key)
    kind = find(kind_id, words.language)
    return kind.name if kind else words.label("page-kind-unknown")


@cache
def _all(language: str) -> dict[str, Kind]:
    rows: list[dict[str, Any]] = sets("reflections", language)["sets"]
    return {
        row["id"]: Kind(
            row["id"], row["name"], tuple(row["asks"]), tuple(choice["says"] for choice in row.get("kinds", ()))
        )
        for row in rows
    }
