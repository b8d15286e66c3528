"""Concerns that move on: opened in time or not, a back-up, a clash, handing over, and what stays how long."""

import sqlite3
from datetime import datetime
from zoneinfo import ZoneInfo

from mentoring import concerns as rules
from mentoring.calendar import UK
from mentoring.concerns import Contact, Never, Side, State
from mentoring.keep_times import Kept, expired
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from storage import safe_contacts
from storage.concern_endings import destroy_key, end, ended, endings
from storage.concerns import (
    UNHEARD,
    WAITING,
    Concern,
    as_side,
    of,
    open_never,
    owe_check,
    say_gone,
    seal_never,
    tell,
    tell_writer,
    topic,
)
from storage.core import letters
from storage.core.database import Tx
from storage.core.instants import instant, ms

# Who may hear it


async def free(tx: Tx, concern: str, reader: PersonId, *, now: datetime) -> list[Contact]:
    """The contacts it could go to, without the one who has it. For the two who may read it. Raises OldButton."""
    found = await of(tx, concern, reader)
    return await _free(tx, await tx.sql.concerns.find(id=concern), found.contact, now)


async def _free(tx: Tx, row: sqlite3.Row, but: PersonId | None, now: datetime) -> list[Contact]:
    writer = None if row["writer_id"] is None else PersonId(row["writer_id"])
    never = await open_never(tx, row)
    today = now.astimezone(ZoneInfo(UK)).date()
    found = rules.who_may_hear(await safe_contacts.everyone(tx), never, writer=writer, today=today)
    return [contact for contact in found if contact.person != but]


async def _is_free(tx: Tx, row: sqlite3.Row, contact: PersonId, now: datetime) -> bool:
    """Whether somebody who does not have it may be given it."""
    return contact in {one.person for one in await _free(tx, row, PersonId(row["contact_id"] or ""), now)}


async def choose(tx: Tx, concern: str, writer: PersonId, contact: PersonId, *, by: datetime, now: datetime) -> Concern:
    """The writer picks who hears it from now on; whoever had it loses it at once. Raises OldButton for a clash."""
    found = await as_side(tx, concern, writer, Side.WRITER)
    if found.concern.state is State.CLOSED or not await _is_free(tx, found.row, contact, now):
        raise OldButton
    await _move(tx, found.row, contact, await open_never(tx, found.row), by=by, now=now)
    return await of(tx, concern, writer)


async def _move(
    tx: Tx, row: sqlite3.Row, contact: PersonId | None, never: Never, *, by: datetime, now: datetime, gone: bool = True
) -> None:
    concern, before = row["id"], row["contact_id"]
    await letters.withdraw(tx, topic(concern), kind=UNHEARD)
    if before is not None:
        await letters.withdraw(tx, topic(concern), to=PersonId(before))
        if row["state"] == State.OPEN and gone:
            await say_gone(tx, PersonId(before), now)
    await tx.sql.concerns.move(
        id=concern,
        contact_id=contact,
        state=State.SENT if contact else State.MOVED,
        never_to=await seal_never(tx, concern, never),
        now=ms(now),
    )
    if contact is not None:
        await tell(tx, concern, contact, WAITING, now)
        await owe_check(tx, concern, contact, by)


async def back_up(tx: Tx, concern: str, writer: PersonId, contact: PersonId | None) -> None:
    """Whom to try when it is not opened in time: only ever with the writer's yes (J12.9). Raises OldButton."""
    await as_side(tx, concern, writer, Side.WRITER)
    await tx.sql.concerns.set_backup(id=concern, backup_id=contact)


async def unheard(tx: Tx, concern: str, contact: PersonId, *, by: datetime, now: datetime) -> None:
    """Two working days are over, or the contact is away: the back-up is tried if the writer said yes, else they are
    told. One that was opened and not answered is knocked for once more. Nothing when it has moved or closed since.
    """
    row = await tx.sql.concerns.find(id=concern)
    if row is None or row["contact_id"] != contact or row["state"] not in (State.SENT, State.OPEN):
        return
    if row["state"] == State.OPEN:
        if not await tx.sql.concerns.answered(id=concern, since=row["with_since"]):
            await tell(tx, concern, contact, WAITING, now)
        return
    if row["backup_id"] is not None and await _is_free(tx, row, PersonId(row["backup_id"]), now):
        await _move(tx, row, PersonId(row["backup_id"]), await open_never(tx, row), by=by, now=now)
    await tell_writer(tx, row, now)


async def away_now(tx: Tx, contact: PersonId, *, by: datetime, now: datetime) -> None:
    """A contact is off from today: what they have not opened goes on, and the writers of the rest can choose."""
    for row in await tx.sql.concerns.of_contact(person_id=contact):
        if row["state"] == State.SENT:
            await unheard(tx, row["id"], contact, by=by, now=now)
        else:
            await tell_writer(tx, await tx.sql.concerns.find(id=row["id"]), now)


