"""Seasons: a circle counts down, ends with a circle of its own, and goes on only if enough privately say yes."""

from datetime import UTC, datetime

import pytest

from handlers.seasons.taps import AnotherSeason, OnHoliday, Rest
from mentoring.people import Nation, PersonId
from storage import circles, people, quiet_words, seasons, seats, sessions
from tests.circle_steps import answer_planning, helpers
from tests.scenarios.test_moving_a_circle import forges
from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage

WHAT_NEXT = "What next, if anything?"
WENT_BY = """
insert into sessions (id, circle_id, plan, starts, minutes, state, begun, closed)
values (:id, :circle, 'PL2', :at, 90, 'closed', :at, :at)
"""


async def gone_by(night: Evening, count: int) -> None:
    """So many circles of the season have taken place."""
    stage = night.stage
    async with stage.database.begin() as tx:
        kept = await seasons.find(tx, night.circle)
        assert kept is not None
        for n in range(count):
            at = int((kept.since.timestamp() + n + 1) * 1000)
            await tx.conn.change(WENT_BY, {"id": f"past{n}", "circle": night.circle, "at": at})


async def season(stage: Stage, *, done: int, members: int = 5) -> Evening:
    """A season of six, so many of them done."""
    night = await evening(stage, members=members, length="6 circles")
    await gone_by(night, done)
    return night


async def over(stage: Stage, *, members: int = 5) -> Evening:
    """The last circle is over, and everybody has been asked what next."""
    night = await season(stage, done=5, members=members)
    await night.begun()
    await stage.forward(minutes=90)
    await stage.until(datetime(2026, 2, 13, 11, 1, tzinfo=UTC))
    return night


async def say_yes(*somebody: Somebody, label: str = "Another season") -> None:
    for one in somebody:
        await one.taps(label)


async def staff_say_yes(night: Evening) -> None:
    await say_yes(*night.guides, night.observer, label="Yes, another season")


# Counting down


