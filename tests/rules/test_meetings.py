"""After the first hello nobody can tell who said no."""

from datetime import UTC, datetime, timedelta

import pytest

from mentoring import meetings
from mentoring.meetings import OUTCOMES, Clash, Feeling, Next, OneMoreAlready, Seen, TooManyOpenAsks

ASKED = datetime(2026, 2, 12, 20, tzinfo=UTC)
WEEK = timedelta(days=7)
SURE = [each for each in Feeling if each is not Feeling.LATER]


def test_the_table_answers_every_pair_of_feelings() -> None:
    assert set(OUTCOMES) == {(mentee, mentor) for mentee in Feeling for mentor in Feeling}


@pytest.mark.parametrize("answer", SURE)
def test_a_mentor_sees_the_same_line_whoever_said_no(answer: Feeling) -> None:
    lines = {OUTCOMES[mentee, answer].mentor for mentee in SURE if Feeling.NO in {mentee, answer}}
    assert lines == {Seen.NEUTRAL}


def test_a_mentee_turned_down_hears_the_neutral_line_and_is_shown_more() -> None:
    assert meetings.outcome(Feeling.YES, Feeling.NO).mentee is Seen.NEUTRAL_AND_MORE


@pytest.mark.parametrize("mentor", SURE)
def test_a_mentees_no_always_closes_kindly(mentor: Feeling) -> None:
    come_to = meetings.outcome(Feeling.NO, mentor)
    assert (come_to.then, come_to.mentee) == (Next.CLOSE, Seen.SAID_KINDLY)


def test_two_yeses_and_only_these_lead_to_an_agreement() -> None:
    agreeing = [pair for pair, come_to in OUTCOMES.items() if come_to.then is Next.AGREE]
    assert agreeing == [(Feeling.YES, Feeling.YES)]


@pytest.mark.parametrize("other", [None, *Feeling])
def test_nothing_shows_while_one_side_is_still_thinking(other: Feeling | None) -> None:
    for pair in ((other, None), (None, other)):
        come_to = meetings.outcome(*pair)
        assert (come_to.then, come_to.mentee, come_to.mentor) == (Next.WAIT, Seen.NOTHING_YET, Seen.NOTHING_YET)


def test_after_seven_days_of_thinking_it_closes_kindly() -> None:
    assert meetings.outcome_by(ASKED, ASKED + WEEK - timedelta(seconds=1), Feeling.YES, None).then is Next.WAIT
    closed = meetings.outcome_by(ASKED, ASKED + WEEK, Feeling.YES, None)
    assert (closed.then, closed.mentor) == (Next.CLOSE, Seen.NEUTRAL)
    assert meetings.outcome_by(ASKED, ASKED + WEEK, Feeling.NO, None).mentee is Seen.SAID_KINDLY
    assert meetings.outcome_by(ASKED, ASKED + WEEK, Feeling.YES, Feeling.YES).then is Next.AGREE


def test_once_more_is_offered_once() -> None:
    meetings.check_feeling(Feeling.ONCE_MORE, meetings=1)
    with pytest.raises(OneMoreAlready):
        meetings.check_feeling(Feeling.ONCE_MORE, meetings=2)
    assert Feeling.ONCE_MORE not in meetings.feelings_offered(2)


def test_a_third_open_ask_waits() -> None:
    meetings.check_may_ask(1)
    with pytest.raises(TooManyOpenAsks):
        meetings.check_may_ask(2)


def test_not_sure_is_not_a_no_clash() -> None:
    assert meetings.may_meet(Clash.NONE, Clash.NONE)
    for answer in (Clash.YES, Clash.NOT_SURE):
        assert not meetings.may_meet(Clash.NONE, answer)
        assert not meetings.may_meet(answer, Clash.NONE)


def test_an_ask_lapses_after_a_week_and_the_third_lapse_rests_the_profile() -> None:
    assert meetings.lapses_at(ASKED) == ASKED + WEEK
    assert [meetings.rests_after(lapses) for lapses in (2, 3)] == [False, True]
