"""What can come up in a circle's evening (the edge rows of J5), each as the person saw it."""

from datetime import timedelta

from mentoring.people import Role
from mentoring.sessions import Stage as Standing
from storage import sessions
from tests.scenarios.test_holding import rows_about, shown_to
from tests.scenarios.test_panel import group_link, kept
from tests.session_steps import LINK, Evening, evening
from tests.stage import Somebody, Stage

NEW_LINK = "https://call.example.org/room/77"


async def something_is_up(night: Evening, *labels: str) -> Somebody:
    """A guide of an evening that has begun, behind «Something's up»."""
    await night.begun()
    ed = night.guides[0]
    for label in ("Something's up", *labels):
        await ed.taps(label)
    return ed


def said_in_the_group(night: Evening) -> str:
    return night.guides[0].transcript(night.chat)


async def test_someone_very_upset_is_gone_out_with_and_the_circle_hears_nothing(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ama, obi, ed = night.members[0], night.observer, night.guides[0]
    group = said_in_the_group(night)
    await ama.taps("I need a minute")
    await ama.taps("Message the observer")
    await obi.taps("On my way")
    assert ama.hears("Obi is on the way to you.")
    assert obi.hears("Step out together: a break-out room or a call.")
    assert obi.hears("Stay until there's a next step.")
    assert "Help now" in obi.buttons
    await obi.taps("Ask a guide to pause")
    assert obi.hears("I've asked the guides for a short pause, without saying why.")
    assert "Obi asks for a short pause" in ed.screen
    await ed.taps("Pause")
    assert "Paused. Take the time you need." in ed.screen
    assert "Paused." in night.guides[1].transcript()
    assert said_in_the_group(night) == group
    assert "Ama" not in shown_to(ed)
    assert await kept(stage, "quiet_words") == []


async def test_the_three_roads_out_of_the_room_leave_no_row_but_the_one_that_tells(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ama, obi = night.members[0], night.observer
    before, said = await rows_about(stage, ama), obi.transcript()
    for road in ("Step out quietly", "Just a break"):
        await ama.taps("I need a minute")
        await ama.taps(road)
        assert ama.hears("Nobody is told.")
        assert await rows_about(stage, ama) == before
        await ama.taps("Back to my panel")
    assert obi.transcript() == said
    await ama.taps("I need a minute")
    await ama.taps("Message the observer")
    assert await rows_about(stage, ama) != before
    await obi.taps("Call them")
    assert ama.hears("Obi will ring you in a moment")
    assert await rows_about(stage, ama) == before


async def test_talk_of_ending_life_sends_the_observer_with_a_card_and_the_bot_decides_nothing(stage: Stage) -> None:
    night = await evening(stage)
    safe = await stage.member("Yemi", roles=[Role.SAFE_CONTACT])
    await night.begun()
    group, told = said_in_the_group(night), (safe, night.coordinator, *night.members)
    said = {person.name: person.transcript() for person in told}
    before = {table: await kept(stage, table) for table in ("audit", "letters", "live_sessions", "quiet_words")}
    ed = night.guides[0]
    await ed.taps("Something's up")
    await ed.taps("Talk of ending life")
    assert ed.hears("Obi goes with them, and I've sent Obi what to do.")
    obi = night.observer
    assert obi.hears("Someone has talked of ending their life. Go with them.")
    for line in ("Ask straight", "call 999", "111", "Samaritans", "within the limit said at the start"):
        assert obi.hears(line)
    assert obi.hears("I decide nothing, and I keep nothing of this.")
    assert "Someone has talked" not in said_in_the_group(night).replace(group, "")
    assert {person.name: person.transcript() for person in told} == said
    assert {table: await kept(stage, table) for table in before} == before
    await ed.taps("What to do")
    assert ed.hears("Asking does no harm.")


async def test_the_observer_has_the_card_at_hand_before_anybody_speaks_of_it(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(minutes=10)
    await night.observer.taps("Talk of ending life")
    assert night.observer.hears("Stay with them. Ask straight")


async def test_nobody_who_does_not_hold_the_circle_is_given_the_card(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(minutes=10)
    seen = next(
        str(b["callback_data"])
        for row in night.observer.part.hears()[-1].buttons
        for b in row
        if b["text"] == "Talk of ending life"
    )
    ama = night.members[0]
    ama.part.taps(ama.part.hears()[-1], seen, forged=True)
    await stage.settle()
    assert not ama.hears("Ask straight")


async def test_after_hurtful_words_the_observer_goes_to_them_first_and_all_get_the_same_open_door(stage: Stage) -> None:
    night = await evening(stage)
    ed = await something_is_up(night, "Something hurtful said")
    assert ed.hears("“Let's stop there. That hurts.”")
    assert ed.hears("Obi goes first to whoever it landed on. Meet the one who said it apart, later.")
    assert night.observer.hears("Go first to whoever it landed on")
    group = said_in_the_group(night)
    await ed.taps("Back to the panel")
    await ed.taps("Close")
    await ed.taps("Yes, close now")
    doors = []
    for person in (*night.members, *night.guides, night.observer):
        (door,) = [m for m in person.part.hears() if m.text.startswith("One more thing from me.")]
        doors.append(door.text)
        assert "Raise a concern" in [b["text"] for row in door.buttons for b in row]
    assert len(set(doors)) == 1
    assert "hurt" not in doors[0]
    assert "One more thing" not in said_in_the_group(night).replace(group, "")
    assert await kept(stage, "live_sessions") == []


async def test_no_open_door_is_sent_when_nothing_was_said(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    await night.guides[0].taps("Close")
    await night.guides[0].taps("Yes, close now")
    assert "One more thing from me." not in night.members[0].transcript()


async def test_somebody_at_risk_brings_whom_to_tell_and_by_when_and_nothing_is_kept(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ed = night.guides[0]
    await ed.taps("Something's up")
    before = {table: await kept(stage, table) for table in ("letters", "audit", "live_sessions", "quiet_words")}
    said = {person.name: person.transcript() for person in (*night.members, night.observer, night.coordinator)}
    await ed.taps("Someone may be at risk")
    assert ed.hears("“That may need action. Let's talk after.”")
    assert ed.hears("tell the safeguarding lead where it happened, or the local council, today")
    assert ed.hears("tell whoever is in charge of that service, today")
    assert ed.hears("I keep nothing of this.")
    assert {table: await kept(stage, table) for table in before} == before
    told = (*night.members, night.observer, night.coordinator)
    assert {person.name: person.transcript() for person in told} == said


async def test_someone_is_recording_and_the_guide_has_the_words(stage: Stage) -> None:
    night = await evening(stage)
    ed = await something_is_up(night, "Trouble with the call", "Someone is recording")
    assert ed.hears("Please turn it off or step out. We won't go on while it's on.")
    await ed.taps("Pause")
    assert "Paused. Take the time you need." in ed.screen
    await ed.taps("Go on")
    assert "Arrive: " in ed.screen


async def test_a_stranger_in_the_call_and_only_those_in_today_get_the_new_link(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered(but=1)
    await night.members[4].taps("Not today")
    await night.to(minutes=0)
    ed = night.guides[0]
    for label in ("Begin", "Something's up", "Trouble with the call", "Stranger in the call"):
        await ed.taps(label)
    assert ed.hears("Remove them from the call.")
    await ed.taps("New link")
    await ed.types(NEW_LINK)
    assert "Arrive: " in ed.screen
    assert NEW_LINK not in ed.transcript()
    for person in (*night.members[:4], night.guides[1], night.observer):
        assert person.hears("Here's the way into the call.")
        links = [str(b.get("url")) for m in person.part.hears() for row in m.buttons for b in row]
        assert NEW_LINK in links
    away = night.members[4]
    assert not away.hears("Here's the way into the call.")
    assert not any(NEW_LINK in str(m.buttons) for m in night.chat.messages.values())
    async with stage.database.read() as tx:
        assert await sessions.link_of(tx, (await night.session()).id) == NEW_LINK


async def test_a_call_that_fails_has_a_quarter_of_an_hour_and_is_then_offered_to_be_moved(stage: Stage) -> None:
    night = await evening(stage)
    ends_at = (await night.session()).rule.ends
    ed = await something_is_up(night, "Trouble with the call", "Call won't work")
    assert ed.hears("I'll ask you again at 7:15 pm. The end stays at 8:30 pm.")
    assert {"New link", "Open call link", "Back to the panel"} == set(ed.buttons)
    await stage.forward(minutes=14)
    assert "Still no way into the call?" not in ed.transcript()
    await stage.forward(minutes=1)
    for guide in night.guides:
        assert "Still no way into the call? Better to move it to another day than to rush." in guide.screen
    assert ed.buttons == ["Move it", "New link", "Need help", "Where are we?"]
    assert (await night.session()).rule.ends == ends_at


async def test_a_circle_with_no_way_into_its_call_is_moved_and_begins_afresh_another_day(stage: Stage) -> None:
    night = await evening(stage)
    ed = await something_is_up(night, "Trouble with the call", "Call won't work")
    ama = night.members[0]
    await ama.taps("Ask for a turn")
    await stage.forward(minutes=15)
    await ed.taps("Move it")
    assert "Fri 13 Feb, 7:00 pm" not in ed.screen, "that is too soon for everybody to plan for"
    await ed.taps("Ask them")
    for helper in (*night.guides, night.observer):
        for answer in ("Can't", "Can do", "Can't"):
            await helper.taps(answer)
    session = await night.session()
    assert (session.state, session.begun) == (Standing.PLANNED, None)
    assert session.starts > stage.now + timedelta(hours=24)
    async with stage.database.read() as tx:
        assert await sessions.yeses(tx, session.id) == []
    assert await kept(stage, "live_sessions") == []
    assert "We've moved to" in ama.transcript(night.chat)
    assert "We've moved to" in ama.transcript()
    for guide in night.guides:
        assert "In today: 0" in guide.screen or "In today: 0" in guide.transcript()
    await night.read_cards()
    await night.to(minutes=10)
    for member in night.members:
        await member.taps("I'm in today")
    await night.to(minutes=0)
    await ed.says("/hold")
    await ed.taps("Begin")
    assert "Arrive: 5 min left" in ed.screen
    assert "Would like a turn" not in ed.screen


async def test_one_under_way_is_not_moved_however_old_the_button(stage: Stage) -> None:
    night = await evening(stage)
    ed = await something_is_up(night, "Trouble with the call", "Call won't work")
    await stage.forward(minutes=15)
    await ed.taps("New link")
    await ed.types(NEW_LINK)
    await ed.taps("Move it")
    assert ed.hears("It has begun already.")
    assert (await night.session()).state is Standing.BEGUN


async def test_a_new_link_in_time_ends_the_grace(stage: Stage) -> None:
    night = await evening(stage)
    ed = await something_is_up(night, "Trouble with the call", "Call won't work", "New link")
    await stage.forward(minutes=5)
    await ed.types(NEW_LINK)
    assert night.members[0].hears("Here's the way into the call.")
    assert "75 min" not in ed.screen
    assert "85 min left in all. We close by 8:30 pm." in ed.screen
    await stage.forward(minutes=15)
    assert "Still no way into the call?" not in ed.transcript()


async def test_a_card_is_not_turned_over_by_the_plans_clock(stage: Stage) -> None:
    night = await evening(stage)
    ed = await something_is_up(night, "Someone may be at risk")
    await stage.forward(minutes=6)
    assert "That may need action." in ed.screen
    assert "Yes round: " in night.guides[1].screen
    await ed.taps("Back to the panel")
    assert "Yes round: " in ed.screen
    await stage.forward(minutes=5)
    assert "Check-in: " in ed.screen


async def test_somebody_late_hears_the_same_promises_and_is_asked_again(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered(but=1)
    await night.to(minutes=0)
    ed, kofi = night.guides[0], night.members[4]
    await ed.taps("Begin")
    assert "Open call link" not in kofi.buttons
    await stage.forward(minutes=9)
    await kofi.starts(group_link(night, "My panel"))
    assert kofi.hears("Welcome. Same promises: private, not recorded, pass when you like. Are you in?")
    await kofi.taps("I'm in today")
    assert "Open call link" in kofi.transcript()
    assert kofi.hears("I'm here all session.")
    assert "In today: 5" in ed.screen
    assert "Kofi" not in shown_to(ed)


async def test_a_member_who_never_tapped_is_asked_again_and_nothing_is_noted_of_it(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered(but=1)
    kofi = night.members[4]
    await night.to(minutes=0)
    await night.guides[0].taps("Begin")
    before = await rows_about(stage, kofi)
    await kofi.starts(group_link(night, "My panel"))
    await kofi.taps("Not today")
    assert kofi.hears("Rest well. Catch up with Obi later")
    assert await rows_about(stage, kofi) == before
    assert "Kofi" not in night.observer.transcript()
    await kofi.starts(group_link(night, "My panel"))
    assert kofi.hears("Are you in?")


async def test_somebody_late_who_never_read_the_card_reads_it_first(stage: Stage) -> None:
    night = await evening(stage)
    night.members = night.members[:4]
    await night.begun()
    late = stage.cast["Kofi"]
    await late.starts(group_link(night, "My panel"))
    await late.taps("I'm in today")
    assert late.hears("Nothing is recorded")
    await late.taps("I've read it")
    await late.taps("I'm in today")
    assert late.hears("I'm here all session.")


async def test_at_the_limit_the_guides_hear_time_and_no_tap_adds_any(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ed = night.guides[0]
    panel = ed.part.hears()[-1]
    taps = {str(b["text"]): str(b["callback_data"]) for row in panel.buttons for b in row if "callback_data" in b}
    closes = (await night.session()).rule.must_close_by
    session = (await night.session()).id
    await stage.until(closes)
    assert ed.hears("Time. Please close now. Anything left can wait or go to Obi.")
    for label in ("Next step", "Pause", "Something's up", "Close"):
        ed.part.taps(panel, taps[label], forged=True)
        await stage.settle()
    assert ed.hears("That session is over.")
    async with stage.database.read() as tx:
        over = await sessions.find(tx, session)
    assert over.closed is not None
    assert over.closed <= closes
    assert ed.transcript(night.chat).count("Thank you all") == 1


async def test_while_the_bot_is_late_to_close_no_tap_goes_past_the_limit(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ed, closes = night.guides[0], (await night.session()).rule.must_close_by
    stage.clock.set(closes)
    await ed.taps("Next step")
    assert ed.hears("That session is over.")


async def test_a_link_is_nowhere_in_the_group_whatever_came_up(stage: Stage) -> None:
    night = await evening(stage)
    ed = await something_is_up(night, "Trouble with the call", "Stranger in the call", "New link")
    await ed.types(NEW_LINK)
    everything = said_in_the_group(night) + "".join(str(m.buttons) for m in night.chat.messages.values())
    assert LINK not in everything
    assert NEW_LINK not in everything


async def test_in_the_week_the_clocks_change_the_card_says_so_and_the_hour_stays(stage: Stage) -> None:
    """The clocks go forward on Sunday 29 March 2026; the circle meets every three weeks from 12 February."""
    night = await evening(stage)
    ama = night.members[0]
    await night.to(hours=23)
    assert "Clocks" not in ama.transcript()
    for day in ("2026-03-05T19:00", "2026-03-26T19:00", "2026-04-16T18:00"):
        await stage.until((await night.session()).rule.must_close_by)
        assert (await night.session()).starts.isoformat().startswith(day)
    async with stage.database.begin() as tx:
        session = await night.session()
        assert await sessions.move(tx, session, session.starts.replace(month=3, day=29), now=stage.now)
    await night.to(hours=23)
    assert "Clocks change on Sun 29 Mar. It's 7:00 pm on your phone's new time." in ama.transcript()
