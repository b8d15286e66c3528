"""A keystore of one's own, for the tests of keys."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from storage.core.keystore import Keystore
from tests.core.keystores import MASTER, Reopen


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Keystore.create(tmp_path / "keystore.sqlite", MASTER)
    return tmp_path / "keystore.sqlite"


@pytest.fixture
async def reopen() -> AsyncIterator[Reopen]:
    async with AsyncExitStack() as doors:

        async def reopen(path: Path) -> Keystore:
            store = await Keystore.open(path, MASTER)
            doors.push_async_callback(store.close)
            return store

        yield reopen


@pytest.fixture
async def store(path: Path, reopen: Reopen) -> Keystore:
    return await reopen(path)
