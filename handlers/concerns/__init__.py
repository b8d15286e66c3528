"""Concerns: telling one safe person, in one's own time, and staying in charge of what happens (J12)."""

from handlers import menu
from handlers.concerns import away, beginning, hearing, leaving, letters, mine, thread, writing
from handlers.concerns.taps import OpenConcerns
from handlers.doors import OpenConcern
from handlers.errors import WITH_HELP
from mentoring import concerns as rules
from mentoring.people import Role
from storage import concern_moves, parts

menu.DOORS.append(menu.HomeDoor(OpenConcerns(), frozenset({Role.SAFE_CONTACT})))
menu.DOORS.append(menu.HomeDoor(OpenConcern(), more=True))

WITH_HELP.update((rules.EnoughOpen, rules.ActedOn, rules.AwayTheWrongWay))
parts.before_taking_back.append(concern_moves.lose_part)

HANDLERS = [
    *beginning.HANDLERS,
    *writing.HANDLERS,
    *thread.HANDLERS,
    *mine.HANDLERS,
    *hearing.HANDLERS,
    *away.HANDLERS,
    *leaving.HANDLERS,
]
LETTERS = {**beginning.LETTERS, **thread.LETTERS, **letters.LETTERS}
BEFORE_ERASING = [concern_moves.before_erasing]
NIGHTLY = [concern_moves.keep_times]
