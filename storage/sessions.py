"""Circle sessions as kept: when, by which plan, the sealed way into the call, and who privately said yes."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mentoring import sessions as rules
from mentoring.people import PersonId
from mentoring.plans import Plan
from mentoring.problems import OldButton
from mentoring.sessions import Call, Stage
from storage import live, plans, session_ways, standing_in
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms
from storage.core.letters import Lane


@dataclass(frozen=True)
class Session:
    """One meeting of a circle. Instants are UTC. `moves` counts its moves.

    `written` is the version of the network's own plan it was planned with; None when its plan is shipped.
    `chat`: a small chat in place of a circle. `needs_two`: somebody said no to one guide (K3).
    """

    id: str
    circle: str
    plan: str
    starts: datetime
    minutes: int
    state: Stage
    begun: datetime | None
    closed: datetime | None
    has_link: bool
    moves: int = 0
    written: Plan | None = None
    chat: bool = False
    needs_two: bool = False

    @property
    def rule(self) -> rules.Session:
        """As the rules see it."""
        return rules.Session(self.starts, self.minutes, self.state, self.begun, self.closed, self.chat)


@dataclass(frozen=True)
class Yes:
    """One private «I'm in today», to the version of the card they had read (K5)."""

    person: PersonId
    version: str
    at: datetime
    one_guide: bool


def topic(session_id: str) -> str:
    """The topic of every letter about a session."""
    return f"session:{session_id}"


def bell(call: Call) -> str:
    """The kind of the letter to nobody that rings when something falls due."""
    return f"session-bell-{call.value}"


# Planning, moving


async def plan(
    tx: Tx,
    circle: str,
    starts_at: datetime,
    plan_id: str,
    minutes: int,
    *,
    now: datetime,
    link: str | None = None,
) -> str:
    """Plan a session of a circle at `starts_at` (UTC) and owe all it calls for. Returns its id.

    The same circle and start twice are one session. Raises TooLongAMeeting past ninety minutes (K2).
    """
    rule = rules.Session(starts_at, minutes)
    known = await tx.sql.sessions.at_start(circle_id=circle, starts=ms(starts_at))
    if known is not None:
        return str(known["id"])
    session = new_id()
    sealed = None if link is None else tx.house_seal("sessions", "link", session, link)
    await tx.sql.sessions.plan(
        id=session, circle_id=circle, plan=plan_id, starts=ms(starts_at), minutes=minutes, link=sealed
    )
    await _owe_before(tx, session, rule, now)
    return session


async def _owe_before(tx: Tx, session: str, rule: rules.Session, now: datetime) -> None:
    """The bells up to the start, those still ahead of us; and the one at the limit, begun or not."""
    for call, due in rules.calls(rule):
        if call is Call.TIME_IS_UP or (call in rules.REMINDERS and due >= now):
            await ring_at(tx, session, call, due)


async def ring_at(tx: Tx, session: str, call: Call, due: datetime, **about: str | int) -> None:
    """Owe a bell: when it is due, whoever is concerned by then is written to."""
    about["session"] = session
    await letters.owe(tx, kind=bell(call), due=due, about=about, topic=topic(session), lane=Lane.SESSION)


async def move(tx: Tx, session: Session, starts_at: datetime, *, now: datetime) -> bool:
    """Another start: what was owed is withdrawn and owed anew, and every yes is asked for again.

    One whose call does not come about is as if it had not begun. False when it is under way or over. Raises
    TooLongAMeeting.
    """
    rule = rules.Session(starts_at, session.minutes, chat=session.chat)
    if not await tx.sql.sessions.move(id=session.id, starts=ms(starts_at)):
        return False
    await letters.withdraw(tx, topic(session.id))
    await tx.sql.sessions.take_all_back(session_id=session.id)
    await (session_ways if session.begun is None else live).over(tx, session.id)
    await standing_in.start_afresh(tx, session.id)
    await _owe_before(tx, session.id, rule, now)
    return True


async def replan(tx: Tx, session: Session, plan_id: str, minutes: int) -> bool:
    """Another plan or length. The card changes with it, so every yes is asked for again (H-09). False once begun."""
    changed = rules.Session(session.starts, minutes, chat=session.chat)
    if not await tx.sql.sessions.replan(id=session.id, plan=plan_id, minutes=minutes):
        return False
    await tx.sql.sessions.take_all_back(session_id=session.id)
    await end_anew(tx, session.id, changed)
    return True


async def end_anew(tx: Tx, session: str, changed: rules.Session) -> None:
    """Its length has changed: the bell at its limit rings at the new one."""
    await letters.withdraw(tx, topic(session), kind=bell(Call.TIME_IS_UP))
    await ring_at(tx, session, Call.TIME_IS_UP, changed.must_close_by)


# Looking


async def find(tx: Tx, session_id: str) -> Session:
    """One session. Raises OldButton when there is none."""
    row = await tx.sql.sessions.find(id=session_id)
    if row is None:
        raise OldButton
    return await _session(tx, row)


async def next_of(tx: Tx, circle: str, now: datetime) -> Session | None:
    """The session of a circle that is under way, or the next to come. One long past that nobody closed is left out."""
    found = [await _session(tx, row) for row in await tx.sql.sessions.coming(circle_id=circle)]
    return next((one for one in found if one.rule.must_close_by > now), None)


