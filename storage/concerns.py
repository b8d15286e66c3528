"""Concerns: sealed under a key of their own, and opened by one door, for the writer and the one contact (J12)."""

import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from mentoring import concerns as rules
from mentoring.concerns import Agreed, Asked, Kind, Never, Side, State, Wanted
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import people
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms
from storage.core.keystore import KeyDestroyed
from storage.core.letters import Lane
from storage.core.sealing import Damaged

NEWS, REPLY, WAITING, GONE, UNHEARD = (
    "concern-news",
    "concern-reply",
    "concern-waiting",
    "concern-gone",
    "concern-unheard",
)


@dataclass(frozen=True)
class Told:
    """What somebody decided before sending. `word`: what both call it by. `contact` None: nobody has it yet."""

    kind: Kind
    wanted: Wanted
    named: bool
    contact: PersonId | None
    never: Never
    word: str


@dataclass(frozen=True)
class Concern:
    """A concern as one of its two readers may see it, without the words. Times are UTC.

    `writer` is None for a contact unless they gave their name; `left`: the writer has gone for good.
    """

    id: str
    word: str
    side: Side
    kind: Kind
    wanted: Wanted
    state: State
    writer: PersonId | None
    contact: PersonId | None
    backup: PersonId | None
    handing_to: PersonId | None
    sent_at: datetime
    with_since: datetime
    read: bool
    acted: bool
    agreed: Agreed
    asked: Asked | None
    left: bool


@dataclass(frozen=True)
class Note:
    """What one of the two wrote."""

    side: Side
    words: str
    at: datetime


def topic(concern: str) -> str:
    """The topic of every letter about one concern."""
    return f"concern:{concern}"


# Reading


async def of(tx: Tx, concern: str, reader: PersonId) -> Concern:
    """A concern, for its writer and for the one contact it is with now.

    Raises OldButton for anybody else, just as for a concern that does not exist.
    """
    row = await tx.sql.concerns.find(id=concern)
    side = None if row is None else _side(row, reader)
    if row is None or side is None:
        raise OldButton
    return _concern(row, side)


def _side(row: sqlite3.Row, reader: PersonId) -> Side | None:
    if row["writer_id"] == reader:
        return Side.WRITER
    has_it = row["contact_id"] == reader and row["heard"] and row["state"] in (State.SENT, State.OPEN)
    return Side.CONTACT if has_it else None


def _concern(row: sqlite3.Row, side: Side) -> Concern:
    knows_who = side is Side.WRITER or row["named"]
    return Concern(
        id=row["id"],
        word=row["word"],
        side=side,
        kind=Kind(row["kind"]),
        wanted=Wanted(row["wanted"]),
        state=State(row["state"]),
        writer=_person(row["writer_id"]) if knows_who else None,
        contact=_person(row["contact_id"]),
        backup=_person(row["backup_id"]),
        handing_to=_person(row["handing_to"]),
        sent_at=instant(row["sent_at"]),
        with_since=instant(row["with_since"]),
        read=row["read_at"] is not None,
        acted=row["acted_at"] is not None,
        agreed=Agreed(bool(row["writer_closes"]), bool(row["contact_closes"]), writer_left=row["left_at"] is not None),
        asked=None if row["asked"] is None else Asked(row["asked"]),
        left=row["left_at"] is not None,
    )


def _person(kept: str | None) -> PersonId | None:
    return None if kept is None else PersonId(kept)


@dataclass(frozen=True)
class Heard:
    """The row of a concern and who has asked for it, once their right to it has been checked."""

    row: sqlite3.Row
    concern: Concern


async def as_side(tx: Tx, concern: str, reader: PersonId, side: Side) -> Heard:
    """A concern and its row, for one of its two sides. Raises OldButton for anybody else."""
    found = await of(tx, concern, reader)
    if found.side is not side:
        raise OldButton
    return Heard(await tx.sql.concerns.find(id=concern), found)


async def read(tx: Tx, concern: str, reader: PersonId) -> list[Note]:
    """The words: the one door. A contact is not shown what the contact before them wrote.

    Raises OldButton for anybody but the writer and the contact of this moment; Damaged for changed rows.
    """
    found = await of(tx, concern, reader)
    return [
        Note(Side(row["side"]), await _opened(tx, row), instant(row["at"]))
        for row in await tx.sql.concerns.notes(id=concern)
        if found.side is Side.WRITER or row["side"] == Side.WRITER or row["at"] >= ms(found.with_since)
    ]


async def _opened(tx: Tx, row: sqlite3.Row) -> str:
    concern = str(row["concern_id"])
    return await tx.open("concern_notes", "words", f"{concern}/{row['seq']}", PersonId(concern), row["words"])


async def mine(tx: Tx, writer: PersonId) -> list[tuple[str, str]]:
    """Somebody's own that are not closed: id and word, the oldest first."""
    return [(row["id"], row["word"]) for row in await tx.sql.concerns.of_writer(person_id=writer)]


async def with_contact(tx: Tx, contact: PersonId) -> list[tuple[str, str, bool]]:
    """What a contact has open: id, word, and whether it is still unopened."""
    rows = await tx.sql.concerns.of_contact(person_id=contact)
    return [(row["id"], row["word"], row["state"] == State.SENT) for row in rows]


