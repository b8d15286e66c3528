"""Invitations: a code that lets one person in, once, with one part. Who made it and who used it is not kept."""

import base64
import os
from datetime import datetime, timedelta

from mentoring.joining import INVITATION_LASTS, InvitationSpent, may_invite
from mentoring.people import PersonId, Role
from storage import people
from storage.core import audit
from storage.core.database import Tx
from storage.core.instants import ms


async def make(tx: Tx, *, role: Role, by: PersonId | None, now: datetime, days: int = INVITATION_LASTS) -> str:
    """A new code of 128 random bits (22 URL-safe letters), kept only as a keyed hash.

    `by` is None for the operator. Raises PartTooHigh when `by` holds no part as high as `role` (H-19).
    """
    if by is not None:
        inviter = await people.find(tx, by)
        may_invite(inviter.roles if inviter and inviter.is_member else (), role)
    code = base64.urlsafe_b64encode(os.urandom(16)).rstrip(b"=").decode("ascii")
    await tx.sql.invitations.make(lookup=_lookup(tx, code), role=role, expires=ms(now + timedelta(days=days)))
    await audit.note(tx, "invitation-made", by=by, now=now)
    return code


async def role_of(tx: Tx, code: str, now: datetime) -> Role:
    """The part a code would give, without using it. Raises InvitationSpent."""
    kept = await tx.sql.invitations.role_of(lookup=_lookup(tx, code), now=ms(now))
    if kept is None:
        raise InvitationSpent
    return Role(kept)


async def use(tx: Tx, code: str, now: datetime) -> Role:
    """Spend a code and get the part it gives. Raises InvitationSpent: used, expired and mistyped sound the same."""
    role = await role_of(tx, code, now)
    if not await tx.sql.invitations.spend(lookup=_lookup(tx, code), now=ms(now)):
        raise InvitationSpent
    return role


async def forget_expired(tx: Tx, now: datetime) -> None:
    """Let go of codes whose time is over."""
    await tx.sql.invitations.forget_expired(now=ms(now))


def _lookup(tx: Tx, code: str) -> bytes:
    return tx.lookup("invitation", code)
