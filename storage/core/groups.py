"""Linked Telegram groups: a random id inside, the group's real number sealed, followed when Telegram changes it."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from storage.core import sealing
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import ms
from storage.core.keystore import Keystore


async def link(tx: Tx, chat: int, *, now: datetime) -> str:
    """Know a group from now on. Linking it twice gives the same id."""
    known = await of_chat(tx, chat)
    if known:
        await tx.sql.groups.set_state(id=known, state="linked")
        return known
    group = new_id()
    await tx.sql.groups.link(
        id=group,
        lookup=tx.lookup("group", str(chat)),
        chat=tx.house_seal("groups", "chat", group, str(chat)),
        since=ms(now),
    )
    return group


async def of_chat(tx: Tx, chat: int) -> str | None:
    """The group's id here, by its Telegram number."""
    row = await tx.sql.groups.by_lookup(lookup=tx.lookup("group", str(chat)))
    return None if row is None else str(row["id"])


async def chat_of(tx: Tx, group: str) -> int | None:
    """The group's Telegram number; None while it is lost (kicked, deleted)."""
    row = await tx.sql.groups.by_id(id=group)
    if row is None or row["state"] == "lost":
        return None
    return int(tx.house_open("groups", "chat", group, row["chat"]))


async def move(tx: Tx, old_chat: int, new_chat: int) -> bool:
    """Telegram gave the group a new number. False when it was not known, or has moved already."""
    group = await of_chat(tx, old_chat)
    if group is None:
        return False
    await tx.sql.groups.move(
        id=group,
        lookup=tx.lookup("group", str(new_chat)),
        chat=tx.house_seal("groups", "chat", group, str(new_chat)),
    )
    return True


async def lose(tx: Tx, group: str) -> bool:
    """The bot cannot speak there any more. False when that was known already."""
    return bool(await tx.sql.groups.set_state(id=group, state="lost"))


LINKED = """
select g.id, g.chat from circles c join groups g on g.id = c.group_id
where c.state = 'open' and g.state = 'linked' order by g.id
"""


def linked_on_disk(file: Path, keystore: Keystore) -> list[int]:
    """The Telegram numbers of all open circles' groups, read beside a running bot: nothing is written or locked.

    Raises sqlite3.Error, and Damaged for a number that was moved or changed.
    """
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as conn:
        rows = conn.execute(LINKED).fetchall()
    return [_opened(keystore, group, chat) for group, chat in rows]


def _opened(keystore: Keystore, group: str, chat: bytes) -> int:
    place = sealing.Place(deployment=keystore.deployment, table="groups", column="chat", row=group, owner="")
    return int(sealing.open_field(keystore.master.house, place, chat))
