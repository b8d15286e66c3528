"""Never more than six: a seventh let in by a human is told of once, and nothing begins until they are six again."""

from bot.rehearsal import groups as acts
from mentoring.people import Role
from storage import seats, sessions
from tests.circle_steps import by_night, door, joins
from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage

MANY, SIX = "that makes more than six", "there are no more than six in the group now"


async def full(stage: Stage, *, members: int = 6) -> Evening:
    """A circle whose seats are taken, everybody in its group."""
    night = await evening(stage, members=5)
    if members == 6:
        kofi = await stage.member("Joy")
        async with stage.database.begin() as tx:
            assert kofi.id
            await seats.take_seat(tx, night.circle, kofi.id, now=stage.now, promised="promises")
        night.members.append(kofi)
    for somebody in (*night.members, *night.guides, night.observer):
        await somebody.says("/circles")
        await somebody.taps("My door")
        await joins(stage, somebody, door(somebody))
    return night


def told(night: Evening, words: str) -> list[int]:
    return [who.transcript().count(words) for who in (*night.guides, night.coordinator)]


async def let_in_by_hand(night: Evening, name: str = "Stranger") -> Somebody:
    stranger = night.stage.person(name)
    acts.adds(night.coordinator.part, stranger.part, night.chat)
    await night.stage.settle()
    return stranger


async def stage_of(night: Evening) -> str:
    return str((await night.session()).state)


async def test_a_seventh_let_in_by_hand_is_told_of_once_and_not_named(stage: Stage) -> None:
    """J4, «7th person let in by a human»."""
    night = await full(stage)
    await let_in_by_hand(night)
    await let_in_by_hand(night, "Another")
    await by_night(stage)
    assert told(night, MANY) == [1, 1, 1]
    for who in (*night.guides, night.coordinator, *night.members):
        assert "Stranger" not in who.transcript()
    assert "A guest: asked to leave" in night.coordinator.transcript()
    assert not any("A guest: asked to leave" in guide.transcript() for guide in night.guides)
    assert not any(MANY in member.transcript() for member in night.members)


async def test_the_next_session_does_not_begin_with_a_seventh_and_does_once_they_have_left(stage: Stage) -> None:
    night = await full(stage)
    stranger = await let_in_by_hand(night)
    await night.gathered(but=1)
    await night.to(minutes=0)
    guide = night.guides[0]
    await guide.taps("Begin")
    assert guide.hears("There are more than 6 in the group, so this can't begin as a circle")
    assert await stage_of(night) == "gathering"
    stranger.part.leaves(night.chat)
    await stage.settle()
    assert told(night, SIX) == [1, 1, 1]
    await guide.taps("Begin")
    assert await stage_of(night) == "begun"


async def test_the_coordinator_says_a_guest_was_asked_to_leave_and_is_told_when_they_have(stage: Stage) -> None:
    night = await full(stage)
    stranger = await let_in_by_hand(night)
    await night.coordinator.taps("A guest: asked to leave")
    assert night.coordinator.hears("I can't show anybody out myself")
    assert not night.coordinator.hears(SIX)
    stranger.part.leaves(night.chat)
    await stage.settle()
    assert SIX in night.coordinator.transcript()
    assert told(night, SIX) == [1, 1, 1]


async def test_a_member_of_the_network_is_offered_a_seat_elsewhere_and_a_stranger_is_not_written_to(
    stage: Stage,
) -> None:
    night = await full(stage)
    mallory, stranger = await stage.member("Mallory"), stage.person("Stranger")
    acts.adds(night.coordinator.part, mallory.part, night.chat)
    await stage.settle()
    await night.coordinator.taps("Give a seat elsewhere")
    assert night.coordinator.hears("I've told them where there is room")
    assert mallory.hears("Here are the ones with room")
    assert "Mallory" not in night.coordinator.transcript()
    await mallory.taps("Circles")
    mallory.part.leaves(night.chat)
    await stage.settle()
    await let_in_by_hand(night)
    await night.coordinator.taps("Give a seat elsewhere")
    assert night.coordinator.hears("Please send them an invitation of their own")
    assert stranger.part.hears() == []


