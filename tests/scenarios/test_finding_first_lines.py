"""What a lock screen may show of the letters about finding a circle (H-03)."""

import pytest

from handlers import circles, proposal_desk, proposals
from handlers.circles import clashes, lines
from handlers.talk.words import of
from tests.stage import plain

FIRST_LINES = {
    "line-offer": "A seat in Thursday circle is free. It's held for you for 48 hours from now.",
    "line-over": "The 48 hours are over, so that seat goes to the next in line. You can join the list again.",
    "clash-ask": "Someone from your team may be in this one. OK with you? Nobody learns what you say.",
    "clash-go-on-now": "You can go on: your seat is held for 48 hours.",
    "clash-another": "This circle didn't come together for now. That happens, and it says nothing about you. "
    "Let's find you another.",
    "moving-settled": "Nothing has changed in your circle: your seat is yours.",
    "moving-another": "Another circle may suit you better now. Your seat stays yours until you choose. Shall we look?",
    "proposal-enough": "There's enough to start something. Want to look?",
    "proposal-helper": "Ama could help run a circle, and would like a word with you about a part.",
}


@pytest.mark.parametrize("key", FIRST_LINES)
def test_a_lock_screen_shows_nothing_telling(key: str) -> None:
    assert plain(of("en")(key, title="Thursday circle", name="Ama")).splitlines()[0] == FIRST_LINES[key]


def test_every_letter_about_finding_a_circle_was_looked_at() -> None:
    written = {*lines.LETTERS, *clashes.LETTERS, *proposals.LETTERS, *proposal_desk.LETTERS}
    assert written <= {*circles.LETTERS, *proposals.LETTERS, *proposal_desk.LETTERS}
    assert written == {
        *("seat-offer", "seat-offer-over", "seat-line", "clash-ask", "clash-settled"),
        *("proposal-helper", "proposal-ready"),
    }


def test_the_words_for_not_coming_together_are_the_same_wherever_they_are_said() -> None:
    words = of("en")
    assert words("problem-another-circle") == words("clash-another")
