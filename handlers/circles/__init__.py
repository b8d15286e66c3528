"""Circles: finding one, taking a seat, the door to its group, and leaving it."""

from handlers.circles import clashes, finding, letters, lines, mine, own_doors, seats, sifting
from storage import circles, waiting_lists
from storage import clashes as kept_clashes
from storage.seats import on_move

on_move.append(waiting_lists.look)

_PARTS = (finding, sifting, seats, lines, clashes, mine)

HANDLERS = [handler for part in _PARTS for handler in part.HANDLERS]
LETTERS = {**letters.LETTERS, **lines.LETTERS, **clashes.LETTERS}
BEFORE_ERASING = [waiting_lists.before_erasing]
NIGHTLY = [circles.keep_times, own_doors.each_night, waiting_lists.keep_times, kept_clashes.keep_times]
