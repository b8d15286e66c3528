"""The picture of all circles: who is shown it, what is in it, and that nothing of it stays anywhere."""

import asyncio
import struct
import tempfile
from pathlib import Path

import pytest

from bot.rehearsal import groups as acts
from bot.rehearsal.parts import Kept
from handlers.picture import asking, easel
from mentoring.people import PersonId, Role
from mentoring.small_numbers import MIN_CELL
from storage import circle_doors, circles, insights, people, seats, waiting_lists
from storage.core import letters
from tests.circle_steps import Opened, answer_planning, helpers, open_circle
from tests.session_steps import evening, stand_down
from tests.stage import Somebody, Stage, plain


def pictures(stage: Stage, somebody: Somebody) -> list[Kept]:
    """The pictures the bot has shown in somebody's chat."""
    sent = [message.content["photo"] for message in somebody.part.hears() if "photo" in message.content]
    return [stage.server.world.files[photo[-1]["file_id"]] for photo in sent if isinstance(photo, list)]


def caption(somebody: Somebody) -> str:
    """What stands under the newest picture."""
    found = [message.content for message in somebody.part.hears() if "photo" in message.content]
    return plain(str(found[-1]["caption"]))


def size_of(png: bytes) -> tuple[int, int]:
    wide, high = struct.unpack(">II", png[16:24])
    return int(wide), int(high)


async def seat(stage: Stage, circle: Opened, *names: str) -> list[Somebody]:
    members = await stage.members(*names)
    async with stage.database.begin() as tx:
        for member in members:
            await seats.take_seat(tx, circle.id, member.id or PersonId(""), promised="p", now=stage.now)
    return members


async def test_a_coordinator_sees_all_circles_drawn_and_in_words(stage: Stage) -> None:
    circle = await open_circle(stage)
    await seat(stage, circle, "Ama", "Mei", "Tunde", "Fatima", "Kofi")
    nana = circle.coordinator
    await nana.says("/picture")
    (picture,) = pictures(stage, nana)
    assert picture.content.startswith(easel.PNG)
    wide, high = size_of(picture.content)
    assert (wide, high < 10_000 - wide, high < 20 * wide) == (1000, True, True)  # as Telegram takes a photo
    assert "Thursday circle: nearly full. Next: Thu 12 Feb, 7:00 pm UK time." in caption(nana)
    assert "Missing" not in caption(nana)
    for name in ("Ama", "Mei", "Tunde", "Fatima", "Kofi", "Ed", "Gus", "Obi"):
        assert name not in caption(nana)


async def test_a_lock_screen_shows_only_that_it_has_come(stage: Stage) -> None:
    circle = await open_circle(stage)
    await circle.coordinator.says("/picture")
    assert caption(circle.coordinator).splitlines()[0] == "Here's what you asked for, as of Mon 2 Feb, 10:00 am."


async def test_what_is_missing_is_said_and_nobody_is_named(stage: Stage) -> None:
    night = await evening(stage, members=2)
    await stand_down(night, night.observer)
    await stand_down(night, night.guides[0])
    acts.demotes_bot(night.coordinator.part, night.chat)
    await stage.settle()
    await night.coordinator.says("/picture")
    assert (
        "Thursday circle: some seats free. Next: Thu 12 Feb, 7:00 pm UK time. Missing: my rights in its group, "
        "somebody for wellbeing, a second guide, more members (fewer than 5)." in caption(night.coordinator)
    )


