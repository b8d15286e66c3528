"""The mentee's answer to a suggestion: yes to all, to some, other times, or not now; then both are told."""

import re
from datetime import datetime
from typing import Any

from telegram import Update

from handlers.checkins import saying
from handlers.checkins.taps import (
    AddToCalendar,
    MoveIt,
    NotNow,
    OfferTimes,
    OpenOffer,
    OpenSuggestion,
    SeeDates,
    SomeOfThem,
    TakeTime,
    YesAll,
)
from handlers.doors import BookCheckin, OpenMenu
from handlers.guards import for_members
from handlers.mentors import cards
from handlers.talk import forms
from handlers.talk.buttons import Rows, Said, keyboard
from handlers.talk.dates import understand
from handlers.talk.forms import Answers, Choice, Choices, Form, Question
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from mentoring import calendar
from mentoring import checkins as rules
from mentoring.calendar import Slot
from mentoring.checkins import MOST_TIMES, TooManyTimes
from mentoring.people import PersonId
from mentoring.problems import NothingWritten, OldButton
from storage import checkin_moves, checkins, pairs
from storage.checkins import Checkin, Plan
from storage.core.instants import instant, ms

MOST_DATES = 30
_BETWEEN = re.compile(r"[;\n]|\bor\b")


async def _suggested(turn: Turn, plan_id: str) -> tuple[Plan, list[Checkin]]:
    """A suggestion the mentee who speaks has not answered, with its dates that are still ahead. Raises OldButton."""
    plan = await saying.own_plan(turn, plan_id)
    ahead = [one for one in await checkins.of_plan(turn.tx, plan.id) if one.starts > turn.now]
    if plan.pair.mentee != turn.person or plan.state != "suggested" or not ahead:
        raise OldButton
    return plan, ahead


async def open_suggestion(_: Update, turn: Turn) -> None:
    plan, ahead = await _suggested(turn, turn.pressed(OpenSuggestion).plan)
    pattern = saying.plan_line(turn.words, plan, turn.zone)
    first = ahead[0]
    rows: Rows = [[YesAll(plan.id), SomeOfThem(plan.id)], [OfferTimes(plan.id), NotNow(plan.id)]]
    turn.show(
        "checkin-suggestion",
        repeats="yes" if pattern else "no",
        pattern=pattern,
        since=turn.words.clock(first.starts, turn.zone),
        until=turn.words.clock(first.ends, turn.zone),
        minutes=first.minutes,
        dates=saying.date_lines(turn.words, [one.starts for one in ahead], turn.zone),
        buttons=rows if len(ahead) > 1 else [[YesAll(plan.id).named("checkin-yes"), OfferTimes(plan.id)], rows[1][1:]],
    )


async def yes_all(_: Update, turn: Turn) -> None:
    plan, ahead = await _suggested(turn, turn.pressed(YesAll).plan)
    await _book(turn, plan, [one.id for one in ahead])


async def _book(turn: Turn, plan: Plan, chosen: list[str]) -> None:
    """Booked, and both are told; a date without a yes waits for a new time."""
    if not await checkins.book(turn.tx, plan.id, chosen, turn.now):
        raise OldButton
    other = plan.pair.other(turn.person)
    turn.write_to(other, "checkin-booked", about={"plan": plan.id}, topic=checkins.plan_topic(plan.id))
    text, rows = await booked(turn.words, plan, await checkins.of_plan(turn.tx, plan.id), turn.zone)
    turn.show_text(text, buttons=rows)


async def booked(words: Any, plan: Plan, dates: list[Checkin], zone: str) -> tuple[str, Rows]:
    """«Booked»; which dates still need a time; and the way into one's own calendar."""
    to_move = [one for one in dates if one.state == "to-move"]
    lines = [words("checkin-booked" if len(to_move) < len(dates) else "checkin-none-booked")]
    rows: list[Any] = []
    if to_move:
        lines.append(words("checkin-to-move", dates=saying.date_lines(words, [one.starts for one in to_move], zone)))
        rows = [[Said(MoveIt(one.id, one.version), saying.label(words, one.starts, zone))] for one in to_move[:6]]
    if len(to_move) < len(dates):
        rows.append([AddToCalendar(plan.pair.id), SeeDates(plan.pair.id)])
    return "\n".join(lines), [*rows, [OpenMenu()]]


