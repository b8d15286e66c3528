"""Copies: each message that shows a story is known, so that it can be changed when the story is taken back."""

from datetime import datetime

from handlers.talk.post import Deed, Edit, LetterKind, Outcome, Reading
from mentoring.people import PersonId
from mentoring.stories import State
from storage import stories, story_readers
from storage.core.database import Tx
from storage.core.letters import Letter

SHOWN_IN = {"story-desk-page": State.TO_CHECK}
"""Where a story must stand for a kind of copy; out, for all others."""


async def copy_settled(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """Note where the copy stands; one that arrived after its story was taken back is changed at once."""
    message = outcome.message_id or int(letter.about.get("message") or 0)
    if outcome.state != "sent" or not message or letter.person is None:
        return
    reader, story_id = PersonId(letter.person), str(letter.about["story"])
    story = await stories.find(tx, story_id)
    if story is not None and story.state is SHOWN_IN.get(letter.kind, State.OUT):
        await story_readers.note_copy(tx, story_id, reader, message)
    else:
        await story_readers.owe_change(tx, reader, message, "taken-back" if story is None else "seen-to", now)


async def _gone(reading: Reading) -> Deed | None:
    about = reading.letter.about
    return Edit(int(about["message"]), reading.words(f"story-gone-{about['why']}"))


LETTERS = {"story-gone": LetterKind(_gone, waits_for_return=True)}
