"""The speak-up planner: private, locked, and with no way to send anything to anybody (H-16)."""

from handlers import privacy_copy
from handlers.errors import WITH_HELP
from handlers.locked import along, reading
from handlers.speaking_up import changing, front, looking_again, steps
from mentoring.speaking_up import NoSuchDate

WITH_HELP.add(NoSuchDate)

PARTS = (front, changing, looking_again)

HANDLERS = [handler for part in PARTS for handler in part.HANDLERS]
LETTERS = {**reading.letters_of(steps.TOOL), **looking_again.LETTERS}
privacy_copy.LOCKED["plans"] = along.rows_of(steps.TOOL)
