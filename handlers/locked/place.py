"""Where somebody is in locked writing: which step, which messages answer which; no words of theirs."""

from dataclasses import dataclass, replace
from typing import Any

from handlers.doors import OpenSupport
from handlers.locked import tool as tools
from handlers.locked.taps import Next, PickOne, SkipTogether, Tick
from handlers.locked.tool import LINE, TOOLS, Step, Tool
from handlers.reflections.asking import ask_text
from handlers.talk import forms
from handlers.talk.buttons import Rows, Said, Tap, in_rows
from handlers.talk.forms import QUIET_HOUR, Stop
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring.problems import OldButton
from storage.core import drafts
from storage.core.drafts import Draft

QUESTION, CHECKING = "question", "checking"
LABEL = 24


@dataclass(frozen=True)
class Place:
    """`thing` is what is being written. `adds_to` is set while a line is added, `replaces` while one is changed.

    `parts` says which locked message answers which step; `picks` what has been ticked, for the hour that it takes.
    """

    thing: str
    at: str = ""
    seen: tuple[str, ...] = ()
    parts: tuple[tuple[int, str], ...] = ()
    picks: tuple[str, ...] = ()
    adds_to: str = ""
    replaces: str = ""

    @classmethod
    def of(cls, draft: Draft) -> "Place":
        kept: dict[str, Any] = draft.answers
        parts = tuple((part, step) for part, step in kept["parts"])
        seen, picks = tuple(kept["seen"]), tuple(kept["picks"])
        return cls(kept["thing"], kept["at"], seen, parts, picks, kept["adds_to"], kept["replaces"])

    def into(self, draft: Draft, question: str = QUESTION) -> Draft:
        return replace(draft, question=question, answers=vars(self))

    def without(self, *parts: int) -> "Place":
        """With these messages let go."""
        return replace(self, parts=tuple(pair for pair in self.parts if pair[0] not in parts))

    def answering(self, step: str) -> list[int]:
        """The messages that answer a step."""
        return [part for part, answered in self.parts if answered == step]


def steps_of(words: Words, tool: Tool, place: Place) -> tuple[Step, ...]:
    """The steps there are, with what is ticked now; one alone while a line is added."""
    if place.adds_to:
        return (Step(LINE, words(f"{tool.name}-ask-line")),)
    return tool.steps(words, place.picks)


def step_at(turn: Turn, tool: Tool, place: Place) -> Step:
    """The step they are at. Raises OldButton when it is no longer one."""
    for step in steps_of(turn.words, tool, place):
        if step.id == place.at:
            return step
    raise OldButton


async def ask_step(turn: Turn, draft: Draft, place: Place, *, first: str = "") -> None:
    """Ask the step they are at, after a line that says what has just happened."""
    step = step_at(turn, tools.find(draft.form), place)
    await keep(turn, place.into(draft))
    ask_text(turn, draft, f"{first}{step.ask}", buttons=_rows(draft, step, place))


def _rows(draft: Draft, step: Step, place: Place) -> Rows:
    taps = [_choice(draft, step, n, place) for n in range(len(step.choices))]
    onward = Next(draft.token, step.id)
    is_ticked = bool(step.values and place.picks)
    last: list[Tap] = [onward.named("form-done" if is_ticked else "form-skip"), Stop(draft.token), OpenSupport()]
    together: list[Tap] = [SkipTogether(draft.token, step.id)] if step.group else []
    return [*in_rows(taps, 1 if step.values else 2), together, last]


def _choice(draft: Draft, step: Step, n: int, place: Place) -> Tap:
    says = step.choices[n]
    if not step.values:
        return Said(PickOne(draft.token, step.id, n), says[:LABEL])
    if step.values[n] in place.picks:
        says = f"✓ {says}" if len(says) <= LABEL - 2 else f"✓{says}"
    return Said(Tick(draft.token, step.id, n), says[:LABEL])


async def keep(turn: Turn, draft: Draft) -> None:
    """The draft lives an hour from now."""
    await drafts.keep(turn.tx, replace(draft, touched=turn.now, expires=turn.now + QUIET_HOUR))


async def mine(turn: Turn, token: str) -> tuple[Tool, Draft, Place]:
    """What they are writing. Raises OldButton for a button of another time or another person."""
    found = await forms.open_draft(turn)
    if found is None or found[0].name not in TOOLS or found[1].token != token:
        raise OldButton
    return TOOLS[found[0].name], found[1], Place.of(found[1])
