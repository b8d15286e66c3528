"""What the incident record and the planner share: locked step by step, read back while open, erased for good.

Each has its own tables, purpose and words; the steps of the conversation are the same.
"""

from handlers.errors import WITH_HELP
from handlers.locked import finishing, reading, writing
from storage.core.locked import NoLockForIt, WritingGone

WITH_HELP.update((NoLockForIt, WritingGone))

PARTS = (writing, finishing, reading)

HANDLERS = [handler for part in PARTS for handler in part.HANDLERS]
