"""What somebody looks for in their open pages, and what was found: in memory, for ten minutes, and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from mentoring.people import PersonId
from storage.core.vault import OpenVaults
from storage.reflections import Listed

A_WHILE = timedelta(minutes=10)


@dataclass(frozen=True)
class Sight:
    """A kind, a month («2026-02») or a word; the word is let go as soon as it has been looked for."""

    at: datetime
    kind: str = ""
    month: str = ""
    word: str = field(default="", repr=False)
    found: Sequence[Listed] | None = None


_sights: WeakKeyDictionary[OpenVaults, dict[PersonId, Sight]] = WeakKeyDictionary()


def look(vaults: OpenVaults, person: PersonId, sight: Sight) -> None:
    """Look for something else from now on."""
    _sights.setdefault(vaults, {})[person] = sight


def of(vaults: OpenVaults, person: PersonId, now: datetime) -> Sight | None:
    """What they look for; None after ten minutes, after locking, or after a restart."""
    sight = _sights.get(vaults, {}).get(person)
    return sight if sight and now - sight.at < A_WHILE else None


def found(vaults: OpenVaults, person: PersonId, sight: Sight, pages: Sequence[Listed]) -> Sight:
    """Keep what was found, so that a long list can be turned, and let the word go."""
    kept = replace(sight, word="", found=pages)
    if _sights.get(vaults, {}).get(person) is sight:  # they may look for something else by now
        look(vaults, person, kept)
    return kept


def forget(vaults: OpenVaults, person: PersonId) -> None:
    """They have locked their pages."""
    _sights.get(vaults, {}).pop(person, None)


def forget_old(vaults: OpenVaults, now: datetime) -> None:
    """Every minute: what was looked for ten minutes ago is nobody's business any more."""
    mine = _sights.get(vaults, {})
    for person in [p for p, sight in mine.items() if now - sight.at >= A_WHILE]:
        del mine[person]
