"""Waiting lists: in order, each offer held for 48 hours, and shown to nobody (P-M08)."""

import asyncio
from datetime import timedelta

from mentoring.people import PersonId
from storage import circle_doors, circles, people, waiting_lists
from tests.circle_steps import Opened, door, joins, open_circle, take_seat
from tests.stage import Somebody, Stage

FIVE = ("Bea", "Cleo", "Dee", "Esi", "Femi")


async def full_circle(stage: Stage) -> tuple[Opened, list[Somebody]]:
    """A circle of five seats, all of them taken."""
    circle = await open_circle(stage, seats=5)
    seated = await stage.members(*FIVE)
    for person in seated:
        await take_seat(person)
    return circle, seated


async def lines_up(*waiting: Somebody) -> None:
    for person in waiting:
        await person.says("/circles")
        await person.taps("More about it")
        await person.taps("Ask for a seat")
        await person.taps("Join waiting list")


async def steps_out(person: Somebody) -> None:
    await person.says("/circles")
    await person.taps("Step out of circle")
    await person.taps("Yes, step out")


async def finishes(person: Somebody) -> None:
    """From «hold it for me» to the door."""
    await person.taps("Yes, hold it for me")
    await person.taps("No need")
    await person.taps("Yes, I can")
    await person.taps("Yes")


async def offered(stage: Stage, circle: Opened, *persons: Somebody) -> list[bool]:
    async with stage.database.read() as tx:
        return [await waiting_lists.offered_until(tx, circle.id, p.id or PersonId("")) is not None for p in persons]


async def test_a_full_circle_offers_the_waiting_list_and_the_others(stage: Stage) -> None:
    await full_circle(stage)
    ama = await stage.member("Ama")
    await ama.says("/circles")
    await ama.taps("More about it")
    await ama.taps("Ask for a seat")
    assert ama.screen == "This one is full."
    assert ama.buttons == ["Join waiting list", "See other circles"]
    await ama.taps("Join waiting list")
    assert ama.hears("You're on the list for Thursday circle")
    assert ama.buttons == ["Leave the list", "See other circles"]


async def test_the_seat_goes_to_the_first_in_line_and_is_held_for_48_hours(stage: Stage) -> None:
    circle, seated = await full_circle(stage)
    ama, mei, late = await stage.members("Ama", "Mei", "Late")
    await lines_up(ama, mei)
    await steps_out(seated[0])
    assert ama.hears("A seat in Thursday circle is free. It's held for you for 48 hours from now.")
    assert not mei.hears("is free")
    await late.says("/circles")
    assert "Seats: full" in late.screen
    await late.taps("More about it")
    await late.taps("Ask for a seat")
    assert late.hears("This one is full")
    await mei.says("/circles")
    await mei.taps("More about it")
    await mei.taps("Ask for a seat")
    assert mei.hears("This one is full")
    await finishes(ama)
    await joins(stage, ama, door(ama))
    assert circle.chat.member(ama.part.user).present


async def test_after_48_hours_the_offer_goes_to_the_next(stage: Stage) -> None:
    circle, seated = await full_circle(stage)
    ama, mei = await stage.members("Ama", "Mei")
    await lines_up(ama, mei)
    await steps_out(seated[0])
    await stage.forward(hours=47, minutes=59)
    assert await offered(stage, circle, ama, mei) == [True, False]
    await stage.forward(minutes=2)
    assert "that seat goes to the next in line" in ama.screen
    assert mei.hears("A seat in Thursday circle is free")
    assert await offered(stage, circle, ama, mei) == [False, True]
    await ama.taps("Join waiting list")
    assert ama.hears("You're on the list")


async def test_the_offer_waits_for_the_morning_and_its_hours_with_it(stage: Stage) -> None:
    circle, seated = await full_circle(stage)
    ama = await stage.member("Ama")
    await lines_up(ama)
    await stage.until(stage.now.replace(hour=23, minute=0))
    await steps_out(seated[0])
    assert "is free" not in ama.transcript()
    late = await stage.member("Late")
    await late.says("/circles")
    assert "Seats: full" in late.screen
    morning = stage.now.replace(hour=8, minute=0) + timedelta(days=1)
    await stage.until(morning)
    assert ama.hears("is free")
    await stage.until(morning + timedelta(hours=47, minutes=50))
    assert await offered(stage, circle, ama) == [True]
    await stage.until(morning + timedelta(hours=48, minutes=1))
    assert await offered(stage, circle, ama) == [False]
    await late.says("/circles")
    assert "nearly full" in late.screen


