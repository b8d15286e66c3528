"""A sweep for somebody's words: through every file of a house, whole and in the forms words hide in."""

import base64
from collections.abc import Iterator
from pathlib import Path

from tests.stage import Stage


def forms_of(marker: str) -> Iterator[tuple[str, bytes]]:
    """The marker as it could lie in a file: UTF-8, UTF-16, hexadecimal, JSON, base64 at each of its three steps."""
    raw = marker.encode("utf-8")
    yield "utf-8", raw
    yield "utf-16-le", marker.encode("utf-16-le")
    yield "utf-16-be", marker.encode("utf-16-be")
    yield "hex", raw.hex().encode()
    yield "json", marker.encode("unicode_escape")
    for step in range(3):
        # what stands before and after shifts the letters: only those made of the marker alone are looked for
        coded = base64.b64encode(b"\0" * step + raw)
        whole = coded[-(-step * 8 // 6) : len(raw) * 8 // 6 - 1]
        yield f"base64+{step}", whole
        yield f"urlsafe base64+{step}", whole.translate(bytes.maketrans(b"+/", b"-_"))


def where_is(folder: Path, marker: str) -> list[str]:
    """Each file that holds the marker, and in which form."""
    found = []
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        found += [f"{path.name} ({name})" for name, sought in forms_of(marker) if sought in content]
    return found


def assert_nowhere(stage: Stage, marker: str, *said: str) -> None:
    """The marker is in no file of the house (database, log, keystore, temporary files) and in nothing `said` (logs)."""
    assert len(marker) >= 12, "a shorter marker may turn up by chance"
    assert where_is(stage.folder, marker) == []
    written = "\n".join(said).encode("utf-8", "replace")
    assert [name for name, sought in forms_of(marker) if sought in written] == []
