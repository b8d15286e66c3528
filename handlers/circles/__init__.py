"""Circles: finding one, taking a seat, the door to its group, and leaving it."""

from handlers.circles import finding, letters, mine, own_doors, seats
from storage import circles

HANDLERS = [*finding.HANDLERS, *seats.HANDLERS, *mine.HANDLERS]
LETTERS = letters.LETTERS
NIGHTLY = [circles.keep_times, own_doors.each_night]
