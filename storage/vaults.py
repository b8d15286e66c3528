"""What people do with the locks of their private pages: open, lock with other words, begin again, come back."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from mentoring.people import PersonId
from mentoring.problems import Problem
from storage import resealing
from storage.core.database import Tx
from storage.core.keys import KEY_BYTES, wipe
from storage.core.keystore import Keystore, LogNotWiped
from storage.core.keystore_changes import PutBy
from storage.core.vault import (
    KeyDerivation,
    MistypedCode,
    OpenVaults,
    Place,
    VaultRecord,
    WrongWords,
    recoded,
)
from storage.reflections import NoLockYet

PUT_BY_FOR = timedelta(days=30)
"""How long pages whose words are lost are kept, in case the words come back."""
LOCKS_AT = 3
"""Wrong words in a row that close a vault which is open elsewhere."""


class WrongCode(Problem):
    """The code does not open these pages. Nothing says how near it was."""


@dataclass(frozen=True)
class Keys:
    """Where keys are kept, derived and held open."""

    store: Keystore
    kdf: KeyDerivation
    vaults: OpenVaults


# Opening


async def try_words(
    keys: Keys, person: PersonId, words: str, now: datetime, place: Place | None = None
) -> tuple[bytearray, int]:
    """The vault's own key, and how many wrong words there were before. The try is counted before the words are read.

    Raises TooManyTries, WrongWords, Busy, Damaged, KeyDestroyed, NoLockYet. Three wrong ones in a row close what is
    open. A `place` taken before is left.
    """
    with place or keys.kdf.place():
        before = (await keys.store.tries(person)).wrong
        await keys.store.note_try(person, now)
        record = await _record(keys, person)
        try:
            root = await keys.kdf.unlock_in_place(record, await keys.store.mix(person), words)
        except WrongWords:
            if before + 1 >= LOCKS_AT:
                keys.vaults.close_soon(person)
            raise
    await keys.store.clear_tries(person)
    return root, before


async def try_code(keys: Keys, person: PersonId, code: str) -> bytearray:
    """The vault's own key by the recovery code. Raises MistypedCode, WrongCode, Busy, Damaged, KeyDestroyed."""
    record = await _record(keys, person)
    try:
        return await keys.kdf.unlock_with_code(record, await keys.store.mix(person), code)
    except WrongWords:
        raise WrongCode from None


async def open_for_reading(keys: Keys, person: PersonId, root: bytearray) -> None:
    """Take the keys of every lock into the session. Raises Damaged, the key wiped."""
    try:
        await keys.store.open_locks(person, root, partial(keys.vaults.open, person, root))
    except BaseException:
        wipe(root)
        raise


# Locking with other words


async def make(keys: Keys, person: PersonId, words: str) -> str | None:
    """The first vault, and its recovery code; None when there is one already: a second would lose every page.

    Raises TooEasy, Busy, KeyDestroyed.
    """
    if await keys.store.vault(person) is not None:
        return None
    record, code = await keys.kdf.make(words, await keys.store.mix(person), keys.store.deployment, person)
    return code if await keys.store.keep_first_vault(person, record, code=code) else None


async def change_words(keys: Keys, person: PersonId, words: str) -> None:
    """The same pages under other words; the words before open nothing any more. The code stays.

    Raises VaultClosed, VaultChanged, TooEasy, Busy, Damaged.
    """
    root, record = await _open_root(keys, person)
    mix = os.urandom(KEY_BYTES)
    try:
        relocked = await keys.kdf.relock(record, root, words, mix)
        await keys.store.change_vault(person, relocked, was=record, mix=mix)
    finally:
        wipe(root)


async def change_words_and_code(keys: Keys, person: PersonId, words: str) -> str:
    """After the code was used: other words and another code, and the pages are open. Returns the code.

    Raises VaultClosed, VaultChanged, TooEasy, Busy, Damaged.
    """
    root, record = await _open_root(keys, person)
    mix = os.urandom(KEY_BYTES)
    try:
        other, code = recoded(await keys.kdf.relock(record, root, words, mix), root, mix)
        await keys.store.change_vault(person, other, was=record, code=code, mix=mix)
    except BaseException:
        wipe(root)
        raise
    await keys.store.clear_tries(person)
    await open_for_reading(keys, person, root)
    return code


