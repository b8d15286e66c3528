"""A server for each test, a plain client for it, and a watch over all its traffic."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any  # answers are JSON of any shape; the validator checks them

import aiohttp
import pytest

from bot.rehearsal.people import Person
from bot.rehearsal.server import RehearsalServer
from tests.bot_api.validator import problems, wrong_answer


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


class Traffic:
    """Every answer and update of a server, checked against the specification as it passes."""

    def __init__(self, server: RehearsalServer) -> None:
        self.problems: list[str] = []
        self.seen: list[str] = []
        server.observers.append(self)

    def __call__(self, what: str, content: object) -> None:
        self.seen.append(what)
        self.problems += problems(content, "Update", "update") if what == "update" else wrong_answer(what, content)


class Client:
    """Calls methods as plainly as can be."""

    def __init__(self, server: RehearsalServer, session: aiohttp.ClientSession) -> None:
        self.server = server
        self.session = session

    async def __call__(self, method: str, **values: object) -> dict[str, Any]:
        """The whole answer, also when it is a refusal."""
        url = f"{self.server.api_base_url}{self.server.token}/{method}"
        async with self.session.post(url, json=values) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    async def does(self, method: str, **values: object) -> Any:
        """The result of a call that must succeed."""
        answer = await self(method, **values)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, **values: object) -> tuple[int, str]:
        """Code and description of a call that must be refused."""
        answer = await self(method, **values)
        assert not answer["ok"], answer
        return answer["error_code"], answer["description"]

    async def updates(self, **values: object) -> list[dict[str, Any]]:
        """What waits, confirmed at once."""
        waiting: list[dict[str, Any]] = await self.does("getUpdates", **values)
        if waiting:
            await self.does("getUpdates", offset=waiting[-1]["update_id"] + 1)
        return waiting


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[RehearsalServer]:
    async with RehearsalServer(now=clock) as running:
        traffic = Traffic(running)
        yield running
        assert not traffic.problems


@pytest.fixture
async def call(server: RehearsalServer) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(server, session)


@pytest.fixture
def ama(server: RehearsalServer) -> Person:
    """Somebody who has started the bot; nothing waits."""
    person = server.person("Ama", "ama_q")
    person.starts()
    server.world.updates.drop_all()
    return person


@pytest.fixture
def mei(server: RehearsalServer) -> Person:
    return server.person("Mei")
