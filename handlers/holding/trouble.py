"""Something's up: what a guide can say and do, one tap behind the panel, so that the panel itself stays calm."""

from datetime import datetime, timedelta

from telegram import Update

from handlers.doors import OpenConcern, OpenSupport
from handlers.guards import for_members
from handlers.holding.live_taps import CallDown, Pause, PausePlease, SomethingHurt, TalkOfLife, Trouble
from handlers.holding.open_session import being_guided
from handlers.holding.taps import NeedHelp, SeePanel
from handlers.sessions import saying
from handlers.sessions.letters import link_row, scene, send
from handlers.sessions.taps import LifeCard, MoveSession, SetLink
from handlers.talk.buttons import Rows, Tap
from handlers.talk.post import Deed, LetterKind, Outcome, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words, sets
from mentoring.problems import OldButton
from mentoring.sessions import CALL_GRACE, Stage
from storage import live, rota, sessions
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Lane, Letter
from storage.sessions import Session

THERE = ("talk", "text")


def _hold(session: Session) -> list[Tap]:
    """A small chat has no plan to hold."""
    return [] if session.chat else [Pause(session.id)]


def _pages(of: Session) -> dict[str, tuple[str, Rows]]:
    """Each page: its words, and its buttons; six at most. Nothing is kept of what was looked at."""
    session = of.id
    back: list[Tap] = [SeePanel(session).named("trouble-back")]
    return {
        "up": (
            "trouble-what",
            [
                [TalkOfLife(session), Trouble(session, "risk").named("trouble-risk")],
                [SomethingHurt(session), Trouble(session, "call").named("trouble-call")],
                [NeedHelp(session), *back],
            ],
        ),
        "call": (
            "trouble-which-call",
            [
                [CallDown(session), Trouble(session, "stranger").named("trouble-stranger")],
                [Trouble(session, "recording").named("trouble-recording"), *back],
            ],
        ),
        "stranger": ("trouble-stranger-card", [[SetLink(session).named("session-change-link"), *back]]),
        "recording": ("trouble-recording-card", [[*_hold(of), *back]]),
        "risk": ("trouble-risk-card", [[NeedHelp(session), OpenSupport()], back]),
    }


@for_members
async def trouble(_: Update, turn: Turn) -> None:
    tapped = turn.pressed(Trouble)
    session = await being_guided(turn, tapped.session)
    pages = _pages(session)
    if tapped.page not in pages:
        raise OldButton
    key, rows = pages[tapped.page]
    await _aside(turn, session, key, rows)


async def _aside(turn: Turn, session: Session, key: str, rows: Rows) -> None:
    """In the panel's own message, which is not turned over until they go back."""
    await live.put_panel_aside(turn.tx, session.id, turn.person)
    observer = await saying.observer_of(turn.tx, session, turn.words)
    ends = turn.words.clock(session.rule.ends, turn.zone)
    until = turn.words.clock(min(turn.now + CALL_GRACE, session.rule.ends), turn.zone)
    turn.show(key, buttons=rows, observer=observer, ends=ends, until=until)


# The call


@for_members
async def call_down(_: Update, turn: Turn) -> None:
    """Fifteen minutes for a new link; the end stays where it is. Tapped twice, the first tap counts."""
    session = await being_guided(turn, turn.pressed(CallDown).session)
    if await live.call_is_down(turn.tx, session.id, turn.now):
        about, topic, due = {"session": session.id}, sessions.topic(session.id), turn.now + CALL_GRACE
        await letters.owe(turn.tx, kind="call-grace", due=due, about=about, topic=topic, lane=Lane.SESSION)
    again = link_row(await sessions.link_of(turn.tx, session.id))
    back = SeePanel(session.id).named("trouble-back")
    rows: Rows = [[SetLink(session.id).named("session-change-link"), *again], [back]]
    await _aside(turn, session, "trouble-call-card", rows)


async def _nothing(_: Reading) -> Deed | None:
    return None


