"""What is kept about somebody, for their own eyes; and erasing them: every row by the map, then every key."""

import json
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from mentoring.people import PersonId
from storage import people
from storage.core import audit, drafts
from storage.core.database import Tx
from storage.core.instants import instant, ms
from storage.core.keystore import KeyDestroyed
from storage.core.letters import Lane, Letter
from storage.core.sealing import Damaged
from storage.privacy_map import MAP, Rows

BeforeErasing = Callable[[Tx, PersonId, datetime], Awaitable[None]]

BEFORE_ERASING: list[BeforeErasing] = []
"""What features do before somebody's rows go: end a pair kindly, change the copies of a story. Each may come twice."""

CAN_BE_CLEARED = timedelta(hours=48)
"""How old a message of the bot may be for Telegram to let it be deleted."""


@dataclass(frozen=True)
class Leaving:
    """Somebody whose rows are gone and whose keys are still to be destroyed; `chat` is where the receipt goes,
    None when it cannot be read any more.
    """

    chat: int | None
    backup_days: int


# Seeing it


async def counts(tx: Tx, person: PersonId) -> dict[str, int]:
    """How many rows of each table are theirs, in the order of the map; tables without any are left out."""
    found = {table: len(await _rows(tx, table, rows, person)) for table, rows in MAP.items() if rows.mine}
    return {table: count for table, count in found.items() if count}


