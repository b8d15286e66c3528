"""After the close (J5.6 to 10): one thing, the helpers' and the members' debrief, and who answers a wish to talk."""

from datetime import UTC, datetime

import pytest

from handlers.holding.taps import CheckIn, GuideCard, LikeChat, ShowThing
from mentoring.people import Role
from tests.concern_steps import forges
from tests.page_steps import count, sets_up, shown
from tests.session_steps import Evening, closed, evening
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere
from tests.unnamed_steps import in_group

MARKER = "saffron-weathervane-6630"
THING = f"Ring the {MARKER} office"
OFFERED = "Last time you wrote one thing. Want to see it?"
WANTED = "Someone you held would like a debrief: Ama."


async def last_session(stage: Stage) -> str:
    async with stage.database.read() as tx:
        ((session,),) = await tx.conn.slow("select id from sessions where state = 'closed'")
    return str(session)


async def over(stage: Stage, *stand_ins: str) -> tuple[Evening, Somebody, Somebody]:
    """Half an hour after the close: the evening, Ama who was in it, and Obi who looked after wellbeing."""
    night = await evening(stage)
    for name in stand_ins:
        await stage.member(name, roles=[Role.OBSERVER])
    await closed(night)
    await stage.forward(minutes=30)
    return night, night.members[0], night.observer


async def writes_thing(night: Evening, member: Somebody, text: str = THING) -> None:
    """From the group's «My one thing»."""
    link = next(str(m.buttons[0][0]["url"]) for m in in_group(night) if "Thank you all" in m.text)
    await member.starts(link.partition("start=")[2])
    await member.types(text)


# 6: the close, and one thing


