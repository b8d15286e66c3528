"""When a circle cannot run: wait a bit, a stand-in, a small chat in its place, or another time (J5)."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from telegram import Update

from handlers.circles import crowd
from handlers.guards import for_members
from handlers.holding.open_session import being_guided
from handlers.holding.taps import AskOneGuide, NeedHelp, SeePanel, SmallChat, WaitABit, WaitFive
from handlers.sessions import bells, saying
from handlers.sessions.bells import Bell, bell
from handlers.sessions.letters import LATE, card_rows, for_seated, scene, send
from handlers.sessions.taps import AskStandIns, MoveSession
from handlers.talk.buttons import Rows, Tap
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring import circles as rules
from mentoring.circles import (
    MoreThanSixInTheGroup,
    NoObserver,
    NotEnoughGuides,
    OneGuideIsNotEnough,
    Room,
    TooFewToChat,
    TooFewToRun,
)
from mentoring.problems import Problem
from mentoring.sessions import CHAT_MINUTES, GATHERING_OPENS, AlreadyBegun, Call, Stage, TooLateToBegin
from storage import fallbacks, headcount, rota, sessions
from storage.core import audit
from storage.core.letters import Lane
from storage.sessions import Session

A_BIT = timedelta(minutes=20)
EVENING = time(17)


# What a guide can do when it may not begin


async def say_why(turn: Turn, no: Problem, session: Session, room: Room) -> None:
    """In words of its own for each refusal; where too many are in the group, it is counted afresh."""
    if isinstance(no, MoreThanSixInTheGroup):
        await crowd.look_again(turn.tx, session.circle, turn.now)
    turn.say_text(why(no, session, turn.words, turn.zone), buttons=instead(no, session, room))


def instead(no: Problem, session: Session, room: Room) -> Rows:
    """Under each refusal, what is still possible. A small chat where three or more are in and somebody holds it."""
    first: list[Tap] = []
    if isinstance(no, TooFewToRun | TooFewToChat):
        return [*rows_instead(session, wait=True, chat=_can_chat(room)), [NeedHelp(session.id)]]
    if isinstance(no, NotEnoughGuides) and room.guides and rules.one_guide_may_do(room):
        first.append(AskOneGuide(session.id))
    if isinstance(no, NoObserver | NotEnoughGuides | OneGuideIsNotEnough):
        return [*([first] if first else []), *rows_instead(session, ask=True, chat=_can_chat(room)), *_later(session)]
    if isinstance(no, TooLateToBegin):
        return _later(session)
    return [[SeePanel(session.id).named("hold-look-again")], *_later(session)]


def why(no: Problem, session: Session, words: Words, zone: str) -> str:
    """The refusal, as a guide reads it."""
    if isinstance(no, NoObserver):
        evening = session.starts.astimezone(ZoneInfo(zone)).time() >= EVENING
        return words("hold-no-observer", part="evening" if evening else "day")
    return words(no.words_key(), **no.facts)


def _later(session: Session) -> Rows:
    return [[WaitFive(session.id), NeedHelp(session.id)]]


def _can_chat(room: Room) -> bool:
    try:
        rules.can_chat(room)
    except Problem:
        return False
    return True


def rows_instead(session: Session, *, ask: bool = False, wait: bool = False, chat: bool = True) -> Rows:
    """`[[Ask stand-in]]` or `[[Wait a bit]]`, then `[[Small chat]]` `[[Move it]]`."""
    first: list[Tap] = []
    if ask:
        first.append(AskStandIns(session.id).named("hold-ask-stand-in"))
    if wait:
        first.append(WaitFive(session.id).named("hold-wait-a-bit"))
    second: list[Tap] = [SmallChat(session.id)] if chat and not session.chat else []
    return [first, [*second, MoveSession(session.id)]]


def rows_for_gap(session: Session, room: Room) -> Rows:
    """On the panel itself, when there is no observer."""
    if session.chat or room.observed():
        return []
    return rows_instead(session, ask=True)


# An hour before: are there enough?


async def _enough_check(bell: Bell) -> None:
    """Only the guides hear, and only a number."""
    if bell.circle.state == "closed" or bell.session.chat:
        return
    if await headcount.count(bell.tx, bell.session.id) < rules.FEWEST_TO_RUN:
        await bell.write("session-few", bell.team.guides)


async def _few(reading: Reading) -> Deed | None:
    """J5: fewer than four, a small chat is possible; fewer than three, better to move."""
    found = await scene(reading)
    if found is None or found.session.state is not Stage.PLANNED or found.session.chat:
        return None
    here = await headcount.count(reading.tx, found.session.id)
    if here >= rules.FEWEST_TO_RUN or reading.now >= found.session.starts:
        return None
    session, second = found.session, list[Tap]()
    if here >= rules.FEWEST_TO_CHAT:
        second.append(SmallChat(session.id))
    return send(reading, "session-few", [WaitABit(session.id), *second], [MoveSession(session.id)], here=here)


@for_members
async def wait_a_bit(_: Update, turn: Turn) -> None:
    """Looked at again in twenty minutes; nothing more is said when there are enough by then."""
    session = await being_guided(turn, turn.pressed(WaitABit).session)
    turn.unbutton()
    again = turn.now + A_BIT
    if again >= session.starts - GATHERING_OPENS:
        turn.toast("hold-wait-for-panel")
        return
    about, topic = {"session": session.id}, sessions.topic(session.id)
    turn.write_to(turn.person, "session-few", about=about, topic=topic, lane=Lane.SESSION, due=again)
    turn.toast("hold-waiting-a-bit")


# A small chat


@for_members
async def small_chat(_: Update, turn: Turn) -> None:
    """Asked once more, since everybody is told. It has its own card, and each says yes to it anew (H-09)."""
    tapped = turn.pressed(SmallChat)
    session = await being_guided(turn, tapped.session)
    if session.state is Stage.BEGUN:
        raise AlreadyBegun
    if not tapped.sure and not session.chat:
        yes = SmallChat(session.id, sure=True).named("hold-yes-chat")
        minutes = min(session.minutes, CHAT_MINUTES)
        back = SeePanel(session.id).named("form-back")
        turn.say("hold-chat-sure", buttons=[[yes, back]], minutes=minutes)
        return
    chat = await fallbacks.make_small_chat(turn.tx, session)
    if chat is not None:
        await audit.note(turn.tx, "small-chat", by=turn.person, about=session.id, now=turn.now)
        await _tell_everybody(turn, chat)
        await bells.refresh_panels(turn.tx, chat, turn.now)
    turn.show("hold-chat-told", buttons=[[SeePanel(session.id)]])


async def _tell_everybody(turn: Turn, chat: Session) -> None:
    """Each member hears in private, with the card to read; the others who hold it see what it is now."""
    about, topic = {"session": chat.id}, sessions.topic(chat.id)
    for person in await saying.seated(turn.tx, chat.circle):
        turn.write_to(person, "chat-instead", about=about, topic=topic, lane=Lane.SESSION)
    for person in (await rota.team(turn.tx, chat)).everyone:
        if person != turn.person:
            turn.write_to(person, "chat-instead-helper", about=about, topic=topic, lane=Lane.SESSION)


async def _chat_instead(reading: Reading) -> Deed | None:
    found = await for_seated(reading)
    if found is None or not found.session.chat:
        return None
    when = reading.words.when(found.session.starts, await saying.zone_of(reading.tx, found.reader))
    card = await saying.card(reading.tx, reading.words, found.session)
    rows = await card_rows(reading.tx, reading.words, found.session)
    return send(reading, "chat-instead", *rows, when=when, card=card)


async def _chat_instead_helper(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.session.state in {Stage.BEGUN, Stage.CLOSED} or not found.session.chat:
        return None
    when = reading.words.when(found.session.starts, await saying.zone_of(reading.tx, found.reader))
    return send(reading, "chat-instead-helper", when=when, minutes=found.session.minutes)


HANDLERS = [SmallChat.handler(small_chat), WaitABit.handler(wait_a_bit)]
LETTERS = {
    sessions.bell(Call.ENOUGH_CHECK): bell(Call.ENOUGH_CHECK, _enough_check),
    "session-few": LetterKind(_few, useful_for=LATE),
    "chat-instead": LetterKind(_chat_instead),
    "chat-instead-helper": LetterKind(_chat_instead_helper),
}
