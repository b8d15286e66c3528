"""Six months reached: carry on, change it, or finish well (J3)."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from handlers.mentors import ending, taps
from mentoring.agreements import term_ends
from storage import pairs, people
from storage.core import letters
from storage.core.instants import ms
from storage.pairs import Pair
from tests.scenarios.pairing import KNOCK, answers, forges, id_of, live_mentor, minutes_since, paired
from tests.stage import Somebody, Stage

Two = tuple[Somebody, Somebody]
ASKED = "Carry on, change it, or finish well?"
NOTED = "You've tapped Carry on."
GOES_ON = "You both want to carry on."
ENDED = "Your mentoring with each other has finished. Thank you both for your time."
STRANGER = "That button is from an old message"


async def _pair(stage: Stage) -> Pair:
    [pair] = await _pairs(stage)
    return pair


async def _pairs(stage: Stage) -> list[Pair]:
    async with stage.database.read() as tx:
        return await pairs.of_person(tx, id_of(stage.cast["Ama"]))


async def _begun(stage: Stage) -> Two:
    """Ama and Grace, with one night gone by."""
    ama, grace = await stage.member("Ama"), await live_mentor(stage, "Grace")
    await paired(stage, ama, grace)
    await stage.running.nightly()
    return ama, grace


async def _asked(stage: Stage, *, days: int = -13) -> Two:
    """So many days after the term's end; below nought, before it."""
    two = await _begun(stage)
    await stage.until((await _pair(stage)).ends_at + timedelta(days=days))
    return two


def _heard(somebody: Somebody) -> int:
    return len(somebody.part.hears())


async def _changes(somebody: Somebody, every: str) -> None:
    await somebody.taps("Open it")
    await somebody.taps("Change it")
    await answers(somebody, first="Change mine", every=every)


async def test_both_are_asked_two_weeks_before_and_on_the_day_alike(stage: Stage) -> None:
    ama, grace = await _begun(stage)
    pair = await _pair(stage)
    await stage.until(pair.ends_at - timedelta(days=15))
    start, before = stage.now, [_heard(ama), _heard(grace)]
    await stage.until(pair.ends_at + timedelta(days=1))
    mine, theirs = (
        [(one.text, minutes_since(start, one.date)) for one in each.part.hears()[at:]]
        for each, at in zip((ama, grace), before, strict=True)
    )
    assert mine == theirs
    assert [text.startswith(KNOCK) for text, _ in mine] == [True, True]
    for somebody in (ama, grace):
        await somebody.taps("Open it")
        assert somebody.hears(ASKED)
        assert {"Carry on", "Change it", "Finish well"} <= set(somebody.buttons)


async def test_two_taps_carry_on_for_as_long_again_on_the_same_version(stage: Stage) -> None:
    ama, grace = await _asked(stage)
    before = await _pair(stage)
    for somebody in (ama, grace):
        await somebody.taps("Open it")
        await somebody.taps("Carry on")
    assert grace.hears(GOES_ON)
    after = await _pair(stage)
    assert after.ends_at == term_ends(before.ends_at)
    assert (after.every, after.minutes) == (before.every, before.minutes)
    assert ama.screen.startswith(KNOCK)
    await ama.taps("Open it")
    assert ama.hears(GOES_ON)
    await ama.says("/mentoring")
    await ama.taps("Grace")
    await ama.taps("See the agreement")
    assert ama.hears("Version 1 stands")


async def test_they_are_asked_again_at_the_end_of_the_next_six_months_and_not_before(stage: Stage) -> None:
    ama, grace = await _asked(stage)
    for somebody in (ama, grace):
        await somebody.taps("Open it")
        await somebody.taps("Carry on")
    await ama.taps("Open it")
    ends = (await _pair(stage)).ends_at
    heard = [_heard(ama), _heard(grace)]
    await stage.until(ends - timedelta(days=15))
    assert [_heard(ama), _heard(grace)] == heard
    await stage.running.nightly()
    await stage.until(ends - timedelta(days=13))
    assert [_heard(ama), _heard(grace)] == [heard[0] + 1, heard[1] + 1]
    await ama.taps("Open it")
    assert ama.hears(ASKED)
    assert "Carry on" in ama.buttons


