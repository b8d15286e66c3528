"""The end of a pair's six months: both are asked, two yeses make another term, and nothing chosen lets it finish."""

from datetime import datetime

from mentoring import agreements as rules
from mentoring.people import PersonId
from storage import agreements, pairs
from storage.core import letters
from storage.core.database import Tx
from storage.core.instants import instant, ms
from storage.pairs import Pair

ASKS, LAPSES = "pair-term", "pair-term-lapses"


async def owe(tx: Tx, pair: Pair, now: datetime) -> None:
    """Owe both the question, in the same words at the same moments, and the kind end if nothing is chosen."""
    topic = pairs.topic(pair.id)
    about: letters.About = {"pair": pair.id, "ends": ms(pair.ends_at)}
    for due in rules.term_asks(pair.ends_at, now):
        for person in (pair.mentee, pair.mentor):
            await letters.owe(tx, kind=ASKS, to=person, due=due, about=about, topic=topic)
    await owe_lapse(tx, pair, rules.term_lapses(max(pair.ends_at, now)))


async def owe_lapse(tx: Tx, pair: Pair, due: datetime) -> None:
    """Owe the alarm at which a pair that chose nothing finishes (UTC)."""
    about = {"pair": pair.id}
    await letters.owe(tx, kind=LAPSES, to=pair.mentee, due=due, about=about, topic=pairs.topic(pair.id))


async def owe_missing(tx: Tx, now: datetime) -> None:
    """Every night: pairs whose term has no letters yet get theirs."""
    for row in await tx.sql.pairs.without_term_letters():
        await owe(tx, pairs.read_back(row), now)


async def has_said(tx: Tx, pair: Pair, person: PersonId) -> bool:
    """Has this one of the two said that they would carry on? For their own eyes: the other is not told."""
    return rules.wants_more((await _yeses(tx, pair.id)).get(person), pair.ends_at)


async def say_carry_on(tx: Tx, pair: Pair, person: PersonId, now: datetime) -> bool:
    """One side's wish for another term, on the version that stands. True when that makes two, and it is renewed."""
    await tx.sql.agreements.say_carry_on(id=pair.id, person_id=person, at=ms(now))
    return await renew_if_both(tx, pair.id, now)


async def renew_if_both(tx: Tx, pair_id: str, now: datetime) -> bool:
    """Another six months once both have said yes near the end of these. False when nothing changed."""
    pair, written = await pairs.find(tx, pair_id), await agreements.find(tx, pair_id)
    if pair is None or written is None or not rules.carry_on(written.terms, await _yeses(tx, pair_id), pair.ends_at):
        return False
    ends = rules.renewed(pair.ends_at, now)
    if not await tx.sql.pairs.renew(id=pair.id, ends_at=ms(ends), was=ms(pair.ends_at)):
        return False
    for kind in (ASKS, LAPSES):
        await letters.withdraw(tx, pairs.topic(pair.id), kind=kind)
    fresh = await pairs.find(tx, pair_id)
    if fresh:
        await owe(tx, fresh, now)
    return True


async def _yeses(tx: Tx, pair_id: str) -> dict[PersonId, datetime]:
    rows = await tx.sql.agreements.standing_yeses(id=pair_id)
    return {PersonId(row["person_id"]): instant(row["at"]) for row in rows}
