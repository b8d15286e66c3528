"""/away: the dates a safe contact is off. Nothing new is offered to them then, and what waits for them goes on."""

from datetime import date
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import CommandHandler

from handlers.concerns import saying
from handlers.concerns.taps import AddAway, BackOn, OpenAway, OpenConcerns
from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_roles
from handlers.talk import forms
from handlers.talk.buttons import Rows, Tap
from handlers.talk.dates import understand_day
from handlers.talk.forms import Answers, Choice, Form, Question
from handlers.talk.turn import Turn
from mentoring import concerns as rules
from mentoring.calendar import UK
from mentoring.concerns import Away
from mentoring.people import Role
from mentoring.problems import OldButton
from storage import concern_moves, safe_contacts

A_DAY = forms.any_text(40)
TODAY, SAME_DAY = "today", "same-day"


def _today(turn: Turn) -> date:
    return turn.now.astimezone(ZoneInfo(UK)).date()


@for_roles(Role.SAFE_CONTACT)
async def front(_: Update, turn: Turn) -> None:
    await _show(turn)


async def _show(turn: Turn) -> None:
    days = await safe_contacts.aways_of(turn.tx, turn.person)
    lines = "\n".join(
        turn.words("away-line", first=turn.words.dated(each.first), last=turn.words.dated(each.last)) for each in days
    )
    back: list[list[Tap]] = [
        [BackOn(each.first.isoformat()).named("away-take-back", day=turn.words.dated(each.first))] for each in days
    ]
    rows: Rows = [*back, [AddAway(), OpenConcerns()], [OpenSupport(), OpenMenu()]]
    turn.show("away-front", any="yes" if days else "no", lines=lines, buttons=rows)


@for_roles(Role.SAFE_CONTACT)
async def add(_: Update, turn: Turn) -> None:
    await forms.start(turn, FORM)


@for_roles(Role.SAFE_CONTACT)
async def back_on(_: Update, turn: Turn) -> None:
    try:
        first = date.fromisoformat(turn.pressed(BackOn).first)
    except ValueError:
        raise OldButton from None
    await safe_contacts.back(turn.tx, turn.person, first)
    await _show(turn)


async def _contact(turn: Turn) -> None:
    await turn.need(Role.SAFE_CONTACT)


async def _keep(turn: Turn, answers: Answers) -> None:
    """From the first day to the last; when that is today, what waits for them does not wait longer."""
    today = _today(turn)
    days = Away(date.fromisoformat(answers["first"]), date.fromisoformat(answers["last"]))
    await safe_contacts.be_away(turn.tx, turn.person, days)
    if days.covers(today):
        by = saying.answer_by(turn.now)
        await concern_moves.away_now(turn.tx, turn.person, by=by, now=turn.now)
    await _show(turn)


async def _read_day(turn: Turn, question: Question, answers: Answers) -> None:
    """What was typed, as a day. Raises DayNotUnderstood or AwayTheWrongWay, and the question stays open."""
    said = str(answers[question.name])
    if said == SAME_DAY:
        answers[question.name] = answers["first"]
    elif said == TODAY:
        answers[question.name] = _today(turn).isoformat()
    else:
        answers[question.name] = understand_day(said, now=turn.now).isoformat()
    first, last = str(answers["first"]), str(answers.get("last") or answers["first"])
    rules.check_away(Away(date.fromisoformat(first), date.fromisoformat(last)), _today(turn))


HELP = ((OpenSupport(),),)
FORM = forms.register(
    Form(
        "contact-away",
        (
            Question("first", "away-ask-first", [Choice(TODAY, "away-today")], text=A_DAY, extra=HELP),
            Question("last", "away-ask-last", [Choice(SAME_DAY, "away-just-that-day")], text=A_DAY, extra=HELP),
        ),
        _keep,
        allowed=_contact,
        on_answer=_read_day,
    )
)

HANDLERS = [
    CommandHandler("away", front),
    OpenAway.handler(front),
    AddAway.handler(add),
    BackOn.handler(back_on),
]