async def not_now(_: Update, turn: Turn) -> None:
    """No reason is asked. The mentor hears a kind line."""
    plan, _ahead = await _suggested(turn, turn.pressed(NotNow).plan)
    await checkins.drop(turn.tx, plan.id)
    turn.write_to(plan.pair.mentor, "checkin-not-now", about={"pair": plan.pair.id}, topic=pairs.topic(plan.pair.id))
    turn.show("checkin-not-now-said", buttons=[[OpenMenu()]])


# Some of them


async def some_of_them(_: Update, turn: Turn) -> None:
    plan, _ahead = await _suggested(turn, turn.pressed(SomeOfThem).plan)
    await forms.start(turn, SOME, given={"plan": plan.id})


async def _plan_of(turn: Turn, answers: Answers) -> tuple[Plan, list[Checkin]]:
    return await _suggested(turn, str(answers.get("plan", "")))


async def _ticks(turn: Turn, answers: Answers) -> Choices:
    _, ahead = await _plan_of(turn, answers)
    return [Choice(one.id, text=saying.label(turn.words, one.starts, turn.zone)[: saying.SHORT - 2]) for one in ahead]


async def _some(turn: Turn, answers: Answers) -> None:
    plan, ahead = await _plan_of(turn, answers)
    await _book(turn, plan, [one.id for one in ahead if one.id in answers["dates"]])


SOME = forms.register(
    Form("some-dates", [Question("dates", "checkin-tick-dates", _ticks, many=MOST_DATES, columns=1)], _some)
)


# Other times


async def offer_times(_: Update, turn: Turn) -> None:
    plan, _ahead = await _suggested(turn, turn.pressed(OfferTimes).plan)
    await forms.start(turn, OFFER, given={"plan": plan.id})


def times_in(text: str, *, now: datetime, zone: str, minutes: int) -> list[datetime]:
    """Up to three typed times, apart by «;», «or» or lines.

    Raises TimeNotUnderstood, NothingWritten, TooManyTimes, and what check_meeting raises.
    """
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    if not parts:
        raise NothingWritten
    if len(parts) > MOST_TIMES:
        raise TooManyTimes(most=MOST_TIMES)
    found = sorted({understand(part, now=now, zone=zone) for part in parts})
    for at in found:
        calendar.check_meeting(Slot(at, minutes), now=now, zone=zone)
    return found


async def _read_times(turn: Turn, _: Question, answers: Answers) -> None:
    _plan, ahead = await _plan_of(turn, answers)
    found = times_in(str(answers["times"]), now=turn.now, zone=turn.zone, minutes=ahead[0].minutes)
    answers["times"] = [ms(at) for at in found]


async def _offered(turn: Turn, answers: Answers) -> None:
    plan, _ahead = await _plan_of(turn, answers)
    times = [instant(at) for at in answers["times"]]
    calendar.check_ahead(times[-1], turn.now)
    await checkin_moves.keep_offer(turn.tx, plan.id, turn.person, times, of=None)
    turn.write_to(plan.pair.mentor, "checkin-other-times", about={"plan": plan.id}, topic=checkins.plan_topic(plan.id))
    turn.show("checkin-times-sent", buttons=[[OpenMenu()]])


async def _repeats(turn: Turn, answers: Answers) -> dict[str, Any]:
    plan, _ahead = await _plan_of(turn, answers)
    return {"repeats": "yes" if plan.rhythm.repeats else "no"}


OFFER = forms.register(
    Form(
        "other-checkin-times",
        [Question("times", "checkin-type-times", text=str, holes=_repeats)],
        _offered,
        on_answer=_read_times,
    )
)


async def _offer_for_me(turn: Turn, plan_id: str) -> tuple[Plan, list[datetime]]:
    """What the mentee offered, for the mentor who speaks, as far as it is still ahead. Raises OldButton."""
    plan = await saying.own_plan(turn, plan_id)
    offer = await checkin_moves.offer_of(turn.tx, plan.id)
    if plan.pair.mentor != turn.person or plan.state != "suggested" or offer is None:
        raise OldButton
    return plan, [at for at in offer.times if at > turn.now]


