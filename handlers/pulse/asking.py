"""The three questions of the pulse, as taps, and what is answered: kindly, and by nobody but the bot (3.5, K15)."""

from telegram import Update

from handlers import menu
from handlers.doors import OpenCircles, OpenMentoring, OpenMenu, OpenReflect, OpenSupport
from handlers.guards import for_members
from handlers.pulse.taps import LeaveIt, Switch, Tap, TapNow
from handlers.talk import buttons, post
from handlers.talk.buttons import Rows, in_rows, keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring import pulse as rules
from mentoring.people import PersonId
from mentoring.problems import OldButton
from mentoring.pulse import ANSWERS, SKIPPED, Band, Question, Taps
from storage import circles, pairs, people, pulse
from storage.pulse import ASK

OFF = "off"
USEFUL_FOR = 36 * 60
"""Minutes. A Friday's question is still of use on Saturday, and not on Monday."""


def rows_of(question: Question, week: str) -> Rows:
    """A question's taps: the answers, then skip, stop and help, each one tap."""
    answers: list[buttons.Tap] = [
        Tap(week, question, answer).named(f"pulse-{question}-{answer}") for answer in ANSWERS[question]
    ]
    skip = Tap(week, question, SKIPPED).named("form-skip")
    return [*in_rows(answers, 3), [skip, Switch(OFF), OpenSupport()]]


async def _ask(reading: Reading) -> post.Deed | None:
    """To somebody who still wants it, and has not tapped of their own accord since."""
    person = await people.find(reading.tx, PersonId(reading.letter.person or ""))
    if person is None or pulse.wanted(person) is None:
        return None
    if await pulse.taps_of(reading.tx, person.id, reading.now) != Taps():
        return None
    rows = rows_of(Question.WEEK, _week(rules.week_of(reading.now)))
    return post.Send(reading.words(f"pulse-ask-{Question.WEEK}"), keyboard(rows, reading.words))


def _week(began: object) -> str:
    return str(began)[:10]


def ask(turn: Turn, question: Question, *, first: str = "") -> None:
    """Put one question, in place of the one before."""
    text = first + turn.words(f"pulse-ask-{question}")
    turn.show_text(text, buttons=rows_of(question, _week(rules.week_of(turn.now))))


@for_members
async def tap_now(_: Update, turn: Turn) -> None:
    """From the first question on; taps of this week are kept in place of the ones before."""
    ask(turn, Question.WEEK)


@for_members
async def tapped(_: Update, turn: Turn) -> None:
    """Keep it, and go on. A tap on a question of another week asks afresh, and keeps nothing."""
    pressed = turn.pressed(Tap)
    if pressed.question not in set(Question) or not rules.takes(Question(pressed.question), pressed.answer):
        raise OldButton
    if pressed.week != _week(rules.week_of(turn.now)):
        ask(turn, Question.WEEK, first=turn.words("pulse-another-week") + "\n")
        return
    question = Question(pressed.question)
    taps = await pulse.tap(turn.tx, turn.person, question, pressed.answer, now=turn.now)
    following = list(Question)[list(Question).index(question) + 1 :]
    if following:
        ask(turn, following[0])
    elif taps.next is not None:
        ask(turn, taps.next)
    else:
        await _answer(turn, rules.band(taps))


async def _answer(turn: Turn, band: Band | None) -> None:
    if band is Band.HARD:
        turn.show("pulse-said-hard", buttons=menu.open_rows(await _for_a_hard_week(turn)))
    elif band is Band.MIXED:
        write = OpenReflect().named("pulse-write-a-little")
        turn.show("pulse-said-mixed", buttons=menu.open_rows([[write, LeaveIt()], [OpenSupport()]]))
    else:
        key = "pulse-said-mostly" if band is Band.MOSTLY else "pulse-said-nothing"
        turn.show(key, buttons=[[OpenMenu(), OpenSupport()]])


async def _for_a_hard_week(turn: Turn) -> Rows:
    """Support, their mentor or circle where they have one, and not now. Nobody is told anything."""
    walks = [pair for pair in await pairs.of_person(turn.tx, turn.person) if pair.mentee == turn.person]
    mentor: list[buttons.Tap] = [OpenMentoring().named("pulse-my-mentor")] if walks else []
    sits = await circles.of_member(turn.tx, turn.person)
    circle: list[buttons.Tap] = [OpenCircles().named("pulse-my-circle")] if sits else []
    support = OpenSupport().named("pulse-see-support")
    return [[support], [*mentor, *circle], [LeaveIt().named("pulse-not-now")]]


@for_members
async def leave_it(_: Update, turn: Turn) -> None:
    """That is fine."""
    turn.show("pulse-left", buttons=[[OpenMenu(), OpenSupport()]])


HANDLERS = [
    TapNow.handler(tap_now),
    Tap.handler(tapped),
    LeaveIt.handler(leave_it),
]
LETTERS = {ASK: LetterKind(_ask, waits_for_morning=True, useful_for=USEFUL_FOR)}
