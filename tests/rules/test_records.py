"""When a first version was written is the time of its words, and not of what became of them later."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentoring.records import first_written

TIMES = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- hypothesis wants them naive


@given(st.lists(TIMES, min_size=1), TIMES)
def test_it_is_the_latest_of_its_messages(written: list[datetime], kept: datetime) -> None:
    assert first_written(written, kept) == max(written)
    assert first_written(written, kept + timedelta(days=400)) == max(written)


@given(TIMES)
def test_without_a_readable_message_it_is_when_it_was_kept(kept: datetime) -> None:
    assert first_written([], kept) == kept
