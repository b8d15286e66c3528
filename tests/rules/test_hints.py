"""Hints notice what could point to somebody, and let ordinary words pass."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import hints
from mentoring.hints import Hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Hospital number 4471902", Hint.LONG_NUMBER),
        ("ref 12 34 56", Hint.LONG_NUMBER),
        ("her number, 943 476 5919, was up", Hint.NHS_NUMBER),
        ("9434765919", Hint.NHS_NUMBER),
        ("943-476-5919", Hint.NHS_NUMBER),
        ("９４３ ４７６ ５９１９", Hint.NHS_NUMBER),
        ("943\u200b4765919", Hint.NHS_NUMBER),
        ("call 07700 900123", Hint.PHONE),
        ("call 07700900123.", Hint.PHONE),
        ("(0116) 496 0123", Hint.PHONE),
        ("+44 (0)20 7946 0958", Hint.PHONE),
        ("0044 7700 900123", Hint.PHONE),
        ("+1 212-555-0100", Hint.PHONE),
        ("j.obi@trust.nhs.uk", Hint.EMAIL),
        ("mail:ama@example.org,", Hint.EMAIL),
        ("lives at SW1A 1AA", Hint.POSTCODE),
        ("m11ae", Hint.POSTCODE),
        ("LS1\u00a04DY", Hint.POSTCODE),
    ],
)
def test_numbers_addresses_and_places_are_noticed(text: str, hint: Hint) -> None:
    assert hint in hints.spot(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "I felt heard today.", "We met at 7:30 for 45 minutes.", "In 2026 I moved up.",
        "From 2019-2023 I was a band 5.",
        "Ten years, 3 jobs, 1 mentor.", "On 12/05/2026 and 13/05/2026 we met.", "It cost 1,500.00", "@ama said so",
        "Room for 6 of us", "NG tube, 20 ml", "I gave 100 per cent",
    ],
)  # fmt: skip
def test_ordinary_words_pass(text: str) -> None:
    assert hints.spot(text) == frozenset()


def test_a_story_is_checked_for_wards_and_dates_too() -> None:
    assert hints.spot_for_sharing("It was ward 7, 12 May.") == {Hint.WARD, Hint.DATE}
    assert hints.spot_for_sharing("Bed 4b on 2026-05-12") == {Hint.WARD, Hint.DATE}
    assert hints.spot_for_sharing("I may have wandered in May") == frozenset()


@given(st.text(max_size=200))
def test_no_text_breaks_the_look(text: str) -> None:
    assert hints.spot(text) <= hints.spot_for_sharing(text)


@pytest.mark.parametrize("sign", ["a", "1", "0 ", "a@", "a.", "+ ", "1-", "943 "])
def test_the_longest_text_is_looked_at_in_no_time(sign: str) -> None:
    text = (sign * 20_000)[:20_000] + random.Random(1).choice("!?")
    began = time.perf_counter()
    hints.spot_for_sharing(text)
    assert time.perf_counter() - began < 2
