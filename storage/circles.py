"""What we remember of circles: seats, who holds the space, and the sealed door to each group."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from mentoring import calendar
from mentoring import circles as rules
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms

KEPT_AFTER_LEAVING = timedelta(days=7)

ForWhom = Literal["members", "mixed"]
Part = Literal["guide", "observer"]


@dataclass(frozen=True)
class Plan:
    """What a coordinator decided: `first` is the first start in UTC, kept as wall time of `zone`."""

    title: str
    topic: str
    for_whom: ForWhom
    plan: str
    first: datetime
    every_weeks: int
    seats: int
    zone: str = calendar.UK


@dataclass(frozen=True)
class Circle:
    """One circle as kept. `group` is the id of its linked group, `door` its invite link.

    `door_kept` is False while the bot may not look after the door: no seat is offered then.
    """

    id: str
    title: str
    topic: str
    for_whom: ForWhom
    plan: str
    first: datetime
    zone: str
    every_weeks: int
    seats: int
    state: str
    group: str | None
    door: str | None
    door_kept: bool
    made_by: PersonId | None


@dataclass(frozen=True)
class Seat:
    """Somebody's seat. `shown`: their first name may be seen before joining. `inside`: they are in the group now."""

    person: PersonId
    since: datetime
    promised: str
    shown: bool
    inside: bool
    greeted: bool
    left_at: datetime | None


@dataclass(frozen=True)
class Staff:
    """Who holds the space: up to two guides, and one observer who looks after wellbeing (K3)."""

    guides: tuple[PersonId, ...] = ()
    observer: PersonId | None = None

    @property
    def everyone(self) -> tuple[PersonId, ...]:
        return (*self.guides, *((self.observer,) if self.observer else ()))


# Circles


async def make(tx: Tx, plan: Plan, *, by: PersonId, now: datetime) -> str:
    """Remember a planned circle, not open yet. Returns its id. Raises TooManySeats."""
    rules.Circle(seats=plan.seats)
    circle = new_id()
    await tx.sql.circles.make(
        id=circle,
        title=tx.house_seal("circles", "title", circle, plan.title),
        topic=plan.topic,
        for_whom=plan.for_whom,
        plan=plan.plan,
        first_at=plan.first.astimezone(ZoneInfo(plan.zone)).strftime("%Y-%m-%dT%H:%M"),
        zone=plan.zone,
        every_weeks=plan.every_weeks,
        seats=plan.seats,
        made_by=by,
        made_at=ms(now),
    )
    return circle


async def find(tx: Tx, circle_id: str) -> Circle:
    """One circle. Raises OldButton when it does not exist any more."""
    row = await tx.sql.circles.find(id=circle_id)
    if row is None:
        raise OldButton
    return _circle(tx, row)


async def of_group(tx: Tx, group: str) -> Circle | None:
    """The circle that meets in a linked group."""
    row = await tx.sql.circles.of_group(group_id=group)
    return None if row is None else _circle(tx, row)


async def open_ones(tx: Tx) -> list[Circle]:
    """Circles whose door is ready and looked after, full ones too. In an order that says nothing."""
    return [_circle(tx, row) for row in await tx.sql.circles.open_ones()]


async def with_a_lost_group(tx: Tx) -> list[Circle]:
    """Circles that still have a door although their group turned out to be gone."""
    return [_circle(tx, row) for row in await tx.sql.circles.with_a_lost_group()]


async def next_starts(tx: Tx, circle_id: str, *, after: datetime, most: int) -> list[datetime]:
    """When its planned sessions start, UTC: moved ones at their new time."""
    rows = await tx.sql.circles.next_starts(circle_id=circle_id, after=ms(after), most=most)
    return [instant(row["starts"]) for row in rows]


async def of_member(tx: Tx, person: PersonId) -> list[Circle]:
    """The circles in which somebody has a seat."""
    return [_circle(tx, row) for row in await tx.sql.circles.of_member(person_id=person)]


async def of_staff(tx: Tx, person: PersonId) -> list[Circle]:
    """The circles somebody guides or observes."""
    return [_circle(tx, row) for row in await tx.sql.circles.of_staff(person_id=person)]


async def planners_of(tx: Tx, person: PersonId) -> list[tuple[str, PersonId | None]]:
    """The circles somebody guides or observes, by id, each with whoever planned it. Nothing sealed is opened."""
    return [(row["id"], row["made_by"]) for row in await tx.sql.circles.planners_of(person_id=person)]


async def made_by(tx: Tx, person: PersonId) -> list[Circle]:
    """The circles a coordinator planned, closed ones left out."""
    return [_circle(tx, row) for row in await tx.sql.circles.made_by(person_id=person)]


async def close(tx: Tx, circle_id: str) -> bool:
    """Close it for good, its codes too. False when it was closed already."""
    await tx.sql.circle_doors.forget_codes_of(circle_id=circle_id)
    return bool(await tx.sql.circles.close(id=circle_id))


