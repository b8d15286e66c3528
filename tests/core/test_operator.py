"""What an operator sees who has the machine, the admin tools and the master key: no page of anybody's."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from storage import privacy
from storage.core.keystore import KeyDestroyed
from storage.core.sealing import Binding, Damaged, open_envelope
from storage.privacy_map import MAP
from tests.matrix_world import PAGE, RECORD, SHARED, World, built, raw_rows
from tests.stage import Stage
from tests.storm.weather import CONFIG

PRIVATE = (PAGE, SHARED, RECORD)
ASKS_FIRST = {"run", "rehearse", "init", "restore"}
"""Commands that serve, found or put back a house: what they show is tried where they are at home."""
WITH: dict[str, list[str]] = {"invite": ["--role", "member", "--bot-name", "rehearsal_bot"]}
PURPOSES = ("page", "share", "record", "plan", "recovery")


def names() -> list[str]:
    return sorted({str(one.name or getattr(one.callback, "__name__", "")) for one in app.registered_commands})


async def test_no_command_of_the_operator_shows_what_anybody_wrote(stage: Stage, tmp_path: Path) -> None:
    await built(stage)
    await stage.end()
    config = tmp_path / "config.toml"
    config.write_text(CONFIG.format(token=stage.server.token, server=stage.server.url, folder=stage.folder))
    config.chmod(0o600)
    said = {}
    for name in set(names()) - ASKS_FIRST:
        asked = [name, *WITH.get(name, []), "--config", str(config)]
        done = await asyncio.to_thread(CliRunner().invoke, app, asked)  # each command has a loop of its own
        said[name] = f"{done.output} {done.exception!r}"
    assert {"doctor", "migrate", "invite"} <= set(said)
    assert "read, without a mistake" in said["doctor"]
    assert [name for name, text in said.items() if any(marker in text for marker in PRIVATE)] == []
    await stage.begin()


async def test_with_the_master_key_every_field_opens_and_no_page_does(stage: Stage) -> None:
    world = await built(stage)
    await stage.restart()  # nobody's pages are open in memory
    async with stage.database.read() as tx:
        opened = json.dumps(await privacy.export(tx, world.person), default=str)
    assert world.owner.name in opened
    assert not any(marker in opened for marker in PRIVATE)


async def test_no_key_an_operator_holds_opens_an_envelope(stage: Stage) -> None:
    world = await built(stage)
    await stage.restart()
    keys, envelopes = [key async for key in operator_keys(world)], [one async for one in sealed(world)]
    assert len(keys) > 10
    assert len(envelopes) >= 4
    for table, row, blob in envelopes:
        for key in keys:
            for binding in bindings(world, table, row):
                with pytest.raises(Damaged):
                    open_envelope(key, binding, blob)


async def operator_keys(world: World) -> AsyncIterator[bytes]:
    """Each 32 bytes that the master key leads to."""
    keystore = world.stage.running.keystore
    for name in ("wrap", "index", "row", "token", "house"):
        yield getattr(keystore.master, name)
    for person in await keystore.people():
        with suppress(KeyDestroyed, Damaged):
            yield await keystore.data_key(person)
            yield await keystore.mix(person)


async def sealed(world: World) -> AsyncIterator[tuple[str, dict[str, Any], bytes]]:
    """Each envelope of the owner's, whatever table and column it lies in."""
    for table, rows in (await raw_rows(world)).items():
        for row in rows:
            for name in MAP[table].inner.split():
                blob = row.get(name)
                if isinstance(blob, bytes) and len(blob) >= 578 and blob[:2] == b"\x01\x01":
                    yield table, row, blob


def bindings(world: World, table: str, row: dict[str, object]) -> Iterator[Binding]:
    """What it may have been sealed as, as far as somebody who reads the code can tell."""
    record = str(row.get("page_id") or row.get("record_id") or row.get("plan_id") or row.get("id"))
    deployment = world.stage.running.keystore.deployment
    for purpose in PURPOSES:
        for version in {0, int(str(row.get("part") or 0))}:
            yield Binding(purpose, deployment, world.person, record, version)
