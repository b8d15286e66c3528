"""Session plans: the eight that are shipped, those a network writes itself, and another plan for one session."""

from handlers import menu
from handlers.doors import OpenPlans
from handlers.menu import HomeDoor
from handlers.plans import choosing, desk, steps, telling, writing
from mentoring.people import Role

menu.DOORS.append(HomeDoor(OpenPlans(), frozenset({Role.COORDINATOR}), more=True))

HANDLERS = [*desk.HANDLERS, *writing.HANDLERS, *steps.HANDLERS, *choosing.HANDLERS]
LETTERS = telling.LETTERS