# What the contact does


async def open_it(tx: Tx, concern: str, contact: PersonId) -> None:
    """They have it before them. Raises OldButton."""
    await as_side(tx, concern, contact, Side.CONTACT)
    await tx.sql.concerns.open_it(id=concern)


async def have_read(tx: Tx, concern: str, contact: PersonId, *, now: datetime) -> None:
    """«I've read it»: the writer hears so, once. Raises OldButton."""
    found = await as_side(tx, concern, contact, Side.CONTACT)
    if await tx.sql.concerns.note_read(id=concern, now=ms(now)):
        await tell_writer(tx, found.row, now)


async def had_to_act(tx: Tx, concern: str, contact: PersonId, *, now: datetime) -> None:
    """Somebody may be badly harmed, and the contact has told someone: the writer hears so. Raises OldButton."""
    found = await as_side(tx, concern, contact, Side.CONTACT)
    if await tx.sql.concerns.note_acted(id=concern, now=ms(now)):
        await tell_writer(tx, found.row, now)


async def clash(tx: Tx, concern: str, contact: PersonId, *, now: datetime) -> None:
    """«I have a clash»: closed to them from this very transaction on, for good. Raises OldButton."""
    found = await as_side(tx, concern, contact, Side.CONTACT)
    never = (await open_never(tx, found.row)).and_not(contact)
    await _let_go(tx, found.row, never, now)


async def offer(tx: Tx, concern: str, contact: PersonId, other: PersonId, *, now: datetime) -> None:
    """The contact would like to hand it over; it moves only with the writer's yes. Raises OldButton."""
    found = await as_side(tx, concern, contact, Side.CONTACT)
    if found.row["writer_id"] is None or not await _is_free(tx, found.row, other, now):
        raise OldButton
    await tx.sql.concerns.set_handing(id=concern, handing_to=other)
    await tell_writer(tx, found.row, now)


async def keep_it_there(tx: Tx, concern: str, writer: PersonId) -> None:
    """The writer would rather it stayed where it is; nobody is told. Raises OldButton."""
    await as_side(tx, concern, writer, Side.WRITER)
    await tx.sql.concerns.set_handing(id=concern, handing_to=None)


# Leaving, and keep times


async def before_erasing(tx: Tx, person: PersonId, now: datetime) -> None:
    """A writer leaves for good: what they chose is done. A contact leaves: the writers can choose again."""
    for kept in await tx.sql.concerns.all_of_writer(person_id=person):
        row = await tx.sql.concerns.find(id=kept["id"])
        if row["leave_it"] and row["state"] in (State.SENT, State.OPEN):
            await letters.withdraw(tx, topic(row["id"]), to=person)
            await tx.sql.concerns.leave(id=row["id"], now=ms(now))
            await tell(tx, row["id"], PersonId(row["contact_id"]), WAITING, now)
        else:
            await end(tx, row, now)
    await _no_contact_any_more(tx, person, now)


async def lose_part(tx: Tx, person: PersonId, role: Role, now: datetime) -> None:
    """A contact's part is taken back: the writers of what they held can choose again."""
    if role is Role.SAFE_CONTACT:
        await _no_contact_any_more(tx, person, now)


async def _no_contact_any_more(tx: Tx, person: PersonId, now: datetime) -> None:
    for kept in await tx.sql.concerns.of_contact(person_id=person):
        row = await tx.sql.concerns.find(id=kept["id"])
        await _let_go(tx, row, await open_never(tx, row), now)


async def _let_go(tx: Tx, row: sqlite3.Row, never: Never, now: datetime) -> None:
    """Nobody has it until the writer picks again. One whose writer has left goes: nobody else has their yes."""
    if row["writer_id"] is None:
        await end(tx, row, now, gone=False)
        return
    await _move(tx, row, None, never, by=now, now=now, gone=False)
    await tell_writer(tx, row, now)


async def keep_times(tx: Tx, now: datetime) -> None:
    """Each night: six months after closing the key is destroyed (0.4), and nothing stays with who hears no more."""
    for row in await tx.sql.concerns.over():
        if expired(Kept.CONCERN, instant(row["since"]), now):
            await end(tx, await tx.sql.concerns.find(id=row["id"]), now)
    for kept in await tx.sql.concerns.unheard():
        row = await tx.sql.concerns.find(id=kept["id"])
        await _let_go(tx, row, await open_never(tx, row), now)
    await safe_contacts.forget_over(tx, now.astimezone(ZoneInfo(UK)).date())
    for concern in await endings(tx):
        if await destroy_key(tx.keystore, concern):
            await ended(tx, concern)
