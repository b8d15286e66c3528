"""How a session is spoken of: its card and the card's version, who holds it, and who is in today."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from handlers.circles import agreed, crowd
from handlers.circles.saying import before_card, member_names, names, plan, plan_now
from handlers.talk.words import UK, Words, of
from mentoring import circles as rules
from mentoring import consent, one_guide, planning
from mentoring.consent import Card
from mentoring.people import PersonId, Role
from mentoring.plans import Plan, Step, in_short
from storage import circles, consents, fallbacks, people, rota, seasons, sessions
from storage.circles import Circle, Staff
from storage.core.database import Tx
from storage.sessions import Session

CARD = "session-card"
"""What a yes to the before card is kept under; `about` is the session (P-M13)."""


async def card(tx: Tx, words: Words, session: Session) -> str:
    """The before card (3.2) with the plan and the version of the circle's rules: the very words a yes is kept to.

    A small chat has its own: there is no plan to it.
    """
    observer = await observer_of(tx, session, words)
    if session.chat:
        return words("chat-card", observer=observer, minutes=session.minutes)
    before = before_card(words, the_plan(session), observer, session.minutes)
    rules_now = (await agreed.current(tx, session.circle)).version
    return words("session-card-words", card=before, plan=the_plan(session).name, rules=rules_now)


async def version(tx: Tx, words: Words, session: Session) -> str:
    """Which card it is now: other minutes, plan, rules or observer make other words, and another version (H-09)."""
    return consents.version_of(await card(tx, words, session))


async def card_of(tx: Tx, session: Session, person: PersonId, words: Words) -> Card:
    """The card as it is now for somebody, and the one they read."""
    read = await consents.version_standing(tx, person, CARD, about=session.id)
    return Card(await version(tx, words, session), read)


async def has_read(tx: Tx, session: Session, person: PersonId, words: Words) -> bool:
    """Whether they tapped «I've read it» under this version of the card."""
    return (await card_of(tx, session, person, words)).is_read


async def in_today(tx: Tx, session: Session) -> list[PersonId]:
    """Who said yes to the card as it is now; once it has begun, whoever was counted in then or said yes since."""
    return [yes.person for yes in await _standing(tx, session)]


async def _standing(tx: Tx, session: Session) -> list[sessions.Yes]:
    found, cards = [], dict[str, str]()
    for yes in await sessions.yeses(tx, session.id):
        person = await people.find(tx, yes.person)
        if person is None:
            continue
        if person.language not in cards:
            cards[person.language] = await version(tx, of(person.language), session)
        if consent.counts(yes, cards[person.language], session.state):
            found.append(yes)
    return found


async def is_in_today(tx: Tx, session: Session, person: PersonId) -> bool:
    return person in await in_today(tx, session)


async def room(tx: Tx, session: Session, now: datetime) -> rules.Room:
    """Who is in the room, as the rules see it."""
    team, here = await rota.team(tx, session), await _standing(tx, session)
    room = rules.Room(
        members=frozenset(yes.person for yes in here),
        guides=frozenset(team.guides),
        observer=team.observer,
        in_the_group=await crowd.in_the_group(tx, session.circle, now),
    )
    return one_guide.seen_in(await fallbacks.asked(tx, session), room)


async def seated(tx: Tx, circle: str) -> list[PersonId]:
    return [seat.person for seat in await circles.seated(tx, circle)]


async def observer_of(tx: Tx, session: Session, words: Words) -> str:
    """The first name of whoever looks after wellbeing at a session, or that there is nobody yet."""
    return await one_name(tx, (await rota.team(tx, session)).observer, words) or words("circle-nobody-yet")


async def own_observer_of(tx: Tx, circle: str, words: Words) -> str:
    """The same for a circle itself, whoever stands in for one evening."""
    return await one_name(tx, (await circles.staff(tx, circle)).observer, words) or words("circle-nobody-yet")


async def one_name(tx: Tx, person: PersonId | None, words: Words) -> str:
    return await names(tx, [person], words) if person else ""


async def member_name(tx: Tx, session: Session, person: PersonId, words: Words) -> str:
    """A member, as those who hold the session read of them: told apart from another of the same name."""
    found = await member_names(tx, session.circle, words)
    return found.get(person) or await one_name(tx, person, words)


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


WhenPlanned = Callable[[Tx, Circle, Session, datetime], Awaitable[None]]
PLANNED: list[WhenPlanned] = []
"""Each is called when a series plans its next session, in that transaction: `await step(tx, circle, session, now)`."""
WhenOver = Callable[[Tx, Circle, datetime], Awaitable[None]]
SEASON_OVER: list[WhenOver] = []
"""Each is called once there is nothing more to plan, the last circle of a season being over."""


async def plan_next(tx: Tx, circle: Circle, now: datetime, *, past: datetime | None = None) -> str | None:
    """Plan the circle's next session, in step with its first. `past` is the start of the one just over.

    The last one of a season has a plan of its own. None for a circle that is closed, whose season is over, or that has
    a session to come already.
    """
    if circle.state == "closed" or await sessions.next_of(tx, circle.id, now) is not None:
        return None
    season = await seasons.rule_of(tx, circle.id)
    if season.is_over:
        for over in SEASON_OVER:
            await over(tx, circle, now)
        return None
    half = timedelta(weeks=circle.every_weeks) / 2
    after = now if past is None else max(now, past + half)
    starts = planning.dates(circle.first, circle.every_weeks, circle.zone, after=after, count=1)[0]
    by = await plan_now(tx, season.plan(circle.plan))
    planned = await sessions.plan(tx, circle.id, starts, by.id, by.total, now=now)
    for step in PLANNED:
        await step(tx, circle, await sessions.find(tx, planned), now)
    return planned


async def season_line(tx: Tx, session: Session, words: Words) -> str:
    """«This is circle 7 of 8», and that the end is near; empty for a circle without an end."""
    season = await seasons.rule_of(tx, session.circle)
    if season.length is None or season.is_over:
        return ""
    soon = ("last", "next", "then")[season.to_come or 0] if season.ends_soon else "later"
    return words("season-line", number=season.following, length=season.length, soon=soon)


async def first_session(tx: Tx, circle: Circle, now: datetime) -> None:
    """A circle has opened: its first session is planned with it."""
    await plan_next(tx, circle, now)


async def look_ahead(tx: Tx, now: datetime) -> None:
    """Each night: every open circle has a session to come."""
    for circle in await circles.open_ones(tx):
        await plan_next(tx, circle, now)


def the_plan(session: Session) -> Plan:
    """The plan it was planned with: the network's own in that very version, or one that is shipped."""
    return session.written or plan(session.plan)


def plan_name(words: Words, session: Session) -> str:
    return words("chat-name") if session.chat else the_plan(session).name


def steps(words: Words, session: Session) -> str:
    """The running order, a line a step; a small chat has none."""
    return words("chat-no-steps") if session.chat else _listed(words, the_plan(session).steps)


def steps_in_short(words: Words, session: Session) -> str:
    """The same at a glance, a line a turn: what fits a phone."""
    return words("chat-no-steps") if session.chat else _listed(words, in_short(the_plan(session)))


def _listed(words: Words, these: tuple[Step, ...]) -> str:
    return "\n".join(words("session-step", minutes=step.minutes, title=step.title) for step in these)
