"""Programs in Node, as the strangers are: each started as a process of its own, and ended kindly."""

import asyncio
import contextlib
import shutil
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PATIENCE = 10.0


@asynccontextmanager
async def running(script: str, *said: str) -> AsyncIterator[Process]:
    """A program of this folder until the block ends; what it complains of goes to the test's own stderr."""
    process = await asyncio.create_subprocess_exec(_node(), str(HERE / script), *said, cwd=HERE, stdout=PIPE)
    try:
        yield process
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        await process.communicate()


async def asked_to_stop(process: Process) -> int:
    """Send SIGTERM and give the exit code. Raises TimeoutError after ten seconds."""
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(PATIENCE):
        await process.communicate()
    return process.returncode or 0


def _node() -> str:
    found = shutil.which("node")
    if found is None:
        pytest.fail("Node is not on this machine: `make test` installs it.")
    if not (HERE / "node_modules" / ".package-lock.json").exists():
        pytest.fail("tests/peers/node_modules is missing: `make test` installs it.")
    return found
