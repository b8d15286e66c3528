"""Looking through open circles by time of the week, topic and for whom: taps that are kept nowhere."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Update

from handlers.circles import saying
from handlers.guards import for_members
from handlers.talk.buttons import Button, Said, Tap, in_rows
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring import calendar
from mentoring import times as rules
from mentoring.times import Answers, WeekTime
from storage.circles import Circle

PARTS = {"day": ("day", "early"), "evening": ("evening",), "weekend": ("weekend",)}
WHOM = ("members", "mixed")
ANY = -1


class Sift(Button, prefix="ci-f", label="circle-show-them"):
    """What to look for, all of it in the button. `topic`: a place in the set of topics; `mine`: what suits alone."""

    after: str = ""
    part: str = ""
    topic: int = ANY
    who: str = ""
    mine: bool = False

    @property
    def everything(self) -> bool:
        return replace(self, after="") == Sift()


class ChooseSift(Button, prefix="ci-fc", label="circle-show-only"):
    """The same, while it is being chosen."""

    part: str = ""
    topic: int = ANY
    who: str = ""
    mine: bool = False


class ChooseTopic(Button, prefix="ci-ft", label="circle-a-topic"):
    """Which topic; the rest of what was chosen goes along."""

    part: str = ""
    who: str = ""
    mine: bool = False


def fitting(found: Sequence[Circle], sift: Sift, week: Sequence[WeekTime], said: Answers) -> list[Circle]:
    """The circles that fit what is looked for."""
    return [circle for circle in found if _fits(circle, sift, week, said)]


def _fits(circle: Circle, sift: Sift, week: Sequence[WeekTime], said: Answers) -> bool:
    part = calendar.part_of_week(circle.first, circle.zone).value
    return (
        (not sift.part or part in PARTS.get(sift.part, ()))
        and (sift.topic == ANY or circle.topic == _topic(sift.topic))
        and (not sift.who or circle.for_whom == sift.who)
        and (not sift.mine or rules.suits(part, week, said))
    )


def _topic(place: int) -> str:
    topics = sets("plans")["topics"]
    return str(topics[place]["id"]) if 0 <= place < len(topics) else ""


@for_members
async def choose(_: Update, turn: Turn) -> None:
    """What shall I show? Each tap ticks or unticks; nothing is written down."""
    now = turn.pressed(ChooseSift)
    parts = [_ticked(turn, f"circle-part-{p}", replace(now, part=_other(now.part, p)), on=now.part == p) for p in PARTS]
    whom = [_ticked(turn, f"circle-who-{w}", replace(now, who=_other(now.who, w)), on=now.who == w) for w in WHOM]
    topic = ChooseTopic(now.part, now.who, now.mine)
    about: Tap = topic if now.topic == ANY else Said(topic, _tick(saying.topic(_topic(now.topic))))
    shown = Sift(part=now.part, topic=now.topic, who=now.who, mine=now.mine)
    show_all = Sift().named("circle-show-all")
    turn.show("circle-what-to-show", buttons=[parts, whom, [about], [shown, show_all]])


def _other(now: str, tapped: str) -> str:
    """Tapped once it is on, tapped again it is off."""
    return "" if now == tapped else tapped


def _ticked(turn: Turn, key: str, then: ChooseSift, *, on: bool) -> Tap:
    label = turn.words.label(key)
    return Said(then, _tick(label) if on else label)


def _tick(label: str) -> str:
    return f"✓ {label}"[:24]


@for_members
async def choose_topic(_: Update, turn: Turn) -> None:
    """Every topic there is, so that the list says nothing of which are open."""
    now = turn.pressed(ChooseTopic)
    taps: list[Tap] = [
        Said(ChooseSift(now.part, n, now.who, now.mine), str(topic["says"])[:24])
        for n, topic in enumerate(sets("plans")["topics"])
    ]
    whichever = ChooseSift(now.part, ANY, now.who, now.mine).named("circle-any-topic")
    turn.show("circle-which-topic", buttons=[*in_rows(taps), [whichever]])


HANDLERS = [ChooseSift.handler(choose), ChooseTopic.handler(choose_topic)]
