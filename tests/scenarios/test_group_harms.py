"""What must not happen through a group or a command: private words in the group (H-01), seven (H-08), a list (H-19)."""

import itertools
from collections.abc import Iterator, Sequence

import pytest
from telegram.ext import CommandHandler

from bot.features import HANDLERS
from bot.rehearsal.parts import Chat
from bot.rehearsal.refusals import NotPossible
from handlers.circles.finding import AskForSeat
from handlers.circles.seats import ShowMyName, TakeSeat
from handlers.menu import CIRCLE_MENU
from handlers.talk.words import of
from mentoring.circles import MOST_SEATS
from mentoring.people import PersonId, Role
from storage import circles, consents, quiet_words, seats
from tests.checkin_steps import pair_up
from tests.circle_steps import door, joins, open_circle
from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage, plain

COMMANDS = sorted({word for handler in HANDLERS if isinstance(handler, CommandHandler) for word in handler.commands})
OTHERS = ("Zebedee", "Yolanda", "Xanthe")
SECRET = "Quillonmarker"


def said(stage: Stage, chat: Chat) -> list[str]:
    bot = stage.server.world.bot
    return [plain(m.text) for m in chat.messages.values() if m.sender is bot and not m.service]


# H-01


async def a_full_life(stage: Stage) -> tuple[Evening, Somebody]:
    """Somebody with every part there is, a seat, a pair, a thing kept, and a form half-way."""
    night = await evening(stage, members=4)
    me = await stage.member(SECRET, roles=list(Role))
    mentee = await stage.member("Zebedee")
    await pair_up(stage, mentee, me)
    async with stage.database.begin() as tx:
        assert me.id
        await seats.take_seat(tx, night.circle, me.id, now=stage.now, promised="promises")
        session = await night.session()
        await quiet_words.keep_one_thing(tx, me.id, session.id, f"ask for {SECRET}", now=stage.now)
    await me.says("/circles")
    await me.taps("My door")
    await joins(stage, me, door(me))
    return night, me


@pytest.mark.parametrize("written", ["/{}", "/{}@rehearsal_bot", f"/{{}} {SECRET} and more"])
async def test_every_personal_command_in_a_group_brings_one_line_and_nothing_personal(
    stage: Stage, written: str
) -> None:
    """H-01: send every personal command in a group; no personal content comes back."""
    night, me = await a_full_life(stage)
    await me.says("/profile")
    line, private = of("en")("wrong-chat"), len(me.part.hears())
    for command in COMMANDS:
        await stage.forward(seconds=61)
        before = len(said(stage, night.chat))
        await me.says(written.format(command), night.chat)
        new = said(stage, night.chat)[before:]
        assert len(new) == 1, command
        if command not in CIRCLE_MENU:
            assert new == [line], command
        assert not any(name in text for text in new for name in (SECRET, "Zebedee")), command
    assert len(me.part.hears()) == private
    typed = [m for m in night.chat.messages.values() if m.text.startswith("/") and not m.deleted]
    assert [m.text for m in typed] == []


# H-08


async def test_of_fifty_who_ask_at_once_six_are_seated_and_a_seventh_is_refused(stage: Stage) -> None:
    """H-08: the seventh seat is refused under load."""
    circle = await open_circle(stage)
    many = [await stage.member(f"P{number}") for number in range(50)]
    for somebody in many:
        await somebody.says("/circles")
    await all_tap(stage, many, AskForSeat(circle.id).data())
    for label in ("No need", "Yes, I can", "Yes"):
        await everybody_taps(stage, many, label)
    async with stage.database.read() as tx:
        seated = await circles.seated(tx, circle.id)
    assert len(seated) == MOST_SEATS
    refused = [one for one in many if "This one is full" in one.transcript()]
    assert len(refused) == len(many) - MOST_SEATS
    for somebody in many:
        if "Here's your door" in somebody.transcript():
            await joins(stage, somebody, door(somebody))
    present = {seat.user.id for seat in circle.chat.present()} & {one.part.id for one in many}
    assert len(present) == MOST_SEATS


async def test_a_forged_yes_without_a_held_seat_cannot_seat_a_seventh(stage: Stage) -> None:
    circle = await open_circle(stage)
    many = [await stage.member(f"P{number}") for number in range(20)]
    for somebody in many:
        await somebody.says("/circles")
        await somebody.taps("More about it")
    await many[0].taps("Ask for a seat")
    await many[0].taps("No need")
    yes = next(str(b["callback_data"]) for row in many[0].part.hears()[-1].buttons for b in row)
    assert TakeSeat.read(yes).version != consents.version_of("other words")
    await all_tap(stage, many, yes, forged=True)
    await all_tap(stage, many, ShowMyName(circle.id, seen=True).data(), forged=True)
    async with stage.database.read() as tx:
        assert len(await circles.seated(tx, circle.id)) == MOST_SEATS


