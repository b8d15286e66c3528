"""The members' debrief: the observer's guide cards, one at a time, and whether to check in tomorrow (3.4)."""

from telegram import Update

from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.holding.room import from_observer
from handlers.holding.taps import CheckIn, GuideCard
from handlers.sessions import saying
from handlers.talk.buttons import Rows, Tap, keyboard
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from mentoring.sessions import OFFER_STANDS, next_day
from storage import rota, sessions
from storage.core import letters
from storage.core.letters import Lane
from storage.sessions import Session


def guide_row(session: str, person: PersonId) -> list[Tap]:
    """The way to the cards, for whoever is about to listen."""
    return [GuideCard(session, person, 0)]


async def _listens(turn: Turn, session_id: str, person: PersonId) -> Session:
    """A session whose observer (or one who stands in) the speaker is, and in which this person was. Raises OldButton.

    Nothing of the ask is left by now, so it is the parts that are looked at.
    """
    session = await sessions.find(turn.tx, session_id)
    observer = (await rota.team(turn.tx, session)).observer
    if observer != turn.person and not turn.holds(Role.OBSERVER):
        raise OldButton
    over = turn.now >= session.rule.ends + 2 * OFFER_STANDS
    if over or person == turn.person or await sessions.yes_of(turn.tx, session.id, person) is None:
        raise OldButton
    return session


@for_members
async def guide_card(_: Update, turn: Turn) -> None:
    """A question to ask aloud; after the last, the line to close with. Nothing can be typed here."""
    tapped = turn.pressed(GuideCard)
    person = PersonId(tapped.person)
    session = await _listens(turn, tapped.session, person)
    cards = sets("prompts")["debrief"]["member"]
    if not 0 <= tapped.card < len(cards):
        await _close(turn, session, person)
        return
    onward = GuideCard(session.id, person, tapped.card + 1).named("after-next-card")
    number, count = tapped.card + 1, len(cards)
    turn.show(
        "listening-card",
        buttons=[[onward, OpenSupport()]],
        number=number,
        count=count,
        line=str(cards[tapped.card]),
    )


async def _close(turn: Turn, session: Session, person: PersonId) -> None:
    """The line to say; and the question is put to the member, who answers the bot and not a face."""
    topic = _topic(session.id, person)
    if not await letters.of_topic(turn.tx, topic):
        about = {"observer": turn.person, "session": session.id}
        turn.write_to(person, "listening-tomorrow", about=about, topic=topic, lane=Lane.SESSION, keep=True)
    name = await saying.one_name(turn.tx, person, turn.words)
    line = str(sets("prompts")["debrief"]["member_close"])
    turn.show("listening-close", buttons=[[OpenMenu(), OpenSupport()]], line=line, name=name)


def _topic(session: str, person: PersonId) -> str:
    return f"listening:{session}:{person}"


async def _tomorrow(reading: Reading) -> Deed | None:
    session, observer = str(reading.letter.about["session"]), str(reading.letter.about["observer"])
    found = await from_observer(reading, "listening-tomorrow")
    if found is None:
        return None
    yes, no = CheckIn(session, observer, please=True), CheckIn(session, observer, please=False)
    rows: Rows = [[yes, no.named("listening-no-need")], [OpenSupport()]]
    return Send(found.text, keyboard(rows, reading.words))


@for_members
async def check_in(_: Update, turn: Turn) -> None:
    """Yes: the observer is told tomorrow at ten. No: nobody is told, and nothing is kept."""
    tapped = turn.pressed(CheckIn)
    topic, observer = _topic(tapped.session, turn.person), PersonId(tapped.observer)
    asked = [one for one in await letters.of_topic(turn.tx, topic) if one.about.get("observer") == observer]
    if not asked:
        raise OldButton
    await turn.tx.sql.letters.forget_topic(topic=topic)
    if not tapped.please:
        turn.show("listening-not-asked", buttons=[[OpenSupport(), OpenMenu()]])
        return
    zone = await saying.zone_of(turn.tx, observer)
    due = next_day(turn.now, zone)
    turn.write_to(observer, "listening-check-in", about={"person": turn.person}, due=due, lane=Lane.SESSION)
    name = await saying.one_name(turn.tx, observer, turn.words)
    turn.show("listening-will-ask", buttons=[[OpenSupport(), OpenMenu()]], observer=name)


async def _check_in(reading: Reading) -> Deed | None:
    """Hidden until tapped, since it names somebody."""
    name = await saying.one_name(reading.tx, PersonId(str(reading.letter.about["person"])), reading.words)
    return Send(reading.words("listening-check-in", name=name), spoiler=True) if name else None


HANDLERS = [GuideCard.handler(guide_card), CheckIn.handler(check_in)]
LETTERS = {
    "listening-tomorrow": LetterKind(_tomorrow),
    "listening-check-in": LetterKind(_check_in, waits_for_morning=True),
}
