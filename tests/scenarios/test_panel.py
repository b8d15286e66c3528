"""The guides' live panel: fair turns, the order of a round, a pause, and ways of being there that name nobody."""

from mentoring.people import PersonId
from storage import circles, sessions, turns
from tests.scenarios.test_holding import rows_about, shown_to
from tests.session_steps import NAMES, Evening, evening
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere

MARKER = "marmalade-lighthouse-7731"


async def shown(night: Evening, *names: str) -> None:
    """These members let others see their first name."""
    async with night.stage.database.begin() as tx:
        for member in night.members:
            if member.name in names:
                await circles.show(tx, night.circle, member.id or PersonId(""), shown=True)


def group_link(night: Evening, label: str) -> str:
    """What the newest button of this label in the group carries into the private chat."""
    urls = [str(b["url"]) for m in night.chat.messages.values() for row in m.buttons for b in row if b["text"] == label]
    return urls[-1].partition("start=")[2]


async def asks(night: Evening, member: Somebody) -> None:
    """From the circle's notice, two days before."""
    await member.starts(group_link(night, "Ask for a turn"))
    await member.taps("Yes, tell them")


async def to_turns(night: Evening) -> None:
    """On to the first turn of a regular circle."""
    for _ in range(4):
        await night.guides[0].taps("Next step")


async def kept(stage: Stage, table: str) -> list[tuple[object, ...]]:
    async with stage.database.read() as tx:
        return [tuple(row) for row in await tx.conn.slow(f"select * from {table}")]


# Turns