async def of_person(tx: Tx, person: PersonId, now: datetime) -> list[Session]:
    """Sessions to come, or under way, of the circles in which somebody sits or helps."""
    found = [await _session(tx, row) for row in await tx.sql.sessions.of_person(person_id=person)]
    return [one for one in found if one.rule.must_close_by > now]


async def _session(tx: Tx, row: sqlite3.Row) -> Session:
    own = await plans.find(tx, row["plan"]) if plans.is_own(row["plan"]) else None
    return Session(
        id=row["id"],
        circle=row["circle_id"],
        plan=row["plan"],
        starts=instant(row["starts"]),
        minutes=row["minutes"],
        state=Stage(row["state"]),
        begun=None if row["begun"] is None else instant(row["begun"]),
        closed=None if row["closed"] is None else instant(row["closed"]),
        has_link=row["link"] is not None,
        moves=row["moves"],
        written=own.plan if own else None,
        chat=bool(row["chat"]),
        needs_two=bool(row["needs_two"]),
    )


# The way into the call


async def set_link(tx: Tx, session: str, link: str) -> bool:
    """Keep the call's address, under the house's key. False when the session is over."""
    return bool(await tx.sql.sessions.set_link(id=session, link=tx.house_seal("sessions", "link", session, link)))


async def link_of(tx: Tx, session: str) -> str | None:
    """The call's address; None while there is none, or once it is wiped."""
    row = await tx.sql.sessions.find(id=session)
    return None if row is None or row["link"] is None else tx.house_open("sessions", "link", session, row["link"])


async def wipe_link(tx: Tx, session: str) -> None:
    await tx.sql.sessions.wipe_link(id=session)


# Who is in today


async def say_yes(tx: Tx, session: str, person: PersonId, version: str, *, now: datetime) -> None:
    """Keep a private yes to this version of the card, in place of an older one."""
    await tx.sql.sessions.say_yes(session_id=session, person_id=person, version=version, at=ms(now))


async def take_back(tx: Tx, session: str, person: PersonId) -> None:
    """Not today: no trace of them stays (H-09)."""
    await tx.sql.sessions.take_back(session_id=session, person_id=person)
    await session_ways.take_back(tx, session, person)


async def yeses(tx: Tx, session: str) -> list[Yes]:
    """Every yes of somebody who still has a seat, whatever version it was to."""
    return [_yes(row) for row in await tx.sql.sessions.yeses(session_id=session)]


async def yes_of(tx: Tx, session: str, person: PersonId) -> Yes | None:
    """Somebody's own yes."""
    row = await tx.sql.sessions.yes_of(session_id=session, person_id=person)
    return None if row is None else _yes(row)


def _yes(row: sqlite3.Row) -> Yes:
    return Yes(PersonId(row["person_id"]), row["version"], instant(row["at"]), bool(row["one_guide"]))


# How far it has come


async def gather(tx: Tx, session: str) -> None:
    await tx.sql.sessions.gather(id=session)


Steps = Iterable[tuple[datetime, bool]]
"""When each step starts (UTC), and whether it is a break."""


async def begin(
    tx: Tx, session: Session, *, now: datetime, steps: Steps, counted: Iterable[PersonId]
) -> Session | None:
    """It has begun: its clock runs, and rings at each of `steps` (UTC). None when somebody else was first.

    A yes of anybody but those `counted` was to older words and goes, so that it never opens this session (H-09).
    """
    if not await tx.sql.sessions.begin(id=session.id, begun=ms(now)):
        return None
    for outdated in {yes.person for yes in await yeses(tx, session.id)} - set(counted):
        await take_back(tx, session.id, outdated)
    begun = await find(tx, session.id)
    await letters.withdraw(tx, topic(session.id))
    for call, due in ((Call.TEN_LEFT, begun.rule.ten_left), (Call.TIME_IS_UP, begun.rule.must_close_by)):
        await ring_at(tx, session.id, call, due)
    await owe_steps(tx, session.id, steps)
    return begun


async def owe_steps(tx: Tx, session: str, steps: Steps) -> None:
    """The step changes still to come, in place of those owed before."""
    await letters.withdraw(tx, topic(session), kind=bell(Call.NEXT_STEP))
    for due, pause in steps:
        await ring_at(tx, session, Call.NEXT_STEP, due, pause=int(pause))


async def close(tx: Tx, session: Session, *, at: datetime) -> Session | None:
    """It is over at this instant: what was owed is withdrawn, and the after-care is owed. None when it was over.

    Of one that never began no yes is kept: nobody was in, whatever words they had said it to (H-09).
    """
    if not await tx.sql.sessions.close(id=session.id, closed=ms(at)):
        return None
    if session.begun is None:
        await tx.sql.sessions.take_all_back(session_id=session.id)
    closed = await find(tx, session.id)
    await live.over(tx, session.id)
    await letters.withdraw(tx, topic(session.id))
    ran = session.begun is not None
    for call, due in rules.calls(closed.rule):
        if call in rules.ALWAYS_DUE or (ran and call in rules.AFTER_CARE):
            await ring_at(tx, session.id, call, due)
    return closed
