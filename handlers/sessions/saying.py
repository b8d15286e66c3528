"""How a session is spoken of: its card and the card's version, who holds it, and who is in today."""

from datetime import datetime, timedelta

from handlers.circles.saying import names, plan
from handlers.talk.words import UK, Words, of
from mentoring import circles as rules
from mentoring import one_guide, planning
from mentoring.people import PersonId, Role
from mentoring.plans import Plan
from storage import circles, consents, fallbacks, people, rota, sessions
from storage.circles import Circle, Staff
from storage.core.database import Tx
from storage.sessions import Session

CARD = "session-card"
"""What a yes to the before card is kept under; `about` is the session (P-M13)."""


def card(words: Words, session: Session, observer: str) -> str:
    """The before card (3.2); a small chat has its own."""
    return words("chat-card" if session.chat else "before-card", observer=observer, minutes=session.minutes)


def promise(words: Words, session: Session) -> str:
    """What the card promises, whoever looks after wellbeing that evening: the text a yes is kept to."""
    return card(words, session, "")


def version(words: Words, session: Session) -> str:
    """Which card it is now: other words or another length make another version (H-09)."""
    return consents.version_of(promise(words, session))


async def has_read(tx: Tx, session: Session, person: PersonId, words: Words) -> bool:
    """Whether they tapped «I've read it» under this version of the card."""
    now = version(words, session)
    kept = await consents.of(tx, person)
    return any(c.stands and (c.purpose, c.about, c.version) == (CARD, session.id, now) for c in kept)


async def in_today(tx: Tx, session: Session) -> list[PersonId]:
    """Who said yes to the card as it is now."""
    return [yes.person for yes in await _standing(tx, session)]


async def _standing(tx: Tx, session: Session) -> list[sessions.Yes]:
    found = []
    for yes in await sessions.yeses(tx, session.id):
        person = await people.find(tx, yes.person)
        if person is not None and yes.version == version(of(person.language), session):
            found.append(yes)
    return found


async def is_in_today(tx: Tx, session: Session, person: PersonId) -> bool:
    return person in await in_today(tx, session)


async def room(tx: Tx, session: Session) -> rules.Room:
    """Who is in the room, as the rules see it."""
    team, here = await rota.team(tx, session), await _standing(tx, session)
    members = frozenset(yes.person for yes in here)
    room = rules.Room(members, guides=frozenset(team.guides), observer=team.observer)
    return one_guide.seen_in(await fallbacks.asked(tx, session), room)


async def seated(tx: Tx, circle: str) -> list[PersonId]:
    return [seat.person for seat in await circles.seated(tx, circle)]


async def observer_of(tx: Tx, session: Session, words: Words) -> str:
    """The first name of whoever looks after wellbeing at a session, or that there is nobody yet."""
    return await one_name(tx, (await rota.team(tx, session)).observer, words) or words("circle-nobody-yet")


async def one_name(tx: Tx, person: PersonId | None, words: Words) -> str:
    return await names(tx, [person], words) if person else ""


async def guides_of(tx: Tx, team: Staff, words: Words) -> str:
    return await names(tx, team.guides, words) or words("circle-nobody-yet")


async def zone_of(tx: Tx, person: PersonId | None) -> str:
    """The time zone somebody chose; UK time for a group, or when they chose none."""
    found = await people.find(tx, person) if person else None
    return str(found.choices.get("zone", UK)) if found else UK


async def coordinators(tx: Tx, circle: Circle) -> list[PersonId]:
    """Whoever planned the circle, while they still coordinate; all coordinators otherwise."""
    return await those_who_plan(tx, circle.made_by)


async def those_who_plan(tx: Tx, planner: PersonId | None, *, but: PersonId | None = None) -> list[PersonId]:
    """The planner, while they still coordinate; all coordinators otherwise, `but` somebody who is leaving."""
    found = [person for person in await people.holding(tx, Role.COORDINATOR) if person != but]
    return [planner] if planner in found else found


async def plan_next(tx: Tx, circle: Circle, now: datetime, *, past: datetime | None = None) -> str | None:
    """Plan the circle's next session, in step with its first. `past` is the start of the one just over.

    None for a circle that is closed, or has a session to come already.
    """
    if circle.state == "closed" or await sessions.next_of(tx, circle.id, now) is not None:
        return None
    half = timedelta(weeks=circle.every_weeks) / 2
    after = now if past is None else max(now, past + half)
    starts = planning.dates(circle.first, circle.every_weeks, circle.zone, after=after, count=1)[0]
    return await sessions.plan(tx, circle.id, starts, circle.plan, length(circle.plan), now=now)


def length(plan_id: str) -> int:
    """A plan's minutes."""
    return plan(plan_id).total


async def first_session(tx: Tx, circle: Circle, now: datetime) -> None:
    """A circle has opened: its first session is planned with it."""
    await plan_next(tx, circle, now)


async def look_ahead(tx: Tx, now: datetime) -> None:
    """Each night: every open circle has a session to come."""
    for circle in await circles.open_ones(tx):
        await plan_next(tx, circle, now)


def the_plan(session: Session) -> Plan:
    return plan(session.plan)


def plan_name(words: Words, session: Session) -> str:
    return words("chat-name") if session.chat else the_plan(session).name


def steps(words: Words, session: Session) -> str:
    """The running order, a line a step; a small chat has none."""
    if session.chat:
        return words("chat-no-steps")
    return "\n".join(words("session-step", minutes=s.minutes, title=s.title) for s in the_plan(session).steps)
