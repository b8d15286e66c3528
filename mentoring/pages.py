"""Private pages: which kinds there are, what may be added to a kept one later, and what the additions come to."""

from collections.abc import Iterable
from enum import StrEnum

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


def _last(added: Iterable[str], yes: Added, no: Added, *, first: bool) -> bool:
    for mark in added:
        if mark in (yes, no):
            first = mark == yes
    return first
