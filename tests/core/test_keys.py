"""The master key: made once, refused unless it lies safely, and never shown."""

import copy
import os
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.core import keys
from storage.core.keys import MasterKey, lp, wipe
from tests.vectors import vectors

KNOWN = vectors("keys")
NAMES = ("wrap", "index", "row", "token", "house")


def test_five_different_keys_grow_from_the_master_as_written_down() -> None:
    master = MasterKey.from_bytes(bytes.fromhex(KNOWN["master"]))

    assert master.id == KNOWN["id"]
    assert {name: getattr(master, name).hex() for name in NAMES} == {name: KNOWN[name] for name in NAMES}
    assert len({getattr(master, name) for name in NAMES}) == 5


@pytest.mark.parametrize("known", KNOWN["lookups"], ids=lambda known: f"{known['purpose']} {known['value']}")
def test_lookups_are_as_written_down(known: dict[str, str]) -> None:
    found = keys.lookup(bytes.fromhex(KNOWN["index"]), known["purpose"], known["value"])

    assert found.hex() == known["bytes"]


@pytest.mark.parametrize("known", KNOWN["lp"], ids=lambda known: str(known["parts"]))
def test_length_prefixes_are_as_written_down(known: dict[str, Any]) -> None:
    assert lp(*known["parts"]).hex() == known["bytes"]


PARTS = st.lists(st.text(max_size=3) | st.binary(max_size=3), max_size=4)


@given(PARTS, PARTS)
def test_two_lists_of_parts_never_give_the_same_bytes(one: list[str | bytes], other: list[str | bytes]) -> None:
    def raw(parts: list[str | bytes]) -> list[bytes]:
        return [part.encode() if isinstance(part, str) else part for part in parts]

    assert (lp(*one) == lp(*other)) == (raw(one) == raw(other))


def test_half_a_sign_neither_crashes_nor_collides_in_a_lookup() -> None:
    key = os.urandom(32)

    assert len({keys.lookup(key, "name", value) for value in ("\ud800", "\ud801", "?", "\ufffd")}) == 4


def test_a_lookup_for_one_purpose_says_nothing_about_another() -> None:
    key = os.urandom(32)

    assert keys.lookup(key, "telegram", "5") != keys.lookup(key, "group", "5")
    assert keys.lookup(key, "ab", "c") != keys.lookup(key, "a", "bc")


def test_a_new_key_comes_back_from_its_file_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    made = MasterKey.create(tmp_path / "master")
    read = MasterKey.load(tmp_path / "master")

    assert [getattr(made, name) for name in NAMES] == [getattr(read, name) for name in NAMES]
    assert (tmp_path / "master").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "master").stat().st_size == 32


def test_a_generous_umask_does_not_open_the_key(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        MasterKey.create(tmp_path / "master")
    finally:
        os.umask(before)

    assert (tmp_path / "master").stat().st_mode & 0o777 == 0o600


def test_a_new_key_never_takes_the_place_of_another(tmp_path: Path) -> None:
    first = MasterKey.create(tmp_path / "master")

    with pytest.raises(keys.MasterKeyExists, match="never written over"):
        MasterKey.create(tmp_path / "master")

    assert MasterKey.load(tmp_path / "master").id == first.id


def test_a_new_key_does_not_follow_a_link_somebody_laid(tmp_path: Path) -> None:
    (tmp_path / "master").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(keys.MasterKeyExists):
        MasterKey.create(tmp_path / "master")

    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_key_for_its_owner_alone_is_accepted(tmp_path: Path, mode: int) -> None:
    made = MasterKey.create(tmp_path / "master")
    (tmp_path / "master").chmod(mode)

    assert MasterKey.load(tmp_path / "master").id == made.id


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o620, 0o602, 0o777])
def test_a_key_that_others_can_reach_is_refused_with_the_way_out(tmp_path: Path, mode: int) -> None:
    MasterKey.create(tmp_path / "master")
    (tmp_path / "master").chmod(mode)

    with pytest.raises(keys.MasterKeyOpenToOthers, match="chmod 600"):
        MasterKey.load(tmp_path / "master")


def test_a_missing_key_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(keys.MasterKeyMissing, match="do not make a new one"):
        MasterKey.load(tmp_path / "master")

    assert not (tmp_path / "master").exists()


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_plain_file_is_refused_without_hanging(tmp_path: Path, make: Any) -> None:
    make(tmp_path / "master")

    with pytest.raises(keys.MasterKeyUnreadable):
        MasterKey.load(tmp_path / "master")


@pytest.mark.parametrize("length", [0, 1, 31, 33, 64, 100_000])
def test_a_key_of_another_length_is_refused(tmp_path: Path, length: int) -> None:
    _write(tmp_path / "master", os.urandom(length))

    with pytest.raises(keys.MasterKeyWrongLength):
        MasterKey.load(tmp_path / "master")


@pytest.mark.parametrize(
    "content",
    [bytes(32), b"\xff" * 32, b"\x00\x01" * 16, b"correct horse battery staple 123", b"0123456789abcdef" * 2],
    ids=["zeros", "ones", "pattern", "words", "hex"],
)
def test_a_pattern_or_a_text_is_not_a_key(tmp_path: Path, content: bytes) -> None:
    _write(tmp_path / "master", content)

    with pytest.raises(keys.MasterKeyNotRandom):
        MasterKey.load(tmp_path / "master")


def test_each_refusal_is_one_plain_sentence_without_the_key(tmp_path: Path) -> None:
    _write(tmp_path / "master", b"correct horse battery staple 123")

    with pytest.raises(keys.MasterKeyRefused) as refused:
        MasterKey.load(tmp_path / "master")

    assert "horse" not in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_master_key_is_never_shown_pickled_or_copied() -> None:
    secret = bytes(range(100, 132))
    master = MasterKey.from_bytes(secret)

    for shown in (repr(master), str(master), f"{master}"):
        assert shown == f"<MasterKey {master.id}>"
    for way in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            way(master)


def test_the_32_bytes_themselves_are_not_kept() -> None:
    secret = os.urandom(32)
    master = MasterKey.from_bytes(secret)

    assert secret not in [getattr(master, name) for name in MasterKey.__slots__]
    assert not hasattr(master, "__dict__")


def test_wiping_leaves_zeros_in_the_same_place() -> None:
    secret = bytearray(b"0123456789")
    same = memoryview(secret)

    wipe(secret)

    assert bytes(same) == bytes(10)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(0o600)
