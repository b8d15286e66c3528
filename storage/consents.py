"""Consents: every yes somebody gave, to which exact words, and when it was taken back."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms


@dataclass(frozen=True)
class Consent:
    """One yes: `version` is the SHA-256 (hex) of the very text that was shown, in `language`. Times are UTC.

    `about` is the id of the one thing it was for (a story, say); None when it is for the purpose as a whole.
    """

    purpose: str
    about: str | None
    version: str
    language: str
    given_at: datetime
    withdrawn_at: datetime | None

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


def version_of(text: str) -> str:
    """Which words were shown: their SHA-256 in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


async def give(
    tx: Tx,
    person: PersonId,
    purpose: str,
    text: str,
    now: datetime,
    *,
    about: str | None = None,
    language: str = "en",
) -> None:
    """Keep a yes to exactly this `text`; it takes the place of an earlier yes to the same thing (P-M23)."""
    await withdraw(tx, person, purpose, now, about=about)
    await tx.sql.consents.give(
        id=new_id(),
        person_id=person,
        purpose=purpose,
        about=about,
        version=version_of(text),
        language=language,
        given_at=ms(now),
    )


async def withdraw(tx: Tx, person: PersonId, purpose: str, now: datetime, *, about: str | None = None) -> bool:
    """Take a yes back. False when there was none."""
    return bool(await tx.sql.consents.withdraw(person_id=person, purpose=purpose, about=about, now=ms(now)))


async def forget(tx: Tx, person: PersonId, purpose: str, *, about: str | None = None) -> None:
    """Leave no row of it, standing or taken back: who said no to a session or a rule is never kept (H-09)."""
    await tx.sql.consents.forget(person_id=person, purpose=purpose, about=about)


async def version_standing(tx: Tx, person: PersonId, purpose: str, *, about: str | None = None) -> str | None:
    """Which words their yes holds for at this moment; None when none does."""
    found = await tx.sql.consents.standing_version(person_id=person, purpose=purpose, about=about)
    return None if found is None else str(found)


async def stands(tx: Tx, person: PersonId, purpose: str, *, about: str | None = None) -> bool:
    """Whether their yes holds at this moment."""
    return bool(await tx.sql.consents.standing(person_id=person, purpose=purpose, about=about))


async def of(tx: Tx, person: PersonId) -> list[Consent]:
    """Every yes of theirs, the oldest first, those taken back too."""
    return [
        Consent(
            purpose=row["purpose"],
            about=row["about"],
            version=row["version"],
            language=row["language"],
            given_at=instant(row["given_at"]),
            withdrawn_at=None if row["withdrawn_at"] is None else instant(row["withdrawn_at"]),
        )
        for row in await tx.sql.consents.of_person(person_id=person)
    ]
