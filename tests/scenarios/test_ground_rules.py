"""Ground rules: ten to start from, reworded by the circle, and each member answering for themselves."""

from mentoring.people import PersonId
from storage import circles
from tests.circle_steps import take_seat
from tests.plan_steps import changes_plan
from tests.rule_steps import SHARED, adds_rule, carried, kept_by, opens_rules, rewords, sends_round, takes
from tests.session_steps import Evening, evening, stand_down
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere

TEN = (
    "1. What's said here stays here. What's learned can leave.",
    "2. Your story is yours. No one retells it, not even to help.",
    "3. Believe people about their own lives. No need to prove it.",
    "4. We are not all the same. Don't guess at someone's culture, faith or past.",
    "5. Share the air. If you've said a lot, leave room. If you've said little, room is yours if you want it.",
    "6. No patient details. No names of staff. No clues to where.",
    "7. Ask before advice. 'Would ideas help, or shall I just listen?'",
    "8. Feelings are welcome: tears, anger, laughter, silence.",
    "9. If something stings, say so, or tell Obi. If you sting someone, listen, say sorry, put it right.",
    "10. Come on time, say if you can't. Family and shifts come first.",
)


async def others_screens(night: Evening, but: Somebody) -> dict[str, str]:
    everyone = [*night.members, *night.guides, night.observer, night.coordinator]
    return {one.name: one.transcript() for one in everyone if one is not but}


