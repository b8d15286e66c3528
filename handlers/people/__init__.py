"""People, for coordinators: who holds a part, and taking one back."""

from handlers import menu
from handlers.people import finding, one, taking_back
from handlers.people.taps import OpenPeople
from mentoring.people import Role

menu.DOORS.append(menu.HomeDoor(OpenPeople(), frozenset({Role.COORDINATOR}), more=True))

HANDLERS = [*finding.HANDLERS, *one.HANDLERS, *taking_back.HANDLERS]
LETTERS = taking_back.LETTERS
