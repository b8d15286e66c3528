"""A circle's evening, from two days before to the day after."""

from datetime import timedelta

from storage import sessions
from tests.session_steps import LINK, evening
from tests.stage import Stage


async def test_a_whole_evening(stage: Stage) -> None:
    night = await evening(stage)
    ama, mei = night.members[0], night.members[1]
    ed, obi = night.guides[0], night.observer
    await night.to(hours=48)
    assert ama.hears("Next circle: Thu 12 Feb, 7:00 pm UK time. Plan: Regular circle.", night.chat)
    await night.to(hours=24)
    assert ama.hears("Nothing is recorded")
    assert "Clocks" not in ama.screen
    assert ed.hears("Agree who speaks")
    assert ed.hears("12 min · Check-in")
    assert obi.hears("If tears come")
    for member in night.members:
        await member.taps("I've read it")
    await night.set_link()
    await night.to(hours=1)
    assert ama.hears("In an hour. Got headphones and a quiet corner?")
    await night.to(minutes=10)
    assert ama.hears("Ready when you are.")
    await ama.taps("I'm in today")
    assert "Open call link" in ama.buttons
    assert "In today: 1" in ed.screen
    for member in night.members[1:4]:
        await member.taps("I'm in today")
    await night.members[4].taps("Not today")
    assert night.members[4].hears("Rest well. Catch up with Obi later")
    assert "In today: 4" in ed.screen
    await night.to(minutes=0)
    await ed.taps("Begin")
    assert ama.hears("are guiding. Obi is here for a quiet word. No recording.", night.chat)
    assert ama.hears("I'm here all session.")
    assert not night.members[4].hears("I'm here all session.")
    assert "Arrive: " in ed.screen
    await ed.taps("Next step")
    assert "Yes round: " in ed.screen
    assert "Yes round: " in night.guides[1].screen
    await stage.forward(minutes=79)
    assert not ama.hears("Ten minutes left", night.chat)
    await stage.forward(minutes=1)
    assert ama.hears("Ten minutes left. Time to land gently.", night.chat)
    await stage.forward(minutes=5)
    await ed.taps("Close")
    assert ama.hears("What's said here stays here", night.chat)
    await stage.forward(minutes=15)
    assert ed.hears("Ten minutes for you three.")
    assert obi.hears("Ten minutes for you three.")
    await ed.taps("Start debrief")
    assert ed.hears("How are you, first?")
    await stage.forward(minutes=15)
    assert mei.hears("How are you doing after that?")
    assert not night.members[4].hears("How are you doing after that?")
    await mei.taps("I'm fine")
    await stage.until(stage.now.replace(day=13, hour=10, minute=0))
    assert ama.hears("Thinking of you after yesterday. No reply needed.")
    await ama.taps("Stop these")
    assert ama.hears("I won't ask the day after any more")


async def test_the_call_link_is_never_said_in_the_group_and_goes_after_a_day(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    begun = await night.session()
    assert LINK not in night.members[0].transcript(night.chat)
    assert not any(LINK in str(m.buttons) for m in night.chat.messages.values())
    await night.guides[0].taps("Close")
    await night.guides[0].taps("Yes, close now")
    await stage.forward(hours=23)
    async with stage.database.read() as tx:
        assert await sessions.link_of(tx, begun.id) == LINK
    await stage.forward(hours=1, minutes=1)
    async with stage.database.read() as tx:
        assert await sessions.link_of(tx, begun.id) is None


async def test_a_link_that_is_not_https_is_refused(stage: Stage) -> None:
    night = await evening(stage)
    ed = night.guides[0]
    await ed.says("/hold")
    await ed.taps("Set the link")
    await ed.types("http://call.example.org/room")
    assert ed.hears("not a whole address starting with https://")
    await ed.types(LINK)
    assert ed.hears("goes only to people who are in today")
    assert (await night.session()).has_link
    assert LINK not in ed.transcript()


async def test_the_next_session_is_planned_when_one_is_over(stage: Stage) -> None:
    night = await evening(stage)
    first = await night.session()
    await night.begun()
    await stage.forward(minutes=90)
    following = await night.session()
    assert following.starts - first.starts == timedelta(weeks=3)


async def test_a_session_nobody_began_is_put_away_quietly(stage: Stage) -> None:
    night = await evening(stage)
    first = await night.session()
    await stage.until(first.starts + timedelta(hours=4))
    assert (await night.session()).starts - first.starts == timedelta(weeks=3)
    ama = night.members[0]
    assert "How are you doing after that?" not in ama.transcript()
    assert "Thank you all" not in ama.transcript(night.chat)


async def test_a_bot_that_was_away_sends_what_is_still_useful_and_nothing_after_the_start(stage: Stage) -> None:
    night = await evening(stage)
    starts = (await night.session()).starts
    stage.clock.set(starts - timedelta(hours=23))
    await stage.running.look_at_the_clock()
    ama = night.members[0]
    assert ama.transcript().count("Nothing is recorded") == 1
    assert "Next circle" not in ama.transcript(night.chat)
    stage.clock.set(starts + timedelta(minutes=1))
    await stage.running.look_at_the_clock()
    assert "In an hour." not in ama.transcript()
    assert "Ready when you are." not in ama.transcript()


async def test_sessions_lists_what_is_coming_up(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await ama.says("/sessions")
    assert ama.hears("Thu 12 Feb, 7:00 pm UK time · Thursday circle")
    await ama.taps("Thu 12 Feb, 7:00 pm")
    assert {"Can't come", "Details"} <= set(ama.buttons)
    await ama.taps("Details")
    assert ama.hears("Looking after wellbeing: Obi")


async def test_once_it_is_time_the_list_shows_the_way_in_and_one_way_to_say_no(stage: Stage) -> None:
    night = await evening(stage)
    await night.read_cards()
    await night.to(minutes=10)
    ama = night.members[0]
    await ama.says("/sessions")
    await ama.taps("Thu 12 Feb, 7:00 pm")
    assert ama.buttons == ["I'm in today", "Can't come", "Details", "Back"]


async def test_a_moved_session_withdraws_its_letters_and_every_yes(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered()
    session = await night.session()
    async with stage.database.begin() as tx:
        assert await sessions.move(tx, session, session.starts + timedelta(days=3), now=stage.now)
    await stage.forward(hours=2)
    ama = night.members[0]
    assert not ama.hears("I'm here all session.")
    async with stage.database.read() as tx:
        assert await sessions.yeses(tx, session.id) == []
    await stage.until(session.starts + timedelta(days=2))
    assert "Before we meet: Sun 15 Feb, 7:00 pm UK time" in ama.screen


async def test_a_session_nobody_began_counts_nobody_as_having_been_in(stage: Stage) -> None:
    """H-09: a yes, to whatever words, to an evening that never was, is not kept."""
    night = await evening(stage)
    await night.gathered()
    session = await night.session()
    async with stage.database.read() as tx:
        assert len(await sessions.yeses(tx, session.id)) == 5
    await stage.forward(hours=2)
    async with stage.database.read() as tx:
        assert await sessions.yeses(tx, session.id) == []
