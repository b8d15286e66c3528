"""The one door to slow key work: a few at once, a queue, and the rest are told to come back in a minute."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, TypeVar

from mentoring.people import PersonId
from mentoring.problems import Problem
from storage.core.keys import wipe
from storage.core.vault.record import (
    FLOOR,
    HOUSE_KDF,
    Kdf,
    Made,
    VaultRecord,
    make_vault,
    new_vault,
    relocked,
    unlock,
    unlock_with_code,
)

T = TypeVar("T")
NICENESS = 15


class Busy(Problem):
    """Too many people are opening their pages at this moment: try again in a minute."""


class Place(AbstractContextManager[None]):
    """A place in the queue, held until it is left; leaving twice is leaving once."""

    def __init__(self, held: set["Place"]) -> None:
        self._held = held
        held.add(self)

    def leave(self) -> None:
        self._held.discard(self)

    def __exit__(self, *_: object) -> None:
        self.leave()


class KeyDerivation:
    """The one door to Argon2id: `at_once` derivations in threads of their own, `queue` more waiting, the rest Busy.

    The event loop stays free. `kdf` is the cost of new vaults; only tests lower it and the `floor`.
    """

    def __init__(self, *, kdf: Kdf = HOUSE_KDF, floor: Kdf = FLOOR, at_once: int = 1, queue: int = 20) -> None:
        self._kdf = kdf
        self._floor = floor
        self._room = at_once + queue
        self._held: set[Place] = set()
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="keys", initializer=_give_way)

    async def make(self, passphrase: str, mix: bytes, deployment: str, person: PersonId) -> tuple[VaultRecord, str]:
        """`make_vault` in its turn. Raises Busy as well."""
        work = partial(make_vault, passphrase, mix, deployment, person, kdf=self._kdf, floor=self._floor)
        return await self.run(work)

    async def make_open(self, passphrase: str, mix: bytes, deployment: str, person: PersonId) -> Made:
        """`new_vault` in its turn: the private key comes along, for its holder to wipe. Raises Busy as well."""
        return await self.run(partial(new_vault, passphrase, mix, deployment, person, kdf=self._kdf, floor=self._floor))

    async def relock(self, record: VaultRecord, root: bytearray, passphrase: str, mix: bytes) -> VaultRecord:
        """`relocked` in its turn. Raises Busy as well."""
        return await self.run(partial(relocked, record, root, passphrase, mix, kdf=self._kdf, floor=self._floor))

    async def unlock(self, record: VaultRecord, mix: bytes, passphrase: str) -> bytearray:
        """`unlock` in its turn. Raises Busy as well."""
        with self.place():
            return await self.unlock_in_place(record, mix, passphrase)

    async def unlock_in_place(self, record: VaultRecord, mix: bytes, passphrase: str) -> bytearray:
        """`unlock` in its turn, for somebody who holds a `place` already."""
        return await self._run(partial(unlock, record, mix, passphrase, floor=self._floor))

    async def unlock_with_code(self, record: VaultRecord, mix: bytes, code: str) -> bytearray:
        """`unlock_with_code` in its turn. Raises Busy as well."""
        return await self.run(partial(unlock_with_code, record, mix, code, floor=self._floor))

    def place(self) -> Place:
        """A place in the queue, taken before anything is written down. Raises Busy at once when there is none."""
        if len(self._held) >= self._room:
            raise Busy
        return Place(self._held)

    async def run(self, work: Callable[[], T]) -> T:
        """Any blocking work with keys. Raises Busy at once when the queue is full."""
        with self.place():
            return await self._run(work)

    async def _run(self, work: Callable[[], T]) -> T:
        job = self._threads.submit(work)
        try:
            return await asyncio.wrap_future(job)
        except asyncio.CancelledError:
            job.add_done_callback(_wipe_unclaimed)
            raise

    def close(self) -> None:
        """Drop what waits; what runs ends within a second."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _give_way() -> None:
    """On Linux niceness is a thread's own: whoever is only talking to us comes before a key that takes a while."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


def _wipe_unclaimed(job: Future[Any]) -> None:
    if job.cancelled() or job.exception():
        return
    key = job.result().root if isinstance(job.result(), Made) else job.result()
    if isinstance(key, bytearray):
        wipe(key)
