"""The key a copy is sealed to: a mentor's, as it is now, and as it was when the writer last shared with them."""

from mentoring.people import PersonId
from mentoring.problems import Problem
from storage.core.database import Tx
from storage.core.locks import Lock
from storage.core.sealing import Damaged, check_row_mac, row_mac


class MentorHasNoLock(Problem):
    """There is no key to seal a copy to. The mentor is never told that somebody asked."""


class MentorKeyDamaged(Problem):
    """The row that holds the mentor's key was changed by somebody else: nothing is sealed to it (hostile.md 107)."""


async def of(tx: Tx, mentor: PersonId) -> bytes:
    """The public key a copy is sealed to. Raises MentorHasNoLock, MentorKeyDamaged."""
    try:
        lock = await tx.keystore.public_key(mentor, Lock.PAGES)
    except Damaged:
        raise MentorKeyDamaged from None
    if lock is None:
        raise MentorHasNoLock
    return lock[0]


async def before(tx: Tx, writer: PersonId, mentor: PersonId) -> bytes | None:
    """The mentor's key when they last shared with them; None the first time, empty when that row was changed."""
    row = await tx.sql.shares.last_key(writer_id=writer, mentor_id=mentor)
    if row is None:
        return None
    key: bytes = row["public_key"]
    try:
        check_row_mac(tx.keystore.master.row, row["mac"], *_columns(tx, writer, mentor, key))
    except Damaged:
        return b""
    return key


async def remember(tx: Tx, writer: PersonId, mentor: PersonId, key: bytes) -> None:
    """This is the key they shared with."""
    mac = row_mac(tx.keystore.master.row, *_columns(tx, writer, mentor, key))
    await tx.sql.shares.keep_key(writer_id=writer, mentor_id=mentor, public_key=key, mac=mac)


async def forget(tx: Tx, writer: PersonId, mentor: PersonId) -> None:
    """They are a pair no more."""
    await tx.sql.shares.forget_key(writer_id=writer, mentor_id=mentor)


async def held_by(tx: Tx, mentor: PersonId) -> frozenset[bytes] | None:
    """The keys, by kid, that a mentor's words open: the present one, and older ones until all is sealed again.

    None when that row was changed, and nothing is known.
    """
    try:
        lock = await tx.keystore.public_key(mentor, Lock.PAGES)
    except Damaged:
        return None
    older = [pair.kid for pair in await tx.keystore.older_pairs(mentor) if pair.lock is Lock.PAGES]
    return frozenset([*older, lock[1]] if lock else ())


def _columns(tx: Tx, writer: PersonId, mentor: PersonId, key: bytes) -> tuple[str | bytes, ...]:
    return ("share_keys", tx.keystore.deployment, writer, mentor, key)
