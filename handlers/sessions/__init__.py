"""Sessions of a circle: what is owed before one, who is in today, who holds it, and what is coming up."""

from handlers.circles.agreed import KEEPS
from handlers.circles.opening import OPENED
from handlers.privacy import TAKING_BACK
from handlers.sessions import (
    again,
    before,
    bells,
    coming,
    cup,
    gaps,
    leaving,
    letters,
    rota,
    saying,
    standing_in,
    stepping_back,
    swapping,
    ways,
)
from storage import headcount, live, parts, quiet_words, session_keeping
from storage import rota as kept

OPENED.append(saying.first_session)
parts.before_taking_back.append(leaving.lose_part)
TAKING_BACK[saying.CARD] = again.no_card
TAKING_BACK[KEEPS] = again.no_rules

_STAFFING = (gaps, standing_in, stepping_back, swapping, cup)
_TAPPED = (coming, before, ways, rota, *_STAFFING)
_WRITING = (bells, letters, leaving, *_STAFFING)

HANDLERS = [handler for part in _TAPPED for handler in part.HANDLERS]
LETTERS = {name: kind for part in _WRITING for name, kind in part.LETTERS.items()}
NIGHTLY = [
    session_keeping.keep_times,
    live.keep_times,
    quiet_words.keep_times,
    kept.keep_times,
    headcount.keep_times,
    saying.look_ahead,
    *cup.NIGHTLY,
]
BEFORE_ERASING = [*leaving.BEFORE_ERASING]
