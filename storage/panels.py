"""The message that shows a helper their panel of a session: it is edited from then on, not sent anew."""

from mentoring.people import PersonId
from storage.core.database import Tx


async def keep(tx: Tx, session: str, person: PersonId, message_id: int) -> None:
    """Which message shows a helper their panel: it is edited from now on."""
    await tx.sql.sessions.keep_panel(session_id=session, person_id=person, message_id=message_id)


async def of(tx: Tx, session: str, person: PersonId) -> int | None:
    kept = await tx.sql.sessions.panel_of(session_id=session, person_id=person)
    return None if kept is None else int(kept)


async def open_ones(tx: Tx, session: str) -> list[PersonId]:
    """The helpers who have a panel open."""
    return [PersonId(row["person_id"]) for row in await tx.sql.sessions.panels(session_id=session)]