@pytest.mark.parametrize("first", [0, 1], ids=["mentee", "mentor"])
async def test_one_tap_alone_renews_nothing_and_the_other_sees_no_sign_of_it(stage: Stage, first: int) -> None:
    two = await _asked(stage)
    one, other = two[first], two[1 - first]
    await other.says("/mentoring")
    seen, heard = [other.screen, *other.buttons], _heard(other)
    ends = (await _pair(stage)).ends_at
    await one.taps("Open it")
    await one.taps("Carry on")
    assert one.hears(NOTED)
    assert "Carry on" not in one.buttons
    assert (await _pair(stage)).ends_at == ends
    assert _heard(other) == heard
    await other.says("/mentoring")
    assert [other.screen, *other.buttons] == seen
    await stage.until(ends + timedelta(days=43))
    assert await _pairs(stage) == []
    assert one.screen.startswith(KNOCK) or "What next" in one.screen


async def test_changing_it_asks_both_again_and_two_yeses_carry_on(stage: Stage) -> None:
    ama, grace = await _asked(stage)
    ends = (await _pair(stage)).ends_at
    await grace.taps("Open it")
    await grace.taps("Carry on")
    await _changes(ama, "Every 6 weeks")
    assert ama.hears("Once you both agree to it, your mentoring carries on for six months more.")
    await ama.taps("I agree")
    assert (await _pair(stage)).ends_at == ends
    await grace.taps("Open it")
    assert grace.hears("Version 1 stands until you both agree to the new one.")
    await grace.taps("I agree")
    assert grace.hears(GOES_ON)
    after = await _pair(stage)
    assert (after.every, after.ends_at) == ("every-6-weeks", term_ends(ends))
    await ama.taps("Open it")
    assert ama.hears(GOES_ON)


async def test_a_change_made_long_before_the_end_adds_no_time(stage: Stage) -> None:
    ama, grace = await _begun(stage)
    ends = (await _pair(stage)).ends_at
    await ama.says("/mentoring")
    await ama.taps("Grace")
    await ama.taps("See the agreement")
    await answers(ama, first="Change mine", every="Every 6 weeks")
    assert not ama.hears("six months more")
    await ama.taps("I agree")
    await grace.taps("Open it")
    await grace.taps("I agree")
    assert (await _pair(stage)).ends_at == ends


@pytest.mark.parametrize("who", [0, 1], ids=["mentee", "mentor"])
async def test_finishing_well_is_the_kind_end_whoever_taps_it(stage: Stage, who: int) -> None:
    two = await _asked(stage)
    await two[1 - who].taps("Open it")
    await two[1 - who].taps("Carry on")
    await two[who].taps("Open it")
    await two[who].taps("Finish well")
    await two[who].taps("Yes, end it")
    assert two[who].hears(ENDED)
    await two[1 - who].taps("Open it")
    assert two[1 - who].hears(ENDED)
    assert await _pairs(stage) == []


async def test_with_nothing_tapped_it_finishes_kindly_for_both_after_six_weeks(stage: Stage) -> None:
    ama, grace = await _asked(stage, days=41)
    assert (await _pair(stage)).state == "agreed"
    await ama.says("/mentoring")
    assert ama.hears("If it's left alone, it finishes kindly after six weeks.")
    await stage.forward(days=2)
    assert await _pairs(stage) == []
    for somebody in (ama, grace):
        await somebody.taps("Open it")
        assert somebody.hears(ENDED)
    await stage.forward(days=2)
    assert ama.hears("What next, if anything?")


