"""Sessions of a circle: what is owed before one, who is in today, who holds it, and what is coming up."""

from handlers.circles.opening import OPENED
from handlers.sessions import (
    another_time,
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
)
from storage import headcount, quiet_words, sessions
from storage import rota as kept

OPENED.append(saying.first_session)

STAFFING = (gaps, standing_in, stepping_back, swapping, cup)

HANDLERS = [
    *coming.HANDLERS,
    *before.HANDLERS,
    *rota.HANDLERS,
    *(handler for part in STAFFING for handler in part.HANDLERS),
    *another_time.HANDLERS,
]
LETTERS = {
    **bells.LETTERS,
    **letters.LETTERS,
    **leaving.LETTERS,
    **{kind: letter for part in STAFFING for kind, letter in part.LETTERS.items()},
}
NIGHTLY = [
    sessions.keep_times,
    quiet_words.keep_times,
    kept.keep_times,
    headcount.keep_times,
    saying.look_ahead,
    *cup.NIGHTLY,
]
BEFORE_ERASING = [*leaving.BEFORE_ERASING]
