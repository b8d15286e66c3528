"""Cards say what they must, close when they say, and remind by day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import opportunities
from mentoring.opportunities import (
    AudienceTooSmall,
    CardIncomplete,
    Category,
    ClosesTooFarOff,
    ClosingDatePassed,
    Field,
    Part,
    UnclearLink,
    UnknownCategory,
)
from mentoring.quiet_hours import QuietHours

CLOSES = date(2026, 4, 3)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
WHOLE = dict.fromkeys(opportunities.MUST, "said") | {Field.CATEGORY: "OP2"}


def test_a_whole_card_passes_and_blank_extras_are_not_said() -> None:
    opportunities.check_card(WHOLE)
    assert opportunities.not_said(WHOLE) == list(opportunities.SHOULD)


@pytest.mark.parametrize("field", opportunities.MUST)
def test_a_card_without_a_must_field_is_held_back(field: Field) -> None:
    with pytest.raises(CardIncomplete) as refused:
        opportunities.check_card({**WHOLE, field: "  "})
    assert refused.value.facts == {"missing": field.value}


def test_a_category_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownCategory):
        opportunities.check_card({**WHOLE, Field.CATEGORY: "OP13"})
    assert len(Category) == 12


def test_the_closing_day_itself_still_counts() -> None:
    last_minute = datetime(2026, 4, 3, 23, 59, tzinfo=LONDON)
    opportunities.check_closing(CLOSES, last_minute)
    with pytest.raises(ClosingDatePassed):
        opportunities.check_closing(CLOSES, last_minute + timedelta(minutes=1))


def test_six_days_are_short_notice_and_seven_are_not() -> None:
    assert opportunities.is_short_notice(CLOSES, datetime(2026, 3, 28, 12, tzinfo=UTC))
    assert not opportunities.is_short_notice(CLOSES, datetime(2026, 3, 27, 12, tzinfo=UTC))


def test_four_people_are_too_few_to_write_to_alone() -> None:
    opportunities.check_audience(5)
    with pytest.raises(AudienceTooSmall):
        opportunities.check_audience(4)


def test_reminders_come_at_nine_seven_and_two_days_before_on_either_side_of_the_clock_change() -> None:
    assert opportunities.reminders(CLOSES, NOW) == [
        datetime(2026, 3, 27, 9, tzinfo=UTC),
        datetime(2026, 4, 1, 8, tzinfo=UTC),
    ]


def test_a_reminder_that_has_gone_by_is_left_out() -> None:
    assert opportunities.reminders(CLOSES, datetime(2026, 3, 30, tzinfo=UTC)) == [datetime(2026, 4, 1, 8, tzinfo=UTC)]
    assert opportunities.reminders(CLOSES, datetime(2026, 4, 3, tzinfo=UTC)) == []


@given(st.times(), st.times(), st.sampled_from(["Europe/London", "Asia/Kolkata"]))
def test_no_reminder_wakes_anyone(start: time, end: time, zone: str) -> None:
    quiet = QuietHours(start, end, zone)
    for at in opportunities.reminders(CLOSES, NOW, zone=zone, quiet=quiet):
        assert not quiet.is_quiet(at)
        assert NOW < at < opportunities.closes_at(CLOSES, zone)


def test_a_link_is_kept_whole() -> None:
    assert (
        opportunities.clean_link(" HTTPS://Jobs.Example.org:8443/a?b=c#d ") == "https://jobs.example.org:8443/a?b=c#d"
    )


def test_a_look_alike_address_shows_its_true_letters() -> None:
    assert opportunities.clean_link("https://exаmple.org/") == "https://xn--exmple-4nf.org/"


@pytest.mark.parametrize(
    "text",
    ["", "jobs.example.org", "http://example.org", "javascript:alert(1)", "https://", "https://localhost/",
     "https://nhs.uk@evil.example/", "https://exa mple.org/", "https://example.org/a\u202eb", "https://[bad/",
     "https://example.org:port/", "https://" + "a" * 70 + ".org/", "https://../"],
)  # fmt: skip
def test_what_is_not_a_whole_link_is_refused(text: str) -> None:
    with pytest.raises(UnclearLink):
        opportunities.clean_link(text)


def test_a_closing_date_more_than_a_year_off_is_taken_for_a_slip() -> None:
    opportunities.check_closing(date(2027, 3, 1), NOW)
    with pytest.raises(ClosesTooFarOff):
        opportunities.check_closing(date(2027, 3, 4), NOW)


@pytest.mark.parametrize(
    ("choices", "wanted"),
    [({}, False), ({"chances": "no"}, False), ({"chances": "yes"}, True), ({"chances": "pick"}, False),
     ({"chances": "pick", "chance_kinds": ["OP2"]}, True), ({"chances": "pick", "chance_kinds": ["OP1"]}, False),
     ({"chances": "no", "chance_kinds": ["OP2"]}, False)],
)  # fmt: skip
def test_only_who_asked_for_a_category_is_sent_it(choices: dict[str, object], wanted: bool) -> None:
    assert opportunities.wants(choices, "OP2") is wanted


def test_who_never_said_where_they_work_is_in_no_part() -> None:
    assert [part for part in Part if opportunities.in_part(None, part)] == []
    assert [opportunities.in_part("university", part) for part in Part] == [False, False, True]
    assert [opportunities.in_part("nhs", part) for part in Part] == [True, False, False]


def test_results_are_told_at_a_day_a_week_and_the_close() -> None:
    sent, closes = NOW, NOW + timedelta(days=20)
    told = [opportunities.results_as_of(sent, closes, sent + timedelta(days=days)) for days in (0.9, 1, 6, 7, 19, 21)]
    day, week = sent + timedelta(days=1), sent + timedelta(days=7)
    assert told == [None, day, day, week, week, closes]


def test_one_that_closes_within_the_day_is_told_at_its_close() -> None:
    closes = NOW + timedelta(hours=5)
    assert opportunities.results_as_of(NOW, closes, NOW + timedelta(hours=4)) is None
    assert opportunities.results_as_of(NOW, closes, NOW + timedelta(days=9)) == closes


def test_only_events_are_asked_what_events_should_say() -> None:
    assert set(opportunities.EVENT) <= set(opportunities.asked("OP11"))
    assert not set(opportunities.EVENT) & set(opportunities.asked("OP1"))