async def test_no_thanks_takes_me_off_the_list_and_the_next_is_asked(stage: Stage) -> None:
    circle, seated = await full_circle(stage)
    ama, mei = await stage.members("Ama", "Mei")
    await lines_up(ama, mei)
    await steps_out(seated[0])
    await ama.taps("No, thanks")
    assert ama.hears("you're off the list")
    assert mei.hears("is free")
    assert await offered(stage, circle, ama, mei) == [False, True]


async def test_leaving_the_list_before_an_offer_lets_those_behind_move_up(stage: Stage) -> None:
    _, seated = await full_circle(stage)
    ama, mei = await stage.members("Ama", "Mei")
    await lines_up(ama, mei)
    await ama.taps("Leave the list")
    await ama.taps("See other circles")
    await steps_out(seated[0])
    assert mei.hears("is free")
    assert not ama.hears("is free")


async def test_tapping_join_twice_is_one_place(stage: Stage) -> None:
    circle, _ = await full_circle(stage)
    ama, mei = await stage.members("Ama", "Mei")
    await lines_up(ama, mei, ama)
    async with stage.database.read() as tx:
        rows = await tx.conn.slow(
            "select person_id from waiting_lists where circle_id = ? order by place", (circle.id,)
        )
    assert [row["person_id"] for row in rows] == [ama.id, mei.id]


async def test_a_held_seat_that_lapses_is_offered_to_the_line(stage: Stage) -> None:
    circle = await open_circle(stage, seats=5)
    for person in await stage.members(*FIVE[:4]):
        await take_seat(person)
    slow, ama = await stage.members("Slow", "Ama")
    await slow.says("/circles")
    await slow.taps("More about it")
    await slow.taps("Ask for a seat")
    await stage.forward(hours=1)
    await lines_up(ama)
    await slow.taps("Show me")
    await stage.forward(hours=48)
    assert ama.hears("is free")
    assert await offered(stage, circle, ama) == [True]


async def test_not_this_one_hands_the_seat_to_the_line(stage: Stage) -> None:
    await open_circle(stage, seats=5)
    for person in await stage.members(*FIVE[:4]):
        await take_seat(person)
    slow, ama = await stage.members("Slow", "Ama")
    await slow.says("/circles")
    await slow.taps("More about it")
    await slow.taps("Ask for a seat")
    await lines_up(ama)
    await slow.taps("Show me")
    await slow.taps("Not this one")
    assert ama.hears("is free")


async def test_a_seat_left_for_seven_days_is_offered_in_the_nightly_round(stage: Stage) -> None:
    circle, seated = await full_circle(stage)
    ama = await stage.member("Ama")
    await joins(stage, seated[0], door(seated[0]))
    seated[0].part.leaves(circle.chat)
    await stage.settle()
    await lines_up(ama)
    await stage.forward(days=6, hours=23)
    await nightly(stage)
    assert await offered(stage, circle, ama) == [False]
    await stage.forward(hours=4)
    await nightly(stage)
    await stage.settle()
    assert await offered(stage, circle, ama) == [True]


async def nightly(stage: Stage) -> None:
    async with stage.database.begin() as tx:
        await circles.keep_times(tx, stage.now)
        await waiting_lists.keep_times(tx, stage.now)
    await stage.settle()


async def test_a_seat_of_somebody_erased_is_offered_at_once(stage: Stage) -> None:
    _, seated = await full_circle(stage)
    ama = await stage.member("Ama")
    await lines_up(ama)
    await seated[2].says("/privacy")
    await seated[2].taps("Erase me")
    await seated[2].types("ERASE")
    assert ama.hears("is free")


async def test_erasing_myself_while_a_seat_is_offered_passes_it_on(stage: Stage) -> None:
    _, seated = await full_circle(stage)
    ama, mei = await stage.members("Ama", "Mei")
    await lines_up(ama, mei)
    await steps_out(seated[0])
    await ama.says("/privacy")
    await ama.taps("Erase me")
    await ama.types("ERASE")
    assert mei.hears("is free")


