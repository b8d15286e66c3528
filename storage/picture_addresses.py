"""Private addresses of the picture of all circles: a secret shown once, kept as a keyed hash."""

import secrets
from datetime import datetime

from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.instants import ms

SECRET_BYTES = 24
LONGEST = 64


async def renew(tx: Tx, person: PersonId, now: datetime) -> str:
    """A new secret of 192 bits in place of the old one, which is dead from now on. It is shown once and not kept."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    await tx.sql.picture_addresses.make(person_id=person, lookup=_lookup(tx, secret), now=ms(now))
    return secret


async def turn_off(tx: Tx, person: PersonId) -> None:
    """No address any more."""
    await tx.sql.picture_addresses.turn_off(person_id=person)


async def is_on(tx: Tx, person: PersonId) -> bool:
    """Whether somebody has an address that opens something."""
    return await tx.sql.picture_addresses.of(person_id=person) is not None


async def whose(tx: Tx, secret: str) -> PersonId | None:
    """The coordinator an address belongs to. None for a wrong one, one taken back, and one whose owner has lost the
    part since it was made: a part that is given anew does not bring the old address back."""
    if len(secret) > LONGEST:
        return None
    row = await tx.sql.picture_addresses.whose(lookup=_lookup(tx, secret))
    return None if row is None else PersonId(row["person_id"])


async def keep_times(tx: Tx, _: datetime) -> None:
    """Each night: the addresses of those who coordinate no more are forgotten. They have opened nothing since."""
    await tx.sql.picture_addresses.forget_dead()


def _lookup(tx: Tx, secret: str) -> bytes:
    return tx.lookup("picture", secret)
