"""Moving a circle's session: three times, a private poll of a day, and the one that suits most (J7)."""

from handlers.moving import answering, asking, settling
from storage import session_moves

HANDLERS = [*asking.HANDLERS, *answering.HANDLERS]
LETTERS = {**answering.LETTERS, **settling.LETTERS}
NIGHTLY = [session_moves.keep_times]
