"""Where sharing begins and is found again: rows for an opened page and for the list of pages, empty for most people."""

from datetime import datetime

from handlers.doors import OpenShared, OpenSharedWithMe, ShareWithMentor
from handlers.talk.buttons import Tap
from mentoring.people import PersonId
from storage import shares
from storage.core.database import Tx


async def page_row(tx: Tx, person: PersonId, page: str) -> list[Tap]:
    """Under somebody's own opened page, when they have a mentor now."""
    return [ShareWithMentor(page)] if await shares.mentors_of(tx, person) else []


async def list_row(tx: Tx, person: PersonId, now: datetime) -> list[Tap]:
    """What they have shared, and what has been shared with them; nothing where there is nothing."""
    row: list[Tap] = [OpenShared()] if await shares.by(tx, person, now) else []
    return [*row, OpenSharedWithMe()] if await shares.with_mentor(tx, person, now) else row