async def export(tx: Tx, person: PersonId) -> dict[str, list[dict[str, Any]]]:
    """All that is theirs and can be read here, by table: plain values, times as ISO 8601 in UTC, sealed text opened.

    What another person wrote, and private pages, are not in it.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for table, rows in MAP.items():
        if rows.mine:
            kept = [await _opened(tx, table, rows, row, person) for row in await _rows(tx, table, rows, person)]
            if any(kept):
                found[table] = kept
    return found


async def _rows(tx: Tx, table: str, rows: Rows, person: PersonId) -> list[sqlite3.Row]:
    sql = f"select * from {table} where {rows.shown or rows.mine}"  # noqa: S608 -- fixed words of the map
    return await tx.conn.slow(sql, _keys(tx, person))


async def _opened(tx: Tx, table: str, rows: Rows, row: sqlite3.Row, person: PersonId) -> dict[str, Any]:
    kept: dict[str, Any] = {name: _plain(row[name]) for name in rows.plain.split()}
    kept |= {name: instant(row[name]).isoformat() for name in rows.times.split() if row[name] is not None}
    for name in rows.sealed.split():
        if row[name] is not None:
            place = rows.place.format(**{column: _name(row[column]) for column in rows.columns})
            try:
                kept[name] = _plain(await tx.open(table, name, place, row[rows.key] if rows.key else person, row[name]))
            except (Damaged, KeyDestroyed):  # sealed by somebody else: not theirs to take
                continue
    return kept


def _name(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def _plain(value: object) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _keys(tx: Tx, person: PersonId) -> dict[str, str | bytes]:
    return {"person": person, "reader": tx.lookup("story-reader", person)}


# Erasing


async def leave(tx: Tx, person: PersonId, *, chat: int, backup_days: int, now: datetime) -> None:
    """Erase every row of somebody in this transaction, and note that their keys are still to be destroyed.

    After it is committed: `tx.keystore.destroy`, then `gone`, then `database.wipe_log()` (H-10). Twice is once.
    """
    if await people.find(tx, person) is None:
        return
    await _prepare(tx, person, now)
    shown = await _messages_to_clear(tx, person, now)
    sealed = tx.house_seal("leavings", "chat", person, str(chat))
    await tx.sql.privacy.begin_leaving(person_id=person, chat=sealed, backup_days=backup_days, since=ms(now))
    await tx.sql.anchors.bury(erased=person, since=ms(now))
    await audit.note(tx, "erased", by=None, now=now)
    await _erase_rows(tx, person)
    await _forget_chat(tx, chat)
    tx.owed[:] = [kept for letter in tx.owed if (kept := _without(letter, person, chat)) is not None]
    for start in range(0, len(shown), 100):
        about = {"messages": ",".join(str(message) for message in shown[start : start + 100])}
        tx.owed.append(Letter("clearing", now, Lane.CRISIS, chat=chat, about=about, made=now))


async def erase_again(tx: Tx, person: PersonId, now: datetime) -> bool:
    """Somebody whose key is destroyed is back in the rows, out of an older copy: all of it goes once more, and what
    others are owed because of it is owed again. No receipt: their chat can no longer be read. False when none is there.
    """
    await tx.sql.anchors.bury(erased=person, since=ms(now))
    if await people.find(tx, person) is None:
        return False
    await _prepare(tx, person, now)
    await audit.note(tx, "erased-again", by=None, now=now)
    await _erase_rows(tx, person)
    tx.owed[:] = [letter for letter in tx.owed if letter.person != person]
    tx.wipes = True
    return True


async def _prepare(tx: Tx, person: PersonId, now: datetime) -> None:
    for then in BEFORE_ERASING:
        try:
            await then(tx, person, now)
        except (Damaged, KeyDestroyed):  # a row that does not open must never keep somebody from being erased
            await audit.note(tx, "erased-unsaid", by=None, now=now)


async def _erase_rows(tx: Tx, person: PersonId) -> None:
    keys = _keys(tx, person)
    for table, rows in MAP.items():
        for column in rows.forget.split():
            sql = f"update {table} set {column} = null where {column} = :person"  # noqa: S608 -- fixed words of the map
            await tx.conn.change(sql, keys)
        if rows.mine and not rows.stays:
            await tx.conn.change(f"delete from {table} where {rows.mine}", keys)  # noqa: S608 -- the same


async def _messages_to_clear(tx: Tx, person: PersonId, now: datetime) -> list[int]:
    rows = await tx.sql.privacy.shown_messages(person_id=person, since=ms(now - CAN_BE_CLEARED))
    draft = await drafts.of(tx, person)
    owed = [json.loads(row["about"])["messages"] for row in await tx.sql.privacy.owed_clearings(person_id=person)]
    on_screen = {int(message) for messages in owed for message in messages.split(",") if message}
    return sorted({*(row["message_id"] for row in rows), *(draft.messages if draft else ()), *on_screen})


async def _forget_chat(tx: Tx, chat: int) -> None:
    """Letters to their chat that name no person: what they were answered before they joined."""
    rows: Sequence[sqlite3.Row] = await tx.sql.privacy.to_bare_chats()
    theirs = [row["id"] for row in rows if tx.house_open("letters", "chat", row["id"], row["chat"]) == str(chat)]
    for letter in theirs:
        await tx.sql.letters.forget_many([{"id": letter}])


def _without(letter: Letter, person: PersonId, chat: int) -> Letter | None:
    """A letter of this very turn: what is said to them goes to their bare chat; what is about them is not said."""
    if letter.kind == "clearing" and letter.person == person:
        return replace(letter, person=None, chat=chat, topic=None, about={"messages": letter.about["messages"]})
    if person in json.dumps(dict(letter.about)) or person in (letter.topic or ""):
        return None
    if letter.person != person:
        return letter
    return replace(letter, person=None, chat=chat) if letter.kind == "reply" else None


async def leaving(tx: Tx) -> list[PersonId]:
    """Whose keys are still to be destroyed, after a crash say."""
    return [PersonId(row["person_id"]) for row in await tx.sql.privacy.leaving()]


async def gone(tx: Tx, person: PersonId) -> Leaving | None:
    """Their keys are destroyed: forget the last row. None when somebody else has done so."""
    row = await tx.sql.privacy.leaving_of(person_id=person)
    if row is None or not await tx.sql.privacy.gone(person_id=person):
        return None
    try:
        chat = int(tx.house_open("leavings", "chat", person, row["chat"]))
    except Damaged:
        return Leaving(None, row["backup_days"])
    return Leaving(chat, row["backup_days"])
