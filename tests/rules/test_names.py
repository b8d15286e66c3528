"""Names show what they are: no tricks of direction, no invisible signs, no links."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import names
from mentoring.names import UnclearName
from mentoring.problems import NothingWritten, TooLong

ANYTHING = st.text(alphabet=st.characters(exclude_categories=[]), max_size=80)


@pytest.mark.parametrize(
    "name",
    [
        "Ama",
        "Zoë",
        "O'Brien",
        "Mary-Jane",
        "J. Obi",
        "N'Golo",
        "فاطمة",
        "美玲",
        "Adébáyọ̀",
        "Ọlá",
        "नेहा",
        "Ama 🌻",
        "D2",
    ],
)
def test_names_from_everywhere_are_kept_as_they_are(name: str) -> None:
    assert names.clean_name(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    "name",
    [
        "", "   ", "\u200b\u2060\ufeff", "\u3164", "\u2800\u2800", "\x00", "\u0301", "...", "\u200d",
        "a" * 31, "ama.com", "www.ama", "https://ama", "t.me/ama", "@ama", "ama@nhs", "/start", "Ama\\",
        "Z" + "\u0301" * 6, "\U0001f468\u200d" * 40, "evil.NHS.uk",
    ],
)  # fmt: skip
def test_a_name_that_is_empty_long_linked_or_tricky_is_not_taken(name: str) -> None:
    with pytest.raises(UnclearName):
        names.clean_name(name)


def test_right_to_left_tricks_controls_and_lines_are_taken_out() -> None:
    assert names.clean_name("\u202eamA\u2066 \x07the\r\n first\u2028one\ud800") == "amA the first one"


def test_thirty_letters_fit_and_a_family_is_one_letter() -> None:
    assert names.clean_name("a" * 30) == "a" * 30
    family = "👨‍👩‍👧‍👦"
    assert names.clean_name(f"Ama {family}") == f"Ama {family}"
    assert names.letters(family) == 1


@pytest.mark.parametrize(
    ("text", "count"), [("é", 1), ("e\u0301", 1), ("👋🏾", 1), ("🇬🇭🇯🇲", 2), ("🏴󠁧󠁢󠁷󠁬󠁳󠁿", 1), ("नेहा", 2), ("", 0)]
)
def test_letters_are_counted_as_readers_count_them(text: str, count: int) -> None:
    assert names.letters(text) == count


def test_the_flag_of_wales_survives_and_stray_tags_do_not() -> None:
    flag = "🏴󠁧󠁢󠁷󠁬󠁳󠁿"
    assert names.visible(f"a{flag}b\U000e0067") == f"a{flag}b"


def test_private_text_keeps_its_lines() -> None:
    assert names.visible("One\r\nTwo\tthree") == "One\nTwo\tthree"


def test_a_short_line_is_tidied_and_one_too_long_says_by_how_much() -> None:
    assert names.clean_text("  The  service\nlead ", 40) == "The service lead"
    with pytest.raises(TooLong) as refused:
        names.clean_text("a" * 45, 40)
    assert refused.value.facts == {"limit": 40, "over": 5}
    with pytest.raises(NothingWritten):
        names.clean_text("\u200b \u200b", 40)


def test_a_pile_of_marks_cannot_hide_a_long_line() -> None:
    with pytest.raises(TooLong):
        names.clean_text("a" + "\u0301" * 2000, 40)


@given(ANYTHING)
def test_what_is_left_of_any_text_is_steady_and_safe(text: str) -> None:
    seen = names.visible(text)
    assert names.visible(seen) == seen
    seen.encode()
    assert not {"\u202e", "\u200b", "\x00", "\u2066", "\r"} & set(seen)


@given(ANYTHING)
def test_any_name_taken_fits_on_one_line(text: str) -> None:
    try:
        name = names.clean_name(text)
    except UnclearName:
        return
    assert 0 < names.letters(name) <= 30
    assert len(name.splitlines()) == 1
    assert names.clean_name(name) == name


CALLED = st.lists(st.tuples(st.sampled_from(["Ama", "ama", "Obi"]), st.integers(0, 3)), max_size=6)


@given(CALLED)
def test_no_two_of_a_list_look_alike_and_whoever_is_alone_has_no_number(called: list[tuple[str, int]]) -> None:
    numbers = names.apart(called)
    shown = [(first.casefold(), number) for (first, _), number in zip(called, numbers, strict=True)]
    assert len(set(shown)) == len(shown)
    assert all(number >= 1 for number in numbers)
    for (first, own), number in zip(called, numbers, strict=True):
        if [one.casefold() for one, _ in called].count(first.casefold()) == 1:
            assert number == max(own, 1)


@pytest.mark.parametrize(
    "name",
    [
        "\u041ebi",
        "\u041eb\u0456",
        "obi",
        "OBI",
        "O\u0301bi",
        "0bi",
        "Ob1",
        "Obl",
        "O\u200bbi",
        "\u039fb\u03b9",
        "\uff2fbi",
    ],
)
def test_names_that_look_alike_at_a_glance_look_alike_here(name: str) -> None:
    assert names.as_it_looks(name) == names.as_it_looks("Obi")


@pytest.mark.parametrize("name", ["Obo", "Abi", "Obi Two", "Ob", "\u0416bi", ""])
def test_names_that_look_different_stay_different(name: str) -> None:
    assert names.as_it_looks(name) != names.as_it_looks("Obi")
