"""Keeping in touch: where each of two stands whose pair has ended, sealed alike, and a line for the other's eyes.

Both get a row when their pair ends, whatever they will say, and each act changes one's own row alone until both have
said yes. What stands between two people is looked at, and never written beside them.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from mentoring import keeping_in_touch as rules
from mentoring.keeping_in_touch import Said, Stand
from mentoring.people import PersonId, Role
from storage import concerns, pairs, people
from storage.core.database import Tx
from storage.core.instants import instant, ms
from storage.core.sealing import Damaged
from storage.pairs import Pair

SHUT, OPEN = "x", "o"


@dataclass(frozen=True)
class Touch:
    """One person's side. `line_at`: when the line was left that is there for the other (UTC)."""

    pair: str
    person: PersonId
    stand: Stand
    ended_at: datetime
    line_at: datetime | None


@dataclass(frozen=True)
class Line:
    """What one of the two left for the other, and when it goes (UTC)."""

    words: str
    until: datetime


async def begin(tx: Tx, pair: Pair, now: datetime, *, shut: bool) -> None:
    """A pair has ended: a row for each, both alike. `shut`: nothing will ever come of it, and neither can tell."""
    stand = rules.at_the_end(now, shut=shut)
    for person in (pair.mentee, pair.mentor):
        said = _sealed(tx, pair.id, person, stand)
        await tx.sql.keeping_in_touch.begin(
            pair_id=pair.id, person_id=person, said=said, ended_at=ms(now), until=ms(stand.until)
        )


async def of(tx: Tx, pair_id: str, person: PersonId, now: datetime) -> Touch:
    """One's own side, while its time lasts. Raises TouchIsOver, for anybody else too."""
    mine, _ = await _both(tx, pair_id, person, now)
    if mine is None:
        raise rules.TouchIsOver
    return mine


async def is_open(tx: Tx, pair_id: str, person: PersonId, now: datetime) -> bool:
    """Have both said yes, as far as this one of the two has heard?"""
    mine, _ = await _both(tx, pair_id, person, now)
    return mine is not None and mine.stand.said is Said.BOTH


async def may_be_asked(tx: Tx, pair_id: str, person: PersonId, now: datetime) -> bool:
    """Is there anything to keep in touch about, and time left for it?"""
    mine, _ = await _both(tx, pair_id, person, now)
    return mine is not None


async def under_way(tx: Tx, person: PersonId, now: datetime) -> list[str]:
    """The pairs after which somebody's own yes stands."""
    sides = [_touch(tx, row) for row in await tx.sql.keeping_in_touch.of_person(person_id=person)]
    return [one.pair for one in sides if rules.lasts(one.stand, now) and one.stand.said in (Said.YES, Said.BOTH)]


# What somebody says


async def say_yes(tx: Tx, pair_id: str, person: PersonId, now: datetime) -> Touch:
    """A yes. Raises TouchIsOver. Returns where they stand with it: see `open_if_two`."""
    mine = await of(tx, pair_id, person, now)
    await _keep(tx, mine, rules.say_yes(mine.stand))
    return await of(tx, pair_id, person, now)


async def take_back(tx: Tx, pair_id: str, person: PersonId, now: datetime) -> Touch:
    """A yes that waits is as if it had never been. Raises TouchIsOver."""
    mine = await of(tx, pair_id, person, now)
    await _keep(tx, mine, rules.take_back(mine.stand))
    return await of(tx, pair_id, person, now)


async def open_if_two(tx: Tx, pair_id: str, person: PersonId, now: datetime) -> tuple[PersonId, ...]:
    """Both have said yes: it opens for both. Returns whom to tell; nobody when nothing has changed."""
    mine, theirs = await _both(tx, pair_id, person, now)
    if mine is None or theirs is None or mine.stand.said is not Said.YES:
        return ()
    if not rules.are_two(mine.stand, theirs.stand, apart=await _apart(tx, mine, theirs)):
        return ()
    for one in (mine, theirs):
        await _keep(tx, one, rules.opened(one.stand, now))
    return (mine.person, theirs.person)


async def stop(tx: Tx, pair_id: str, person: PersonId, now: datetime) -> Touch:
    """Nothing passes any more, and one's own line is wiped. Raises TouchIsOver.

    The other's row is not touched: in their own file of what is kept, too, they could tell.
    """
    mine = await of(tx, pair_id, person, now)
    await _keep(tx, mine, rules.stop(mine.stand))
    if mine.stand.said is Said.BOTH:
        await tx.sql.keeping_in_touch.leave_line(pair_id=pair_id, person_id=person, line=None, line_at=None)
        tx.wipes = True
    return await of(tx, pair_id, person, now)


# The line


