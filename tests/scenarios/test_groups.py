"""Groups: the one-time link, rights given and taken, moves, strangers, and what is never read."""

from bot.rehearsal import groups as acts
from bot.rehearsal.parts import Chat
from storage import circles
from tests.circle_steps import (
    answer_planning,
    bring_in,
    door,
    helpers,
    inside,
    joins,
    link_payload,
    open_circle,
    take_seat,
)
from tests.stage import Stage

MARKER = "quince-and-lantern"


def said(stage: Stage, chat: Chat) -> list[str]:
    """What the bot has said in a group and is still to be seen."""
    return [m.text for m in chat.messages.values() if m.sender is stage.server.world.bot and not m.service]


# Linking


async def test_the_link_works_once(stage: Stage) -> None:
    circle = await open_circle(stage)
    payload = link_payload(circle.coordinator)
    other = await bring_in(stage, circle.guides[0], "Second", payload)
    assert not inside(stage, other)


async def test_the_link_is_no_use_to_somebody_else(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await answer_planning(nana)
    await nana.taps("Open it")
    thief = await stage.member("Thief")
    assert not inside(stage, await bring_in(stage, thief, "Mine now", link_payload(nana)))
    assert inside(stage, await bring_in(stage, nana, "Thursday circle", link_payload(nana)))
    assert "is ready" in nana.screen


async def test_the_link_dies_after_48_hours_and_a_fresh_one_can_be_had(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await answer_planning(nana)
    await nana.taps("Open it")
    await stage.forward(hours=49)
    assert not inside(stage, await bring_in(stage, nana, "Too late", link_payload(nana)))
    await nana.says("/newcircle")
    await nana.taps("Thursday circle")
    await nana.taps("Fresh group link")
    assert inside(stage, await bring_in(stage, nana, "In time", link_payload(nana)))
    assert "is ready" in nana.screen


async def test_a_plan_can_be_let_go_and_its_link_opens_nothing(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await answer_planning(nana)
    await nana.taps("Open it")
    payload = link_payload(nana)
    await nana.says("/newcircle")
    await nana.taps("Thursday circle")
    await nana.taps("Let it go")
    assert nana.hears("is let go")
    assert not inside(stage, await bring_in(stage, nana, "Thursday circle", payload))


async def test_somebody_let_in_by_hand_is_noticed_and_not_named(stage: Stage) -> None:
    circle = await open_circle(stage)
    stranger = stage.person("Stranger")
    acts.adds(circle.coordinator.part, stranger.part, circle.chat)
    await stage.settle()
    assert circle.guides[0].transcript().count("somebody without a seat has come into the group") == 1
    assert "Stranger" not in circle.guides[0].transcript()


async def test_a_strangers_group_is_left_at_once_and_leaves_no_trace(stage: Stage) -> None:
    stranger = stage.person("Stranger")
    chat = await bring_in(stage, stranger, MARKER, None)
    assert not inside(stage, chat)
    assert said(stage, chat) == []
    async with stage.database.read() as tx:
        rows = await tx.conn.slow("select count(*) from groups")
    assert [tuple(row) for row in rows] == [(0,)]


async def test_a_group_brought_without_a_link_is_left_after_two_minutes(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    chat = await bring_in(stage, nana, "No link", None)
    await stage.forward(minutes=3)
    assert not inside(stage, chat)


async def test_a_circles_group_is_not_left(stage: Stage) -> None:
    circle = await open_circle(stage)
    await stage.forward(minutes=10)
    assert inside(stage, circle.chat)


async def test_a_group_name_that_tells_is_spoken_of_in_private_and_not_kept(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await answer_planning(nana)
    await nana.taps("Open it")
    chat = await bring_in(stage, nana, "BME circle Leeds", link_payload(nana))
    assert "can show on a lock screen" in nana.transcript()
    assert not any("lock screen" in line for line in said(stage, chat))


# What is said in a group


async def test_what_people_say_in_a_group_never_reaches_the_disk(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    await joins(stage, ama, door(ama))
    await ama.says(f"I was so tired after that shift {MARKER}", circle.chat)
    await ama.says(f"/reflect {MARKER} and more", circle.chat)
    await ama.says(f"/nosuchcommand {MARKER}", circle.chat)
    await ama.says(f"/rules {MARKER}", circle.chat)
    await stage.end()
    kept = b"".join(path.read_bytes() for path in stage.folder.rglob("*") if path.is_file())
    assert MARKER.encode() not in kept
    await stage.begin()


async def test_the_five_commands_answer_briefly_and_the_command_is_cleared(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    await joins(stage, ama, door(ama))
    answers = {
        "/rules": "What's said here stays here",
        "/agenda": "12 min · Check-in",
        "/next": "Next time: Thu 12 Feb, 7:00 pm UK time",
        "/support": "Help now is in our private chat",
        "/help": "I look after the door and the clock",
    }
    for command, answer in answers.items():
        await ama.says(command, circle.chat)
        assert ama.hears(answer, circle.chat), command
    left = [m.text for m in circle.chat.messages.values() if m.text in answers and not m.deleted]
    assert left == []


async def test_something_personal_in_the_group_gets_one_line_and_is_cleared(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    await joins(stage, ama, door(ama))
    await ama.says("/circles", circle.chat)
    assert ama.hears("Let's do that in private", circle.chat)
    assert not any(m.text == "/circles" and not m.deleted for m in circle.chat.messages.values())
    assert not ama.hears("Thursday circle", circle.chat)


async def test_the_circle_is_told_of_a_newcomer_once_and_never_the_name(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    await joins(stage, ama, door(ama))
    lines = [line for line in said(stage, circle.chat) if "new person" in line]
    assert len(lines) == 1
    assert "Ama" not in lines[0]


async def test_guides_and_the_observer_come_through_the_same_door_unannounced(stage: Stage) -> None:
    circle = await open_circle(stage)
    for helper in (*circle.guides, circle.observer):
        await joins(stage, helper, door(helper))
        assert circle.chat.member(helper.part.user).present
    assert not any("new person" in line for line in said(stage, circle.chat))


async def test_somebody_who_blocks_the_bot_rests_until_they_are_back(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    ama.part.blocks()
    await stage.settle()
    async with stage.database.read() as tx:
        assert (await tx.sql.people.by_id(id=ama.id))["resting"] == 1
    ama.part.unblocks()
    await ama.says("/circles")
    assert "Thursday circle" in ama.screen
    async with stage.database.read() as tx:
        assert (await tx.sql.people.by_id(id=ama.id))["resting"] == 0
        assert len(await circles.seated(tx, circle.id)) == 1
