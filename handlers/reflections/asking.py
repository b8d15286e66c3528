"""What is said in the middle of private writing, and clearing all of it from the chat afterwards, truthfully."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers import menu
from handlers.doors import OpenSupport
from handlers.talk import post
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.forms.remembering import ASKED
from handlers.talk.post import LetterKind, Outcome, Reading
from handlers.talk.turn import Turn
from storage.core.database import Tx
from storage.core.drafts import Draft
from storage.core.letters import About, Lane, Letter

AT_ONCE = 100
MOST_TRIES = 5
A_MINUTE = timedelta(minutes=1)
OUR_OWN = ("messages", "later", "then", "failed", "tries")
WHEN_IT_FAILED = {"typed-words", "album-left"}
"""What is owed only when something could not be cleared."""
NOT_ALLOWED_ANY_MORE = "can't be deleted"
"""Telegram's answer for a message older than 48 hours: final, and the person has to be told."""


def ask(turn: Turn, draft: Draft, key: str, *, buttons: Rows = (), **holes: str | int) -> None:
    """Say or show something that is cleared together with this draft's typed messages."""
    ask_text(turn, draft, turn.words(key, **holes), buttons=buttons)


def ask_text(turn: Turn, draft: Draft, text: str, *, buttons: Rows = ()) -> None:
    """As ask, with words that are already whole."""
    turn.show_text(text, buttons=menu.open_rows(buttons), kind=ASKED, about={"token": draft.token})


# Clearing, and saying afterwards whether it worked


def clear_and_tell(turn: Turn, messages: Sequence[int], then: str, *, about: About | None = None) -> None:
    """Clear these messages; once it is known how that went, owe the letter `then` with about.cleared 1 or 0.

    The letter is told what it is `about` as well.
    """
    turn.cleared.update(messages)
    left = _left(list(dict.fromkeys(messages)), then, failed=False)
    letter = Letter(
        kind="clear-and-tell",
        due=turn.now,
        made=turn.now,
        lane=Lane.CRISIS,
        person=turn.speaker.id if turn.speaker else None,
        chat=turn.chat_id,
        about={**(about or {}), **left},
        body=post.to_body(clearing) if (clearing := post.clearing(left)) else None,
    )
    turn.tx.owed.append(letter)


def clear_typed(turn: Turn) -> None:
    """Clear secret words the moment they arrive; say so only when that could not be done."""
    clear_and_tell(turn, [turn.message_id] if turn.message_id else [], "typed-words")


def _left(messages: Sequence[int], then: str, *, failed: bool) -> About:
    now, later = messages[:AT_ONCE], messages[AT_ONCE:]
    return {
        "messages": ",".join(str(m) for m in now),
        "later": ",".join(str(m) for m in later),
        "then": then,
        "failed": int(failed),
        "tries": 0,
    }


async def _cleared(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    about = letter.about
    tries = int(about["tries"]) + 1
    if outcome.state == "unknown" and tries < MOST_TRIES:  # deleting twice does no harm
        _owe(tx, letter, letter.kind, {**about, "tries": tries}, now + A_MINUTE)
        return
    failed = bool(about["failed"]) or not _is_gone(outcome)
    later = [int(part) for part in str(about["later"]).split(",") if part]
    if later:
        _owe(tx, letter, letter.kind, {**about, **_left(later, str(about["then"]), failed=failed)}, now)
    elif about["then"] and (failed or about["then"] not in WHEN_IT_FAILED):
        told = {key: value for key, value in about.items() if key not in OUR_OWN}
        _owe(tx, letter, str(about["then"]), {**told, "cleared": int(not failed)}, now, lane=Lane.REPLY)


def _is_gone(outcome: Outcome) -> bool:
    """Cleared, or cleared by somebody before us; an empty list (`dropped`) has nothing left to clear."""
    refused = outcome.reason is not None and NOT_ALLOWED_ANY_MORE in outcome.reason
    return outcome.state in ("sent", "dropped") and not refused


def _owe(tx: Tx, of: Letter, kind: str, about: About, due: datetime, *, lane: Lane = Lane.CRISIS) -> None:
    tx.owed.append(Letter(kind=kind, due=due, made=due, lane=lane, person=of.person, chat=of.chat, about=about))


async def _typed_words(reading: Reading) -> post.Deed | None:
    return post.Send(reading.words("typed-words-not-cleared"), keyboard([[OpenSupport()]], reading.words))


LETTERS = {
    "clear-and-tell": LetterKind(post.KINDS["clearing"].render, settled=_cleared),
    "typed-words": LetterKind(_typed_words),
}
