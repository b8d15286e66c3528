"""A mentee finds a mentor, they say hello, and a no gives nobody away (J2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from handlers import mentors as room
from handlers.mentors import taps
from handlers.talk.buttons import Button
from handlers.talk.words import of
from mentoring.people import Role
from storage import agreements, checkin_secrets, meetings, mentors, people
from tests.scenarios.pairing import (
    KNOCK,
    NEUTRAL,
    PROFILE,
    asks,
    booked_hello,
    forges,
    id_of,
    live_mentor,
    minutes_since,
)
from tests.stage import Somebody, Stage

FEELINGS = {"yes": "Yes, let's start", "more": "Meet once more", "no": "Not for me", "later": "Decide later"}


async def _does_self_check(grace: Somebody) -> None:
    await grace.says("/profile")
    await grace.taps("Begin")
    for _ in range(8):
        await grace.taps("Yes")


async def _writes_profile(grace: Somebody) -> None:
    await grace.taps("Write my profile")
    for typed in ("Midlands", "mental health", "I lead groups"):
        await grace.types(typed)
    await grace.taps("Skip")  # own words
    await grace.types("I was passed over, asked why in writing, and was heard")
    await grace.types("Visa questions")
    await grace.taps("Skip")  # can help
    for _ in ("gives", "skills", "values", "styles", "experience"):
        await grace.taps("That's all")
    await grace.taps("Skip")  # times
    await grace.taps("2")
    await grace.taps("Yes")  # names put forward
    await grace.taps("Skip")  # past


async def test_a_profile_goes_live_after_self_check_words_and_a_coordinators_eye(stage: Stage) -> None:
    grace, nana = await stage.member("Grace", roles=[Role.MENTOR]), await stage.coordinator()
    ama = await stage.member("Ama")
    await _does_self_check(grace)
    await _writes_profile(grace)
    assert grace.hears("A coordinator reads it by eye")
    await asks_nobody(ama)

    assert KNOCK in nana.screen
    await nana.taps("Open it")
    await nana.taps("Grace")
    assert nana.hears("I was passed over")
    await nana.taps("Looks good")

    assert KNOCK in grace.screen
    await grace.taps("Open it")
    assert grace.hears("Your profile is live")
    await ama.says("/mentoring")
    await ama.taps("See who may suit")
    assert ama.hears("Grace · Midlands · mental health")


async def asks_nobody(ama: Somebody) -> None:
    await ama.says("/mentoring")
    await ama.taps("Find a mentor")
    for _ in range(5):
        await ama.taps("Skip")
    assert ama.hears("No one yet with that mix")


async def test_a_profile_cannot_be_written_before_the_self_check(stage: Stage) -> None:
    grace = await stage.member("Grace", roles=[Role.MENTOR])
    await grace.says("/profile")
    await grace.taps("Begin")
    for _ in range(7):
        await grace.taps("Yes")
    await grace.taps("Not yet")
    assert grace.hears("I've kept nothing")
    async with stage.database.read() as tx:
        assert await mentors.find(tx, id_of(grace)) is None


async def test_no_row_goes_live_without_its_day_of_readiness(stage: Stage) -> None:
    grace = await live_mentor(stage, "Grace")
    with pytest.raises(Exception, match="CHECK constraint"):
        async with stage.database.begin() as tx:
            await tx.conn.change("update mentors set ready_at = null where person_id = ?", (id_of(grace),))


async def test_a_profile_handed_back_comes_with_a_line_and_waits_to_be_read_again(stage: Stage) -> None:
    grace, nana = await stage.member("Grace", roles=[Role.MENTOR]), await stage.coordinator()
    await _does_self_check(grace)
    await _writes_profile(grace)
    await nana.taps("Open it")
    await nana.taps("Grace")
    await nana.taps("Ask to change")
    await nana.types("Please leave out the ward")
    assert nana.hears("I've asked for the change")
    await grace.taps("Open it")
    assert grace.hears("Please leave out the ward")
    await nana.says("/mentordesk")
    assert nana.hears("none live yet")


async def test_a_coordinator_cannot_check_their_own_profile(stage: Stage) -> None:
    grace = await stage.member("Grace", roles=[Role.MENTOR, Role.COORDINATOR])
    await _does_self_check(grace)
    await _writes_profile(grace)
    await grace.says("/mentordesk")
    await grace.taps("Grace")
    await grace.taps("Looks good")
    assert grace.hears("Somebody else has to read your own profile")


async def test_the_desk_and_the_profile_are_closed_to_members(stage: Stage) -> None:
    ama = await stage.member("Ama")
    for command in ("/mentordesk", "/profile"):
        await ama.says(command)
        assert ama.hears("I didn't catch that")


async def test_a_suggestion_shows_its_reason_and_no_score(stage: Stage) -> None:
    await live_mentor(stage, "Grace")
    ama = await stage.member("Ama")
    await ama.says("/mentoring")
    await ama.taps("Find a mentor")
    for _ in ("want", "background", "experience", "styles"):
        await ama.taps("Skip")
    await ama.taps("Listens")
    await ama.taps("That's all")
    assert ama.hears("You both chose: Listens.")
    assert ama.hears("Will put names forward.")
    assert "%" not in ama.screen


async def test_nobody_is_suggested_to_themselves(stage: Stage) -> None:
    grace = await live_mentor(stage, "Grace")
    await asks_nobody(grace)


async def test_a_full_mentor_is_not_suggested(stage: Stage) -> None:
    grace = await live_mentor(stage, "Grace", places=1)
    ama, mei = await stage.members("Ama", "Mei")
    async with stage.database.begin() as tx:
        await agreements.begin(tx, id_of(mei), id_of(grace), stage.now)
    await asks_nobody(ama)


@pytest.mark.parametrize("gone", ["resting", "no longer a mentor"])
async def test_a_mentor_who_cannot_be_reached_is_not_suggested(stage: Stage, gone: str) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    async with stage.database.begin() as tx:
        if gone == "resting":
            await people.rest(tx, id_of(grace), resting=True)
        else:
            await people.revoke(tx, id_of(grace), Role.MENTOR)
    await asks_nobody(ama)


async def test_background_a_lot_finds_only_those_who_spoke_of_theirs(stage: Stage) -> None:
    await live_mentor(stage, "Grace")
    ama = await stage.member("Ama")
    await ama.says("/mentoring")
    await ama.taps("Find a mentor")
    await ama.taps("Skip")
    await ama.taps("A lot")
    for _ in ("experience", "styles", "skills"):
        await ama.taps("Skip")
    assert ama.hears("I can't see anyone who has shared that yet")
    await live_mentor(stage, "Ife", profile=replace(PROFILE, own_words="Born in Lagos", speaks_of_background=True))
    await ama.says("/mentoring")
    await ama.taps("See who may suit")
    assert ama.hears("Ife")
    assert not ama.hears("Grace")


async def test_wishes_are_gone_when_the_search_stops_or_after_sixty_days(stage: Stage) -> None:
    ama, mei = await stage.members("Ama", "Mei")
    await asks_nobody(ama)
    await asks_nobody(mei)
    await ama.says("/mentoring")
    await ama.taps("Stop looking")
    async with stage.database.begin() as tx:
        assert await mentors.search_of(tx, id_of(ama)) is None
        await room.forget_old(tx, stage.now + timedelta(days=59))
        assert await mentors.search_of(tx, id_of(mei)) is not None
        await room.forget_old(tx, stage.now + timedelta(days=60))
        assert await mentors.search_of(tx, id_of(mei)) is None


# Asking


async def _offers_one_time(mentor: Somebody) -> None:
    """Up to the question about a call link."""
    await mentor.taps("No, offer times")
    await mentor.taps("30 minutes")
    await mentor.types("Thu 12 Feb 7pm")
    await mentor.taps("Skip")


async def test_an_ask_an_answer_a_time_and_a_hello(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await asks(ama)
    assert ama.hears("Sent. Grace has seven days")
    assert grace.screen.startswith(KNOCK)
    await grace.taps("Open it")
    assert grace.hears("Ama would like to meet for a chat")
    await grace.taps("No, offer times")
    await grace.taps("20 minutes")
    for typed, answer in (
        ("soon", "problem-time-not-understood"),
        ("1 Feb 2026 7pm", "problem-in-the-past"),
        ("Thu 12 Feb 2am", "problem-unkind-hour"),
    ):
        await grace.types(typed)
        assert grace.hears(of("en")(answer))
    await grace.types("Thu 12 Feb 7pm")
    await grace.types("Fri 13 Feb at 18:30")
    await grace.taps("Skip")
    await grace.types("http://call.example.org/hello")
    assert not grace.hears("They pick one")
    await grace.types("https://call.example.org/hello")
    assert grace.hears("They pick one")
    await grace.says("/mentoring")
    await grace.taps("Ama")
    assert grace.hears("Ama is picking a time")

    assert ama.screen.startswith(KNOCK)
    await ama.taps("Open it")
    await ama.taps("Thu 12 Feb, 7:00 pm")
    assert ama.hears("It's set: Thu 12 Feb, 7:00 pm UK time, for 20 minutes, with Grace")
    await grace.taps("Open it")
    assert grace.hears("with Ama")
    await stage.until(stage.now.replace(day=11, hour=19))
    for somebody, question in ((ama, "What can't you help with?"), (grace, "What should I never assume about you?")):
        assert somebody.hears("A catch-up tomorrow")
        await somebody.taps("Questions to pick from")
        assert somebody.hears(question)
    await stage.forward(hours=23)
    assert ama.hears("A catch-up soon")
    await stage.forward(hours=1)
    assert ama.hears("Time to meet. It's only a hello.")
    assert "Open call link" in grace.buttons
    await stage.forward(hours=1)
    assert ama.hears("How did that feel? They won't see your answer.")
    assert grace.hears("How did that feel? They won't see your answer.")


async def test_an_ask_made_at_night_waits_for_the_morning(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await stage.until(stage.now.replace(hour=22, minute=0))
    await asks(ama)
    assert grace.part.hears() == []
    await stage.until(stage.now.replace(day=3, hour=8, minute=1))
    assert grace.screen.startswith(KNOCK)


async def test_a_line_travels_with_the_ask(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await ama.says("/mentoring")
    await ama.taps("Find a mentor")
    for _ in range(5):
        await ama.taps("Skip")
    await ama.taps("Read profile")
    await ama.taps("Ask to meet")
    await ama.taps("No, none")
    await ama.types("x" * 301)
    assert ama.hears("Nothing is saved")
    await ama.types("I'm after my first post")
    await grace.taps("Open it")
    assert grace.hears("I'm after my first post")


@pytest.mark.parametrize("answer", ["Yes", "Not sure"])
async def test_a_mentees_clash_never_reaches_the_mentor(stage: Stage, answer: str) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await asks(ama, clash=answer)
    assert ama.hears("It's best this one doesn't go ahead, as your work lives are too close.")
    assert grace.part.hears() == []
    await ama.taps("See others")
    assert not ama.hears("Grace")


async def test_a_mentors_clash_closes_with_the_same_line_for_both(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await asks(ama)
    await grace.taps("Open it")
    await grace.taps("Yes, a clash")
    line = "It's best this one doesn't go ahead, as your work lives are too close."
    assert grace.hears(line)
    assert ama.screen.startswith(KNOCK)
    await ama.taps("Open it")
    assert ama.hears(line)
    async with stage.database.read() as tx:
        assert await meetings.of_person(tx, id_of(ama)) == []


async def test_a_mentor_who_said_not_this_time_is_hidden_for_three_months(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await asks(ama)
    await grace.taps("Open it")
    await grace.taps("Not this time")
    await ama.taps("Open it")
    assert ama.hears(NEUTRAL)
    await ama.taps("See others")
    assert ama.hears("No one yet")
    async with stage.database.read() as tx:
        assert await meetings.hidden_from(tx, id_of(ama), stage.now + timedelta(days=85)) == {grace.id}
        assert await meetings.hidden_from(tx, id_of(ama), stage.now + timedelta(days=95)) == set()


async def test_a_third_ask_waits_for_an_answer_to_the_first_two(stage: Stage) -> None:
    for name in ("Grace", "Ife", "Ros"):
        await live_mentor(stage, name)
    ama = await stage.member("Ama")
    await asks(ama)
    await asks(ama)
    await ama.says("/mentoring")
    await ama.taps("See who may suit")
    await ama.taps("Read profile")
    await ama.taps("Ask to meet")
    assert ama.hears("You have two asks out")


async def test_a_silent_week_closes_the_ask_and_the_third_rests_the_profile(stage: Stage) -> None:
    grace = await live_mentor(stage, "Grace", places=4)
    for ama in await stage.members("Ama", "Mei", "Obi"):
        await asks(ama)
    await stage.forward(days=7)
    for name in ("Ama", "Mei", "Obi"):
        await stage.cast[name].taps("Open it")
        assert stage.cast[name].hears("you shouldn't have to wait")
    await grace.taps("Open it")
    assert grace.hears("Three asks ran out without an answer, so your profile rests")


async def test_an_answer_after_the_week_comes_too_late(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await asks(ama)
    await grace.taps("Open it")
    await stage.forward(days=7)
    await grace.taps("No, offer times")
    assert grace.hears("That button is from an old message")


async def test_asked_again_in_a_week_once_and_the_mentee_is_told(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await asks(ama)
    await grace.taps("Open it")
    await grace.taps("Ask me in a week")
    await ama.taps("Open it")
    assert ama.hears("would like to be asked again")
    await stage.forward(days=7)
    assert grace.screen.startswith(KNOCK)
    await grace.taps("Open it")
    assert "Ask me in a week" not in grace.buttons


async def test_an_ask_taken_back_leaves_nothing_to_answer(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await asks(ama)
    await ama.taps("Take it back")
    await grace.taps("Open it")
    assert grace.hears("That one has closed")


async def test_when_no_time_fits_the_mentor_is_asked_for_others(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await asks(ama)
    await grace.taps("Open it")
    await _offers_one_time(grace)
    await grace.taps("Without a link")
    await ama.taps("Open it")
    await ama.taps("None fit")
    await grace.taps("Open it")
    assert grace.hears("Ama needs other times")


@pytest.mark.parametrize(("first", "second"), [("Ama", "Grace"), ("Grace", "Ama")])
async def test_who_cannot_make_it_hears_the_same_as_the_other(stage: Stage, first: str, second: str) -> None:
    await live_mentor(stage, "Grace")
    await stage.member("Ama")
    await stage.until(await booked_hello(stage, stage.cast["Ama"], stage.cast["Grace"]) - timedelta(hours=2))
    await stage.cast[first].taps("Can't make it")
    await stage.cast[second].taps("Open it")
    assert stage.cast[first].hears("won't work after all") or "other times" in stage.cast[first].screen
    assert "other times" in stage.cast[second].screen
    await stage.forward(hours=4)
    assert not stage.cast[second].hears("Time to meet")


async def test_a_reminder_of_a_hello_says_nothing_telling(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await stage.until(await booked_hello(stage, ama, grace))
    for message in ama.part.hears():
        first = message.text.splitlines()[0].lower()
        assert not any(word in first for word in ("mentor", "grace", "race", "black", "minorit"))


async def test_a_few_minutes_late_is_told_once(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await stage.until(await booked_hello(stage, ama, grace) - timedelta(hours=1))
    before = len(grace.part.hears())
    await ama.taps("Running late")
    assert grace.hears("They're a few minutes late")
    await ama.taps("Running late")
    assert len(grace.part.hears()) == before + 1


# What it comes to


async def _feel(stage: Stage, mentee: str, mentor: str) -> tuple[Somebody, Somebody]:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await stage.until(await booked_hello(stage, ama, grace))
    await ama.taps(FEELINGS[mentee])
    await grace.taps(FEELINGS[mentor])
    return ama, grace


async def _open(somebody: Somebody) -> str:
    if somebody.screen.startswith(KNOCK):
        await somebody.taps("Open it")
    return somebody.screen


async def test_two_yeses_lead_to_an_agreement(stage: Stage) -> None:
    ama, grace = await _feel(stage, "yes", "yes")
    for somebody in (ama, grace):
        assert "It's a yes from both of you" in await _open(somebody)
        assert "Start now" in somebody.buttons


async def test_a_mentors_no_is_said_kindly_with_three_more(stage: Stage) -> None:
    ama, grace = await _feel(stage, "yes", "no")
    said = await _open(ama)
    assert NEUTRAL in said
    assert "Shall I show you three more? Fit is about two people, not about you." in said
    assert NEUTRAL in grace.screen


@pytest.mark.parametrize("mentor", ["yes", "more", "no"])
async def test_a_mentees_no_is_said_kindly(stage: Stage, mentor: str) -> None:
    ama, grace = await _feel(stage, "no", mentor)
    assert "Done, and said kindly. Nobody is told why." in await _open(ama)
    assert {"See others", "A break"} <= set(ama.buttons)
    assert NEUTRAL in grace.screen


@pytest.mark.parametrize(("mentee", "mentor"), [("more", "yes"), ("more", "more"), ("yes", "more")])
async def test_once_more_is_one_meeting_more_and_then_a_yes_or_a_no(stage: Stage, mentee: str, mentor: str) -> None:
    ama, grace = await _feel(stage, mentee, mentor)
    assert "One more meeting, then it's a yes or a no." in await _open(ama)
    assert "Offer times" in grace.buttons
    await grace.taps("Offer times")
    await grace.taps("30 minutes")
    await grace.types("Thu 12 Feb 7pm")
    await grace.taps("Skip")
    await grace.taps("Without a link")
    await ama.taps("Open it")
    await ama.taps("Thu 12 Feb, 7:00 pm")
    await stage.until(stage.now.replace(day=12, hour=20))
    assert ama.hears("How did that feel?")
    assert "Meet once more" not in ama.buttons


@pytest.mark.parametrize(("mentee", "mentor"), [("later", "yes"), ("yes", "later"), ("no", "later"), ("later", "no")])
async def test_later_is_nudged_on_day_three_and_closes_kindly_on_day_seven(
    stage: Stage, mentee: str, mentor: str
) -> None:
    ama, grace = await _feel(stage, mentee, mentor)
    assert not any(NEUTRAL in somebody.screen for somebody in (ama, grace))
    waiting = ama if mentee == "later" else grace
    await stage.forward(days=3)
    assert KNOCK in waiting.screen
    await waiting.taps("Open it")
    assert waiting.hears("How did that feel?")
    await stage.forward(days=4)
    assert NEUTRAL in await _open(grace)
    assert ("Done, and said kindly" if mentee == "no" else NEUTRAL) in await _open(ama)


@pytest.mark.parametrize("mentor_first", [True, False])
async def test_a_mentor_hears_the_same_at_the_same_time_whoever_says_no(stage: Stage, mentor_first: bool) -> None:
    heard = []
    grace = await live_mentor(stage, "Grace")
    for name, mentee, mentor in (("Ama", "no", "yes"), ("Mei", "yes", "no"), ("Obi", "no", "no")):
        them = await stage.member(name)
        await stage.until(await booked_hello(stage, them, grace))
        before, start = len(grace.part.hears()), stage.now
        acts = [(grace, mentor), (them, mentee)]
        for somebody, feeling in acts if mentor_first else reversed(acts):
            await somebody.taps(FEELINGS[feeling])
        await _open(grace)
        await stage.forward(days=8)
        told = grace.part.hears()[before - 1 :]
        heard.append([(message.text.replace(name, "them"), minutes_since(start, message.date)) for message in told])
    assert NEUTRAL in str(heard[0])
    assert heard[0] == heard[1] == heard[2]


async def test_what_was_felt_is_forgotten_when_it_is_settled(stage: Stage) -> None:
    await _feel(stage, "no", "yes")
    async with stage.database.read() as tx:
        rows = list(await tx.conn.slow("select * from feelings"))
    assert rows == []


FORGED: list[Callable[[str], Button]] = [
    taps.OpenAsk,
    taps.TakeBack,
    taps.OfferTimes,
    taps.MentorClash,
    taps.NotThisTime,
    taps.InAWeek,
    taps.OpenTimes,
    taps.NoneFit,
    taps.OpenBooked,
    taps.CannotMakeIt,
    taps.RunningLate,
    taps.HelloCard,
    taps.OpenFelt,
    lambda meeting: taps.PickTime(meeting, 1),
    lambda meeting: taps.Feel(meeting, 1, "no"),
    lambda meeting: taps.OpenNews(meeting, "neutral"),
]


@pytest.mark.parametrize("booked", [False, True])
async def test_no_forged_tap_reaches_somebody_elses_meeting(stage: Stage, booked: bool) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    mei = await live_mentor(stage, "Mei")
    if booked:
        await stage.until(await booked_hello(stage, ama, grace))
    else:
        async with stage.database.begin() as tx:
            await meetings.ask(tx, id_of(ama), id_of(grace), None, stage.now)
    async with stage.database.read() as tx:
        [meeting] = await meetings.of_person(tx, id_of(ama))
    for forged in FORGED:
        await forges(mei, forged(meeting.id))
        assert mei.hears("That button is from an old message")
    async with stage.database.read() as tx:
        assert await meetings.of_person(tx, id_of(ama)) == [meeting]


@pytest.mark.parametrize("forged", [taps.OfferTimes, taps.MentorClash, taps.NotThisTime, taps.InAWeek])
async def test_a_mentee_cannot_answer_their_own_ask(stage: Stage, forged: Callable[[str], Button]) -> None:
    await live_mentor(stage, "Grace")
    ama = await stage.member("Ama")
    await asks(ama)
    async with stage.database.read() as tx:
        [meeting] = await meetings.of_person(tx, id_of(ama))
    await forges(ama, forged(meeting.id))
    assert ama.hears("That button is from an old message")
    async with stage.database.read() as tx:
        assert await meetings.of_person(tx, id_of(ama)) == [meeting]


async def test_an_ask_begun_in_the_middle_of_something_else_is_not_lost(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await ama.says("/mentoring")
    await ama.taps("Find a mentor")
    await forges(ama, taps.MyClash(id_of(grace), "none"))
    assert ama.hears("You're part-way through something")
    await ama.taps("Stop that one")
    await ama.taps("Send as is")
    assert ama.hears("Sent. Grace has seven days")


async def test_a_usual_link_is_offered_once_there_is_one_and_stays_after_the_hello(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await asks(ama)
    await grace.taps("Open it")
    await _offers_one_time(grace)
    assert "Use my usual link" not in grace.buttons
    async with stage.database.begin() as tx:
        await checkin_secrets.keep_usual_link(tx, id_of(grace), "https://call.example.org/usual")
    await grace.taps("Stop")
    await grace.says("/mentoring")
    await grace.taps("Ama")
    await _offers_one_time(grace)
    await grace.taps("Use my usual link")
    assert grace.hears("They pick one")
    async with stage.database.begin() as tx:
        [meeting] = await meetings.of_person(tx, id_of(ama))
        assert await meetings.link_of(tx, meeting) == "https://call.example.org/usual"
        await meetings.close(tx, meeting, stage.now)
        await room.forget_old(tx, stage.now + timedelta(days=20))
        assert await meetings.link_of(tx, meeting) is None
        assert await checkin_secrets.usual_link(tx, id_of(grace)) == "https://call.example.org/usual"


async def test_a_call_link_goes_a_day_after_the_hello(stage: Stage) -> None:
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    felt_at = await booked_hello(stage, ama, grace)
    async with stage.database.begin() as tx:
        [meeting] = await meetings.of_person(tx, id_of(ama))
        await room.forget_old(tx, felt_at + timedelta(hours=22))
        assert await meetings.link_of(tx, meeting) == "https://call.example.org/hello"
        await room.forget_old(tx, felt_at + timedelta(hours=24))
        assert await meetings.link_of(tx, meeting) is None


async def test_the_profile_and_the_wishes_are_sealed_on_disk(stage: Stage) -> None:
    await live_mentor(stage, "Grace")
    ama = await stage.member("Ama")
    await ama.says("/mentoring")
    await ama.taps("Find a mentor")
    for _ in range(4):
        await ama.taps("Skip")
    await ama.taps("Listens")
    await ama.taps("That's all")
    async with stage.database.read() as tx:
        rows = [
            bytes(column) if isinstance(column, bytes) else str(column).encode()
            for table in ("mentors", "wishes", "meetings", "letters")
            for row in await tx.conn.slow(f"select * from {table}")
            for column in row
        ]
    written = b"\n".join(rows)
    assert rows
    for secret in (b"passed over", b"Midlands", b"SK1", b"Grace"):
        assert secret not in written