async def leave_line(tx: Tx, pair_id: str, person: PersonId, words: str, now: datetime) -> PersonId | None:
    """One line for the other, in place of the one before. Returns whom to tell, if anybody.

    It is kept, and answered, just the same when it will reach nobody. Raises TouchIsOver.
    """
    mine, theirs = await _both(tx, pair_id, person, now)
    if mine is None or not rules.may_leave_line(mine.stand, now):
        raise rules.TouchIsOver
    line = await tx.seal("keeping_in_touch", "line", f"{pair_id}/{person}", person, words)
    await tx.sql.keeping_in_touch.leave_line(pair_id=pair_id, person_id=person, line=line, line_at=ms(now))
    if theirs is None or not rules.may_knock(_still_there(mine, now), now):
        return None
    return theirs.person if await _passes(tx, mine, theirs) else None


async def line_for(tx: Tx, pair_id: str, reader: PersonId, now: datetime) -> Line | None:
    """What the other left for this reader: the one door. None whatever the reason. Raises Damaged for changed rows."""
    mine, theirs = await _both(tx, pair_id, reader, now)
    left = _still_there(theirs, now) if theirs else None
    if mine is None or theirs is None or left is None or not await _passes(tx, mine, theirs):
        return None
    [row] = [row for row in await tx.sql.keeping_in_touch.of_pair(pair_id=pair_id) if row["person_id"] != reader]
    words = await tx.open("keeping_in_touch", "line", f"{pair_id}/{theirs.person}", theirs.person, row["line"])
    return Line(words, left + rules.LINE_KEPT)


async def forget_old(tx: Tx, now: datetime) -> None:
    """Every night: lines after 14 days, a yes that met none 14 days after the end, all of it 28 days after both."""
    await tx.sql.keeping_in_touch.forget_lines(before=ms(now - rules.LINE_KEPT))
    await tx.sql.keeping_in_touch.forget_over(now=ms(now))


# What stands between two


async def _passes(tx: Tx, mine: Touch, theirs: Touch) -> bool:
    return rules.passes(mine.stand, theirs.stand, apart=await _apart(tx, mine, theirs))


async def _apart(tx: Tx, mine: Touch, theirs: Touch) -> bool:
    """Has one gone, blocked the bot, lost the part, or raised a concern that must never reach the other?"""
    pair = await pairs.find(tx, mine.pair)
    if pair is None:
        return True
    for one, other in ((mine.person, theirs.person), (theirs.person, mine.person)):
        known = await people.find(tx, one)
        if known is None or not known.is_member or known.resting:
            return True
        if one == pair.mentor and Role.MENTOR not in known.roles:
            return True
        if await concerns.keeps_from(tx, one, other):
            return True
    return False


# Rows


async def _both(tx: Tx, pair_id: str, person: PersonId, now: datetime) -> tuple[Touch | None, Touch | None]:
    """As _sides, for what is not over."""
    mine, theirs = await _sides(tx, pair_id, person)
    return _if_open(mine, now), _if_open(theirs, now)


def _if_open(touch: Touch | None, now: datetime) -> Touch | None:
    return touch if touch and rules.lasts(touch.stand, now) else None


async def _sides(tx: Tx, pair_id: str, person: PersonId) -> tuple[Touch | None, Touch | None]:
    """One's own side and the other's. Neither for somebody who is not one of the two."""
    every = [_touch(tx, row) for row in await tx.sql.keeping_in_touch.of_pair(pair_id=pair_id)]
    mine = next((one for one in every if one.person == person), None)
    return mine, next((one for one in every if one.person != person), None) if mine else None


def _still_there(touch: Touch, now: datetime) -> datetime | None:
    return touch.line_at if rules.is_there(touch.line_at, now) else None


def _touch(tx: Tx, row: sqlite3.Row) -> Touch:
    person = PersonId(row["person_id"])
    left = None if row["line_at"] is None else instant(row["line_at"])
    return Touch(row["pair_id"], person, _stand(tx, row), instant(row["ended_at"]), left)


def _stand(tx: Tx, row: sqlite3.Row) -> Stand:
    """What does not open is as if nothing had been said, and nothing comes of it."""
    until = instant(row["until"])
    try:
        kept = tx.house_open("keeping_in_touch", "said", f"{row['pair_id']}/{row['person_id']}", row["said"])
        return Stand(Said(kept[:1]), until, shut=kept[1:] != OPEN)
    except (Damaged, ValueError):
        return Stand(Said.NOTHING, until, shut=True)


async def _keep(tx: Tx, touch: Touch, stand: Stand) -> None:
    if stand != touch.stand:
        said = _sealed(tx, touch.pair, touch.person, stand)
        await tx.sql.keeping_in_touch.stand(
            pair_id=touch.pair, person_id=touch.person, said=said, until=ms(stand.until)
        )


def _sealed(tx: Tx, pair_id: str, person: PersonId, stand: Stand) -> bytes:
    """Two letters, whatever they say."""
    return tx.house_seal("keeping_in_touch", "said", f"{pair_id}/{person}", stand.said + (SHUT if stand.shut else OPEN))
