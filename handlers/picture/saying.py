"""How the picture is said: the same rows for the drawing, for the words beside it, and for the page."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any

from handlers.talk.words import ISOLATES, Words
from mentoring.insights import Between, Picture, Room, Seen
from mentoring.small_numbers import How, Shown

LINES_DRAWN, LINES_EACH = 24, 3
"""Lines of circles in one drawing, and how many a circle takes before what it misses: a taller one is too small to
read on a phone. Eight circles that miss nothing fit."""
ACROSS = 56
"""Letters of what is missing that fit across the drawing."""
FILLED = {Room.FULL: 3, Room.NEARLY: 2, Room.FREE: 1, Room.NOT_OPEN: 0}
"""How many of the three parts of its bar are filled."""


@dataclass(frozen=True)
class Row:
    """One circle in words. `next` says when as a sentence, `date` alone; `waiting` is 0 where nothing may be said."""

    title: str
    filled: int
    room: str
    next: str
    date: str
    missing: tuple[str, ...]
    waiting: int


def rows(picture: Picture, words: Words, zone: str) -> list[Row]:
    """Every circle, in the order of the picture."""
    return [_row(seen, words, zone) for seen in picture.circles]


def _row(seen: Seen, words: Words, zone: str) -> Row:
    missing = tuple(words.label("picture-need", need=need.value) for need in seen.needs)
    room = words.label("picture-room", room=seen.room.value)
    said = date = words.label("picture-next-none")
    if seen.next_start is not None:
        date = words.when(seen.next_start, zone).translate(ISOLATES)
        said = words.label("picture-next", when=date)
    return Row(seen.title, FILLED[seen.room], room, said, date, missing, about(seen.waiting))


def about(shown: Shown) -> int:
    """The number that may be said; 0 for none."""
    return shown.number if shown.how is How.ABOUT else 0


def sums(picture: Picture, words: Words) -> list[str]:
    """What is said of all of them together, and why small numbers are not."""
    return [
        _members(picture.members, words),
        words.label("picture-hopes", hopes=about(picture.hopes) or "under"),
        words.label("picture-small-numbers"),
    ]


def _members(members: Between, words: Words) -> str:
    return words.label("picture-members", least=members.least, most=members.most)


def lead(words: Words, zone: str, now: datetime) -> str:
    """The first line: all a lock screen may show."""
    return words("picture-lead", day=words.day(now, zone), clock=words.clock(now, zone))


def text(picture: Picture, words: Words, zone: str, first: str) -> str:
    """The whole picture in words, for whoever hears it instead of seeing it."""
    lines = "\n".join(_line(row, words) for row in rows(picture, words, zone))
    return "\n\n".join([first, lines, "\n".join(sums(picture, words))])


def _line(row: Row, words: Words) -> str:
    return words(
        "picture-line",
        title=row.title,
        room=row.room,
        next=row.next,
        needs="some" if row.missing else "none",
        missing=words("picture-missing", needs=", ".join(row.missing)),
        waiting=row.waiting,
    )


def board(picture: Picture, words: Words, zone: str, now: datetime) -> dict[str, Any]:
    """What handlers/drawing.py draws: the first few circles, the sums, and what the signs mean."""
    every = [_drawn(row, words) for row in rows(picture, words, zone)]
    fitting, foot = _fitting(every), sums(picture, words)
    if len(every) > fitting:
        foot.insert(0, words.label("picture-more", count=len(every) - fitting))
    return {
        "title": words.label("picture-title", day=words.day(now, zone)),
        "rows": every[:fitting],
        "foot": foot,
        "legend": {
            "rooms": [[filled, words.label("picture-room", room=room.value)] for room, filled in FILLED.items()],
            "missing": words.label("picture-something-missing"),
        },
    }


def _fitting(drawn: Sequence[dict[str, Any]]) -> int:
    """How many of these fit, from the first."""
    taken = accumulate(LINES_EACH + len(row["missing"]) for row in drawn)
    return sum(1 for lines in taken if lines <= LINES_DRAWN)


def _drawn(row: Row, words: Words) -> dict[str, Any]:
    missing = words.label("picture-missing", needs=", ".join(row.missing))
    lines = textwrap.wrap(missing, ACROSS) if row.missing else []
    return {"title": row.title, "next": row.next, "room": row.room, "filled": row.filled, "missing": lines}
