"""Plain words about ending life or hurting oneself: noticed in memory only, so that help can be shown first."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from mentoring.names import visible

_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
_NOT_A_WORD = re.compile(r"[\W_]+")
_PLAIN_SIGNS = {sign: None if chr(sign) in "'`" else " " for sign in range(128) if not chr(sign).isalnum()}
"""The same for the signs of a keyboard, many times as quick."""
_SET_ASIDE = "|"
_UP_TO_THREE = "(?:\\w+ ){0,3}"


def sounds_like_crisis(text: str, phrases: Sequence[str], ordinary: Sequence[str] = ()) -> bool:
    """Does the text hold one of `phrases` once the `ordinary` turns of speech are set aside (3.14, H-02)?

    Capitals, apostrophes, punctuation, line breaks, accents and hidden signs make no difference; `*` in a phrase
    stands for up to three words. The answer is for the next screen alone: nobody is told and nothing is kept.
    """
    spoken = _words(text)
    if not _may_hold_one(spoken, tuple(phrases)):
        return False
    left = _shape(tuple(ordinary)).sub(_SET_ASIDE, spoken)
    return _shape(tuple(phrases)).search(left) is not None


def _may_hold_one(spoken: str, phrases: tuple[str, ...]) -> bool:
    """Whether every word of some phrase is there, in any order: most texts are passed by this quick look."""
    words, needed = set(spoken.split()), _needed(phrases)
    return any(need <= words for word in needed.keys() & words for need in needed[word])


@lru_cache(maxsize=8)
def _needed(phrases: tuple[str, ...]) -> dict[str, list[set[str]]]:
    """The words of each phrase, by the longest of them."""
    needed: dict[str, list[set[str]]] = {}
    for phrase in phrases:
        words = set(_words(phrase).split())
        needed.setdefault(max(words, key=len, default=""), []).append(words)
    return needed


def _words(text: str) -> str:
    plain = unicodedata.normalize("NFKD", visible(text)).casefold()
    if plain.isascii():
        return f" {' '.join(plain.translate(_PLAIN_SIGNS).split())} "
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return f" {_NOT_A_WORD.sub(' ', _APOSTROPHES.sub('', bare)).strip()} "


@lru_cache(maxsize=8)
def _shape(phrases: tuple[str, ...]) -> re.Pattern[str]:
    if not phrases:
        return re.compile(r"(?!)")
    longest_first = sorted(phrases, key=len, reverse=True)
    # one look for the space before a word, not one for every phrase: most places in a text are then passed at once
    return re.compile(f"(?<= )(?:{'|'.join(_spaced(phrase) for phrase in longest_first)})(?= )")


def _spaced(phrase: str) -> str:
    parts = (_words(part).strip() for part in phrase.split("*"))
    return f" {_UP_TO_THREE}".join(re.escape(part) for part in parts)
