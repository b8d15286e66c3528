"""Another plan after the circle's notice: its group hears of it once, by day."""

from datetime import timedelta

from handlers.sessions import saying
from handlers.sessions.letters import TURN, ahead, private_link, send
from handlers.talk.buttons import Tap
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.quiet_hours import QuietHours
from mentoring.turns import places
from storage import circles, sessions
from storage.core import letters
from storage.sessions import Session

CHANGED = "session-plan-changed"
A_MOMENT = timedelta(minutes=5)
"""A guide who tries one plan and then another is heard of once."""


async def tell_group(turn: Turn, session: Session) -> None:
    """Owe the group the plan as it is by then, once its notice has named another; not at night, if it can wait."""
    circle = await circles.find(turn.tx, session.circle)
    if circle.group is None or turn.now < session.rule.notice_due:
        return
    due = QuietHours(zone=circle.zone).next_open(turn.now + A_MOMENT)
    if due >= session.starts:
        due = turn.now
    about, topic = {"session": session.id}, sessions.topic(session.id)
    await letters.withdraw(turn.tx, topic, kind=CHANGED)
    turn.write_to_group(circle.group, CHANGED, about=about, topic=topic, due=due)


async def _changed(reading: Reading) -> Deed | None:
    """Dropped once it has begun, is a small chat, or was moved: a moved one is told of with its time."""
    found = await ahead(reading)
    if found is None or found.session.chat or found.circle.group != reading.letter.group:
        return None
    session, plan = found.session, saying.the_plan(found.session)
    ask: list[Tap] = [private_link(reading, "session-ask-for-turn", TURN, session)] if places(plan) else []
    when = reading.words.when(session.starts, found.circle.zone)
    return send(reading, CHANGED, ask, when=when, plan=plan.name, minutes=session.minutes)


LETTERS = {CHANGED: LetterKind(_changed)}
