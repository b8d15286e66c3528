"""Holding a circle's evening: who may begin, what each may know, and the care that follows."""

from storage import sessions
from tests.session_steps import NAMES, evening
from tests.stage import Somebody, Stage


async def rows_about(stage: Stage, person: Somebody) -> dict[str, list[str]]:
    """Every row of every table that holds a person's id, as text."""
    found: dict[str, list[str]] = {}
    async with stage.database.read() as tx:
        tables = await tx.conn.slow("select name from sqlite_master where type = 'table'")
        for (table,) in tables:
            rows = [repr(tuple(row)) for row in await tx.conn.slow(f"select * from {table}")]
            found[table] = sorted(row for row in rows if str(person.id) in row)
    return found


def shown_to(person: Somebody) -> str:
    """Everything ever shown to somebody, edits included, and the lines above the chat."""
    every = [str(version.get("text", "")) for m in person.part.chat.messages.values() for version in m.versions]
    return "\n".join([*every, person.transcript()])


async def test_not_today_leaves_no_row_anywhere(stage: Stage) -> None:
    night = await evening(stage)
    await night.read_cards()
    await night.to(minutes=10)
    ama = night.members[0]
    before = await rows_about(stage, ama)
    await ama.taps("Not today")
    assert ama.hears("That's fine. Rest well.")
    assert await rows_about(stage, ama) == before


async def test_a_yes_that_is_taken_back_leaves_no_row_either(stage: Stage) -> None:
    night = await evening(stage)
    await night.read_cards()
    await night.to(minutes=10)
    ama = night.members[0]
    before = await rows_about(stage, ama)
    await ama.taps("I'm in today")
    assert await rows_about(stage, ama) != before
    await ama.taps("Not today after all")
    assert await rows_about(stage, ama) == before


async def test_guides_see_a_number_and_never_who_is_in_or_out(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered(but=1)
    await night.members[4].taps("Not today")
    await night.guides[0].taps("Begin")
    for guide in night.guides:
        assert "In today: 4" in shown_to(guide)
        assert not any(name in shown_to(guide) for name in NAMES)


async def test_a_yes_to_the_first_card_does_not_open_the_second(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered()
    ed, ama = night.guides[0], night.members[0]
    async with stage.database.begin() as tx:
        session = await night.session()
        assert await sessions.replan(tx, session, "PL4", 60)
    await ed.says("/hold")
    assert "In today: 0" in ed.screen
    await ed.taps("Begin")
    assert ed.hears("Nobody so far.")
    await ama.says("/sessions")
    await ama.taps("Thu 12 Feb, 7:00 pm")
    await ama.taps("I'm in today")
    assert ama.hears("no more than 60 minutes")
    await ama.taps("I've read it")
    await ama.taps("I'm in today")
    await ed.says("/hold")
    assert "In today: 1" in ed.screen


async def test_a_card_that_was_read_late_asks_for_the_reading_first(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(minutes=10)
    ama = night.members[0]
    await ama.taps("I'm in today")
    assert ama.hears("Nothing is recorded")
    async with stage.database.read() as tx:
        assert await sessions.yeses(tx, (await night.session()).id) == []
    await ama.taps("I've read it")
    await ama.taps("I'm in today")
    async with stage.database.read() as tx:
        assert len(await sessions.yeses(tx, (await night.session()).id)) == 1


async def test_ninety_minutes_close_by_themselves(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ed = night.guides[0]
    await stage.forward(minutes=89)
    assert "Time. Please close now." not in ed.transcript()
    await stage.forward(minutes=1)
    assert ed.hears("Time. Please close now. Anything left can wait or go to Obi.")
    assert "Thank you all" in ed.transcript(night.chat)
    assert ed.transcript(night.chat).count("Thank you all") == 1


async def test_the_ten_minutes_line_comes_once(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    for _ in range(3):
        await night.guides[0].taps("Next step")
    await stage.forward(minutes=90)
    assert night.guides[0].transcript(night.chat).count("Ten minutes left") == 1


async def test_the_circle_hears_of_the_break_and_of_no_other_step(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    await stage.forward(minutes=51)
    assert "Break. Back in 5 minutes." not in night.guides[0].transcript(night.chat)
    await stage.forward(minutes=1)
    assert "Break. Back in 5 minutes." in night.guides[0].transcript(night.chat)
    assert "Wonder" not in night.guides[0].transcript(night.chat)


async def test_going_on_early_never_makes_it_longer(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ends = (await night.session()).rule.ends
    await night.guides[0].taps("Next step")
    assert (await night.session()).rule.ends == ends
    assert "90 min left in all" in night.guides[0].screen


async def test_two_guides_who_go_on_at_once_move_one_step(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ed, gus = night.guides
    panel = gus.part.hears()[-1]
    (seen,) = [str(b["callback_data"]) for row in panel.buttons for b in row if b["text"] == "Next step"]
    await ed.taps("Next step")
    gus.part.taps(panel, seen, forged=True)
    await stage.settle()
    assert "Yes round: " in ed.screen
    assert "Yes round: " in gus.screen


async def test_needing_a_minute_tells_the_observer_alone(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ama, obi = night.members[0], night.observer
    others = [*night.guides, night.coordinator, *night.members[1:]]
    before = {person.name: person.transcript() for person in others}
    await ama.taps("I need a minute")
    await ama.taps("Step out quietly")
    assert ama.hears("Nobody is told.")
    await ama.taps("Back to my panel")
    await ama.taps("I need a minute")
    await ama.taps("Just a break")
    assert "Ama would like" not in obi.transcript()
    await ama.taps("Back to my panel")
    await ama.taps("I need a minute")
    await ama.taps("Message the observer")
    assert ama.hears("Obi is coming to you")
    assert "Ama would like a quiet word." in obi.screen
    await obi.taps("Ask a guide to pause")
    assert "Obi asks for a short pause" in night.guides[0].screen
    assert all("Ama" not in person.transcript().replace(before[person.name], "") for person in others)
    await obi.taps("On my way")
    assert ama.hears("Obi is on the way to you.")
    async with stage.database.read() as tx:
        assert await tx.conn.slow("select * from quiet_words") == []
    assert "Ama" not in ama.transcript(night.chat).replace("Ama:", "")


async def test_my_panel_from_the_group_opens_in_private(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ama = night.members[0]
    url = next(
        b["url"] for m in night.chat.messages.values() for row in m.buttons for b in row if b["text"] == "My panel"
    )
    await ama.starts(str(url).partition("start=")[2])
    assert ama.hears("I'm here all session.")
    stranger = await stage.member("Sal")
    await stranger.starts(str(url).partition("start=")[2])
    assert not stranger.hears("I'm here all session.")
