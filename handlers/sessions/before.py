"""Before a session: the card is read, a turn is asked for, a question is passed on, and the private yes is given."""

from telegram import Update

from handlers.circles import agreed
from handlers.doors import OpenSessions, OpenSupport
from handlers.guards import for_members
from handlers.sessions import bells, late, saying
from handlers.sessions.letters import card_rows, link_row, ready_rows
from handlers.sessions.taps import (
    AskQuestion,
    CantMakeIt,
    ChooseWay,
    InToday,
    InWithOneGuide,
    NotToday,
    OnMyWayIn,
    ReadCard,
    RunningLate,
    SeeCard,
)
from handlers.talk.buttons import Tap
from handlers.talk.turn import Turn
from mentoring import sessions as rules
from mentoring.problems import OldButton
from mentoring.sessions import AlreadyClosed, Stage
from storage import circles, consents, fallbacks, headcount, rota, sessions
from storage.core.letters import Lane
from storage.sessions import Session


async def of_member(turn: Turn, session_id: str) -> Session:
    """A session that is not over, of a circle in which the speaker sits at this moment. Raises OldButton otherwise."""
    session = await sessions.find(turn.tx, session_id)
    circle = await circles.find(turn.tx, session.circle)
    if circle.state == "closed" or await circles.seat_of(turn.tx, circle.id, turn.person) is None:
        raise OldButton
    if session.rule.must_close_by <= turn.now or session.state is Stage.CLOSED:
        raise AlreadyClosed
    return session


async def tell_guides(turn: Turn, session: Session, kind: str) -> None:
    """Pass on what the speaker asked to have told, with their first name and nothing else."""
    about, topic = {"session": session.id, "person": turn.person}, sessions.topic(session.id)
    for guide in (await rota.team(turn.tx, session)).guides:
        turn.write_to(guide, kind, about=about, topic=topic, lane=Lane.SESSION)


async def guides(turn: Turn, session: Session) -> str:
    return await saying.guides_of(turn.tx, await rota.team(turn.tx, session), turn.words)


# The card


async def show_card(turn: Turn, session: Session) -> None:
    """The before card, or a fresh one when the words have changed since."""
    turn.show(
        "session-card-again",
        buttons=await card_rows(turn.tx, turn.words, session),
        when=turn.words.when(session.starts, turn.zone),
        card=await saying.card(turn.tx, turn.words, session),
    )


@for_members
async def see_card(_: Update, turn: Turn) -> None:
    await show_card(turn, await of_member(turn, turn.pressed(SeeCard).session))


async def _rules_first(turn: Turn, session: Session) -> bool:
    """A circle that reworded its rules asks for those first. True when it did."""
    circle = await circles.find(turn.tx, session.circle)
    if not await agreed.asks(turn.tx, circle, turn.person):
        return False
    await agreed.ask(turn, circle, await saying.observer_of(turn.tx, session, turn.words))
    return True


@for_members
async def read_card(_: Update, turn: Turn) -> None:
    """The first of the two steps (K5). Tapped under an older card, the new one is shown instead."""
    tapped = turn.pressed(ReadCard)
    session = await of_member(turn, tapped.session)
    if await _rules_first(turn, session):
        return
    theirs = await saying.card_of(turn.tx, session, turn.person, turn.words)
    if not theirs.now.startswith(tapped.version):
        await show_card(turn, session)
        return
    if not theirs.is_read:
        text, language = await saying.card(turn.tx, turn.words, session), turn.words.language
        await consents.give(turn.tx, turn.person, saying.CARD, text, turn.now, about=session.id, language=language)
    await _will_come(turn, session)
    if turn.now >= session.starts - rules.GATHERING_OPENS:
        turn.show("session-ready", buttons=ready_rows(session))
    else:
        turn.show("session-card-read", buttons=[[OpenSessions(), CantMakeIt(session.id)]])


@for_members
async def cant_make_it(_: Update, turn: Turn) -> None:
    """No reason, nobody told, nothing kept."""
    session = await of_member(turn, turn.pressed(CantMakeIt).session)
    await _take_back(turn, session)
    turn.show("session-cant-make-it", buttons=[[OpenSessions(), OpenSupport()]])


@for_members
async def on_my_way(_: Update, turn: Turn) -> None:
    await _will_come(turn, await of_member(turn, turn.pressed(OnMyWayIn).session))
    turn.toast("session-see-you")
    turn.unbutton()


