"""Bots made with telegraf and grammY run on our server unchanged, every answer held against the specification."""

import asyncio
from asyncio.subprocess import Process
from collections.abc import AsyncIterator

import pytest

from bot.rehearsal import groups as acts
from bot.rehearsal.people import Person
from bot.rehearsal.server import RehearsalServer
from tests.peers.node import asked_to_stop, running
from tests.rehearsal.conftest import Traffic


@pytest.fixture
async def server() -> AsyncIterator[RehearsalServer]:
    async with RehearsalServer() as opened:
        traffic = Traffic(opened)
        yield opened
        assert not traffic.problems


@pytest.fixture(params=["telegraf", "grammy"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def stranger(server: RehearsalServer, kind: str) -> AsyncIterator[Process]:
    """A bot of theirs that waits for its first update."""
    async with running(f"bots/{kind}.js", server.url, server.token) as process:
        listening = asyncio.create_task(server.until(lambda: server.polling.waits, 20))
        ended = asyncio.create_task(process.wait())
        await asyncio.wait((listening, ended), return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        await listening
        yield process


@pytest.fixture
def ama(server: RehearsalServer) -> Person:
    return server.person("Ama")


def said(person: Person) -> list[str]:
    return [message.text for message in person.hears()]


@pytest.mark.usefixtures("stranger")
async def test_their_bot_greets_and_echoes(server: RehearsalServer, ama: Person) -> None:
    ama.starts("hello")
    ama.says("good morning 🙂 <b>&amp;")
    await server.until(lambda: len(ama.hears()) == 2)
    assert said(ama) == ["Hello, Ama", "You said good morning 🙂 <b>&amp;"]


@pytest.mark.usefixtures("stranger")
async def test_a_tap_edits_the_message_and_is_answered(server: RehearsalServer, ama: Person) -> None:
    ama.starts()
    await server.until(lambda: bool(ama.hears()))
    tap = ama.taps_on("Open")
    assert tap is not None
    await server.until(lambda: tap.answered)
    assert said(ama) == ["It is open"]
    assert tap.text == "Done"


@pytest.mark.usefixtures("stranger")
async def test_their_bot_understands_our_refusal(server: RehearsalServer, ama: Person) -> None:
    ama.starts()
    await server.until(lambda: bool(ama.hears()))
    first = ama.taps_on("Open")
    assert first is not None
    await server.until(lambda: first.answered)
    again = ama.taps_on("Open")
    assert again is not None
    await server.until(lambda: again.answered)
    assert "message is not modified" in again.text


@pytest.mark.usefixtures("stranger")
async def test_a_command_in_a_group_is_answered_there(server: RehearsalServer, ama: Person) -> None:
    group = acts.creates(server.world, ama, "Thursday circle")
    acts.adds_bot(ama, group)
    ama.says("good evening everyone", group)
    ama.says(f"/where@{server.world.bot.username}", group)
    await server.until(lambda: bool(ama.hears(group)))
    await server.quiet()
    assert [message.text for message in ama.hears(group)] == ["We are in Thursday circle"]
    assert ama.hears() == []


@pytest.mark.usefixtures("stranger")
async def test_a_file_sent_by_their_bot_arrives_whole(server: RehearsalServer, ama: Person) -> None:
    ama.says("/paper")
    await server.until(lambda: bool(ama.hears()))
    assert said(ama) == ["Here"]
    (kept,) = server.world.files.values()
    assert (kept.name, kept.content) == ("paper.txt", b"on paper")


async def test_their_bot_ends_kindly_with_nothing_left_unconfirmed(
    server: RehearsalServer, ama: Person, stranger: Process
) -> None:
    ama.says("one last thing")
    await server.until(lambda: bool(ama.hears()))
    assert await asked_to_stop(stranger) == 0
    assert server.world.updates.idle
    assert said(ama) == ["You said one last thing"]


async def test_what_was_said_while_their_bot_was_away_is_answered_once(
    server: RehearsalServer, ama: Person, kind: str, stranger: Process
) -> None:
    ama.says("first")
    await server.until(lambda: bool(ama.hears()))
    assert await asked_to_stop(stranger) == 0
    ama.says("are you there?")
    async with running(f"bots/{kind}.js", server.url, server.token) as back:
        await server.until(lambda: len(ama.hears()) == 2)
        await server.quiet()
        assert await asked_to_stop(back) == 0
    assert said(ama) == ["You said first", "You said are you there?"]
