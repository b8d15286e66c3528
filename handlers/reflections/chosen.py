"""Secrets that were shown and have yet to be typed back: in memory for an hour, and nowhere else; a restart forgets."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from mentoring.people import PersonId
from storage.core.vault import OpenVaults

AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class _Shown:
    secret: str = field(repr=False)
    at: datetime


class ForAnHour:
    """One secret a person."""

    def __init__(self) -> None:
        self._shown: WeakKeyDictionary[OpenVaults, dict[PersonId, _Shown]] = WeakKeyDictionary()

    def keep(self, vaults: OpenVaults, person: PersonId, secret: str, now: datetime) -> None:
        """Remember somebody's secret for an hour; forget whatever is older."""
        mine = self._shown.setdefault(vaults, {})
        for other in [p for p, shown in mine.items() if now - shown.at >= AN_HOUR]:
            del mine[other]
        mine[person] = _Shown(secret, now)

    def of(self, vaults: OpenVaults, person: PersonId, now: datetime) -> str | None:
        """What somebody has to type back; None after an hour, or after a restart."""
        shown = self._shown.get(vaults, {}).get(person)
        return shown.secret if shown and now - shown.at < AN_HOUR else None

    def forget(self, vaults: OpenVaults, person: PersonId) -> None:
        """It was typed back, or let go."""
        self._shown.get(vaults, {}).pop(person, None)


WORDS = ForAnHour()
"""Words that were chosen and are not a lock yet."""
NEW_CODES = ForAnHour()
"""Recovery codes that were just made, and will be shown once."""
CODES = ForAnHour()
"""Recovery codes that were shown and have yet to be typed back, each behind the token it was shown under."""