def _circle(tx: Tx, row: sqlite3.Row) -> Circle:
    wall = datetime.strptime(row["first_at"], "%Y-%m-%dT%H:%M").replace(tzinfo=ZoneInfo(row["zone"]))
    door = row["door"]
    return Circle(
        id=row["id"],
        title=tx.house_open("circles", "title", row["id"], row["title"]),
        topic=row["topic"],
        for_whom=row["for_whom"],
        plan=row["plan"],
        first=calendar.instant(wall.date(), wall.time(), row["zone"]),
        zone=row["zone"],
        every_weeks=row["every_weeks"],
        seats=row["seats"],
        state=row["state"],
        group=row["group_id"],
        door=None if door is None else tx.house_open("circles", "door", row["id"], door),
        door_kept=bool(row["door_kept"]),
        made_by=row["made_by"],
    )


# Seats


async def seated(tx: Tx, circle_id: str) -> list[Seat]:
    """Every seat that is taken, in the order they were taken."""
    return [_seat(row) for row in await tx.sql.circles.seated(circle_id=circle_id)]


async def seat_of(tx: Tx, circle_id: str, person: PersonId) -> Seat | None:
    """Somebody's seat in a circle, if they have one."""
    row = await tx.sql.circles.seat_of(circle_id=circle_id, person_id=person)
    return None if row is None else _seat(row)


async def rule_of(tx: Tx, circle_id: str, *, now: datetime, asking: PersonId | None = None) -> rules.Circle:
    """The circle as the rules see it. Held for whoever is not `asking`: also what is for those ahead in line."""
    circle, team = await find(tx, circle_id), await staff(tx, circle_id)
    held_now = await tx.sql.circles.held(circle_id=circle_id, now=ms(now))
    held_now += await tx.sql.waiting_lists.ahead(circle_id=circle_id, person_id=asking, now=ms(now))
    return rules.Circle(
        id=circle_id,
        seats=circle.seats,
        seated=frozenset(seat.person for seat in await seated(tx, circle_id)),
        held=frozenset(PersonId(row["person_id"]) for row in held_now),
        guides=frozenset(team.guides),
        observer=team.observer,
    )


async def show(tx: Tx, circle_id: str, person: PersonId, *, shown: bool) -> None:
    """Whether those who look at the circle before joining may see their first name."""
    await tx.sql.circles.show(circle_id=circle_id, person_id=person, shown=int(shown))


async def come_in(tx: Tx, circle_id: str, person: PersonId) -> bool:
    """They are in the group now. True the first time ever, when the circle is to be told once."""
    await tx.sql.circles.come_in(circle_id=circle_id, person_id=person)
    return bool(await tx.sql.circles.greet(circle_id=circle_id, person_id=person))


async def go_out(tx: Tx, circle_id: str, person: PersonId, *, now: datetime) -> bool:
    """They left the group; the seat stays theirs. False when they were not inside."""
    return bool(await tx.sql.circles.go_out(circle_id=circle_id, person_id=person, left_at=ms(now)))


def _seat(row: sqlite3.Row) -> Seat:
    left = row["left_at"]
    return Seat(
        person=PersonId(row["person_id"]),
        since=instant(row["since"]),
        promised=row["promised"],
        shown=bool(row["shown"]),
        inside=bool(row["inside"]),
        greeted=bool(row["greeted"]),
        left_at=None if left is None else instant(left),
    )


# Who holds the space


async def staff(tx: Tx, circle_id: str) -> Staff:
    """The guides and the observer of a circle."""
    rows = await tx.sql.circles.staff(circle_id=circle_id)
    guides = tuple(PersonId(row["person_id"]) for row in rows if row["part"] == "guide")
    return Staff(guides, next((PersonId(row["person_id"]) for row in rows if row["part"] == "observer"), None))


async def staff_up(tx: Tx, circle_id: str, person: PersonId, part: Part, *, now: datetime) -> None:
    """Give somebody a part in holding a circle, in place of the one they had there."""
    await tx.sql.circles.staff_up(circle_id=circle_id, person_id=person, part=part, since=ms(now))


async def stand_down(tx: Tx, circle_id: str, person: PersonId) -> bool:
    """They hold this circle no more. False when they did not."""
    return bool(await tx.sql.circles.stand_down(circle_id=circle_id, person_id=person))


async def keep_times(tx: Tx, now: datetime) -> None:
    """Each night: seats held too long, or left for seven days (J4), are free again; codes too old are forgotten."""
    await tx.sql.circles.forget_holds(now=ms(now))
    await tx.sql.circles.free_left(before=ms(now - KEPT_AFTER_LEAVING))
    await tx.sql.circle_doors.forget_codes(now=ms(now))
