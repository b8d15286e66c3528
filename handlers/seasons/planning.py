"""What the planning of a circle asks about its season: how long it is, and a first date that is a bank holiday."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.moving import place
from handlers.talk.forms import Answers, Choice, Question
from handlers.talk.turn import Turn
from mentoring import calendar, planning
from mentoring.people import PersonId
from mentoring.seasons import LENGTHS
from storage import seasons
from storage.circles import Staff

OPEN = "open"
KEEP, SLIDE, SKIP = "keep", "slide", "skip"
MOST_ASKED = 3
NAMES = tuple(f"holiday-{n}" for n in range(MOST_ASKED))
"""Christmas slid a week is New Year: a date that was slid or skipped is looked at again."""

LENGTH = Question(
    "length",
    "season-how-long",
    [*(Choice(str(n), f"season-{n}") for n in LENGTHS), Choice(OPEN, "season-open")],
)


def length_of(answers: Answers) -> int | None:
    """How many circles were chosen; None without an end."""
    said = answers.get("length", OPEN)
    return None if said == OPEN else int(said)


async def begin(turn: Turn, circle_id: str, answers: Answers) -> None:
    await seasons.begin(turn.tx, circle_id, length_of(answers), now=turn.now)


def in_preview(turn: Turn, answers: Answers) -> str:
    return turn.words("season-length", length=length_of(answers) or 0)


async def _off_day(turn: Turn, answers: Answers) -> date | None:
    """The bank holiday of the first date, where those who will hold the circle work."""
    team = Staff(tuple(PersonId(guide) for guide in answers["guides"]), PersonId(answers["observer"]))
    day = datetime.fromisoformat(answers["first"]).astimezone(ZoneInfo(turn.zone)).date()
    return day if day in await place.holidays_of(turn.tx, team) else None


async def check(turn: Turn, question: Question, answers: Answers) -> None:
    """Once it is known who holds the circle: is the first date one of their bank holidays? And after each answer."""
    if question.name in NAMES:
        _settle(turn, str(answers[question.name]), answers)
    if question.name == "observer" or (question.name in NAMES and answers[question.name] != KEEP):
        day = await _off_day(turn, answers)
        answers["off"] = day.isoformat() if day else None
    elif question.name in NAMES:
        answers["off"] = None


def _settle(turn: Turn, how: str, answers: Answers) -> None:
    first = datetime.fromisoformat(answers["first"])
    if how == SLIDE:
        first = calendar.days_later(first, 7, turn.zone)
    elif how == SKIP:
        weeks = int(answers["weeks"])
        first = planning.dates(first, weeks, turn.zone, after=first + timedelta(minutes=1), count=1)[0]
    answers["first"] = first.isoformat()


async def _holes(turn: Turn, answers: Answers) -> dict[str, Any]:
    off = date.fromisoformat(answers["off"])
    first = datetime.fromisoformat(answers["first"])
    return {"day": turn.words.day(first, turn.zone), "holiday": place.holiday(turn.words, off)}


def _is_off(name: str) -> Callable[[Answers], bool]:
    return lambda answers: bool(answers.get("off")) and name not in answers


HOLIDAYS = [
    Question(
        name,
        "holiday-planning",
        [Choice(how, f"holiday-{how}") for how in (KEEP, SLIDE, SKIP)],
        when=_is_off(name),
        holes=_holes,
    )
    for name in NAMES
]
