"""The shipped sets parse, keep Telegram's limits, and never say what must not be said."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import textstat

from mentoring import plans
from mentoring.agreements import Kind, Side
from mentoring.matching import DOORS_OPENED, Background
from mentoring.meetings import Feeling
from mentoring.opportunities import MUST, SHOULD, Category
from mentoring.people import Nation
from mentoring.stories import Contact, HowLong, NameShown, Shape, Where

FOLDER = Path(__file__).parents[2] / "content" / "en"
NAMES = [
    "plans", "prompts", "agreement", "reflections", "stories", "opportunities", "support", "naming", "readiness",
    "tags", "bank_holidays",
]  # fmt: skip
Set = dict[str, Any]  # tomllib's own type: a file says what it holds only once read
SETS: dict[str, Set] = {name: tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")) for name in NAMES}
WORDY = [name for name in NAMES if name != "bank_holidays"]

PROMISES_TOO_BIG = ["end-to-end", "100%", "totally", "guaranteed", "fully anonymous", "only you can", "only I"]
BLAMES_THE_PERSON = ["toughen up", "too sensitive", "resilience training", "play the race card"]


def _texts(held: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a set with the key it stands under."""
    if isinstance(held, str):
        yield key, held
    elif isinstance(held, dict):
        for name, inner in held.items():
            yield from _texts(inner, name)
    elif isinstance(held, list):
        for inner in held:
            yield from _texts(inner, key)


def texts(name: str) -> list[tuple[str, str]]:
    return list(_texts(SETS[name]))


def ids(rows: list[Set]) -> list[str]:
    return [row["id"] for row in rows]


@pytest.mark.parametrize("name", WORDY)
def test_every_button_fits(name: str) -> None:
    too_wide = [text for key, text in texts(name) if key == "says" and not 0 < len(text) <= 24]
    assert not too_wide


def test_names_that_become_buttons_fit() -> None:
    for rows in (SETS["plans"]["plans"], SETS["reflections"]["sets"], SETS["stories"]["shapes"]):
        assert not [row["name"] for row in rows if len(row["name"]) > 24]


@pytest.mark.parametrize("name", WORDY)
def test_every_text_fits_one_message(name: str) -> None:
    assert not [text for _, text in texts(name) if not 0 < len(text) <= 4096]


@pytest.mark.parametrize("name", WORDY)
@pytest.mark.parametrize("phrase", PROMISES_TOO_BIG + BLAMES_THE_PERSON)
def test_no_set_promises_too_much_or_blames_the_person(name: str, phrase: str) -> None:
    banned = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)
    assert not [text for _, text in texts(name) if banned.search(text)]


@pytest.mark.parametrize("name", WORDY)
def test_no_set_gives_a_number_of_months_for_a_claim(name: str) -> None:
    for _, text in texts(name):
        near = re.search(r"tribunal|\bclaim", text, re.IGNORECASE)
        assert not (near and re.search(r"\b(?:3|6|three|six)[ -]months?\b", text, re.IGNORECASE))


@pytest.mark.parametrize("name", WORDY)
def test_ids_are_used_once_in_their_list(name: str) -> None:
    for held in _lists(SETS[name]):
        assert len(ids(held)) == len(set(ids(held)))


def _lists(held: object) -> Iterator[list[Set]]:
    if isinstance(held, dict):
        for inner in held.values():
            yield from _lists(inner)
    elif isinstance(held, list) and held and isinstance(held[0], dict):
        if "id" in held[0]:
            yield held
        for inner in held:
            yield from _lists(inner)


@pytest.mark.parametrize("row", SETS["plans"]["plans"], ids=ids(SETS["plans"]["plans"]))
def test_every_plan_adds_up_turns_included(row: plans.PlanRow) -> None:
    spelled = plans.with_turns(plans.plan_of(row), SETS["plans"]["turns"])
    assert sum(step.minutes for step in spelled.steps) == row["total"] <= 90


def test_there_are_eight_plans_and_each_opens_and_closes() -> None:
    assert ids(SETS["plans"]["plans"]) == [f"PL{number}" for number in range(1, 9)]
    for plan in SETS["plans"]["plans"]:
        assert plan["steps"][0]["title"] == "Arrive"


def test_check_ins_fill_their_forty_five_minutes() -> None:
    assert sum(step["minutes"] for step in SETS["prompts"]["checkin"]["standard_45"]) == 45


