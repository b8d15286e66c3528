"""The ten fields of a record, as content/<language>/records.toml asks them, and what may follow once it is kept."""

from collections.abc import Sequence

from handlers.concerns.taps import OutsideHelp
from handlers.doors import NothingForNow, OpenConcern, OpenMenu, OpenSpeakUp, OpenSupport
from handlers.locked.taps import Mine
from handlers.locked.tool import Step, Tool
from handlers.locked.writing import form_of
from handlers.records.taps import Begin, EraseAll, TakeCopy
from handlers.talk.buttons import Rows, Tap
from handlers.talk.words import Words, sets
from mentoring.records import FIELDS
from storage import records

NAME = "record"


def _steps(words: Words, _: Sequence[str]) -> tuple[Step, ...]:
    asks = {field["id"]: str(field["ask"]) for field in sets("records", words.language)["fields"]}
    return tuple(Step(field, asks[field]) for field in FIELDS)


def my_notes() -> Mine:
    """The list."""
    return Mine(NAME)


def choices() -> Rows:
    """What one might do now. "Nothing for now" comes first, and nothing is sent by any of them (H-16)."""
    talk, advice = OpenConcern().named("concern-talk-to-someone"), OutsideHelp().named("concern-outside-advice")
    last: list[Tap] = [my_notes().named("record-mine"), OpenMenu(), OpenSupport()]
    return [[NothingForNow(), OpenSpeakUp()], [talk, advice], last]


def _under(record: str) -> Rows:
    return [[TakeCopy(record), OpenSpeakUp()]]


def _front() -> Rows:
    return [[Begin(), EraseAll()]]


TOOL = Tool(NAME, records.SHELF, _steps, choices, _under, _front)
FORM = form_of(TOOL)
