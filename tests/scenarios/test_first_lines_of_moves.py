"""What a lock screen may show of a move, a season and a check-in on the move (H-03)."""

import pytest

from handlers import moving, seasons
from handlers.talk.words import of
from tests.stage import plain

FIRST_LINES = {
    "move-poll": "Which times could you do?",
    "move-poll-now": "Which times could you do?",
    "move-moved": "We've moved to WHEN. Can't make it? That's OK.",
    "move-moved-you": "We've moved to WHEN.",
    "move-moved-now": "We've moved to WHEN.",
    "move-none": "No good slot this week. Next planned one stands.",
    "move-none-told": "No good slot this week.",
    "holiday-met": "A bank holiday is coming up.",
    "season-what-next": "What next, if anything?",
    "season-what-next-staff": "What next, if anything?",
    "season-would-hold": "Somebody would like to hold a circle.",
    "season-goes-on": "We go on: another season of 6 circles. The first is WHEN.",
    "season-goes-on-you": "We go on.",
    "season-closed": "This circle has come to its end. Thank you all. What was said here stays here. "
    "The group is yours; I look after its door no more.",
    "season-closed-you": "A circle has come to its end.",
    "season-closed-staff": "A circle has come to its end.",
    "season-closed-told": "A circle has come to its end.",
}
"""Kind → its whole first line."""
SAYS = {"move-poll-now": "move-poll", "move-moved-now": "move-moved-you", "move-none": "move-none-group"}
SILENT = {"move-poll-ends", "season-settles"}
HOLES = {"when": "WHEN", "title": "TITLE", "day": "DAY", "name": "NAME", "holiday": "HOLIDAY"}
COUNTS = {"number": 1, "count": 3, "length": 6}


@pytest.mark.parametrize("kind", FIRST_LINES)
def test_a_lock_screen_shows_nothing_telling(kind: str) -> None:
    said = plain(of("en")(SAYS.get(kind, kind), **HOLES, **COUNTS))
    assert said.splitlines()[0] == FIRST_LINES[kind]


def test_no_letter_is_missing_from_the_list_of_first_lines() -> None:
    assert {*moving.LETTERS, *seasons.LETTERS} == set(FIRST_LINES) | SILENT
