"""What people type while a test runs: none of it may lie in a file of the house, or be printed or logged."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

SHORTEST = 12
"""Shorter words may turn up by chance."""
LONGEST = 60
"""As much of a long text is looked for: what was cut in pieces is found as well."""
EMPTY = re.compile(rb"\0{16,}")

TYPED: set[str] = set()
"""Of the test that runs now."""


def remember(text: str) -> None:
    """Somebody types this. A command is no secret; what is said after it is."""
    words = text.partition(" ")[2] if text.startswith("/") else text
    if len(words) >= SHORTEST:
        TYPED.add(words[:LONGEST])


def lying_in(folder: Path, typed: Iterable[str]) -> list[str]:
    """Each of these texts that lies readable in a file, and in which."""
    typed = list(typed)
    found = []
    for path in sorted(folder.rglob("*")) if typed else ():
        content = EMPTY.sub(b"\0", path.read_bytes()) if path.is_file() else b""
        found += [f"{text!r} in {path.name}" for text in typed if _is_in(content, text)]
    return found


def said_in(output: str, typed: Iterable[str]) -> list[str]:
    """Each of these texts that was printed or logged."""
    content = output.encode("utf-8", "replace")
    return [repr(text) for text in typed if _is_in(content, text)] if content else []


def _is_in(content: bytes, text: str) -> bool:
    plain = text.encode("utf-8", "replace")
    return plain in content or json.dumps(text)[1:-1].encode() in content
