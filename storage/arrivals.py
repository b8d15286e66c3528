"""Somebody's things move to another Telegram account of theirs; the one before is a stranger's from then on."""

from datetime import datetime

from mentoring.people import PersonId
from storage import people
from storage.core import audit, drafts, letters
from storage.core.database import Tx
from storage.core.letters import Lane, Letter

CLEARING = "clearing"


async def move(tx: Tx, person: PersonId, telegram_id: int, *, now: datetime) -> int | None:
    """Move them. Returns the chat they had before; None when they are not here, or the new account is somebody's.

    What was half-typed goes, and what was still to be cleared from the old chat is cleared there now.
    """
    known, before = await people.find(tx, person), await people.telegram_of(tx, person)
    if known is None or before is None or await people.who_is(tx, telegram_id) is not None:
        return None
    await _clear_old_chat(tx, person, before, now)
    await people.move(tx, person, telegram_id)
    await people.back(tx, person, now=now)
    await audit.note(tx, "account-moved", by=person, now=now)
    tx.part_changed.add(person)
    return before


async def _clear_old_chat(tx: Tx, person: PersonId, chat: int, now: datetime) -> None:
    draft = await drafts.of(tx, person)
    waiting = await letters.take_waiting(tx, person, CLEARING)
    messages = [part for letter in waiting for part in str(letter.about["messages"]).split(",") if part]
    messages += [str(message) for message in draft.messages] if draft else []
    await drafts.forget(tx, person)
    for start in range(0, len(messages), 100):
        about = {"messages": ",".join(messages[start : start + 100])}
        tx.owed.append(Letter(CLEARING, now, Lane.CRISIS, chat=chat, about=about, made=now))
