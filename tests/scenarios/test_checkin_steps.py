"""The steps of a check-in that are easily passed by: days that vary, second thoughts, each word of need, and after."""

from datetime import UTC, datetime

import pytest

from tests.checkin_steps import a_pair, booked_once, dates_of, live_in, plan, said
from tests.scenarios.test_not_words import SENT
from tests.stage import Somebody, Stage

WORDS = ("A sounding board", "A plan", "A door opened", "Back-up", "Just to be heard", "A true story")
OVER = datetime(2026, 2, 3, 19, 46, tzinfo=UTC)


async def one_at_a_time(efua: Somebody, typed: str = "Wed 4 Feb 7pm") -> None:
    """From /checkin to where they meet, for somebody whose days vary."""
    await efua.says("/checkin")
    await efua.taps("Ama")
    await efua.taps("As agreed")
    await efua.taps("It varies")
    await efua.types(typed)


async def test_days_that_vary_are_booked_one_at_a_time_and_the_next_one_is_offered_after(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage)
    await one_at_a_time(efua)
    await efua.taps("In person")
    assert efua.hears("Wed 4 Feb, 7:00 pm UK time, for 45 minutes.")
    await efua.taps("Send")
    await ama.taps("Open it")
    assert ama.buttons == ["Yes", "Offer other times", "Not now"]
    await ama.taps("Yes")
    assert [one.starts for one in await dates_of(stage, pair)] == [datetime(2026, 2, 4, 19, tzinfo=UTC)]
    await stage.until(datetime(2026, 2, 4, 20, 0, tzinfo=UTC))
    await efua.taps("Yes, we met")
    await efua.taps("Book the next one")
    assert efua.hears("How often?")


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("tomorrow", "I couldn't read a day and time in that."),
        ("yesterday 7pm", "That time has gone by."),
        ("Wed 4 Feb 2am", "That's between one and three in the morning."),
    ],
)
async def test_a_time_that_cannot_be_is_asked_for_again_and_the_rest_is_kept(
    typed: str, refused: str, stage: Stage
) -> None:
    _ama, efua, _ = await a_pair(stage)
    await one_at_a_time(efua, typed)
    assert efua.hears(refused)
    await efua.types("Wed 4 Feb 7pm")
    assert efua.hears("Where will you meet?")


async def test_change_at_the_preview_begins_again_and_sends_nothing(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage)
    await plan(efua)
    await efua.taps("Change")
    assert efua.hears("How often?")
    assert ama.part.hears() == []
    assert await dates_of(stage, pair, "suggested") == []


@pytest.mark.parametrize("how", ["Stop", "/cancel", "a day away"])
async def test_left_half_way_nothing_is_suggested(how: str, stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage)
    await plan(efua)
    if how == "Stop":
        await efua.taps("Stop")
    elif how == "/cancel":
        await efua.says("/cancel")
    else:
        await stage.forward(days=1, hours=1)
        await efua.taps("Send")
        assert efua.hears("That button is from an old message.")
    assert ama.part.hears() == []
    assert await dates_of(stage, pair, "suggested") == []


async def test_a_photo_or_words_where_a_tap_is_wanted_leave_the_question_open(stage: Stage) -> None:
    _ama, efua, _ = await a_pair(stage)
    await efua.says("/checkin")
    await efua.types("with Ama please")
    assert efua.hears("Please tap one of the buttons above")
    await efua.sends(SENT["photo"])
    assert efua.hears("I can only take words here")
    await efua.taps("Ama")
    assert efua.hears("How often?")


async def test_a_second_tap_on_send_suggests_once(stage: Stage) -> None:
    ama, efua, pair = await a_pair(stage)
    await plan(efua)
    efua.part.taps_on("Send")
    efua.part.taps_on("Send")
    await stage.settle()
    assert said(ama, "You have something waiting") == 1
    assert len(await dates_of(stage, pair, "suggested")) == 6


# Before, and after


@pytest.mark.parametrize("word", WORDS)
async def test_each_word_of_need_reaches_the_mentor_with_something_to_ask(word: str, stage: Stage) -> None:
    ama, efua, _ = await booked_once(stage)
    await stage.until(datetime(2026, 2, 2, 19, 1, tzinfo=UTC))
    await ama.taps(word)
    assert ama.hears("Passed on.")
    told = next(text for text in efua.news() if word in text)
    assert told.startswith("For Tue 3 Feb, 7:00 pm UK time: ")
    assert "• " in told


async def test_a_mentor_abroad_reads_the_need_and_the_reminder_by_their_own_clock(stage: Stage) -> None:
    ama, efua, _ = await booked_once(stage)
    await live_in(stage, efua, "Africa/Johannesburg")
    await stage.until(datetime(2026, 2, 2, 19, 1, tzinfo=UTC))
    await stage.until(datetime(2026, 2, 3, 7, 0, tzinfo=UTC))
    await ama.taps("A plan")
    assert efua.hears("Tue 3 Feb, 9:00 pm Johannesburg time")
    assert not efua.hears("7:00 pm")


async def test_we_moved_it_leads_to_a_new_time(stage: Stage) -> None:
    _ama, efua, _ = await booked_once(stage)
    await stage.until(OVER)
    await efua.taps("We moved it")
    assert efua.hears("Shall I help to find the new time?")
    await efua.taps("Find a new time")
    assert efua.hears("Pick up to three times that suit you.")


@pytest.mark.parametrize(("feels", "heard"), [("Yes, good", "I'm glad."), ("Not sure", "Fit takes time")])
async def test_how_it_works_is_asked_of_the_mentee_alone_and_never_told(feels: str, heard: str, stage: Stage) -> None:
    ama, efua, _ = await booked_once(stage)
    await stage.until(OVER)
    before = efua.transcript()
    await ama.taps("Yes, we met")
    assert "Write privately" in ama.buttons
    await ama.taps(feels)
    assert ama.hears(heard)
    assert efua.transcript() == before
    assert "Is this working for you?" not in efua.transcript()
