"""The help card: which lines somebody is shown, 999 always first, and when it is time to ring them all again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from mentoring.calendar import months_later
from mentoring.people import Nation

NUDGED_EVERY = timedelta(days=7)
"""How often coordinators hear that the card is stale."""
WRONG_EVERY = timedelta(days=1)
"""However many say that a number is wrong, coordinators hear it once in this time."""
EMERGENCY = "999"
NOW = "now"


@dataclass(frozen=True)
class Line:
    """One line of the card. `part` says what it is for; without `nations` it is for everyone."""

    part: str
    text: str
    nations: frozenset[str] = frozenset()


class NoEmergencyLine(ValueError):
    """The card does not say 999: our own words are used for it."""


def card(lines: Sequence[Line], nation: Nation | None, retired: Collection[str]) -> list[Line]:
    """What is shown to somebody in `nation` (or nowhere yet): 999 first, no retired number (H-18).

    A retired line is left out rather than the whole card. Raises NoEmergencyLine when nothing says 999.
    """
    shown = [line for line in lines if not line.nations or nation in line.nations]
    shown = [line for line in shown if not is_retired(line.text, retired)]
    first = next((line for line in shown if line.part == NOW and EMERGENCY in line.text), None)
    if first is None:
        raise NoEmergencyLine
    return [first, *(line for line in shown if line is not first)]


def is_retired(text: str, retired: Collection[str]) -> bool:
    """Does the text hold a number or a word that is on the do-not-ship list, however it is spaced?"""
    bare = _bare(text)
    return any(_bare(gone) in bare for gone in retired)


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def is_stale(last_checked: date, now: datetime, months: int) -> bool:
    """Has nobody rung the numbers for `months` months? The card is still shown."""
    checked = datetime(last_checked.year, last_checked.month, last_checked.day, tzinfo=UTC)
    return now >= months_later(checked, months)


def in_parts(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """Lines that stand together under one heading, in the order of the card."""
    parts: list[tuple[str, list[Line]]] = []
    for line in lines:
        if not parts or parts[-1][0] != line.part:
            parts.append((line.part, []))
        parts[-1][1].append(line)
    return parts
