"""Opening one's pages with the words, and locking them again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram import Update
from telegram.ext import CommandHandler

from handlers import menu
from handlers.doors import LostWords, OpenReflect, OpenSupport
from handlers.guards import for_members
from handlers.reflections import setup, showing, sights
from handlers.reflections.asking import ask, clear_typed
from handlers.reflections.locking import LockDamaged, end_draft, keys_of
from handlers.talk import forms, post
from handlers.talk.buttons import Button, Rows, keyboard
from handlers.talk.forms import Answers, ByHand, Form, Stop
from handlers.talk.forms.remembering import remember
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.problems import Problem
from storage import people, reflections, resealing, vaults
from storage.core import drafts, letters
from storage.core.database import Tx
from storage.core.drafts import Draft
from storage.core.ids import new_id
from storage.core.keys import wipe
from storage.core.keystore import KeyDestroyed
from storage.core.letters import About, Lane
from storage.core.locks import Lock
from storage.core.sealing import Damaged
from storage.core.vault import Busy, OpenVaults, Place, VaultClosed

log = structlog.get_logger("reflections")

ASKED_FOR = timedelta(minutes=10)
"""A prompt for the words stands this long."""


LIST = "pages-list"
"""What is shown once the words are right, unless another tool asked for them."""
ALSO_FORGET: list[Callable[[PersonId], None]] = []
"""What features forget the moment somebody locks their pages."""


class LockNow(Button, prefix="rf-lock", label="pages-lock-now"):
    """Close the pages at once."""


@dataclass(frozen=True)
class Unlocked:
    """Somebody whose words were right a moment ago, and what they had asked for before they were locked out."""

    tx: Tx
    person: PersonId
    now: datetime
    about: About
    vaults: OpenVaults


Then = Callable[[Unlocked], Awaitable[None]]

THEN: dict[str, Then] = {}
"""What follows once somebody's words were right, where that is more than one letter to be shown; each feature adds its
own."""


async def is_open(turn: Turn, *, then: str = LIST, about: About | None = None, lock: Lock = Lock.PAGES) -> bool:
    """Whether their pages are open now; when not, ask for the words, or for a lock where there is none.

    `then` is the letter that is shown once the words are right, or one of THEN, with what it is `about`.
    """
    try:
        turn.house.vaults.hold(turn.person, lock)
    except VaultClosed:
        if await reflections.has_lock(turn.tx, turn.person):
            await forms.start(turn, FORM, given={"then": then, "about": dict(about or {})})
        else:
            setup.explain(turn)
        return False
    return True


async def _begin(turn: Turn, given: Answers) -> None:
    wanted = {"then": given.get("then", LIST), "about": given.get("about", {})}
    draft = Draft(turn.person, FORM.name, new_id()[:8], "words", wanted, (), turn.now, turn.now)
    await _again(turn, draft)


async def _again(turn: Turn, draft: Draft) -> None:
    """Ask for the words, under the sign that only we can know."""
    await _keep(turn, draft)
    sign = await reflections.sign_of(turn.tx, turn.person)
    ask(turn, draft, "pages-ask-words", sign=sign, buttons=_ways_out(draft.token))


async def _keep(turn: Turn, draft: Draft) -> None:
    await drafts.keep(turn.tx, replace(draft, touched=turn.now, expires=turn.now + ASKED_FOR))


def _ways_out(token: str) -> Rows:
    return [[LostWords(), Stop(token)], [OpenSupport()]]


async def _heard(turn: Turn, draft: Draft) -> None:
    """The words were typed: their clearing is owed before any work is done with them. Nothing here may raise."""
    clear_typed(turn)
    try:
        place = turn.house.kdf.place()
    except Busy as busy:
        ask(turn, draft, busy.words_key(), buttons=_ways_out(draft.token))
        return
    await _keep(turn, draft)
    turn.if_undone.append(place.leave)
    turn.later(_opening(turn.person, draft.token, turn.text, place))


FORM = forms.register(Form("pages-unlock", private=True, by_hand=ByHand(_begin, _heard, _again)))


# Trying the words, between two turns


def _opening(person: PersonId, token: str, words: str, place: Place) -> Callable[[Any], Awaitable[None]]:
    async def try_words(desk: Any) -> None:
        try:
            root, before = await vaults.try_words(keys_of(desk), person, words, desk.clock.now(), place)
        except KeyDestroyed:
            log.info("erased-while-opening")
        except Damaged:
            log.warning("lock-damaged")
            await refuse(desk, person, LockDamaged())
        except Problem as refusal:
            await refuse(desk, person, refusal)
        else:
            await _welcome(desk, person, token, root, before)
            await resealing.go_on(desk.database, desk.house.vaults, person)

    return try_words


async def refuse(desk: Any, person: PersonId, why: Problem) -> None:
    """The words or the code were not right, or could not be looked at. What was typed before is all still there."""
    now = desk.clock.now()
    async with desk.database.begin() as tx:
        if not desk.house.vaults.is_open(person):
            await showing.hide_for(tx, person, now)  # three wrong ones have closed what was open elsewhere
        draft = await drafts.of(tx, person)
        token = draft.token if draft and forms.FORMS[draft.form].private else ""
        about = {"why": why.words_key(), "token": token, **why.facts}
        await letters.owe(tx, kind="words-refused", to=person, due=now, about=about, lane=Lane.REPLY)


async def _welcome(desk: Any, person: PersonId, token: str, root: bytearray, before: int) -> None:
    now = desk.clock.now()
    async with desk.database.begin() as tx:
        known, draft = await people.find(tx, person), await drafts.of(tx, person)
        if known is None or not known.is_member or not await end_draft(tx, person, token, now):
            wipe(root)  # they have left, or called it off meanwhile
            return
        await vaults.open_for_reading(keys_of(desk), person, root)
        if before:
            await letters.owe(tx, kind="tries-told", to=person, due=now, about={"wrong": before}, lane=Lane.REPLY)
        wanted = draft.answers if draft else {}
        await _go_on(Unlocked(tx, person, now, wanted.get("about", {}), desk.house.vaults), wanted.get("then", LIST))


async def _go_on(unlocked: Unlocked, then: str) -> None:
    """To what they had asked for."""
    if then in THEN:
        await THEN[then](unlocked)
    else:
        await showing.owe_placeholder(unlocked.tx, unlocked.person, then, now=unlocked.now, about=unlocked.about)


# Locking


async def lock(_: Update, turn: Turn) -> None:
    """/lock and its button: the key is wiped, and what is shown is cleared."""
    was_open = turn.house.vaults.close(turn.person)
    for forget in ALSO_FORGET:
        forget(turn.person)
    sights.forget(turn.house.vaults, turn.person)
    await showing.hide(turn)
    await showing.clear_taken(turn, turn.person)
    turn.say("pages-now-locked" if was_open else "pages-already-locked", buttons=[[OpenReflect(), OpenSupport()]])


# Letters


async def _refused(reading: Reading) -> post.Deed | None:
    about = dict(reading.letter.about)
    why = str(about.pop("why"))
    token = str(about.pop("token"))
    rows = menu.open_rows(_ways_out(token) if token else [[OpenReflect(), OpenSupport()]])
    return post.Send(reading.words(why, **about), keyboard(rows, reading.words))


async def _tries(reading: Reading) -> post.Deed | None:
    return post.Send(
        reading.words("pages-wrong-before", wrong=reading.letter.about["wrong"]),
        keyboard([[OpenSupport()]], reading.words),
    )


HANDLERS = [
    CommandHandler("lock", for_members(lock)),
    LockNow.handler(for_members(lock)),
]
LETTERS = {
    "words-refused": LetterKind(_refused, settled=remember),
    "tries-told": LetterKind(_tries),
}