async def open_offer(_: Update, turn: Turn) -> None:
    plan, times = await _offer_for_me(turn, turn.pressed(OpenOffer).plan)
    name = await saying.first_name(turn.tx, plan.pair.mentee, turn.words)
    taps: Rows = [[Said(TakeTime(plan.id, ms(at)), saying.label(turn.words, at, turn.zone))] for at in times]
    rows: Rows = [*taps, [BookCheckin(plan.pair.id).named("checkin-suggest-others")]]
    turn.show("checkin-other-times", name=name, dates=saying.date_lines(turn.words, times, turn.zone), buttons=rows)


async def take_time(_: Update, turn: Turn) -> None:
    """The first is booked as picked; those that follow are, too, unless something stands against one: it waits."""
    pressed = turn.pressed(TakeTime)
    plan, times = await _offer_for_me(turn, pressed.plan)
    if instant(pressed.at) not in times:
        raise OldButton
    minutes = (await checkins.of_plan(turn.tx, plan.id))[0].minutes
    starts = rules.following(plan.rhythm, instant(pressed.at), plan.zone, ends=plan.pair.ends_at)
    await checkins.rebase(turn.tx, plan, starts, turn.now)
    await _book(turn, plan, await _clear_ones(turn, plan, starts, minutes))


async def _clear_ones(turn: Turn, plan: Plan, starts: list[datetime], minutes: int) -> list[str]:
    mine = await saying.week_of(turn.tx, plan.pair.mentor, turn.now)
    theirs = await saying.week_of(turn.tx, plan.pair.mentee, turn.now)
    return [
        one.id
        for one in await checkins.of_plan(turn.tx, plan.id)
        if one.starts == starts[0] or rules.awkward(Slot(one.starts, minutes), mine=mine, theirs=theirs) is None
    ]


# Letters


def _plan_knock(button: Any, *, to_mentee: bool) -> LetterKind:
    async def render(reading: Reading) -> Deed | None:
        plan = await checkins.find_plan(reading.tx, str(reading.letter.about["plan"]))
        reader = PersonId(reading.letter.person or "")
        if plan is None or plan.state != "suggested" or plan.pair.state != "agreed":
            return None
        if reader != (plan.pair.mentee if to_mentee else plan.pair.mentor):
            return None
        return cards.knocking(reading.words, button(plan.id))

    return LetterKind(render, waits_for_morning=True)


async def _booked_letter(reading: Reading) -> Deed | None:
    plan = await checkins.find_plan(reading.tx, str(reading.letter.about["plan"]))
    if plan is None or plan.state != "agreed" or plan.pair.state != "agreed":
        return None
    zone = await saying.zone_of(reading.tx, PersonId(reading.letter.person or ""))
    text, rows = await booked(reading.words, plan, await checkins.of_plan(reading.tx, plan.id), zone)
    return Send(text, keyboard(rows, reading.words))


async def _not_now_letter(reading: Reading) -> Deed | None:
    pair = await pairs.find(reading.tx, str(reading.letter.about["pair"]))
    if pair is None or pair.state != "agreed":
        return None
    rows: Rows = [[BookCheckin(pair.id).named("checkin-suggest-others")], [OpenMenu()]]
    return Send(reading.words("checkin-not-now-told"), keyboard(rows, reading.words))


HANDLERS = [
    OpenSuggestion.handler(for_members(open_suggestion)),
    YesAll.handler(for_members(yes_all)),
    SomeOfThem.handler(for_members(some_of_them)),
    OfferTimes.handler(for_members(offer_times)),
    NotNow.handler(for_members(not_now)),
    OpenOffer.handler(for_members(open_offer)),
    TakeTime.handler(for_members(take_time)),
]
LETTERS = {
    "checkin-suggested": _plan_knock(OpenSuggestion, to_mentee=True),
    "checkin-other-times": _plan_knock(OpenOffer, to_mentee=False),
    "checkin-booked": LetterKind(_booked_letter, waits_for_morning=True),
    "checkin-not-now": LetterKind(_not_now_letter, waits_for_morning=True),
}
