"""Starting a circle together: wishes gather by topic and time, and a coordinator hears how things stand, never who."""

import re
from datetime import timedelta

from mentoring.people import PersonId, Role
from mentoring.times import Says
from storage import proposals, times
from tests.circle_steps import bring_in, helpers, link_payload, open_circle
from tests.stage import Somebody, Stage

ENOUGH = "There's enough to start something. Want to look?"
FOUR = ("Ama", "Mei", "Tunde", "Fatima")


async def would_join(person: Somebody, *topics: str) -> None:
    await person.says("/circles")
    await person.taps("I'd join one")
    for topic in topics:
        await person.taps(topic)
    await person.taps("That's all")
    assert person.hears("Noted.")


async def can_do(person: Somebody, *says: str) -> None:
    await person.taps("Times that suit me")
    for said in says:
        await person.taps(said)


async def four_wish(stage: Stage, topic: str = "Leading") -> list[Somebody]:
    """Four who would join one on Leading, all of whom can come on Thursday evenings and two on Mondays."""
    four = await stage.members(*FOUR)
    for n, person in enumerate(four):
        await would_join(person, topic)
        await can_do(person, "Can't", "Could at a push", "Can't", "Can do" if n < 2 else "Can't")
    return four


async def test_with_none_open_i_am_asked_whether_to_help_start_one(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/circles")
    assert ama.screen == "No open circle just now. Want to help start one?"
    assert ama.buttons == ["I'd join one", "I could help run", "Tell me when", "Times that suit me"]


async def test_four_who_would_join_make_one_discreet_letter_to_each_coordinator(stage: Stage) -> None:
    nana, kwame = await stage.coordinator("Nana"), await stage.coordinator("Kwame")
    four = await stage.members(*FOUR)
    for person in four[:3]:
        await would_join(person, "Leading")
    assert ENOUGH not in nana.transcript() + kwame.transcript()
    await would_join(four[3], "Leading")
    for coordinator in (nana, kwame):
        assert coordinator.screen == ENOUGH
        assert coordinator.buttons == ["See it", "Plan this circle"]
    late = await stage.member("Late")
    await would_join(late, "Leading")
    assert nana.transcript().count(ENOUGH) == 1


async def test_the_coordinator_sees_the_topic_the_best_time_and_nobody(stage: Stage) -> None:
    nana = await stage.coordinator()
    await four_wish(stage)
    await nana.taps("See it")
    assert "Leading: enough to start." in nana.screen
    assert "Best time: Thursdays, 7 pm." in nana.screen
    assert "Two guides and somebody to look after wellbeing: not there yet." in nana.screen
    assert "Others who offered to help: fewer than 5" in nana.screen
    assert not any(name in nana.transcript() for name in FOUR)
    assert not re.search(r"\b[1-4]\b", nana.screen)


async def test_whether_it_could_be_held_is_said_as_yes_or_no(stage: Stage) -> None:
    nana = await stage.coordinator()
    guides, observer = await helpers(stage)
    await four_wish(stage)
    await nana.taps("See it")
    assert "look after wellbeing: could be found." in nana.screen
    assert not any(one.name in nana.screen for one in (*guides, observer))
    await guides[0].says("/circles")
    await can_do(guides[0], "Can't", "Can't", "Can't", "Can't")
    await nana.taps("Back")
    await nana.taps("Leading")
    assert "look after wellbeing: not there yet." in nana.screen


async def test_one_tap_opens_the_planning_form_with_topic_and_time_filled_in(stage: Stage) -> None:
    nana = await stage.coordinator()
    await helpers(stage)
    four = await four_wish(stage)
    await nana.taps("Plan this circle")
    await nana.taps("Thursday circle")
    for label in ("Members only", "Every 3 weeks", "Regular circle", "Ed", "Gus", "That's all", "Obi", "6"):
        await nana.taps(label)
    assert "About: Leading" in nana.screen
    assert "First: Thu 12 Feb, 7:00 pm" in nana.screen
    await nana.taps("Open it")
    await bring_in(stage, nana, "Thursday circle", link_payload(nana))
    for person in four:
        assert "A circle has opened. Want to look?" in person.screen
        async with stage.database.read() as tx:
            assert await proposals.of(tx, person.id or PersonId("")) == {}
            assert await times.of(tx, person.id or PersonId("")) is None
    await four[0].taps("More about it")
    assert four[0].hears("Thursday circle")


async def test_one_that_is_being_planned_is_not_planned_twice(stage: Stage) -> None:
    nana, kwame = await stage.coordinator("Nana"), await stage.coordinator("Kwame")
    await helpers(stage)
    await four_wish(stage)
    await nana.taps("Plan this circle")
    await nana.taps("Thursday circle")
    for label in ("Members only", "Every 3 weeks", "Regular circle", "Ed", "Gus", "That's all", "Obi", "6", "Open it"):
        await nana.taps(label)
    await kwame.taps("Plan this circle")
    assert kwame.hears("A circle on that is being planned.")


async def test_four_who_cannot_meet_at_one_time_are_not_enough(stage: Stage) -> None:
    nana = await stage.coordinator()
    four = await stage.members(*FOUR)
    for person, own in zip(four, range(4), strict=True):
        async with stage.database.begin() as tx:
            for n, slot in enumerate(("tue-day", "thu-eve", "sat-morning", "mon-eve")):
                says = Says.CAN if n == own else Says.CANT
                await times.say(tx, person.id or PersonId(""), slot, says, now=stage.now)
        await would_join(person, "Leading")
    assert ENOUGH not in nana.transcript()


async def test_taking_it_back_is_one_tap_and_the_letter_that_waited_is_dropped(stage: Stage) -> None:
    nana = await stage.coordinator()
    four = await stage.members(*FOUR)
    await stage.until(stage.now.replace(hour=22))
    for person in four:
        await would_join(person, "Leading")
    await four[0].taps("What I'd join")
    assert "You'd join: Leading" in four[0].screen
    await four[0].taps("Take it back")
    assert four[0].hears("it's all taken back, and nobody is told")
    await stage.until(stage.now.replace(hour=9) + timedelta(days=1))
    assert ENOUGH not in nana.transcript()
    await would_join(four[0], "Leading")
    assert nana.screen == ENOUGH


async def test_tell_me_when_can_be_taken_back_too(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/circles")
    await ama.taps("Tell me when")
    await ama.taps("What I'd join")
    assert "I tell you when a circle opens." in ama.screen
    await ama.taps("Take it back")
    await open_circle(stage)
    assert "A circle has opened" not in ama.transcript()


async def test_a_proposal_that_fell_apart_says_so_kindly(stage: Stage) -> None:
    nana = await stage.coordinator()
    await helpers(stage)
    four = await four_wish(stage)
    await four[0].says("/circles")
    await four[0].taps("What I'd join")
    await four[0].taps("Take it back")
    await nana.taps("Plan this circle")
    assert nana.hears("There isn't enough to start that one just now.")


async def test_the_letter_waits_for_the_morning(stage: Stage) -> None:
    nana = await stage.coordinator()
    await stage.until(stage.now.replace(hour=22))
    for person in await stage.members(*FOUR):
        await would_join(person, "Leading")
    assert ENOUGH not in nana.transcript()
    await stage.until(stage.now.replace(hour=8, minute=1) + timedelta(days=1))
    assert nana.screen == ENOUGH


async def test_whoever_could_help_without_a_part_is_asked_before_their_name_is_told(stage: Stage) -> None:
    nana = await stage.coordinator()
    kofi = await stage.member("Kofi")
    await kofi.says("/circles")
    await kofi.taps("I could help run")
    await kofi.taps("Leading")
    await kofi.taps("That's all")
    assert "Kofi" not in nana.transcript()
    await kofi.taps("Yes, tell them")
    assert "Kofi could help run one" in nana.screen


async def test_a_guide_who_could_help_is_thanked_and_told_to_nobody(stage: Stage) -> None:
    nana = await stage.coordinator()
    ed = await stage.member("Ed", roles=[Role.GUIDE])
    await ed.says("/circles")
    await ed.taps("I could help run")
    await ed.taps("Leading")
    await ed.taps("That's all")
    assert ed.hears("I count you in")
    assert "Yes, tell them" not in ed.buttons
    assert "Ed" not in nana.transcript()


async def test_proposals_are_for_coordinators_alone(stage: Stage) -> None:
    await four_wish(stage)
    nosy = await stage.member("Nosy")
    await nosy.says("/menu")
    for forged in ("pr-all", "pr-see:leading", "pr-plan:leading"):
        nosy.part.taps(nosy.part.hears()[-1], forged, forged=True)
        await stage.settle()
        assert "Leading" not in nosy.screen
        assert "enough" not in nosy.screen


async def test_a_topic_nobody_knows_is_an_old_button(stage: Stage) -> None:
    nana = await stage.coordinator()
    await nana.says("/menu")
    await nana.taps("More")
    await nana.taps("Circles people want")
    assert nana.hears("Nothing has enough people to start so far")
    nana.part.taps(nana.part.hears()[-1], "pr-see:nonsense", forged=True)
    await stage.settle()
    assert "nonsense" not in nana.screen


async def test_a_wish_lapses_after_six_months_unless_renewed(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await would_join(ama, "Leading")
    for days, kept in ((170, {"join": ["leading"]}), (190, {})):
        async with stage.database.begin() as tx:
            await proposals.keep_times(tx, stage.now + timedelta(days=days))
            assert await proposals.of(tx, ama.id or PersonId("")) == kept
