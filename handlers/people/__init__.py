"""People, for coordinators: who holds a part, taking one back, and a rest from circles."""

from handlers import menu
from handlers.people import asking, finding, one, resting, taking_back
from handlers.people.taps import OpenPeople
from mentoring.people import Role
from storage import rests

menu.DOORS.append(menu.HomeDoor(OpenPeople(), frozenset({Role.COORDINATOR}), more=True))

HANDLERS = [*finding.HANDLERS, *one.HANDLERS, *taking_back.HANDLERS, *resting.HANDLERS, *asking.HANDLERS]
LETTERS = {**taking_back.LETTERS, **resting.LETTERS, **asking.LETTERS}
NIGHTLY = [rests.end_over]
