"""Files, pictures and the bot's own shop window."""

from __future__ import annotations

import io

import aiohttp
import pytest

from bot.rehearsal.people import Person
from bot.rehearsal.server import RehearsalServer
from tests.rehearsal.conftest import Client


async def upload(call: Client, method: str, field: str, content: bytes, **values: str) -> tuple[int, dict[str, object]]:
    form = aiohttp.FormData(values)
    form.add_field(field, io.BytesIO(content), filename="letter.ics", content_type="text/calendar")
    async with call.session.post(f"{call.server.api_base_url}{call.server.token}/{method}", data=form) as response:
        answer: dict[str, object] = await response.json()
        return response.status, answer


async def test_a_document_is_sent_and_fetched_again(call: Client, ama: Person, server: RehearsalServer) -> None:
    status, answer = await upload(
        call, "sendDocument", "document", b"BEGIN:VCALENDAR", chat_id=str(ama.id), caption="Dates"
    )
    assert (status, answer["ok"]) == (200, True)
    document = ama.hears()[0].content["document"]
    assert isinstance(document, dict)
    assert (document["file_name"], document["mime_type"]) == ("letter.ics", "text/calendar")
    path = (await call.does("getFile", file_id=document["file_id"]))["file_path"]
    async with call.session.get(f"{server.api_file_url}{server.token}/{path}") as response:
        assert await response.read() == b"BEGIN:VCALENDAR"
    async with call.session.get(f"{server.api_file_url}{server.token}/documents/none") as response:
        assert response.status == 404
    assert await call.does("sendDocument", chat_id=ama.id, document=document["file_id"])


async def test_files_that_are_missing_or_unknown_are_refused(call: Client, ama: Person) -> None:
    missing = await call.refused("sendDocument", chat_id=ama.id)
    assert missing == (400, "Bad Request: there is no document in the request")
    unknown = await call.refused("sendPhoto", chat_id=ama.id, photo="AgACnothing")
    assert unknown == (400, "Bad Request: wrong file identifier/HTTP URL specified")
    assert await call.refused("getFile", file_id="x") == (400, "Bad Request: invalid file_id")
    assert (await upload(call, "sendDocument", "document", b"", chat_id=str(ama.id)))[1]["description"] == (
        "Bad Request: file must be non-empty"
    )


async def test_an_upload_above_50_megabytes_is_too_large(call: Client, ama: Person) -> None:
    status, answer = await upload(call, "sendDocument", "document", bytes(50 * 2**20 + 1), chat_id=str(ama.id))
    assert (status, answer["description"]) == (413, "Request Entity Too Large")


async def test_a_picture_gets_another_caption_and_another_picture(call: Client, ama: Person) -> None:
    await upload(call, "sendPhoto", "photo", b"\xff\xd8one", chat_id=str(ama.id))
    where = {"chat_id": ama.id, "message_id": ama.hears()[0].id}
    assert (await call.does("editMessageCaption", **where, caption="New"))["caption"] == "New"
    text = await call.refused("editMessageText", **where, text="x")
    assert text == (400, "Bad Request: there is no text in the message to edit")
    file_id = ama.sends_document("b.pdf", b"%PDF").content["document"]["file_id"]  # type: ignore[index] # a dict
    media = {"type": "document", "media": file_id, "caption": "Now a file"}
    assert (await call.does("editMessageMedia", **where, media=media))["document"]["file_name"] == "b.pdf"
    long = await call.refused("editMessageCaption", **where, caption="x" * 1025)
    assert long == (400, "Bad Request: message caption is too long")


async def test_everything_a_person_sends_is_a_valid_update(call: Client, ama: Person) -> None:
    ama.sends_photo(caption="look")
    ama.sends_voice()
    ama.sends_sticker()
    ama.sends_contact()
    ama.sends({"dice": {"emoji": "🎲", "value": 4}})
    ama.forwards(ama.says("mine")[0])
    ama.edits(ama.says("one")[0], "two")
    kinds = [set(update.get("message") or update["edited_message"]) for update in await call.updates()]
    for number, kind in enumerate(["photo", "voice", "sticker", "contact", "dice", "text", "forward_origin"]):
        assert kind in kinds[number]
    assert "edit_date" in kinds[-1]


async def test_typing_is_shown_and_unknown_actions_refused(call: Client, ama: Person) -> None:
    assert await call.does("sendChatAction", chat_id=ama.id, action="typing") is True
    wrong = await call.refused("sendChatAction", chat_id=ama.id, action="dancing")
    assert wrong == (400, "Bad Request: wrong parameter action in request")


async def test_commands_are_kept_by_scope_and_language(call: Client, ama: Person) -> None:
    help_command = [{"command": "help", "description": "What I can do"}]
    scope = {"type": "chat", "chat_id": ama.id}
    await call.does("setMyCommands", commands=help_command, scope=scope, language_code="en")
    assert await call.does("getMyCommands", scope=scope, language_code="en") == help_command
    assert await call.does("getMyCommands") == []
    await call.does("deleteMyCommands", scope=scope, language_code="en")
    assert await call.does("getMyCommands", scope=scope, language_code="en") == []
    wrong = [{"command": "Help!", "description": "x"}]
    assert await call.refused("setMyCommands", commands=wrong) == (400, "Bad Request: BOT_COMMAND_INVALID")


@pytest.mark.parametrize(
    ("what", "words", "field"),
    [
        ("Name", "Circle", "name"),
        ("Description", "Peers", "description"),
        ("ShortDescription", "P", "short_description"),
    ],
)
async def test_the_shop_window_is_kept_by_language(call: Client, what: str, words: str, field: str) -> None:
    await call.does(f"setMy{what}", **{field: words}, language_code="fr")
    assert (await call.does(f"getMy{what}", language_code="fr"))[field] == words
    assert (await call.does(f"getMy{what}"))[field] != words


async def test_menu_buttons_and_the_bots_own_face(call: Client, ama: Person) -> None:
    await call.does("setChatMenuButton", chat_id=ama.id, menu_button={"type": "commands"})
    assert await call.does("getChatMenuButton", chat_id=ama.id) == {"type": "commands"}
    me = await call.does("getMe")
    assert me["can_read_all_group_messages"] is False
    assert me["supports_inline_queries"] is False


async def test_after_logging_out_every_call_is_refused(call: Client) -> None:
    assert await call.does("logOut") is True
    assert await call.refused("getMe") == (400, "Logged out")
