"""From another Telegram account: somebody who is new to us brings their things across with their recovery code."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

import structlog
from telegram import Update

from handlers import menu
from handlers.doors import HadAccount, OpenReflect, OpenSupport
from handlers.guards import in_private
from handlers.reflections import care
from handlers.reflections.asking import clear_typed
from handlers.reflections.locking import keys_of
from handlers.talk import forms, post
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.vault.relocking import BY_CODE, ChooseWords
from mentoring.code_guesses import TooManyCodes
from mentoring.people import PersonId
from mentoring.problems import Problem
from storage import arrivals, code_guesses, vaults
from storage.core.database import Tx
from storage.core.keys import wipe
from storage.core.keystore import KeyDestroyed
from storage.core.letters import About, Lane, Letter
from storage.core.sealing import Damaged
from storage.core.vault import Busy

log = structlog.get_logger("vault")

WAITS_FOR = timedelta(minutes=10)
MOST_WAITING = 1024

# Who was asked for a code, in memory: nothing is kept on disk of somebody who has not joined.
_asked: WeakKeyDictionary[Any, OrderedDict[bytes, datetime]] = WeakKeyDictionary()
_before = forms.UNASKED[-1]


async def had_account(_: Update, turn: Turn) -> None:
    """Ask for the code. The same whoever asks."""
    if turn.speaker is not None:
        turn.show(
            "arriving-known",
            joined="yes" if turn.speaker.is_member else "no",
            buttons=menu.open_rows([[OpenReflect(), OpenSupport()]]),
        )
        return
    waiting = _asked.setdefault(turn.application, OrderedDict())
    waiting[_who(turn)] = turn.now
    waiting.move_to_end(_who(turn))
    while len(waiting) > MOST_WAITING:
        waiting.popitem(last=False)
    turn.show("arriving-ask", buttons=menu.open_rows([[OpenSupport()]]))


def _who(turn: Turn) -> bytes:
    return turn.tx.lookup("arriving", str(turn.telegram_id))


def _is_awaited(turn: Turn) -> bool:
    at = _asked.get(turn.application, OrderedDict()).get(_who(turn))
    return at is not None and timedelta() <= turn.now - at < WAITS_FOR


async def unasked(turn: Turn) -> None:
    """A stranger typed something: a code, when they were asked for one."""
    if turn.speaker is not None or not turn.private:
        await _before(turn)
    elif _is_awaited(turn):
        await _heard(turn)
    elif care.looks_like_code(turn.text):
        clear_typed(turn)
        turn.say("arriving-not-asked", buttons=menu.open_rows([[HadAccount(), OpenSupport()]]))
    else:
        await _before(turn)


async def _heard(turn: Turn) -> None:
    """The code leaves the chat, and the try is counted, before it is looked at."""
    clear_typed(turn)
    try:
        await code_guesses.note(turn.tx, turn.telegram_id, now=turn.now)
    except TooManyCodes as enough:  # not raised: that would undo the clearing of what they typed
        turn.say(enough.words_key(), buttons=menu.open_rows([[OpenSupport()]]))
        return
    turn.later(_moving(turn.telegram_id, turn.text))


# Moving, between two turns


def _moving(telegram_id: int, code: str) -> Callable[[Any], Awaitable[None]]:
    async def move(desk: Any) -> None:
        keystore = desk.database.keystore
        person = await keystore.person_with_code(code)
        try:
            if person is None:
                raise vaults.WrongCode
            root = await vaults.try_code(keys_of(desk), person, code)
        except Busy as busy:
            await _say(desk, telegram_id, "arriving-refused", {"why": busy.words_key()})
        except (Problem, Damaged, KeyDestroyed):  # all of them sound the same to somebody we do not know
            log.info("code-refused")
            await _say(desk, telegram_id, "arriving-refused", {"why": "arriving-wrong"})
        else:
            await _arrive(desk, telegram_id, person, root)

    return move


async def _arrive(desk: Any, telegram_id: int, person: PersonId, root: bytearray) -> None:
    now = desk.clock.now()
    async with desk.database.begin() as tx:
        moved = await arrivals.move(tx, person, telegram_id, now=now)
        if moved is not None:
            await _tell_both(tx, person, telegram_id, moved, now)
            await code_guesses.forget(tx, telegram_id)
    if moved is None:
        wipe(root)
        await _say(desk, telegram_id, "arriving-refused", {"why": "arriving-wrong"})
        return
    desk.house.vaults.open(person, root, {}, reading=False)


async def _tell_both(tx: Tx, person: PersonId, telegram_id: int, before: int, now: datetime) -> None:
    """Here: choose new words. There: one neutral line, and the list of commands of strangers."""
    tx.owed.append(Letter("arriving-here", now, Lane.REPLY, person=person, made=now))
    tx.owed.append(Letter("arriving-gone", now, Lane.REPLY, chat=before, made=now))
    tx.owed.append(Letter("arriving-menu", now, Lane.REPLY, chat=before, made=now))
    await menu.owe_menu(tx, person, now=now)


async def _say(desk: Any, telegram_id: int, kind: str, about: About) -> None:
    now = desk.clock.now()
    async with desk.database.begin() as tx:
        tx.owed.append(Letter(kind, now, Lane.REPLY, chat=telegram_id, about=about, made=now))


# Letters


async def _refused(reading: Reading) -> post.Deed | None:
    rows: Rows = menu.open_rows([[HadAccount().named("vault-type-code"), OpenSupport()]])
    return post.Send(reading.words(str(reading.letter.about["why"])), keyboard(rows, reading.words))


async def _here(reading: Reading) -> post.Deed | None:
    rows: Rows = menu.open_rows([[ChooseWords(BY_CODE), OpenSupport()]])
    return post.Send(reading.words("arriving-here"), keyboard(rows, reading.words))


async def _gone(reading: Reading) -> post.Deed | None:
    return post.Send(reading.words("arriving-gone"), keyboard(menu.open_rows([[OpenSupport()]]), reading.words))


async def _menu(reading: Reading) -> post.Deed | None:
    return None if reading.letter.chat is None else menu.strangers_menu(reading.letter.chat)


HANDLERS = [HadAccount.handler(in_private(had_account))]
LETTERS = {
    "arriving-refused": LetterKind(_refused),
    "arriving-here": LetterKind(_here),
    "arriving-gone": LetterKind(_gone),
    "arriving-menu": LetterKind(_menu),
}
forms.UNASKED.append(unasked)
