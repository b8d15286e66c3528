"""Links in what is written for others are whole, and show where they lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import links
from mentoring.opportunities import UnclearLink


@pytest.mark.parametrize(
    "text",
    [
        "Ring J.Obi at 9 a.m./pm",
        "j.obi@nhs.net",
        "café.Then go",
        "part-time and/or days",
        "hours.Part-time",
        "3.5 days",
    ],
)
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert links.checked(text) == text


def test_a_link_inside_a_sentence_is_cleaned_and_the_sentence_stays() -> None:
    assert links.checked("Apply (https://JOBS.example.org/1), then rest.") == (
        "Apply (https://jobs.example.org/1), then rest."
    )


@pytest.mark.parametrize(
    "text",
    ["http://example.org", "see www.nhs.uk", "jobs.nhs.uk/12", "tg://user?id=1", "exаmple.org", "EXАMPLE.ORG",
     "j.obi@nhѕ.net", "https://nhs.uk@evil.example/", "javascript://x"],
)  # fmt: skip
def test_half_links_and_look_alikes_without_an_address_are_refused(text: str) -> None:
    with pytest.raises(UnclearLink):
        links.checked(text)


def test_look_alike_hosts_are_named_as_they_truly_are() -> None:
    cleaned = links.checked("at https://exаmple.org/a or https://example.org/b.")
    assert links.look_alikes(cleaned, "https://nhs.uk") == ["xn--exmple-4nf.org"]


def test_mentions_call_nobody_and_addresses_stay_whole() -> None:
    assert links.without_mentions("@everyone ask a@b.org") == "@\u2060everyone ask a@b.org"


@given(st.text())
def test_whatever_is_typed_is_either_kept_or_refused(text: str) -> None:
    try:
        kept = links.checked(text)
    except UnclearLink:
        return
    assert "http://" not in kept.lower()
    links.look_alikes(kept)
