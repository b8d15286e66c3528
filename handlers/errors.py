"""Problems into one clear sentence: what happened, whether it was saved, and what to do."""

from collections.abc import Callable
from typing import Any

from handlers.doors import OpenSupport
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.forms import FORMS
from handlers.talk.forms.asking import help_now
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring.problems import NotAllowed, Problem
from storage.core import audit

NEXT_STEPS: dict[type[Problem], Rows | Callable[[Problem], Rows]] = {}
"""Buttons that follow a problem's sentence, or what makes them of its facts; each feature adds its own."""

WITH_HELP: set[type[Problem]] = set()
"""Problems of private writing: Help now follows each of them (H-02); each feature adds its own."""

AFTER_TROUBLE: dict[str, Callable[[Turn], Rows]] = {}
"""Buttons for when something broke on our side in the middle of a form, by the form's name."""


async def tell(turn: Turn, problem: Problem) -> None:
    """Answer the one who spoke. A door that is not theirs sounds like an unknown command, and is noted.

    The turn that was refused has been rolled back; this one is committed, so the note stays.
    """
    if isinstance(problem, NotAllowed):
        await audit.note(turn.tx, "refused", by=turn.speaker.id if turn.speaker else None, now=turn.now)
    key = "unknown" if isinstance(problem, NotAllowed) else problem.words_key()
    turn.say_text(turn.words(key, **problem.facts), buttons=_steps(turn, problem))


def _steps(turn: Turn, problem: Problem) -> Rows:
    known = NEXT_STEPS.get(type(problem), ())
    steps = known(problem) if callable(known) else known
    if not turn.private or any(isinstance(tap, OpenSupport) for row in steps for tap in row):
        return steps
    return [*steps, *([[OpenSupport()]] if type(problem) in WITH_HELP else _in_a_form(turn))]


def _in_a_form(turn: Turn) -> Rows:
    return help_now(FORMS.get(turn.speaker.draft_form or "") if turn.speaker else None)


def not_saved(words: Words) -> dict[str, Any]:
    """What somebody hears while the disk takes nothing, as Telegram takes it: it needs no database."""
    return {"text": words("not-saved-yet"), "reply_markup": keyboard([[OpenSupport()]], words)}


def tell_trouble(turn: Turn, reference: str) -> None:
    """Something broke on our side: nothing was kept, their words are still in the chat."""
    steps = AFTER_TROUBLE.get(turn.speaker.draft_form or "") if turn.speaker else None
    turn.say("trouble", reference=reference, buttons=steps(turn) if steps else _in_a_form(turn))
