"""The control API does from outside what the acting side does in Python."""

from __future__ import annotations

import asyncio
from typing import Any  # control answers are JSON of any shape

from bot.rehearsal.server import RehearsalServer
from tests.rehearsal.conftest import Client


async def control(call: Client, path: str, status: int = 200, **values: object) -> Any:
    async with call.session.post(f"{call.server.url}/rehearsal/api/{path}", json=values) as response:
        assert response.status == status
        return await response.json()


async def look(call: Client, path: str) -> Any:
    async with call.session.get(f"{call.server.url}/rehearsal/api/{path}") as response:
        assert response.status == 200
        return await response.json()


async def test_a_person_is_made_starts_and_taps_from_outside(call: Client, server: RehearsalServer) -> None:
    ama = (await control(call, "people", first_name="Ama"))["id"]
    started = await control(call, "act/starts", person=ama, payload="seat")
    assert started["text"] == "/start seat"
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await call.does("sendMessage", chat_id=ama, text="Well?", reply_markup=markup)
    assert (await control(call, "act/taps_on", person=ama, label="Yes"))["query_id"]
    chat = await look(call, f"chats/{ama}")
    assert [message["text"] for message in chat["messages"]] == ["/start seat", "Well?"]
    assert (await look(call, "state"))["people"][0]["started"] is True
    assert (await look(call, "sends"))[0]["chat_id"] == ama
    assert {"method": "sendmessage", "code": 200, "calls": 1} in await look(call, "counts")


async def test_groups_faults_limits_and_clock_from_outside(call: Client, server: RehearsalServer) -> None:
    ama = (await control(call, "people", first_name="Ama"))["id"]
    chat = (await control(call, "act/creates_group", person=ama, title="Circle"))["chat_id"]
    await control(call, "act/adds_bot", person=ama, chat=chat, payload="x")
    await control(call, "faults", kind="refuse", code=500, method="sendMessage")
    assert (await call.refused("sendMessage", chat_id=chat, text="x"))[0] == 500
    assert (await control(call, "limits", on=True, counting="bucket"))["counting"] == "bucket"
    before = server.world.now()
    await control(call, "clock", seconds=3600)
    assert (server.world.now() - before).total_seconds() == 3600


async def test_what_a_person_could_not_do_is_refused(call: Client) -> None:
    ama = (await control(call, "people", first_name="Ama"))["id"]
    assert "problem" in await control(call, "act/taps_on", 400, person=ama, label="None such")
    assert "problem" in await control(call, "act/flies", 404, person=ama)


async def test_pages_of_other_hosts_are_turned_away(call: Client) -> None:
    url = f"{call.server.url}/rehearsal/api/state"
    async with call.session.get(url, headers={"Host": "evil.example:80"}) as response:
        assert response.status == 403
    async with call.session.post(f"{call.server.url}/rehearsal/api/people", data={"first_name": "x"}) as response:
        assert response.status == 403


async def test_events_flow_as_they_happen(call: Client, server: RehearsalServer) -> None:
    async with call.session.get(f"{call.server.url}/rehearsal/api/events") as response:
        assert await response.content.readline() == b": listening\n"
        await server.until(lambda: bool(server.world.listeners))
        server.person("Ama").starts()
        async with asyncio.timeout(5):
            lines = [await response.content.readline() for _ in range(5)]
    assert b"event: person\n" in lines
    assert b"event: message\n" in lines
