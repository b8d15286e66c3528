"""The vaults that are open at this moment: private keys in memory only, wiped when their time is over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mentoring.people import PersonId
from mentoring.problems import Problem
from storage.core.keys import wipe
from storage.core.locks import Lock, Ring

IDLE_SECONDS = 10 * 60
LONGEST_SECONDS = 30 * 60


class VaultClosed(Problem):
    """The pages are locked; their words have to be said first."""


@dataclass
class _Session:
    root: bytearray = field(repr=False)
    rings: dict[Lock, Ring] = field(repr=False)
    opened_at: float
    last_used: float
    reading: bool = True

    def wipe(self) -> None:
        wipe(self.root)
        for ring in self.rings.values():
            ring.wipe()


class OpenVaults:
    """Private keys of the people whose pages are open now: in memory only, 10 minutes idle, 30 minutes in all.

    `clock` gives seconds that never jump; on a machine that sleeps it should count the sleep (CLOCK_BOOTTIME).
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._open: dict[PersonId, _Session] = {}
        self._closed: set[PersonId] = set()

    def open(self, person: PersonId, root: bytearray, rings: Mapping[Lock, Ring], *, reading: bool = True) -> None:
        """Take over the vault's own key and the keys of its locks. They are wiped when it closes; keep no copy.

        Without `reading` the locks stay shut: there is only the `root` to make new words with.
        """
        known = self._open.get(person)
        if known and known.root is not root:
            known.wipe()
        now = self._clock()
        self._open[person] = _Session(root, dict(rings), now, now, reading)

    def hold(self, person: PersonId, lock: Lock = Lock.PAGES) -> Ring:
        """The key of a lock, to be used before the next await: closing wipes it in place. Raises VaultClosed."""
        session = self._session(person)
        if session is None or not session.reading:
            raise VaultClosed
        session.last_used = self._clock()
        return session.rings.setdefault(lock, Ring())

    def root(self, person: PersonId) -> bytearray:
        """The vault's own key, to lock it anew with. As `hold`, but not to be used for reading. Raises VaultClosed."""
        session = self._session(person)
        if session is None:
            raise VaultClosed
        session.last_used = self._clock()
        return session.root

    def is_open(self, person: PersonId) -> bool:
        """Whether their pages can be read now. Looking does not keep them open."""
        session = self._open.get(person)
        return session is not None and session.reading and not self._over(session)

    def renew(self, person: PersonId, rings: Mapping[Lock, Ring]) -> None:
        """The locks have other keys now; those before are wiped, and so are these when the vault is closed."""
        session = self._session(person)
        for ring in (session.rings if session else rings).values():
            ring.wipe()
        if session:
            session.rings = dict(rings)

    def made(self, person: PersonId, lock: Lock, key: bytearray) -> None:
        """A lock has a new key, made while its vault was open or closed. Takes the key over."""
        session = self._session(person)
        if session:
            before = session.rings.get(lock, Ring())
            session.rings[lock] = Ring(key, before.older)
            wipe(before)
        wipe(key)

    def forget(self, person: PersonId, lock: Lock, kid: bytes) -> None:
        """Nothing needs this older key any more."""
        session = self._open.get(person)
        ring = session.rings.get(lock) if session else None
        if ring is not None and kid in ring.older:
            wipe(ring.older.pop(kid))

    def gone(self, person: PersonId, lock: Lock) -> None:
        """The keys of a lock are destroyed: nothing it sealed opens any more."""
        session = self._open.get(person)
        if session and lock in session.rings:
            session.rings.pop(lock).wipe()

    def close(self, person: PersonId) -> bool:
        """Wipe the keys. True when the vault was open."""
        session = self._open.pop(person, None)
        if session:
            session.wipe()
        return session is not None

    def close_soon(self, person: PersonId) -> None:
        """Close it, where nobody can see to what is shown; the next sweep says whose it was."""
        if self.close(person):
            self._closed.add(person)

    def close_all(self) -> list[PersonId]:
        """At shutdown. Returns whose vaults were open, so that shown pages can be deleted."""
        return [person for person in list(self._open) if self.close(person)]

    def sweep(self) -> list[PersonId]:
        """Close what has been open too long. Returns whose, so that shown pages can be deleted."""
        for person in [person for person, session in self._open.items() if self._over(session)]:
            self.close_soon(person)
        closed, self._closed = list(self._closed), set()
        return closed

    def _session(self, person: PersonId) -> _Session | None:
        session = self._open.get(person)
        if session and self._over(session):
            self.close_soon(person)
            return None
        return session

    def _over(self, session: _Session) -> bool:
        now = self._clock()
        return now - session.last_used >= IDLE_SECONDS or now - session.opened_at >= LONGEST_SECONDS
