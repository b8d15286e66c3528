"""The rota as kept: who holds each session, who cannot make one, who stands in, and who has stepped back a while."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoring import rota as rules
from mentoring.people import PersonId, Role
from mentoring.rota import Claim, Helper, Pause
from mentoring.sessions import OFFER_STANDS
from storage import circles, people, rests, standing_in
from storage.circles import Part, Staff
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms
from storage.people import Person
from storage.sessions import Session

ROLES: dict[Part, Role] = {"guide": Role.GUIDE, "observer": Role.OBSERVER}
KEPT = timedelta(days=60)
"""How long after a session it is kept who stood in: turns are spread by the last weeks."""


@dataclass(frozen=True)
class Turn:
    """A session somebody holds, and their part in it."""

    session: str
    starts: datetime
    part: Part


# Who holds a session


async def team(tx: Tx, session: Session) -> Staff:
    """Who holds this session: its circle's own, those who can't make it left out, and whoever stands in.

    Nobody holds more than two in seven days, and nobody who has stepped back holds any (H-14).
    """
    rows = await tx.sql.rota.claims_on(session_id=session.id)
    held = [row for row in rows if await _is_given(tx, PersonId(row["person_id"]), session)]
    observers = sorted((row for row in held if row["part"] == "observer"), key=lambda row: not row["stands_in"])
    guides = tuple(PersonId(row["person_id"]) for row in held if row["part"] == "guide")
    return Staff(guides, PersonId(observers[0]["person_id"]) if observers else None)


async def at_another_time(tx: Tx, session: Session) -> Staff:
    """Who would hold it if it moved: its circle's own, whether or not they can make the time it has now.

    Whoever stands in does so for this one alone; whoever has stepped back is left alone (H-14).
    """
    own = await circles.staff(tx, session.circle)
    away = {person for person in own.everyone if await _is_paused(tx, person, session)}
    guides = tuple(person for person in own.guides if person not in away)
    return Staff(guides, None if own.observer in away else own.observer)


async def _is_paused(tx: Tx, person: PersonId, session: Session) -> bool:
    kept = await pauses(tx, person)
    return any(pause.covers(session.starts) for pause, circle in kept if circle in {None, session.circle})


async def _is_given(tx: Tx, person: PersonId, session: Session) -> bool:
    near = await _claims(tx, person, session.starts - 2 * rules.WEEK, session.starts + 2 * rules.WEEK)
    return session.id in rules.given(map(_claim, near))


async def _claims(tx: Tx, person: PersonId, after: datetime, until: datetime) -> list[sqlite3.Row]:
    return list(await tx.sql.rota.claims_of(person_id=person, after=ms(after), until=ms(until)))


def _claim(row: sqlite3.Row) -> Claim:
    return Claim(row["session_id"], instant(row["starts"]), bool(row["stands_in"]))


async def turns(tx: Tx, person: PersonId, *, after: datetime, until: datetime) -> list[Turn]:
    """The sessions somebody holds that start within this time (UTC), the soonest first."""
    rows = await _claims(tx, person, after - 2 * rules.WEEK, until + 2 * rules.WEEK)
    given = rules.given(map(_claim, rows))
    found = [Turn(row["session_id"], instant(row["starts"]), row["part"]) for row in rows]
    return [turn for turn in found if turn.session in given and after <= turn.starts <= until]


async def step_out(tx: Tx, session: Session, person: PersonId, *, now: datetime) -> Part | None:
    """They can't make this one. Which part is free now; None when they did not hold it."""
    part = _part_in(await team(tx, session), person)
    if part is None:
        return None
    await tx.sql.rota.give_away(session_id=session.id, person_id=person, part=part, since=ms(now))
    await standing_in.end_offer(tx, session.id, person)
    return part


def _part_in(staff: Staff, person: PersonId) -> Part | None:
    return next((part for part in ROLES if person in _of(staff, part)), None)


def _of(staff: Staff, part: Part) -> tuple[PersonId, ...]:
    if part == "guide":
        return staff.guides
    return (staff.observer,) if staff.observer else ()


async def stand_in(tx: Tx, session: Session, person: PersonId, part: Part, *, now: datetime) -> None:
    """They take the part, for this session alone; the asking is over. Raises what check_turn raises."""
    rules.check_turn(await helper(tx, person, session, now), session.starts)
    await tx.sql.rota.stand_in(session_id=session.id, person_id=person, part=part, since=ms(now))
    await standing_in.end_line(tx, session.id, part)


async def stands_in(tx: Tx, circle: str, person: PersonId, now: datetime) -> bool:
    """Whether somebody stands in for a session of this circle: until its after-care is over, three days on (P-M11)."""
    since = ms(now - OFFER_STANDS)
    return bool(await tx.sql.rota.stands_in_at(circle_id=circle, person_id=person, since=since))