async def test_old_buttons_about_a_seventh_say_that_they_are_six(stage: Stage) -> None:
    night = await full(stage)
    stranger = await let_in_by_hand(night)
    stranger.part.leaves(night.chat)
    await stage.settle()
    await night.coordinator.taps("Give a seat elsewhere")
    assert night.coordinator.hears(SIX)


async def test_only_a_coordinator_can_press_the_ways_out(stage: Stage) -> None:
    night = await full(stage)
    await let_in_by_hand(night)
    ama = night.members[0]
    page = ama.part.hears()[-1]
    for told_by_app in (f"gr-leave:{night.circle}", f"gr-else:{night.circle}"):
        ama.part.taps(page, told_by_app, forged=True)
    await stage.settle()
    assert "I can't show anybody out" not in ama.transcript()
    assert "where there is room" not in ama.transcript()


async def test_somebody_who_left_without_our_hearing_is_found_gone_when_a_guide_taps_begin(stage: Stage) -> None:
    night = await full(stage)
    stranger = await let_in_by_hand(night)
    await night.gathered(but=1)
    await night.to(minutes=0)
    stranger.part.leaves(night.chat)
    stage.server.world.updates.drop_all()
    guide = night.guides[0]
    await guide.taps("Begin")
    assert guide.hears("There are more than 6")
    await guide.taps("Begin")
    assert await stage_of(night) == "begun"


async def test_a_seventh_who_was_there_before_us_is_found_by_counting(stage: Stage) -> None:
    """Telegram tells a bot nobody's name who was in the group already: only how many there are."""
    night = await full(stage)
    acts.adds(night.coordinator.part, stage.person("Early").part, night.chat)
    acts.adds(night.coordinator.part, stage.person("Bird").part, night.chat)
    stage.server.world.updates.drop_all()
    await by_night(stage)
    assert told(night, MANY) == [1, 1, 1]


async def test_somebody_without_a_seat_does_not_stop_a_circle_of_six_or_fewer(stage: Stage) -> None:
    night = await full(stage, members=5)
    await let_in_by_hand(night)
    assert told(night, MANY) == [0, 0, 0]
    assert told(night, "somebody without a seat has come into the group")[:2] == [1, 1]
    await night.begun()
    assert await stage_of(night) == "begun"


async def test_guides_the_observer_and_coordinators_are_not_counted(stage: Stage) -> None:
    night = await full(stage)
    second = await stage.coordinator("Kwame")
    acts.adds(night.coordinator.part, second.part, night.chat)
    await stage.settle()
    await by_night(stage)
    assert told(night, MANY) == [0, 0, 0]
    await night.begun()
    assert await stage_of(night) == "begun"


async def test_whoever_left_the_group_makes_room_while_their_seat_waits(stage: Stage) -> None:
    night = await full(stage)
    await let_in_by_hand(night)
    night.members[0].part.leaves(night.chat)
    await stage.settle()
    assert told(night, SIX) == [1, 1, 1]


async def test_a_guest_of_a_group_is_no_longer_known_once_the_circle_has_another(stage: Stage) -> None:
    night = await full(stage)
    await let_in_by_hand(night)
    acts.removes_bot(night.coordinator.part, night.chat)
    await stage.settle()
    await by_night(stage)
    async with stage.database.read() as tx:
        assert [tuple(row) for row in await tx.conn.slow("select count(*) from group_guests")] == [(0,)]
        assert await sessions.next_of(tx, night.circle, stage.now) is not None


# Bots, and whoever stands in for one evening


async def a_bot_before_us(night: Evening, *, leads: bool) -> None:
    """Another bot that was in the group when we came: of those Telegram says nothing by itself."""
    other = acts.adds_other_bot(night.coordinator.part, night.chat, "Music")
    if leads:
        acts.promotes(night.coordinator.part, other, night.chat)
    night.stage.server.world.updates.drop_all()


