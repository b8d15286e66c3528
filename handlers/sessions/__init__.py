"""Sessions of a circle: what is owed before one, who is in today, who holds it, and what is coming up."""

from handlers.circles.agreed import KEEPS
from handlers.circles.opening import OPENED
from handlers.privacy import TAKING_BACK
from handlers.sessions import again, before, bells, coming, leaving, letters, rota, saying, ways
from storage import live, quiet_words, session_keeping

OPENED.append(saying.first_session)
TAKING_BACK[saying.CARD] = again.no_card
TAKING_BACK[KEEPS] = again.no_rules

HANDLERS = [*coming.HANDLERS, *before.HANDLERS, *ways.HANDLERS, *rota.HANDLERS]
LETTERS = {**bells.LETTERS, **letters.LETTERS, **rota.LETTERS, **leaving.LETTERS}
NIGHTLY = [session_keeping.keep_times, live.keep_times, quiet_words.keep_times, saying.look_ahead]
BEFORE_ERASING = [*leaving.BEFORE_ERASING]
