"""Consent in two steps, every session: to the very words shown, taken back any time, and a no that leaves nothing."""

import pytest

from handlers.sessions import saying
from handlers.talk.words import of
from mentoring.people import PersonId, Role
from storage import circles, consents, people, sessions
from tests.dump import rows
from tests.rule_steps import rewords
from tests.session_steps import NAMES, Evening, evening, stand_down
from tests.stage import Somebody, Stage, plain


async def counted(night: Evening) -> set[str]:
    """The names of those who are in today."""
    async with night.stage.database.read() as tx:
        here = await saying.in_today(tx, await sessions.find(tx, (await night.session()).id))
    return {member.name for member in night.members if member.id in here}


async def another_plan(night: Evening) -> None:
    ed = night.guides[0]
    await ed.says("/sessions")
    await ed.taps("Thu 12 Feb, 7:00 pm")
    await ed.taps("Change the plan")
    await ed.taps("Speaking-up circle")
    await ed.taps("Just this one")


async def other_rules(night: Evening) -> None:
    await rewords(night.guides[0])


async def another_observer(night: Evening) -> None:
    """Obi steps back, and Ros stands in."""
    ros = await night.stage.member("Ros", roles=[Role.OBSERVER])
    async with night.stage.database.begin() as tx:
        await people.revoke(tx, night.observer.id or PersonId(""), Role.OBSERVER)
    await stand_down(night, night.observer)
    await night.coordinator.says("/rota")
    await night.coordinator.taps("Ask stand-ins")
    await ros.taps("I can")


CHANGES = {"plan": another_plan, "rules": other_rules, "observer": another_observer}


async def reads_and_is_in(member: Somebody) -> None:
    if "I can keep these" in member.buttons:
        await member.taps("I can keep these")
    await member.taps("I've read it")
    await member.taps("I'm in today")


@pytest.mark.parametrize("change", CHANGES)
async def test_h09_a_yes_for_version_1_does_not_open_a_session_on_version_2(stage: Stage, change: str) -> None:
    night = await evening(stage)
    await night.gathered()
    ed, ama = night.guides[0], night.members[0]
    assert await counted(night) == set(NAMES)
    await CHANGES[change](night)
    assert await counted(night) == set()
    await night.to(minutes=0)
    await ed.says("/hold")
    assert "In today: 0" in ed.screen
    await ed.taps("Begin")
    assert ed.hears("Nobody so far.")
    await reads_and_is_in(ama)
    assert ama.hears("You're in.")
    assert await counted(night) == {"Ama"}


@pytest.mark.parametrize("change", CHANGES)
async def test_h09_whoever_said_yes_to_the_older_words_is_asked_again(stage: Stage, change: str) -> None:
    night = await evening(stage)
    await night.gathered()
    before = {member.name: len(member.part.hears()) for member in night.members}
    await CHANGES[change](night)
    for member in night.members:
        assert len(member.part.hears()) > before[member.name]
        asked = {"I've read it", "I can keep these"} & set(member.buttons)
        assert asked, member.transcript()


async def test_h09_a_no_leaves_no_row(stage: Stage) -> None:
    night = await evening(stage)
    await night.read_cards()
    await night.to(minutes=10)
    ama = night.members[0]
    ready = ama.part.hears()[-1]
    no = next(str(b["callback_data"]) for row in ready.buttons for b in row if b["text"] == "Not today")
    before = await rows(stage)
    await ama.taps("Not today")
    assert await rows(stage) == before
    ama.part.taps(ready, no.replace("se-not", "se-in"), forged=True)
    await stage.settle()
    assert await rows(stage) != before
    await ama.taps("Not today after all")
    assert await rows(stage) == before


