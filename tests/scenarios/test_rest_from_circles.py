"""Hurtful words in the room (J5): a coordinator gives somebody a rest from circles, and nobody else learns of it."""

import pytest

from bot.rehearsal.refusals import NotPossible
from mentoring.people import Role
from storage import circles, people, privacy, rota, seats, sessions, waiting_lists
from tests.checkin_steps import id_of
from tests.circle_steps import by_night, door, joins, open_circle, take_seat
from tests.page_steps import count
from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage

KNOCK = "You have something waiting. Open it when you're somewhere private."


async def asks(night: Evening, name: str) -> None:
    """A guide, from their circle's page."""
    guide = night.guides[0]
    await guide.says("/circles")
    await guide.taps("A rest for somebody")
    await guide.taps(name)
    assert guide.hears(f"whether {name} should rest from circles")
    await guide.taps("Yes, ask them")


async def opens(night: Evening, name: str) -> None:
    """A guide asks, and the coordinator comes to somebody's page."""
    await asks(night, name)
    assert night.coordinator.screen == KNOCK
    await night.coordinator.taps("Open it")
    assert night.coordinator.hears(f"A guide of Thursday circle asks whether {name} should rest")
    await night.coordinator.taps("See their page")


async def rests(night: Evening, name: str = "Ama", *, length: str = "4 weeks") -> None:
    await opens(night, name)
    await night.coordinator.taps("Rest from circles")
    await night.coordinator.taps(length)


async def seated(night: Evening, somebody: Somebody) -> bool:
    async with night.stage.database.read() as tx:
        return await circles.seat_of(tx, night.circle, id_of(somebody)) is not None


async def asks_for_a_seat(somebody: Somebody) -> None:
    await somebody.says("/circles")
    await somebody.taps("More about it")
    await somebody.taps("Ask for a seat")


async def test_they_read_a_plain_private_line_and_nobody_else_reads_anything(stage: Stage) -> None:
    night = await evening(stage)
    ama, *others = night.members
    await rests(night)
    assert night.coordinator.hears("Done. Ama rests from circles until Mon 2 Mar.")
    assert ama.screen == KNOCK
    await ama.taps("Open it")
    assert ama.hears("You have a rest from circles until Mon 2 Mar.")
    assert {"Raise a concern", "Help now"} <= set(ama.buttons)
    assert not await seated(night, ama)
    for other in (*others, *night.guides[1:], night.observer):
        assert not any("rest" in line.lower().split() or "Ama" in line for line in other.news())
    said = [str(message.content) for message in night.chat.messages.values()]
    assert not any("Ama" in text for text in said)


async def test_backing_out_changes_nothing(stage: Stage) -> None:
    night = await evening(stage)
    await opens(night, "Ama")
    await night.coordinator.taps("Rest from circles")
    assert night.coordinator.hears("For how long shall Ama rest from circles?")
    await night.coordinator.taps("Back")
    assert await seated(night, night.members[0])
    assert night.members[0].news() == []


async def test_no_seat_is_given_while_they_rest_and_the_answer_says_for_how_long(stage: Stage) -> None:
    night = await evening(stage)
    ama, kwame = night.members[0], await stage.member("Kwame")
    await rests(night)
    for asking in (ama, kwame):
        await asks_for_a_seat(asking)
    assert ama.hears("You have a rest from circles for 28 more days.")
    assert kwame.hears("I'll hold a seat for 48 hours")
    await ama.taps("See until when")
    assert ama.hears("until Mon 2 Mar")