async def test_the_front_page_shows_the_three_from_six_weeks_before(stage: Stage) -> None:
    ama, grace = await _asked(stage, days=-43)
    await ama.says("/mentoring")
    assert "Carry on" not in ama.buttons
    await stage.forward(days=2)
    for somebody in (ama, grace):
        await somebody.says("/mentoring")
        assert somebody.hears(ASKED)
        await somebody.taps("Carry on")
    assert grace.hears(GOES_ON)


async def test_with_two_of_them_ending_each_has_its_own_page(stage: Stage) -> None:
    ama, grace = await _begun(stage)
    mei = await stage.member("Mei")
    await paired(stage, mei, grace)
    await stage.until((await _pair(stage)).ends_at)
    await grace.says("/mentoring")
    assert grace.hears("Some of your six months are ending.")
    assert "Carry on" not in grace.buttons
    await grace.taps("Ama")
    await grace.taps("Carry on")
    await ama.says("/mentoring")
    await ama.taps("Carry on")
    assert ama.hears(GOES_ON)


async def test_a_page_left_open_since_the_last_term_carries_nothing_on(stage: Stage) -> None:
    ama, grace = await _asked(stage)
    old = (await _pair(stage)).ends_at
    for somebody in (ama, grace):
        await somebody.taps("Open it")
        await somebody.taps("Carry on")
    fresh = await _pair(stage)
    await forges(ama, taps.CarryOn(fresh.id, ms(old)))
    assert ama.hears("Your six months end on")
    await stage.until(fresh.ends_at)
    for somebody in (ama, grace):
        await forges(somebody, taps.CarryOn(fresh.id, ms(old)))
        assert somebody.hears(ASKED)
        await forges(somebody, taps.Agree(fresh.id, 1))
        assert somebody.hears("Version 1 stands")
    await ama.says("/mentoring")
    await ama.taps("Carry on")
    assert ama.hears(NOTED)
    assert (await _pair(stage)).ends_at == fresh.ends_at


async def test_a_second_tap_is_no_second_yes(stage: Stage) -> None:
    ama, _ = await _asked(stage)
    pair = await _pair(stage)
    for _ in range(2):
        await forges(ama, taps.CarryOn(pair.id, ms(pair.ends_at)))
        assert ama.hears(NOTED)
    assert await _pair(stage) == pair


async def test_nobody_else_can_carry_it_on(stage: Stage) -> None:
    await _asked(stage)
    pair, mei = await _pair(stage), await stage.member("Mei")
    for forged in (taps.CarryOn(pair.id, ms(pair.ends_at)), taps.OpenCarriesOn(pair.id)):
        await forges(mei, forged)
        assert mei.hears(STRANGER)
    assert await _pair(stage) == pair


async def test_quiet_hours_hold_the_question_of_one_until_their_morning(stage: Stage) -> None:
    ama, grace = await _begun(stage)
    asked = (await _pair(stage)).ends_at - timedelta(days=14)
    quiet = {"quiet_from": f"{asked.hour:02}:00", "quiet_until": f"{(asked.hour + 6) % 24:02}:00", "zone": "UTC"}
    async with stage.database.begin() as tx:
        await people.choose(tx, id_of(ama), quiet)
    await stage.until(asked - timedelta(hours=12))
    before = [_heard(ama), _heard(grace)]
    await stage.until(asked + timedelta(minutes=5))
    assert [_heard(ama), _heard(grace)] == [before[0], before[1] + 1]
    await stage.forward(hours=6)
    assert [_heard(ama), _heard(grace)] == [before[0] + 1, before[1] + 1]
    assert ama.screen.startswith(KNOCK)


async def test_somebody_who_muted_everything_is_not_rung_and_finds_the_three_themselves(stage: Stage) -> None:
    ama, grace = await _begun(stage)
    await grace.says("/stop")
    heard = _heard(grace)
    await stage.until((await _pair(stage)).ends_at + timedelta(days=1))
    assert _heard(grace) == heard
    for somebody in (ama, grace):
        await somebody.says("/mentoring")
        await somebody.taps("Carry on")
    assert grace.hears(GOES_ON)


