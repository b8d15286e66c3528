"""Nothing stays longer than the table says, and nothing private goes sooner."""

from datetime import UTC, datetime, timedelta

import pytest

from mentoring import keep_times
from mentoring.keep_times import KEEP, Kept, Then

SINCE = datetime(2026, 2, 12, 19, tzinfo=UTC)


def test_every_kind_has_its_time() -> None:
    assert set(KEEP) == set(Kept)


@pytest.mark.parametrize("kind", [kind for kind in Kept if not KEEP[kind].until_erased])
def test_a_thing_stays_to_its_last_moment_and_no_longer(kind: Kept) -> None:
    until = keep_times.kept_until(kind, SINCE)
    assert until is not None
    assert not keep_times.expired(kind, SINCE, until - timedelta(milliseconds=1))
    assert keep_times.expired(kind, SINCE, until)


def test_private_pages_stay_until_their_owner_erases_them() -> None:
    assert not keep_times.expired(Kept.PRIVATE_PAGE, SINCE, SINCE + timedelta(days=36500))
    assert KEEP[Kept.PRIVATE_PAGE].then is Then.KEY_DESTROYED


@pytest.mark.parametrize(
    ("kind", "until"),
    [
        (Kept.WISHES, SINCE + timedelta(days=60)),
        (Kept.CLASH_ANSWER, SINCE + timedelta(days=30)),
        (Kept.CALL_LINK, SINCE + timedelta(hours=24)),
        (Kept.AFTERCARE_ASK, SINCE + timedelta(hours=72)),
        (Kept.PULSE_TAP, SINCE + timedelta(days=56)),
        (Kept.JOIN_REQUEST, SINCE + timedelta(days=14)),
        (Kept.SESSION_YES, datetime(2027, 2, 12, 19, tzinfo=UTC)),
        (Kept.AGREEMENT, datetime(2026, 8, 12, 18, tzinfo=UTC)),
    ],
)
def test_the_times_are_those_of_the_table(kind: Kept, until: datetime) -> None:
    assert keep_times.kept_until(kind, SINCE) == until
