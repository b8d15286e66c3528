"""The recovery code: shown once for two minutes, and two of its groups typed back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import SystemRandom
from typing import Any

from telegram import Update

from handlers import menu
from handlers.doors import OpenKeys, OpenReflect, OpenSupport, ShowCode
from handlers.guards import for_members
from handlers.reflections import showing, unlocking
from handlers.reflections.asking import ask, clear_typed
from handlers.reflections.chosen import CODES, NEW_CODES
from handlers.reflections.locking import end_draft, keys_of
from handlers.talk import forms, post
from handlers.talk.buttons import Button, Rows, keyboard
from handlers.talk.forms import Answers, ByHand, Form, Stop
from handlers.talk.forms.remembering import ASKED
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.vault.front import NewCode
from mentoring.people import PersonId
from mentoring.problems import OldButton, Problem
from storage import reflections
from storage import vaults as keys
from storage.core import drafts, letters
from storage.core.drafts import Draft
from storage.core.ids import new_id
from storage.core.letters import About, Lane
from storage.core.passphrases import signs_of
from storage.core.vault import OpenVaults

SHOWN_FOR = 2
"""Minutes."""
TOLD_AFTER = timedelta(minutes=15)
"""When nothing was typed back by then, they are told that it may not be on paper."""
SHOWN, TYPING = "shown", "typing"
GROUPS = 8
"""The ninth checks the others, and is not asked for."""


class CodeWritten(Button, prefix="vt-wrote", label="vault-code-written"):
    token: str


# Showing it


async def show_code(_: Update, turn: Turn) -> None:
    """The code just made; without one in memory, another."""
    if await _may_show(turn):
        await forms.start(turn, FORM)


async def new_code(_: Update, turn: Turn) -> None:
    """Another code, whatever is in memory."""
    if await unlocking.is_open(turn, then="keys"):
        NEW_CODES.forget(turn.house.vaults, turn.person)
        await forms.start(turn, FORM)


async def _may_show(turn: Turn) -> bool:
    known = NEW_CODES.of(turn.house.vaults, turn.person, turn.now)
    return known is not None or await unlocking.is_open(turn, then="code")


async def _begin(turn: Turn, _: Answers) -> None:
    draft = Draft(turn.person, FORM.name, new_id()[:8], SHOWN, {}, (), turn.now, turn.now)
    await _show(turn, draft)


async def _show(turn: Turn, draft: Draft) -> None:
    """The way on is a message of its own: it stays when the code is hidden."""
    await _keep(turn, replace(draft, question=SHOWN))
    await showing.hide(turn)
    turn.unbutton()
    _say_ways(turn, draft, "vault-code-write-it")
    turn.later(_making(turn.person, draft.token))


def _say_ways(turn: Turn, draft: Draft, key: str) -> None:
    """A new message, never an edit of what was there: the sign above it stays to be read."""
    rows = menu.open_rows([[CodeWritten(draft.token)], [Stop(draft.token), OpenSupport()]])
    deed = post.Send(turn.words(key, minutes=SHOWN_FOR), keyboard(rows, turn.words))
    turn.do(deed, kind=ASKED, about={"token": draft.token})


def _making(person: PersonId, token: str) -> Callable[[Any], Awaitable[None]]:
    """Make a code unless one waits to be shown, and show it."""

    async def make(desk: Any) -> None:
        now = desk.clock.now()
        try:
            code = NEW_CODES.of(desk.house.vaults, person, now) or await keys.new_code(keys_of(desk), person)
        except Problem as refusal:
            await unlocking.refuse(desk, person, refusal)
            return
        NEW_CODES.forget(desk.house.vaults, person)
        CODES.keep(desk.house.vaults, person, f"{token} {code}", now)
        async with desk.database.begin() as tx:
            about: About = {"token": token, "minutes": SHOWN_FOR}
            await showing.owe_placeholder(tx, person, "recovery-code", now=now, about=about)
            await letters.withdraw(tx, _topic(person))
            due = now + TOLD_AFTER
            await letters.owe(tx, kind="code-not-seen-back", to=person, due=due, topic=_topic(person), lane=Lane.REPLY)

    return make


def _topic(person: PersonId) -> str:
    return f"code:{person}"


async def _keep(turn: Turn, draft: Draft) -> None:
    await drafts.keep(turn.tx, replace(draft, touched=turn.now, expires=turn.now + forms.QUIET_HOUR))


async def _after_words(them: unlocking.Unlocked) -> None:
    await letters.owe(them.tx, kind="code-ready", to=them.person, due=them.now, lane=Lane.REPLY)


async def _to_front(them: unlocking.Unlocked) -> None:
    await letters.owe(them.tx, kind="vault-front", to=them.person, due=them.now, lane=Lane.REPLY)


# Typing it back


async def code_written(_: Update, turn: Turn) -> None:
    """Hide it, and ask for two groups of it."""
    token = turn.pressed(CodeWritten).token
    found = await forms.open_draft(turn)
    if found is None or found[0] is not FORM or found[1].token != token:
        raise OldButton
    await showing.hide(turn)
    if found[1].question == SHOWN:
        first, second = sorted(SystemRandom().sample(range(1, GROUPS + 1), 2))
        draft = replace(found[1], question=TYPING, answers={"groups": [first, second]})
        await _keep(turn, draft)
        await _ask_back(turn, draft, "vault-type-code-back")


async def _ask_back(turn: Turn, draft: Draft, key: str) -> None:
    first, second = draft.answers["groups"]
    sign = await reflections.sign_of(turn.tx, turn.person)
    rows: Rows = [[Stop(draft.token), OpenSupport()]]
    ask(turn, draft, key, sign=sign, first=first, second=second, buttons=rows)


async def _heard(turn: Turn, draft: Draft) -> None:
    """Their groups. They leave the chat whatever becomes of them."""
    clear_typed(turn)
    code = _shown(turn.house.vaults, turn.person, draft.token, turn.now)
    if draft.question != TYPING:
        _say_ways(turn, draft, "vault-code-tap-first")
    elif code is None:
        await _stop_here(turn, draft, "vault-code-forgotten")
    elif _is_right(turn.text, code, draft.answers["groups"]):
        CODES.forget(turn.house.vaults, turn.person)
        turn.later(_note_on_paper(turn.person))
        await _stop_here(turn, draft, "vault-code-on-paper")
    else:
        await _keep(turn, draft)
        await _ask_back(turn, draft, "vault-code-not-same")


def _shown(vaults: OpenVaults, person: PersonId, token: str, now: datetime) -> str | None:
    """The code that was shown under this token, and under no other."""
    under, _, code = (CODES.of(vaults, person, now) or "").partition(" ")
    return code if code and under == token else None


def _is_right(typed: str, code: str, groups: list[int]) -> bool:
    parts = code.split("-")
    return signs_of(typed) in (signs_of("".join(parts[group - 1] for group in groups)), signs_of(code))


async def _stop_here(turn: Turn, draft: Draft, key: str) -> None:
    await letters.withdraw(turn.tx, _topic(turn.person))
    await end_draft(turn.tx, turn.person, draft.token, turn.now)
    turn.say(key, buttons=menu.open_rows([[OpenKeys(), OpenReflect()], [OpenSupport()]]))


def _note_on_paper(person: PersonId) -> Callable[[Any], Awaitable[None]]:
    async def note(desk: Any) -> None:
        await desk.database.keystore.note_on_paper(person)

    return note


async def _again(turn: Turn, draft: Draft) -> None:
    if draft.question == TYPING:
        await _ask_back(turn, draft, "vault-type-code-back")
    else:
        await _show(turn, draft)


async def _let_go(turn: Turn) -> None:
    await letters.withdraw(turn.tx, _topic(turn.person))
    await showing.hide(turn)


FORM = forms.register(
    Form(
        "pages-code",
        private=True,
        stopped="vault-code-maybe-lost",
        when_let_go=_let_go,
        by_hand=ByHand(_begin, _heard, _again),
    )
)
unlocking.THEN |= {"keys": _to_front, "code": _after_words}


# Letters


async def _code(reading: Reading) -> post.Deed | None:
    """The code, straight from memory; after a restart it is gone from there, and works if it is on paper."""
    person, token = PersonId(reading.letter.person or ""), str(reading.letter.about["token"])
    code = _shown(showing.vaults_of(reading), person, token, reading.now)
    if code is None:
        return showing.filled(
            reading, reading.words("vault-code-forgotten"), keyboard([[NewCode(), OpenSupport()]], reading.words)
        )
    return showing.filled(reading, reading.words.label("vault-code", code=code), spoiler=True)


async def _not_seen_back(reading: Reading) -> post.Deed | None:
    """Two groups were never typed back: said as it is."""
    rows: Rows = [[NewCode(), OpenReflect()], [OpenSupport()]]
    return post.Send(reading.words("vault-code-maybe-lost"), keyboard(rows, reading.words))


async def _ready(reading: Reading) -> post.Deed | None:
    return post.Send(
        reading.words("vault-code-ready"), keyboard([[ShowCode(), OpenReflect()], [OpenSupport()]], reading.words)
    )


HANDLERS = [
    ShowCode.handler(for_members(show_code)),
    NewCode.handler(for_members(new_code)),
    CodeWritten.handler(for_members(code_written)),
]
LETTERS = {
    "recovery-code": LetterKind(_code, settled=showing.maybe_not_shown, secret=True),
    "code-not-seen-back": LetterKind(_not_seen_back, waits_for_morning=True),
    "code-ready": LetterKind(_ready),
}
