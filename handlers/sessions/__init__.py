"""Sessions of a circle: what is owed before one, who is in today, who holds it, and what is coming up."""

from handlers.circles.opening import OPENED
from handlers.sessions import before, bells, coming, leaving, letters, rota, saying, ways
from storage import live, quiet_words, sessions

OPENED.append(saying.first_session)

HANDLERS = [*coming.HANDLERS, *before.HANDLERS, *ways.HANDLERS, *rota.HANDLERS]
LETTERS = {**bells.LETTERS, **letters.LETTERS, **rota.LETTERS, **leaving.LETTERS}
NIGHTLY = [sessions.keep_times, live.keep_times, quiet_words.keep_times, saying.look_ahead]
BEFORE_ERASING = [*leaving.BEFORE_ERASING]
