"""A door of one's own: passed on it opens for nobody else, is taken back, and its owner gets a fresh one."""

from bot.rehearsal import groups as acts
from storage import circles, own_doors, people
from tests.circle_steps import Opened, by_night, door, joins, open_circle, take_seat
from tests.stage import Somebody, Stage


def works(circle: Opened, link: str) -> bool:
    return link in circle.chat.links and not circle.chat.links[link].revoked


async def seated(stage: Stage, *names: str) -> tuple[Opened, list[Somebody]]:
    circle = await open_circle(stage)
    found = await stage.members(*names)
    for somebody in found:
        await take_seat(somebody)
    return circle, found


async def test_everybody_with_a_seat_gets_a_link_of_their_own(stage: Stage) -> None:
    circle, (ama, mei) = await seated(stage, "Ama", "Mei")
    assert door(ama) != door(mei)
    for somebody in (mei, ama):
        await joins(stage, somebody, door(somebody))
        assert circle.chat.member(somebody.part.user).present


async def test_a_link_passed_to_a_friend_is_refused_and_its_owner_gets_a_fresh_one(stage: Stage) -> None:
    """J4, «Link passed to a friend»; H-19: a link used by another id is refused."""
    circle, (ama, mei) = await seated(stage, "Ama", "Mei")
    friend = await stage.member("Friend")
    first, meis = door(ama), door(mei)
    await joins(stage, friend, first)
    assert not circle.chat.member(friend.part.user).present
    assert friend.hears("This door is for someone else. Would you like your own?")
    assert "Front door" in friend.buttons
    assert "Friend" not in ama.transcript()
    assert "Your door has changed" in ama.screen
    assert not works(circle, first)
    assert works(circle, meis)
    await joins(stage, ama, door(ama))
    assert circle.chat.member(ama.part.user).present


async def test_a_friend_who_waits_to_be_a_member_is_shown_the_front_door(stage: Stage) -> None:
    circle, (ama,) = await seated(stage, "Ama")
    friend = stage.person("Friend")
    friend.part.user.started = True
    async with stage.database.begin() as tx:
        await people.admit(tx, friend.part.id, "Friend", now=stage.now, state="waiting")
    await joins(stage, friend, door(ama))
    assert not circle.chat.member(friend.part.user).present
    await friend.taps("Front door")
    assert not friend.hears("Here's what's open")
    assert "Thursday circle" not in friend.transcript()


async def test_a_stranger_with_a_passed_on_link_hears_nothing_and_the_owner_gets_a_fresh_one(stage: Stage) -> None:
    circle, (ama,) = await seated(stage, "Ama")
    stranger, first = stage.person("Stranger"), door(ama)
    await joins(stage, stranger, first)
    assert not circle.chat.member(stranger.part.user).present
    assert stranger.part.hears() == []
    assert door(ama) != first
    assert not works(circle, first)


async def test_the_fresh_link_waits_for_the_morning(stage: Stage) -> None:
    _, (ama,) = await seated(stage, "Ama")
    first, friend = door(ama), await stage.member("Friend")
    await stage.until(stage.now.replace(hour=23))
    await joins(stage, friend, first)
    assert door(ama) == first
    await stage.forward(hours=10)
    assert door(ama) != first


async def test_a_link_is_taken_back_once_it_is_used_and_my_door_makes_another(stage: Stage) -> None:
    circle, (ama,) = await seated(stage, "Ama")
    first = door(ama)
    await joins(stage, ama, first)
    assert not works(circle, first)
    ama.part.leaves(circle.chat)
    await stage.settle()
    await ama.taps("Let me back")
    assert door(ama) != first
    await joins(stage, ama, door(ama))
    assert circle.chat.member(ama.part.user).present


async def test_two_quick_taps_on_my_door_leave_one_link_that_works(stage: Stage) -> None:
    circle, (ama,) = await seated(stage, "Ama")
    await joins(stage, ama, door(ama))
    before = set(circle.chat.links)
    await ama.says("/circles")
    for _ in range(2):
        ama.part.taps_on("My door")
    await stage.settle()
    made = [link for link in circle.chat.links if link not in before and works(circle, link)]
    assert made == [door(ama)]


