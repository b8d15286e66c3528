"""Other words in place of those there are: for the same pages, after the code, with other keys, or to begin again."""

from typing import Any

from telegram import Update

from handlers import menu
from handlers.doors import OpenKeys, OpenReflect, OpenSupport, ShowCode
from handlers.guards import for_members
from handlers.reflections import setup, showing, unlocking
from handlers.reflections.locking import LOCKERS, keep_code, keys_of
from handlers.talk import post
from handlers.talk.buttons import Button, Rows, keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.vault.front import ChangeWords, SomeoneKnows
from mentoring.people import PersonId
from storage import resealing, vaults

CHANGE, BY_CODE, OTHER_KEYS, AGAIN = "change", "code", "keys", "again"


class ChooseWords(Button, prefix="vt-choose", label="vault-choose-words"):
    """On to the words, and to all that follows from them: `why` is what for."""

    why: str


async def change_words(_: Update, turn: Turn) -> None:
    """Other words for the same pages."""
    if await unlocking.is_open(turn, then="keys"):
        turn.show("vault-change-explained", buttons=_on(CHANGE))


async def someone_knows(_: Update, turn: Turn) -> None:
    """Somebody may know the words: what will be done about it."""
    if await unlocking.is_open(turn, then="keys"):
        turn.show("vault-keys-explained", buttons=_on(OTHER_KEYS))


def _on(why: str) -> Rows:
    return menu.open_rows([[ChooseWords(why)], [OpenKeys().named("form-back"), OpenSupport()]])


async def choose(_: Update, turn: Turn) -> None:
    """Choose them. Their pages have to be open for it, unless the code was right or they begin again."""
    why = turn.pressed(ChooseWords).why
    if why in (CHANGE, OTHER_KEYS) and not await unlocking.is_open(turn, then="keys"):
        return
    turn.unbutton()
    await setup.choose_again(turn, why)


# Locking with them, between two turns


async def _change(desk: Any, person: PersonId, words: str) -> str:
    await vaults.change_words(keys_of(desk), person, words)
    return "vault-words-changed"


async def _by_code(desk: Any, person: PersonId, words: str) -> str:
    keep_code(desk, person, await vaults.change_words_and_code(keys_of(desk), person, words))
    return "vault-words-after-code"


async def _other_keys(desk: Any, person: PersonId, words: str) -> str:
    keep_code(desk, person, await vaults.new_keys(keys_of(desk), person, words))
    await _hide(desk, person)
    await resealing.go_on(desk.database, desk.house.vaults, person)
    return "vault-keys-changed"


async def _again(desk: Any, person: PersonId, words: str) -> str:
    keep_code(desk, person, await vaults.start_again(keys_of(desk), person, words, desk.clock.now()))
    return "vault-started-again"


async def _hide(desk: Any, person: PersonId) -> None:
    async with desk.database.begin() as tx:
        await showing.hide_for(tx, person, desk.clock.now())


LOCKERS |= {CHANGE: _change, BY_CODE: _by_code, OTHER_KEYS: _other_keys, AGAIN: _again}


# Letters


def _done(key: str, *, code: bool) -> LetterKind:
    async def render(reading: Reading) -> post.Deed | None:
        first: Rows = [[ShowCode()]] if code else []
        rows: Rows = [*first, [OpenKeys(), OpenReflect()], [OpenSupport()]]
        text = reading.words(key, days=int(reading.letter.about["days"]))
        return post.Send(text, keyboard(menu.open_rows(rows), reading.words))

    return LetterKind(render)


HANDLERS = [
    ChangeWords.handler(for_members(change_words)),
    SomeoneKnows.handler(for_members(someone_knows)),
    ChooseWords.handler(for_members(choose)),
]
LETTERS = {
    "vault-words-changed": _done("vault-words-changed", code=False),
    "vault-words-after-code": _done("vault-words-after-code", code=True),
    "vault-keys-changed": _done("vault-keys-changed", code=True),
    "vault-started-again": _done("vault-started-again", code=True),
}
