"""What a lock screen may show of a circle's letters (H-03)."""

import pytest

from handlers import concerns, holding, sessions
from handlers.talk.words import of
from tests.stage import plain

FIRST_LINES = {
    "session-notice": "Next circle: WHEN. Plan: PLAN. Want a turn? Tell me in private.",
    "session-card": "Before we meet: WHEN.",
    "session-prep": "A few thoughts before WHEN.",
    "session-hour-before": "In an hour. Got headphones and a quiet corner?",
    "session-ready": "Ready when you are.",
    "session-observer-ready": "Ten minutes. If anyone would like a quiet word, I'll tell you here.",
    "session-link": "Here's the way into the call.",
    "session-wants-turn": "A note for TITLE.",
    "session-has-question": "A note for TITLE.",
    "session-short": "A gap in the rota.",
    "session-stand-in": "Could you stand in?",
    "session-stood-in": "A change to the rota.",
    "session-nobody-left": "A gap in the rota.",
    "rota-swap-offer": "A turn to share.",
    "rota-swapped": "Your turn is taken.",
    "rota-pause-over": "Your time off is over, and you're on the rota again. Would you like more?",
    "cup-check": "How full is your cup?",
    "session-few": "Three so far.",
    "session-not-with-one": "Not this time: move it, or make it a small chat.",
    "chat-instead": "A small chat instead: WHEN.",
    "chat-instead-helper": "A small chat instead: WHEN. Just company, no turns, 5 minutes at most. "
    "Your debrief comes as always.",
    "rota-short": "A gap in the rota.",
    "session-panel": "TITLE · WHEN",
    "session-begun": "We're starting. GUIDES are guiding. OBSERVER is here for a quiet word. No recording. "
    "Not well or not safe to talk? Your private panel is here.",
    "session-one-guide": "There's one guide today instead of two, and somebody to look after wellbeing. "
    "Is that OK for you?",
    "session-help-wanted": "Somebody could do with a hand.",
    "session-break": "Break. Back in 5 minutes.",
    "session-ten-left": "Ten minutes left. Time to land gently.",
    "session-time": "Time. Please close now. Anything left can wait or go to OBSERVER.",
    "session-closed": "Thank you all. What's said here stays here. One thing you'll do before next time? "
    "Keep it, or tell me in private.",
    "session-my-panel": "I'm here all session.",
    "session-pause-please": "OBSERVER asks for a short pause. Slow down, breathe, sip.",
    "quiet-word": "NAME would like a quiet word.",
    "quiet-word-coming": "OBSERVER is on the way to you.",
    "quiet-word-will-ring": "OBSERVER will ring you in a moment, here on Telegram. Not a good time? Just let it ring.",
    "helper-debrief": "Ten minutes for you three.",
    "session-debrief": "How are you doing after that?",
    "chat-now": "OBSERVER has time for you now, and will ring or write to you here on Telegram.",
    "chat-times": "OBSERVER can make time for you. Which suits?",
    "chat-slow": "I'm sorry, they're slow to answer. Here's who is there now.",
    "concern-waiting": "You have something waiting. Open it when you're somewhere private.",
    "concern-news": "You have something waiting. Open it when you're somewhere private.",
    "concern-follow-up": "You have something waiting. Open it when you're somewhere private.",
    "concern-reply": "A reply is waiting.",
    "concern-gone": "Something that was with you has moved on. There's nothing you need to do.",
}
"""What a lock screen may show of every letter: kind → its whole first line. The list is the allow-list of H-03."""
SAYS = {"session-link": "session-new-link", "session-panel": "hold-waiting", "session-my-panel": "room-panel"}
SAYS |= dict.fromkeys(("concern-waiting", "concern-news", "concern-follow-up"), "mentoring-knock")
SAYS["concern-reply"] = "concern-reply-waits"
HIDDEN = {"chat-wanted", "chat-agreed", "concern-observer"}
"""Sent as spoilers: a lock screen shows none of their words."""
FROM_A_SET = {"session-next-day"}
SILENT = {"session-stand-in-next", "session-gap", "chat-unanswered", "concern-unheard"}
TAPPED_FOR = {"concern-text"}
"""Words that come into a message only after its reader has asked for them."""
HOLES = {hole: hole.upper() for hole in ("when", "plan", "title", "guides", "observer", "name", "lines", "cards")}
COUNTS = {"count": 2, "minutes": 5, "here": 4}
REST = dict.fromkeys(("steps", "card", "clocks", "missing", "part", "link"), "")


@pytest.mark.parametrize("kind", FIRST_LINES)
def test_a_lock_screen_shows_nothing_telling(kind: str) -> None:
    said = plain(of("en")(SAYS.get(kind, kind), **HOLES, **COUNTS, **REST))
    assert said.splitlines()[0] == FIRST_LINES[kind]


def test_no_letter_is_missing_from_the_list_of_first_lines() -> None:
    written = {
        kind
        for kind in {**sessions.LETTERS, **holding.LETTERS, **concerns.LETTERS}
        if not kind.startswith("session-bell-")
    }
    assert written == set(FIRST_LINES) | HIDDEN | FROM_A_SET | SILENT | TAPPED_FOR
