"""Words that are forgotten: opening with the code, beginning again, and words that come back within thirty days."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import structlog
from telegram import Update

from handlers import menu
from handlers.doors import LostWords, OpenReflect, OpenSupport
from handlers.guards import for_members
from handlers.reflections import setup, unlocking
from handlers.reflections.asking import ask, clear_typed
from handlers.reflections.locking import LockDamaged, end_draft, keys_of
from handlers.talk import forms, post
from handlers.talk.buttons import Button, Rows, keyboard
from handlers.talk.forms import Answers, ByHand, Form, Stop
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.vault.front import OldWords
from handlers.vault.relocking import AGAIN, BY_CODE, ChooseWords
from mentoring.people import PersonId
from mentoring.problems import Problem
from storage import code_guesses, people, reflections, resealing, vaults
from storage.core import drafts, letters
from storage.core.drafts import Draft
from storage.core.ids import new_id
from storage.core.keys import wipe
from storage.core.keystore import KeyDestroyed
from storage.core.letters import Lane
from storage.core.passphrases import recovery_secret
from storage.core.sealing import Damaged

log = structlog.get_logger("vault")

Work = Callable[[Any], Awaitable[None]]


class TypeCode(Button, prefix="vt-type", label="vault-type-code"):
    """They have their code on paper."""


class LostBoth(Button, prefix="vt-both", label="vault-lost-both"):
    pass


async def lost_words(_: Update, turn: Turn) -> None:
    """What can still open the pages. The prompt for the words goes; nothing else that is half-written does."""
    if not await reflections.has_lock(turn.tx, turn.person):
        setup.explain(turn)
        return
    found = await forms.open_draft(turn)
    if found and found[0] in (unlocking.FORM, CODE_IN):
        await forms.let_go(turn)
        turn.speaker = turn.speaker and replace(turn.speaker, draft_form=None)
    rows: Rows = [[TypeCode(), LostBoth()], [OpenReflect().named("form-back"), OpenSupport()]]
    turn.show("vault-lost-words", buttons=menu.open_rows(rows))


async def lost_both(_: Update, turn: Turn) -> None:
    """Nobody can help; what can be done instead."""
    rows: Rows = [[ChooseWords(AGAIN).named("vault-start-again")], [TypeCode(), OpenSupport()]]
    turn.show("vault-lost-both-said", days=vaults.PUT_BY_FOR.days, buttons=menu.open_rows(rows))


# The code


async def type_code(_: Update, turn: Turn) -> None:
    """Ask for it."""
    if await reflections.has_lock(turn.tx, turn.person):
        await forms.start(turn, CODE_IN)
    else:
        setup.explain(turn)


async def _begin_code(turn: Turn, _: Answers) -> None:
    await _ask_code(turn, Draft(turn.person, CODE_IN.name, new_id()[:8], "code", {}, (), turn.now, turn.now))


async def _ask_code(turn: Turn, draft: Draft) -> None:
    await _ask(turn, draft, "vault-ask-code")


async def _heard_code(turn: Turn, draft: Draft) -> None:
    """The code was typed: its clearing is owed and the try counted before it is looked at. Nothing here may raise."""
    clear_typed(turn)
    await _keep(turn, draft)
    try:
        recovery_secret(turn.text)  # a slip of the pen opens nothing, and is not counted
        await code_guesses.note(turn.tx, turn.telegram_id, now=turn.now)
    except Problem as refusal:
        ask(turn, draft, refusal.words_key(), buttons=[[LostBoth(), Stop(draft.token)], [OpenSupport()]])
        return
    turn.later(_by_code(turn.person, draft.token, turn.text, turn.telegram_id))


def _by_code(person: PersonId, token: str, code: str, telegram_id: int) -> Work:
    async def open_with_code(desk: Any) -> None:
        root = await _tried(desk, person, vaults.try_code(keys_of(desk), person, code))
        if root is None:
            return
        now = desk.clock.now()
        async with desk.database.begin() as tx:
            known = await people.find(tx, person)
            if known is None or not known.is_member or not await end_draft(tx, person, token, now):
                wipe(root)
                return
            await code_guesses.forget(tx, telegram_id)
            desk.house.vaults.open(person, root, {}, reading=False)
            await letters.owe(tx, kind="code-right", to=person, due=now, lane=Lane.REPLY)

    return open_with_code


async def _tried(desk: Any, person: PersonId, trying: Awaitable[bytearray]) -> bytearray | None:
    try:
        return await trying
    except KeyDestroyed:
        log.info("erased-while-opening")
    except Damaged:
        log.warning("lock-damaged")
        await unlocking.refuse(desk, person, LockDamaged())
    except Problem as refusal:
        await unlocking.refuse(desk, person, refusal)
    return None


# Words that come back


async def old_words(_: Update, turn: Turn) -> None:
    """Ask for the words of the pages that were put by."""
    if await turn.tx.keystore.put_by(turn.person):
        await forms.start(turn, OLD_WORDS)
    else:
        turn.show("vault-nothing-put-by", buttons=[[OpenReflect(), OpenSupport()]])


async def _begin_old(turn: Turn, _: Answers) -> None:
    await _ask_old(turn, Draft(turn.person, OLD_WORDS.name, new_id()[:8], "words", {}, (), turn.now, turn.now))


async def _ask_old(turn: Turn, draft: Draft) -> None:
    await _ask(turn, draft, "vault-ask-old-words")


async def _heard_old(turn: Turn, draft: Draft) -> None:
    clear_typed(turn)
    await _keep(turn, draft)
    turn.later(_remembering(turn.person, draft.token, turn.text))


def _remembering(person: PersonId, token: str, words: str) -> Work:
    async def remember(desk: Any) -> None:
        trying = vaults.remember(keys_of(desk), person, words, desk.clock.now())
        if await _tried(desk, person, _as_key(trying)) is None:
            return
        async with desk.database.begin() as tx:
            await end_draft(tx, person, token, desk.clock.now())
            await letters.owe(tx, kind="old-words-right", to=person, due=desk.clock.now(), lane=Lane.REPLY)
        await resealing.go_on(desk.database, desk.house.vaults, person)

    return remember


async def _as_key(trying: Awaitable[None]) -> bytearray:
    await trying
    return bytearray()


# Both


async def _keep(turn: Turn, draft: Draft) -> None:
    await drafts.keep(turn.tx, replace(draft, touched=turn.now, expires=turn.now + unlocking.ASKED_FOR))


async def _ask(turn: Turn, draft: Draft, key: str) -> None:
    """Under their sign, as every prompt for a secret is."""
    await _keep(turn, draft)
    sign = await reflections.sign_of(turn.tx, turn.person)
    ask(turn, draft, key, sign=sign, buttons=[[Stop(draft.token), OpenSupport()]])


CODE_IN = forms.register(
    Form("pages-code-in", private=True, by_hand=ByHand(_begin_code, _heard_code, _ask_code)),
)
OLD_WORDS = forms.register(
    Form("pages-old-words", private=True, by_hand=ByHand(_begin_old, _heard_old, _ask_old)),
)


# Letters


async def _code_right(reading: Reading) -> post.Deed | None:
    rows: Rows = menu.open_rows([[ChooseWords(BY_CODE), OpenSupport()]])
    return post.Send(reading.words("vault-code-right"), keyboard(rows, reading.words))


async def _old_words_right(reading: Reading) -> post.Deed | None:
    return post.Send(reading.words("vault-old-words-right"), keyboard([[OpenReflect(), OpenSupport()]], reading.words))


HANDLERS = [
    LostWords.handler(for_members(lost_words)),
    LostBoth.handler(for_members(lost_both)),
    TypeCode.handler(for_members(type_code)),
    OldWords.handler(for_members(old_words)),
]
LETTERS = {
    "code-right": LetterKind(_code_right),
    "old-words-right": LetterKind(_old_words_right),
}
