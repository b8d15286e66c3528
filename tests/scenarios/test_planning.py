"""Planning a circle: every question, what is refused, and what is kept."""

from datetime import UTC, datetime, timedelta

from bot.rehearsal import groups as acts
from handlers.circles import opening
from storage import circles, sessions
from storage.core.database import Tx
from tests.circle_steps import answer_planning, helpers, open_circle
from tests.stage import Stage


async def test_a_coordinator_plans_a_circle_and_hears_when_it_is_ready(stage: Stage) -> None:
    circle = await open_circle(stage)
    assert "Thursday circle is ready" in circle.coordinator.screen
    assert circle.guides[0].hears("you're down to guide")
    assert circle.observer.hears("you're down to look after wellbeing")
    async with stage.database.read() as tx:
        kept = await circles.find(tx, circle.id)
    assert (kept.state, kept.seats, kept.every_weeks, kept.plan) == ("open", 6, 3, "PL2")


async def test_a_moved_session_is_told_at_its_new_time_and_not_twice(stage: Stage) -> None:
    circle = await open_circle(stage)
    thursday = datetime(2026, 2, 12, 19, tzinfo=UTC)
    async with stage.database.begin() as tx:
        planned = await sessions.plan(tx, circle.id, thursday, "PL2", 90, now=stage.now)
        await sessions.move(tx, await sessions.find(tx, planned), thursday + timedelta(days=3), now=stage.now)
    ama = await stage.member("Ama")
    await ama.says("/circles")
    await ama.taps("More about it")
    assert "Sun 15 Feb, 7:00 pm UK time\nThu 5 Mar, 7:00 pm UK time\nThu 26 Mar, 7:00 pm UK time" in ama.screen


async def test_what_others_do_when_a_circle_opens_is_done_once(stage: Stage) -> None:
    seen: list[str] = []

    async def note(_: Tx, circle: circles.Circle, __: datetime) -> None:
        seen.append(circle.id)

    opening.OPENED.append(note)
    try:
        circle = await open_circle(stage)
        acts.demotes_bot(circle.coordinator.part, circle.chat)
        acts.promotes_bot(circle.coordinator.part, circle.chat)
        await stage.settle()
    finally:
        opening.OPENED.remove(note)
    assert seen == [circle.id]


async def test_the_preview_shows_everything_before_anything_is_kept(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await answer_planning(nana)
    for promised in (
        "Thursday circle",
        "Thu 12 Feb, 7:00 pm UK time",
        "every 3 weeks",
        "Ed and Gus",
        "Obi",
        "Seats: 6",
    ):
        assert promised in nana.screen
    async with stage.database.read() as tx:
        assert await tx.sql.circles.open_ones() == []
        assert [tuple(row) for row in await tx.conn.slow("select count(*) from circles")] == [(0,)]


async def test_a_title_that_tells_is_refused_and_a_plain_one_suggested(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await nana.says("/newcircle")
    for telling in ("BME circle", "B.M.E. staff", "Black nurses", "Minoritised OTs", "Muslim sisters"):
        await nana.types(telling)
        assert nana.hears("Thursday circle"), telling
    await nana.types("River circle")
    assert nana.hears("What is it about?")


async def test_times_that_cannot_be_are_refused_and_asked_again(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await nana.says("/newcircle")
    for tap in ("Thursday circle", "My next step", "Members only"):
        await nana.taps(tap)
    for typed, answer in (
        ("banana", "couldn't read a day"),
        ("12 Feb 2am", "kinder hour"),
        ("1 Jan 2026 7pm", "gone by"),
    ):
        await nana.types(typed)
        assert nana.hears(answer), typed
    await nana.taps("Thu 5 Feb, 7:00 pm")
    assert nana.hears("How often?")


async def test_a_circle_needs_two_guides(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await nana.says("/newcircle")
    for tap in (
        "Thursday circle",
        "My next step",
        "Members only",
        "Thu 5 Feb, 7:00 pm",
        "Every week",
        "No end for now",
        "Regular circle",
    ):
        await nana.taps(tap)
    await nana.taps("Ed")
    await nana.taps("That's all")
    assert nana.hears("guided by two people")


async def test_a_restart_in_the_middle_of_planning_loses_nothing(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await answer_planning(nana)
    await stage.restart()
    await nana.taps("Open it")
    assert nana.hears("Thursday circle is planned")


async def test_a_tap_on_open_it_twice_plans_one_circle(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await answer_planning(nana)
    nana.part.taps_on("Open it")
    nana.part.taps_on("Open it")
    await stage.settle()
    async with stage.database.read() as tx:
        assert len(await circles.made_by(tx, nana.id)) == 1  # type: ignore[arg-type] # a coordinator has an id


async def test_without_helpers_nothing_is_planned(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await nana.says("/newcircle")
    assert nana.hears("needs two guides")


async def test_a_member_who_types_newcircle_learns_nothing(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/newcircle")
    assert ama.hears("I didn't catch that")
