"""Every letter there is, generated from what the house has registered: a lock screen shows nothing telling (H-03)."""

import inspect
import re

import pytest

from bot.features import KINDS
from handlers.talk.words import NoSuchWords, of
from tests.scenarios.first_lines import ASKED_FOR, FIRST_LINES, FROM_A_SET, HIDDEN, SAYS, SILENT, UNASKED
from tests.stage import plain

SORTED = {"unasked": UNASKED, "hidden": HIDDEN, "from a set": FROM_A_SET, "silent": SILENT, "asked for": ASKED_FOR}
TELLS = re.compile(
    r"\b(racis\w+|concern\w*|bme|bame|black|minorit\w+|ethnic\w*|discriminat\w+|bull\w+|harass\w*|mentor\w*|mentee\w*"
    r"|safe contact|grievance|tribunal|crisis|suicid\w*)\b",
    re.IGNORECASE,
)
NUMBERS = {"count": 2, "minutes": 5, "here": 4, "wrong": 2}
EMPTY = dict.fromkeys(("steps", "card", "clocks", "missing", "part", "link"), "")


def kinds() -> list[str]:
    """Every registered kind, but the bells of a session, which ring for nobody."""
    return sorted(kind for kind in KINDS if not kind.startswith("session-bell-"))


def first_line(key: str) -> str:
    """The first line of these words, each hole filled with its own name."""
    holes: dict[str, object] = {**NUMBERS, **EMPTY}
    while (said := _worded(key, holes)) is None:
        pass
    return plain(said).splitlines()[0]


def _worded(key: str, holes: dict[str, object]) -> str | None:
    """The words; None when another hole had to be filled first."""
    try:
        return of("en")(key, **holes)
    except NoSuchWords as missing:
        hole = re.search(r"Unknown external: (\w+)", str(missing))
        if hole is None:
            raise
        holes[hole.group(1)] = hole.group(1).upper()
        return None


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_of_letter_has_its_one_place_on_the_list(kind: str) -> None:
    places = [name for name, held in SORTED.items() if kind in held]
    assert len(places) == 1, (
        f"look at what a lock screen shows of {kind}, and put it into tests/scenarios/first_lines.py"
    )


@pytest.mark.parametrize("kind", UNASKED)
def test_a_lock_screen_shows_only_what_is_on_the_list(kind: str) -> None:
    for key in SAYS.get(kind, (kind,)):
        said = first_line(key)
        assert said == FIRST_LINES[key]
        assert not TELLS.search(said), said


@pytest.mark.parametrize("kind", sorted(HIDDEN))
def test_what_names_somebody_is_hidden_until_tapped(kind: str) -> None:
    assert "spoiler=True" in inspect.getsource(KINDS[kind].render)


def test_the_list_speaks_of_nothing_that_is_not_there() -> None:
    assert {kind for held in SORTED.values() for kind in held} - set(kinds()) == set()
    assert set(FIRST_LINES) == {key for kind in UNASKED for key in SAYS.get(kind, (kind,))}


def test_a_telling_line_would_be_seen() -> None:
    assert TELLS.search("A concern about racism has come in")
    assert TELLS.search("BME circle: next session")
