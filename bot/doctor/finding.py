"""One line of the doctor's report."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """`LOOK` asks for somebody's attention but stops nothing; `FAILS` must be put right."""

    GOOD = "good"
    LOOK = "look"
    FAILS = "fails"


@dataclass(frozen=True)
class Finding:
    """What was checked, how it stands, what was found, and what to do (empty when there is nothing to do)."""

    what: str
    state: State
    finding: str
    todo: str = ""


def good(what: str, finding: str) -> Finding:
    return Finding(what, State.GOOD, finding)


def look(what: str, finding: str, todo: str) -> Finding:
    return Finding(what, State.LOOK, finding, todo)


def fails(what: str, finding: str, todo: str) -> Finding:
    return Finding(what, State.FAILS, finding, todo)
