"""Private calendar addresses: a secret only its owner was shown, kept as a keyed hash that opens nothing."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.instants import instant, ms

SECRET_BYTES = 24
LONGEST = 64


@dataclass(frozen=True)
class Address:
    """Whose calendar an address shows, a keyed hash of what it last showed, and since when that is so (UTC)."""

    person: PersonId
    content: bytes | None
    changed_at: datetime


async def renew(tx: Tx, person: PersonId, now: datetime) -> str:
    """A new secret of 192 bits in place of the old one, which is dead from now on. It is shown once and not kept."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    await tx.sql.calendar_addresses.make(person_id=person, lookup=_lookup(tx, secret), now=ms(now))
    return secret


async def turn_off(tx: Tx, person: PersonId) -> bool:
    """No address any more. False when there was none."""
    return bool(await tx.sql.calendar_addresses.turn_off(person_id=person))


async def is_on(tx: Tx, person: PersonId) -> bool:
    """Whether somebody has an address."""
    return await tx.sql.calendar_addresses.of(person_id=person) is not None


async def whose(tx: Tx, secret: str) -> Address | None:
    """Who an address belongs to; None for one that is wrong or was taken back."""
    if len(secret) > LONGEST:
        return None
    row = await tx.sql.calendar_addresses.whose(lookup=_lookup(tx, secret))
    if row is None:
        return None
    return Address(PersonId(row["person_id"]), row["content"], instant(row["changed_at"]))


async def note_content(tx: Tx, secret: str, content: bytes, now: datetime) -> None:
    """What the address shows has changed just now."""
    await tx.sql.calendar_addresses.note_content(lookup=_lookup(tx, secret), content=content, changed_at=ms(now))


def _lookup(tx: Tx, secret: str) -> bytes:
    return tx.lookup("calendar", secret)
