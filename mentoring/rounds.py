"""Rounds: in which order people are offered the word, so that those who came late last time come early now."""

from collections.abc import Sequence

from mentoring.people import PersonId


def order(roster: Sequence[PersonId], meeting: int) -> list[PersonId]:
    """The order of a round at a circle's meeting number `meeting` (0 is its first), over everybody with a seat.

    The two halves of the roster change places each time, and each half moves on by one every second time: whoever
    was in the later half comes early next, and everybody is first at some time. Nothing is kept of who spoke (P-M04).
    """
    middle = (len(roster) + 1) // 2
    first, second = _moved(roster[:middle], meeting // 2), _moved(roster[middle:], meeting // 2)
    return [*second, *first] if meeting % 2 else [*first, *second]


def _moved(half: Sequence[PersonId], by: int) -> list[PersonId]:
    start = by % len(half) if half else 0
    return [*half[start:], *half[:start]]