async def can_after_all(tx: Tx, session: Session, person: PersonId) -> None:
    """They can make it: the turn of their own circle is theirs again."""
    await tx.sql.rota.drop_turn(session_id=session.id, person_id=person)


# Who could


async def helper(tx: Tx, person: PersonId, session: Session, now: datetime) -> Helper:
    """Somebody as the rules see them, for a turn in this session."""
    return await _helper(tx, await people.find(tx, person), person, session, now)


async def _helper(tx: Tx, known: Person | None, person: PersonId, session: Session, now: datetime) -> Helper:
    rows = await _claims(tx, person, session.starts - 2 * rules.REMEMBERED, session.starts + 2 * rules.REMEMBERED)
    return Helper(
        person,
        turns=tuple(instant(row["starts"]) for row in rows if row["session_id"] != session.id),
        asked=await standing_in.asked_at(tx, person),
        paused=tuple(pause for pause, _ in await pauses(tx, person)),
        awake_from=(known.quiet_until(now) if known else None) or now,
    )


async def others(tx: Tx, session: Session, part: Part) -> list[PersonId]:
    """Who has been granted the part, and neither holds this session, sits in its circle, nor can't make it."""
    seats = [seat.person for seat in await circles.seated(tx, session.circle)]
    away = [PersonId(row["person_id"]) for row in await tx.sql.rota.given_away(session_id=session.id)]
    resting = await rests.resting(tx, session.starts)
    own = {*(await team(tx, session)).everyone, *(await circles.staff(tx, session.circle)).everyone}
    out = {*own, *seats, *away, *resting}
    return [person for person in await people.holding(tx, ROLES[part]) if person not in out]


async def in_line(tx: Tx, session: Session, part: Part, now: datetime) -> list[PersonId]:
    """Whom to ask for a part, in order. Nobody who is out of reach, or wants nothing but answers."""
    found = []
    for person in await others(tx, session, part):
        known = await people.find(tx, person)
        if known is not None and not known.resting and not known.is_muted:
            found.append(await _helper(tx, known, person, session, now))
    return rules.in_line(found, session.starts, now)


# Stepping back a while


async def pause(tx: Tx, person: PersonId, *, circle: str | None, now: datetime, until: datetime | None) -> None:
    """They step back: from one circle, or from everything. No reason is asked or kept (P-M20)."""
    circle_id, end = circle, None if until is None else ms(until)
    await tx.sql.rota.pause(id=new_id(), person_id=person, circle_id=circle_id, since=ms(now), until=end)


async def pauses(tx: Tx, person: PersonId) -> list[tuple[Pause, str | None]]:
    """Somebody's pauses, each with the circle it is from (None: from everything)."""
    return [
        (Pause(instant(row["since"]), None if row["until"] is None else instant(row["until"])), row["circle_id"])
        for row in await tx.sql.rota.pauses_of(person_id=person)
    ]


async def pausing(tx: Tx, person: PersonId, now: datetime) -> list[tuple[Pause, str | None]]:
    """The pauses that hold at this moment."""
    return [(pause, circle) for pause, circle in await pauses(tx, person) if pause.covers(now)]


async def come_back(tx: Tx, person: PersonId, coming: Iterable[Session], *, now: datetime) -> None:
    """They are back. A session among `coming` for which somebody stands in already stays with whoever does."""
    filled = [session for session in coming if await _is_filled(tx, session, person)]
    await tx.sql.rota.drop_pauses(person_id=person, now=ms(now))
    await tx.sql.rota.end_pauses(person_id=person, now=ms(now))
    for session in filled:
        part = await _own_part(tx, session, person)
        if part is not None:
            await tx.sql.rota.give_away(session_id=session.id, person_id=person, part=part, since=ms(now))


async def _own_part(tx: Tx, session: Session, person: PersonId) -> Part | None:
    return _part_in(await circles.staff(tx, session.circle), person)


async def _is_filled(tx: Tx, session: Session, person: PersonId) -> bool:
    part, now_held = await _own_part(tx, session, person), await team(tx, session)
    if part is None or person in now_held.everyone:
        return False
    own = await circles.staff(tx, session.circle)
    return len(_of(now_held, part)) >= len(_of(own, part))


async def keep_times(tx: Tx, now: datetime) -> None:
    """Each night: what spreads turns is kept as long as it is of use, and not longer."""
    await tx.sql.rota.forget_old_turns(before=ms(now - KEPT))
    await tx.sql.rota.forget_old_pauses(before=ms(now - rules.WEEK))
    await tx.sql.rota.forget_old_asks(before=ms(now - rules.WEEK))
    await tx.sql.rota.forget_over_lines()
    await tx.sql.rota.forget_over_swaps()
