"""Asking again: the words of a card have changed, so nobody is counted in on the older ones."""

from datetime import datetime, timedelta

from handlers.circles import agreed
from handlers.sessions import bells, saying
from mentoring.people import PersonId
from mentoring.sessions import Stage
from storage import consents, headcount, sessions
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Lane
from storage.sessions import Session

A_NIGHT = timedelta(hours=12)
"""Nearer to the start than this a fresh card does not wait for the morning: the evening it is for could be over."""


async def ask_again(tx: Tx, session: Session, now: datetime) -> None:
    """Owe the card afresh to everybody seated, once it has gone out: a changed plan, other rules, another observer.

    Whoever has read the words as they are by then is not written to. Nothing is owed once a session has begun.
    """
    if session.state in {Stage.BEGUN, Stage.CLOSED}:
        return
    await bells.refresh_panels(tx, session, now)
    if now < session.rule.card_due:
        return
    kind = "session-card-now" if session.starts - now < A_NIGHT else "session-card-again"
    topic = sessions.topic(session.id)
    for waiting in ("session-card", "session-card-again", "session-card-now"):
        await letters.withdraw(tx, topic, kind=waiting)
    for person in await saying.seated(tx, session.circle):
        about = {"session": session.id}
        await letters.owe(tx, kind=kind, due=now, to=person, about=about, topic=topic, lane=Lane.SESSION)


async def no_card(tx: Tx, person: PersonId, about: str | None, _: datetime) -> None:
    """The yes to a session's card is taken back on /privacy: they are not in, and no row says they ever were (H-09)."""
    if about is not None:
        await consents.forget(tx, person, saying.CARD, about=about)
        await sessions.take_back(tx, about, person)
        await headcount.not_coming(tx, about, person)


async def no_rules(tx: Tx, person: PersonId, about: str | None, now: datetime) -> None:
    """The yes to a circle's rules is taken back: they are not in next time, and the seat stays theirs.

    The next card names those rules, so the reading of it goes too: left alone it would tell of the yes that is gone.
    """
    if about is None:
        return
    await consents.forget(tx, person, agreed.KEEPS, about=about)
    session = await sessions.next_of(tx, about, now)
    if session is not None:
        await no_card(tx, person, session.id, now)
        await bells.refresh_panels(tx, session, now)