async def all_tap(stage: Stage, many: Sequence[Somebody], data: str, *, forged: bool = True) -> None:
    """Everybody at the same moment, each twice."""
    for somebody in [*many, *many]:
        somebody.part.taps(somebody.part.hears()[-1], data, forged=forged)
    await stage.settle()


async def everybody_taps(stage: Stage, many: Sequence[Somebody], label: str) -> None:
    for somebody in many:
        if label in somebody.buttons:
            somebody.part.taps_on(label)
    await stage.settle()


# H-19


VIEWERS: Sequence[tuple[Role, ...]] = ((), *((role,) for role in Role if role is not Role.MEMBER), tuple(Role))


@pytest.mark.parametrize("roles", VIEWERS, ids=lambda roles: "+".join(roles) or "member")
async def test_no_command_names_a_member_beyond_ones_own_circle_and_pair(stage: Stage, roles: tuple[Role, ...]) -> None:
    """H-19: every command, and every button under its answer, by somebody with these parts."""
    night = await with_other_members(stage)
    viewer = await stage.member("Viewer", roles=roles)
    asked = 0
    for command in COMMANDS:
        await viewer.says(f"/{command}")
        for label in list(viewer.buttons):
            await viewer.says(f"/{command}")
            if label in viewer.buttons and not label.startswith("Erase"):
                await tap(viewer, label)
                asked += 1
        await viewer.says("/cancel")
    assert asked > len(COMMANDS)
    seen = " ".join(everything_shown(viewer))
    assert [name for name in OTHERS if name in seen] == []
    assert night.circle


async def test_no_command_names_who_sits_beside_one_in_ones_own_circle_without_their_consent(stage: Stage) -> None:
    """H-19 from the inside: a seat in the circle, a pair beside it, two buttons deep."""
    night = await with_other_members(stage)
    viewer = await stage.member("Viewer")
    async with stage.database.begin() as tx:
        await seats.take_seat(tx, night.circle, viewer.id or PersonId(""), now=stage.now, promised="promises")
    await pair_up(stage, viewer, await stage.member("Own mentor", roles=[Role.MENTOR]))
    asked = 0
    for command in COMMANDS:
        await viewer.says(f"/{command}")
        for label in [one for one in viewer.buttons if not one.startswith("Erase")]:
            await viewer.says(f"/{command}")
            if label not in viewer.buttons:
                continue
            await tap(viewer, label)
            asked += 1
            for deeper in [one for one in viewer.buttons if not one.startswith("Erase")][:6]:
                if deeper in viewer.buttons:
                    await tap(viewer, deeper)
                    asked += 1
        await viewer.says("/cancel")
    assert asked > 3 * len(COMMANDS)
    seen = " ".join(everything_shown(viewer))
    assert [name for name in OTHERS if name in seen] == []
    assert "Own mentor" in seen


async def test_names_are_seen_only_by_their_own_circles_guide_and_their_own_pair(stage: Stage) -> None:
    """The other side: where a name may be seen it is, so that the sweep above looks for something real."""
    night = await with_other_members(stage)
    guide = night.guides[0]
    await guide.says("/circles")
    assert all(name in guide.screen for name in OTHERS[:2])
    mentor = stage.cast["A mentor"]
    await mentor.says("/mentoring")
    for label in list(mentor.buttons):
        await mentor.says("/mentoring")
        await tap(mentor, label)
    assert "Xanthe" in " ".join(everything_shown(mentor))


async def with_other_members(stage: Stage) -> Evening:
    """A circle and a pair that are not the viewer's. Nobody in them chose to be shown."""
    night = await evening(stage, members=2)
    first, second, third = await stage.members(*OTHERS)
    mentor = await stage.member("A mentor", roles=[Role.MENTOR])
    async with stage.database.begin() as tx:
        for somebody in (first, second):
            assert somebody.id
            await seats.take_seat(tx, night.circle, somebody.id, now=stage.now, promised="promises")
    await pair_up(stage, third, mentor)
    return night


async def tap(somebody: Somebody, label: str) -> None:
    try:
        somebody.part.taps_on(label)
    except NotPossible:
        return
    await somebody.stage.settle()


def everything_shown(somebody: Somebody) -> Iterator[str]:
    """All the bot ever showed them: each version of each message, every button, every line above the chat."""
    world = somebody.part.world
    for message in somebody.part.chat.messages.values():
        if message.sender is world.bot:
            yield from (plain(str(content)) for content in (*message.versions, message.content, message.markup))
    yield from (tap.text for tap in world.taps.values() if tap.user is somebody.part.user)


def test_there_are_commands_and_parts_to_try() -> None:
    assert len(COMMANDS) > 30
    assert len(list(itertools.chain(VIEWERS))) == len(Role) + 1