@for_members
async def running_late(_: Update, turn: Turn) -> None:
    await _will_come(turn, await of_member(turn, turn.pressed(RunningLate).session))
    turn.show("session-late-is-fine", buttons=[[OpenSupport()]])


async def _will_come(turn: Turn, session: Session) -> None:
    """Counted until the room opens, so that the guides know an hour before whether there are enough (J5)."""
    if session.state is Stage.PLANNED:
        await headcount.say_coming(turn.tx, session.id, turn.person)


# Asking the guides


@for_members
async def ask_question(_: Update, turn: Turn) -> None:
    """A guide is asked to get in touch; the question itself is never passed through the bot."""
    tapped = turn.pressed(AskQuestion)
    session = await of_member(turn, tapped.session)
    if tapped.sure:
        await tell_guides(turn, session, "session-has-question")
        turn.show("session-question-passed", buttons=[[OpenSessions(), OpenSupport()]])
        return
    yes = AskQuestion(session.id, sure=True).named("session-yes-ask")
    turn.say("session-question-sure", buttons=[[yes, OpenSessions()]], guides=await guides(turn, session))


# The private tap of every session


@for_members
async def in_today(_: Update, turn: Turn) -> None:
    """The second of the two steps: a yes to this card, for today alone (K5, H-09)."""
    await _come_in(turn, turn.pressed(InToday).session)


@for_members
async def in_with_one_guide(_: Update, turn: Turn) -> None:
    """The same, with a yes to one guide: a circle that has begun with one was asked so too (K3)."""
    await _come_in(turn, turn.pressed(InWithOneGuide).session, one_guide=True)


async def _come_in(turn: Turn, session_id: str, *, one_guide: bool = False) -> None:
    session = await of_member(turn, session_id)
    rules.gather(session.rule, turn.now)
    if await _rules_first(turn, session):
        return
    theirs = await saying.card_of(turn.tx, session, turn.person, turn.words)
    if not theirs.is_read:
        await show_card(turn, session)
        return
    if not await late.may_come(turn.tx, session, turn.person, turn.now, fine=one_guide):
        turn.show("session-one-guide", buttons=late.rows(session))
        return
    await sessions.say_yes(turn.tx, session.id, turn.person, theirs.now, now=turn.now)
    if one_guide:
        await fallbacks.one_guide_is_fine(turn.tx, session.id, turn.person)
    await bells.refresh_panels(turn.tx, session, turn.now)
    await _say_in(turn, session)


async def _say_in(turn: Turn, session: Session) -> None:
    """The way into the call, and how they would like to be there; once it runs, their panel too."""
    link = await sessions.link_of(turn.tx, session.id)
    key = "session-you-are-in" if link else "session-you-are-in-no-link"
    last: list[Tap] = [NotToday(session.id).named("session-changed-mind"), OpenSupport()]
    turn.show(key, buttons=[link_row(link), *ChooseWay.rows(session.id), last])
    if session.state is Stage.BEGUN:
        turn.write_to(turn.person, "session-my-panel", about={"session": session.id}, lane=Lane.SESSION)


@for_members
async def not_today(_: Update, turn: Turn) -> None:
    """No row, no name, no reason: an earlier yes is taken back (H-09)."""
    session = await of_member(turn, turn.pressed(NotToday).session)
    await _take_back(turn, session)
    observer = await saying.observer_of(turn.tx, session, turn.words)
    turn.show("session-rest-well", buttons=[[OpenSupport()]], observer=observer)


async def _take_back(turn: Turn, session: Session) -> None:
    await headcount.not_coming(turn.tx, session.id, turn.person)
    if await sessions.yes_of(turn.tx, session.id, turn.person) is not None:
        await sessions.take_back(turn.tx, session.id, turn.person)
        await bells.refresh_panels(turn.tx, session, turn.now)


HANDLERS = [
    SeeCard.handler(see_card),
    ReadCard.handler(read_card),
    CantMakeIt.handler(cant_make_it),
    OnMyWayIn.handler(on_my_way),
    RunningLate.handler(running_late),
    AskQuestion.handler(ask_question),
    InToday.handler(in_today),
    InWithOneGuide.handler(in_with_one_guide),
    NotToday.handler(not_today),
]
