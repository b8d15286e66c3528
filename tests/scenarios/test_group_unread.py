"""What people say in a group is not read: it is in no file, no log, and nowhere in the memory of the process (K17)."""

import gc
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from aiohttp import web

from bot import receive, sorting
from bot.rehearsal import groups as acts
from bot.rehearsal.server import RehearsalServer
from tests.circle_steps import by_night
from tests.session_steps import Evening, evening
from tests.stage import Stage
from tests.sweep import assert_nowhere

TEXTS = (str, bytes, bytearray)
KEPT: list[Any] = []


class Marker:
    """Words that are put together only while they are needed, so that the search does not find the searcher."""

    def __init__(self) -> None:
        self._halves = (secrets.token_hex(8), secrets.token_hex(8))

    def __str__(self) -> str:
        return "q".join(self._halves)


def _of_telegram(server: RehearsalServer) -> set[int]:
    """The texts that the small Telegram itself keeps: reached from its world through plain containers and its parts,
    and the answers that its web server has sent."""
    found = {id(text) for answer in gc.get_objects() if type(answer) is web.Response for text in _texts_in(answer)}
    seen: set[int] = set()
    waiting: list[Any] = [server.world]
    while waiting:
        held = waiting.pop()
        if id(held) in seen:
            continue
        seen.add(id(held))
        if isinstance(held, TEXTS):
            found.add(id(held))
        elif isinstance(held, dict | list | tuple | set | frozenset) or type(held).__module__.startswith("bot.rehears"):
            waiting.extend(gc.get_referents(held))
    return found


def in_memory(server: RehearsalServer, marker: Marker) -> list[str]:
    """Where the marker is alive in this process outside the small Telegram: the types that hold it."""
    for _ in range(3):
        gc.collect()
    needle = str(marker)
    raw, theirs, found = needle.encode(), _of_telegram(server), []
    for holder in gc.get_objects():
        for held in _texts_in(holder):
            if id(held) in theirs or held is needle or held is raw:
                continue
            if (needle in held) if isinstance(held, str) else (raw in held):
                found.append(f"{type(holder).__name__} holds {len(held)} letters")
    return found


def _texts_in(holder: object) -> Iterator[Any]:
    for held in gc.get_referents(holder):
        if isinstance(held, TEXTS):
            yield held


async def talks(night: Evening, marker: Marker) -> None:
    """All the ways in which words come into a group."""
    ama, chat = night.members[0], night.chat
    acts.adds(night.coordinator.part, ama.part, chat)
    await ama.says("/next", chat)
    bots = [m for m in chat.messages.values() if m.sender is night.stage.server.world.bot and not m.service]
    said = ama.part.says(f"so tired after that shift {marker}", chat)[0]
    ama.part.edits(said, f"so very tired {marker}")
    command = ama.part.says(f"/rules {marker}", chat)[0]
    ama.part.edits(command, f"/rules and more {marker}")
    for typed in (
        f"/reflect {marker}",
        f"/nosuchcommand {marker}",
        f"/next@another_bot {marker}",
        f"@rehearsal_bot {marker}",
    ):
        ama.part.says(typed, chat)
    ama.part.says(f"thank you {marker}", chat, reply_to=bots[-1])
    ama.part.sends_photo(caption=f"look {marker}", where=chat)
    ama.part.sends_document(f"{marker}.txt", b"x", caption=f"my notes {marker}", where=chat)
    ama.part.sends({"poll": _poll(f"who else {marker}")}, chat)
    ama.part.sends({"dice": {"emoji": "🎲", "value": 4}}, chat)
    ama.part.sends_contact(where=chat)
    acts.retitles(night.coordinator.part, chat, f"Circle {marker}")
    night.stage.server.faults.duplicate_updates(3)
    await night.stage.settle()


def _poll(question: str) -> dict[str, Any]:
    return {
        "id": "1",
        "question": question,
        "options": [{"text": "yes", "voter_count": 0, "persistent_id": "1"}],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }


async def test_nothing_said_in_a_group_is_kept_in_any_file_or_log(
    stage: Stage, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """H-01, K17: after a whole evening."""
    caplog.set_level(0)
    marker, night = Marker(), await evening(stage)
    await talks(night, marker)
    await night.begun()
    await talks_again(night, marker)
    await stage.forward(minutes=90)
    await by_night(stage)
    assert_nowhere(stage, str(marker), caplog.text, *capsys.readouterr())
    await stage.end()
    assert_nowhere(stage, str(marker), caplog.text, *capsys.readouterr())
    await stage.begin()


async def talks_again(night: Evening, marker: Marker) -> None:
    night.members[0].part.says(f"what I'd like to say {marker}", night.chat)
    await night.stage.settle()


async def test_nothing_said_in_a_group_stays_in_memory_beyond_its_update(stage: Stage) -> None:
    marker, night = Marker(), await evening(stage)
    await talks(night, marker)
    await stage.forward(minutes=1)
    assert in_memory(stage.server, marker) == []


async def test_the_search_finds_what_a_careless_house_would_keep(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same search, with a bot that keeps the updates it drops."""
    marker, night = Marker(), await evening(stage)
    drops = sorting.dropped_unread

    def keeps(raw: dict[str, Any]) -> bool:
        KEPT.append(raw)
        return drops(raw)

    monkeypatch.setattr(receive, "dropped_unread", keeps)
    await talks(night, marker)
    await stage.forward(minutes=1)
    try:
        assert in_memory(stage.server, marker) != []
    finally:
        KEPT.clear()
