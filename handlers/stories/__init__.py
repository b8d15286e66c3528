"""Stories: told with care, checked by a coordinator, slept on, shared with those who asked, taken back at any time."""

from typing import Any

from handlers import menu
from handlers.menu import HomeDoor
from handlers.stories import choosing, copies, desk, reading, teller, telling, thanking
from handlers.stories.taps import OpenDesk
from handlers.talk.post import LetterKind
from mentoring.people import Role
from storage import stories, story_readers

menu.DOORS.append(HomeDoor(OpenDesk(), frozenset({Role.COORDINATOR}), more=True))

PARTS = (reading, telling, choosing, teller, desk, thanking, copies)
HANDLERS: list[Any] = [handler for part in PARTS for handler in getattr(part, "HANDLERS", [])]
LETTERS: dict[str, LetterKind] = {name: kind for part in PARTS for name, kind in getattr(part, "LETTERS", {}).items()}
NIGHTLY = [stories.keep_times, story_readers.keep_times]
BEFORE_ERASING = [stories.of_person_erased]
