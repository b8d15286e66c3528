"""The steps between two people that are easily passed by: looking first, the first booking, talking before ending."""

from tests.scenarios.pairing import a_mentee_and_a_mentor, both_answered, paired, two_yeses
from tests.stage import Stage


async def test_whats_in_it_is_shown_before_anything_is_asked(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await two_yeses(stage, ama, grace)
    await ama.taps("Start now")
    await ama.taps("What's in it?")
    assert ama.hears("In it: ")
    assert ama.hears("How shall we talk about race and racism?")
    await ama.taps("Start")
    assert "Stop" in ama.buttons


async def test_later_keeps_it_for_whenever_they_want_it(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await two_yeses(stage, ama, grace)
    await ama.taps("Later")
    assert ama.hears("No rush. It's in /mentoring whenever you want it.")
    await stage.forward(days=3)
    await ama.says("/mentoring")
    await ama.taps("Grace")
    await ama.taps("Start")
    assert "Stop" in ama.buttons


async def test_the_mentor_books_the_first_meeting_from_the_line_that_says_they_are_a_pair(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await both_answered(stage, ama, grace)
    await ama.taps("I agree")
    await grace.taps("I agree")
    assert grace.hears("You can book it now, or later with /checkin.")
    await grace.taps("Book check-ins")
    assert grace.hears("How often? You both agreed monthly, 45 minutes.")
    await ama.taps("Open it")
    assert ama.hears("Your mentor can book it with /checkin.")
    assert "[[Book check-ins]]" not in ama.transcript()


async def test_the_mentors_words_for_going_first_have_no_holes_left_in_them(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await paired(stage, ama, grace)
    assert "We come from different places" in grace.transcript()
    assert "{" not in grace.transcript()
    assert "{" not in ama.transcript()


async def test_talking_first_gives_words_for_it_and_tells_nobody(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await paired(stage, ama, grace)
    before = grace.transcript()
    await ama.says("/mentoring")
    await ama.taps("Grace")
    await ama.taps("End or pause")
    await ama.taps("Talk to them first")
    assert ama.hears("I'd like to talk about how we work together.")
    await ama.taps("Back")
    assert "End kindly" in ama.buttons
    await ama.taps("End kindly")
    await ama.taps("Not yet")
    assert ama.hears("You and Grace.")
    assert grace.transcript() == before


async def test_something_wrong_has_the_way_out_and_help_on_one_screen(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await paired(stage, ama, grace)
    await ama.says("/mentoring")
    await ama.taps("Grace")
    await ama.taps("End or pause")
    await ama.taps("Something's wrong")
    assert {"Raise a concern", "Help now", "End it too"} <= set(ama.buttons)
    await ama.taps("End it too")
    await ama.taps("Yes, end it")
    assert ama.hears("Your mentoring with each other has finished.")
    await grace.says("/mentoring")
    assert "Ama" not in grace.buttons


async def test_changing_the_taps_begins_them_anew_and_half_way_nothing_is_lost(stage: Stage) -> None:
    ama, grace = await a_mentee_and_a_mentor(stage)
    await ama.says("/mentoring")
    await ama.taps("Find a mentor")
    while "Skip" in ama.buttons:
        await ama.taps("Skip")
    assert "Grace" in ama.screen
    await ama.taps("Change my taps")
    assert ama.hears("What do you want most?")
    await stage.forward(days=1, hours=1)
    await ama.says("/mentoring")
    assert ama.hears("Your search is open.")
    await ama.taps("See who may suit")
    assert "Grace" in ama.screen
    assert grace.part.hears() == []