async def test_a_circle_that_waits_for_its_group_is_shown_as_not_open_yet(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await answer_planning(nana)
    await nana.taps("Open it")
    await nana.taps("See all circles")
    assert "Thursday circle: not open yet. No date. Missing: its Telegram group." in caption(nana)


@pytest.mark.parametrize("members", range(1, 7))
async def test_no_number_under_five_is_said_of_people(stage: Stage, members: int) -> None:
    circle = await open_circle(stage)
    await seat(stage, circle, *("Ama", "Mei", "Tunde", "Fatima", "Kofi", "Temi")[:members])
    una = await stage.member("Una")
    async with stage.database.begin() as tx:
        await circle_doors.hope(tx, una.id or PersonId(""), now=stage.now)
    await circle.coordinator.says("/picture")
    said = caption(circle.coordinator)
    assert ("more members (fewer than 5)" in said) == (members < MIN_CELL)
    assert "Fewer than 5 people asked to hear of a new circle." in said
    assert ("Up to 5 people have a seat" in said) == (members < MIN_CELL)


SEVEN_MORE = ("Ada", "Ben", "Cai", "Dua", "Eli", "Fay", "Gil")


async def stand_in_line(stage: Stage, circle: Opened, *names: str) -> None:
    waiting = await stage.members(*names)
    async with stage.database.begin() as tx:
        for one in waiting:
            assert await waiting_lists.join(tx, circle.id, one.id or PersonId(""), now=stage.now)


async def test_a_waiting_list_is_told_once_it_is_long_enough(stage: Stage) -> None:
    circle = await open_circle(stage)
    await seat(stage, circle, "Ama", "Mei", "Tunde", "Fatima", "Kofi", "Joy")
    await stand_in_line(stage, circle, "Una", "Bea", "Zola", "Ify")
    await circle.coordinator.says("/picture")
    assert "waiting" not in caption(circle.coordinator)
    await stand_in_line(stage, circle, *SEVEN_MORE)
    await stage.forward(minutes=1)
    await circle.coordinator.says("/picture")
    assert "About 10 are waiting for a seat." in caption(circle.coordinator)


@pytest.mark.parametrize("role", [None, Role.GUIDE, Role.OBSERVER, Role.MENTOR, Role.SAFE_CONTACT])
async def test_others_who_ask_for_it_learn_nothing(stage: Stage, role: Role | None) -> None:
    await open_circle(stage)
    ama = await stage.member("Ama", roles=[role] if role else [])
    await ama.says("/picture")
    asked = ama.screen
    await ama.says("/nosuchthing")
    assert asked == ama.screen
    assert pictures(stage, ama) == []
    await ama.says("/menu")
    assert "See all circles" not in ama.transcript()


async def test_a_coordinator_finds_it_on_the_home_screen_and_beside_planning(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await nana.says("/menu")
    await nana.taps("See all circles")
    assert nana.hears("There are no circles yet")
    await answer_planning(nana)
    await nana.taps("Open it")
    await nana.says("/newcircle")
    assert "See all circles" in nana.buttons


async def test_the_button_of_somebody_who_coordinates_no_more_does_nothing(stage: Stage) -> None:
    circle = await open_circle(stage)
    nana = circle.coordinator
    await nana.says("/menu")
    async with stage.database.begin() as tx:
        await people.revoke(tx, nana.id or PersonId(""), Role.COORDINATOR)
    await nana.taps("See all circles")
    assert nana.hears("I didn't catch that")
    assert pictures(stage, nana) == []


async def test_a_second_ask_within_a_minute_points_to_the_first(stage: Stage) -> None:
    circle = await open_circle(stage)
    nana = circle.coordinator
    await nana.says("/picture")
    await nana.says("/picture")
    assert nana.hears("less than a minute ago")
    assert len(pictures(stage, nana)) == 1
    await stage.forward(minutes=1)
    await nana.says("/picture")
    assert len(pictures(stage, nana)) == 2


async def test_many_circles_are_drawn_in_part_and_told_in_whole(stage: Stage) -> None:
    circle = await open_circle(stage)
    nana = circle.coordinator
    async with stage.database.begin() as tx:
        plan = await circles.find(tx, circle.id)
        for n in range(30):
            kept = circles.Plan(f"River circle {n}", plan.topic, plan.for_whom, plan.plan, plan.first, 3, 6)
            await circles.make(tx, kept, by=nana.id or PersonId(""), now=stage.now)
    await nana.says("/picture")
    (picture,) = pictures(stage, nana)
    assert size_of(picture.content)[1] < 1700
    assert "The words for it are in the message below." in caption(nana)
    told = nana.transcript()
    assert all(f"River circle {n}: not open yet" in told for n in range(30))
    assert len(plain(caption(nana))) < 1024


async def test_ten_coordinators_at_once_each_get_theirs_while_a_member_is_answered(stage: Stage) -> None:
    circle = await open_circle(stage)
    asking_now = [circle.coordinator, *[await stage.coordinator(f"Coordinator {n}") for n in range(9)]]
    ama = await stage.member("Ama")
    for coordinator in asking_now:
        coordinator.part.says("/picture")
    ama.part.says("/menu")
    await stage.server.quiet()  # every update is taken, and the drawings are still being made
    await stage.server.until(lambda: ama.hears("What would you like?"))
    assert sum(len(pictures(stage, each)) for each in asking_now) < 10
    await stage.settle()
    assert [len(pictures(stage, each)) for each in asking_now] == [1] * 10


async def test_when_it_cannot_be_drawn_the_words_come_alone(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    circle = await open_circle(stage)
    monkeypatch.setattr(easel, "SCRIPT", Path("/nowhere/drawing.py"))
    await circle.coordinator.says("/picture")
    assert pictures(stage, circle.coordinator) == []
    assert circle.coordinator.hears("Thursday circle: some seats free.")


async def test_a_drawing_that_takes_for_ever_is_given_up(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    circle = await open_circle(stage)
    slow = tmp_path / "slow.py"
    slow.write_text("import time\ntime.sleep(600)\n")
    monkeypatch.setattr(easel, "SCRIPT", slow)
    monkeypatch.setattr(easel, "PATIENCE", 0.2)
    await circle.coordinator.says("/picture")
    assert circle.coordinator.hears("Thursday circle: some seats free.")


async def test_a_picture_that_is_no_longer_true_is_not_sent(stage: Stage) -> None:
    night = await evening(stage, members=5)
    nana = night.coordinator
    async with stage.database.read() as tx:
        stale = await insights.picture(tx, stage.now)
    await stand_down(night, night.observer)
    about: letters.About = {"drawing": easel.hold(easel.Drawn(stale, easel.PNG)), "words": 0}
    async with stage.database.begin() as tx:
        await letters.owe(tx, kind="picture", to=nana.id, due=stage.now, about=about)
    await stage.settle()
    assert pictures(stage, nana) == []
    assert "Missing: somebody for wellbeing" in plain(nana.screen)


async def test_a_coordinator_whose_part_is_taken_while_it_is_drawn_gets_nothing(stage: Stage) -> None:
    circle = await open_circle(stage)
    nana = circle.coordinator
    async with stage.database.begin() as tx:
        about: letters.About = {"drawing": "none", "words": 0}
        await letters.owe(tx, kind="picture", to=nana.id, due=stage.now, about=about)
        await people.revoke(tx, nana.id or PersonId(""), Role.COORDINATOR)
    before = nana.transcript()
    await stage.settle()
    assert nana.transcript() == before


async def test_nothing_of_the_picture_is_on_disk_or_in_memory_afterwards(
    stage: Stage, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.setenv("HOME", str(scratch))
    circle = await open_circle(stage)
    nana = circle.coordinator
    await nana.says("/picture")
    (picture,) = pictures(stage, nana)
    kept = b"".join(path.read_bytes() for path in stage.folder.rglob("*") if path.is_file())
    assert easel.PNG not in kept
    assert picture.content[64:128] not in kept
    assert list(scratch.rglob("*")) == []
    assert easel.held(next(iter(easel._held), "")) is None
    logged = "".join(capfd.readouterr())
    assert "Thursday circle" not in logged


async def test_a_bot_that_stops_leaves_no_drawing_at_work(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    circle = await open_circle(stage)
    circle.coordinator.part.says("/picture")
    await stage.server.quiet()
    await asyncio.wait_for(stage.end(), 5)
    await stage.begin()
    assert asking._last
