"""What about a group could harm the people in it: seen, named in one sentence, and told once to who can mend it."""

import pytest

from bot.rehearsal import groups as acts
from bot.rehearsal.parts import Chat
from tests.circle_steps import Opened, bring_in, by_night, door, inside, joins, link_payload, open_circle, take_seat
from tests.stage import Somebody, Stage

INVITE, DELETE = frozenset({"can_invite_users"}), frozenset({"can_delete_messages"})
LOST = "not in its group any more"


async def in_a_supergroup(stage: Stage) -> tuple[Opened, Chat]:
    circle = await open_circle(stage)
    chat = acts.upgrades(circle.coordinator.part, circle.chat)
    await stage.settle()
    return circle, chat


def told(circle: Opened, words: str) -> list[int]:
    """How often each who looks after the circle was told: its guides, then its coordinator."""
    return [who.transcript().count(words) for who in (*circle.guides, circle.coordinator)]


def said(stage: Stage, chat: Chat) -> list[str]:
    bot = stage.server.world.bot
    return [m.text for m in chat.messages.values() if m.sender is bot and not m.service and not m.deleted]


# Rights


@pytest.mark.parametrize(
    ("left", "asked"),
    [
        (DELETE, 'Please give me the right to "invite".'),
        (INVITE, 'Please give me the right to "delete".'),
        (frozenset(), 'Please make me an admin with "invite" and "delete" only.'),
    ],
)
async def test_the_missing_right_is_named_once_and_no_seat_is_offered_until_it_is_there(
    stage: Stage, left: frozenset[str], asked: str
) -> None:
    """J4, «Bot loses admin rights»."""
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    for _ in range(2):
        acts.promotes_bot(circle.coordinator.part, circle.chat, left | {"can_manage_chat"})
        await stage.settle()
    await by_night(stage)
    assert told(circle, "I can't look after the door. " + asked) == [1, 1, 1]
    await ama.says("/circles")
    assert ama.hears("No open circle just now")
    acts.promotes_bot(circle.coordinator.part, circle.chat)
    await stage.settle()
    await take_seat(ama)
    assert door(ama)


async def test_rights_lost_while_we_were_away_are_seen_by_night(stage: Stage) -> None:
    circle = await open_circle(stage)
    acts.demotes_bot(circle.coordinator.part, circle.chat)
    stage.server.world.updates.drop_all()
    await by_night(stage)
    await by_night(stage)
    assert told(circle, "I can't look after the door") == [1, 1, 1]


async def test_rights_lost_twice_are_asked_for_twice(stage: Stage) -> None:
    circle = await open_circle(stage)
    for _ in range(2):
        acts.demotes_bot(circle.coordinator.part, circle.chat)
        await stage.settle()
        acts.promotes_bot(circle.coordinator.part, circle.chat)
        await stage.settle()
    assert told(circle, "I can't look after the door") == [2, 2, 2]


# Thrown out, and back


@pytest.mark.parametrize("gone", [acts.removes_bot, acts.closes], ids=["thrown out", "group deleted"])
async def test_a_group_that_is_lost_is_told_once_and_no_seat_is_offered(stage: Stage, gone: object) -> None:
    """Hostile 68."""
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    assert callable(gone)
    gone(circle.coordinator.part, circle.chat)
    await stage.settle()
    await by_night(stage)
    await stage.forward(hours=1)
    assert circle.coordinator.transcript().count(LOST) == 1
    await ama.says("/circles")
    assert ama.hears("No open circle just now")


async def test_a_bot_brought_back_without_rights_asks_for_them(stage: Stage) -> None:
    circle = await open_circle(stage)
    acts.removes_bot(circle.coordinator.part, circle.chat)
    await stage.settle()
    acts.adds_bot(circle.coordinator.part, circle.chat)
    await stage.settle()
    assert told(circle, "I can't look after the door") == [1, 1, 1]
    acts.promotes_bot(circle.coordinator.part, circle.chat)
    await stage.settle()
    ama = await stage.member("Ama")
    await take_seat(ama)
    await joins(stage, ama, door(ama))
    assert circle.chat.member(ama.part.user).present


async def test_a_strangers_group_is_left_at_once_even_when_it_is_a_supergroup(stage: Stage) -> None:
    """Hostile 70. A supergroup may be a circle's own that has just moved: it has twenty seconds to say so."""
    stranger = stage.person("Stranger")
    chat = acts.creates(stage.server.world, stranger.part, "Not yours", supergroup=True)
    acts.adds_bot(stranger.part, chat, admin=True)
    await stage.settle()
    await stranger.says("/next", chat)
    await stage.forward(seconds=30)
    assert not inside(stage, chat)
    assert said(stage, chat) == []
    assert stranger.part.hears() == []


# What Telegram does not tell


def publishes(person: Somebody, chat: Chat) -> None:
    acts.publishes(person.part, chat, "thursday_circle")


