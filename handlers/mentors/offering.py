"""Finding an hour: the mentor offers up to four times, the mentee picks one, or none fits."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from telegram import Update

from handlers.doors import OpenMenu
from handlers.guards import for_members
from handlers.mentors import cards, hellos, news
from handlers.mentors.asking import WAITS_FOR_MENTOR, owe_ask, owe_lapse
from handlers.mentors.parties import on_it, open_meeting
from handlers.mentors.taps import (
    CannotMakeIt,
    HelloCard,
    NoneFit,
    OfferTimes,
    OpenBooked,
    OpenTimes,
    PickTime,
    TakeBack,
)
from handlers.talk import forms
from handlers.talk.buttons import Rows, Said, in_rows
from handlers.talk.dates import understand
from handlers.talk.forms import Answers, Choice, Choices, Form, Question
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring import calendar
from mentoring.calendar import Slot
from mentoring.meetings import MEETING_MINUTES, MOST_TIMES
from mentoring.mentors import check_place_free
from mentoring.opportunities import clean_link
from mentoring.problems import OldButton, Problem
from storage import checkin_secrets, meetings, mentors
from storage.core import letters
from storage.core.instants import instant, ms
from storage.meetings import Meeting

NO_LINK, USUAL_LINK = "", "usual"  # no typed link is either, so they cannot be mistaken for one
TIMES = tuple(f"time-{n}" for n in range(1, MOST_TIMES + 1))


class TimeGivenTwice(Problem):
    """The mentor typed a time they had offered already."""


async def _to_answer(turn: Turn, meeting_id: str) -> Meeting:
    """A meeting the mentor who speaks owes times for. Raises OldButton, and NoPlaceFree when they are full."""
    meeting = await open_meeting(turn, meeting_id)
    if turn.person != meeting.mentor or meeting.state not in WAITS_FOR_MENTOR:
        raise OldButton
    check_place_free(await mentors.free_places(turn.tx, turn.person), taken=0)
    return meeting


async def offer_times(_: Update, turn: Turn) -> None:
    meeting = await _to_answer(turn, turn.pressed(OfferTimes).meeting)
    await forms.start(turn, OFFER, given={"meeting": meeting.id})


def _given(answers: Answers) -> list[int]:
    return [answers[name] for name in TIMES if isinstance(answers.get(name), int)]


async def _read_time(turn: Turn, question: Question, answers: Answers) -> None:
    """A typed time becomes an instant. Raises TimeNotUnderstood, InThePast, UnkindHour, TimeGivenTwice."""
    typed = answers.get(question.name)
    if question.name not in TIMES or not isinstance(typed, str):
        return
    at = understand(typed, now=turn.now, zone=turn.zone)
    calendar.check_meeting(Slot(at, int(answers["minutes"])), now=turn.now, zone=turn.zone)
    if ms(at) in _given(answers):
        raise TimeGivenTwice
    answers[question.name] = ms(at)


def _asks_on(place: int) -> Callable[[Answers], bool]:
    return lambda answers: isinstance(answers.get(TIMES[place - 1]), int)


async def _last_time(turn: Turn, answers: Answers) -> dict[str, Any]:
    return {"when": turn.words.when(instant(_given(answers)[-1]), turn.zone)}


async def _links(turn: Turn, _: Answers) -> Choices:
    """Their usual link first, if they ever gave one for check-ins."""
    kept = await checkin_secrets.usual_link(turn.tx, turn.person)
    usual = [Choice(USUAL_LINK, "times-usual-link")] if kept else []
    return [*usual, Choice(NO_LINK, "times-no-link")]


async def _link(turn: Turn, said: str) -> str | None:
    if said == USUAL_LINK:
        return await checkin_secrets.usual_link(turn.tx, turn.person)
    return None if said == NO_LINK else said


async def _offered(turn: Turn, answers: Answers) -> None:
    meeting = await _to_answer(turn, answers["meeting"])
    times = sorted(instant(at) for at in _given(answers))
    calendar.check_ahead(times[-1], turn.now)
    link = await _link(turn, str(answers["link"]))
    await letters.withdraw(turn.tx, meetings.topic(meeting.id))
    await meetings.offer_times(turn.tx, meeting, times, int(answers["minutes"]), link, turn.now)
    turn.show("times-sent", buttons=[[OpenMenu()]])
    found = await meetings.find(turn.tx, meeting.id)
    if found:
        about, topic = {"meeting": meeting.id}, meetings.topic(meeting.id)
        turn.write_to(meeting.mentee, "meeting-times", about=about, topic=topic)
        await owe_lapse(turn.tx, found)


OFFER = forms.register(
    Form(
        "offer-times",
        [
            Question("minutes", "times-minutes", [Choice(str(n), f"times-{n}") for n in MEETING_MINUTES]),
            Question(TIMES[0], "times-first", text=str),
            *(
                Question(TIMES[n], "times-another", text=str, skip=True, when=_asks_on(n), holes=_last_time)
                for n in range(1, MOST_TIMES)
            ),
            Question("link", "times-link", _links, text=clean_link),
        ],
        _offered,
        on_answer=_read_time,
    )
)


# The mentee picks


async def _offered_to_me(turn: Turn, meeting_id: str) -> Meeting:
    meeting = await open_meeting(turn, meeting_id)
    if turn.person != meeting.mentee or meeting.state != "times-offered":
        raise OldButton
    return meeting


async def open_times(_: Update, turn: Turn) -> None:
    """The times that are still to come. Raises OldButton once they are answered."""
    meeting = await _offered_to_me(turn, turn.pressed(OpenTimes).meeting)
    ahead = [at for at in meeting.times if at > turn.now]
    taps = [Said(PickTime(meeting.id, ms(at)), _short(turn, at)) for at in ahead]
    name = await cards.speaker_name(turn, meeting.mentor)
    rows: Rows = [*in_rows(taps, columns=1), [NoneFit(meeting.id), TakeBack(meeting.id)]]
    turn.show("times-pick", name=name, minutes=meeting.minutes or 0, buttons=rows)


def _short(turn: Turn, at: datetime) -> str:
    return f"{turn.words.day(at, turn.zone)}, {turn.words.clock(at, turn.zone)}"[:24]


async def pick_time(_: Update, turn: Turn) -> None:
    """The hour is set; both are told, and everything that follows is owed. A second tap shows it again."""
    pressed = turn.pressed(PickTime)
    meeting = await on_it(turn, pressed.meeting)
    if meeting.state != "booked" or turn.person != meeting.mentee:
        meeting = await _offered_to_me(turn, pressed.meeting)
        at = instant(pressed.at)
        if at not in meeting.times:
            raise OldButton
        calendar.check_ahead(at, turn.now)
        await meetings.book(turn.tx, meeting, at)
        meeting = await on_it(turn, pressed.meeting)
        await hellos.owe_all(turn.tx, meeting, turn.now)
    await show_booked(turn, meeting)


async def open_booked(_: Update, turn: Turn) -> None:
    await show_booked(turn, await on_it(turn, turn.pressed(OpenBooked).meeting))


async def show_booked(turn: Turn, meeting: Meeting) -> None:
    """When they meet, for either."""
    if meeting.at is None or meeting.state != "booked":
        raise OldButton
    name = await cards.speaker_name(turn, meeting.other(turn.person))
    when = turn.words.when(meeting.at, turn.zone)
    rows: Rows = [[HelloCard(meeting.id)], [CannotMakeIt(meeting.id), OpenMenu()]]
    turn.show("hello-booked", when=when, minutes=meeting.minutes or 0, name=name, buttons=rows)


async def none_fit(_: Update, turn: Turn) -> None:
    meeting = await _offered_to_me(turn, turn.pressed(NoneFit).meeting)
    await ask_for_others(turn, meeting)
    turn.show("times-asked-for-others", buttons=[[OpenMenu()]])


async def cannot_make_it(_: Update, turn: Turn) -> None:
    """The hour booked falls away for both; the mentor is asked for others. The other hears no blame."""
    meeting = await open_meeting(turn, turn.pressed(CannotMakeIt).meeting)
    if meeting.state != "booked":
        raise OldButton
    await ask_for_others(turn, meeting)
    if turn.person == meeting.mentor:
        news.owe(turn.tx, meeting, meeting.mentee, "moved", turn.now)
    await news.show_standing(turn, await on_it(turn, meeting.id), "moved")


async def ask_for_others(turn: Turn, meeting: Meeting) -> None:
    """Back to the mentor, who owes other times within seven days."""
    await meetings.want_times(turn.tx, meeting, turn.now)
    found = await meetings.find(turn.tx, meeting.id)
    if found and turn.person != meeting.mentor:
        await owe_ask(turn.tx, found, turn.now)
    elif found:
        await owe_lapse(turn.tx, found)


async def _knock(reading: Reading) -> Deed | None:
    meeting = await meetings.find(reading.tx, str(reading.letter.about["meeting"]))
    offered = meeting is not None and meeting.state == "times-offered"
    return cards.knocking(reading.words, OpenTimes(meeting.id)) if meeting and offered else None


HANDLERS = [
    OfferTimes.handler(for_members(offer_times)),
    OpenTimes.handler(for_members(open_times)),
    PickTime.handler(for_members(pick_time)),
    OpenBooked.handler(for_members(open_booked)),
    NoneFit.handler(for_members(none_fit)),
    CannotMakeIt.handler(for_members(cannot_make_it)),
]
LETTERS = {"meeting-times": LetterKind(_knock, waits_for_morning=True)}
