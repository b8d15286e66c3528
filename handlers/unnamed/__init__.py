"""Words shown without a name: a question to one's circle, and something for its guides (P-M19)."""

from handlers.groups.place import STAND_IN_GROUPS
from handlers.unnamed import questions, unsaid, writing
from handlers.unnamed.taps import TakeDown
from storage import unnamed

STAND_IN_GROUPS.add(TakeDown.prefix)

HANDLERS = [*writing.HANDLERS, *questions.HANDLERS, *unsaid.HANDLERS]
LETTERS = {**questions.LETTERS, **unsaid.LETTERS}
NIGHTLY = [unnamed.lapse]
