"""Making the file: Markdown in a thread, Word and PDF in a process that holds the words in memory and then ends."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from weakref import WeakKeyDictionary

from handlers.copies.paper import Paper
from storage.core.keys import wipe

WORD, PDF, MARKDOWN = "word", "pdf", "markdown"
ENDS = {WORD: "docx", PDF: "pdf", MARKDOWN: "md"}
SCRIPTS = {WORD: "in_word.py", PDF: "in_pdf.py"}
BEGINS = {WORD: b"PK\x03\x04", PDF: b"%PDF-"}
PRESS = Path(__file__).resolve().parent / "press"
PATIENCE = 120.0
"""Seconds one file may take; five hundred pages take about five."""
NEEDED = ("LD_LIBRARY_PATH", "SYSTEMROOT")
"""All that the press is given of our surroundings: no token, no home folder."""

_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


class NotPressed(Exception):
    """There is no file this time."""


async def press(paper: Paper, form: str) -> bytes:
    """The paper as a file, one at a time, while everybody else goes on. Nothing touches a disk. Raises NotPressed."""
    given = await asyncio.to_thread(lambda: bytearray(json.dumps(paper).encode()))
    try:
        async with _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
            return await _pressed(given, form)
    finally:
        wipe(given)


async def _pressed(given: bytearray, form: str) -> bytes:
    try:
        process = await _start(PRESS / SCRIPTS[form])
    except OSError as trouble:
        raise NotPressed from trouble
    try:
        made, _ = await asyncio.wait_for(process.communicate(given), PATIENCE)
    except TimeoutError:
        raise NotPressed from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode or not made.startswith(BEGINS[form]):
        raise NotPressed
    return made


async def _start(script: Path) -> Process:
    surroundings = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-I", "-B", str(script), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=surroundings
    )
