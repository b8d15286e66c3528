"""No pair without two yeses to one version."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring import agreements
from mentoring.agreements import Agreement, NewerVersion, SamePerson
from mentoring.people import PersonId
from mentoring.problems import NotAllowed

AMA, GRACE = PersonId("ama"), PersonId("grace")
PAIR = Agreement(AMA, GRACE)


def test_two_yeses_to_one_version_make_a_pair() -> None:
    one = agreements.accept(PAIR, AMA, 1)
    assert not one.stands
    assert one.accepted == {AMA}
    assert agreements.accept(one, GRACE, 1).standing == 1


def test_one_persons_two_yeses_are_one() -> None:
    assert not agreements.accept(agreements.accept(PAIR, AMA, 1), AMA, 1).stands


def test_an_edit_asks_both_again_while_the_old_version_stands() -> None:
    agreed = agreements.accept(agreements.accept(PAIR, AMA, 1), GRACE, 1)
    edited = agreements.edit(agreed, GRACE)
    assert (edited.version, edited.standing) == (2, 1)
    assert not edited.accepted
    half = agreements.accept(edited, GRACE, 2)
    assert half.standing == 1
    assert agreements.accept(half, AMA, 2).standing == 2


def test_a_yes_to_an_older_version_does_not_count() -> None:
    edited = agreements.edit(agreements.accept(PAIR, AMA, 1), GRACE)
    with pytest.raises(NewerVersion):
        agreements.accept(edited, AMA, 1)


def test_a_stranger_can_neither_agree_nor_edit() -> None:
    with pytest.raises(NotAllowed):
        agreements.accept(PAIR, PersonId("obi"), 1)
    with pytest.raises(NotAllowed):
        agreements.edit(PAIR, PersonId("obi"))


def test_nobody_mentors_themselves() -> None:
    with pytest.raises(SamePerson):
        Agreement(AMA, AMA)


@given(st.lists(st.tuples(st.sampled_from(["accept", "edit"]), st.sampled_from([AMA, GRACE]), st.integers(1, 4))))
def test_a_version_stands_only_when_both_said_yes_to_it(moves: list[tuple[str, PersonId, int]]) -> None:
    agreement, yeses = PAIR, set[tuple[PersonId, int]]()
    for move, who, version in moves:
        if move == "edit":
            agreement = agreements.edit(agreement, who)
        elif version == agreement.version:
            agreement = agreements.accept(agreement, who, version)
            yeses.add((who, version))
    both = [version for version in range(1, agreement.version + 1) if {(AMA, version), (GRACE, version)} <= yeses]
    assert agreement.standing == (both[-1] if both else None)


def test_only_the_ticks_of_both_are_joined() -> None:
    assert agreements.joined(["race", "age", "class"], ["class", "race"]) == ["race", "class"]


def test_six_months_keep_their_hour_when_clocks_change() -> None:
    ends = agreements.term_ends(datetime(2026, 1, 12, 19, tzinfo=UTC))
    assert ends == datetime(2026, 7, 12, 18, tzinfo=UTC)


def test_where_two_differ_the_rhythm_asks_less_of_either() -> None:
    often, rarely = agreements.Rhythm("every-2-weeks", 60), agreements.Rhythm("monthly", 30)
    assert agreements.lighter(often, rarely) == agreements.lighter(rarely, often) == rarely
    mixed = agreements.Rhythm("every-6-weeks", 45)
    assert agreements.lighter(often, mixed) == mixed
    assert agreements.lighter(rarely, mixed) == agreements.Rhythm("every-6-weeks", 30)


ENDS = datetime(2026, 8, 3, 12, tzinfo=UTC)
TIMES = st.integers(-9000, 9000).map(lambda hours: ENDS + timedelta(hours=hours))


@given(TIMES, TIMES)
def test_both_are_asked_ahead_of_now_or_at_once(ends: datetime, now: datetime) -> None:
    asks = agreements.term_asks(ends, now)
    assert asks
    assert all(now <= at and (at == now or at in {ends, ends - agreements.ASKED_BEFORE}) for at in asks)


@given(st.none() | TIMES, st.none() | TIMES)
def test_only_two_yeses_of_the_last_six_weeks_carry_on(ama: datetime | None, grace: datetime | None) -> None:
    yeses = {who: at for who, at in ((AMA, ama), (GRACE, grace)) if at}
    recent = [at for at in (ama, grace) if at and at >= ENDS - agreements.SIX_WEEKS]
    assert agreements.carry_on(PAIR, yeses, ENDS) == (len(recent) == 2)


@given(TIMES)
def test_a_yes_for_one_term_never_counts_for_the_next(yes: datetime) -> None:
    ends = agreements.renewed(ENDS, max(yes, ENDS))
    assert not agreements.wants_more(yes, ends)


def test_the_next_six_months_follow_on_and_begin_now_when_the_last_are_over() -> None:
    early, late = ENDS - agreements.ASKED_BEFORE, ENDS + agreements.SIX_WEEKS
    assert agreements.renewed(ENDS, early) == agreements.term_ends(ENDS)
    assert agreements.renewed(ENDS, late) == agreements.term_ends(late)


def test_a_pair_that_chose_nothing_has_six_weeks() -> None:
    assert agreements.term_lapses(ENDS) - ENDS == agreements.SIX_WEEKS
    assert agreements.may_choose(ENDS, ENDS - agreements.SIX_WEEKS)
    assert not agreements.may_choose(ENDS, ENDS - agreements.SIX_WEEKS - agreements.WEEK_MORE)
