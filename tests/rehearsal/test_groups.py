"""Groups: who hears what, who may do what, and what happens when a group moves or throws the bot out."""

from __future__ import annotations

import pytest

from bot.rehearsal import groups
from bot.rehearsal.parts import Chat
from bot.rehearsal.people import Person
from bot.rehearsal.refusals import NotPossible
from bot.rehearsal.server import RehearsalServer
from tests.rehearsal.conftest import Client, Clock


@pytest.fixture
def circle(server: RehearsalServer, ama: Person, mei: Person) -> Chat:
    """A supergroup that Ama owns, Mei is in, and the bot leads."""
    chat = groups.creates(server.world, ama, "Thursday circle", mei, supergroup=True)
    groups.adds_bot(ama, chat, admin=True)
    server.world.updates.drop_all()
    return chat


async def test_the_bot_hears_how_it_was_added_and_why(call: Client, server: RehearsalServer, ama: Person) -> None:
    chat = groups.creates(server.world, ama, "Circle")
    groups.adds_bot(ama, chat, "seat42")
    added, came, started = await call.updates()
    assert added["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert came["message"]["new_chat_members"][0]["is_bot"] is True
    assert started["message"]["text"] == "/start@rehearsal_bot seat42"
    assert started["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 20}]


async def test_in_privacy_mode_only_what_is_meant_for_the_bot_reaches_it(
    call: Client, server: RehearsalServer, ama: Person
) -> None:
    chat = groups.creates(server.world, ama, "Circle")
    groups.adds_bot(ama, chat)
    number = (await call.does("sendMessage", chat_id=chat.id, text="Hello all"))["message_id"]
    await call.updates()
    for words in ("only between us", "/help@other_bot", "/help", "hi @rehearsal_bot"):
        ama.says(words, chat)
    ama.says("thanks", chat, reply_to=number)
    assert [update["message"]["text"] for update in await call.updates()] == ["/help", "hi @rehearsal_bot", "thanks"]
    groups.promotes_bot(ama, chat)
    ama.says("now it hears", chat)
    assert (await call.updates())[-1]["message"]["text"] == "now it hears"


async def test_a_bot_thrown_out_is_told_and_refused(call: Client, server: RehearsalServer, ama: Person) -> None:
    for supergroup, kind in ((False, "group"), (True, "supergroup")):
        chat = groups.creates(server.world, ama, "Circle", supergroup=supergroup)
        never = await call.refused("sendMessage", chat_id=chat.id, text="hi")
        assert never == (403, f"Forbidden: bot is not a member of the {kind} chat")
        groups.adds_bot(ama, chat)
        groups.removes_bot(ama, chat)
        assert (await call.updates())[-1]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
        refusal = await call.refused("sendMessage", chat_id=chat.id, text="hi")
        assert refusal == (403, f"Forbidden: bot was kicked from the {kind} chat")


async def test_a_group_that_moves_says_so_twice_and_its_old_id_names_the_new_one(
    call: Client, server: RehearsalServer, ama: Person
) -> None:
    chat = groups.creates(server.world, ama, "Circle")
    groups.adds_bot(ama, chat)
    await call.updates()
    new = groups.upgrades(ama, chat)
    gone, arrived = await call.updates()
    assert gone["message"]["migrate_to_chat_id"] == new.id
    assert arrived["message"]["migrate_from_chat_id"] == chat.id
    answer = await call("sendMessage", chat_id=chat.id, text="hi")
    assert answer == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new.id},
    }
    assert await call.does("sendMessage", chat_id=new.id, text="hi")


async def test_a_join_request_is_heard_answered_and_opens_the_private_chat(
    call: Client, server: RehearsalServer, circle: Chat
) -> None:
    ines = server.person("Ines")
    link = await call.does("createChatInviteLink", chat_id=circle.id, creates_join_request=True, name="Newcomers")
    ines.joins(link["invite_link"])
    request = (await call.updates())[0]["chat_join_request"]
    assert request["user_chat_id"] == ines.id
    assert request["invite_link"]["pending_join_request_count"] == 1
    assert await call.does("sendMessage", chat_id=ines.id, text="Welcome, one question first")
    who = {"chat_id": circle.id, "user_id": ines.id}
    assert await call.does("approveChatJoinRequest", **who) is True
    assert (await call.does("getChatMember", **who))["status"] == "member"
    present = await call.refused("approveChatJoinRequest", **who)
    assert present == (400, "Bad Request: USER_ALREADY_PARTICIPANT")


async def test_nobody_can_be_let_in_who_did_not_ask_or_was_declined(
    call: Client, server: RehearsalServer, circle: Chat, clock: Clock
) -> None:
    ines = server.person("Ines")
    who = {"chat_id": circle.id, "user_id": ines.id}
    missing = (400, "Bad Request: HIDE_REQUESTER_MISSING")
    assert await call.refused("declineChatJoinRequest", **who) == missing
    link = await call.does("createChatInviteLink", chat_id=circle.id, creates_join_request=True)
    ines.joins(link["invite_link"])
    clock.forward(minutes=6)
    late = await call.refused("sendMessage", chat_id=ines.id, text="hi")
    assert late == (403, "Forbidden: bot can't initiate conversation with a user")
    assert await call.does("declineChatJoinRequest", **who) is True
    assert await call.refused("approveChatJoinRequest", **who) == missing


