"""When a circle can't run as planned: one guide, too few, no observer, and a small chat in its place (J5, H-08)."""

from datetime import timedelta
from itertools import permutations

import pytest

from mentoring.calendar import TooLongAMeeting
from mentoring.people import PersonId, Role
from storage import fallbacks, people, sessions
from tests.scenarios.test_holding import rows_about, shown_to
from tests.session_steps import NAMES, Evening, evening, stand_down
from tests.stage import Somebody, Stage


async def one_guide_left(stage: Stage) -> Evening:
    """Four are in, the observer is there, and one of the guides has dropped out."""
    night = await evening(stage, members=4)
    await night.gathered()
    await stand_down(night, night.guides[1])
    return night


async def asks_if_one_is_ok(night: Evening) -> None:
    await night.guides[0].taps("Begin")
    await night.guides[0].taps("Ask if one is OK")


async def begins(night: Evening) -> bool:
    await night.guides[0].says("/hold")
    await night.guides[0].taps("Begin")
    return (await night.session()).begun is not None


async def everything_kept(stage: Stage) -> str:
    """All that is kept of the evening's yeses and the session itself."""
    async with stage.database.read() as tx:
        yeses = await tx.conn.slow("select person_id, version, one_guide from session_yeses order by person_id")
        rest = await tx.conn.slow("select id, needs_two, chat from sessions order by id")
        return repr([[tuple(row) for row in rows] for rows in (yeses, rest)])


# No observer