async def test_every_circle_starts_from_the_ten_rules(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await ama.says("/rules")
    assert all(rule in ama.screen for rule in TEN)
    assert "nothing is recorded" in ama.screen
    assert "I can keep these" not in ama.buttons
    await night.coordinator.says("/rules", night.chat)
    assert night.coordinator.hears(TEN[0], night.chat)


async def test_a_guide_changes_adds_and_drops_a_rule_and_each_member_is_asked_in_private(stage: Stage) -> None:
    night = await evening(stage)
    ed, ama = night.guides[0], night.members[0]
    await opens_rules(ed)
    await takes(ed, "Change one", "5")
    await ed.types(SHARED)
    assert f"5. {SHARED}" in ed.screen
    await adds_rule(ed, "Cameras on or off: both are fine.")
    assert "11. Cameras on or off: both are fine." in ed.screen
    await takes(ed, "Drop one", "8")
    assert "Feelings are welcome" not in ed.screen
    assert not any("Can you keep these?" in member.transcript() for member in night.members)
    await sends_round(ed)
    for member in night.members:
        assert f"5. {SHARED}" in member.screen
        assert "10. Cameras on or off: both are fine." in member.screen
    await ama.taps("I can keep these")
    assert ama.hears("I've kept your yes to these words")
    assert len(await kept_by(stage, ama)) == 1
    assert await kept_by(stage, night.members[1]) == []
    await night.coordinator.says("/rules", night.chat)
    assert night.coordinator.hears(f"5. {SHARED}", night.chat)


async def test_three_rules_stay_and_the_guide_hears_why(stage: Stage) -> None:
    night = await evening(stage)
    ed = night.guides[0]
    await opens_rules(ed)
    for way in ("Drop one", "Change one"):
        await ed.taps(way)
        for rule in ("1", "6", "Nothing is recorded"):
            await ed.taps(rule)
            assert ed.hears("stays word for word, because everybody's safety leans on it"), rule
            await ed.taps("Carry on")
        await ed.taps("Back")
    await ed.taps("Send it round")
    assert ed.hears("The rules are as they were")


async def test_h13_a_rule_that_blames_is_sent_back_to_be_reworded(stage: Stage) -> None:
    night = await evening(stage)
    ed = night.guides[0]
    await opens_rules(ed)
    await adds_rule(ed, "Nobody plays the race card.")
    assert ed.hears('"race card" puts it on the person')
    await ed.types("You may record if we all agree.")
    assert ed.hears("Nothing is recorded here, and that can't be changed")
    await ed.types("Believe each other.")
    assert "11. Believe each other." in ed.screen


async def test_not_for_me_leaves_no_row_and_tells_nobody(stage: Stage) -> None:
    night = await evening(stage)
    await rewords(night.guides[0])
    ama = night.members[0]
    before = await others_screens(night, ama)
    await ama.taps("Not for me")
    assert ama.hears("I've kept nothing. Nobody is told.")
    assert {"Let's talk about it", "Step out of circle"} <= set(ama.buttons)
    assert await kept_by(stage, ama) == []
    await stage.forward(hours=3)
    assert await others_screens(night, ama) == before
    async with stage.database.read() as tx:
        assert await circles.seat_of(tx, night.circle, ama.id or PersonId("")) is not None


async def test_a_yes_to_the_rules_is_taken_back_without_a_trace(stage: Stage) -> None:
    night = await evening(stage)
    await rewords(night.guides[0])
    ama, mei = night.members[:2]
    asked = ama.part.hears()[-1]
    no = carried(asked, "Not for me")
    await ama.taps("I can keep these")
    ama.part.taps(asked, no, forged=True)
    await stage.settle()
    assert await kept_by(stage, ama) == []
    await mei.taps("I can keep these")
    await mei.says("/privacy")
    await mei.taps("Take back a yes")
    await mei.taps("Our circle's rules")
    await mei.taps("Take it back")
    assert await kept_by(stage, mei) == []


async def test_lets_talk_tells_the_guides_only_after_a_second_yes(stage: Stage) -> None:
    night = await evening(stage)
    ed, ama = night.guides[0], night.members[0]
    await rewords(ed)
    await ama.taps("Let's talk about it")
    assert ama.hears("They'll see your first name and nothing else")
    assert "Ama would like" not in ed.transcript()
    await ama.taps("Yes, tell them")
    assert ama.hears("Told.")
    for guide in night.guides:
        assert "Ama would like to talk about the rules" in guide.screen
    assert "Ama" not in night.observer.screen


async def test_a_newcomer_promises_the_rules_as_they_are_and_is_not_asked_twice(stage: Stage) -> None:
    night = await evening(stage, members=4)
    await rewords(night.guides[0])
    newcomer = await stage.member("Zuri")
    await newcomer.says("/circles")
    await newcomer.taps("More about it")
    await newcomer.taps("Ask for a seat")
    await newcomer.taps("No need")
    assert newcomer.hears(f"5. {SHARED}")
    await newcomer.taps("Yes, I can")
    await newcomer.taps("Yes")
    await newcomer.says("/rules")
    assert "I can keep these" not in newcomer.buttons
    assert f"5. {SHARED}" in newcomer.screen


async def test_a_yes_under_older_rules_shows_the_newer_ones(stage: Stage) -> None:
    night = await evening(stage)
    ed, ama = night.guides[0], night.members[0]
    await rewords(ed)
    asked = ama.part.hears()[-1]
    yes = carried(asked, "I can keep these")
    await rewords(ed, rule="7", text="Ask first, then advise.")
    ama.part.taps(asked, yes, forged=True)
    await stage.settle()
    assert ama.hears("7. Ask first, then advise.")
    assert await kept_by(stage, ama) == []
    await ama.taps("I can keep these")
    assert len(await kept_by(stage, ama)) == 1


async def test_two_guides_who_reword_at_once_do_not_write_over_each_other(stage: Stage) -> None:
    night = await evening(stage)
    ed, gus = night.guides
    await opens_rules(gus)
    await takes(gus, "Drop one", "8")
    await rewords(ed)
    await gus.taps("Send it round")
    await gus.taps("Yes, send it round")
    assert gus.hears("Another guide has reworded the rules meanwhile. Yours are NOT saved.")
    await gus.says("/cancel")
    await gus.says("/rules")
    assert "Feelings are welcome" in gus.screen


async def test_only_a_guide_of_the_circle_rewords_its_rules(stage: Stage) -> None:
    night = await evening(stage)
    ed = night.guides[0]
    for somebody in (night.members[0], night.observer, night.coordinator):
        await somebody.says("/rules")
        assert "Change our rules" not in somebody.buttons
        screen = somebody.part.hears()[-1]
        somebody.part.taps(screen, f"gr-word:{night.circle}", forged=True)
        await stage.settle()
        assert somebody.hears("I didn't catch that")
    await opens_rules(ed)
    await ed.taps("Add one")
    await stand_down(night, ed)
    await ed.types("One of my own.")
    assert ed.hears("I didn't catch that")


async def test_a_tap_twice_sends_the_rules_round_once_and_a_restart_loses_nothing(stage: Stage) -> None:
    night = await evening(stage)
    ed, ama = night.guides[0], night.members[0]
    await opens_rules(ed)
    await takes(ed, "Change one", "5")
    await stage.restart()
    await ed.types(SHARED)
    await ed.taps("Send it round")
    ed.part.taps_on("Yes, send it round")
    ed.part.taps_on("Yes, send it round")
    await stage.settle()
    assert ama.transcript().count("The rules are reworded") == 1


async def test_in_the_step_our_rules_a_guide_writes_down_what_the_circle_says(stage: Stage) -> None:
    night = await evening(stage)
    ed, ama = night.guides[0], night.members[0]
    await changes_plan(ed, "First circle")
    await night.begun()
    assert "Change our rules" not in ed.buttons
    for _ in range(3):
        await ed.taps("Next step")
    assert "Here are ten rules to start from" in ed.screen
    await ed.taps("Change our rules")
    await adds_rule(ed, "Phones face down.")
    await sends_round(ed)
    assert "11. Phones face down." in ama.screen
    await ama.taps("I can keep these")
    assert ama.hears("I've kept your yes")
    await ed.says("/hold")
    assert "In today: 5" in ed.screen


async def test_somebody_in_no_circle_is_shown_the_way_to_one(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/rules")
    assert ama.hears("You're not in a circle just now")


async def test_the_circles_own_rules_are_sealed_on_the_disk(stage: Stage) -> None:
    night = await evening(stage)
    await rewords(night.guides[0], text="Quince lanterns hang low here.")
    await stage.settle()
    assert_nowhere(stage, "Quince lanterns hang low")


async def test_stepping_out_takes_the_yes_to_the_rules_along(stage: Stage) -> None:
    night = await evening(stage, members=4)
    zuri = await stage.member("Zuri")
    await rewords(night.guides[0])
    await take_seat(zuri)
    assert len(await kept_by(stage, zuri)) == 1
    await zuri.says("/circles")
    await zuri.taps("Step out of circle")
    await zuri.taps("Yes, step out")
    assert await kept_by(stage, zuri) == []
