"""Shared vectors: made once by hand from the written format, not by the code they try."""

import json
from pathlib import Path
from typing import Any


def vectors(name: str) -> dict[str, Any]:  # JSON of several shapes, read by the one test that knows its shape
    """What lies in tests/vectors/<name>.json; bytes are in hex."""
    found: dict[str, Any] = json.loads((Path(__file__).parent / f"{name}.json").read_text("utf-8"))
    return found