def hides(person: Somebody, chat: Chat) -> None:
    acts.publishes(person.part, chat, "")


def links(person: Somebody, chat: Chat) -> None:
    acts.links_channel(person.part, chat, "Nana's channel")


def unlinks(person: Somebody, chat: Chat) -> None:
    acts.links_channel(person.part, chat)


def shows(person: Somebody, chat: Chat) -> None:
    acts.shows_history(person.part, chat)


def covers(person: Somebody, chat: Chat) -> None:
    acts.shows_history(person.part, chat, shown=False)


def splits(person: Somebody, chat: Chat) -> None:
    acts.opens_topic(person.part, chat, "Coffee")


def joins_up(person: Somebody, chat: Chat) -> None:
    chat.topics = None


TROUBLES = {
    "made public": (publishes, hides, "its group is public now, so anyone could read it"),
    "linked to a channel": (links, unlinks, "a channel is linked to its group"),
    "history shown": (shows, covers, "new people can read what was said before they came"),
    "topics on": (splits, joins_up, "its group has topics on"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_trouble_nobody_tells_us_of_is_seen_by_night_told_once_and_again_if_it_comes_back(
    stage: Stage, trouble: str
) -> None:
    """Hostile 74 and 72."""
    begins, ends, words = TROUBLES[trouble]
    circle, chat = await in_a_supergroup(stage)
    assert told(circle, words) == [0, 0, 0]
    begins(circle.coordinator, chat)
    for _ in range(2):
        await by_night(stage)
    assert told(circle, words) == [1, 1, 1]
    ends(circle.coordinator, chat)
    await by_night(stage)
    begins(circle.coordinator, chat)
    await by_night(stage)
    assert told(circle, words) == [2, 2, 2]
    assert all(": its group" not in line for line in said(stage, chat)), "the circle itself is told nothing"


async def test_no_seat_is_offered_in_a_public_group(stage: Stage) -> None:
    circle, chat = await in_a_supergroup(stage)
    ama = await stage.member("Ama")
    publishes(circle.coordinator, chat)
    await by_night(stage)
    await ama.says("/circles")
    assert ama.hears("No open circle just now")
    acts.promotes_bot(circle.coordinator.part, chat, frozenset({"can_manage_chat"}))
    acts.promotes_bot(circle.coordinator.part, chat)
    await stage.settle()
    await ama.says("/circles")
    assert ama.hears("No open circle just now"), "having rights does not make it private"
    hides(circle.coordinator, chat)
    await by_night(stage)
    await take_seat(ama)
    assert door(ama)


async def test_a_public_group_is_seen_at_once_when_somebody_comes_in(stage: Stage) -> None:
    circle, chat = await in_a_supergroup(stage)
    publishes(circle.coordinator, chat)
    ama = await stage.member("Ama")
    acts.adds(circle.coordinator.part, ama.part, chat)
    await stage.settle()
    assert told(circle, "its group is public now") == [1, 1, 1]


async def test_a_group_that_is_public_already_cannot_be_linked(stage: Stage) -> None:
    circle = await open_circle(stage)
    nana = circle.coordinator
    acts.removes_bot(nana.part, circle.chat)
    await stage.settle()
    await stage.forward(minutes=1)
    await nana.taps("Fresh group link")
    chat = acts.creates(stage.server.world, nana.part, "Thursday", supergroup=True)
    acts.publishes(nana.part, chat, "thursday")
    acts.adds_bot(nana.part, chat, link_payload(nana), admin=True)
    await stage.settle()
    assert "That group is public: anyone could read it" in nana.screen


async def test_another_bot_in_the_group_is_told_of_once_until_it_is_out(stage: Stage) -> None:
    """Hostile 45: it may read everything, and it is not one of us."""
    circle = await open_circle(stage)
    nana = circle.coordinator
    other = acts.adds_other_bot(nana.part, circle.chat, "Music")
    await stage.settle()
    assert told(circle, "another bot is in its group") == [1, 1, 1]
    assert not any("without a seat" in ed.transcript() for ed in circle.guides)
    acts.removes(nana.part, other.id, circle.chat)
    await stage.settle()
    acts.adds_other_bot(nana.part, circle.chat, "Quiz")
    await stage.settle()
    assert told(circle, "another bot is in its group") == [2, 2, 2]


async def test_a_second_group_leaves_the_first_and_its_links_behind(stage: Stage) -> None:
    circle = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    old = door(ama)
    acts.removes_bot(circle.coordinator.part, circle.chat)
    await stage.settle()
    await stage.forward(minutes=1)
    await circle.coordinator.taps("Fresh group link")
    again = await bring_in(stage, circle.coordinator, "Thursday circle", link_payload(circle.coordinator))
    await ama.says("/circles")
    await ama.taps("My door")
    assert door(ama) != old
    await joins(stage, ama, door(ama))
    assert again.member(ama.part.user).present
