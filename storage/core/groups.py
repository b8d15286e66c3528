"""Linked Telegram groups: a random id inside, the group's real number sealed, followed when Telegram changes it."""

from datetime import datetime

from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import ms


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
