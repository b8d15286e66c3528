"""Our bot, started as an operator starts it, on a Bot API server that is not ours (telegram-test-api)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.peers.node import asked_to_stop
from tests.peers.theirs import TheirServer, Visitor, invitation, our_bot, settled, their_server


@pytest.fixture
async def server() -> AsyncIterator[TheirServer]:
    async with their_server() as running:
        yield running


async def joins(who: Visitor, payload: str) -> None:
    await who.starts(payload)
    assert "I'm a bot" in await who.hears("Hello, and welcome")
    await who.taps("Join")
    await who.hears("18 or over")
    await who.taps("Yes")
    await who.hears("Here's the deal in short")
    await who.taps("I agree")
    await who.hears("What name shall I show?")
    await who.says(who.name)
    await who.hears(f"Lovely to meet you, {who.name}")
    await who.taps("NHS")
    await who.taps("Wales")
    await who.taps("Both")
    await who.taps("Let me pick")


async def test_joining_works_on_a_server_that_is_not_ours(
    server: TheirServer, empty_house: Path, tmp_path: Path
) -> None:
    config = settled(empty_house, tmp_path / "house", server)
    code = await invitation(config, "coordinator")
    nana, ama = Visitor(server, "Nana", 501), Visitor(server, "Ama", 502)
    async with our_bot(config) as process:
        await joins(nana, code)
        await nana.hears("You're in, Nana.")
        await joins(ama, "hello")
        await ama.hears("A coordinator will say hello and let you in")
        await nana.hears("One new hello.")
        await nana.taps("See it")
        await nana.hears("Name: Ama")
        await nana.taps("Let in")
        await ama.hears("You're in, Ama.")
        assert await asked_to_stop(process) == 0


async def test_a_bot_that_comes_back_answers_from_where_it_was(
    server: TheirServer, empty_house: Path, tmp_path: Path
) -> None:
    config = settled(empty_house, tmp_path / "house", server)
    ama = Visitor(server, "Ama", 502)
    async with our_bot(config) as process:
        await ama.starts("hello")
        await ama.hears("Hello, and welcome")
        assert await asked_to_stop(process) == 0
    await ama.taps("Join")
    async with our_bot(config) as process:
        await ama.hears("18 or over")
        assert await asked_to_stop(process) == 0
    assert not any("[[Join]]" in line for line in await ama.transcript())
