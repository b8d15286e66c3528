"""Wishes for a circle, gathered by topic and time into a proposal. Nobody is listed; a wish may be withdrawn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from mentoring import proposals as rules
from mentoring.calendar import months_later
from mentoring.keep_times import KEEP, Kept
from mentoring.people import PersonId, Role
from mentoring.proposals import Proposal
from mentoring.times import Answers, Says, WeekTime
from storage import people, times
from storage.core import letters
from storage.core.database import Tx
from storage.core.instants import instant, ms

Part = Literal["join", "help"]
READY = "proposal-ready"


async def wish(tx: Tx, person: PersonId, part: Part, topics: Sequence[str], *, now: datetime) -> None:
    """What they would join, or could help run, in place of what they said before."""
    await tx.sql.proposals.withdraw(person_id=person, part=part)
    for topic in topics:
        await tx.sql.proposals.wish(person_id=person, part=part, topic=topic, now=ms(now))


async def of(tx: Tx, person: PersonId) -> dict[str, list[str]]:
    """Somebody's own wishes: part → topics."""
    found: dict[str, list[str]] = {}
    for row in await tx.sql.proposals.of_person(person_id=person):
        found.setdefault(row["part"], []).append(row["topic"])
    return found


async def withdraw(tx: Tx, person: PersonId) -> None:
    """Take every wish back. Nobody is told."""
    for part in ("join", "help"):
        await tx.sql.proposals.withdraw(person_id=person, part=part)


async def found_one(tx: Tx, person: PersonId) -> None:
    """They have a seat: they wait for no other, and their times have served."""
    await tx.sql.proposals.withdraw(person_id=person, part="join")
    await times.forget(tx, person)


async def joining(tx: Tx, topic: str) -> list[PersonId]:
    """Who would join a circle on a topic: to be written to, never to be shown."""
    return [PersonId(row["person_id"]) for row in await tx.sql.proposals.for_topic(topic=topic, part="join")]


async def helping(tx: Tx, topic: str) -> int:
    """How many offered to help run one: to be hidden when small."""
    return len(await tx.sql.proposals.for_topic(topic=topic, part="help"))


async def gathered(tx: Tx, topic: str, week: Sequence[WeekTime]) -> Proposal:
    """What has gathered on a topic. Those who hold a part count as helpers unless they cannot come then, or would sit
    in it themselves.
    """
    who = await joining(tx, topic)
    said = [await times.of(tx, person) for person in who]
    best = rules.gather(topic, week, said).time
    guides, observers = [await _free(tx, role, best, but=who) for role in (Role.GUIDE, Role.OBSERVER)]
    return rules.gather(topic, week, said, guides=guides, observers=observers)


async def _free(tx: Tx, role: Role, at: WeekTime | None, *, but: Sequence[PersonId]) -> set[PersonId]:
    return {
        person
        for person in await people.holding(tx, role)
        if person not in but and _may_come(await times.of(tx, person), at)
    }


def _may_come(said: Answers | None, at: WeekTime | None) -> bool:
    return said is None or at is None or said.get(at.id) != Says.CANT


async def tell_when_enough(tx: Tx, topic: str, week: Sequence[WeekTime], *, now: datetime) -> None:
    """Each coordinator hears of it in one letter, the first time it is enough."""
    told = await tx.sql.proposals.told_at(topic=topic)
    if not rules.may_tell(None if told is None else instant(told), now) or await is_planned(tx, topic):
        return
    if not (await gathered(tx, topic, week)).enough:
        return
    await tx.sql.proposals.told(topic=topic, now=ms(now))
    for coordinator in await people.holding(tx, Role.COORDINATOR):
        await letters.owe(tx, kind=READY, to=coordinator, due=now, about={"topic": topic})


async def untold(tx: Tx, topic: str) -> None:
    """The letter was not true any more when it was due: the next one may be."""
    await tx.sql.proposals.forget(topic=topic)


async def ready(tx: Tx, week: Sequence[WeekTime]) -> list[Proposal]:
    """Every topic on which there is enough to start, and no circle is being planned."""
    topics = [row["topic"] for row in await tx.sql.proposals.topics()]
    found = [await gathered(tx, topic, week) for topic in topics if not await is_planned(tx, topic)]
    return [one for one in found if one.enough]


async def is_planned(tx: Tx, topic: str) -> bool:
    """Whether a circle on this topic is planned and not open yet."""
    return bool(await tx.sql.proposals.planned_on(topic=topic))


async def opened(tx: Tx, topic: str) -> None:
    """A circle on the topic is open: its time is set, so what served to find it goes."""
    for person in await joining(tx, topic):
        if (await of(tx, person)).get("join") == [topic]:
            await times.forget(tx, person)
    await tx.sql.proposals.forget_topic(topic=topic)
    await tx.sql.proposals.forget(topic=topic)


async def keep_times(tx: Tx, now: datetime) -> None:
    """A wish that nobody renewed lapses after six months."""
    await tx.sql.proposals.forget_old(before=ms(months_later(now, -KEEP[Kept.CIRCLE_WISH].months)))