async def test_a_bot_that_leads_the_group_is_no_seventh_and_is_asked_out_once(stage: Stage) -> None:
    night = await full(stage)
    await a_bot_before_us(night, leads=True)
    await by_night(stage)
    await by_night(stage)
    assert told(night, "another bot is in its group. It may read what people say there.") == [1, 1, 1]
    assert told(night, MANY) == [0, 0, 0]
    await night.begun()
    assert await stage_of(night) == "begun"


async def test_a_bot_nobody_can_tell_from_a_person_is_asked_out_in_words_that_say_so(stage: Stage) -> None:
    night = await full(stage)
    await a_bot_before_us(night, leads=False)
    await by_night(stage)
    assert told(night, MANY) == [1, 1, 1]
    assert told(night, "It may be somebody without a seat, or another bot: please take bots out.") == [1, 1, 1]
    assert told(night, "somebody without a seat has come in") == [0, 0, 0]


async def test_a_bot_that_left_unheard_makes_no_room_for_a_seventh(stage: Stage) -> None:
    night = await full(stage)
    other = acts.adds_other_bot(night.coordinator.part, night.chat, "Music")
    await stage.settle()
    other.leaves(night.chat)
    stage.server.world.updates.drop_all()
    await by_night(stage)
    acts.adds(night.coordinator.part, stage.person("Early").part, night.chat)
    stage.server.world.updates.drop_all()
    await by_night(stage)
    assert told(night, MANY) == [1, 1, 1]


async def test_a_bot_that_is_taken_out_is_never_told_of_as_a_seventh(stage: Stage) -> None:
    night = await full(stage)
    other = acts.adds_other_bot(night.coordinator.part, night.chat, "Music")
    await stage.settle()
    other.leaves(night.chat)
    await stage.settle()
    assert told(night, MANY) == [0, 0, 0]


async def with_ros_for_the_evening(stage: Stage) -> tuple[Evening, Somebody]:
    """Six sit in the circle, Obi can't make it, and Ros stands in for that one evening."""
    night = await full(stage)
    ros = await stage.member("Ros", roles=[Role.OBSERVER])
    await night.to(hours=47)
    await night.observer.says("/rota")
    await night.observer.taps("Can't make it")
    await ros.taps("I can")
    assert ros.hears("You stand in at Thursday circle")
    return night, ros


async def test_a_stand_in_who_comes_into_the_group_is_no_seventh_and_no_stranger_that_evening(stage: Stage) -> None:
    night, ros = await with_ros_for_the_evening(stage)
    await ros.taps("My door")
    await joins(stage, ros, door(ros))
    assert night.chat.member(ros.part.user).present
    await by_night(stage)
    assert told(night, MANY) == [0, 0, 0]
    assert told(night, "somebody without a seat has come into the group") == [0, 0, 0]
    await night.begun()
    assert await stage_of(night) == "begun"


async def test_a_stand_in_let_in_by_hand_is_told_of_to_nobody_and_a_seventh_beside_them_is(stage: Stage) -> None:
    night, ros = await with_ros_for_the_evening(stage)
    acts.adds(night.coordinator.part, ros.part, night.chat)
    await stage.settle()
    assert told(night, MANY) == [0, 0, 0]
    acts.adds(night.coordinator.part, stage.person("Early").part, night.chat)
    stage.server.world.updates.drop_all()
    await by_night(stage)
    assert told(night, MANY) == [1, 1, 1]


async def test_days_after_the_evening_a_stand_in_who_stayed_is_a_guest_like_any_other(stage: Stage) -> None:
    night, ros = await with_ros_for_the_evening(stage)
    await ros.taps("My door")
    await joins(stage, ros, door(ros))
    await night.begun()
    await stage.forward(minutes=90)
    await stage.forward(hours=70)
    await by_night(stage)
    assert told(night, MANY) == [0, 0, 0]
    await stage.forward(hours=14)
    await by_night(stage)
    assert told(night, MANY) == [1, 1, 1]
    ros.part.leaves(night.chat)
    await stage.settle()
    await ros.taps("My door")
    assert "Open the circle" not in ros.buttons