async def test_an_old_button_to_take_the_seat_gives_none(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await ama.says("/circles")
    await ama.taps("More about it")
    await ama.taps("Ask for a seat")
    await ama.taps("No need")
    async with stage.database.begin() as tx:
        await seats.let_go(tx, id_of(ama), now=stage.now)
    nana = circle.coordinator
    await nana.says("/people")
    nana.part.taps(nana.part.hears()[-1], f"pe-rest:{ama.id}:28", forged=True)
    await stage.settle()
    await ama.taps("Yes, I can")
    assert ama.hears("You have a rest from circles")
    async with stage.database.read() as tx:
        assert await circles.seated(tx, circle.id) == []


async def test_they_are_not_in_the_session_of_that_evening(stage: Stage) -> None:
    night = await evening(stage)
    await night.gathered()
    ama = night.members[0]
    await rests(night)
    async with stage.database.read() as tx:
        session = await night.session()
        assert ama.id not in {yes.person for yes in await sessions.yeses(tx, session.id)}
    await ama.says("/sessions")
    assert not ama.hears("Thursday circle")
    await night.to(minutes=0)
    await night.guides[0].taps("Begin")
    assert not any("starting" in line for line in ama.news())


async def test_their_door_to_the_group_is_closed(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    link = door(ama)
    night = Evening(stage, circle.id, circle.chat, circle.coordinator, circle.guides, circle.observer, [ama])
    await rests(night)
    with pytest.raises(NotPossible, match="not valid any more"):
        await joins(stage, ama, link)
    assert not circle.chat.member(ama.part.user).present


async def test_the_free_seat_goes_to_the_next_in_line_and_their_own_places_in_line_go(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    extra, kwame = await stage.member("Zola"), await stage.member("Kwame")
    async with stage.database.begin() as tx:
        await seats.take_seat(tx, night.circle, id_of(extra), promised="promises", now=stage.now)
        await waiting_lists.join(tx, night.circle, id_of(kwame), now=stage.now)
    await rests(night)
    assert kwame.hears("A seat in Thursday circle is free")
    async with stage.database.begin() as tx:
        assert not await waiting_lists.is_in_line(tx, night.circle, id_of(ama))
    await rests(night, "Zola", length="12 weeks")
    assert await count(stage, "circle_rests") == 2


async def test_it_ends_by_itself_and_nothing_of_it_is_left(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await rests(night)
    await ama.taps("Open it")
    await stage.forward(days=27, hours=23)
    assert await count(stage, "circle_rests") == 1
    await stage.forward(hours=2)
    assert await count(stage, "circle_rests") == 0
    assert ama.screen == KNOCK
    await ama.taps("Open it")
    assert ama.hears("Your rest from circles is over")
    await asks_for_a_seat(ama)
    assert ama.hears("I'll hold a seat for 48 hours")


async def test_an_end_that_was_missed_is_made_good_by_night(stage: Stage) -> None:
    night = await evening(stage)
    await rests(night)
    async with stage.database.begin() as tx:
        await tx.conn.change("delete from letters where kind = 'circle-rest-ends'")
        await tx.conn.change("update circle_rests set until = 1")
    await asks_for_a_seat(night.members[0])
    assert night.members[0].hears("I'll hold a seat for 48 hours")
    await by_night(stage)
    assert await count(stage, "circle_rests") == 0


async def test_a_coordinator_ends_it_with_a_tap(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await rests(night)
    await night.coordinator.says("/people")
    await night.coordinator.taps("Resting now")
    await night.coordinator.taps("Ama")
    assert night.coordinator.hears("Rests from circles until Mon 2 Mar.")
    await night.coordinator.taps("End the rest")
    assert not night.coordinator.hears("Rests from circles")
    await ama.taps("Open it")
    assert ama.hears("Your rest from circles is over")
    await night.coordinator.says("/people")
    assert "Resting now" not in night.coordinator.buttons


async def test_a_second_tap_gives_no_second_rest(stage: Stage) -> None:
    night = await evening(stage)
    await rests(night)
    nana, ama = night.coordinator, night.members[0]
    nana.part.taps(nana.part.hears()[-1], f"pe-rest:{ama.id}:84", forged=True)
    await stage.settle()
    assert nana.hears("Rests from circles until Mon 2 Mar.")
    assert len([line for line in ama.news() if line == KNOCK]) == 1


async def test_other_lengths_are_old_buttons(stage: Stage) -> None:
    night = await evening(stage)
    nana, ama = night.coordinator, night.members[0]
    await nana.says("/people")
    nana.part.taps(nana.part.hears()[-1], f"pe-rest:{ama.id}:3650", forged=True)
    await stage.settle()
    assert await count(stage, "circle_rests") == 0
    assert await seated(night, ama)


async def test_whoever_holds_circles_loses_that_part_first_and_nobody_rests_themselves(stage: Stage) -> None:
    night = await evening(stage)
    nana, guide = night.coordinator, night.guides[0]
    await nana.says("/people")
    await nana.taps("Guides")
    await nana.taps(guide.name)
    await nana.taps("Rest from circles")
    assert nana.hears("They hold circles. Take that part back first.")
    await nana.says("/people")
    await nana.taps("Coordinators")
    await nana.taps("Nana")
    await nana.taps("Rest from circles")
    assert nana.hears("That's you.")
    assert await count(stage, "circle_rests") == 0


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
async def test_nobody_but_a_coordinator_gives_ends_or_sees_one(stage: Stage, role: Role) -> None:
    night = await evening(stage)
    mei = await stage.member("Meera", roles=[role])
    ama, tunde = night.members[0], night.members[2]
    await rests(night)
    await mei.says("/menu")
    for forged in (
        f"pe-asked:{night.circle}:{tunde.id}",
        f"rest-ask:{night.circle}::0",
        "pe-rests",
        f"pe-rest:{tunde.id}:28",
        f"pe-end:{ama.id}",
    ):
        mei.part.taps(mei.part.hears()[-1], forged, forged=True)
        await stage.settle()
    assert not any(name in mei.transcript() for name in ("Ama", "Tunde"))
    assert await count(stage, "circle_rests") == 1
    assert await seated(night, tunde)


async def test_while_they_rest_they_are_asked_to_hold_no_circle(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await rests(night)
    async with stage.database.begin() as tx:
        await people.grant(tx, id_of(ama), Role.OBSERVER, now=stage.now)
    async with stage.database.read() as tx:
        assert ama.id not in await rota.others(tx, await night.session(), "observer")


async def test_it_is_theirs_to_see_and_to_take_and_goes_with_them(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await rests(night)
    await ama.says("/privacy")
    await ama.taps("See what's kept")
    assert ama.hears("A rest from circles, and until when (1). 12 weeks at most.")
    async with stage.database.read() as tx:
        (row,) = (await privacy.export(tx, id_of(ama)))["circle_rests"]
        assert set(row) == {"until"}
    await ama.says("/privacy")
    await ama.taps("Erase me")
    await ama.types("ERASE")
    assert await count(stage, "circle_rests") == 0


async def test_what_is_not_a_circle_stays_as_it_was(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await rests(night)
    async with stage.database.read() as tx:
        known = await people.find(tx, id_of(ama))
    assert known is not None
    assert known.roles == {Role.MEMBER}
    await ama.says("/mentoring")
    assert not ama.hears("rest from circles")


async def test_an_ask_changes_nothing_by_itself_and_is_told_to_nobody_else(stage: Stage) -> None:
    night = await evening(stage)
    others = (*night.members, night.guides[1], night.observer)
    before = [other.transcript() for other in others]
    await asks(night, "Ama")
    assert night.guides[0].hears("Nothing changes until one of them decides")
    assert await seated(night, night.members[0])
    assert [other.transcript() for other in others] == before


async def test_with_nobody_to_decide_the_guide_hears_so(stage: Stage) -> None:
    night = await evening(stage)
    async with stage.database.begin() as tx:
        await people.revoke(tx, id_of(night.coordinator), Role.COORDINATOR)
    await asks(night, "Ama")
    assert night.guides[0].hears("There is nobody I can ask just now")


async def test_whoever_left_meanwhile_is_asked_about_no_more(stage: Stage) -> None:
    night = await evening(stage)
    ama, guide = night.members[0], night.guides[0]
    await guide.says("/circles")
    await guide.taps("A rest for somebody")
    async with stage.database.begin() as tx:
        await seats.free_seat(tx, night.circle, id_of(ama), now=stage.now)
    await guide.taps("Ama")
    assert not guide.hears("should rest from circles")
