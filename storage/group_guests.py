"""Guests: who is in a circle's group without a seat or a part in it, and how many are there in all."""

from dataclasses import dataclass
from datetime import datetime

from mentoring.sessions import OFFER_STANDS
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import ms


@dataclass(frozen=True)
class Guest:
    """Somebody without a part: a random id, and their Telegram number."""

    id: str
    telegram: int


async def come(tx: Tx, group: str, telegram_id: int, *, is_bot: bool, now: datetime) -> bool:
    """Somebody without a seat has come in. False when that was known already."""
    guest = new_id()
    return bool(
        await tx.sql.group_guests.come(
            id=guest,
            group_id=group,
            lookup=tx.lookup("telegram", str(telegram_id)),
            telegram=tx.house_seal("group_guests", "telegram", guest, str(telegram_id)),
            is_bot=int(is_bot),
            since=ms(now),
        )
    )


async def go(tx: Tx, group: str, telegram_id: int) -> bool:
    """They have left. False when we knew of no such guest."""
    return bool(await tx.sql.group_guests.go(group_id=group, lookup=tx.lookup("telegram", str(telegram_id))))


async def forget(tx: Tx, guest: str) -> None:
    """The same, of somebody whom we asked Telegram about."""
    await tx.sql.group_guests.forget(id=guest)


async def telegram_of(tx: Tx, guest: str) -> int | None:
    """A guest's Telegram number; None once they have left."""
    row = await tx.sql.group_guests.find(id=guest)
    return None if row is None else int(tx.house_open("group_guests", "telegram", guest, row["telegram"]))


async def without_part(tx: Tx, group: str, circle_id: str, now: datetime) -> list[Guest]:
    """The people among them who neither sit in the circle nor hold it, nor coordinate; the longest there first.

    Whoever stands in for an evening holds it too, until its after-care is over.
    """
    since = ms(now - OFFER_STANDS)
    rows = await tx.sql.group_guests.without_part(group_id=group, circle_id=circle_id, since=since)
    return [
        Guest(row["id"], int(tx.house_open("group_guests", "telegram", row["id"], row["telegram"]))) for row in rows
    ]


async def stand_ins(tx: Tx, group: str, circle_id: str, now: datetime) -> int:
    """How many of them are there because they stand in for an evening."""
    since = ms(now - OFFER_STANDS)
    return int(await tx.sql.group_guests.stand_ins(group_id=group, circle_id=circle_id, since=since) or 0)


async def other_bots(tx: Tx, group: str) -> list[str]:
    """Bots that are not ours, by id: nobody tells us of each that leaves."""
    return [str(row["id"]) for row in await tx.sql.group_guests.other_bots(group_id=group)]


async def bots(tx: Tx, group: str) -> int:
    """How many other bots came in."""
    return int(await tx.sql.group_guests.bots(group_id=group) or 0)


async def coming(tx: Tx, circle_id: str) -> int:
    """How many seats are taken by people who have not left the group."""
    return int(await tx.sql.group_guests.coming(circle_id=circle_id) or 0)


async def count_heads(tx: Tx, group: str, heads: int) -> None:
    """How many are in the group, as Telegram says: us, helpers and everybody."""
    await tx.sql.group_guests.count_heads(id=group, headcount=heads)


async def headcount(tx: Tx, group: str) -> int:
    """The newest count; 0 when we never heard one."""
    return int(await tx.sql.group_guests.headcount(id=group) or 0)


async def keep_times(tx: Tx, _: datetime) -> None:
    """Each night: guests of groups that no circle meets in are forgotten."""
    await tx.sql.group_guests.forget_lost()
