"""The eight plans and ten rules that ship: what was promised of each, its version, and where its words came from."""

import tomllib
from pathlib import Path

import pytest

from mentoring.plans import Plan, Step, in_short, with_turns

FOLDER = Path(__file__).parents[2] / "content" / "en"
PLANS = {row["id"]: row for row in tomllib.loads((FOLDER / "plans.toml").read_text("utf-8"))["plans"]}
RULES = tomllib.loads((FOLDER / "prompts.toml").read_text("utf-8"))["rules"]

PROMISED: dict[str, tuple[str, int, str]] = {
    "PL1": (
        *("First circle", 85),
        "5 Arrive, 10 Keeping it safe, 20 Hello round, 10 Our rules, 5 Break, 20 A door opened, 10 What we want, "
        "5 Closing round",
    ),
    "PL2": (
        *("Regular circle", 90),
        "5 Arrive, 5 Yes round, 12 Check-in, 5 Good things, 25 First turn, 5 Break, 25 Second turn, 5 One thing, "
        "3 Closing round",
    ),
    "PL3": (
        *("Role-model circle", 75),
        "5 Arrive, 5 Yes round, 15 The story, 5 Quiet, 20 What it stirred, 15 Questions, 5 What I'll carry, "
        "5 Closing round",
    ),
    "PL4": (
        *("Listening circle", 60),
        "5 Arrive, 5 Yes round, 10 Weather check, 25 Listening round, 5 Break, 5 What helps, 5 Closing and care",
    ),
    "PL5": (
        *("Speaking-up circle", 75),
        "5 Arrive, 5 Yes round, 10 Check-in, 20 One situation, 15 Choices and costs, 10 Who stands with you, "
        "5 Care plan, 5 Closing round",
    ),
    "PL6": (
        *("Open doors circle", 75),
        "5 Arrive, 5 Yes round, 10 Check-in, 15 What's out there, 20 Names round, 10 Practise, 5 One thing, "
        "5 Closing round",
    ),
    "PL7": (
        *("Last circle", 75),
        "5 Arrive, 5 Yes round, 15 Looking back, 15 Thank-yous, 15 What next, 10 Staying in touch, 10 Goodbye round",
    ),
    "PL8": (*("Short circle", 45), "4 Arrive, 4 Yes round, 12 Check-in, 20 One turn, 5 One thing and close"),
}


@pytest.mark.parametrize("plan", PROMISED)
def test_each_plan_is_the_one_that_was_promised(plan: str) -> None:
    row = PLANS[plan]
    steps = ", ".join(f"{step['minutes']} {step['title']}" for step in row["steps"])
    assert (row["name"], row["total"], steps) == PROMISED[plan]


@pytest.mark.parametrize("row", [*PLANS.values(), *RULES], ids=lambda row: str(row["id"]))
def test_each_plan_and_rule_has_a_version_and_a_source(row: dict[str, object]) -> None:
    assert isinstance(row["version"], int)
    assert row["version"] >= 1
    assert row["source"]


def test_the_first_circle_opens_the_rules_in_its_step_and_no_other_step_does() -> None:
    opening = [(row["id"], step["title"]) for row in PLANS.values() for step in row["steps"] if "opens" in step]
    assert opening == [("PL1", "Our rules")]


def test_every_plan_asks_for_a_yes_first_or_second() -> None:
    known = tomllib.loads((FOLDER / "plans.toml").read_text("utf-8"))["own"]["yes_rounds"]
    for row in PLANS.values():
        early = [step["title"].casefold() for step in row["steps"][:2]]
        assert any(name in title for name in known for title in early), row["id"]


@pytest.mark.parametrize("plan", PROMISED)
def test_in_short_each_plan_reads_as_it_was_promised(plan: str) -> None:
    """Each turn is one line again, and the minutes stay the same."""
    turns = tomllib.loads((FOLDER / "plans.toml").read_text("utf-8"))["turns"]
    rows = PLANS[plan]["steps"]
    steps = tuple(Step(row["minutes"], row["title"], turn=row.get("turn")) for row in rows)
    whole = with_turns(Plan(plan, PLANS[plan]["name"], PLANS[plan]["total"], steps), turns)
    assert ", ".join(f"{step.minutes} {step.title}" for step in in_short(whole)) == PROMISED[plan][2]
    assert len(whole.steps) >= len(steps)
