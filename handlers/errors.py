"""Problems into one clear sentence: what happened, whether it was saved, and what to do."""

from handlers.talk.buttons import Rows
from handlers.talk.turn import Turn
from mentoring.problems import NotAllowed, Problem

NEXT_STEPS: dict[type[Problem], Rows] = {}
"""Buttons that follow a problem's sentence; each feature adds its own."""


def tell(turn: Turn, problem: Problem) -> None:
    """Answer the one who spoke. A door that is not theirs sounds like an unknown command."""
    key = "unknown" if isinstance(problem, NotAllowed) else problem.words_key()
    turn.say_text(turn.words(key, **problem.facts), buttons=NEXT_STEPS.get(type(problem), ()))


def tell_trouble(turn: Turn, reference: str) -> None:
    """Something broke on our side: nothing was kept, their words are still in the chat."""
    turn.say("trouble", reference=reference)