async def test_two_turns_are_dealt_in_the_order_they_were_asked_for_and_no_third(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(hours=48)
    mei, tunde, ama = night.members[1], night.members[2], night.members[0]
    for member in (mei, tunde):
        await asks(night, member)
    assert mei.hears("Your guides see your first name in the list of turns.")
    assert "Mei would like a turn" in night.guides[0].transcript()
    await night.begun()
    await ama.taps("Ask for a turn")
    ed = night.guides[0]
    assert "Would like a turn: Mei, Tunde, Ama." in ed.screen
    await ed.taps("Next turn")
    assert "Turn 1 of 2: Mei." in ed.screen
    assert "Would like a turn: Tunde, Ama." in ed.screen
    assert mei.hears("You're next, if you'd still like to.")
    assert "Turn 1 of 2: Mei." in night.guides[1].screen
    await ed.taps("Next turn")
    assert "Turn 2 of 2: Tunde." in ed.screen
    assert "Next turn" not in ed.buttons


async def test_before_it_begins_the_panel_shows_a_turn_as_one_line(stage: Stage) -> None:
    night = await evening(stage)
    ed = night.guides[0]
    await ed.says("/hold")
    assert "25 min · First turn\n5 min · Break\n25 min · Second turn" in ed.screen
    await ed.says("/prep")
    assert "12 min · Wonder" in ed.screen


async def test_whoever_has_had_a_turn_this_season_waits_behind_whoever_has_not(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(hours=48)
    ama, mei = night.members[:2]
    await asks(night, ama)
    await night.begun()
    await night.guides[0].taps("Next turn")
    await stage.forward(minutes=90)
    assert await kept(stage, "turn_asks") == []
    await night.to(hours=48)
    for member in (ama, mei):
        await asks(night, member)
    await night.guides[0].says("/hold")
    assert "Would like a turn: Mei, Ama." in night.guides[0].screen
    async with stage.database.begin() as tx:
        await turns.new_season(tx, night.circle)
    await night.guides[0].taps("Look again")
    assert "Would like a turn: Ama, Mei." in night.guides[0].screen


async def test_a_turn_is_taken_back_in_private_and_leaves_no_row(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(hours=48)
    ama = night.members[0]
    before = await rows_about(stage, ama)
    await asks(night, ama)
    assert await rows_about(stage, ama) != before
    await ama.starts(group_link(night, "Ask for a turn"))
    assert ama.hears("You've asked for a turn.")
    await ama.taps("Take my turn back")
    assert ama.hears("Nobody is told why")
    assert await rows_about(stage, ama) == before
    await night.guides[0].says("/hold")
    assert "Would like a turn" not in night.guides[0].screen


async def test_a_turn_somebody_would_rather_not_have_goes_to_the_next_and_does_not_count(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(hours=48)
    ama, mei = night.members[:2]
    for member in (ama, mei):
        await asks(night, member)
    await night.begun()
    ed = night.guides[0]
    await to_turns(night)
    await ed.taps("Next turn")
    await ed.taps("Pass it on")
    assert "Would like a turn: Mei, Ama." in ed.screen
    await ed.taps("Next turn")
    assert "Turn 1 of 2: Mei." in ed.screen
    await mei.taps("I'd rather not now")
    assert "Turn 1" not in ed.screen
    assert await kept(stage, "turns_had") == []


async def test_two_guides_who_deal_at_once_deal_one_turn(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(hours=48)
    for member in night.members[:3]:
        await asks(night, member)
    await night.begun()
    ed, gus = night.guides
    panel = gus.part.hears()[-1]
    (seen,) = [str(b["callback_data"]) for row in panel.buttons for b in row if b["text"] == "Next turn"]
    await ed.taps("Next turn")
    gus.part.taps(panel, seen, forged=True)
    await stage.settle()
    assert "Turn 1 of 2: Ama." in ed.screen
    assert "Turn 1 of 2: Ama." in gus.screen


async def test_a_plan_without_turns_offers_none(stage: Stage) -> None:
    night = await evening(stage)
    async with stage.database.begin() as tx:
        assert await sessions.replan(tx, await night.session(), "PL4", 60)
    await night.to(hours=48)
    ama = night.members[0]
    assert ama.hears("Plan: Listening circle.", night.chat)
    assert "Want a turn?" not in ama.transcript(night.chat)
    await ama.starts(f"turn_{(await night.session()).id}")
    assert ama.hears("This one's plan has no turns")


async def test_guides_see_the_first_names_of_those_who_asked_and_of_nobody_else(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(hours=48)
    await asks(night, night.members[0])
    await night.begun()
    assert "Ama" in shown_to(night.guides[0])
    assert not any(name in shown_to(night.guides[0]) for name in NAMES[1:])


# The order of a round


async def test_the_order_names_those_who_may_be_named_whoever_is_in_and_turns_each_time(stage: Stage) -> None:
    night = await evening(stage)
    await shown(night, "Ama", "Mei", "Tunde", "Kofi")
    await night.gathered(but=1)
    await night.members[4].taps("Not today")
    await night.to(minutes=0)
    ed = night.guides[0]
    await ed.taps("Begin")
    await ed.taps("Next step")
    first = ed.screen.partition("order: ")[2].partition(", and anyone else")[0].split(", ")
    assert sorted(first) == ["Ama", "Kofi", "Mei", "Tunde"]
    assert "Fatima" not in shown_to(ed)
    await stage.forward(minutes=90)
    await night.begun()
    await ed.taps("Next step")
    second = ed.screen.partition("order: ")[2].partition(", and anyone else")[0].split(", ")
    assert set(second[:2]) == set(first[2:])


async def test_where_nobody_may_be_named_the_quiet_are_still_offered_first(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ed = night.guides[0]
    await ed.taps("Next step")
    assert "Start with somebody who hasn't said much yet." in ed.screen


# Ways of being there


async def test_listening_and_writing_are_offered_as_equals_and_guides_never_learn_whose_they_are(stage: Stage) -> None:
    night = await evening(stage)
    await night.read_cards()
    await night.set_link()
    await night.to(minutes=10)
    for member, way in zip(night.members, ("I'll speak", "I'll mostly listen", "Text only"), strict=False):
        await member.taps("I'm in today")
        assert "Open call link" in member.buttons
        before = [shown_to(guide) for guide in night.guides]
        await member.taps(way)
        assert member.hears("I forget this when we close.")
        assert [shown_to(guide) for guide in night.guides] == before
    await night.members[3].taps("I'm in today")
    await night.to(minutes=0)
    ed = night.guides[0]
    await ed.taps("Begin")
    assert "Some would rather listen or write." in ed.screen
    assert not any(name in shown_to(ed) for name in NAMES)
    assert len(await kept(stage, "session_ways")) == 3
    await stage.forward(minutes=90)
    assert await kept(stage, "session_ways") == []


async def test_a_way_is_taken_back_with_the_yes(stage: Stage) -> None:
    night = await evening(stage)
    await night.read_cards()
    await night.to(minutes=10)
    ama = night.members[0]
    before = await rows_about(stage, ama)
    await ama.taps("I'm in today")
    await ama.taps("Text only")
    await ama.taps("Not today after all")
    assert await rows_about(stage, ama) == before


async def in_writing(night: Evening) -> Somebody:
    """Ama, who is there in writing, at her own panel."""
    await night.begun()
    ama = night.members[0]
    await ama.taps("How I'm here")
    await ama.taps("Text only")
    await ama.starts(group_link(night, "My panel"))
    return ama


async def test_one_line_is_said_for_somebody_without_a_name_and_then_wiped(stage: Stage) -> None:
    night = await evening(stage)
    ama = await in_writing(night)
    await ama.taps("Say it for me")
    assert ama.hears("In a small group they may guess who.")
    await ama.types(f"I felt that too. {MARKER}")
    assert ama.hears("Passed on without your name")
    assert MARKER not in ama.transcript()
    for guide in night.guides:
        assert "Someone would like this said:" in guide.transcript()
        assert MARKER in guide.transcript()
        assert "Ama" not in guide.transcript()
        said = next(m for m in guide.part.hears() if MARKER in m.text)
        entities = said.content["entities"]
        assert isinstance(entities, list)
        assert [entity["type"] for entity in entities] == ["spoiler"]
    assert await kept(stage, "lines_to_say") == []
    assert MARKER not in night.observer.transcript()
    assert_nowhere(stage, MARKER)


async def test_somebody_who_speaks_is_not_offered_to_be_spoken_for(stage: Stage) -> None:
    night = await evening(stage)
    ama = await in_writing(night)
    old = ama.part.hears()[-1]
    (seen,) = [str(b["callback_data"]) for row in old.buttons for b in row if b["text"] == "Say it for me"]
    await ama.taps("How I'm here")
    await ama.taps("I'll speak")
    ama.part.taps(ama.part.hears()[-1], seen, forged=True)
    await stage.settle()
    assert not ama.hears("Write one line.")
    await ama.starts(group_link(night, "My panel"))
    assert "Say it for me" not in ama.buttons


async def test_words_of_danger_in_a_line_bring_the_help_card_first(stage: Stage) -> None:
    night = await evening(stage)
    ama = await in_writing(night)
    await ama.taps("Say it for me")
    await ama.types("I want to end my life")
    heard = ama.news()
    card, passed = (next(i for i, said in enumerate(heard) if text in said) for text in ("999", "Passed on"))
    assert card < passed
    assert "Message the observer" in ama.buttons


async def test_the_five_words_of_a_page_are_never_passed_on(stage: Stage) -> None:
    night = await evening(stage)
    ama = await in_writing(night)
    await ama.taps("Say it for me")
    await ama.types("abacus abdomen abdominal abide abiding")
    assert ama.hears("I've passed nothing on")
    assert "Someone would like" not in night.guides[0].transcript()


# A pause


async def test_a_pause_holds_the_step_and_never_moves_the_end(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ed, gus = night.guides
    ends = (await night.session()).rule.ends
    await ed.taps("Pause")
    assert "Paused. Take the time you need." in ed.screen
    assert "Paused." in gus.screen
    await stage.forward(minutes=12)
    assert "Paused." in ed.screen
    await ed.taps("Where are we?")
    assert "78 min left in all. We close by 8:30 pm." in ed.screen
    await gus.taps("Go on")
    assert "Arrive: " in ed.screen
    assert "Arrive: " in gus.screen
    assert (await night.session()).rule.ends == ends
    group = ed.transcript(night.chat)
    await stage.until(ends)
    assert "Break. Back in" in ed.transcript(night.chat).replace(group, "")
    assert ed.hears("Time. Please close now.")


async def test_a_late_begin_is_taken_from_what_is_left(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered()
    await night.to(minutes=-20)
    ed = night.guides[0]
    await ed.taps("Begin")
    assert "70 min left in all. We close by 8:30 pm." in ed.screen
    await stage.forward(minutes=60)
    assert "10 min left in all. We close by 8:30 pm." in ed.screen
    await stage.forward(minutes=9)
    assert "Closing round" in ed.screen
    await stage.forward(minutes=1)
    assert ed.hears("Time. Please close now.")


async def test_it_is_not_begun_in_its_last_minutes(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered()
    ed = night.guides[0]
    await night.to(minutes=-85)
    await ed.taps("Begin")
    assert ed.hears("There are 5 minutes left before the planned end, and that never moves.")
    assert (await night.session()).begun is None


async def test_the_guide_who_set_a_new_link_finds_the_way_into_the_call_on_the_panel(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    for guide in night.guides:
        assert "Open call link" in guide.buttons
    ed = night.guides[0]
    await ed.taps("Something's up")
    await ed.taps("Trouble with the call")
    await ed.taps("Call won't work")
    await ed.taps("New link")
    await ed.types("https://call.example.org/room/43")
    panel = ed.part.hears()[-1]
    assert "Arrive: 5 min left" in ed.screen
    assert [b["url"] for row in panel.buttons for b in row if b["text"] == "Open call link"] == [
        "https://call.example.org/room/43"
    ]
    await ed.taps("Pause")
    assert "Open call link" in ed.buttons
    await ed.taps("Close")
    await ed.taps("Yes, close now")
    assert "Open call link" not in ed.buttons


async def test_the_panel_says_the_part_the_minutes_left_and_what_is_next_and_not_how_many_steps(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ed = night.guides[0]
    await ed.taps("Next step")
    first, *_ = ed.screen.splitlines()
    assert first == "Yes round: 5 min left, until 7:05 pm"
    assert "Next: Check-in" in ed.screen
    assert " of 17" not in ed.screen


async def test_a_panel_is_never_more_than_four_short_rows(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(hours=48)
    for member in night.members[:3]:
        await asks(night, member)
    await night.begun()
    ed = night.guides[0]
    await to_turns(night)
    await ed.taps("Next turn")
    rows = [[str(b["text"]) for b in row] for row in ed.part.hears()[-1].buttons]
    assert rows == [
        ["Next step"],
        ["Next turn", "Pass it on"],
        ["Pause", "Something's up"],
        ["Open call link", "Close"],
    ]
    await ed.taps("Something's up")
    assert len(ed.buttons) == 6
    await ed.taps("Trouble with the call")
    assert len(ed.buttons) <= 6