async def test_h09_a_no_in_the_middle_of_the_session_leaves_no_row_either(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered(but=1)
    await night.to(minutes=0)
    await night.guides[0].taps("Begin")
    late = night.members[4]
    before = await rows(stage)
    await late.taps("I'm in today")
    assert late.hears("I'm here all session.") or late.hears("You're in.")
    you_are_in = next(m for m in reversed(late.part.hears()) if "You're in." in plain(m.text))
    no = next(str(b["callback_data"]) for row in you_are_in.buttons for b in row if b["text"] == "Not today after all")
    late.part.taps(you_are_in, no, forged=True)
    await stage.settle()
    assert await rows(stage) == before


async def test_the_version_is_the_hash_of_the_very_words_on_the_screen(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await night.to(hours=24)
    shown = ama.part.hears()[-1].text
    await ama.taps("I've read it")
    async with stage.database.read() as tx:
        (given,) = [c for c in await consents.of(tx, ama.id or PersonId("")) if c.purpose == "session-card"]
    words = shown[shown.index("\u2068Who: up to 6") :].removesuffix("\u2069")
    assert consents.version_of(words) == given.version
    assert "wellbeing (\u2068Obi\u2069)" in words
    assert "Plan: \u2068Regular circle\u2069. Our rules: version \u20681\u2069, see /rules" in words


async def test_i_have_read_it_stands_only_under_the_words_it_speaks_of(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await ama.says("/sessions")
    await ama.taps("Thu 12 Feb, 7:00 pm")
    assert "I've read it" not in ama.buttons
    await ama.taps("Read the card")
    assert ama.hears("Nothing is recorded")
    await ama.taps("I've read it")
    assert ama.hears("Thank you. Just before we start")


@pytest.mark.parametrize(("plan", "paused"), [("PL2", True), ("PL4", True), ("PL5", False), ("PL8", False)])
async def test_a_card_speaks_of_a_break_where_the_plan_has_one(stage: Stage, plan: str, *, paused: bool) -> None:
    night = await evening(stage)
    async with stage.database.begin() as tx:
        await sessions.replan(tx, await night.session(), plan, 45)
    await night.to(hours=24)
    assert ("45 minutes, with a break." in night.members[0].screen) == paused
    assert ("45 minutes." in night.members[0].screen) != paused


async def test_a_stand_in_observer_brings_a_fresh_card_with_their_name(stage: Stage) -> None:
    night = await evening(stage)
    await night.read_cards()
    await another_observer(night)
    await stage.forward(hours=14)
    ama = night.members[0]
    assert "look after wellbeing (Ros)" in ama.screen
    assert "A yes to the older ones doesn't count." in ama.screen


async def test_words_that_changed_in_any_other_way_are_asked_again_an_hour_before(stage: Stage) -> None:
    night = await evening(stage)
    await night.read_cards()
    ros = await stage.member("Ros", roles=[Role.OBSERVER])
    async with stage.database.begin() as tx:
        await circles.stand_down(tx, night.circle, night.observer.id or PersonId(""))
        await circles.staff_up(tx, night.circle, ros.id or PersonId(""), "observer", now=stage.now)
    await night.to(hours=1)
    ama, mei = night.members[:2]
    assert "A yes to the older ones doesn't count." in ama.screen
    await ama.taps("I've read it")
    await night.to(minutes=10)
    assert ama.hears("Ready when you are.")
    assert "A yes to the older ones doesn't count." in mei.screen


async def test_an_observer_who_changes_in_the_middle_puts_nobody_out_of_the_room(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ed, ama = night.guides[0], night.members[0]
    await another_observer(night)
    assert await counted(night) == set(NAMES)
    await ama.taps("See the plan")
    assert ama.hears("Regular circle, 90 minutes")
    await ed.says("/hold")
    assert "In today: 5" in ed.screen


async def test_a_yes_to_older_words_is_let_go_when_the_session_begins_without_it(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered()
    await another_plan(night)
    late, session = night.members[4], await night.session()
    for member in night.members[:4]:
        await reads_and_is_in(member)
    async with stage.database.begin() as tx:  # as if it had been left behind
        await sessions.say_yes(tx, session.id, late.id or PersonId(""), "older words", now=stage.now)
    await night.to(minutes=0)
    await night.guides[0].says("/hold")
    await night.guides[0].taps("Begin")
    assert await counted(night) == set(NAMES[:4])
    assert "I'm here all session." not in late.transcript()
    async with stage.database.read() as tx:
        assert await sessions.yes_of(tx, session.id, late.id or PersonId("")) is None


async def test_reworded_rules_are_kept_before_the_card_is_read(stage: Stage) -> None:
    night = await evening(stage)
    await rewords(night.guides[0])
    await night.to(hours=24)
    ama = night.members[0]
    assert "Our rules: version 2" in ama.screen
    await ama.taps("I've read it")
    assert ama.hears("Can you keep these?")
    await ama.taps("I can keep these")
    assert ama.hears("Nothing is recorded")
    await ama.taps("I've read it")
    assert ama.hears("Thank you. Just before we start")


async def test_the_reading_of_a_card_is_taken_back_in_privacy_without_a_trace(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(hours=24)
    ama = night.members[0]
    before = await rows(stage)
    await ama.taps("I've read it")
    await ama.says("/privacy")
    await ama.taps("Take back a yes")
    await ama.taps("A session's card")
    await ama.taps("Take it back")
    assert await rows(stage) == before


async def test_somebody_who_never_tapped_is_asked_when_they_come_late(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered(but=1)
    await night.to(minutes=0)
    await night.guides[0].taps("Begin")
    late = night.members[4]
    url = next(
        str(b["url"]) for m in night.chat.messages.values() for row in m.buttons for b in row if b["text"] == "My panel"
    )
    await late.starts(url.partition("start=")[2])
    assert late.hears("Same promises: private, not recorded, pass when you like. Are you in?")
    await late.taps("I'm in today")
    assert await counted(night) == set(NAMES)


async def test_a_guide_asks_aloud_as_well(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered()
    ed = night.guides[0]
    await ed.says("/hold")
    await ed.taps("What to say first")
    assert ed.hears("I'll say each name. Please say yes, pass, or not today. All three are fine.")
    assert ed.hears("No one is recording. Please turn off any note-taking tool")


async def test_every_card_of_every_plan_says_that_nothing_is_recorded(stage: Stage) -> None:
    night = await evening(stage)
    for plan in (f"PL{number}" for number in range(1, 9)):
        async with stage.database.begin() as tx:
            session = await night.session()
            await sessions.replan(tx, session, plan, 45)
            card = await saying.card(tx, of("en"), await sessions.find(tx, session.id))
        assert "Nothing is recorded. No note apps." in card