async def test_the_length_is_chosen_in_planning_and_shown_before_anything_is_kept(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await answer_planning(nana, length="8 circles")
    assert "Season: 8 circles" in nana.screen


@pytest.mark.parametrize(
    ("done", "line"),
    [
        (0, "This is circle 1 of 6."),
        (3, "This is circle 4 of 6. Our last one is two circles from now."),
        (4, "This is circle 5 of 6. The next one is our last."),
        (5, "This is circle 6 of 6. It's our last one this season."),
    ],
)
async def test_the_notice_and_the_card_count_down_and_tell_of_the_end_two_circles_ahead(
    stage: Stage, done: int, line: str
) -> None:
    night = await season(stage, done=done)
    ama = night.members[0]
    await night.to(hours=48)
    assert ama.hears(line, night.chat)
    await night.to(hours=24)
    assert line in ama.screen
    assert ("last" in ama.screen) == ("last" in line)


async def test_a_circle_without_an_end_counts_nothing(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(hours=24)
    assert "This is circle" not in night.members[0].transcript(night.chat) + night.members[0].transcript()


async def test_the_last_circle_has_its_own_plan_by_itself(stage: Stage) -> None:
    night = await season(stage, done=4)
    await night.begun()
    await stage.forward(minutes=90)
    last = await night.session()
    assert (last.plan, last.minutes) == ("PL7", 75)
    await night.to(hours=48)
    assert "Plan: Last circle." in night.members[0].transcript(night.chat)


async def test_a_circle_nobody_came_to_does_not_count(stage: Stage) -> None:
    night = await season(stage, done=4)
    await night.to(hours=-4)
    following = await night.session()
    assert following.plan == "PL2"
    async with stage.database.read() as tx:
        assert (await seasons.rule_of(tx, night.circle)).done == 4


# What next


async def test_after_the_last_circle_each_is_asked_in_private_what_next(stage: Stage) -> None:
    night = await over(stage)
    for member in night.members:
        assert WHAT_NEXT in member.screen
        assert member.buttons[:5] == ["Another season", "Another circle", "Find a mentor", "Hold a circle", "A rest"]
    for helper in (*night.guides, night.observer):
        assert helper.buttons[:2] == ["Yes, another season", "A rest"]
    assert WHAT_NEXT not in night.members[0].transcript(night.chat)
    async with stage.database.read() as tx:
        assert await sessions.next_of(tx, night.circle, stage.now) is None


async def test_four_members_and_all_who_hold_it_begin_another_season_at_the_same_rhythm(stage: Stage) -> None:
    night = await over(stage)
    await staff_say_yes(night)
    await say_yes(*night.members[:3])
    assert not night.members[2].hears("We go on")
    assert night.members[2].hears("I'll tell you how it goes by Fri 20 Feb at the latest")
    await say_yes(night.members[3])
    assert night.members[3].hears("We go on: another season of 6 circles. The first is Thu 5 Mar, 7:00 pm", night.chat)
    for person in (*night.members, *night.guides, night.observer, night.coordinator):
        assert "Thursday circle has another season of 6 circles" in person.transcript()
    following = await night.session()
    assert (following.starts, following.plan) == (datetime(2026, 3, 5, 19, tzinfo=UTC), "PL2")
    await night.to(hours=24)
    assert "This is circle 1 of 6." in night.members[0].screen


async def test_nobody_learns_who_said_yes_or_no_and_a_no_leaves_no_row(stage: Stage) -> None:
    night = await over(stage)
    await night.members[0].taps("Another season")
    await night.members[0].taps("Not after all")
    await night.members[1].taps("A rest")
    async with stage.database.read() as tx:
        assert await seasons.yeses(tx, night.circle) == []
        audit = [row[0] for row in await tx.conn.slow("select action from audit where action like 'season%'")]
    assert audit == []
    await stage.forward(days=8)
    for person in (*night.guides, night.coordinator):
        for member in night.members:
            assert f"{member.name}" not in person.screen


@pytest.mark.parametrize("staff_too", [True, False])
async def test_not_enough_closes_the_circle_kindly(stage: Stage, staff_too: bool) -> None:
    night = await over(stage)
    await say_yes(*night.members[: 3 if staff_too else 5])
    if staff_too:
        await staff_say_yes(night)
    ama = night.members[0]
    await stage.until(datetime(2026, 2, 20, 11, 5, tzinfo=UTC))
    assert ama.transcript(night.chat).count("This circle has come to its end. Thank you all.") == 1
    assert ama.hears("What you kept here stays yours.")
    assert night.guides[0].hears("Thank you for all you've held.")
    assert night.coordinator.hears("Thursday circle does not go on")
    async with stage.database.read() as tx:
        circle = await circles.find(tx, night.circle)
        assert (circle.state, circle.door) == ("closed", None)
        assert await circles.seated(tx, night.circle) == []
        assert await seasons.yeses(tx, night.circle) == []
    await ama.says("/circles")
    assert "Thursday circle" not in ama.screen
    await stage.forward(days=30)
    assert ama.transcript(night.chat).count("This circle has come to its end.") == 1


async def test_the_link_to_a_closed_circle_lets_nobody_in(stage: Stage) -> None:
    night = await over(stage)
    async with stage.database.read() as tx:
        link = (await circles.find(tx, night.circle)).door
    await stage.forward(days=8)
    assert link is not None
    assert night.chat.links[link].revoked


async def test_what_people_own_outlives_the_circle(stage: Stage) -> None:
    night = await season(stage, done=5)
    await night.begun()
    begun = await night.session()
    ama = night.members[0].id or PersonId("")
    async with stage.database.begin() as tx:
        await quiet_words.keep_one_thing(tx, ama, begun.id, "ask for the rota early", now=stage.now)
    await stage.forward(days=12)
    async with stage.database.read() as tx:
        assert (await circles.find(tx, night.circle)).state == "closed"
        assert [thing.words for thing in await quiet_words.one_things(tx, ama)] == ["ask for the rota early"]


async def test_a_circle_that_asks_what_next_offers_no_seats(stage: Stage) -> None:
    await over(stage)
    zola = await stage.member("Zola")
    await zola.says("/circles")
    assert "Thursday circle" not in zola.screen


async def test_old_buttons_after_it_is_settled_say_how_it_ended(stage: Stage) -> None:
    night = await over(stage)
    await staff_say_yes(night)
    await say_yes(*night.members[:4])
    await night.members[4].taps("Another season")
    assert night.members[4].hears("That's settled: Thursday circle goes on.")


async def test_a_rest_keeps_the_seat_unless_it_is_given_back(stage: Stage) -> None:
    night = await over(stage)
    ama = night.members[0]
    await ama.taps("A rest")
    assert ama.hears("nobody is told")
    async with stage.database.read() as tx:
        assert await circles.seat_of(tx, night.circle, ama.id or PersonId("")) is not None
    await ama.taps("Step out of circle")
    await ama.taps("Yes, step out")
    async with stage.database.read() as tx:
        assert await circles.seat_of(tx, night.circle, ama.id or PersonId("")) is None


async def test_hold_a_circle_tells_the_coordinator_only_after_a_yes(stage: Stage) -> None:
    night = await over(stage)
    ama, nana = night.members[0], night.coordinator
    await ama.taps("Hold a circle")
    assert ama.hears("They'll see your name.")
    assert "Somebody would like to hold a circle." not in nana.transcript()
    await ama.taps("Not now")
    assert "Somebody would like to hold a circle." not in nana.transcript()
    await ama.taps("Hold a circle")
    await ama.taps("Yes, tell them")
    assert nana.hears("Ama asked me to tell you.")


async def test_somebody_without_a_seat_has_no_say(stage: Stage) -> None:
    night = await over(stage)
    async with stage.database.begin() as tx:
        await seats.free_seat(tx, night.circle, night.members[0].id or PersonId(""), now=stage.now)
    await night.members[0].taps("Another season")
    assert night.members[0].hears("That button is from an old message")
    async with stage.database.read() as tx:
        assert await seasons.yeses(tx, night.circle) == []


async def test_a_yes_twice_counts_once_and_a_restart_loses_none(stage: Stage) -> None:
    night = await over(stage)
    await staff_say_yes(night)
    await say_yes(*night.members[:3])
    mei = night.members[1]
    for label in ("Not after all", "Another season", "Another season"):
        async with stage.database.read() as tx:
            kept = await seasons.yeses(tx, night.circle)
        await forges(mei, Rest(night.circle) if label == "Not after all" else AnotherSeason(night.circle))
        assert len(kept) in {5, 6}
    await stage.restart()
    await say_yes(night.members[3])
    assert "We go on" in night.members[0].transcript(night.chat)
    await stage.forward(days=8)
    assert night.members[0].transcript(night.chat).count("We go on") == 1


# Bank holidays


async def plans(nana: Somebody, first: str, *, weeks: str = "Every 3 weeks") -> None:
    await nana.says("/newcircle")
    for tap in ("Thursday circle", "My next step", "Members only"):
        await nana.taps(tap)
    await nana.types(first)
    for tap in (weeks, "8 circles", "Regular circle", "Ed", "Gus", "That's all", "Obi"):
        await nana.taps(tap)


@pytest.mark.parametrize(
    ("how", "then"),
    [("Keep it", "Fri 3 Apr, 7:00 pm"), ("Slide a week", "Fri 10 Apr, 7:00 pm"), ("Skip it", "Fri 24 Apr, 7:00 pm")],
)
async def test_a_first_date_on_a_bank_holiday_is_asked_about_by_its_name(stage: Stage, how: str, then: str) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await plans(nana, "Fri 3 Apr 7pm")
    assert nana.hears("Fri 3 Apr is a bank holiday: Good Friday. Keep it, slide a week or skip it?")
    await nana.taps(how)
    await nana.taps("6")
    assert f"First: {then}" in nana.screen


async def test_christmas_slid_a_week_is_new_year_and_is_asked_about_again(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await plans(nana, "Fri 25 Dec 2026 7pm")
    assert nana.hears("is a bank holiday: Christmas")
    await nana.taps("Slide a week")
    assert nana.hears("Fri 1 Jan is a bank holiday: New Year")
    await nana.taps("Slide a week")
    await nana.taps("6")
    assert "First: Fri 8 Jan, 7:00 pm" in nana.screen


async def meets_a_holiday(stage: Stage, *, weeks: int = 3) -> Evening:
    """The circle of Friday 13 March is over. Three weeks on, the next would be on Good Friday."""
    night = await evening(stage)
    async with stage.database.begin() as tx:
        await tx.conn.change("update circles set first_at = '2026-02-20T19:00', every_weeks = ?", (weeks,))
        await sessions.move(tx, await night.session(), datetime(2026, 3, 13, 19, tzinfo=UTC), now=stage.now)
    await night.begun()
    await stage.forward(hours=16)
    return night


@pytest.mark.parametrize(("how", "day"), [("Keep it", 3), ("Slide a week", 10), ("Skip it", 24)])
async def test_a_series_that_meets_a_bank_holiday_asks_those_who_hold_it_when_it_is_planned(
    stage: Stage, how: str, day: int
) -> None:
    night = await meets_a_holiday(stage)
    ed, gus = night.guides
    for person in (ed, gus, night.coordinator):
        assert "would meet on Fri 3 Apr, 7:00 pm UK time: Good Friday." in person.screen
    for person in (night.observer, *night.members):
        assert "Good Friday" not in person.transcript()
    await ed.taps(how)
    assert (await night.session()).starts == datetime(2026, 4, day, 18, tzinfo=UTC)
    await gus.taps("Slide a week")
    assert gus.hears("That's settled already") == (day != 3)


async def test_easter_monday_is_no_bank_holiday_for_a_circle_held_in_scotland(stage: Stage) -> None:
    night = await evening(stage)
    async with stage.database.begin() as tx:
        for helper in (*night.guides, night.observer):
            await people.set_nation(tx, helper.id or PersonId(""), Nation.SCOTLAND)
        await tx.conn.change("update circles set first_at = '2026-02-23T19:00'")
        await sessions.move(tx, await night.session(), datetime(2026, 3, 16, 19, tzinfo=UTC), now=stage.now)
    await night.begun()
    await stage.forward(hours=16)
    assert (await night.session()).starts == datetime(2026, 4, 6, 18, tzinfo=UTC)
    assert "bank holiday" not in night.guides[0].transcript()


async def test_one_who_works_where_it_is_a_holiday_is_enough_to_ask(stage: Stage) -> None:
    night = await evening(stage)
    async with stage.database.begin() as tx:
        for helper in (*night.guides, night.observer):
            await people.set_nation(tx, helper.id or PersonId(""), Nation.ENGLAND)
        await people.set_nation(tx, night.observer.id or PersonId(""), Nation.NORTHERN_IRELAND)
        await tx.conn.change("update circles set first_at = '2026-02-03T19:00'")
        await sessions.move(tx, await night.session(), datetime(2026, 2, 24, 19, tzinfo=UTC), now=stage.now)
    await night.begun()
    await stage.forward(hours=16)
    assert "Tue 17 Mar, 7:00 pm UK time: St Patrick's Day." in night.guides[0].screen


async def test_a_member_decides_nothing_about_a_holiday(stage: Stage) -> None:
    night = await meets_a_holiday(stage)
    session = await night.session()
    await forges(night.members[0], OnHoliday(session.id, int(session.starts.timestamp()) // 60, "skip"))
    assert (await night.session()).starts == session.starts
