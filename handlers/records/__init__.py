"""Incident records: facts while they are fresh, locked apart from reflections, and sent nowhere."""

from handlers import privacy_copy
from handlers.errors import WITH_HELP
from handlers.locked import along, reading
from handlers.records import copying, erasing, fields, front
from handlers.reflections import moving
from mentoring.records import NotWhole, StillWiping
from storage import records

WITH_HELP.update((NotWhole, StillWiping))

PARTS = (front, copying, erasing)

HANDLERS = [handler for part in PARTS for handler in part.HANDLERS]
LETTERS = {**reading.letters_of(fields.TOOL), **copying.LETTERS}
NIGHTLY = [records.keep_times]
privacy_copy.LOCKED["dated_notes"] = along.rows_of(fields.TOOL)
moving.MOVERS.append(front.take_over)
