"""The weekly pulse: taps sealed under their owner's key for eight weeks, and three counts that lead to nobody."""

import json
from collections.abc import Mapping
from datetime import datetime

from mentoring import pulse as rules
from mentoring.calendar import UK
from mentoring.people import PersonId
from mentoring.pulse import Band, NetworksWeek, Question, Taps, When
from storage import people
from storage.core import letters
from storage.core.database import Tx
from storage.core.instants import instant, ms
from storage.people import Person

CHOICE = "pulse"
"""The choice that holds when somebody wants to be asked; without it nobody is."""
ASK = "pulse-ask"
SEALED_LENGTH = 96
"""Every sealed row is as long as every other: its size must not tell how the week was."""


def wanted(person: Person | None) -> When | None:
    """When somebody wants to be asked; None: not at all."""
    said = person.choices.get(CHOICE) if person else None
    return When(said) if said in set(When) else None


# One's own


async def taps_of(tx: Tx, person: PersonId, now: datetime) -> Taps:
    """What they have tapped this week."""
    row = await tx.sql.pulse.find(person_id=person, week=ms(rules.week_of(now)))
    return Taps() if row is None else _taps(await _open(tx, person, row["week"], row["taps"]))


async def tap(tx: Tx, person: PersonId, question: Question, answer: str, *, now: datetime) -> Taps:
    """Keep one tap of this week in place of the one before. Once all three are in, the week is counted, once.

    The count is a week's three numbers, sealed by the house: no row of it ties a number to whoever tapped.
    """
    week, before = ms(rules.week_of(now)), await taps_of(tx, person, now)
    after = Taps(**{**vars(before), question.value: answer})
    await tx.sql.pulse.keep(person_id=person, week=week, taps=await _seal(tx, person, week, after))
    await _count(tx, week, rules.band(before), rules.band(after))
    return after


async def _count(tx: Tx, week: int, was: Band | None, is_now: Band | None) -> None:
    if was is is_now:
        return
    counts = await _counts(tx, week)
    if was is not None:
        counts[was] = max(0, counts[was] - 1)
    if is_now is not None:
        counts[is_now] += 1
    sealed = tx.house_seal("pulse_counts", "counts", str(week), json.dumps(counts).ljust(SEALED_LENGTH))
    await tx.sql.pulse.keep_counts(week=week, counts=sealed)


async def _counts(tx: Tx, week: int) -> dict[Band, int]:
    row = await tx.sql.pulse.counts(week=week)
    kept = json.loads(tx.house_open("pulse_counts", "counts", str(week), row["counts"])) if row else {}
    return {band: int(kept.get(band, 0)) for band in Band}


async def last(tx: Tx, person: PersonId, now: datetime) -> list[tuple[datetime, Taps]]:
    """Their last weeks, the newest first, eight at most: the week's first day (UTC), and what they tapped."""
    after = ms(rules.gone_by(now))
    rows = await tx.sql.pulse.last(person_id=person, after=after, most=rules.MOST_SHOWN)
    return [(instant(row["week"]), _taps(await _open(tx, person, row["week"], row["taps"]))) for row in rows]


async def forget(tx: Tx, person: PersonId) -> None:
    """Wipe every tap of theirs. What was counted stays a number."""
    await tx.sql.pulse.forget(person_id=person)


async def _seal(tx: Tx, person: PersonId, week: int, taps: Taps) -> bytes:
    said = {question: answer for question, answer in vars(taps).items() if answer is not None}
    return await tx.seal("pulse_taps", "taps", f"{person}/{week}", person, json.dumps(said).ljust(SEALED_LENGTH))


async def _open(tx: Tx, person: PersonId, week: int, sealed: bytes) -> Mapping[str, str]:
    said: Mapping[str, str] = json.loads(await tx.open("pulse_taps", "taps", f"{person}/{week}", person, sealed))
    return said


def _taps(said: Mapping[str, str]) -> Taps:
    return Taps(**said)


# Being asked


def _topic(person: PersonId) -> str:
    return f"pulse:{person}"


async def ask_on_friday(tx: Tx, person: PersonId, zone: str, *, now: datetime) -> None:
    """Owe the next Friday's question, unless one is owed already."""
    if not await letters.of_topic(tx, _topic(person)):
        await letters.owe(tx, kind=ASK, to=person, due=rules.next_friday(now, zone), topic=_topic(person))


async def ask_no_more(tx: Tx, person: PersonId) -> None:
    """Take back what is owed."""
    await letters.withdraw(tx, _topic(person))


async def owe_the_days_questions(tx: Tx, now: datetime) -> None:
    """Each night: Friday's question to those who want one, and the day after a circle to those who came to it."""
    for row in await tx.sql.pulse.asked_for(when=When.FRIDAYS):
        person = await people.find(tx, PersonId(row["id"]))
        if person is not None:
            await ask_on_friday(tx, person.id, _zone(person), now=now)
    for row in await tx.sql.pulse.came_since(when=When.CIRCLES, since=ms(now - rules.A_DAY)):
        person = await people.find(tx, PersonId(row["person_id"]))
        if person is not None and not await letters.of_topic(tx, _topic(person.id)):
            due = rules.evening(now, _zone(person))
            await letters.owe(tx, kind=ASK, to=person.id, due=due, topic=_topic(person.id))


def _zone(person: Person) -> str:
    return str(person.choices.get("zone", UK))


# The network's week


async def network(tx: Tx, now: datetime) -> NetworksWeek:
    """The last week that is over, of the whole network, as a coordinator may see it."""
    return rules.network(await _counts(tx, ms(rules.last_week(now))))


async def keep_times(tx: Tx, now: datetime) -> None:
    """Nightly: taps and counts whose eight weeks are over go."""
    until = ms(rules.gone_by(now))
    await tx.sql.pulse.drop_taps(until=until)
    await tx.sql.pulse.drop_counts(until=until)
