"""Opening one's pages with the words, and locking them again."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram import Update
from telegram.ext import CommandHandler

from handlers import menu
from handlers.doors import OpenReflect, OpenSupport
from handlers.guards import for_members
from handlers.reflections import setup, showing, sights
from handlers.reflections.asking import ask, clear_typed
from handlers.talk import forms, post
from handlers.talk.buttons import Button, keyboard
from handlers.talk.forms import Answers, ByHand, Form, Stop
from handlers.talk.forms.remembering import remember
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.problems import Problem
from storage import people, reflections
from storage.core import drafts, letters
from storage.core.database import Tx
from storage.core.drafts import Draft
from storage.core.ids import new_id
from storage.core.keys import wipe
from storage.core.keystore import KeyDestroyed
from storage.core.letters import Lane
from storage.core.sealing import Damaged
from storage.core.vault import VaultClosed

log = structlog.get_logger("reflections")

ASKED_FOR = timedelta(minutes=10)
"""A prompt for the words stands this long."""


class LockDamaged(Problem):
    """The lock itself failed its check: no words open it."""


class LockNow(Button, prefix="rf-lock", label="pages-lock-now"):
    """Close the pages at once."""


async def is_open(turn: Turn) -> bool:
    """Whether their pages are open now; when not, ask for the words, or for a lock where there is none."""
    try:
        turn.house.vaults.hold(turn.person)
    except VaultClosed:
        if await reflections.has_lock(turn.tx, turn.person):
            await forms.start(turn, FORM)
        else:
            setup.explain(turn)
        return False
    return True


async def _begin(turn: Turn, _: Answers) -> None:
    draft = Draft(turn.person, FORM.name, new_id()[:8], "words", {}, (), turn.now, turn.now)
    await _again(turn, draft)


async def _again(turn: Turn, draft: Draft) -> None:
    """Ask for the words, under the sign that only we can know."""
    await drafts.keep(turn.tx, replace(draft, touched=turn.now, expires=turn.now + ASKED_FOR))
    sign = await reflections.sign_of(turn.tx, turn.person)
    ask(turn, draft, "pages-ask-words", sign=sign, buttons=[[Stop(draft.token), OpenSupport()]])


async def _heard(turn: Turn, draft: Draft) -> None:
    """The words were typed: their clearing is owed before any work is done with them. Nothing here may raise."""
    clear_typed(turn)
    await drafts.keep(turn.tx, replace(draft, touched=turn.now, expires=turn.now + ASKED_FOR))
    turn.later(_opening(turn.person, draft.token, turn.text))


FORM = forms.register(Form("pages-unlock", private=True, by_hand=ByHand(_begin, _heard, _again)))


# Trying the words, between two turns


def _opening(person: PersonId, token: str, words: str) -> Callable[[Any], Awaitable[None]]:
    async def try_words(desk: Any) -> None:
        try:
            key, before = await _unlocked(desk, person, words)
        except KeyDestroyed:
            log.info("erased-while-opening")
        except Damaged:
            log.warning("lock-damaged")
            await _refuse(desk, person, LockDamaged())
        except Problem as refusal:
            await _refuse(desk, person, refusal)
        else:
            await _welcome(desk, person, token, key, before)

    return try_words


async def _unlocked(desk: Any, person: PersonId, words: str) -> tuple[bytearray, int]:
    """The private key, and how many wrong words there were before. The try is counted before the words are looked at.

    Raises TooManyTries, WrongWords, Busy, Damaged, KeyDestroyed.
    """
    keystore = desk.database.keystore
    before: int = (await keystore.tries(person)).wrong
    await keystore.note_try(person, desk.clock.now())
    record = await keystore.vault(person)
    if record is None:
        raise reflections.NoLockYet
    key: bytearray = await desk.house.kdf.unlock(record, await keystore.mix(person), words)
    await keystore.clear_tries(person)
    return key, before


async def _refuse(desk: Any, person: PersonId, why: Problem) -> None:
    now = desk.clock.now()
    async with desk.database.begin() as tx:
        draft = await drafts.of(tx, person)
        token = draft.token if draft and draft.form == FORM.name else ""
        about = {"why": why.words_key(), "token": token, **why.facts}
        await letters.owe(tx, kind="words-refused", to=person, due=now, about=about, lane=Lane.REPLY)


async def _welcome(desk: Any, person: PersonId, token: str, key: bytearray, before: int) -> None:
    now = desk.clock.now()
    async with desk.database.begin() as tx:
        known = await people.find(tx, person)
        if known is None or not known.is_member or not await _end_prompt(tx, person, token, now):
            wipe(key)  # they have left, or called it off meanwhile
            return
        desk.house.vaults.open(person, key)
        if before:
            await letters.owe(tx, kind="tries-told", to=person, due=now, about={"wrong": before}, lane=Lane.REPLY)
        await showing.owe_placeholder(tx, person, "pages-list", now=now)


async def _end_prompt(tx: Tx, person: PersonId, token: str, now: datetime) -> bool:
    draft = await drafts.of(tx, person)
    if draft is None or draft.token != token:
        return False
    await drafts.forget(tx, person)
    if draft.messages:
        about = {"messages": ",".join(str(m) for m in draft.messages)}
        await letters.owe(tx, kind="clearing", to=person, due=now, about=about, lane=Lane.CRISIS)
    return True


# Locking


async def lock(_: Update, turn: Turn) -> None:
    """/lock and its button: the key is wiped, and what is shown is cleared."""
    was_open = turn.house.vaults.close(turn.person)
    sights.forget(turn.house.vaults, turn.person)
    await showing.hide(turn)
    turn.say("pages-now-locked" if was_open else "pages-already-locked", buttons=[[OpenReflect()]])


# Letters


async def _refused(reading: Reading) -> post.Deed | None:
    about = dict(reading.letter.about)
    why = str(about.pop("why"))
    token = str(about.pop("token"))
    rows = menu.open_rows([[Stop(token), OpenSupport()] if token else [OpenReflect()]])
    return post.Send(reading.words(why, **about), keyboard(rows, reading.words))


async def _tries(reading: Reading) -> post.Deed | None:
    return post.Send(reading.words("pages-wrong-before", wrong=reading.letter.about["wrong"]))


HANDLERS = [
    CommandHandler("lock", for_members(lock)),
    LockNow.handler(for_members(lock)),
]
LETTERS = {
    "words-refused": LetterKind(_refused, settled=remember),
    "tries-told": LetterKind(_tries),
}
