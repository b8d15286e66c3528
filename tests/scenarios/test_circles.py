"""Circles: finding one, the last seat, the door, and who may see whom."""

from mentoring.people import Role
from storage import circles, consents
from tests.circle_steps import door, joins, open_circle, take_seat
from tests.stage import Stage


async def test_the_whole_road_from_circles_to_the_group(stage: Stage) -> None:
    circle = await open_circle(stage)
    tunde, ama = await stage.members("Tunde", "Ama")
    await take_seat(tunde)
    await ama.says("/circles")
    assert "Thursday circle · evenings, 7:00 pm · every 3 weeks · topic: My next step" in ama.screen
    await ama.taps("More about it")
    assert ama.hears("Guides: Ed and Gus") or ama.hears("Guides: Gus and Ed")
    assert ama.hears("Thu 12 Feb, 7:00 pm UK time")
    assert ama.hears("Pass is always fine")
    await ama.taps("Ask for a seat")
    assert ama.hears("hold a seat for 48 hours")
    await ama.taps("Show me")
    assert ama.hears("Tunde")
    await ama.taps("Yes")
    assert ama.hears("Do you work closely with anybody here?")
    await ama.taps("No")
    assert ama.hears("Can you keep them?")
    assert ama.hears("Nothing is recorded")
    await ama.taps("Yes, I can")
    await ama.taps("No, keep me hidden")
    assert ama.hears("Here's your door")
    await joins(stage, ama, door(ama))
    assert circle.chat.member(ama.part.user).present
    assert ama.hears("A new person has joined. Next time: Thu 12 Feb, 7:00 pm", circle.chat)


async def test_the_last_seat_goes_to_whoever_taps_first(stage: Stage) -> None:
    circle = await open_circle(stage, seats=5)
    for early in await stage.members("Bea", "Cleo", "Dee", "Esi"):
        await take_seat(early)
    ama, mei = await stage.members("Ama", "Mei")
    for person in (ama, mei):
        await person.says("/circles")
        await person.taps("More about it")
    assert "nearly full" in ama.screen
    for person in (ama, mei):
        await person.taps("Ask for a seat")
    assert mei.hears("This one is full")
    await ama.taps("No need")
    await ama.taps("Yes, I can")
    await ama.taps("Yes")
    assert ama.hears("Here's your door")
    async with stage.database.read() as tx:
        assert len(await tx.sql.circles.seated(circle_id=circle.id)) == 5


async def test_a_seventh_seat_is_refused(stage: Stage) -> None:
    circle = await open_circle(stage, seats=6)
    for person in await stage.members("Ama", "Bea", "Cleo", "Dee", "Esi", "Femi"):
        await take_seat(person)
    late = await stage.member("Late")
    await late.says("/circles")
    assert "Seats: full" in late.screen
    await late.taps("More about it")
    await late.taps("Ask for a seat")
    assert late.hears("This one is full")
    async with stage.database.read() as tx:
        assert len(await tx.sql.circles.seated(circle_id=circle.id)) == 6


async def test_a_seat_held_and_forgotten_is_free_again_after_48_hours(stage: Stage) -> None:
    await open_circle(stage, seats=5)
    for early in await stage.members("Bea", "Cleo", "Dee", "Esi"):
        await take_seat(early)
    ama, mei = await stage.members("Ama", "Mei")
    await ama.says("/circles")
    await ama.taps("More about it")
    await ama.taps("Ask for a seat")
    await stage.forward(hours=49)
    await take_seat(mei)
    assert mei.hears("Here's your door")
    await ama.taps("No need")
    assert ama.hears("This one is full")


async def test_not_this_one_lets_the_seat_go_and_tells_nobody(stage: Stage) -> None:
    circle = await open_circle(stage, seats=5)
    for early in await stage.members("Bea", "Cleo", "Dee", "Esi"):
        await take_seat(early)
    ama, mei = await stage.members("Ama", "Mei")
    await ama.says("/circles")
    await ama.taps("More about it")
    await ama.taps("Ask for a seat")
    said = len(circle.coordinator.part.hears())
    await ama.taps("Show me")
    await ama.taps("Not this one")
    assert ama.hears("No reason needed")
    assert len(circle.coordinator.part.hears()) == said
    await take_seat(mei)
    assert mei.hears("Here's your door")


