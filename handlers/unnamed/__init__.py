"""Words shown without a name: a question to one's circle, and something for its guides (P-M19)."""

from handlers.unnamed import questions, unsaid, writing
from storage import unnamed

HANDLERS = [*writing.HANDLERS, *questions.HANDLERS, *unsaid.HANDLERS]
LETTERS = {**questions.LETTERS, **unsaid.LETTERS}
NIGHTLY = [unnamed.lapse]
