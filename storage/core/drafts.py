"""Drafts: the answers so far of somebody part-way through a form, sealed, one to a person, with an end."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.instants import instant, ms


@dataclass(frozen=True)
class Draft:
    """Where somebody is in a form: the question they were asked, their answers, and the chat messages to clear."""

    person: PersonId
    form: str
    token: str
    question: str
    answers: dict[str, Any]
    messages: tuple[int, ...]
    touched: datetime
    expires: datetime


async def of(tx: Tx, person: PersonId) -> Draft | None:
    """The one draft somebody has, or None."""
    row = await tx.sql.drafts.of(person_id=person)
    if row is None:
        return None
    return Draft(
        person=person,
        form=row["form"],
        token=row["token"],
        question=row["question"],
        answers=json.loads(await tx.open("drafts", "answers", person, person, row["answers"])),
        messages=tuple(json.loads(row["messages"])),
        touched=instant(row["touched"]),
        expires=instant(row["expires"]),
    )


async def keep(tx: Tx, draft: Draft) -> None:
    """Keep it in place of the one before."""
    await tx.sql.drafts.keep(
        person_id=draft.person,
        form=draft.form,
        token=draft.token,
        question=draft.question,
        answers=await tx.seal("drafts", "answers", draft.person, draft.person, json.dumps(draft.answers)),
        messages=json.dumps(draft.messages),
        touched=ms(draft.touched),
        expires=ms(draft.expires),
    )


async def add_message(tx: Tx, person: PersonId, token: str, message_id: int) -> bool:
    """A message more to clear when this draft ends. False when it has ended already, or another has taken its place."""
    return bool(await tx.sql.drafts.add_message(person_id=person, token=token, message=message_id))


async def forget(tx: Tx, person: PersonId) -> None:
    """Let it go."""
    await tx.sql.drafts.forget(person_id=person)


async def expired(tx: Tx, now: datetime) -> list[tuple[PersonId, str, list[int]]]:
    """Drafts whose time is over: person, form, and the messages that would be cleared."""
    rows = await tx.sql.drafts.expired(now=ms(now))
    return [(PersonId(row["person_id"]), row["form"], json.loads(row["messages"])) for row in rows]
