"""Making a lock of the words that were chosen, between two turns: the first one, or another in its place."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog

from handlers.doors import OpenRecord, OpenReflect, OpenSpeakUp, OpenSupport, ShowCode
from handlers.reflections.chosen import NEW_CODES, WORDS
from handlers.talk import post
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.post import LetterKind, Reading
from mentoring.people import PersonId
from mentoring.problems import Problem
from storage import reflections, vaults
from storage.core import drafts, letters
from storage.core.database import Tx
from storage.core.keystore import KeyDestroyed
from storage.core.letters import About, Lane
from storage.core.sealing import Damaged
from storage.vaults import Keys

log = structlog.get_logger("reflections")

SET_UP = "pages-setup"
"""The name of the form in which words are chosen."""
FIRST = "first"
TYPING = "typing"

Locker = Callable[[Any, PersonId, str], Awaitable[str]]
"""Gets a Desk, whose words they are, and the words; gives back the kind of letter that says it is done."""


class LockDamaged(Problem):
    """The lock itself failed its check: no words open it."""


def keys_of(desk: Any) -> Keys:
    """Where a Desk's keys are."""
    return Keys(desk.database.keystore, desk.house.kdf, desk.house.vaults)


def keep_code(desk: Any, person: PersonId, code: str) -> None:
    """A code that was just made, to be shown to its owner within the hour."""
    NEW_CODES.keep(desk.house.vaults, person, code, desk.clock.now())


async def _first(desk: Any, person: PersonId, words: str) -> str:
    code = await vaults.make(keys_of(desk), person, words)
    if code:
        keep_code(desk, person, code)
    return "pages-locked"


LOCKERS: dict[str, Locker] = {FIRST: _first}
"""Why words are chosen → what is done with them. Each feature adds its own."""


def locking(person: PersonId, words: str, why: str) -> Callable[[Any], Awaitable[None]]:
    """The work, to be given to `turn.later`."""

    async def lock(desk: Any) -> None:
        try:
            said = await LOCKERS[why](desk, person, words)
        except KeyDestroyed:
            log.info("erased-while-locking")
        except Damaged:
            log.warning("lock-damaged")
            await _say_refused(desk, person, LockDamaged())
        except Problem as refusal:
            await _say_refused(desk, person, refusal)
        else:
            WORDS.forget(desk.house.vaults, person)
            await _say_done(desk, person, said)

    return lock


async def _say_refused(desk: Any, person: PersonId, why: Problem) -> None:
    """Back to where the words are typed: nothing was changed, and they need not be chosen again."""
    async with desk.database.begin() as tx:
        draft = await drafts.of(tx, person)
        if draft is not None and draft.form == SET_UP:
            await drafts.keep(tx, replace(draft, question=TYPING))
            about = {"why": why.words_key(), "token": draft.token, **why.facts}
            await letters.owe(tx, kind="words-refused", to=person, due=desk.clock.now(), about=about, lane=Lane.REPLY)


async def _say_done(desk: Any, person: PersonId, said: str) -> None:
    now = desk.clock.now()
    async with desk.database.begin() as tx:
        draft = await drafts.of(tx, person)
        if draft is not None and draft.form == SET_UP:
            await end_draft(tx, person, draft.token, now)
        about: About = {"days": desk.house.settings.network.backup_days}
        await letters.owe(tx, kind=said, to=person, due=now, about=about, lane=Lane.REPLY)


async def end_draft(tx: Tx, person: PersonId, token: str, now: datetime) -> bool:
    """Forget this very draft and clear what belongs to it. False when it has ended, or another took its place."""
    draft = await drafts.of(tx, person)
    if draft is None or draft.token != token:
        return False
    await drafts.forget(tx, person)
    if draft.messages:
        about = {"messages": ",".join(str(m) for m in draft.messages)}
        await letters.owe(tx, kind="clearing", to=person, due=now, about=about, lane=Lane.CRISIS)
    return True


async def _locked(reading: Reading) -> post.Deed | None:
    person = PersonId(reading.letter.person or "")
    sign = await reflections.sign_of(reading.tx, person)
    rows: Rows = [[ShowCode()], [OpenReflect().named("pages-first-page"), OpenRecord()], [OpenSpeakUp(), OpenSupport()]]
    return post.Send(reading.words("pages-locked", sign=sign), keyboard(rows, reading.words))


LETTERS = {"pages-locked": LetterKind(_locked)}