async def test_only_those_who_said_yes_are_shown_before_joining(stage: Stage) -> None:
    await open_circle(stage)
    tunde, mei, fatima, ama = await stage.members("Tunde", "Mei", "Fatima", "Ama")
    await take_seat(tunde)
    await take_seat(mei, shown=False)
    await take_seat(fatima)
    await ama.says("/circles")
    assert not any(name in ama.transcript() for name in ("Tunde", "Mei", "Fatima"))
    await ama.taps("More about it")
    await ama.taps("Ask for a seat")
    await ama.taps("Show me")
    assert "Tunde and Fatima. One more chose not to be shown." in ama.screen
    assert "Mei" not in ama.transcript()


async def test_yes_i_can_twice_takes_one_seat(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await ama.says("/circles")
    await ama.taps("More about it")
    await ama.taps("Ask for a seat")
    await ama.taps("No need")
    promises = ama.part.hears()[-1]
    told = next(str(b["callback_data"]) for row in promises.buttons for b in row if b["text"] == "Yes, I can")
    ama.part.taps(promises, told)
    ama.part.taps(promises, told, forged=True)
    await stage.settle()
    assert "May the others see your first name" in ama.screen
    async with stage.database.read() as tx:
        assert len(await tx.sql.circles.seated(circle_id=circle.id)) == 1


async def test_the_yes_is_kept_with_the_very_words_and_changed_words_are_asked_again(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama, nia = await stage.member("Ama"), await stage.member("Nia", roles=[Role.OBSERVER])
    assert ama.id
    assert nia.id
    assert circle.observer.id
    await ama.says("/circles")
    await ama.taps("More about it")
    await ama.taps("Ask for a seat")
    await ama.taps("No need")
    async with stage.database.begin() as tx:
        await circles.stand_down(tx, circle.id, circle.observer.id)
        await circles.staff_up(tx, circle.id, nia.id, "observer", now=stage.now)
    await ama.taps("Yes, I can")
    assert ama.hears("look after wellbeing (Nia)")
    await ama.taps("Yes, I can")
    async with stage.database.read() as tx:
        (given,) = [one for one in await consents.of(tx, ama.id) if one.about == circle.id]
        (seat,) = await circles.seated(tx, circle.id)
    assert given.stands
    assert given.version == seat.promised


async def test_guides_see_who_holds_seats_and_members_do_not(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama, mei = await stage.members("Ama", "Mei")
    await take_seat(ama, shown=False)
    await take_seat(mei, shown=False)
    guide = circle.guides[0]
    await guide.says("/circles")
    assert "In the seats: Ama and Mei" in guide.screen
    await ama.says("/circles")
    assert "Mei" not in ama.screen


async def test_a_guide_cannot_take_a_seat_in_their_own_circle(stage: Stage) -> None:
    circle = await open_circle(stage)
    guide = circle.guides[0]
    await guide.says("/circles")
    page = guide.part.hears()[-1]
    guide.part.taps(page, f"ci-seat:{circle.id}", forged=True)
    await stage.settle()
    assert "You hold this circle" in guide.screen


async def test_with_nothing_open_i_am_told_when_something_is(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/circles")
    assert ama.hears("No open circle just now")
    await ama.taps("Tell me when")
    assert ama.hears("I'll tell you when")
    await open_circle(stage)
    assert ama.hears("A circle has opened")
    await ama.taps("More about it")
    assert ama.hears("Thursday circle")


async def test_a_question_before_the_seat_reaches_the_coordinator(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await ama.says("/circles")
    await ama.taps("More about it")
    await ama.taps("Ask for a seat")
    await ama.taps("Show me")
    await ama.taps("Talk to coordinator")
    assert ama.hears("asked the coordinator")
    assert circle.coordinator.screen.splitlines()[0] == "A note for Thursday circle."
    assert "Ama would like a word with you, before taking a seat" in circle.coordinator.screen


async def test_circles_is_for_members_only(stage: Stage) -> None:
    await open_circle(stage)
    stranger = stage.person("Stranger")
    await stranger.says("/circles")
    assert "Thursday circle" not in stranger.transcript()
    assert stranger.hears("for members")


async def test_no_title_and_no_door_lie_open_on_the_disk(stage: Stage) -> None:
    await open_circle(stage, title="Quince lantern")
    ama = await stage.member("Ama")
    await take_seat(ama)
    link = door(ama)
    await stage.end()
    kept = b"".join(path.read_bytes() for path in stage.folder.glob("*.sqlite*"))
    assert b"Quince" not in kept
    assert link.encode() not in kept
    await stage.begin()
