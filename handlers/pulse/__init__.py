"""The weekly pulse: off until somebody switches it on, three taps, no score, and nobody is told anything (K15)."""

from handlers.pulse import asking, front
from storage import pulse

PARTS = (front, asking)

HANDLERS = [handler for part in PARTS for handler in part.HANDLERS]
LETTERS = {**front.LETTERS, **asking.LETTERS}
NIGHTLY = [pulse.owe_the_days_questions, pulse.keep_times]
