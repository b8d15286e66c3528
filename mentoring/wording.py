"""Wording: what a network's own plans and a circle's own rules may not say of people."""

import re
import unicodedata
from collections.abc import Iterable

from mentoring.problems import Problem

_WORD = re.compile(r"[a-z0-9]+")
NEAR = 4
"""Words back from a phrase in which a «no» or «never» turns it round."""


class BlamesThePerson(Problem):
    """It says the person is what must change (`phrase`), not the place (H-13)."""


class RecordingStaysOff(Problem):
    """It speaks as if a session could be recorded (K6)."""


def check_wording(text: str, *, blames: Iterable[str], records: Iterable[str], never: Iterable[str]) -> str:
    """The text as it is. Raises BlamesThePerson (H-13) or RecordingStaysOff (K6).

    A phrase counts in any case and across any signs: «Toughen-up!» is «toughen up». `never` holds the words before a
    phrase of `records` that make it a ban: «nobody may record» is fine to say.
    """
    words = _words(text)
    blamed = next((phrase for phrase in blames if _places(words, _words(phrase))), None)
    if blamed is not None:
        raise BlamesThePerson(phrase=blamed)
    turns = [_words(one) for one in never]
    for phrase in records:
        if any(not _turned(words[max(0, at - NEAR) : at], turns) for at in _places(words, _words(phrase))):
            raise RecordingStaysOff
    return text


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


def _places(words: list[str], phrase: list[str]) -> list[int]:
    """Where in the words the phrase begins."""
    return [at for at in range(len(words) - len(phrase) + 1) if words[at : at + len(phrase)] == phrase]


def _turned(before: list[str], turns: list[list[str]]) -> bool:
    return any(_places(before, turn) for turn in turns)