async def test_somebody_who_blocked_the_bot_keeps_their_place_and_the_next_is_asked(stage: Stage) -> None:
    circle, seated = await full_circle(stage)
    ama, mei = await stage.members("Ama", "Mei")
    await lines_up(ama, mei)
    async with stage.database.begin() as tx:
        await people.rest(tx, ama.id or PersonId(""), resting=True)
    await steps_out(seated[0])
    assert mei.hears("is free")
    async with stage.database.begin() as tx:
        await people.rest(tx, ama.id or PersonId(""), resting=False)
    await steps_out(seated[1])
    assert await offered(stage, circle, ama, mei) == [True, True]


async def test_an_offer_and_its_hours_outlive_a_restart(stage: Stage) -> None:
    circle, seated = await full_circle(stage)
    ama, mei = await stage.members("Ama", "Mei")
    await lines_up(ama, mei)
    await steps_out(seated[0])
    await stage.restart()
    assert await offered(stage, circle, ama, mei) == [True, False]
    await stage.forward(hours=49)
    assert mei.hears("is free")
    await stage.restart()
    await mei.taps("Yes, hold it for me")
    assert mei.hears("hold a seat for 48 hours")


async def test_asking_again_does_not_hold_a_seat_any_longer_and_says_until_when(stage: Stage) -> None:
    await open_circle(stage, seats=5)
    ama = await stage.member("Ama")
    await ama.says("/circles")
    await ama.taps("More about it")
    await ama.taps("Ask for a seat")
    assert ama.hears("I'll hold a seat for 48 hours")
    await stage.forward(hours=20)
    await ama.says("/circles")
    await ama.taps("More about it")
    await ama.taps("Ask for a seat")
    assert ama.hears("your seat is held until Wed 4 Feb, 10:00 am")


async def test_when_the_circle_closes_those_in_line_hear_of_the_next_that_opens(stage: Stage) -> None:
    circle, _ = await full_circle(stage)
    ama = await stage.member("Ama")
    await lines_up(ama)
    async with stage.database.begin() as tx:
        await circles.close(tx, circle.id)
        await waiting_lists.keep_times(tx, stage.now)
    async with stage.database.read() as tx:
        assert await tx.conn.slow("select * from waiting_lists") == []
        assert await circle_doors.hopes(tx, ama.id or PersonId(""))


async def test_nobody_is_shown_the_list(stage: Stage) -> None:
    circle, seated = await full_circle(stage)
    ama = await stage.member("Ama")
    await lines_up(ama)
    for person in (seated[0], circle.guides[0], circle.observer, circle.coordinator):
        await person.says("/circles")
        assert "Ama" not in person.transcript()


async def test_fifty_taps_for_the_last_seat_give_it_to_one_and_the_rest_the_waiting_list(stage: Stage) -> None:
    """Seats under race: real updates, all at once."""
    circle = await open_circle(stage, seats=5)
    for early in await stage.members(*FIVE[:4]):
        await take_seat(early)
    fifty = await stage.members(*(f"Member {n}" for n in range(50)))
    await asyncio.gather(*(person.says("/circles") for person in fifty))
    await asyncio.gather(*(person.taps("More about it") for person in fifty))
    await asyncio.gather(*(person.taps("Ask for a seat") for person in fifty))
    lucky = [person for person in fifty if person.hears("hold a seat for 48 hours")]
    rest = [person for person in fifty if person.screen == "This one is full."]
    assert len(lucky) == 1
    assert len(rest) == 49
    assert all(person.buttons == ["Join waiting list", "See other circles"] for person in rest)
    await asyncio.gather(*(person.taps("Join waiting list") for person in rest))
    await lucky[0].taps("No need")
    await lucky[0].taps("Yes, I can")
    await lucky[0].taps("Yes")
    assert lucky[0].hears("Here's your door")
    async with stage.database.read() as tx:
        assert len(await circles.seated(tx, circle.id)) == 5
        (row,) = await tx.conn.slow("select count(*) as n from waiting_lists where offered_until is null")
    assert row["n"] == 49
