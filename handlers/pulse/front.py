"""/pulse: switching it on or off, one's own last taps as words, and the network's week for coordinators."""

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenMenu, OpenPulse, OpenSupport
from handlers.guards import for_members, for_roles
from handlers.pulse.asking import OFF
from handlers.pulse.taps import MyTaps, NetworksWeek, Switch, TapNow, Wipe
from handlers.reflections import showing
from handlers.settings import choose
from handlers.talk import post
from handlers.talk.buttons import Rows, Tap, keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from mentoring.pulse import SKIPPED, Question, Taps, When
from storage import pulse
from storage.pulse import CHOICE

LAST = "pulse-last"


@for_members
async def front(_: Update, turn: Turn) -> None:
    """What it is, in words that are true, and the one tap that changes it."""
    when = pulse.wanted(turn.speaker)
    fridays, circles = Switch(When.FRIDAYS).named("pulse-on-fridays"), Switch(When.CIRCLES).named("pulse-after-circles")
    switches: list[Tap] = [one for one in (fridays, circles) if one.button != Switch(str(when or OFF))]
    off: list[Tap] = [Switch(OFF)] if when else []
    network: list[Tap] = [NetworksWeek()] if turn.holds(Role.COORDINATOR) else []
    rows: Rows = [switches, [*off, TapNow()], [MyTaps(), Wipe()], network, [OpenSupport(), OpenMenu()]]
    turn.show("pulse-front", when=when or OFF, buttons=rows)


def _back() -> Rows:
    return [[OpenPulse().named("form-back"), OpenSupport()]]


@for_members
async def switch(_: Update, turn: Turn) -> None:
    """On, or off: what was owed is taken back, and Friday's is owed afresh."""
    when = turn.pressed(Switch).when
    if when != OFF and when not in set(When):
        raise OldButton
    await choose(turn, **{CHOICE: when})
    await pulse.ask_no_more(turn.tx, turn.person)
    if when == OFF:
        turn.show("pulse-stopped", buttons=[[Wipe()], *_back()])
        return
    if when == When.FRIDAYS:
        await pulse.ask_on_friday(turn.tx, turn.person, turn.zone, now=turn.now)
    turn.show(f"pulse-started-{when}", buttons=[[TapNow()], *_back()])


# One's own, as words


@for_members
async def my_taps(_: Update, turn: Turn) -> None:
    """Only when asked for, and hidden again."""
    await showing.hide(turn)
    showing.show_for_a_while(turn, LAST)


async def _last(reading: Reading) -> post.Deed | None:
    kept = await pulse.last(reading.tx, PersonId(reading.letter.person or ""), reading.now)
    markup = keyboard(_back(), reading.words)
    if not kept:
        return showing.filled(reading, reading.words("pulse-last-none"), markup)
    lines = [
        reading.words.label("pulse-last-line", day=reading.words.dated(week.date()), **_said(taps, reading.words))
        for week, taps in kept
    ]
    text = "\n".join([reading.words("pulse-last"), "", *lines])
    return showing.filled(reading, text, markup, spoiler=True)


def _said(taps: Taps, words: Words) -> dict[str, str]:
    """Each tap by the words that were on it."""
    said = {question: taps.of(question) or SKIPPED for question in Question}
    keys = {
        question: "pulse-skipped" if answer == SKIPPED else f"pulse-{question}-{answer}"
        for question, answer in said.items()
    }
    return {question.value: words.label(key) for question, key in keys.items()}


@for_members
async def wipe(_: Update, turn: Turn) -> None:
    """All of one's own; what was counted has no name and stays."""
    await pulse.forget(turn.tx, turn.person)
    await showing.hide(turn)
    turn.tx.wipes = True
    turn.show("pulse-wiped", buttons=_back())


# The network's week


@for_roles(Role.COORDINATOR)
async def networks_week(_: Update, turn: Turn) -> None:
    """The last week that is over, in words, where five or more answered; never a circle's (H-04)."""
    seen = await pulse.network(turn.tx, turn.now)
    about = seen.table.total.number
    if not seen.is_shown:
        turn.show("pulse-network-too-few", buttons=_back())
    elif not seen.is_broken_down:
        turn.show("pulse-network-all", about=about, buttons=_back())
    else:
        lines = [
            turn.words("pulse-network-line", band=band, number=cell.number) for band, cell in seen.table.cells.items()
        ]
        turn.show("pulse-network", about=about, lines="\n".join(lines), buttons=_back())


HANDLERS = [
    CommandHandler("pulse", front),
    OpenPulse.handler(front),
    Switch.handler(switch),
    MyTaps.handler(my_taps),
    Wipe.handler(wipe),
    NetworksWeek.handler(networks_week),
]
LETTERS = {LAST: LetterKind(_last)}