async def test_the_circle_is_thanked_once_and_nobodys_one_thing_is_said_there(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    night, ama, _ = await over(stage)
    thanks = [m for m in in_group(night) if "Thank you all. What's said here stays here." in m.text]
    assert len(thanks) == 1
    await writes_thing(night, ama)
    assert ama.hears("Saved, and cleared from this chat.")
    assert MARKER not in ama.transcript(night.chat)
    assert MARKER not in shown(ama)
    assert_nowhere(stage, MARKER, *capfd.readouterr())


async def test_one_thing_is_offered_back_an_hour_before_next_time_to_its_owner_alone(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    night, ama, _ = await over(stage)
    await writes_thing(night, ama)
    await night.to(hours=1)
    assert OFFERED in ama.transcript()
    assert MARKER not in shown(ama)
    for other in (*night.members[1:], *night.guides, night.observer, night.coordinator):
        assert OFFERED not in other.transcript()
    await ama.taps("Show me")
    assert THING in ama.screen
    assert ama.part.hears()[-1].protected
    assert_nowhere(stage, MARKER, *capfd.readouterr())
    await stage.forward(minutes=11)
    assert MARKER not in shown(ama)


async def test_not_now_leaves_the_one_thing_where_it_is(stage: Stage) -> None:
    night, ama, _ = await over(stage)
    await writes_thing(night, ama)
    await night.to(hours=1)
    await ama.taps("Not now")
    assert ama.hears("That's fine. It's still locked away for you.")
    assert MARKER not in shown(ama)
    assert await count(stage, "one_things") == 1


async def test_one_thing_that_was_erased_is_not_offered(stage: Stage) -> None:
    night, ama, _ = await over(stage)
    await writes_thing(night, ama)
    await ama.taps("Erase it")
    await night.to(hours=1)
    assert OFFERED not in ama.transcript()


async def test_somebody_elses_one_thing_cannot_be_opened(stage: Stage) -> None:
    night, ama, _ = await over(stage)
    await writes_thing(night, ama)
    async with stage.database.read() as tx:
        ((thing,),) = await tx.conn.slow("select id from one_things")
    mei = night.members[1]
    await forges(mei, ShowThing(str(thing)))
    assert MARKER not in shown(mei)


# 7: the helpers' debrief


async def test_the_three_helpers_see_six_cards_a_quarter_of_an_hour_after(stage: Stage) -> None:
    night = await evening(stage)
    await closed(night)
    await stage.forward(minutes=14)
    helpers = [*night.guides, night.observer]
    assert not [h.name for h in helpers if "Ten minutes for you three." in h.transcript()]
    await stage.forward(minutes=1)
    assert [h.name for h in helpers if "Ten minutes for you three." in h.transcript()] == [h.name for h in helpers]
    assert not [m.name for m in night.members if "Ten minutes" in m.transcript()]
    obi = night.observer
    await obi.taps("Start debrief")
    for number in range(1, 7):
        assert obi.hears(f"{number} of 6.")
        assert {"Write privately", "Help now"} <= set(obi.buttons)
        await obi.taps("Next")
    assert obi.hears("Nothing of this is kept.")
    assert "Step back a while" in obi.buttons


async def test_what_a_helper_types_in_the_debrief_is_kept_only_as_a_page_of_their_own(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    night = await evening(stage)
    await closed(night)
    await stage.forward(minutes=15)
    obi = night.observer
    await obi.taps("Start debrief")
    await obi.types(f"That {MARKER} came close")
    assert obi.hears("I've kept nothing of it. Would you like to keep words like these as a private page?")
    assert_nowhere(stage, MARKER, *capfd.readouterr())
    ed = night.guides[0]
    await sets_up(ed)
    await ed.taps("Start debrief")
    await ed.types(f"Me too, {MARKER}")
    assert ed.hears("Would you like to keep it as a private page?")
    assert await count(stage, "pages") == 1
    await ed.taps("No, forget it")
    assert await count(stage, "pages") == 0
    assert_nowhere(stage, MARKER, *capfd.readouterr())


# 8: the members


async def test_everybody_who_was_in_is_asked_how_they_are_and_fine_is_kept_nowhere(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered(but=1)
    await night.to(minutes=0)
    await night.guides[0].taps("Begin")
    await stage.forward(minutes=120)
    asked = [m.name for m in night.members if "How are you doing after that?" in m.transcript()]
    assert asked == [m.name for m in night.members[:4]]
    ama = night.members[0]
    assert {"I'm fine", "I'd like a chat", "See support", "Write privately"} <= set(ama.buttons)
    before = await every_row(stage)
    await ama.taps("I'm fine")
    assert ama.hears("I haven't kept that.")
    assert await every_row(stage) == before


async def every_row(stage: Stage) -> dict[str, list[str]]:
    async with stage.database.read() as tx:
        tables = [row[0] for row in await tx.conn.slow("select name from sqlite_master where type = 'table'")]
        return {
            table: sorted(repr(tuple(row)) for row in await tx.conn.slow(f"select * from {table}"))
            for table in tables
            if table != "seen"
        }


# 9: a chat


async def test_the_observer_listens_with_the_cards_and_checks_in_tomorrow_when_asked_to(stage: Stage) -> None:
    _, ama, obi = await over(stage)
    await ama.taps("I'd like a chat")
    await obi.taps("Now")
    assert ama.hears("Obi has time for you now")
    await obi.taps("Cards for listening")
    for number in range(1, 6):
        assert obi.hears(f"{number} of 5.")
        await obi.taps("Next")
    assert obi.hears("Thank you for telling me. I won't write it down. Shall I check in tomorrow?")
    assert ama.screen == "Obi asks: shall I check in with you tomorrow? Either is fine."
    await ama.taps("Yes, please")
    assert ama.hears("I'll remind Obi tomorrow.")
    assert "check in today" not in obi.transcript()
    await stage.until(datetime(2026, 2, 13, 10, 0, tzinfo=UTC))
    assert "Ama would like you to check in today." in obi.screen
    await stage.forward(minutes=1)
    async with stage.database.read() as tx:
        assert await tx.conn.slow("select * from letters where kind like 'listening%'") == []


async def test_no_need_is_told_to_nobody_and_leaves_no_row(stage: Stage) -> None:
    _, ama, obi = await over(stage)
    await ama.taps("I'd like a chat")
    await obi.taps("Now")
    await obi.taps("Cards for listening")
    for _n in range(5):
        await obi.taps("Next")
    said = obi.transcript()
    await ama.taps("No need")
    assert ama.hears("That's fine. Nobody is told.")
    assert obi.transcript() == said
    async with stage.database.read() as tx:
        assert await tx.conn.slow("select * from letters where kind like 'listening%'") == []
    await stage.forward(days=2)
    assert "check in today" not in obi.transcript()


async def test_nobody_but_an_observer_can_have_a_member_asked(stage: Stage) -> None:
    night, ama, _ = await over(stage)
    session, person = await last_session(stage), str(ama.id)
    for other in (night.members[1], night.guides[0], night.coordinator):
        await forges(other, GuideCard(session, person, 5))
        await forges(other, CheckIn(session, str(night.observer.id), please=True))
        assert "check in" not in other.transcript()
    assert "shall I check in" not in ama.transcript()


async def test_an_observer_who_blocked_the_bot_is_passed_by_at_once(stage: Stage) -> None:
    _, ama, obi = await over(stage, "Ros")
    ros = stage.person("Ros")
    obi.part.blocks()
    await stage.settle()
    await ama.taps("I'd like a chat")
    assert ama.hears("I've asked Ros.")
    assert WANTED in ros.screen


async def test_an_observer_who_cannot_be_reached_when_asked_is_not_waited_for(stage: Stage) -> None:
    _, ama, obi = await over(stage, "Ros")
    obi.part.closes_account()
    await ama.taps("I'd like a chat")
    assert ama.hears("I'm sorry, they're slow to answer. Here's who is there now.")
    assert WANTED in stage.person("Ros").screen


async def test_an_observer_who_is_erased_with_an_ask_open_leaves_nobody_waiting(stage: Stage) -> None:
    _, ama, obi = await over(stage, "Ros")
    await ama.taps("I'd like a chat")
    await obi.says("/privacy")
    await obi.taps("Erase me")
    await obi.types("ERASE")
    assert obi.hears("This is your receipt")
    assert ama.screen.startswith("I'm sorry, they're slow to answer.")
    assert WANTED in stage.person("Ros").screen
    async with stage.database.read() as tx:
        ((observer,),) = await tx.conn.slow("select observer_id from quiet_words")
    assert observer == stage.person("Ros").id


async def test_with_nobody_left_to_ask_the_help_lines_come_and_the_ask_can_be_made_again(stage: Stage) -> None:
    _, ama, obi = await over(stage)
    await ama.taps("I'd like a chat")
    await obi.says("/privacy")
    await obi.taps("Erase me")
    await obi.types("ERASE")
    assert "Samaritans" in ama.screen
    again = LikeChat(await last_session(stage))
    await forges(ama, again)
    assert ama.hears("there's nobody I can ask just now")
    ros = await stage.member("Ros", roles=[Role.OBSERVER])
    await forges(ama, again)
    assert ama.hears("I've asked Ros.")
    assert WANTED in ros.screen


async def test_a_wish_to_talk_late_in_the_night_waits_for_the_observers_morning_and_help_is_shown(
    stage: Stage,
) -> None:
    _, ama, obi = await over(stage, "Ros")
    await stage.until(datetime(2026, 2, 13, 1, 30, tzinfo=UTC))
    await ama.taps("I'd like a chat")
    assert ama.hears("It's late for Obi, so I ask them at 8:00 am.")
    assert ama.hears("Samaritans")
    await stage.until(datetime(2026, 2, 13, 7, 59, tzinfo=UTC))
    assert WANTED not in obi.transcript()
    await stage.until(datetime(2026, 2, 13, 8, 0, tzinfo=UTC))
    assert WANTED in obi.screen
    assert WANTED not in stage.person("Ros").transcript()
    await stage.forward(hours=2)
    assert WANTED in stage.person("Ros").screen


async def test_a_member_who_blocked_the_bot_meanwhile_is_not_said_to_know(stage: Stage) -> None:
    _, ama, obi = await over(stage)
    await ama.taps("I'd like a chat")
    ama.part.blocks()
    await stage.settle()
    await obi.taps("Now")
    assert "I couldn't reach Ama to say you have time." in obi.transcript()


# 10: the day after


async def test_the_day_after_a_soft_check_comes_once_at_ten(stage: Stage) -> None:
    _, ama, _ = await over(stage)
    await stage.until(datetime(2026, 2, 13, 9, 59, tzinfo=UTC))
    assert "Thinking of you after yesterday." not in ama.transcript()
    await stage.until(datetime(2026, 2, 13, 10, 0, tzinfo=UTC))
    assert ama.screen == "Thinking of you after yesterday. No reply needed."
    await stage.forward(days=5)
    assert ama.transcript().count("Thinking of you after yesterday.") == 1


# Something hurtful was said
