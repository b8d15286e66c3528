"""A story is asked for step by step, and what points to somebody keeps it back."""

from dataclasses import replace

import pytest

from mentoring import telling
from mentoring.hints import Hint
from mentoring.problems import TooLong
from mentoring.stories import Contact, HowLong, NameShown, Shape, Where
from mentoring.telling import CHECKS, OWN_NAME, SMALL_NETWORK, Step, Told

READY = Told(
    Shape.ONE_DAY,
    parts=("It was a long day.", "", "I asked.", ""),
    done=True,
    topic="T2",
    name=NameShown.NONE,
    where=Where.MEMBERS,
    how_long=HowLong.A_YEAR,
    contact=Contact.FINE,
    checked=CHECKS,
    small_ok=True,
)


def step(told: Told, members: int = SMALL_NETWORK, own_name: str = "Efe Okoro") -> Step:
    return telling.next_step(told, members=members, own_name=own_name)


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({}, Step.PREVIEW),
        ({"done": False}, Step.TELL),
        ({"parts": ("", "…")}, Step.TELL),
        ({"topic": None}, Step.TOPIC),
        ({"name": None}, Step.NAME),
        ({"name": NameShown.MADE_UP}, Step.MADE_UP),
        ({"where": None}, Step.WHERE),
        ({"how_long": None}, Step.HOW_LONG),
        ({"contact": None}, Step.CONTACT),
        ({"checked": CHECKS - 1}, Step.CHECK),
        ({"parts": ("Ward 7",)}, Step.HINTS),
        ({"parts": ("Ward 7",), "invented": True}, Step.PREVIEW),
        ({"parts": ("943 476 5919",), "invented": True}, Step.HINTS),
        ({"parts": ("Well done, okoro",)}, Step.HINTS),
        ({"parts": ("Well done, Okoro",), "name": NameShown.FULL}, Step.PREVIEW),
    ],
)
def test_what_is_missing_is_asked_first(change: dict[str, object], asked: Step) -> None:
    assert step(replace(READY, **change)) is asked  # type: ignore[arg-type] # the table mixes fields


def test_only_a_small_network_is_warned_of() -> None:
    told = replace(READY, small_ok=False)
    assert step(told, members=SMALL_NETWORK - 1) is Step.SMALL
    assert step(told) is Step.PREVIEW


def test_new_words_must_be_checked_again() -> None:
    told = telling.with_part(replace(READY, invented=True), 1, "Other words")
    assert (told.checked, told.small_ok, told.invented) == (0, False, False)
    assert told.parts == ("It was a long day.", "Other words", "I asked.", "")


def test_more_of_an_answer_is_added_to_it() -> None:
    told = telling.with_part(Told(Shape.FREE_PAGE), 0, "one")
    assert telling.with_part(told, 0, "two", more=True).text == "one\n\ntwo"


def test_a_story_has_an_end() -> None:
    with pytest.raises(TooLong) as refused:
        telling.with_part(Told(Shape.FREE_PAGE), 0, "a" * (telling.MOST_LETTERS + 1))
    assert refused.value.facts["over"] == 1


def test_a_name_within_another_word_points_to_nobody() -> None:
    assert telling.pointers(replace(READY, parts=("Coffee first",)), "Off Efe") == frozenset()
    assert telling.pointers(replace(READY, parts=("Dear Efe, ward 7",)), "Efe") == {OWN_NAME, Hint.WARD}


@pytest.mark.parametrize(
    ("name", "shown"),
    [(NameShown.FULL, "Efe Okoro"), (NameShown.FIRST, "Efe"), (NameShown.MADE_UP, "Ada"), (NameShown.NONE, None)],
)
def test_no_more_of_a_name_is_shown_than_was_chosen(name: NameShown, shown: str | None) -> None:
    assert telling.name_under(replace(READY, name=name, made_up="Ada"), "Efe Okoro") == shown


def test_a_choice_nobody_offered_is_refused() -> None:
    for step_, value in ((Step.WHERE, "everywhere"), (Step.PREVIEW, ""), (Step.TELL, "")):
        with pytest.raises(ValueError, match=value or step_):
            telling.choose(READY, step_, value)
