"""Words that were chosen and are not a lock yet: in memory and nowhere else; a restart forgets them on purpose."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from mentoring.people import PersonId
from storage.core.vault import OpenVaults

AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class _Chosen:
    words: str = field(repr=False)
    at: datetime


_chosen: WeakKeyDictionary[OpenVaults, dict[PersonId, _Chosen]] = WeakKeyDictionary()


def choose(vaults: OpenVaults, person: PersonId, words: str, now: datetime) -> None:
    """Remember somebody's words for an hour; forget whatever is older."""
    mine = _chosen.setdefault(vaults, {})
    for other in [p for p, chosen in mine.items() if now - chosen.at >= AN_HOUR]:
        del mine[other]
    mine[person] = _Chosen(words, now)


def by(vaults: OpenVaults, person: PersonId, now: datetime) -> str | None:
    """The words somebody has to type back; None after an hour, or after a restart."""
    chosen = _chosen.get(vaults, {}).get(person)
    return chosen.words if chosen and now - chosen.at < AN_HOUR else None


def forget(vaults: OpenVaults, person: PersonId) -> None:
    """They are a lock now, or were let go."""
    _chosen.get(vaults, {}).pop(person, None)
