"""Answering in a group: in one line, once a minute for each command, and cleared away again after ten minutes."""

from datetime import datetime, timedelta

from handlers.talk import post
from handlers.talk.buttons import Link, Rows, keyboard
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from storage import group_troubles
from storage.core.database import Tx
from storage.core.letters import Lane, Letter

CLEARED_AFTER = timedelta(minutes=10)
PERSONAL, UNNAMED = "personal", "unnamed"
"""What a line is counted as that answers any command: one a minute, whichever they send."""
KIND = "group-answer"


async def answer(turn: Turn, word: str, text: str, *, buttons: Rows = (), lane: Lane = Lane.REPLY) -> None:
    """Clear the command away, and answer it unless it was answered in this group less than a minute ago."""
    message = turn.message
    if turn.message_id is not None:
        turn.clear([turn.message_id])  # who asked for what is nobody's business here
    if await group_troubles.may_answer(turn.tx, turn.chat_id, word, now=turn.now):
        thread = message.message_thread_id if message is not None and message.is_topic_message else None
        turn.do(Send(text, keyboard(buttons, turn.words), thread=thread), lane=lane, kind=KIND)


async def in_private_please(turn: Turn) -> None:
    """Something personal was typed in a group: one line and the way to the private chat."""
    await answer(turn, PERSONAL, turn.words("wrong-chat"), buttons=[[private_chat(turn)]])


def private_chat(turn: Turn, payload: str = "") -> Link:
    """The way out of the group."""
    tail = f"?start={payload}" if payload else ""
    return Link("open-private-chat", f"https://t.me/{turn.house.bot_name}{tail}")


async def _worded(reading: Reading) -> Deed | None:
    return post.from_body(reading.letter.body) if reading.letter.body else None


async def _clear_later(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    if outcome.state == "sent" and outcome.message_id is not None:
        about = {"messages": str(outcome.message_id)}
        due = now + CLEARED_AFTER
        tx.owed.append(Letter("clearing", due, Lane.SESSION, chat=letter.chat, about=about, made=now))


LETTERS = {KIND: LetterKind(_worded, settled=_clear_later)}
