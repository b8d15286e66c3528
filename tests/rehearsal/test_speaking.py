"""What the bot says arrives, and what Telegram refuses is refused in its own words."""

from __future__ import annotations

import pytest

from bot.rehearsal.people import Person
from bot.rehearsal.server import RehearsalServer
from tests.rehearsal.conftest import Client, Clock

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


async def test_a_message_arrives_with_its_buttons(call: Client, ama: Person) -> None:
    buttons = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}, {"text": "Site", "url": "https://nhs.uk"}]]}
    said = await call.does("sendMessage", chat_id=ama.id, text=" Hello ", reply_markup=buttons, protect_content=True)
    assert said["text"] == "Hello"
    assert said["reply_markup"] == buttons
    assert said["has_protected_content"] is True
    assert [message.text for message in ama.hears()] == ["Hello"]


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("", "Bad Request: message text is empty"),
        (" \u200b\n", "Bad Request: text must be non-empty"),
        ("x" * 4097, "Bad Request: message is too long"),
        ("🙂" * 2049, "Bad Request: message is too long"),
    ],
)
async def test_words_that_are_no_message_are_refused(call: Client, ama: Person, text: str, description: str) -> None:
    assert await call.refused("sendMessage", chat_id=ama.id, text=text) == (400, description)


async def test_4096_units_are_accepted(call: Client, ama: Person) -> None:
    assert len((await call.does("sendMessage", chat_id=ama.id, text="x" * 4096))["text"]) == 4096
    assert await call.does("sendMessage", chat_id=ama.id, text="🙂" * 2048)


@pytest.mark.parametrize("data", ["", "x" * 65, "é" * 33])
async def test_button_data_over_64_bytes_or_empty_is_refused(call: Client, ama: Person, data: str) -> None:
    buttons = {"inline_keyboard": [[{"text": "Go", "callback_data": data}]]}
    refusal = await call.refused("sendMessage", chat_id=ama.id, text="hi", reply_markup=buttons)
    assert refusal == (400, "Bad Request: BUTTON_DATA_INVALID")


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        ("{", "Bad Request: can't parse reply keyboard markup JSON object"),
        ("[]", "Bad Request: object expected as reply markup"),
        (
            {"inline_keyboard": [[{"text": "x"}]]},
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"inline_keyboard": [[{"text": 3, "callback_data": "x"}]]},
            'Bad Request: can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        ({"inline_keyboard": {}}, 'Bad Request: field "inline_keyboard" must be of type Array'),
    ],
)
async def test_broken_keyboards_are_refused(call: Client, ama: Person, markup: object, description: str) -> None:
    assert await call.refused("sendMessage", chat_id=ama.id, text="hi", reply_markup=markup) == (400, description)


async def test_unknown_chats_and_people_who_never_started_are_told_apart(call: Client, mei: Person) -> None:
    assert await call.refused("sendMessage", chat_id=77, text="hi") == (400, "Bad Request: chat not found")
    assert await call.refused("sendMessage", text="hi") == (400, "Bad Request: chat_id is empty")
    assert await call.refused("sendMessage", chat_id="@nobody", text="hi") == (400, "Bad Request: chat not found")
    refusal = await call.refused("sendMessage", chat_id=mei.id, text="hi")
    assert refusal == (403, "Forbidden: bot can't initiate conversation with a user")


async def test_a_block_is_told_to_the_bot_and_refuses_its_words(call: Client, ama: Person) -> None:
    ama.blocks()
    (update,) = await call.updates()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    refusal = await call.refused("sendMessage", chat_id=ama.id, text="hi")
    assert refusal == (403, "Forbidden: bot was blocked by the user")
    ama.unblocks()
    assert await call.does("sendMessage", chat_id=ama.id, text="hi")


async def test_a_closed_account_cannot_be_written_to(call: Client, ama: Person) -> None:
    ama.closes_account()
    refusal = await call.refused("sendMessage", chat_id=ama.id, text="hi")
    assert refusal == (403, "Forbidden: user is deactivated")


async def test_a_message_is_replaced_and_its_history_kept(call: Client, ama: Person) -> None:
    number = (await call.does("sendMessage", chat_id=ama.id, text="one"))["message_id"]
    edited = await call.does("editMessageText", chat_id=ama.id, message_id=number, text="two")
    assert edited["edit_date"]
    assert ama.hears()[0].versions == [{"text": "one"}]
    refusal = await call.refused("editMessageText", chat_id=ama.id, message_id=number, text="two ")
    assert refusal == (400, NOT_MODIFIED)


