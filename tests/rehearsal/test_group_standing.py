"""What a group is like, as Bot API 10.0 shows it: public names, linked channels, shown history, topics, other bots."""

from __future__ import annotations

import pytest

from bot.rehearsal import groups
from bot.rehearsal.parts import Chat
from bot.rehearsal.people import Person
from bot.rehearsal.refusals import NotPossible
from bot.rehearsal.server import RehearsalServer
from tests.rehearsal.conftest import Client


@pytest.fixture
def circle(server: RehearsalServer, ama: Person) -> Chat:
    chat = groups.creates(server.world, ama, "Thursday circle", supergroup=True)
    groups.adds_bot(ama, chat, admin=True)
    server.world.updates.drop_all()
    return chat


async def test_a_private_supergroup_says_nothing_of_names_channels_history_or_topics(
    call: Client, circle: Chat
) -> None:
    seen = await call.does("getChat", chat_id=circle.id)
    fields = {"username", "active_usernames", "linked_chat_id", "has_visible_history", "is_forum"}
    assert fields & seen.keys() == set()


async def test_a_public_group_is_found_by_its_name_and_shows_its_history(
    call: Client, ama: Person, circle: Chat
) -> None:
    groups.publishes(ama, circle, "thursday")
    seen = await call.does("getChat", chat_id="@thursday")
    assert (seen["username"], seen["active_usernames"], seen["has_visible_history"]) == ("thursday", ["thursday"], True)
    ama.says("hello", circle)
    assert (await call.updates())[-1]["message"]["chat"]["username"] == "thursday"
    groups.publishes(ama, circle)
    assert (await call.refused("getChat", chat_id="@thursday"))[0] == 400


async def test_shown_history_is_told_to_administrators_alone(call: Client, ama: Person, circle: Chat) -> None:
    groups.shows_history(ama, circle)
    assert (await call.does("getChat", chat_id=circle.id))["has_visible_history"] is True
    groups.demotes_bot(ama, circle)
    assert "has_visible_history" not in await call.does("getChat", chat_id=circle.id)


async def test_a_linked_channels_posts_come_forwarded_by_telegram_itself(
    call: Client, ama: Person, circle: Chat
) -> None:
    with pytest.raises(NotPossible):
        groups.channel_posts(ama, circle, "too early")
    groups.links_channel(ama, circle, "News")
    linked = (await call.does("getChat", chat_id=circle.id))["linked_chat_id"]
    groups.channel_posts(ama, circle, "/next")
    post = (await call.updates())[-1]["message"]
    assert post["is_automatic_forward"] is True
    assert post["sender_chat"]["id"] == linked
    assert (post["from"]["id"], post["forward_origin"]["type"]) == (777000, "channel")
    groups.links_channel(ama, circle)
    assert "linked_chat_id" not in await call.does("getChat", chat_id=circle.id)


async def test_a_topic_takes_messages_until_it_is_closed_or_deleted(call: Client, ama: Person, circle: Chat) -> None:
    topic = groups.opens_topic(ama, circle, "Coffee")
    assert (await call.does("getChat", chat_id=circle.id))["is_forum"] is True
    ama.says("/next", circle, topic=topic)
    heard = (await call.updates())[-1]["message"]
    assert (heard["message_thread_id"], heard["is_topic_message"]) == (topic, True)
    said = {"chat_id": circle.id, "text": "hi", "message_thread_id": topic}
    assert (await call.does("sendMessage", **said))["message_thread_id"] == topic
    groups.closes_topic(ama, circle, topic)
    assert await call.refused("sendMessage", **said) == (400, "Bad Request: TOPIC_CLOSED")
    groups.deletes_topic(ama, circle, topic)
    assert await call.refused("sendMessage", **said) == (400, "Bad Request: message thread not found")
    assert "message_thread_id" not in await call.does("sendMessage", chat_id=circle.id, text="hi")


async def test_a_group_that_is_no_supergroup_can_be_none_of_this(server: RehearsalServer, ama: Person) -> None:
    chat = groups.creates(server.world, ama, "Small")
    for act in (
        groups.shows_history,
        lambda p, c: groups.publishes(p, c, "x"),
        lambda p, c: groups.opens_topic(p, c, "x"),
    ):
        with pytest.raises(NotPossible):
            act(ama, chat)


async def test_another_bot_that_comes_in_is_told_like_anybody(call: Client, ama: Person, circle: Chat) -> None:
    await call.does("getUpdates", allowed_updates=["message", "chat_member"])
    groups.adds_other_bot(ama, circle, "Music")
    came, note = await call.updates()
    assert came["chat_member"]["new_chat_member"]["user"]["is_bot"] is True
    assert note["message"]["new_chat_members"][0]["username"] == "music_bot"
