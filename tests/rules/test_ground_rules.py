"""A circle's rules: reworded one at a time, and never without the ones that keep people safe."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import ground_rules
from mentoring.ground_rules import Rule, Rules, RuleStays, RuleThereAlready, TooManyRules
from mentoring.problems import OldButton, Problem

TEN: Rules = tuple(Rule(f"GR{n}", f"Rule {n}.") for n in range(1, 11))
ids = st.sampled_from([*(rule.id for rule in TEN), "R-1", "nobody"])
changes = st.lists(st.tuples(st.sampled_from(["add", "change", "drop"]), ids, st.text(min_size=1, max_size=20)))


@given(changes)
def test_no_order_of_rewording_loses_or_alters_a_rule_that_stays(made: list[tuple[str, str, str]]) -> None:
    rules = TEN
    for number, (act, rule, text) in enumerate(made):
        with contextlib.suppress(Problem):
            if act == "add":
                rules = ground_rules.add(rules, Rule(f"R-{number}", text))
            elif act == "change":
                rules = ground_rules.change(rules, rule, text, source="circle")
            else:
                rules = ground_rules.drop(rules, rule)
    for stays in ground_rules.STAY:
        assert ground_rules.find(rules, stays) == ground_rules.find(TEN, stays)
    assert len(rules) <= ground_rules.MOST
    assert len({rule.text.casefold() for rule in rules}) == len(rules)


@pytest.mark.parametrize("stays", ["GR1", "GR6"])
def test_what_keeps_people_safe_is_neither_dropped_nor_changed(stays: str) -> None:
    with pytest.raises(RuleStays):
        ground_rules.drop(TEN, stays)
    with pytest.raises(RuleStays):
        ground_rules.change(TEN, stays, "Tell everybody.", source="circle")


def test_a_reworded_rule_goes_up_a_version_and_says_where_its_words_came_from() -> None:
    changed = ground_rules.change(TEN, "GR5", "Leave room.", source="circle")
    assert ground_rules.find(changed, "GR5") == Rule("GR5", "Leave room.", 2, "circle")
    assert ground_rules.as_agreed(changed) != ground_rules.as_agreed(TEN)


def test_the_same_rule_twice_a_sixteenth_and_one_that_is_gone_are_refused() -> None:
    with pytest.raises(RuleThereAlready):
        ground_rules.add(TEN, Rule("R-1", "RULE 2."))
    many = TEN
    for number in range(5):
        many = ground_rules.add(many, Rule(f"R-{number}", f"More {number}."))
    with pytest.raises(TooManyRules):
        ground_rules.add(many, Rule("R-9", "One too many."))
    with pytest.raises(OldButton):
        ground_rules.drop(TEN, "R-1")
