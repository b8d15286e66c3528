"""Concerns that end: both agree to close, the writer takes it back or leaves, and then its key is destroyed."""

import sqlite3
from datetime import datetime

from mentoring import concerns as rules
from mentoring.concerns import Asked, Side, State
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage.concerns import WAITING, as_side, of, say_gone, tell, tell_writer, topic
from storage.core import letters
from storage.core.database import Tx
from storage.core.instants import instant, ms
from storage.core.keystore import Keystore, LogNotWiped

FOLLOW_UP = "concern-follow-up"


async def agree(tx: Tx, concern: str, reader: PersonId, *, now: datetime) -> bool:
    """One of the two is happy to close; whether it is closed now. A writer closes alone what nobody has opened.

    Raises OldButton.
    """
    found = await of(tx, concern, reader)
    if found.state is State.CLOSED:
        return True
    writers, agreed = found.side is Side.WRITER, found.agreed.and_says(found.side)
    closed = agreed.closed or (writers and found.state is not State.OPEN)
    row = await tx.sql.concerns.find(id=concern)
    first = await tx.sql.concerns.agree(id=concern, writer=int(agreed.writer), contact=int(agreed.contact))
    if closed:
        await letters.withdraw(tx, topic(concern))
        await tx.sql.concerns.close(id=concern, now=ms(now))
    if first and not writers:
        await tell_writer(tx, row, now)
    elif first and found.contact and found.state is State.OPEN:
        await (say_gone(tx, found.contact, now) if closed else tell(tx, concern, found.contact, WAITING, now))
    return closed


async def ask_after(tx: Tx, concern: str, writer: PersonId, answer: Asked, *, now: datetime) -> None:
    """Whether they may be asked how things are once it is closed (J12.12). Raises OldButton."""
    found = await as_side(tx, concern, writer, Side.WRITER)
    if found.concern.state is not State.CLOSED:
        raise OldButton
    await letters.withdraw(tx, topic(concern), kind=FOLLOW_UP)
    await tx.sql.concerns.set_asked(id=concern, asked=answer)
    for due in rules.asked_at(instant(found.row["closed_at"]), answer):
        about = {"concern": concern}
        await letters.owe(tx, kind=FOLLOW_UP, to=writer, due=max(due, now), about=about, topic=topic(concern))


async def take_back(tx: Tx, concern: str, writer: PersonId, *, now: datetime) -> None:
    """The words go, and then their key. Raises ActedOn once the contact has had to act, OldButton for others."""
    found = await as_side(tx, concern, writer, Side.WRITER)
    rules.check_take_back(acted=found.concern.acted)
    await end(tx, found.row, now)


async def leave_them(tx: Tx, writer: PersonId, *, leave: bool) -> None:
    """What becomes of open ones if their writer is erased: left with no name, or closed and gone (J12)."""
    await tx.sql.concerns.leave_it(person_id=writer, leave_it=int(leave))


async def end(tx: Tx, row: sqlite3.Row, now: datetime, *, gone: bool = True) -> None:
    """Every row of it goes; its key is to be destroyed as soon as that is on disk."""
    await letters.withdraw(tx, topic(row["id"]))
    if gone and row["contact_id"] is not None and row["state"] == State.OPEN:
        await say_gone(tx, PersonId(row["contact_id"]), now)
    await tx.sql.concerns.erase_notes(id=row["id"])
    await tx.sql.concerns.erase(id=row["id"])
    await tx.sql.concerns.end(id=row["id"], now=ms(now))


# Keys


async def endings(tx: Tx) -> list[str]:
    """Concerns whose rows are gone and whose keys are still to be destroyed."""
    return [row["id"] for row in await tx.sql.concerns.endings()]


async def destroy_key(keystore: Keystore, concern: str) -> bool:
    """May be done twice. False when an old page of the key's log is still to be wiped: do it again."""
    try:
        await keystore.destroy(PersonId(concern))
    except LogNotWiped:
        return False
    return True


async def ended(tx: Tx, concern: str) -> None:
    """Its key is destroyed: forget the last row."""
    await tx.sql.concerns.ended(id=concern)
