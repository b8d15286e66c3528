"""Check-ins as kept: what was suggested, each date, the sealed link, and a pick that goes when the meeting is over."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoring import checkins as rules
from mentoring.calendar import Slot
from mentoring.checkins import Rhythm
from mentoring.keep_times import KEEP, Kept
from mentoring.people import PersonId
from storage import meetings, pairs, sessions
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms
from storage.core.letters import About, Lane
from storage.pairs import Pair


@dataclass(frozen=True)
class Plan:
    """What a mentor suggested: `suggested` until the mentee answers, then `agreed`. Weekday and nth when it repeats."""

    id: str
    pair: Pair
    state: str
    rhythm: Rhythm
    weekday: int | None
    nth: int | None
    zone: str
    place: str


@dataclass(frozen=True)
class Suggestion:
    """A plan before it is kept: starts in UTC, `zone` the mentor's, `link` the address of the call."""

    rhythm: Rhythm
    starts: Sequence[datetime]
    minutes: int
    zone: str
    place: str
    weekday: int | None = None
    nth: int | None = None
    link: str | None = None


@dataclass(frozen=True)
class Checkin:
    """One date of a pair. `version` counts its changes, `moves` the new times it was given. `to-move` means no time
    stands for it just now.
    """

    id: str
    plan: str
    pair: str
    mentor: PersonId
    mentee: PersonId
    starts: datetime
    minutes: int
    state: str
    version: int
    changed_at: datetime
    rhythm: Rhythm
    zone: str
    moves: int = 0

    def holds(self, person: PersonId) -> bool:
        return person in {self.mentor, self.mentee}

    def other(self, person: PersonId) -> PersonId:
        """The one who is not `person`."""
        return self.mentee if person == self.mentor else self.mentor

    @property
    def slot(self) -> Slot:
        return Slot(self.starts, self.minutes)

    @property
    def ends(self) -> datetime:
        return self.slot.end


def topic(checkin_id: str) -> str:
    """The topic of every letter about one check-in."""
    return f"checkin:{checkin_id}"


def plan_topic(plan_id: str) -> str:
    """The topic of every letter about a suggestion."""
    return f"checkin-plan:{plan_id}"


# Suggesting and answering


async def suggest(tx: Tx, pair: Pair, suggestion: Suggestion, now: datetime) -> str:
    """Keep a suggestion in place of one the mentee has not answered. Returns its id."""
    for row in await tx.sql.checkins.suggested_of(pair_id=pair.id):
        await drop(tx, row["id"])
    plan, link = new_id(), None
    if suggestion.link is not None:
        link = await tx.seal("checkin_plans", "link", plan, pair.mentor, suggestion.link)
    await tx.sql.checkins.suggest(
        id=plan,
        pair_id=pair.id,
        rhythm=suggestion.rhythm,
        weekday=suggestion.weekday,
        nth=suggestion.nth,
        zone=suggestion.zone,
        place=suggestion.place,
        link=link,
        made_at=ms(now),
    )
    await _add(tx, plan, suggestion.starts, suggestion.minutes, now)
    return plan


async def _add(tx: Tx, plan: str, starts: Sequence[datetime], minutes: int, now: datetime) -> None:
    for at in starts:
        await tx.sql.checkins.add(id=new_id(), plan_id=plan, starts=ms(at), minutes=minutes, changed_at=ms(now))


async def find_plan(tx: Tx, plan_id: str) -> Plan | None:
    """One suggestion, answered or not, of a pair that has not ended."""
    row = await tx.sql.checkins.plan(id=plan_id)
    pair = None if row is None else await pairs.find(tx, row["pair_id"])
    if row is None or pair is None or pair.state == "ended":
        return None
    return Plan(
        id=row["id"],
        pair=pair,
        state=row["state"],
        rhythm=Rhythm(row["rhythm"]),
        weekday=row["weekday"],
        nth=row["nth"],
        zone=row["zone"],
        place=row["place"],
    )


async def book(tx: Tx, plan_id: str, chosen: Collection[str], now: datetime) -> bool:
    """The mentee's yes to some dates; the rest wait for a new time. False when it was answered already."""
    if not await tx.sql.checkins.agree(id=plan_id):
        return False
    await letters.withdraw(tx, plan_topic(plan_id))
    await tx.sql.checkins.drop_offer(about_id=plan_id)
    for checkin in await of_plan(tx, plan_id):
        if checkin.id in chosen and checkin.starts > now:
            await tx.sql.checkins.book(id=checkin.id, changed_at=ms(now))
            await owe_letters(tx, checkin, now)
        else:
            await tx.sql.checkins.set_aside(id=checkin.id, version=checkin.version, changed_at=ms(now))
    return True


async def rebase(tx: Tx, plan: Plan, starts: Sequence[datetime], now: datetime) -> None:
    """Other dates for a suggestion that has not been answered, in place of those it had."""
    minutes = 0
    for checkin in await of_plan(tx, plan.id):
        minutes = checkin.minutes
        await tx.sql.checkins.drop(id=checkin.id)
    await _add(tx, plan.id, starts, minutes, now)


