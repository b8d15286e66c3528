"""The easel: one drawing at a time, in a process of its own, and drawings held in memory until they are sent."""

import asyncio
import json
import os
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from mentoring.insights import Picture
from storage.core.ids import new_id

SCRIPT = Path(__file__).resolve().parents[1] / "drawing.py"
PATIENCE = 30.0
"""Seconds one drawing may take; it takes about one."""
PNG = b"\x89PNG\r\n\x1a\n"
MOST_HELD = 20
NEEDED = ("LD_LIBRARY_PATH", "SYSTEMROOT")
"""All that the drawing is given of our surroundings: no token, no home folder."""


class DrawingFailed(Exception):
    """There is no picture this time: the words have to do."""


@dataclass(frozen=True)
class Drawn:
    """A drawing and what it shows, so that one that is no longer true is never sent."""

    picture: Picture
    png: bytes


_held: OrderedDict[str, Drawn] = OrderedDict()
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


def hold(drawn: Drawn) -> str:
    """Keep a drawing in memory under a random id, the oldest making room. Nothing of it touches a disk."""
    name = new_id()
    _held[name] = drawn
    while len(_held) > MOST_HELD:
        _held.popitem(last=False)
    return name


def held(name: str) -> Drawn | None:
    """A drawing that waits to be sent."""
    return _held.get(name)


def let_go(name: str) -> Drawn | None:
    """It is sent, or will not be."""
    return _held.pop(name, None)


async def draw(board: dict[str, Any]) -> bytes:
    """The board as a PNG, one after the other, while everybody else goes on. Raises DrawingFailed."""
    lock = _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock())
    async with lock:
        with tempfile.TemporaryDirectory(prefix="drawing-") as folder:
            return await _drawn(json.dumps(board).encode(), folder)


async def _drawn(board: bytes, folder: str) -> bytes:
    try:
        process = await _start(folder)
    except OSError as trouble:
        raise DrawingFailed from trouble
    try:
        png, _ = await asyncio.wait_for(process.communicate(board), PATIENCE)
    except TimeoutError:
        raise DrawingFailed from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode or not png.startswith(PNG):
        raise DrawingFailed
    return png


async def _start(folder: str) -> Process:
    """The list of fonts that matplotlib makes is kept in `folder`, which goes when the drawing is done."""
    given = {name: os.environ[name] for name in NEEDED if name in os.environ}
    surroundings = {**given, "MPLCONFIGDIR": folder, "HOME": folder, "TMPDIR": folder, "OPENBLAS_NUM_THREADS": "1"}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-I", "-B", str(SCRIPT), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=folder, env=surroundings
    )
