"""A tool that locks writing step by step: what it asks, where it keeps it, and what it offers afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers.talk.buttons import Rows
from handlers.talk.words import Words
from mentoring.problems import OldButton
from storage.core.locked import Shelf

LINE = "line"
"""The one step of a line that is added later."""


@dataclass(frozen=True)
class Step:
    """One question. `choices` are taps that answer it; where they have `values`, several may be ticked.

    Steps of one `group` weigh the same choice, and may be skipped together.
    """

    id: str
    ask: str
    choices: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True)
class Tool:
    """`name` is its form's, and the first part of its words' keys and of its letters' kinds.

    `steps` are worked out from what has been ticked so far. `after` is offered once something is kept, `under` beneath
    one that is open (given its id), `front` with the list.
    """

    name: str
    shelf: Shelf
    steps: Callable[[Words, Sequence[str]], tuple[Step, ...]]
    after: Callable[[], Rows]
    under: Callable[[str], Rows]
    front: Callable[[], Rows]


TOOLS: dict[str, Tool] = {}


def register(tool: Tool) -> Tool:
    """Make a tool known, so that a draft, a button or a letter finds it again after a restart."""
    TOOLS[tool.name] = tool
    return tool


def find(name: str) -> Tool:
    """Raises OldButton for a tool there is not."""
    if name not in TOOLS:
        raise OldButton
    return TOOLS[name]


def of_letter(kind: str) -> Tool:
    """The tool whose letter this is: record-list, record-text …"""
    return TOOLS[kind.partition("-")[0]]
