"""Whatever a bot sends, the server answers as Telegram would, and never stumbles."""

from __future__ import annotations

import pytest

from bot.rehearsal import groups
from bot.rehearsal.methods import METHODS
from bot.rehearsal.people import Person
from bot.rehearsal.refusals import NotPossible
from bot.rehearsal.server import RehearsalServer
from tests.bot_api.validator import specification
from tests.rehearsal.conftest import Client, Clock

JUNK: list[object] = [
    "",
    "x",
    "[]",
    "{}",
    "[1]",
    -1,
    0,
    2**70,
    1.5,
    True,
    [],
    [[1]],
    {},
    {"type": 3},
    {"id": "x"},
    "\udc80",
]
NAMES = {name.lower(): name for name in specification()["methods"]}


def test_every_method_the_server_knows_is_in_the_specification() -> None:
    assert set(METHODS) <= set(NAMES)


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"logout", "setwebhook"}))
async def test_no_junk_makes_a_method_stumble(call: Client, server: RehearsalServer, ama: Person, method: str) -> None:
    chat = groups.creates(server.world, ama, "Circle", supergroup=True)
    groups.adds_bot(ama, chat, admin=True)
    number = (await call.does("sendMessage", chat_id=chat.id, text="hi"))["message_id"]
    right = {"chat_id": chat.id, "from_chat_id": chat.id, "message_id": number, "user_id": ama.id, "text": "x"}
    for field in specification()["methods"][NAMES[method]].get("fields", []):
        for junk in JUNK:
            answer = await call(method, **{**right, field["name"]: junk})
            assert answer["ok"] or 400 <= answer["error_code"] < 500


async def test_half_a_surrogate_pair_is_refused(call: Client, ama: Person) -> None:
    refusal = await call.refused("sendMessage", chat_id=ama.id, text="\ud800")
    assert refusal == (400, "Bad Request: strings must be encoded in UTF-8")


async def test_people_may_send_half_pairs_to_the_bot(call: Client, ama: Person) -> None:
    ama.says("\ud800 /help")
    assert (await call.updates())[0]["message"]["text"].startswith("\ud800")


async def test_link_buttons_and_missing_buttons_tell_the_bot_nothing(call: Client, ama: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "Site", "url": "https://nhs.uk"}]]}
    await call.does("sendMessage", chat_id=ama.id, text="Look", reply_markup=markup)
    assert ama.taps_on("Site") is None
    with pytest.raises(NotPossible):
        ama.taps_on("No such button")
    assert await call.updates() == []


async def test_closing_is_too_early_for_ten_minutes(call: Client, clock: Clock) -> None:
    assert await call.refused("close") == (429, "Too Many Requests: retry after 600")
    clock.forward(minutes=10)
    assert await call.does("close") is True


async def test_a_deleted_group_a_cleared_chat_an_album_and_a_nameless_admin(
    call: Client, server: RehearsalServer, ama: Person
) -> None:
    chat = groups.creates(server.world, ama, "Circle")
    groups.adds_bot(ama, chat)
    ama.says("/help", chat, as_chat=True)
    groups.closes(ama, chat)
    refusal = await call.refused("sendMessage", chat_id=chat.id, text="x")
    assert refusal == (403, "Forbidden: the group chat was deleted")
    ama.sends_album(3)
    server.faults.unknown_update()
    updates = await call.updates()
    assert [update["message"]["sender_chat"]["id"] for update in updates if "sender_chat" in update.get("message", {})]
    assert len({update["message"]["media_group_id"] for update in updates[-4:-1]}) == 1
    assert "telepathy" in updates[-1]
    ama.clears_history()
    assert ama.messages() == []
