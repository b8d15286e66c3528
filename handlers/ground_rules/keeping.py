"""Each member's own answer to reworded rules: a yes is kept with the very words; a no is kept nowhere."""

from telegram import Update

from handlers.circles import agreed, saying
from handlers.circles.agreed import CanKeep, NotForMe, TalkAboutIt
from handlers.circles.mine import StepOut
from handlers.doors import OpenRules, OpenSupport
from handlers.guards import for_members
from handlers.sessions import again, before
from handlers.sessions.letters import ready_rows, send
from handlers.sessions.saying import guides_of, has_read, one_name
from handlers.talk.buttons import Tap
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.problems import OldButton
from mentoring.sessions import Stage
from storage import circles, sessions
from storage.circles import Circle
from storage.sessions import Session


async def _seated(turn: Turn, circle_id: str) -> Circle:
    """A circle the speaker sits in at this moment. Raises OldButton otherwise."""
    circle = await circles.find(turn.tx, circle_id)
    if circle.state == "closed" or await circles.seat_of(turn.tx, circle.id, turn.person) is None:
        raise OldButton
    return circle


@for_members
async def can_keep(_: Update, turn: Turn) -> None:
    """Yes to the words that were shown. Tapped under older ones, the newer are shown instead (H-09)."""
    tapped = turn.pressed(CanKeep)
    circle = await _seated(turn, tapped.circle)
    if not agreed.version(await agreed.current(turn.tx, circle.id)).startswith(tapped.version):
        await agreed.ask(turn, circle, (await saying.holders(turn.tx, circle, turn.words))["observer"])
        return
    if await agreed.asks(turn.tx, circle, turn.person):
        await agreed.keep(turn, circle.id)
    await _on_to_the_card(turn, circle)


async def _on_to_the_card(turn: Turn, circle: Circle) -> None:
    """With a session near, its card comes next: it names the rules, so it has to be read afresh."""
    session = await sessions.next_of(turn.tx, circle.id, turn.now)
    if session is None or turn.now < session.rule.card_due or await _is_inside(turn, session):
        turn.show("rules-kept", buttons=[[OpenRules(circle.id), OpenSupport()]])
    elif not await has_read(turn.tx, session, turn.person, turn.words):
        await before.show_card(turn, session)
    else:
        turn.show("session-ready", buttons=ready_rows(session))


async def _is_inside(turn: Turn, session: Session) -> bool:
    """In the room already: the session they said yes to goes on as it began."""
    return session.state is Stage.BEGUN and await sessions.yes_of(turn.tx, session.id, turn.person) is not None


@for_members
async def not_for_me(_: Update, turn: Turn) -> None:
    """No row, no name, no reason, nobody told: only what they can do now. A yes to these very words is taken back."""
    circle = await _seated(turn, turn.pressed(NotForMe).circle)
    if not await agreed.asks(turn.tx, circle, turn.person):
        await again.no_rules(turn.tx, turn.person, circle.id, turn.now)
    turn.show("rules-not-for-me", buttons=[[TalkAboutIt(circle.id), StepOut(circle.id)], [OpenSupport()]])


@for_members
async def talk_about_it(_: Update, turn: Turn) -> None:
    """The guides hear that somebody would like to talk, once they have said so twice."""
    tapped = turn.pressed(TalkAboutIt)
    circle = await _seated(turn, tapped.circle)
    team = await circles.staff(turn.tx, circle.id)
    back: list[Tap] = [OpenRules(circle.id).named("form-back"), OpenSupport()]
    if not tapped.sure:
        yes = TalkAboutIt(circle.id, sure=True).named("session-yes-tell-guides")
        turn.show("rules-talk-sure", buttons=[[yes], back], guides=await guides_of(turn.tx, team, turn.words))
        return
    for guide in team.guides:
        turn.write_to(guide, "rules-talk", about={"circle": circle.id, "person": turn.person})
    turn.show("rules-talk-told", buttons=[back])


async def _talk(reading: Reading) -> Deed | None:
    try:
        circle = await circles.find(reading.tx, str(reading.letter.about["circle"]))
    except OldButton:
        return None
    if reading.letter.person not in (await circles.staff(reading.tx, circle.id)).guides:
        return None
    name = await one_name(reading.tx, PersonId(str(reading.letter.about["person"])), reading.words)
    return send(reading, "rules-talk-wanted", name=name, title=circle.title) if name else None


HANDLERS = [
    CanKeep.handler(can_keep),
    NotForMe.handler(not_for_me),
    TalkAboutIt.handler(talk_about_it),
]
LETTERS = {"rules-talk": LetterKind(_talk, waits_for_morning=True)}
