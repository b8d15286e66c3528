"""The page of one's words and code: what there is, and the doors to change it."""

from telegram import Update

from handlers import menu
from handlers.doors import OpenKeys, OpenReflect, OpenSupport
from handlers.guards import for_members
from handlers.reflections import setup
from handlers.talk import post
from handlers.talk.buttons import Button, Rows, keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring.people import PersonId
from storage import reflections
from storage.core.database import Tx


class NewCode(Button, prefix="vt-code", label="vault-new-code"):
    """Another recovery code in place of the one before."""


class ChangeWords(Button, prefix="vt-words", label="vault-change-words"):
    pass


class SomeoneKnows(Button, prefix="vt-known", label="vault-someone-knows"):
    """Other words, another code, other keys."""


class ChangeSign(Button, prefix="vt-sign", label="vault-change-sign"):
    pass


class OldWords(Button, prefix="vt-old", label="vault-old-words"):
    """Words that were lost have come back."""


async def front(_: Update, turn: Turn) -> None:
    """What somebody has, and what they may change."""
    if not await reflections.has_lock(turn.tx, turn.person):
        setup.explain(turn)
        return
    text = await _text(turn.tx, turn.person, turn.words, turn.zone)
    turn.show_text(text, buttons=await _rows(turn.tx, turn.person))


async def _text(tx: Tx, person: PersonId, words: Words, zone: str) -> str:
    on_paper = await tx.keystore.code_on_paper(person)
    put_by = await tx.keystore.put_by(person)
    lines = [words("vault-front", paper="yes" if on_paper else "no")]
    if put_by:
        lines.append(words("vault-put-by", day=words.day(put_by[0].until, zone)))
    return "\n".join(lines)


async def _rows(tx: Tx, person: PersonId) -> Rows:
    put_by = await tx.keystore.put_by(person)
    rows: Rows = [
        [NewCode(), ChangeWords()],
        [SomeoneKnows(), ChangeSign()],
        [OldWords()] if put_by else [],
        [OpenReflect().named("form-back"), OpenSupport()],
    ]
    return menu.open_rows(rows)


async def _letter(reading: Reading) -> post.Deed | None:
    """The same, once their words were right."""
    person = PersonId(reading.letter.person or "")
    text = await _text(reading.tx, person, reading.words, "Europe/London")
    return post.Send(text, keyboard(await _rows(reading.tx, person), reading.words))


HANDLERS = [OpenKeys.handler(for_members(front))]
LETTERS = {"vault-front": LetterKind(_letter)}