async def test_buttons_can_be_changed_alone_but_not_to_the_same(call: Client, ama: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    where = {"chat_id": ama.id, "message_id": (await call.does("sendMessage", chat_id=ama.id, text="x"))["message_id"]}
    assert await call.refused("editMessageReplyMarkup", **where) == (400, NOT_MODIFIED)
    assert (await call.does("editMessageReplyMarkup", **where, reply_markup=markup))["reply_markup"] == markup
    assert await call.refused("editMessageText", **where, text="x", reply_markup=markup) == (400, NOT_MODIFIED)
    assert "reply_markup" not in await call.does("editMessageText", **where, text="x")


async def test_edits_of_nothing_and_of_other_peoples_words_are_refused(call: Client, ama: Person) -> None:
    edit = "editMessageText"
    missing = await call.refused(edit, chat_id=ama.id, message_id=999, text="x")
    assert missing == (400, "Bad Request: message to edit not found")
    unnamed = await call.refused(edit, chat_id=ama.id, text="x")
    assert unnamed == (400, "Bad Request: message identifier is not specified")
    theirs = await call.refused(edit, chat_id=ama.id, message_id=ama.says("mine")[0].id, text="x")
    assert theirs == (400, "Bad Request: message can't be edited")


async def test_deleting_works_for_48_hours(call: Client, ama: Person, clock: Clock) -> None:
    theirs, old = ama.says("secret")[0], ama.says("old")[0]
    assert await call.does("deleteMessage", chat_id=ama.id, message_id=theirs.id) is True
    assert theirs not in ama.messages()
    again = await call.refused("deleteMessage", chat_id=ama.id, message_id=theirs.id)
    assert again == (400, "Bad Request: message to delete not found")
    clock.forward(hours=48, seconds=1)
    late = await call.refused("deleteMessage", chat_id=ama.id, message_id=old.id)
    assert late == (400, "Bad Request: message can't be deleted for everyone")


async def test_many_messages_are_deleted_at_once_and_missing_ones_skipped(call: Client, ama: Person) -> None:
    numbers = [message.id for message in ama.says("a" * 9000)]
    assert len(numbers) == 3
    assert await call.does("deleteMessages", chat_id=ama.id, message_ids=[*numbers, 12345]) is True
    assert not any(message.id in numbers for message in ama.messages())
    empty = await call.refused("deleteMessages", chat_id=ama.id, message_ids=[])
    assert empty == (400, "Bad Request: message identifiers are not specified")
    many = await call.refused("deleteMessages", chat_id=ama.id, message_ids=list(range(1, 102)))
    assert many == (400, "Bad Request: too many message identifiers specified")


async def test_protected_words_are_neither_copied_nor_forwarded(call: Client, ama: Person) -> None:
    number = (await call.does("sendMessage", chat_id=ama.id, text="x", protect_content=True))["message_id"]
    where = {"chat_id": ama.id, "from_chat_id": ama.id, "message_id": number}
    assert await call.refused("copyMessage", **where) == (400, "Bad Request: message can't be copied")
    assert await call.refused("forwardMessage", **where) == (400, "Bad Request: message can't be forwarded")


async def test_open_words_are_copied_and_forwarded(call: Client, ama: Person) -> None:
    where = {"chat_id": ama.id, "from_chat_id": ama.id, "message_id": ama.says("mine")[0].id}
    assert set(await call.does("copyMessage", **where)) == {"message_id"}
    assert (await call.does("forwardMessage", **where))["forward_origin"]["sender_user"]["id"] == ama.id


async def test_a_reply_shows_what_it_replies_to(call: Client, ama: Person) -> None:
    asked = ama.says("question?")[0]
    told = await call.does("sendMessage", chat_id=ama.id, text="answer", reply_parameters={"message_id": asked.id})
    assert told["reply_to_message"]["text"] == "question?"
    lost = await call.refused("sendMessage", chat_id=ama.id, text="a", reply_parameters={"message_id": 4040})
    assert lost == (400, "Bad Request: message to be replied not found")
    kept = {"message_id": 4040, "allow_sending_without_reply": True}
    assert await call.does("sendMessage", chat_id=ama.id, text="a", reply_parameters=kept)


async def test_a_tap_is_answered_once_and_in_time(
    call: Client, ama: Person, clock: Clock, server: RehearsalServer
) -> None:
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await call.does("sendMessage", chat_id=ama.id, text="Well?", reply_markup=markup)
    tap, late = ama.taps_on("Yes"), ama.taps_on("Yes")
    assert tap is not None
    assert late is not None
    first = (await call.updates())[0]["callback_query"]
    assert first["data"] == "y"
    assert await call.does("answerCallbackQuery", callback_query_id=first["id"], text="Noted", show_alert=True) is True
    assert (tap.text, tap.alert) == ("Noted", True)
    too_old = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    assert await call.refused("answerCallbackQuery", callback_query_id=first["id"]) == too_old
    assert await call.refused("answerCallbackQuery", callback_query_id="12") == too_old
    clock.forward(minutes=2)
    assert await call.refused("answerCallbackQuery", callback_query_id=late.id) == too_old


async def test_a_forged_tap_below_a_lost_message_shows_it_inaccessible(call: Client, ama: Person) -> None:
    number = (await call.does("sendMessage", chat_id=ama.id, text="gone"))["message_id"]
    await call.does("deleteMessage", chat_id=ama.id, message_id=number)
    ama.taps(number, "anything", forged=True)
    assert (await call.updates())[0]["callback_query"]["message"]["date"] == 0


async def test_unknown_methods_and_tokens_are_refused(call: Client, server: RehearsalServer) -> None:
    assert await call.refused("sendTelepathy") == (404, "Not Found")
    for token, code, words in (("1000:" + "x" * 35, 401, "Unauthorized"), ("nonsense", 404, "Not Found")):
        async with call.session.get(f"{server.api_base_url}{token}/getMe") as response:
            assert response.status == code
            assert await response.json() == {"ok": False, "error_code": code, "description": words}


async def test_parameters_come_by_address_form_and_multipart_alike(call: Client, ama: Person) -> None:
    url = f"{call.server.api_base_url}{call.server.token}/SENDMESSAGE"
    values = {"chat_id": str(ama.id), "text": "hi", "unheard_of": "1"}
    async with call.session.get(url, params=values) as response:
        assert response.status == 200
    async with call.session.post(url, data=values) as response:
        assert response.status == 200
    import aiohttp

    form = aiohttp.FormData(values, default_to_multipart=True)
    async with call.session.post(url, data=form) as response:
        assert response.status == 200
    assert [message.text for message in ama.hears()] == ["hi"] * 3
