"""The door of a circle: whom it lets in, whom it turns away, and what happens to the seat of somebody who leaves."""

import pytest

from bot.rehearsal.refusals import NotPossible
from storage import circles
from tests.circle_steps import Opened, door, joins, open_circle, take_seat
from tests.stage import Somebody, Stage


async def test_a_door_passed_on_is_refused_and_the_friend_is_told_kindly(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama, friend = await stage.members("Ama", "Friend")
    await take_seat(ama)
    await joins(stage, friend, door(ama))
    assert not circle.chat.member(friend.part.user).present
    assert friend.hears("This door is for someone else")
    await friend.taps("Front door")
    assert friend.hears("Here's what's open")


async def test_a_stranger_at_the_door_is_turned_away_without_a_word(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    stranger = stage.person("Stranger")
    await joins(stage, stranger, door(ama))
    assert not circle.chat.member(stranger.part.user).present
    assert stranger.part.id not in circle.chat.requests
    assert stranger.part.hears() == []


async def test_somebody_without_a_seat_cannot_forge_their_way_to_the_door(stage: Stage) -> None:
    circle = await open_circle(stage)
    mallory = await stage.member("Mallory")
    await mallory.says("/circles")
    page = mallory.part.hears()[-1]
    for told in (f"ci-name:{circle.id}:1", f"ci-door:{circle.id}", f"ci-one:{circle.id}", f"pl-link:{circle.id}"):
        mallory.part.taps(page, told, forged=True)
    await stage.settle()
    assert "t.me/+" not in str([message.markup for message in mallory.part.hears()])
    assert "startgroup" not in str([message.markup for message in mallory.part.hears()])


async def test_stepping_out_frees_the_seat_and_asks_no_reason(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    await ama.says("/circles")
    assert "Next time: Thu 12 Feb, 7:00 pm" in ama.screen
    await ama.taps("Step out of circle")
    await ama.taps("Yes, step out")
    assert ama.hears("your seat is free")
    async with stage.database.read() as tx:
        assert await tx.sql.circles.seated(circle_id=circle.id) == []
    await joins(stage, ama, door(ama))
    assert not circle.chat.member(ama.part.user).present


async def has_left(stage: Stage) -> tuple[Opened, Somebody]:
    """A circle, and somebody who has a seat in it and has left its group."""
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    await joins(stage, ama, door(ama))
    ama.part.leaves(circle.chat)
    await stage.settle()
    return circle, ama


async def test_leaving_the_group_is_asked_about_in_private_and_the_seat_waits(stage: Stage) -> None:
    circle, ama = await has_left(stage)
    assert ama.transcript().count("I saw you've left. All OK? Your seat is kept 7 days.") == 1
    assert ama.buttons == ["I meant to", "Let me back", "Something's wrong"]
    await ama.taps("Let me back")
    await joins(stage, ama, door(ama))
    assert circle.chat.member(ama.part.user).present
    assert "A new person has joined" not in " ".join(ama.news(circle.chat))


async def test_whoever_meant_to_leave_gives_the_seat_back_with_one_tap(stage: Stage) -> None:
    circle, ama = await has_left(stage)
    await ama.taps("I meant to")
    assert ama.hears("your seat is free")
    async with stage.database.read() as tx:
        assert await tx.sql.circles.seated(circle_id=circle.id) == []


async def test_whoever_left_because_something_is_wrong_is_shown_a_safe_person(stage: Stage) -> None:
    circle, ama = await has_left(stage)
    before = {guide.name: guide.transcript() for guide in (*circle.guides, circle.coordinator)}
    await ama.taps("Something's wrong")
    assert ama.hears("I'm glad you said something. You're in charge of what happens.")
    assert "Help now" in ama.buttons
    assert {guide.name: guide.transcript() for guide in (*circle.guides, circle.coordinator)} == before


async def test_a_seat_is_kept_seven_days_after_leaving_the_group_and_no_longer(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama, mei = await stage.members("Ama", "Mei")
    for person in (ama, mei):
        await take_seat(person)
    await joins(stage, ama, door(ama))
    ama.part.leaves(circle.chat)
    await stage.settle()
    for days, left in ((6, 2), (2, 1)):
        await stage.forward(days=days)
        async with stage.database.begin() as tx:
            await circles.keep_times(tx, stage.now)
            assert len(await circles.seated(tx, circle.id)) == left


async def test_a_dead_link_opens_nothing(stage: Stage) -> None:
    await open_circle(stage)
    ama = await stage.member("Ama")
    with pytest.raises(NotPossible):
        ama.part.joins("https://t.me/+madeUpByHand")
