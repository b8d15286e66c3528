"""Who is being asked to stand in, who was asked this week, and turns that are offered to others."""

from dataclasses import dataclass
from datetime import datetime

from mentoring.people import PersonId
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms

PARTS = ("guide", "observer")


@dataclass(frozen=True)
class Line:
    """One gap: who is being asked at this moment, and whether it was told already that nobody is left."""

    asking: PersonId | None
    told: bool


@dataclass(frozen=True)
class Swap:
    """A turn that somebody offers to others; it stays theirs until one says yes."""

    id: str
    session: str
    giver: PersonId


def topic(session: str, part: str) -> str:
    """The topic of every letter about one gap."""
    return f"stand-in:{session}:{part}"


async def line(tx: Tx, session: str, part: str) -> Line | None:
    row = await tx.sql.rota.line(session_id=session, part=part)
    return None if row is None else Line(row["asking"], bool(row["told"]))


async def asking(tx: Tx, person: PersonId) -> list[tuple[str, str]]:
    """The gaps for which somebody is being asked at this moment, as (session, part)."""
    return [(row["session_id"], row["part"]) for row in await tx.sql.rota.lines_asking(person_id=person)]


async def ask(tx: Tx, session: str, part: str, person: PersonId, *, now: datetime) -> None:
    """It is their turn to be asked. That they were asked is kept a week; never what they said."""
    await tx.sql.rota.ask(session_id=session, part=part, asking=person)
    await note_ask(tx, person, now=now)


async def note_ask(tx: Tx, person: PersonId, *, now: datetime) -> None:
    await tx.sql.rota.note_ask(person_id=person, at=ms(now))


async def asked_at(tx: Tx, person: PersonId) -> datetime | None:
    """When somebody was last asked to take a turn."""
    at = await tx.sql.rota.asked_at(person_id=person)
    return None if at is None else instant(at)


async def ask_nobody(tx: Tx, session: str, part: str) -> None:
    """Whoever was being asked is not any more."""
    await tx.sql.rota.nobody_asked(session_id=session, part=part)
    await letters.withdraw(tx, topic(session, part))


async def nobody_left(tx: Tx, session: str, part: str) -> bool:
    """There is nobody left to ask. True the first time, when it is to be told."""
    known = await line(tx, session, part)
    await tx.sql.rota.nobody_left(session_id=session, part=part)
    return known is None or not known.told


async def end_line(tx: Tx, session: str, part: str) -> None:
    """Somebody has said yes: the asking is over."""
    await tx.sql.rota.end_line(session_id=session, part=part)
    await letters.withdraw(tx, topic(session, part))


# Swapping


async def offer(tx: Tx, session: str, giver: PersonId, *, now: datetime) -> str:
    """A turn is offered to others; an older offer of the same turn is void. Returns its id."""
    swap = new_id()
    await tx.sql.rota.offer(id=swap, session_id=session, person_id=giver, at=ms(now))
    return swap


async def swap(tx: Tx, swap_id: str) -> Swap | None:
    """An offer that is still open."""
    row = await tx.sql.rota.swap(id=swap_id)
    return None if row is None else Swap(row["id"], row["session_id"], PersonId(row["person_id"]))


async def end_offer(tx: Tx, session: str, giver: PersonId) -> None:
    await tx.sql.rota.drop_swap(session_id=session, person_id=giver)


async def start_afresh(tx: Tx, session: str) -> None:
    """Another time: who cannot make it, who stands in, who is asked and who is coming are all asked anew."""
    await tx.sql.rota.forget_turns_of(session_id=session)
    await tx.sql.rota.forget_lines_of(session_id=session)
    await tx.sql.rota.forget_swaps_of(session_id=session)
    await tx.sql.headcount.forget(session_id=session)
    for part in PARTS:
        await letters.withdraw(tx, topic(session, part))