async def test_h08_begin_with_no_observer_is_refused_and_says_what_is_possible(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered()
    await stand_down(night, night.observer)
    ed = night.guides[0]
    await ed.taps("Begin")
    assert ed.hears("No observer tonight. A circle can't run without one.")
    assert {"Ask stand-in", "Small chat", "Move it"} <= set(ed.buttons)
    assert (await night.session()).begun is None
    assert "We're starting" not in ed.transcript(night.chat)
    await ed.taps("Move it")
    assert ed.hears("The old time stands until one is found.")


async def test_from_the_refusal_stand_ins_are_asked_and_whoever_says_yes_lets_it_begin(stage: Stage) -> None:
    night = await evening(stage)
    stand_in = await stage.member("Ola", roles=[Role.OBSERVER])
    await night.gathered()
    async with stage.database.begin() as tx:
        await people.revoke(tx, night.observer.id or PersonId(""), Role.OBSERVER)
    await stand_down(night, night.observer)
    ed = night.guides[0]
    await ed.taps("Begin")
    await ed.taps("Ask stand-in")
    assert "look after wellbeing" in stand_in.screen
    await stand_in.taps("I can")
    await ed.says("/hold")
    assert "Looking after wellbeing: Ola" in ed.screen
    for member in night.members:  # the card names whoever looks after wellbeing, so each is asked anew
        await member.taps("I've read it")
        await member.taps("I'm in today")
    await ed.taps("Begin")
    assert "Arrive: " in ed.screen


async def test_the_panel_itself_offers_a_way_on_when_there_is_no_observer(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(hours=20)
    await stand_down(night, night.observer)
    ed = night.guides[0]
    await ed.says("/hold")
    assert {"Ask stand-in", "Small chat", "Move it"} <= set(ed.buttons)


async def test_h08_a_session_of_91_minutes_cannot_be_made_and_a_small_chat_ends_after_60(stage: Stage) -> None:
    night = await evening(stage)
    session = await night.session()
    async with stage.database.begin() as tx:
        with pytest.raises(TooLongAMeeting):
            await sessions.plan(tx, night.circle, stage.now + timedelta(days=40), "PL2", 91, now=stage.now)
        with pytest.raises(TooLongAMeeting):
            await sessions.replan(tx, session, "PL2", 91)
        chat = await fallbacks.make_small_chat(tx, session)
        assert chat is not None
        assert chat.minutes == 60
        with pytest.raises(Exception, match="CHECK"):
            await tx.conn.change("update sessions set minutes = 61 where id = :id", {"id": session.id})


# Fewer than four coming


@pytest.mark.parametrize(
    ("coming", "says", "buttons"),
    [
        (3, "Three so far.", ["Wait a bit", "Small chat", "Move it"]),
        (2, "Two so far. Better to move it.", ["Wait a bit", "Move it"]),
        (0, "Nobody so far. Better to move it.", ["Wait a bit", "Move it"]),
    ],
)
async def test_an_hour_before_the_guides_hear_that_fewer_than_four_are_coming(
    stage: Stage, coming: int, says: str, buttons: list[str]
) -> None:
    night = await evening(stage)
    await night.to(hours=24)
    for member in night.members[:coming]:
        await member.taps("I've read it")
    await night.to(hours=1)
    for guide in night.guides:
        assert guide.screen == says
        assert guide.buttons == buttons
        assert not any(name in shown_to(guide) for name in NAMES)
    assert says not in night.observer.transcript()


async def test_an_hour_before_with_four_coming_nothing_is_said(stage: Stage) -> None:
    night = await evening(stage)
    await night.read_cards()
    await night.members[4].taps("Can't make it")
    await night.to(hours=1)
    assert "so far" not in night.guides[0].transcript()


async def test_cant_make_it_lowers_the_count_and_leaves_no_row(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(hours=24)
    last = night.members[4]
    before = await rows_about(stage, last)
    for member in night.members[:4]:
        await member.taps("I've read it")
    await night.members[3].taps("Can't make it")
    await last.taps("Can't make it")
    assert await rows_about(stage, last) == before
    await night.to(hours=1)
    assert night.guides[0].screen == "Three so far."


async def waiting_a_bit(stage: Stage) -> Evening:
    """An hour before, three are coming, and a guide would rather wait."""
    night = await evening(stage)
    await night.to(hours=24)
    for member in night.members[:3]:
        await member.taps("I've read it")
    await night.to(hours=1)
    await night.guides[0].taps("Wait a bit")
    return night


async def test_waiting_a_bit_asks_again_and_is_quiet_once_there_are_four(stage: Stage) -> None:
    night = await waiting_a_bit(stage)
    ed, gus = night.guides
    assert ed.hears("I'll look again in twenty minutes.")
    await night.members[3].taps("I'm coming")
    await stage.forward(minutes=21)
    assert ed.transcript().count("Three so far.") == 1
    assert "so far" in gus.screen


async def test_waiting_a_bit_asks_both_again_in_twenty_minutes_when_there_are_still_three(stage: Stage) -> None:
    night = await waiting_a_bit(stage)
    ed = night.guides[0]
    await stage.forward(minutes=19)
    assert ed.transcript().count("Three so far.") == 1
    await stage.forward(minutes=1)
    assert ed.transcript().count("Three so far.") == 2
    assert {"Wait a bit", "Move it"} <= set(ed.buttons)


async def test_who_is_coming_is_forgotten_when_the_room_opens(stage: Stage) -> None:
    night = await evening(stage)
    await night.read_cards()
    await night.to(minutes=10)
    async with stage.database.read() as tx:
        assert await tx.conn.slow("select * from session_coming") == []


async def test_no_circle_begins_with_three(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered(but=2)
    ed = night.guides[0]
    await ed.taps("Begin")
    assert ed.hears("Three so far. A circle needs 4 to begin.")
    assert {"Wait a bit", "Small chat", "Move it"} <= set(ed.buttons)
    await ed.taps("Wait a bit")
    assert ed.hears("I'll ask again in five minutes")
    asked = len(ed.part.hears())
    await night.members[3].taps("I'm in today")
    await stage.forward(minutes=4)
    assert len(ed.part.hears()) == asked
    await stage.forward(minutes=1)
    assert len(ed.part.hears()) == asked + 1
    assert "In today: 4" in ed.screen
    await ed.taps("Begin")
    assert ed.hears("Arrive: ")


async def test_with_two_in_there_is_no_small_chat_but_another_time(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered(but=3)
    ed = night.guides[0]
    await ed.taps("Begin")
    assert ed.hears("Two so far.")
    assert "Small chat" not in ed.buttons
    assert "Move it" in ed.buttons


# Not today, and never tapped


async def test_not_today_makes_the_count_go_down_and_gives_the_guides_no_name(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered()
    ed, ama = night.guides[0], night.members[0]
    assert "In today: 5" in ed.screen
    await ama.taps("Not today after all")
    assert ama.hears("That's fine. Rest well. Catch up with Obi later if you like.")
    assert "In today: 4" in ed.screen
    assert "Ama" not in shown_to(ed)
    assert "Ama" not in shown_to(night.observer)


async def test_a_member_who_never_tapped_is_asked_again_when_they_come_late(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered(but=1)
    late = night.members[4]
    await night.to(minutes=0)
    await night.guides[0].taps("Begin")
    assert not late.hears("I'm here all session.")
    url = next(b["url"] for m in night.chat.messages.values() for r in m.buttons for b in r if b["text"] == "My panel")
    await late.starts(str(url).partition("start=")[2])
    assert late.hears("Same promises: private, not recorded, pass when you like. Are you in?")
    await late.taps("I'm in today")
    assert late.hears("I'm here all session.")
    assert "In today: 5" in night.guides[0].screen
    assert late.name not in shown_to(night.observer)


# One guide (K3)


async def test_one_guide_may_do_only_when_each_member_says_so_in_private(stage: Stage) -> None:
    night = await one_guide_left(stage)
    await asks_if_one_is_ok(night)
    for member in night.members[:3]:
        await member.taps("One guide is OK")
        assert not await begins(night)
    await night.members[3].taps("One guide is OK")
    assert await begins(night)
    assert "We're starting. Ed is guiding." in night.guides[0].transcript(night.chat)


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
async def test_after_one_no_nothing_shows_whose_it_was_and_no_later_tap_opens_it(
    stage: Stage, order: tuple[int, ...]
) -> None:
    night = await one_guide_left(stage)
    await asks_if_one_is_ok(night)
    no, ed = night.members[2], night.guides[0]
    before = await rows_about(stage, no)
    for place in order:
        member = night.members[place]
        await member.taps("I'd rather not" if member is no else "One guide is OK")
        assert member.hears("nobody is told what you said")
    assert {**await rows_about(stage, no), "letters": []} == {**before, "letters": []}
    async with stage.database.read() as tx:
        rows = await tx.conn.slow("select one_guide from session_yeses")
    assert [row[0] for row in rows] == [0, 0, 0, 0]
    assert ed.screen == "Not this time: move it, or make it a small chat."
    assert ed.buttons == ["Ask stand-in", "Small chat", "Move it"]
    assert not await begins(night)
    assert ed.hears("Not this time with one guide")
    assert "Ask if one is OK" not in ed.buttons
    assert not any(name in shown_to(ed) for name in NAMES)
    for helper in (night.observer, night.coordinator):
        assert not any(name in helper.screen for name in NAMES)


async def test_the_four_noes_look_the_same_afterwards(stage: Stage) -> None:
    night = await one_guide_left(stage)
    await asks_if_one_is_ok(night)
    kept = await everything_kept(stage)
    for member in night.members:
        await member.taps("I'd rather not")
    assert await everything_kept(stage) == kept.replace(", 0, 0)", ", 1, 0)")


async def test_whoever_comes_in_later_has_to_be_asked_too(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered(but=1)
    await stand_down(night, night.guides[1])
    await asks_if_one_is_ok(night)
    for member in night.members[:4]:
        await member.taps("One guide is OK")
    await night.members[0].taps("Not today after all")
    await night.members[4].taps("I'm in today")
    assert not await begins(night)
    await night.guides[0].taps("Ask if one is OK")
    await night.members[4].taps("One guide is OK")
    assert await begins(night)


async def test_five_are_never_asked_for_one_guide(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered()
    await stand_down(night, night.guides[1])
    await night.guides[0].taps("Begin")
    assert night.guides[0].hears("A circle needs two guides")
    assert "Ask if one is OK" not in night.guides[0].buttons


# A small chat


async def chatting(stage: Stage) -> Evening:
    """Three are in, and a guide has made it a small chat; each has said yes to it."""
    night = await evening(stage)
    await night.gathered(but=2)
    ed = night.guides[0]
    await ed.taps("Begin")
    await ed.taps("Small chat")
    await ed.taps("Yes, a small chat")
    for member in night.members[:3]:
        await member.taps("I've read it")
        await member.taps("I'm in today")
    return night


async def test_a_small_chat_asks_each_for_a_yes_to_its_own_card(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered(but=2)
    ed, ama = night.guides[0], night.members[0]
    await ed.taps("Begin")
    await ed.taps("Small chat")
    assert ed.hears("Just company: no turns, no plan, 60 minutes at most.")
    await ed.taps("Yes, a small chat")
    assert ama.hears("A small chat instead: Thu 12 Feb, 7:00 pm UK time.")
    assert ama.hears("Nothing is recorded.")
    assert night.observer.hears("A small chat instead")
    await ed.says("/hold")
    assert "In today: 0" in ed.screen
    await ed.taps("Begin")
    assert ed.hears("Nobody so far. A small chat needs 3")
    for member in night.members[:3]:
        await member.taps("I've read it")
        await member.taps("I'm in today")
    assert await begins(night)


async def test_a_small_chat_is_company_for_an_hour_without_turns_steps_or_the_word_circle(stage: Stage) -> None:
    night = await chatting(stage)
    ed, ama = night.guides[0], night.members[0]
    assert await begins(night)
    assert "A small chat: just company, no turns.\n60 min left in all." in ed.screen
    assert "Next step" not in ed.buttons
    started = [line for line in night.guides[0].transcript(night.chat).splitlines() if "We're starting" in line][-1]
    assert "A small chat, just company." in started
    assert "circle" not in started.casefold()
    assert "Obi" in started
    assert ama.hears("I'm here all session.")
    await ama.taps("See the plan")
    assert ama.hears("Just company: no turns, no plan, 60 minutes at most.")
    await stage.forward(minutes=50)
    assert ama.hears("Ten minutes left.", night.chat)
    await stage.forward(minutes=10)
    assert "Time. Please close now." in ed.transcript()
    assert "Thank you all." in ama.transcript(night.chat)
    assert "Break" not in ama.transcript(night.chat)


async def test_after_a_small_chat_there_is_the_same_care(stage: Stage) -> None:
    night = await chatting(stage)
    assert await begins(night)
    ended = stage.now + timedelta(minutes=60)
    await stage.until(ended + timedelta(minutes=15))
    assert "Ten minutes for you three." in night.guides[0].screen
    await stage.until(ended + timedelta(minutes=30))
    ama = night.members[0]
    assert "How are you doing after that?" in ama.screen
    await ama.taps("I'd like a chat")
    assert ama.hears("I've asked Obi.")
    await stage.until(ended.replace(day=13, hour=10))
    assert "Thinking of you after yesterday." in night.members[1].screen


async def in_once_more(member: Somebody) -> None:
    """The card has changed: it is read again, and each says yes to it anew."""
    await member.says("/sessions")
    await member.taps("Thu 12 Feb, 7:00 pm")
    await member.taps("I'm in today")
    await member.taps("I've read it")
    await member.taps("I'm in today")


async def test_a_small_chat_can_be_without_an_observer_but_not_without_three(stage: Stage) -> None:
    night = await chatting(stage)
    await stand_down(night, night.observer)
    assert not await begins(night)
    assert night.guides[0].hears("Nobody so far. A small chat needs 3")  # their card named somebody to look after them
    for member in night.members[1:3]:
        await in_once_more(member)
    assert not await begins(night)
    assert night.guides[0].hears("Two so far. A small chat needs 3")
    await in_once_more(night.members[0])
    assert await begins(night)


async def test_no_observer_tonight_becomes_a_small_chat_whose_card_says_that_nobody_looks_after_wellbeing(
    stage: Stage,
) -> None:
    night = await evening(stage)
    await night.gathered()
    await stand_down(night, night.observer)
    ed, ama = night.guides[0], night.members[0]
    await ed.taps("Begin")
    assert ed.hears("No observer tonight. A circle can't run without one.")
    await ed.taps("Small chat")
    await ed.taps("Yes, a small chat")
    assert "Looking after wellbeing: nobody yet." in ama.screen
    for member in night.members[:3]:
        await member.taps("I've read it")
        await member.taps("I'm in today")
    assert await begins(night)
    await ama.taps("I need a minute")
    await ama.taps("Message the observer")
    assert ama.hears("There's nobody I can tell just now. Help lines are one tap away")
    assert "Help now" in ama.buttons


async def test_two_guides_who_both_tap_small_chat_tell_everybody_once(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(hours=1)
    ed, gus = night.guides
    async with stage.database.begin() as tx:
        for member in night.members[:3]:
            await tx.sql.headcount.say_coming(session_id=(await night.session()).id, person_id=member.id)
    for guide in (ed, gus):
        await guide.says("/hold")
    await stand_down(night, night.observer)
    for guide in (ed, gus):
        await guide.says("/hold")
        await guide.taps("Small chat")
    for guide in (ed, gus):
        await guide.taps("Yes, a small chat")
    assert gus.hears("It's a small chat now.")
    assert night.members[0].transcript().count("A small chat instead") == 1


async def test_the_next_session_is_a_circle_again(stage: Stage) -> None:
    night = await chatting(stage)
    assert await begins(night)
    await stage.forward(minutes=61)
    following = await night.session()
    assert not following.chat
    assert following.minutes == 90
