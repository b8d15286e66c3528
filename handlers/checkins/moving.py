"""Moving a check-in, or it and all after: up to three times are offered. Whoever is first wins; no reason is asked."""

from collections.abc import Callable
from typing import Any

from telegram import Update

from handlers.checkins import fading, saying
from handlers.checkins.all_after import following, shifted
from handlers.checkins.standing import MOVABLE, show_moved_meanwhile, show_offer, their_offer
from handlers.checkins.taps import MoveIt
from handlers.doors import OpenMenu
from handlers.guards import for_members
from handlers.talk import forms
from handlers.talk.dates import understand
from handlers.talk.forms import Answers, Choice, Choices, Form, Question
from handlers.talk.turn import Turn
from mentoring import calendar
from mentoring.calendar import Slot
from mentoring.checkins import MOST_TIMES, SomethingThen
from mentoring.problems import OldButton
from storage import checkin_moves, checkins
from storage.core.instants import instant, ms
from storage.core.letters import About

TIMES = tuple(f"time-{n}" for n in range(1, MOST_TIMES + 1))
ONE, ALL = "one", "all"


async def move_it(_: Update, turn: Turn) -> None:
    """Offer other times; or pick from those the other side has just offered, whichever came first."""
    pressed = turn.pressed(MoveIt)
    checkin = await saying.own_checkin(turn, pressed.checkin)
    if checkin.version != pressed.version:
        show_moved_meanwhile(turn, checkin)
        return
    offer = await their_offer(turn.tx, checkin, turn.person, turn.now)
    if offer and not pressed.instead:
        show_offer(turn, checkin, offer)
        return
    if checkin.state not in MOVABLE:
        raise OldButton
    given = {"checkin": checkin.id, "version": checkin.version, "instead": pressed.instead}
    if not await following(turn.tx, checkin):
        given["scope"] = ONE
    await forms.start(turn, MOVE, given=given)


async def _which(turn: Turn, _: Answers) -> Choices:
    found = await checkins.coming(turn.tx, turn.person, turn.now)
    return [Choice(one.id, text=saying.label(turn.words, one.starts, turn.zone)) for one in found[:10]]


async def _quick_picks(turn: Turn, answers: Answers) -> Choices:
    """Same time a day or a week on, as long as it is still ahead and not given already."""
    checkin = await saying.own_checkin(turn, answers["checkin"])
    picks = [("day", calendar.days_later(checkin.starts, 1, checkin.zone))]
    picks.append(("week", calendar.days_later(checkin.starts, 7, checkin.zone)))
    fresh = [(which, at) for which, at in picks if at > turn.now and ms(at) not in _given(answers)]
    return [Choice(str(ms(at)), f"checkin-plus-a-{which}") for which, at in fresh]


def _given(answers: Answers) -> list[int]:
    return [answers[name] for name in TIMES if isinstance(answers.get(name), int)]


async def _read(turn: Turn, question: Question, answers: Answers) -> None:
    """A tapped or typed time becomes an instant. Raises SomethingThen when the other is busy, and check_meeting's."""
    checkin = await saying.own_checkin(turn, answers["checkin"])
    answers.setdefault("version", checkin.version)
    said = answers.get(question.name)
    if question.name not in TIMES or not isinstance(said, str):
        return
    quick = [choice.value for choice in await _quick_picks(turn, answers)]
    at = instant(int(said)) if said in quick else understand(said, now=turn.now, zone=turn.zone)
    slot = Slot(at, checkin.minutes)
    calendar.check_meeting(slot, now=turn.now, zone=turn.zone)
    busy = await checkins.busy(turn.tx, checkin.other(turn.person), turn.now, but=checkin.id)
    moving_too = [one.slot for one in await following(turn.tx, checkin)] if answers.get("scope") == ALL else []
    if any(slot.clashes(other) for other in busy if other not in moving_too):
        raise SomethingThen
    answers[question.name] = ms(at)


def _asks_on(place: int) -> Callable[[Answers], bool]:
    return lambda answers: isinstance(answers.get(TIMES[place - 1]), int)


async def _last_time(turn: Turn, answers: Answers) -> dict[str, Any]:
    return {"when": turn.words.when(instant(_given(answers)[-1]), turn.zone)}


async def _all_dates(turn: Turn, answers: Answers) -> dict[str, Any]:
    """For each time on offer, every date that would follow from it."""
    checkin = await saying.own_checkin(turn, answers["checkin"])
    lists = []
    for at in sorted({instant(each) for each in _given(answers)}):
        dates = [at, *(new for _, new in await shifted(turn.tx, checkin, at, turn.now) if new is not None)]
        lists.append(saying.date_lines(turn.words, dates, turn.zone))
    return {"dates": "\n\n".join(lists)}


async def _offered(turn: Turn, answers: Answers) -> None:
    """Kept and passed on; unless it was moved, or the other offered first, while these were being thought of."""
    checkin = await saying.own_checkin(turn, answers["checkin"])
    if checkin.version != answers["version"]:
        show_moved_meanwhile(turn, checkin)
        return
    theirs = await their_offer(turn.tx, checkin, turn.person, turn.now)
    if theirs and not answers.get("instead"):
        show_offer(turn, checkin, theirs)
        return
    times = sorted({instant(at) for at in _given(answers)})
    calendar.check_ahead(times[-1], turn.now)
    every = answers.get("scope") == ALL
    await checkin_moves.keep_offer(turn.tx, checkin.plan, turn.person, times, of=checkin, all_after=every)
    about: About = {"checkin": checkin.id, "version": checkin.version}
    turn.write_to(checkin.other(turn.person), "checkin-offer", about=about, topic=checkins.topic(checkin.id))
    await fading.owe(turn.tx, checkin, turn.now)
    turn.show("checkin-times-sent", buttons=[[OpenMenu()]])


MOVE = forms.register(
    Form(
        "move-checkin",
        [
            Question("checkin", "checkin-which-one", _which, columns=1, when=lambda answers: "checkin" not in answers),
            Question(
                "scope",
                "checkin-one-or-all",
                [Choice(ONE, "checkin-just-this-one"), Choice(ALL, "checkin-all-after")],
                when=lambda answers: "scope" not in answers,
            ),
            Question(TIMES[0], "checkin-times-that-suit", _quick_picks, text=str),
            *(
                Question(
                    TIMES[n], "times-another", _quick_picks, text=str, skip=True, when=_asks_on(n), holes=_last_time
                )
                for n in range(1, MOST_TIMES)
            ),
            Question(
                "sure",
                "checkin-all-sure",
                [Choice("send", "checkin-send")],
                when=lambda answers: answers.get("scope") == ALL,
                holes=_all_dates,
            ),
        ],
        _offered,
        on_answer=_read,
    )
)

HANDLERS = [MoveIt.handler(for_members(move_it))]
