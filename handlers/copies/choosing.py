"""Choosing what to take away: all pages, the CPD record, or the pages between two days; and in which form."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from telegram import Update

from handlers.copies import gathering, making, sending
from handlers.copies.gathering import ALL, CPD
from handlers.copies.pressing import ENDS, MARKDOWN, PDF, WORD
from handlers.copies.taps import AllPages, CpdOnly, FindGaps, MakeFile, PickDates
from handlers.doors import OpenMenu, OpenSupport, TakeACopy
from handlers.guards import for_members
from handlers.reflections import showing, unlocking
from handlers.talk import forms
from handlers.talk.buttons import Labelled, Rows
from handlers.talk.dates import understand_day
from handlers.talk.forms import Answers, Choice, Form, Question, any_text
from handlers.talk.turn import Turn
from mentoring import cpd
from mentoring.problems import OldButton, Problem
from storage.core.ids import new_id

DAYS_BACK = {"3-months": 91, "1-year": 365, "2-years": 730}
"""Beginnings that may be tapped, in days before today."""
TODAY = "today"
DAY_LETTERS = 100


class DaysCrossed(Problem):
    """The last day they typed is before the first."""


async def take_a_copy(_: Update, turn: Turn) -> None:
    """What to take. What is shown is hidden first; the words are asked for when the pages are locked."""
    if await unlocking.is_open(turn):
        await showing.hide(turn)
        rows: Rows = [[AllPages(), CpdOnly()], [PickDates()], [OpenSupport(), OpenMenu()]]
        turn.show("copy-which", buttons=rows)


async def all_pages(_: Update, turn: Turn) -> None:
    """Every page: in which form."""
    if await unlocking.is_open(turn):
        _ask_form(turn, 0, 0)


def _ask_form(turn: Turn, since: int, until: int) -> None:
    forms_of = [_make(ALL, form, since, until) for form in (MARKDOWN, WORD, PDF)]
    turn.show("copy-form", buttons=[forms_of, [TakeACopy().named("form-back"), OpenSupport()]])


def _make(what: str, form: str, since: int, until: int, key: str = "") -> Labelled:
    return MakeFile(what, form, since, until).named(key or f"copy-{form}")


async def cpd_only(_: Update, turn: Turn) -> None:
    """The CPD record: two years as HCPC asks for, or all of it; and where it is thin."""
    if not await unlocking.is_open(turn):
        return
    since = cpd.two_years_before(_today(turn)).toordinal()
    two = [_make(CPD, form, since, 0, f"copy-cpd-two-{form}") for form in (WORD, PDF)]
    whole = [_make(CPD, form, 0, 0, f"copy-cpd-whole-{form}") for form in (WORD, PDF)]
    turn.show("copy-cpd-form", buttons=[two, whole, [FindGaps()], [TakeACopy().named("form-back"), OpenSupport()]])


def _today(turn: Turn) -> date:
    return turn.now.astimezone(ZoneInfo(turn.zone)).date()


async def make_file(_: Update, turn: Turn) -> None:
    """Begin one file. Its words are worked out when it is due, and never lie on disk."""
    tapped = turn.pressed(MakeFile)
    if tapped.what not in (ALL, CPD) or tapped.form not in ENDS or not _are_days(tapped.since, tapped.until):
        raise OldButton
    if await unlocking.is_open(turn):
        gathering.one_at_a_time(turn.person)
        about = {"copy": new_id(), "what": tapped.what, "form": tapped.form}
        sending.begin(turn, making.GATHER, {**about, "since": tapped.since, "until": tapped.until})


def _are_days(*ordinals: int) -> bool:
    return all(0 <= ordinal <= date.max.toordinal() for ordinal in ordinals)


# Two days


async def pick_dates(_: Update, turn: Turn) -> None:
    """From which day to which."""
    if await unlocking.is_open(turn):
        await forms.start(turn, FORM)


async def _read_day(turn: Turn, question: Question, answers: Answers) -> None:
    """A typed or tapped day as a date. Raises DayNotUnderstood, DaysCrossed."""
    said, today = str(answers[question.name]), _today(turn)
    if said in DAYS_BACK:
        day = today - timedelta(days=DAYS_BACK[said])
    elif said == TODAY:
        day = today
    else:
        day = understand_day(said, now=turn.now, zone=turn.zone, past=True)
    if question.name == "until" and day.toordinal() < answers["since"]:
        raise DaysCrossed
    answers[question.name] = day.toordinal()


async def _picked(turn: Turn, answers: Answers) -> None:
    _ask_form(turn, int(answers["since"]), int(answers["until"]))


FORM = forms.register(
    Form(
        "copy-days",
        (
            Question(
                "since",
                "copy-ask-since",
                [Choice(name, f"copy-{name}-ago") for name in DAYS_BACK],
                any_text(DAY_LETTERS),
                columns=3,
                extra=((OpenSupport(),),),
            ),
            Question(
                "until",
                "copy-ask-until",
                [Choice(TODAY, "copy-today")],
                any_text(DAY_LETTERS),
                extra=((OpenSupport(),),),
            ),
        ),
        _picked,
        on_answer=_read_day,
    )
)

HANDLERS = [
    TakeACopy.handler(for_members(take_a_copy)),
    AllPages.handler(for_members(all_pages)),
    CpdOnly.handler(for_members(cpd_only)),
    MakeFile.handler(for_members(make_file)),
    PickDates.handler(for_members(pick_dates)),
]
