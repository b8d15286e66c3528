"""Session plans: all eight to choose from, those a network writes itself, and another plan for one session."""

from mentoring.people import PersonId, Role
from storage import circles, fallbacks, people, plans, sessions
from tests.circle_steps import bring_in, link_payload
from tests.plan_steps import (
    adds_steps,
    at_the_plan,
    at_the_plans_of_the_session,
    begins_plan,
    changes_plan,
    keeps_plan,
    meets_by,
    names_plan,
    opens_plans,
    writes_plan,
)
from tests.session_steps import evening
from tests.stage import Stage
from tests.sweep import assert_nowhere

EIGHT = (
    *("First circle", "Regular circle", "Role-model circle", "Listening circle"),
    *("Speaking-up circle", "Open doors circle", "Last circle", "Short circle"),
)


async def test_all_eight_plans_can_be_chosen_for_a_circle(stage: Stage) -> None:
    nana = await at_the_plan(stage)
    assert [label for label in nana.buttons if label in EIGHT] == list(EIGHT)
    await nana.taps("Listening circle")
    assert nana.hears("Who guides?")


async def test_a_plan_is_written_step_by_step_with_the_sum_in_sight(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await nana.says("/plans")
    assert "None of your own so far" in nana.screen
    await nana.taps("Write a plan")
    await nana.types("Pairs evening")
    assert "0 of 90 minutes, 90 left" in nana.screen
    await nana.types("5, Arrive")
    assert nana.hears("What does the guide say there?")
    await nana.types("Come in and get comfy.")
    assert "5 of 90 minutes, 85 left" in nana.screen
    await nana.taps("Add a yes round")
    assert "10 of 90 minutes, 80 left" in nana.screen
    await nana.types("35 min Stories")
    await nana.taps("Skip")
    await nana.taps("That's all")
    assert "Pairs evening, 45 minutes" in nana.screen
    assert "1. 5 min · Arrive\n“Come in and get comfy.”" in nana.screen
    assert "3. 35 min · Stories" in nana.screen
    await nana.taps("Keep it")
    assert nana.hears("Kept: Pairs evening, 45 minutes")
    await nana.taps("See it")
    assert "Version 1. Written here." in nana.screen


async def test_a_step_past_ninety_minutes_is_refused_and_nothing_is_lost(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await writes_plan(nana)
    await nana.taps("Add a step")
    await nana.types("46, One more thing")
    assert nana.hears("Only 45 of 90 minutes are left")
    await nana.taps("Carry on")
    assert "45 of 90 minutes, 45 left" in nana.screen
    await nana.types("45, One more thing")
    assert nana.hears("What does the guide say there?")


async def test_what_is_no_step_is_asked_for_again(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await begins_plan(nana)
    for typed, answer in (
        ("Check-in", "minutes and a title"),
        ("10", "minutes and a title"),
        ("0, Nothing", "a minute or more"),
        (f"5, {'x' * 41}", "one letter over"),
    ):
        await nana.types(typed)
        assert nana.hears(answer), typed
    await nana.types("5 minutes: Arrive")
    assert "1. 5 min · Arrive" in nana.screen


async def test_a_plan_without_a_yes_round_is_offered_one_and_not_kept(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await opens_plans(nana, "Write a plan")
    await nana.types("Quick one")
    for step in ("5, Arrive", "20, Talk", "5, Yes round"):
        await nana.types(step)
        await nana.taps("Skip")
    await nana.taps("That's all")
    await nana.taps("Keep it")
    assert nana.hears("Each session begins with a yes from everybody")
    async with stage.database.read() as tx:
        assert await plans.live(tx) == []
    await nana.taps("Yes, as the second")
    assert "2. 5 min · Yes round" in nana.screen
    await nana.taps("Keep it")
    assert nana.hears("Kept: Quick one, 35 minutes")


async def test_over_an_hour_a_break_is_suggested_and_never_forced(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await writes_plan(nana)
    await nana.taps("Add a step")
    await nana.types("20, More talk")
    await nana.taps("Skip")
    assert "That's over an hour without a break" in nana.screen
    await nana.taps("Add a break")
    assert "4. 5 min · Break" in nana.screen
    assert "That's over an hour" not in nana.screen
    await nana.taps("Change a step")
    await nana.taps("4. Break")
    await nana.taps("Drop it")
    await nana.taps("Keep it")
    assert nana.hears("Kept: Pairs evening, 65 minutes")


async def test_h13_words_that_blame_are_sent_back_to_be_reworded_in_a_plan(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await opens_plans(nana, "Write a plan")
    await nana.types("Toughen up")
    assert nana.hears("puts it on the person")
    await nana.types("Pairs evening")
    await nana.types("20, Resilience training")
    assert nana.hears('"resilience training" puts it on the person')
    await nana.types("20, Talk")
    await nana.types("Don't be too sensitive about it.")
    assert nana.hears("puts it on the person")
    await nana.types("Say what the place could change.")
    assert "“Say what the place could change.”" in nana.screen


async def test_a_plan_says_nothing_telling_and_nothing_twice(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await opens_plans(nana, "Write a plan")
    await nana.types("Racism circle")
    assert nana.hears("could tell people on a lock screen")
    await nana.types("regular CIRCLE")
    assert nana.hears("Another plan has that name")
    await nana.types("A name with far too many letters")
    assert nana.hears("letters over")
    await nana.types("Pairs evening")
    assert nana.hears("What comes next?")


async def test_no_plan_speaks_of_recording_as_if_one_could(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await begins_plan(nana)
    await nana.types("5, Arrive")
    await nana.types("I'll press record now, is that fine?")
    assert nana.hears("Nothing is recorded here")
    await nana.types("Nobody may record this.")
    assert "“Nobody may record this.”" in nana.screen


async def test_a_step_can_be_changed_moved_and_dropped(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await writes_plan(nana)
    await nana.taps("Change a step")
    await nana.taps("4. Talk in pairs")
    await nana.taps("One earlier")
    await nana.types("10, Pairs")
    await nana.types("Two by two.")
    assert "3. 10 min · Pairs\n“Two by two.”\n4. 20 min · Stories" in nana.screen
    await nana.taps("Change a step")
    await nana.taps("1. Arrive")
    await nana.taps("Drop it")
    assert "1. 5 min · Yes round" in nana.screen
    await nana.taps("Keep it")
    assert nana.hears("Kept: Pairs evening, 35 minutes")


async def test_a_restart_in_the_middle_of_a_plan_loses_nothing(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await writes_plan(nana)
    await stage.restart()
    await nana.taps("Keep it")
    assert nana.hears("Kept: Pairs evening, 45 minutes")


async def test_a_tap_twice_adds_one_break_and_keeps_one_plan(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await begins_plan(nana)
    nana.part.taps_on("Add a break")
    nana.part.taps_on("Add a break")
    await stage.settle()
    assert "5 of 90 minutes" in nana.screen
    await nana.taps("Take the last away")
    await adds_steps(nana)
    nana.part.taps_on("Keep it")
    nana.part.taps_on("Keep it")
    await stage.settle()
    async with stage.database.read() as tx:
        assert [(one.plan.name, one.version) for one in await plans.live(tx)] == [("Pairs evening", 1)]


async def test_a_shipped_plan_can_be_made_ones_own_and_stays_as_it_was(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await opens_plans(nana, "Short circle")
    assert "Version 1. Comes with me: our own, after P-M15." in nana.screen
    await nana.taps("Make it our own")
    await nana.types("School run circle")
    assert "4. 3 min · One turn: Tell" in nana.screen
    await nana.taps("Keep it")
    await nana.taps("See it")
    assert "Written here, from: Short circle." in nana.screen
    await nana.says("/plans")
    assert {"Short circle", "School run circle"} <= set(nana.buttons)


async def test_writing_a_plan_in_the_middle_of_planning_a_circle_comes_back_to_it(stage: Stage) -> None:
    nana = await at_the_plan(stage)
    await names_plan(nana)
    await adds_steps(nana)
    await nana.taps("Keep it")
    assert "Which plan?" in nana.screen
    await nana.taps("Pairs evening")
    await nana.taps("Ed")
    await nana.taps("Gus")
    await nana.taps("That's all")
    await nana.taps("Obi")
    await nana.taps("6")
    assert "Plan: Pairs evening, 45 minutes" in nana.screen
    await nana.taps("Open it")
    await bring_in(stage, nana, "Thursday circle", link_payload(nana))
    async with stage.database.read() as tx:
        (circle,) = await circles.open_ones(tx)
        session = await sessions.next_of(tx, circle.id, stage.now)
    assert session is not None
    assert (session.minutes, session.written and session.written.name) == (45, "Pairs evening")


async def test_stopping_a_plan_in_the_middle_of_planning_a_circle_loses_no_circle(stage: Stage) -> None:
    nana = await at_the_plan(stage)
    await names_plan(nana)
    await nana.taps("Stop")
    assert "Which plan?" in nana.screen
    await nana.taps("Regular circle")
    assert nana.hears("Who guides?")


async def test_a_session_keeps_the_version_it_was_planned_with(stage: Stage) -> None:
    night = await evening(stage)
    nana, ed = night.coordinator, night.guides[0]
    await keeps_plan(nana)
    await meets_by(nana)
    assert nana.hears("is now: Pairs evening, 45 minutes")
    await opens_plans(nana, "Pairs evening")
    await nana.taps("Change it")
    await nana.taps("Add a step")
    await nana.types("10, Closing round")
    await nana.taps("Skip")
    await nana.taps("Keep it")
    assert nana.hears("Kept: Pairs evening, 55 minutes")
    await ed.says("/hold")
    assert "Pairs evening, 45 minutes at most" in ed.screen
    await stage.until((await night.session()).starts.replace(hour=23))
    assert (await night.session()).minutes == 55


async def test_a_retired_plan_is_offered_to_nobody_and_what_was_planned_with_it_stays(stage: Stage) -> None:
    night = await evening(stage)
    nana, ed = night.coordinator, night.guides[0]
    await keeps_plan(nana)
    await meets_by(nana)
    await opens_plans(nana, "Pairs evening")
    await nana.taps("Retire it")
    assert "Some circles meet by it" in nana.screen
    await nana.taps("Yes, retire it")
    assert nana.hears("Pairs evening is retired")
    await nana.says("/plans")
    assert "Pairs evening" not in nana.buttons
    await ed.says("/hold")
    assert "Pairs evening, 45 minutes at most" in ed.screen
    await nana.says("/agenda", night.chat)
    assert nana.hears("Pairs evening, 45 minutes:", night.chat)


async def test_two_who_change_one_plan_at_once_do_not_write_over_each_other(stage: Stage) -> None:
    nana, kwame = await stage.coordinator("Nana"), await stage.coordinator("Kwame")
    await keeps_plan(nana)
    for coordinator in (nana, kwame):
        await opens_plans(coordinator, "Pairs evening")
        await coordinator.taps("Change it")
    await nana.taps("Keep it")
    await kwame.taps("Keep it")
    assert kwame.hears("Somebody else has changed this plan meanwhile. Yours is NOT saved.")
    async with stage.database.read() as tx:
        (one,) = await plans.live(tx)
    assert (one.version, one.by) == (2, nana.id)


async def test_a_guide_changes_the_plan_before_the_card_and_everybody_gets_one_card(stage: Stage) -> None:
    night = await evening(stage)
    ed, ama = night.guides[0], night.members[0]
    await at_the_plans_of_the_session(ed)
    await ed.taps("Listening circle")
    assert "“One person speaks. Then they sit back" in ed.screen
    await ed.taps("Just this one")
    assert ed.hears("The card goes out the day before")
    await night.to(hours=24)
    assert ama.hears("no more than 60 minutes")
    assert ama.hears("Plan: Listening circle.")
    assert ama.transcript().count("Nothing is recorded") == 1
    assert (await night.session()).plan == "PL4"


async def test_a_plan_changed_after_the_card_sends_the_card_again(stage: Stage) -> None:
    night = await evening(stage)
    ed, ama = night.guides[0], night.members[0]
    await night.read_cards()
    await changes_plan(ed, "Speaking-up circle")
    assert ed.hears("Everybody gets a fresh card")
    await stage.forward(hours=14)
    assert "A yes to the older ones doesn't count" in ama.transcript()
    assert "Plan: Speaking-up circle." in ama.screen
    assert "Speaking-up circle, 75 minutes:" in night.guides[1].transcript()
    await ama.taps("I've read it")
    assert ama.hears("Thank you. Just before we start")


async def test_the_group_hears_once_of_a_plan_changed_after_its_notice(stage: Stage) -> None:
    night = await evening(stage)
    ed, gus = night.guides
    await changes_plan(ed, "Listening circle")
    await night.to(hours=48)
    assert "Plan: Listening circle." in ed.transcript(night.chat)
    await changes_plan(ed, "Speaking-up circle")
    await changes_plan(gus, "Regular circle")
    assert "A change for" not in ed.transcript(night.chat)
    await stage.forward(hours=14)
    (told,) = [line for line in ed.transcript(night.chat).splitlines() if "A change for" in line]
    assert "A change for Thu 12 Feb, 7:00 pm UK time. Plan: Regular circle, 90 minutes at most." in told
    assert "[[Ask for a turn]]" in told
    await night.to(hours=2)
    await changes_plan(ed, "Listening circle")
    await stage.forward(minutes=6)
    told_again = ed.transcript(night.chat).splitlines()[-1]
    assert "Plan: Listening circle, 60 minutes at most." in told_again
    assert "Ask for a turn" not in told_again


async def test_before_the_notice_the_group_hears_of_no_change(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(hours=50)
    await changes_plan(night.guides[0], "Listening circle")
    await night.to(hours=47)
    assert "A change for" not in night.guides[0].transcript(night.chat)


async def test_only_a_guide_of_the_circle_or_its_coordinator_changes_its_plan(stage: Stage) -> None:
    night = await evening(stage)
    session = await night.session()
    other = await stage.coordinator("Kwame")
    for somebody in (night.members[0], night.observer, other):
        await somebody.says("/menu")
        screen = somebody.part.hears()[-1]
        somebody.part.taps(screen, f"pn-pick:{session.id}:PL4:1:0", forged=True)
        await stage.settle()
        assert not somebody.hears("is now: Listening circle")
    assert (await night.session()).plan == "PL2"


async def test_the_plan_of_a_session_that_has_begun_stays(stage: Stage) -> None:
    night = await evening(stage)
    ed = night.guides[0]
    await at_the_plans_of_the_session(ed)
    choosing = ed.part.hears()[-1]
    await night.begun()
    session = await night.session()
    ed.part.taps(choosing, f"pn-pick:{session.id}:PL4:1:0", forged=True)
    await stage.settle()
    assert ed.hears("It has begun already")
    assert (await night.session()).plan == "PL2"


async def test_a_small_chat_has_no_plan_to_change(stage: Stage) -> None:
    night = await evening(stage)
    ed, gus = night.guides
    await at_the_plans_of_the_session(ed)
    await ed.taps("Listening circle")
    async with stage.database.begin() as tx:
        await fallbacks.make_small_chat(tx, await night.session())
    await ed.taps("Just this one")
    assert ed.hears("It's a small chat now: just company, with no plan to change.")
    await at_the_plans_of_the_session(gus)
    assert gus.hears("It's a small chat now: just company, with no plan to change.")
    session = await night.session()
    assert (session.plan, session.minutes, session.chat) == ("PL2", 60, True)


async def test_members_and_guides_who_type_plans_learn_nothing(stage: Stage) -> None:
    ama, ed = await stage.member("Ama"), await stage.member("Ed", roles=[Role.GUIDE])
    for somebody in (ama, ed):
        await somebody.says("/plans")
        assert somebody.hears("I didn't catch that")


async def test_a_coordinator_who_is_none_any_more_writes_nothing(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await writes_plan(nana)
    async with stage.database.begin() as tx:
        await people.revoke(tx, nana.id or PersonId(""), Role.COORDINATOR)
    await nana.taps("Keep it")
    assert nana.hears("I didn't catch that")
    async with stage.database.read() as tx:
        assert await plans.live(tx) == []


async def test_a_written_plan_is_sealed_and_its_writer_can_be_erased(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await keeps_plan(nana, "Quince lanterns 77")
    assert_nowhere(stage, "Quince lanterns 77")
    await nana.says("/privacy")
    await nana.taps("Erase me")
    await nana.types("ERASE")
    async with stage.database.read() as tx:
        (one,) = await plans.live(tx)
    assert (one.plan.name, one.by) == ("Quince lanterns 77", None)