async def test_a_helpers_link_that_is_passed_on_is_changed_for_all_who_hold_the_circle(stage: Stage) -> None:
    circle = await open_circle(stage)
    ed, gus = circle.guides
    shared, friend = door(ed), await stage.member("Friend")
    await joins(stage, friend, shared)
    assert not circle.chat.member(friend.part.user).present
    assert not works(circle, shared)
    for helper in (ed, gus, circle.observer):
        await joins(stage, helper, door(helper))
        assert circle.chat.member(helper.part.user).present
    ama = await stage.member("Ama")
    await take_seat(ama)
    await joins(stage, ama, door(ama))
    assert circle.chat.member(ama.part.user).present


async def test_a_link_without_a_seat_behind_it_is_taken_back_by_night(stage: Stage) -> None:
    circle, (ama,) = await seated(stage, "Ama")
    link = door(ama)
    await ama.says("/circles")
    await ama.taps("Step out of circle")
    await ama.taps("Yes, step out")
    await by_night(stage)
    assert not works(circle, link)
    async with stage.database.read() as tx:
        assert await own_doors.idle(tx) == []


async def test_a_link_that_cannot_be_made_is_said_to_be_mended_and_comes_later(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat_until_the_door(stage, ama, circle)
    assert "The door to the group is being mended" in ama.screen
    acts.promotes_bot(circle.coordinator.part, circle.chat)
    await stage.settle()
    await ama.says("/circles")
    await ama.taps("My door")
    await joins(stage, ama, door(ama))
    assert circle.chat.member(ama.part.user).present


async def take_seat_until_the_door(stage: Stage, ama: Somebody, circle: Opened) -> None:
    """The rights go while she is being asked the last question."""
    await ama.says("/circles")
    for label in ("More about it", "Ask for a seat", "No need", "Yes, I can"):
        await ama.taps(label)
    acts.promotes_bot(circle.coordinator.part, circle.chat, frozenset({"can_delete_messages"}))
    await ama.taps("Yes")


async def test_a_link_says_nothing_of_its_owner_and_lies_sealed(stage: Stage) -> None:
    circle, (ama,) = await seated(stage, "Ama")
    link = door(ama)
    assert circle.chat.links[link].name == ""
    assert circle.chat.links[link].by_request
    await stage.end()
    kept = b"".join(path.read_bytes() for path in stage.folder.rglob("*") if path.is_file())
    assert link.encode() not in kept
    await stage.begin()


async def test_when_the_group_changes_its_number_whoever_waits_outside_gets_another_link(stage: Stage) -> None:
    circle, (ama, mei) = await seated(stage, "Ama", "Mei")
    await joins(stage, ama, door(ama))
    heard = ama.transcript()
    old = door(mei)
    moved = acts.upgrades(circle.coordinator.part, circle.chat)
    await stage.settle()
    await stage.forward(minutes=10)
    assert ama.transcript() == heard, "J4: members see nothing"
    assert door(mei) != old
    await joins(stage, mei, door(mei))
    assert moved.member(mei.part.user).present


async def test_a_move_that_only_an_error_tells_of_is_followed_and_the_door_hung_anew(stage: Stage) -> None:
    """J4, «Group changes its id»; hostile 69."""
    circle, (ama,) = await seated(stage, "Ama")
    old = door(ama)
    moved = acts.upgrades(circle.coordinator.part, circle.chat)
    stage.server.world.updates.drop_all()
    await by_night(stage)
    async with stage.database.read() as tx:
        known = await circles.find(tx, circle.id)
    assert known.door in moved.links
    await ama.says("/circles")
    await ama.taps("My door")
    assert door(ama) != old
    await joins(stage, ama, door(ama))
    assert moved.member(ama.part.user).present
    assert "not in its group any more" not in circle.coordinator.transcript()