async def test_it_finishes_for_the_other_even_when_one_has_blocked_the_bot(stage: Stage) -> None:
    ama, grace = await _asked(stage, days=40)
    ama.part.blocks()
    await stage.settle()
    await stage.forward(days=3)
    await stage.running.nightly()
    assert await _pairs(stage) == []
    await grace.taps("Open it")
    assert grace.hears(ENDED)


async def test_a_pair_that_rests_is_asked_once_when_it_is_back(stage: Stage) -> None:
    ama, grace = await _asked(stage, days=-16)
    ends = (await _pair(stage)).ends_at
    await ama.says("/mentoring")
    await ama.taps("Grace")
    await ama.taps("End or pause")
    await ama.taps("Pause a month")
    heard = _heard(grace)
    await stage.until(ends + timedelta(days=1))
    assert _heard(grace) == heard
    await forges(ama, taps.CarryOn((await _pair(stage)).id, ms(ends)))
    assert ama.hears("Resting until")
    await stage.until(ends + timedelta(days=18))
    assert _heard(grace) == heard + 2
    await grace.taps("Open it")
    assert grace.hears(ASKED)


async def test_a_pause_holds_the_kind_end_back(stage: Stage) -> None:
    ama, _ = await _asked(stage, days=40)
    await ama.says("/mentoring")
    await ama.taps("Grace")
    await ama.taps("End or pause")
    await ama.taps("Pause a month")
    await stage.forward(days=40)
    assert (await _pair(stage)).state == "agreed"
    await stage.forward(days=10)
    assert await _pairs(stage) == []


async def _erase(stage: Stage, somebody: Somebody) -> None:
    async with stage.database.begin() as tx:
        await ending.before_erasing(tx, id_of(somebody), stage.now)
        await tx.sql.people.erase(id=somebody.id)
    await stage.settle()


async def _nothing(_: Somebody) -> None:
    """Leaves without a tap."""


async def _says_carry_on(somebody: Somebody) -> None:
    await somebody.taps("Open it")
    await somebody.taps("Carry on")


@pytest.mark.parametrize("before", [_nothing, _says_carry_on])
async def test_after_somebody_is_erased_the_other_reads_the_usual_line_and_is_not_asked(
    stage: Stage, before: Callable[[Somebody], Awaitable[None]]
) -> None:
    ama, grace = await _asked(stage)
    pair = await _pair(stage)
    await before(grace)
    await _erase(stage, grace)
    await forges(ama, taps.CarryOn(pair.id, ms(pair.ends_at)))
    assert ama.hears(STRANGER) or ama.hears("That has finished already")
    await ama.taps("Open it")
    async with stage.database.read() as tx:
        assert await letters.of_topic(tx, pairs.topic(pair.id)) == []
    await stage.until(pair.ends_at + timedelta(days=50))
    assert not any(ASKED in said for said in ama.news())


async def test_a_pair_from_before_is_asked_at_once_and_has_its_six_weeks(stage: Stage) -> None:
    ama, grace = await stage.member("Ama"), await live_mentor(stage, "Grace")
    await paired(stage, ama, grace)
    await stage.until((await _pair(stage)).ends_at + timedelta(days=100))
    heard = [_heard(ama), _heard(grace)]
    for _ in range(2):
        await stage.running.nightly()
        await stage.forward(hours=1)
    assert [_heard(ama), _heard(grace)] == [heard[0] + 1, heard[1] + 1]
    await stage.forward(days=41)
    for somebody in (ama, grace):
        await somebody.says("/mentoring")
        await somebody.taps("Carry on")
    assert grace.hears(GOES_ON)
    assert (await _pair(stage)).ends_at > stage.now + timedelta(days=180)
