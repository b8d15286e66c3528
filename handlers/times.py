"""Times that suit me: a private poll, one time a message, never why not (P-M15)."""

from dataclasses import replace

from telegram import Update

from handlers import proposals
from handlers.circles import saying
from handlers.circles.sifting import Sift
from handlers.doors import OpenTimes, WouldJoin
from handlers.guards import for_members
from handlers.talk.buttons import Button, Labelled, Rows, Tap
from handlers.talk.turn import Turn
from mentoring import times as rules
from mentoring.problems import OldButton
from mentoring.times import Says
from storage import times

LABELS = {Says.CAN: "times-can", Says.AT_A_PUSH: "times-at-a-push", Says.CANT: "times-cant"}


class SaysOfTime(Button, prefix="ti-say", label="times-can"):
    """What they say of one time. `wider` travels with the button and is kept nowhere."""

    time: str
    says: int
    wider: bool = False


class AskMore(Button, prefix="ti-more", label="times-shifts"):
    """Shifts change, or somebody needs care: both ask about the same few more times."""


class ForgetTimes(Button, prefix="ti-gone", label="times-forget"):
    pass


@for_members
async def begin(_: Update, turn: Turn) -> None:
    """The first time, and two taps for whoever needs others offered as well."""
    first = rules.asked_of(saying.week(), wider=False)[0]
    more: list[Tap] = [AskMore(), AskMore().named("times-care")]
    turn.show(
        "times-ask",
        time=saying.time_of_week(first.id),
        buttons=[*_ways(first.id, wider=False), more, *await _gone(turn)],
    )


async def _gone(turn: Turn) -> Rows:
    return [] if await times.of(turn.tx, turn.person) is None else [[ForgetTimes()]]


def _ways(time_id: str, *, wider: bool) -> Rows:
    taps: dict[Says, Labelled] = {
        says: SaysOfTime(time_id, int(says), wider).named(label) for says, label in LABELS.items()
    }
    return [[taps[Says.CAN], taps[Says.CANT]], [taps[Says.AT_A_PUSH]]]


@for_members
async def ask_more(_: Update, turn: Turn) -> None:
    """More times are offered; that somebody asked for them is not written down."""
    first = rules.asked_of(saying.week(), wider=True)[0]
    turn.toast("times-wider", alert=True)
    turn.show("times-ask", time=saying.time_of_week(first.id), buttons=_ways(first.id, wider=True))


@for_members
async def says(_: Update, turn: Turn) -> None:
    """Keep it, and ask about the next."""
    tapped = turn.pressed(SaysOfTime)
    asked = [one.id for one in rules.asked_of(saying.week(), wider=tapped.wider)]
    if tapped.time not in asked or tapped.says not in LABELS:
        raise OldButton
    await times.say(turn.tx, turn.person, tapped.time, Says(tapped.says), now=turn.now)
    left = asked[asked.index(tapped.time) + 1 :]
    if left:
        turn.show("times-ask-more", time=saying.time_of_week(left[0]), buttons=_ways(left[0], wider=tapped.wider))
        return
    await proposals.look_at_own(turn)
    fits = replace(Sift(), mine=True)
    again: Rows = [[OpenTimes().named("times-again"), ForgetTimes()]]
    turn.show("times-done", buttons=[[fits.named("times-see-what-fits"), WouldJoin()], *again])


@for_members
async def forget(_: Update, turn: Turn) -> None:
    """All of it goes, whenever they like."""
    await times.forget(turn.tx, turn.person)
    turn.show("times-forgotten", buttons=[[OpenTimes().named("times-again")]])


HANDLERS = [
    OpenTimes.handler(begin),
    AskMore.handler(ask_more),
    SaysOfTime.handler(says),
    ForgetTimes.handler(forget),
]
NIGHTLY = [times.keep_times]
