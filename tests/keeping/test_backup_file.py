"""The sealed file: whole or refused, whatever was changed in it, and closed to everybody without the private key."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.core import backup_file, backup_keys
from storage.core.backup_file import PIECE, TAG, BackupDamaged, BackupRefused, Head, WrongBackupKey
from storage.core.backup_keys import BackupKeyRefused
from storage.core.sealing import kid_of

MARKER = b"heliotrope-marmalade-7391"


@pytest.fixture
def drawer(tmp_path: Path) -> Path:
    (tmp_path / "public").write_text(backup_keys.new_pair(tmp_path / "private"))
    return tmp_path


def sealed(drawer: Path, content: bytes, name: str = "data") -> Path:
    to = backup_keys.public_half((drawer / "public").read_text())
    head = Head("data", "house", "master", "0024", "2026-02-02T10:00:00+00:00", kid_of(to.public_bytes_raw()).hex())
    (drawer / name).unlink(missing_ok=True)
    backup_file.write(drawer / name, head, to, content)
    return drawer / name


def opens(drawer: Path, path: Path) -> bytes:
    return b"".join(backup_file.opened(path, backup_keys.private_half(drawer / "private")))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_sealed_opens_again(drawer: Path, size: int) -> None:
    content = os.urandom(size)
    assert opens(drawer, sealed(drawer, content)) == content


def test_nothing_of_the_content_can_be_read_in_the_file(drawer: Path) -> None:
    path = sealed(drawer, MARKER * 5000)
    assert MARKER not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_every_bit_of_the_file_counts(drawer: Path) -> None:
    path = sealed(drawer, b"a short one")
    whole = path.read_bytes()
    for at in range(len(whole) * 8):
        changed = bytearray(whole)
        changed[at // 8] ^= 1 << at % 8
        path.write_bytes(changed)
        with pytest.raises(BackupRefused):
            opens(drawer, path)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_a_file_cut_anywhere_is_damaged(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    drawer = tmp_path_factory.mktemp("drawer")
    (drawer / "public").write_text(backup_keys.new_pair(drawer / "private"))
    path = sealed(drawer, os.urandom(2 * PIECE + 100))
    whole = path.read_bytes()
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(BackupDamaged):
        opens(drawer, path)


def test_a_file_cut_between_two_pieces_is_damaged(drawer: Path) -> None:
    path = sealed(drawer, os.urandom(2 * PIECE))
    whole = path.read_bytes()
    path.write_bytes(whole[: -(PIECE + TAG)])
    backup_file.look(path)
    with pytest.raises(BackupDamaged):
        opens(drawer, path)


def test_pieces_of_two_files_do_not_go_together(drawer: Path) -> None:
    one, two = (sealed(drawer, os.urandom(3 * PIECE), name) for name in ("one", "two"))
    piece = PIECE + TAG
    one.write_bytes(one.read_bytes()[: -2 * piece] + two.read_bytes()[-2 * piece :])
    with pytest.raises(BackupDamaged):
        opens(drawer, one)


def test_pieces_in_another_order_do_not_open(drawer: Path) -> None:
    path = sealed(drawer, os.urandom(4 * PIECE))
    raw, piece = path.read_bytes(), PIECE + TAG
    start = len(raw) - 4 * piece
    path.write_bytes(
        raw[:start] + raw[start + piece : start + 2 * piece] + raw[start : start + piece] + raw[-2 * piece :]
    )
    with pytest.raises(BackupDamaged):
        opens(drawer, path)


def test_another_operators_key_does_not_open_it(drawer: Path) -> None:
    path = sealed(drawer, MARKER)
    backup_keys.new_pair(drawer / "another")
    with pytest.raises(WrongBackupKey):
        b"".join(backup_file.opened(path, backup_keys.private_half(drawer / "another")))


def test_a_backup_is_never_written_over(drawer: Path) -> None:
    path = sealed(drawer, b"yesterday")
    to = backup_keys.public_half((drawer / "public").read_text())
    with pytest.raises(BackupRefused):
        backup_file.write(path, backup_file.look(path), to, b"today")
    assert opens(drawer, path) == b"yesterday"
    assert sorted(each.name for each in drawer.iterdir()) == ["data", "private", "public"]


@pytest.mark.parametrize(
    "wrong", ["", "circle-backup-public-1:short", "circle-backup-private-1:" + "A" * 43, "nonsense"]
)
def test_what_is_no_public_key_is_refused(wrong: str) -> None:
    with pytest.raises(BackupKeyRefused):
        backup_keys.public_half(wrong)


def test_a_private_key_that_others_can_read_is_refused(drawer: Path) -> None:
    (drawer / "private").chmod(0o644)
    with pytest.raises(BackupKeyRefused, match="chmod 600"):
        backup_keys.private_half(drawer / "private")


def test_a_private_key_is_never_written_over(drawer: Path) -> None:
    before = (drawer / "private").read_bytes()
    with pytest.raises(BackupKeyRefused):
        backup_keys.new_pair(drawer / "private")
    assert (drawer / "private").read_bytes() == before
