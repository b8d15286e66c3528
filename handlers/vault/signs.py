"""One's sign: the word that shows a prompt is really the bot's, changed by its owner."""

from telegram import Update

from handlers.doors import OpenKeys, OpenSupport
from handlers.guards import for_members
from handlers.reflections import care, unlocking
from handlers.talk import forms
from handlers.talk.buttons import Button
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.turn import Turn
from handlers.vault.front import ChangeSign
from mentoring.names import clean_text
from mentoring.problems import Problem
from storage import reflections
from storage.core.passphrases import new_words

MOST_LETTERS = 24


class PickSign(Button, prefix="vt-pick", label="vault-pick-sign"):
    """A word by chance."""


class SignIsSecret(Problem):
    """They typed what looks like the words that open their pages: those are never shown."""


async def change_sign(_: Update, turn: Turn) -> None:
    """Ask for another."""
    if await unlocking.is_open(turn, then="keys"):
        await forms.start(turn, FORM)


async def pick_sign(_: Update, turn: Turn) -> None:
    """Pick one for them. A later tap picks another."""
    if not await unlocking.is_open(turn, then="keys"):
        return
    found = await forms.open_draft(turn)
    if found and found[0] is FORM:
        await forms.let_go(turn)
    await _set(turn, new_words().split()[0])


async def _finish(turn: Turn, answers: Answers) -> None:
    await _set(turn, answers["sign"])


async def _set(turn: Turn, sign: str) -> None:
    await reflections.change_sign(turn.tx, turn.person, sign)
    turn.say("vault-sign-changed", sign=sign, buttons=[[OpenKeys().named("form-back"), OpenSupport()]])


def _sign(text: str) -> str:
    if care.looks_like_words(text):
        raise SignIsSecret
    return clean_text(text, MOST_LETTERS)


FORM = forms.register(
    Form(
        "pages-sign",
        (Question("sign", "vault-ask-sign", text=_sign, extra=((PickSign(), OpenSupport()),)),),
        _finish,
        private=True,
    )
)

HANDLERS = [
    ChangeSign.handler(for_members(change_sign)),
    PickSign.handler(for_members(pick_sign)),
]
