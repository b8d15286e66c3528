"""Wording: nothing a network writes lays the blame on a person or speaks of recording as if one could (H-13, K6)."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.wording import BlamesThePerson, RecordingStaysOff, check_wording

CONTENT = Path(__file__).parents[2] / "content" / "en"
KEPT = tomllib.loads((CONTENT / "wording.toml").read_text("utf-8"))
BLAMES, RECORDS = KEPT["blames"]["phrases"], KEPT["records"]["phrases"]
H13 = ("toughen up", "too sensitive", "resilience training", "race card")
signs = st.text(alphabet=" -_.,!*\u2019", min_size=1, max_size=3)


def check(text: str) -> str:
    return check_wording(text, blames=BLAMES, records=RECORDS, never=KEPT["records"]["never_before"])


@pytest.mark.parametrize("phrase", H13)
def test_h13_every_banned_phrase_is_on_the_list_for_what_people_write(phrase: str) -> None:
    assert phrase in BLAMES
    with pytest.raises(BlamesThePerson) as refused:
        check(f"Maybe {phrase} a bit.")
    assert refused.value.facts == {"phrase": phrase}


@given(st.sampled_from(BLAMES), signs, st.booleans())
def test_h13_no_case_and_no_signs_hide_a_banned_phrase(phrase: str, gap: str, loud: bool) -> None:
    hidden = gap.join(phrase.split())
    with pytest.raises(BlamesThePerson):
        check(f"({hidden.upper() if loud else hidden})")


@pytest.mark.parametrize("text", ["Play the “Race  Card”", "TOUGHEN-UP!", "be móre confident"])
def test_h13_written_otherwise_is_the_same(text: str) -> None:
    with pytest.raises(BlamesThePerson):
        check(text)


@pytest.mark.parametrize(
    "text", ["A sensitive topic", "We toughen our locks, up here", "The race to card games", "Confident together"]
)
def test_words_that_only_look_alike_are_fine(text: str) -> None:
    assert check(text) == text


@pytest.mark.parametrize("text", ["You may record if all agree", "I'll press record now", "Recording is fine today"])
def test_nothing_speaks_of_recording_as_if_one_could(text: str) -> None:
    with pytest.raises(RecordingStaysOff):
        check(text)


@pytest.mark.parametrize(
    "text", ["Nobody may record.", "We don't record this.", "No one can record", "Nothing is recorded."]
)
def test_saying_that_nobody_records_is_fine(text: str) -> None:
    assert check(text) == text


@given(st.text(max_size=200))
def test_any_text_is_kept_as_it_is_or_refused(text: str) -> None:
    try:
        assert check(text) == text
    except (BlamesThePerson, RecordingStaysOff):
        assert text.strip()
