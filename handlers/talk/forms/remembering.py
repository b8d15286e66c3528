"""Remembering what was said in the middle of private writing, so that it is cleared together with what was typed."""

from dataclasses import replace
from datetime import datetime

from handlers.talk import post
from handlers.talk.post import LetterKind, Outcome
from mentoring.people import PersonId
from storage.core import drafts
from storage.core.database import Tx
from storage.core.drafts import Draft
from storage.core.letters import Lane, Letter

ASKED = "asked"


def with_message(draft: Draft, message_id: int | None) -> Draft:
    """The draft, to clear this message too when it ends."""
    if message_id is None or message_id in draft.messages:
        return draft
    return replace(draft, messages=(*draft.messages, message_id))


async def remember(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """What was said has its number now: it is cleared with the draft, or at once when the draft has ended."""
    if outcome.message_id is None or letter.person is None or not letter.about["token"]:
        return
    if not await drafts.add_message(tx, PersonId(letter.person), str(letter.about["token"]), outcome.message_id):
        about = {"messages": str(outcome.message_id)}
        tx.owed.append(Letter("clearing", now, Lane.CRISIS, person=letter.person, about=about, made=now))


LETTERS = {ASKED: LetterKind(post.KINDS["reply"].render, settled=remember)}
