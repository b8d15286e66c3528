"""Seasons of a circle as kept: how long one is, how far it has come, and who privately said yes to another."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mentoring.people import PersonId
from mentoring.seasons import Season
from storage.core.database import Tx
from storage.core.instants import instant, ms

State = Literal["running", "asking", "over"]


@dataclass(frozen=True)
class Kept:
    """The season a circle is in: `number` counts them from one, `since` is its begin (UTC)."""

    circle: str
    number: int
    length: int | None
    since: datetime
    state: State


def topic(circle_id: str) -> str:
    """The topic of every letter that asks about another season."""
    return f"season:{circle_id}"


async def begin(tx: Tx, circle_id: str, length: int | None, *, now: datetime) -> None:
    """The first season of a circle; without a `length` it goes on until somebody closes it."""
    await tx.sql.seasons.begin(circle_id=circle_id, length=length, since=ms(now))


async def find(tx: Tx, circle_id: str) -> Kept | None:
    """The season a circle is in; None for one that was planned before there were any."""
    row = await tx.sql.seasons.find(circle_id=circle_id)
    if row is None:
        return None
    return Kept(row["circle_id"], row["number"], row["length"], instant(row["since"]), row["state"])


async def rule_of(tx: Tx, circle_id: str) -> Season:
    """The season as the rules see it. A circle counts once it has begun and closed; one nobody came to does not."""
    kept = await find(tx, circle_id)
    if kept is None or kept.length is None:
        return Season(None)
    return Season(kept.length, int(await tx.sql.seasons.done(circle_id=circle_id, since=ms(kept.since))))


async def ask(tx: Tx, circle_id: str) -> bool:
    """The last circle is over: everybody is asked what next. True for whoever is first to notice."""
    return bool(await tx.sql.seasons.turn(circle_id=circle_id, now="running", to="asking"))


async def again(tx: Tx, circle_id: str, *, now: datetime) -> bool:
    """Another season, counted from now; the yeses to it go. False when it was settled already."""
    if not await tx.sql.seasons.again(circle_id=circle_id, since=ms(now)):
        return False
    await tx.sql.seasons.forget_yeses(circle_id=circle_id)
    return True


async def end(tx: Tx, circle_id: str) -> bool:
    """No other season: yeses, seats and holds end. What people own stays theirs. False when it was settled already."""
    if not await tx.sql.seasons.turn(circle_id=circle_id, now="asking", to="over"):
        return False
    await tx.sql.seasons.forget_yeses(circle_id=circle_id)
    await tx.sql.seasons.end_seats(circle_id=circle_id)
    await tx.sql.seasons.end_holds(circle_id=circle_id)
    return True


async def say_yes(tx: Tx, circle_id: str, person: PersonId, *, now: datetime) -> None:
    """A private yes to another season. A no leaves nothing behind."""
    await tx.sql.seasons.say_yes(circle_id=circle_id, person_id=person, at=ms(now))


async def take_back(tx: Tx, circle_id: str, person: PersonId) -> None:
    await tx.sql.seasons.take_back(circle_id=circle_id, person_id=person)


async def yeses(tx: Tx, circle_id: str) -> list[PersonId]:
    """Who said yes so far: for the rule, and for nobody's eyes."""
    return [PersonId(row["person_id"]) for row in await tx.sql.seasons.yeses(circle_id=circle_id)]