async def drop(tx: Tx, plan_id: str) -> None:
    """Let a suggestion go, with its dates, offers and letters."""
    for checkin in await of_plan(tx, plan_id):
        await letters.withdraw(tx, topic(checkin.id))
    await letters.withdraw(tx, plan_topic(plan_id))
    await tx.sql.checkins.drop_plan(id=plan_id)


async def owe_letters(tx: Tx, checkin: Checkin, now: datetime) -> None:
    """Owe both the reminders that are still ahead, and the question whether they met."""
    about: About = {"checkin": checkin.id, "at": ms(checkin.starts)}
    due = [(f"checkin-{which}", at) for which, at in rules.reminders(checkin.starts, now)]
    for kind, at in [*due, ("checkin-done", checkin.ends)]:
        lane = Lane.SESSION if kind == "checkin-hour" else Lane.REMINDER
        for person in (checkin.mentor, checkin.mentee):
            await letters.owe(tx, kind=kind, to=person, due=at, about=about, topic=topic(checkin.id), lane=lane)


# Looking


async def find(tx: Tx, checkin_id: str) -> Checkin | None:
    """One check-in of a pair that is active; None while it rests and after it has ended."""
    row = await tx.sql.checkins.find(id=checkin_id)
    return _checkin(row) if row is not None and row["pair_state"] == "agreed" else None


async def of_plan(tx: Tx, plan_id: str) -> list[Checkin]:
    """The dates of a plan, in order."""
    return [_checkin(row) for row in await tx.sql.checkins.of_plan(plan_id=plan_id)]


async def of_pair(tx: Tx, pair_id: str) -> list[Checkin]:
    """Every check-in of a pair, in order."""
    return [_checkin(row) for row in await tx.sql.checkins.of_pair(pair_id=pair_id)]


async def coming(tx: Tx, person: PersonId, now: datetime) -> list[Checkin]:
    """Somebody's booked check-ins that are not over, on either side, and those that need a new time."""
    found = [_checkin(row) for row in await tx.sql.checkins.of_person(person_id=person)]
    return [one for one in found if one.state == "to-move" or (one.state == "booked" and one.ends > now)]


async def booked(tx: Tx, person: PersonId, now: datetime) -> list[Checkin]:
    """Somebody's check-ins whose time stands and is not over."""
    return [one for one in await coming(tx, person, now) if one.state == "booked"]


async def busy(tx: Tx, person: PersonId, now: datetime, *, but: str | None = None) -> list[Slot]:
    """When somebody has a check-in, a circle session or a first hello ahead; `but` leaves one check-in out."""
    taken = [one.slot for one in await booked(tx, person, now) if one.id != but]
    taken += [Slot(one.starts, one.minutes) for one in await sessions.of_person(tx, person, now)]
    hellos = await meetings.of_person(tx, person)
    return taken + [Slot(one.at, one.minutes) for one in hellos if one.state == "booked" and one.at and one.minutes]


def _checkin(row: sqlite3.Row) -> Checkin:
    return Checkin(
        id=row["id"],
        plan=row["plan_id"],
        pair=row["pair_id"],
        mentor=PersonId(row["mentor_id"]),
        mentee=PersonId(row["mentee_id"]),
        starts=instant(row["starts"]),
        minutes=row["minutes"],
        state=row["state"],
        version=row["version"],
        changed_at=instant(row["changed_at"]),
        rhythm=Rhythm(row["rhythm"]),
        zone=row["zone"],
        moves=row["moves"],
    )


# Pausing, ending, keep times


async def when_paused(tx: Tx, pair: Pair, now: datetime) -> None:
    """All dates ahead go at once, with their reminders; what has been stays, for the count of meetings."""
    for row in await tx.sql.checkins.suggested_of(pair_id=pair.id):
        await drop(tx, row["id"])
    for checkin in await of_pair(tx, pair.id):
        await letters.withdraw(tx, topic(checkin.id))
        await tx.sql.checkins.drop_offer(about_id=checkin.id)
        if checkin.state in ("booked", "to-move"):
            await tx.sql.checkins.drop(id=checkin.id)


async def when_ended(tx: Tx, pair: Pair, now: datetime) -> None:
    """Nothing of it stays: dates, reminders, links, and what the mentee last tapped."""
    for row in await tx.sql.checkins.plans_of_pair(pair_id=pair.id):
        await drop(tx, row["id"])
    await tx.sql.checkins.forget_feeling(pair_id=pair.id)


async def keep_times(tx: Tx, now: datetime) -> None:
    """Each night: picks of meetings gone by, links a day after the last date, suggestions whose dates have passed."""
    await tx.sql.checkins.forget_openers(now=ms(now))
    await tx.sql.checkins.forget_links(before=ms(now - KEEP[Kept.CALL_LINK].time))
    await tx.sql.checkins.forget_unanswered(now=ms(now - timedelta(days=1)))
