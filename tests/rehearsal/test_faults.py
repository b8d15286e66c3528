"""Trouble on demand."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bot.rehearsal.people import Person
from bot.rehearsal.server import RehearsalServer
from tests.rehearsal.conftest import Client


async def test_a_fault_meets_only_the_calls_it_was_arranged_for(
    call: Client, ama: Person, server: RehearsalServer
) -> None:
    server.faults.too_many(7, method="sendMessage", chat_id=ama.id, times=2)
    assert await call.does("getMe")
    for _ in range(2):
        answer = await call("sendMessage", chat_id=ama.id, text="x")
        assert answer["parameters"] == {"retry_after": 7}
    assert await call.does("sendMessage", chat_id=ama.id, text="x")


@pytest.mark.parametrize(
    ("code", "description"),
    [
        (401, "Unauthorized"),
        (403, "Forbidden: bot was blocked by the user"),
        (404, "Not Found"),
        (409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"),
        (500, "Internal Server Error"),
        (502, "Bad Gateway"),
    ],
)
async def test_any_refusal_can_be_arranged(call: Client, server: RehearsalServer, code: int, description: str) -> None:
    server.faults.refuse(code, method="getUpdates")
    assert await call.refused("getUpdates") == (code, description)


async def test_faults_can_wait_for_a_later_call(call: Client, server: RehearsalServer) -> None:
    server.faults.refuse(500, method="getMe", after=2)
    outcomes = [(await call("getMe"))["ok"] for _ in range(4)]
    assert outcomes == [True, True, False, True]


async def test_error_pages_and_half_answers(call: Client, ama: Person, server: RehearsalServer) -> None:
    url = f"{server.api_base_url}{server.token}/sendMessage"
    values = {"chat_id": ama.id, "text": "x"}
    server.faults.page(502)
    async with call.session.post(url, json=values) as response:
        assert (response.status, response.content_type) == (502, "text/html")
    assert not ama.hears()
    server.faults.truncated()
    async with call.session.post(url, json=values) as response:
        with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
            await response.json()
    assert len(ama.hears()) == 1


@pytest.mark.parametrize(("after_effect", "arrived"), [(False, 0), (True, 1)])
async def test_a_connection_breaks_before_or_after_the_effect(
    call: Client, ama: Person, server: RehearsalServer, after_effect: bool, arrived: int
) -> None:
    server.faults.drop(after_effect=after_effect, method="sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await call("sendMessage", chat_id=ama.id, text="x")
    assert len(ama.hears()) == arrived


async def test_a_call_hangs_until_released(call: Client, server: RehearsalServer) -> None:
    server.faults.hang(method="getMe")
    hanging = asyncio.create_task(call.refused("getMe"))
    await server.until(lambda: not server.faults.arranged)
    assert not hanging.done()
    server.faults.release()
    assert (await hanging)[0] == 504


async def test_an_update_comes_twice_with_one_id(call: Client, ama: Person, server: RehearsalServer) -> None:
    server.faults.duplicate_updates()
    ama.says("once")
    first = await call.does("getUpdates")
    again = await call.does("getUpdates", offset=first[0]["update_id"] + 1)
    assert again == first
    assert await call.does("getUpdates", offset=first[0]["update_id"] + 1) == []


async def test_an_unparseable_update_lies_between_good_ones(call: Client, ama: Person, server: RehearsalServer) -> None:
    ama.says("before")
    server.faults.unparseable_update()
    ama.says("after")
    _, spoiled, _ = await call.updates()
    assert "date" not in spoiled["message"]
    assert "chat" not in spoiled["message"]
