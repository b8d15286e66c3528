"""The sweep itself: it finds what it is sent to look for, in every form words hide in."""

import base64
from pathlib import Path

import pytest

from tests.sweep import where_is

MARKER = "heliotrope-marmalade-7391"
HIDING = {
    "plain": MARKER.encode(),
    "utf-16": MARKER.encode("utf-16"),
    "hex": MARKER.encode().hex().encode(),
    **{f"base64 after {n}": base64.b64encode(b"x" * n + MARKER.encode() + b"yz") for n in range(5)},
    **{f"urlsafe after {n}": base64.urlsafe_b64encode(b"?" * n + MARKER.encode() + b"yz") for n in range(5)},
}


@pytest.mark.parametrize("form", list(HIDING))
def test_the_sweep_finds_a_marker(tmp_path: Path, form: str) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"before " + HIDING[form] + b" after")
    assert where_is(tmp_path, MARKER)


def test_the_sweep_finds_nothing_where_there_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"heliotrope and marmalade, 7391")
    assert where_is(tmp_path, MARKER) == []