async def _grace_over(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    """A quarter of an hour without a way in: the guides are offered to move it."""
    try:
        session = await sessions.find(tx, str(letter.about["session"]))
    except OldButton:
        return
    down = (await live.of(tx, session.id)).call_down
    if down is None or letter.due - down < CALL_GRACE - timedelta(seconds=1) or session.state is Stage.CLOSED:
        return
    for guide in (await rota.team(tx, session)).guides:
        about, topic = {"session": session.id}, sessions.topic(session.id)
        await letters.owe(tx, kind="call-still-down", to=guide, due=now, about=about, topic=topic, lane=Lane.SESSION)


async def _still_down(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.session.state is Stage.CLOSED:
        return None
    if (await live.of(reading.tx, found.session.id)).call_down is None:
        return None
    here = found.session.id
    new = SetLink(here).named("session-change-link")
    return send(reading, "call-still-down", [MoveSession(here), new], [NeedHelp(here), SeePanel(here)])


# Words that hurt


@for_members
async def something_hurt(_: Update, turn: Turn) -> None:
    """The observer goes to whoever it landed on first; afterwards everybody gets the same open door."""
    session = await being_guided(turn, turn.pressed(SomethingHurt).session)
    if await live.somebody_is_hurt(turn.tx, session.id):
        await _send_observer(turn, session, "observer-hurt")
    back = SeePanel(session.id).named("trouble-back")
    await _aside(turn, session, "trouble-hurt-card", [[*_hold(session), NeedHelp(session.id)], [back]])


async def _send_observer(turn: Turn, session: Session, kind: str) -> None:
    observer = (await rota.team(turn.tx, session)).observer
    if observer is not None and observer != turn.person:
        about, topic = {"session": session.id}, sessions.topic(session.id)
        turn.write_to(observer, kind, about=about, topic=topic, lane=Lane.CRISIS)


async def _hurt(reading: Reading) -> Deed | None:
    return await _to_observer(reading, "observer-hurt", card="")


async def _to_observer(reading: Reading, key: str, *, card: str) -> Deed | None:
    found = await scene(reading)
    if found is None or found.session.state is Stage.CLOSED:
        return None
    if found.reader != (await rota.team(reading.tx, found.session)).observer:
        return None
    here = found.session.id
    life: list[Tap] = [] if card else [LifeCard(here)]
    return send(reading, key, [PausePlease(here), OpenSupport()], life, card=card)


async def _open_door(reading: Reading) -> Deed | None:
    """The same words for all, with no detail (J5)."""
    found = await scene(reading)
    return send(reading, "session-open-door", [OpenConcern(), OpenSupport()]) if found else None


# Talk of ending life


@for_members
async def talk_of_life(_: Update, turn: Turn) -> None:
    """The observer goes with them, card in hand. The bot decides nothing and keeps nothing."""
    session = await being_guided(turn, turn.pressed(TalkOfLife).session)
    await _send_observer(turn, session, "observer-life")
    back = SeePanel(session.id).named("trouble-back")
    rows: Rows = [[*_hold(session), LifeCard(session.id).named("trouble-see-card")], [OpenSupport(), back]]
    await _aside(turn, session, "trouble-life-card", rows)


async def _life(reading: Reading) -> Deed | None:
    return await _to_observer(reading, "observer-life", card=life_card(reading.words))


def life_card(words: Words) -> str:
    """Stay, ask straight, ring together; the numbers are those of the help card."""
    here = [str(line["text"]) for line in sets("support")["lines"] if line["part"] in THERE and "nations" not in line]
    return words("life-card", lines="\n".join(here))


@for_members
async def show_life_card(_: Update, turn: Turn) -> None:
    """For the observer and the guides, at any time, in a message of its own."""
    session = await sessions.find(turn.tx, turn.pressed(LifeCard).session)
    if turn.person not in (await rota.team(turn.tx, session)).everyone:
        raise OldButton
    turn.say_text(life_card(turn.words), buttons=[[OpenSupport()]])


HANDLERS = [
    Trouble.handler(trouble),
    CallDown.handler(call_down),
    SomethingHurt.handler(something_hurt),
    TalkOfLife.handler(talk_of_life),
    LifeCard.handler(show_life_card),
]
LETTERS = {
    "call-grace": LetterKind(_nothing, settled=_grace_over),
    "call-still-down": LetterKind(_still_down, useful_for=30),
    "observer-hurt": LetterKind(_hurt, useful_for=60),
    "observer-life": LetterKind(_life, useful_for=60),
    "session-open-door": LetterKind(_open_door),
}
