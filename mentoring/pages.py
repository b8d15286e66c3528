"""Private pages: which kinds there are, what may be added to a kept one later, and what the additions come to."""

import random
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")

WIN, HARD_DAY, CPD_NOTE, FREE = "R8", "R7", "R9", "R10"
JAR = "W"
"""One line dropped in the wins jar: a page of its own kind."""


class Added(StrEnum):
    """What is added to a page after it was kept. Nothing is ever changed or taken out: the last mark counts."""

    NOTE = "note"
    STEP = "step"
    CPD = "cpd"
    NOT_CPD = "not-cpd"
    IS_WIN = "win"
    NOT_WIN = "not-win"


def counts_as_cpd(kind: str, added: Iterable[str]) -> bool:
    """Whether a page is in the CPD file: a CPD note is from the start; the last mark decides (J11.4)."""
    return _last(added, Added.CPD, Added.NOT_CPD, first=kind == CPD_NOTE)


def is_win(kind: str, added: Iterable[str]) -> bool:
    """Whether a page is in the wins jar (P-T1.04)."""
    return _last(added, Added.IS_WIN, Added.NOT_WIN, first=kind in (WIN, JAR))


THEN, ABOUT = timedelta(days=91), timedelta(days=31)
"""«Then» is three months ago, a month more or less (J11.6)."""


def then(kept: Sequence[datetime], now: datetime) -> int | None:
    """Which of these pages, by when each was kept, is the one of about three months ago; None when there is none."""
    away = [(abs(now - THEN - at), place) for place, at in enumerate(kept)]
    near = [pair for pair in away if pair[0] <= ABOUT]
    return min(near)[1] if near else None


READ_BACK = 3


def three(wins: Sequence[T], draw: str) -> list[T]:
    """Three of them, or as many as there are, drawn without looking; the same `draw` draws the same (P-T1.04)."""
    lot = random.Random(draw)  # noqa: S311 -- which wins are read back is no secret
    return lot.sample(list(wins), min(READ_BACK, len(wins)))


def saying(word: str) -> Callable[[str], bool]:
    """Whether a text says this: capitals, widths and line breaks make no difference. Looked at in memory only."""
    wanted = _plain(word)
    return lambda text: wanted in _plain(text)


def _plain(text: str) -> str:
    same = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(same.casefold().split())


def _last(added: Iterable[str], yes: Added, no: Added, *, first: bool) -> bool:
    for mark in added:
        if mark in (yes, no):
            first = mark == yes
    return first