async def new_code(keys: Keys, person: PersonId) -> str:
    """Another recovery code; the one before opens nothing any more. Raises VaultClosed, VaultChanged, Damaged."""
    root, record = await _open_root(keys, person)
    try:
        other, code = recoded(record, root, await keys.store.mix(person))
        await keys.store.change_vault(person, other, was=record, code=code)
    finally:
        wipe(root)
    return code


async def new_keys(keys: Keys, person: PersonId, words: str) -> str:
    """Other words, another code and other keys, for when somebody may know the words. Returns the code.

    What is written from now on is sealed to new keys; `resealing.go_on` brings the older pages after.
    Raises VaultClosed, VaultChanged, TooEasy, Busy, Damaged.
    """
    root, record = await _open_root(keys, person)
    mix = os.urandom(KEY_BYTES)
    made = await keys.kdf.make_open(words, mix, keys.store.deployment, person)
    try:
        await keys.store.new_root(person, root, made.record, was=record, code=made.code, mix=mix)
    except BaseException:
        wipe(made.root)
        raise
    finally:
        wipe(root)
    await open_for_reading(keys, person, made.root)
    return made.code


# Beginning again, and coming back


async def start_again(keys: Keys, person: PersonId, words: str, now: datetime) -> str:
    """An empty vault in place of the one nobody can open, which is kept for thirty days. Returns the new code."""
    keys.vaults.close(person)
    mix = os.urandom(KEY_BYTES)
    record, code = await keys.kdf.make(words, mix, keys.store.deployment, person)
    await keys.store.start_again(person, record, code=code, mix=mix, until=now + PUT_BY_FOR)
    await keys.store.clear_tries(person)
    return code


async def remember(keys: Keys, person: PersonId, words: str, now: datetime) -> None:
    """The words (or the code) of a vault that was put by: its pages open with the present words from now on.

    Raises TooManyTries, WrongWords, Busy, Damaged, KeyDestroyed.
    """
    await keys.store.note_try(person, now)
    for old in await keys.store.put_by(person):
        root = await _old_root(keys, old, words)
        if root is None:
            continue
        try:
            await keys.store.take_back(person, root, old.record.kid)
        finally:
            wipe(root)
        await keys.store.clear_tries(person)
        if keys.vaults.is_open(person):
            present = keys.vaults.root(person)
            await keys.store.open_locks(person, present, partial(keys.vaults.renew, person))
        return
    if (await keys.store.tries(person)).wrong >= LOCKS_AT:
        keys.vaults.close_soon(person)
    raise WrongWords


async def drop_put_by(tx: Tx, now: datetime) -> None:
    """Nightly: what was put by thirty days ago goes; its rows first, and its keys once no row needs them."""
    for person, kid in await tx.keystore.put_by_over(now):
        if not await resealing.erase_put_by(tx, person, kid):
            with suppress(LogNotWiped):  # the keys are gone; the log is wiped once nobody else reads it
                await tx.keystore.drop_put_by(person, kid)


async def _old_root(keys: Keys, old: PutBy, words: str) -> bytearray | None:
    try:
        return await keys.kdf.unlock(old.record, old.mix, words)
    except WrongWords:
        pass
    try:
        return await keys.kdf.unlock_with_code(old.record, old.mix, words)
    except (WrongWords, MistypedCode):
        return None


async def _open_root(keys: Keys, person: PersonId) -> tuple[bytearray, VaultRecord]:
    """A copy of the vault's own key (the session's may be wiped at any await), and the vault. Raises VaultClosed."""
    root = bytearray(keys.vaults.root(person))
    try:
        return root, await _record(keys, person)
    except BaseException:
        wipe(root)
        raise


async def _record(keys: Keys, person: PersonId) -> VaultRecord:
    record = await keys.store.vault(person)
    if record is None:
        raise NoLockYet
    return record