async def words_taken(tx: Tx) -> set[str]:
    """The code words that are in use."""
    return {row["word"] for row in await tx.sql.concerns.words()}


# Writing


async def send(tx: Tx, writer: PersonId, told: Told, words: str, *, by: datetime, now: datetime) -> Concern:
    """Seal it under a key of its own, and tell the contact something waits. `by`: when they aim to have answered.

    Raises EnoughOpen. The key is kept before the row: a crash between the two leaves a key that opens nothing.
    """
    rules.check_room(len(await mine(tx, writer)))
    concern = new_id()
    await tx.keystore.admit(PersonId(concern))
    await tx.sql.concerns.add(
        id=concern,
        word=told.word,
        writer_id=writer,
        contact_id=told.contact,
        kind=told.kind,
        wanted=told.wanted,
        named=int(told.named),
        never_to=await seal_never(tx, concern, told.never),
        state=State.SENT if told.contact else State.MOVED,
        now=ms(now),
    )
    await _note(tx, concern, Side.WRITER, words, now)
    if told.contact:
        await tell(tx, concern, told.contact, WAITING, now)
        await owe_check(tx, concern, told.contact, by)
    return await of(tx, concern, writer)


async def add(tx: Tx, concern: str, reader: PersonId, words: str, *, now: datetime) -> Concern:
    """Write to the other of the two, through the bot. A closed one is open again. Raises OldButton."""
    found = await of(tx, concern, reader)
    await _note(tx, concern, found.side, words, now)
    row = await tx.sql.concerns.find(id=concern)
    if found.side is Side.CONTACT:
        await tx.sql.concerns.open_it(id=concern)
        await tell(tx, concern, _person(row["writer_id"]), REPLY, now)
    elif found.state is State.OPEN:
        await tell(tx, concern, found.contact, REPLY, now)
    if found.state is State.CLOSED:
        await letters.withdraw(tx, topic(concern))
        heard = bool(row["heard"])
        await tx.sql.concerns.go_on(id=concern, state=State.OPEN if heard else State.MOVED)
        await tell(tx, concern, found.contact if heard else None, REPLY, now)
    elif found.agreed.writer or found.agreed.contact:  # there is more to say: neither has agreed to close any more
        await tx.sql.concerns.go_on(id=concern, state=State.OPEN if found.side is Side.CONTACT else found.state)
    return await of(tx, concern, reader)


async def _note(tx: Tx, concern: str, side: Side, words: str, now: datetime) -> None:
    seq = await tx.sql.concerns.next_note(id=concern)
    sealed = await tx.seal("concern_notes", "words", f"{concern}/{seq}", PersonId(concern), words)
    await tx.sql.concerns.add_note(id=concern, seq=seq, side=side, words=sealed, now=ms(now))


async def seal_never(tx: Tx, concern: str, never: Never) -> bytes:
    """Whom it must never reach, under the concern's own key."""
    kept = json.dumps({part: sorted(ids) for part, ids in asdict(never).items()})
    return await tx.seal("concerns", "never_to", concern, PersonId(concern), kept)


async def open_never(tx: Tx, row: sqlite3.Row) -> Never:
    """The same, opened for the rules alone: nobody is shown it."""
    concern = str(row["id"])
    kept: dict[str, Any] = json.loads(
        await tx.open("concerns", "never_to", concern, PersonId(concern), row["never_to"])
    )
    return Never(**{part: frozenset(ids) for part, ids in kept.items()})


async def keeps_from(tx: Tx, writer: PersonId, other: PersonId) -> bool:
    """Has this writer raised a concern that must never reach the other? One that does not open counts as one."""
    for row in await tx.sql.concerns.never_of_writer(person_id=writer):
        try:
            never = await open_never(tx, row)
        except (Damaged, KeyDestroyed):
            return True
        if other in never.people:
            return True
    return False


# Letters


async def tell(tx: Tx, concern: str | None, person: PersonId | None, kind: str, now: datetime) -> None:
    """Owe one of the two a discreet line. Replies are let through at night (K14); what waits for a contact is not.

    Without a concern it says that one has gone, and outlives it.
    """
    somebody = None if person is None else await people.find(tx, person)
    if somebody is None:
        return
    due = (somebody.quiet_until(now) or now) if kind in (WAITING, GONE) else now
    about, about_it = ({"concern": concern}, topic(concern)) if concern else ({}, None)
    await letters.owe(tx, kind=kind, to=somebody.id, due=due, about=about, lane=Lane.REPLY, topic=about_it)


async def owe_check(tx: Tx, concern: str, contact: PersonId, by: datetime) -> None:
    """In two working days somebody looks whether this contact has opened it."""
    about = {"concern": concern, "contact": contact}
    await letters.owe(tx, kind=UNHEARD, due=by, about=about, topic=topic(concern))


async def tell_writer(tx: Tx, row: sqlite3.Row, now: datetime) -> None:
    if row["writer_id"] is not None:
        await tell(tx, row["id"], PersonId(row["writer_id"]), NEWS, now)


async def say_gone(tx: Tx, contact: PersonId, now: datetime) -> None:
    """Somebody who had read it hears that it has moved on, and not where to or why."""
    await tell(tx, None, contact, GONE, now)