async def test_links_are_changed_exported_and_revoked(call: Client, server: RehearsalServer, circle: Chat) -> None:
    link = (await call.does("createChatInviteLink", chat_id=circle.id, member_limit=1))["invite_link"]
    edited = await call.does("editChatInviteLink", chat_id=circle.id, invite_link=link, name="One")
    assert edited["name"] == "One"
    first = await call.does("exportChatInviteLink", chat_id=circle.id)
    assert (await call.does("getChat", chat_id=circle.id))["invite_link"] == first
    assert (await call.does("revokeChatInviteLink", chat_id=circle.id, invite_link=link))["is_revoked"] is True
    ines = server.person("Ines")
    with pytest.raises(NotPossible):
        ines.joins(link)
    unknown = await call.refused("revokeChatInviteLink", chat_id=circle.id, invite_link="https://t.me/+no")
    assert unknown == (400, "Bad Request: INVITE_HASH_EXPIRED")


@pytest.mark.parametrize(
    ("method", "more", "description"),
    [
        ("createChatInviteLink", {}, "not enough rights to manage chat invite link"),
        ("approveChatJoinRequest", {"user_id": 1}, "not enough rights to manage chat join requests"),
        ("banChatMember", {"user_id": 1}, "not enough rights to restrict/unrestrict chat member"),
        ("unbanChatMember", {"user_id": 1}, "not enough rights to restrict/unrestrict chat member"),
        ("restrictChatMember", {"user_id": 1}, "not enough rights to restrict/unrestrict chat member"),
        ("promoteChatMember", {"user_id": 1}, "not enough rights"),
        ("setChatTitle", {"title": "x"}, "not enough rights to change chat title"),
        ("pinChatMessage", {"message_id": 1}, "not enough rights to manage pinned messages in the chat"),
    ],
)
async def test_without_rights_the_bot_does_nothing(
    call: Client, ama: Person, circle: Chat, method: str, more: dict[str, object], description: str
) -> None:
    groups.demotes_bot(ama, circle)
    assert await call.refused(method, chat_id=circle.id, **more) == (400, f"Bad Request: {description}")


async def test_a_muted_bot_may_not_write(call: Client, ama: Person, circle: Chat) -> None:
    groups.restricts_bot(ama, circle)
    refusal = await call.refused("sendMessage", chat_id=circle.id, text="hi")
    assert refusal == (400, "Bad Request: not enough rights to send text messages to the chat")


async def test_members_are_banned_unbanned_muted_and_promoted(
    call: Client, server: RehearsalServer, ama: Person, mei: Person, circle: Chat
) -> None:
    who = {"chat_id": circle.id, "user_id": mei.id}
    await call.does("getUpdates", allowed_updates=["message", "chat_member"])
    await call.does("restrictChatMember", **who, permissions={"can_send_messages": False})
    assert (await call.does("getChatMember", **who))["status"] == "restricted"
    with pytest.raises(NotPossible):
        mei.says("may I?", circle)
    await call.does("banChatMember", **who)
    kinds = [next(kind for kind in update if kind != "update_id") for update in await call.updates()]
    assert kinds == ["chat_member", "message", "chat_member"]
    assert (await call.does("getChatMember", **who))["status"] == "kicked"
    assert await call.does("unbanChatMember", **who, only_if_banned=True) is True
    owner = await call.refused("banChatMember", chat_id=circle.id, user_id=ama.id)
    assert owner == (400, "Bad Request: can't remove chat owner")
    assert await call.does("getChatMemberCount", chat_id=circle.id) == 2
    assert len(await call.does("getChatAdministrators", chat_id=circle.id)) == 2


async def test_in_groups_only_a_leading_bot_deletes_what_others_said(
    call: Client, ama: Person, circle: Chat, clock: Clock
) -> None:
    said = ama.says("too private", circle)[0]
    clock.forward(hours=72)
    groups.demotes_bot(ama, circle)
    where = {"chat_id": circle.id, "message_id": said.id}
    assert await call.refused("deleteMessage", **where) == (400, "Bad Request: message can't be deleted")
    groups.promotes_bot(ama, circle)
    assert await call.does("deleteMessage", **where) is True


async def test_pins_titles_and_leaving_come_back_as_news(call: Client, ama: Person, circle: Chat) -> None:
    number = (await call.does("sendMessage", chat_id=circle.id, text="Rules"))["message_id"]
    await call.does("pinChatMessage", chat_id=circle.id, message_id=number)
    assert (await call.does("getChat", chat_id=circle.id))["pinned_message"]["text"] == "Rules"
    await call.does("unpinChatMessage", chat_id=circle.id)
    await call.does("setChatTitle", chat_id=circle.id, title="Friday circle")
    await call.does("leaveChat", chat_id=circle.id)
    updates = await call.updates()
    assert "pinned_message" in updates[0]["message"]
    assert updates[1]["message"]["new_chat_title"] == "Friday circle"
    assert updates[-1]["my_chat_member"]["new_chat_member"]["status"] == "left"
    assert (await call.refused("getChat", chat_id=circle.id))[0] == 403
    private = await call.refused("leaveChat", chat_id=ama.id)
    assert private == (400, "Bad Request: chat member status can't be changed in private chats")


async def test_messages_vanish_when_the_chat_deletes_them_by_itself(call: Client, ama: Person, clock: Clock) -> None:
    ama.sets_auto_delete(86_400)
    number = (await call.does("sendMessage", chat_id=ama.id, text="for a day"))["message_id"]
    assert (await call.does("getChat", chat_id=ama.id))["message_auto_delete_time"] == 86_400
    clock.forward(days=1)
    refusal = await call.refused("editMessageText", chat_id=ama.id, message_id=number, text="x")
    assert refusal == (400, "Bad Request: message to edit not found")
    assert not ama.hears()