def test_the_agreement_holds_all_questions_and_asks_five() -> None:
    questions = {row["id"]: row for row in SETS["agreement"]["questions"]}
    assert list(questions) == [f"A{number}" for number in range(1, 17)]
    assert SETS["agreement"]["asked"] == ["A5", "A9", "A10", "A14", "A15"]
    one_sided = {name: Side(row["who"]) for name, row in questions.items() if "who" in row}
    assert one_sided["A10"] is Side.MENTEE
    assert [name for name in SETS["agreement"]["asked"] if name in one_sided] == ["A10"]


@pytest.mark.parametrize("row", SETS["agreement"]["questions"], ids=ids(SETS["agreement"]["questions"]))
def test_a_question_has_what_its_kind_needs(row: Set) -> None:
    kind = Kind(row["kind"])
    assert ("options" in row) == (kind in {Kind.PICK, Kind.MULTI})
    assert ("text" in row) == (kind is Kind.FIXED)


def test_no_pair_can_say_always_yes() -> None:
    a14 = next(row for row in SETS["agreement"]["questions"] if row["id"] == "A14")
    assert ids(a14["options"]) == ["ask-each-time", "not-for-now"]


def test_keys_that_rules_know_are_the_keys_of_the_sets() -> None:
    stories, chances, tags = SETS["stories"], SETS["opportunities"], SETS["tags"]
    assert ids(SETS["agreement"]["hello"]["after"]["buttons"]) == list(Feeling)
    assert ids(stories["shapes"]) == list(Shape)
    choices = {"name": NameShown, "where": Where, "how_long": HowLong, "contact": Contact}
    assert {key: ids(rows) for key, rows in stories["choices"].items()} == {k: list(v) for k, v in choices.items()}
    assert ids(chances["categories"]) == list(Category)
    assert ids([row for row in chances["fields"] if row["must"]]) == list(MUST)
    assert ids([row for row in chances["fields"] if not row["must"]]) == list(SHOULD)
    assert ids(tags["background"]) == list(Background)
    assert DOORS_OPENED in ids(tags["wants"])


def test_a_tag_key_means_one_thing_in_all_lists() -> None:
    keys = [key for name in ("wants", "skills", "values", "styles", "experience") for key in ids(SETS["tags"][name])]
    assert len(keys) == len(set(keys))
    assert len(SETS["tags"]["skills"]) == 7
    assert len(SETS["tags"]["experience"]) == 14


def test_the_help_card_starts_with_999_and_knows_each_nation() -> None:
    card = SETS["support"]
    assert "999" in card["lines"][0]["text"]
    for nation in Nation:
        shown = [line for line in card["lines"] if nation in line.get("nations", [nation])]
        assert {"now", "talk", "text", "urgent", "staff", "racism-at-work"} <= {line["part"] for line in shown}
    assert ids(card["pick_nation"]) == [*Nation, "skip"]


def test_the_help_card_was_checked_on_a_real_day_and_holds_no_retired_line() -> None:
    card = SETS["support"]
    assert date.fromisoformat(card["last_checked"]) == date(2026, 11, 23)
    assert card["do_not_ship"]
    for retired in card["do_not_ship"]:
        bare = retired.replace(" ", "").casefold()
        assert not [line for line in card["lines"] if bare in line["text"].replace(" ", "").casefold()]


@pytest.mark.parametrize("which", ["urgent-scotland", "urgent-ni", "staff-england", "acas", "police"])
def test_lines_nobody_has_rung_yet_are_marked(which: str) -> None:
    assert next(line for line in SETS["support"]["lines"] if line["id"] == which)["check"] is True


def _longer(name: str) -> list[str]:
    spoken = [text for key, text in texts(name) if key not in {"phrases", "ordinary"}]
    return [text if text[-1] in ".?!" else f"{text}." for text in spoken if len(text.split()) >= 6]


def _grade(written: list[str]) -> float:
    """Counts letters, words and sentences, so it needs no dictionary; grade 7 is age twelve to thirteen."""
    return float(textstat.automated_readability_index(" ".join(written)))


@pytest.mark.parametrize("name", [name for name in WORDY if len(_longer(name)) >= 8])
def test_the_longer_texts_of_a_set_read_at_about_twelve(name: str) -> None:
    assert _grade(_longer(name)) <= 7


def test_the_longer_texts_together_read_at_about_twelve() -> None:
    together = [text for name in WORDY for text in _longer(name)]
    assert len(together) > 150
    assert _grade(together) <= 6
