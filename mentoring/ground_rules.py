"""A circle's own ground rules: ten to start from, reworded together, and never less safe than they began."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentoring.names import clean_text
from mentoring.problems import OldButton, Problem

STAY = frozenset({"GR1", "GR6"})
"""What keeps people safe whoever sits in the circle: kept word for word. «Nothing is recorded» stays with them (K6)."""
MOST = 15
LONGEST = 200


class RuleStays(Problem):
    """A rule that no circle can change or drop."""


class TooManyRules(Problem):
    """More than anybody can keep in mind (`most`)."""


class RuleThereAlready(Problem):
    """The same words stand in the list."""


class NothingReworded(Problem):
    """The rules are as they were."""


class RulesMovedOn(Problem):
    """Another guide has reworded them meanwhile."""


@dataclass(frozen=True)
class Rule:
    """One rule. `version` goes up with each rewording; `source` is where its words came from (P-M18)."""

    id: str
    text: str
    version: int = 1
    source: str = ""


Rules = tuple[Rule, ...]


def read(text: str) -> str:
    """A rule as typed, on one line. Raises NothingWritten or TooLong."""
    return clean_text(text, LONGEST)


def add(rules: Rules, rule: Rule) -> Rules:
    """Raises TooManyRules or RuleThereAlready."""
    if len(rules) >= MOST:
        raise TooManyRules(most=MOST)
    _check_new(rules, rule.text)
    return (*rules, rule)


def change(rules: Rules, rule_id: str, text: str, *, source: str) -> Rules:
    """The same rule in other words. Raises RuleStays, RuleThereAlready or OldButton."""
    old = find(rules, rule_id)
    _check_may_go(old)
    if old.text == text:
        return rules
    _check_new(rules, text)
    new = replace(old, text=text, version=old.version + 1, source=source)
    return tuple(new if rule.id == rule_id else rule for rule in rules)


def drop(rules: Rules, rule_id: str) -> Rules:
    """Raises RuleStays or OldButton."""
    _check_may_go(find(rules, rule_id))
    return tuple(rule for rule in rules if rule.id != rule_id)


def find(rules: Rules, rule_id: str) -> Rule:
    """Raises OldButton for one that is not there."""
    found = next((rule for rule in rules if rule.id == rule_id), None)
    if found is None:
        raise OldButton
    return found


def check_moved(before: Rules, after: Rules) -> Rules:
    """What is to be kept. Raises NothingReworded."""
    if as_agreed(before) == as_agreed(after):
        raise NothingReworded
    return after


def as_agreed(rules: Sequence[Rule]) -> str:
    """The rules as a yes to them is kept: every word, in order, a line each."""
    return "\n".join(f"{number}. {rule.text}" for number, rule in enumerate(rules, start=1))


def _check_may_go(rule: Rule) -> None:
    if rule.id in STAY:
        raise RuleStays


def _check_new(rules: Rules, text: str) -> None:
    if text.casefold() in {rule.text.casefold() for rule in rules}:
        raise RuleThereAlready
