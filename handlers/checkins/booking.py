"""Booking check-ins: with whom, how often, which day and time, where; every date is shown before it is sent."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import CommandHandler

from handlers.checkins import awkward, offers, saying
from handlers.doors import BookCheckin, OpenMentoring, OpenMenu
from handlers.guards import for_roles
from handlers.menu import open_rows
from handlers.sessions.coming import call_link
from handlers.talk import forms
from handlers.talk.dates import understand
from handlers.talk.forms import Answers, Choice, Form, Question
from handlers.talk.turn import Turn
from mentoring import calendar
from mentoring import checkins as rules
from mentoring.calendar import Slot
from mentoring.checkins import COFFEE_MINUTES, NoDatesLeft, Rhythm
from mentoring.people import Role
from storage import checkin_secrets, checkins, people
from storage.checkins import Suggestion
from storage.core.instants import instant, ms
from storage.pairs import Pair

LAST_ANSWERS = frozenset({"once", "time", "typed"})
A_DAY = timedelta(days=1)


@for_roles(Role.MENTOR)
async def checkin(_: Update, turn: Turn) -> None:
    """/checkin: first with whom."""
    if not await offers.mentees(turn):
        turn.show("checkin-nobody", buttons=open_rows([[OpenMentoring(), OpenMenu()]]))
        return
    await forms.start(turn, BOOK)


@for_roles(Role.MENTOR)
async def book_next(_: Update, turn: Turn) -> None:
    """The next one with a mentee who is known already."""
    pair = await offers.my_pair(turn, turn.pressed(BookCheckin).pair)
    await forms.start(turn, BOOK, given={"pair": pair.id})


# When a question is put


def _varies(answers: Answers) -> bool:
    return answers.get("day") == offers.VARIES


def _open(name: str, *, if_so: Callable[[Answers], bool] = lambda answers: True) -> Callable[[Answers], bool]:
    """A question is put unless it came answered, and not once they would rather have another time."""
    return lambda answers: name not in answers and answers.get("quiet") != "other" and if_so(answers)


# Reading the answers


def _rhythm(answers: Answers) -> Rhythm:
    """What was picked; a day that varies is booked one at a time (J6)."""
    said = Rhythm(answers["how"])
    return Rhythm.ONCE if _varies(answers) and said.repeats else said


def _minutes(pair: Pair, rhythm: Rhythm) -> int:
    return COFFEE_MINUTES if rhythm is Rhythm.COFFEE else pair.minutes


def _time_of_day(turn: Turn, answers: Answers) -> time:
    typed = str(answers["typed"] if answers["time"] == offers.TYPE_IT else answers["time"])
    if typed in offers.QUICK_TIMES:
        return time.fromisoformat(typed)
    return understand(typed, now=turn.now, zone=turn.zone).astimezone(ZoneInfo(turn.zone)).time()


def _starts(turn: Turn, pair: Pair, answers: Answers) -> list[datetime]:
    """Every date of it. A rhythm begins tomorrow at the soonest, so that the day-before reminder can come."""
    rhythm = _rhythm(answers)
    if _varies(answers):
        return [understand(str(answers["once"]), now=turn.now, zone=turn.zone)]
    return rules.dates(
        rhythm,
        int(answers["day"]),
        _time_of_day(turn, answers),
        turn.zone,
        nth=int(answers.get("nth") or 1),
        first_after=turn.now + A_DAY if rhythm.repeats else turn.now,
        ends=pair.ends_at,
    )


async def _read(turn: Turn, question: Question, answers: Answers) -> None:
    """After a time is known, its dates and what stands against any; after each awkward date, what becomes of it."""
    if question.name in awkward.NAMES:
        await awkward.settle(turn, await offers.my_pair(turn, answers["pair"]), question.name, answers)
    if question.name not in LAST_ANSWERS or answers[question.name] == offers.TYPE_IT:
        return
    pair = await offers.my_pair(turn, answers["pair"])
    starts, minutes = _starts(turn, pair, answers), _minutes(pair, _rhythm(answers))
    for at in starts:
        calendar.check_meeting(Slot(at, minutes), now=turn.now, zone=turn.zone)
    if starts[-1] > pair.ends_at:
        raise NoDatesLeft
    answers["dates"], answers["minutes"] = [ms(at) for at in starts], minutes
    answers["odd"] = await awkward.found(turn, pair, [Slot(at, minutes) for at in starts])
    answers["in_quiet"] = await _in_quiet(turn, pair, starts)


async def _in_quiet(turn: Turn, pair: Pair, starts: list[datetime]) -> bool:
    both = [await people.find(turn.tx, person) for person in (pair.mentor, pair.mentee)]
    return any(person.quiet_until(at) is not None for person in both if person for at in starts)


async def _preview(turn: Turn, answers: Answers) -> dict[str, Any]:
    pair, rhythm = await offers.my_pair(turn, answers["pair"]), _rhythm(answers)
    starts = [instant(at) for at in answers["dates"]]
    then = saying.rhythm_line(turn.words, rhythm, _weekday(answers), int(answers.get("nth") or 1))
    return {
        "first": turn.words.when(min(starts), turn.zone),
        "then": then,
        "repeats": "yes" if then else "no",
        "count": len(starts),
        "minutes": answers["minutes"],
        "dates": saying.date_lines(turn.words, starts, turn.zone),
        "name": await saying.first_name(turn.tx, pair.mentee, turn.words),
    }


def _weekday(answers: Answers) -> int | None:
    return None if _varies(answers) else int(answers["day"])


# What becomes of them


async def _finish(turn: Turn, answers: Answers) -> None:
    """Sent to the mentee; or back to the time, or to the first question."""
    if answers.get("quiet") == "other":
        await forms.start(
            turn, BOOK, given={key: answers[key] for key in ("pair", "how", "day", "nth") if key in answers}
        )
    elif answers["sure"] == "change":
        await forms.start(turn, BOOK, given={"pair": answers["pair"]})
    else:
        await _send(turn, answers)


async def _send(turn: Turn, answers: Answers) -> None:
    pair, rhythm = await offers.my_pair(turn, answers["pair"]), _rhythm(answers)
    starts = sorted(instant(at) for at in answers["dates"])
    calendar.check_ahead(starts[0], turn.now)
    where, link = answers["where"], await _link(turn, answers)
    suggestion = Suggestion(
        rhythm=rhythm,
        starts=starts,
        minutes=answers["minutes"],
        zone=turn.zone,
        place="link" if link else where,
        weekday=_weekday(answers) if rhythm.repeats else None,
        nth=int(answers["nth"]) if rhythm is Rhythm.MONTHLY else None,
        link=link,
    )
    plan = await checkins.suggest(turn.tx, pair, suggestion, turn.now)
    turn.write_to(pair.mentee, "checkin-suggested", about={"plan": plan}, topic=checkins.plan_topic(plan))
    name = await saying.first_name(turn.tx, pair.mentee, turn.words)
    turn.show("checkin-sent", name=name, buttons=[[OpenMenu()]])


async def _link(turn: Turn, answers: Answers) -> str | None:
    """The address of the call. A new one becomes the usual one from now on."""
    if answers["where"] == "new-link":
        await checkin_secrets.keep_usual_link(turn.tx, turn.person, str(answers["link"]))
        return str(answers["link"])
    return await checkin_secrets.usual_link(turn.tx, turn.person) if answers["where"] == "usual" else None


def _is(name: str, value: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.get(name) == value


def _is_monthly(answers: Answers) -> bool:
    return answers["how"] == Rhythm.MONTHLY and not _varies(answers)


BOOK = forms.register(
    Form(
        "book-checkins",
        [
            Question("pair", "checkin-with-whom", offers.with_whom, when=_open("pair")),
            Question("how", "checkin-how-often", offers.rhythms, when=_open("how"), holes=offers.agreed),
            Question("day", "checkin-which-day", offers.days, columns=4, when=_open("day")),
            Question(
                "nth",
                "checkin-which-week",
                [Choice(n, f"checkin-nth-{n}") for n in ("1", "2", "3", "4", "-1")],
                columns=3,
                when=_open("nth", if_so=_is_monthly),
            ),
            Question("once", "checkin-type-day-and-time", text=str, when=_open("once", if_so=_varies)),
            Question(
                "time",
                "checkin-what-time",
                offers.times,
                text=str,
                columns=3,
                when=_open("time", if_so=lambda answers: not _varies(answers)),
            ),
            Question("typed", "checkin-type-it", text=str, when=_open("typed", if_so=_is("time", offers.TYPE_IT))),
            Question(
                "quiet",
                "checkin-in-quiet-hours",
                [Choice("keep", "checkin-keep"), Choice("other", "checkin-another-time")],
                when=lambda answers: bool(answers.get("in_quiet")),
            ),
            *(
                Question(
                    name,
                    "checkin-awkward",
                    awkward.choices(place),
                    columns=1,
                    when=_open(name, if_so=awkward.is_there(place)),
                    holes=awkward.holes(place),
                )
                for place, name in enumerate(awkward.NAMES)
            ),
            Question("where", "checkin-where", offers.places, when=_open("where")),
            Question("link", "checkin-ask-link", text=call_link, when=_open("link", if_so=_is("where", "new-link"))),
            Question(
                "sure",
                "checkin-preview",
                [Choice("send", "checkin-send"), Choice("change", "checkin-change")],
                when=_open("sure"),
                holes=_preview,
            ),
        ],
        _finish,
        allowed=lambda turn: turn.need(Role.MENTOR),
        on_answer=_read,
    )
)

HANDLERS = [CommandHandler("checkin", checkin), BookCheckin.handler(book_next)]
