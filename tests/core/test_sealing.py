"""Sealed fields and envelopes: they open in their one place with their one key, or not at all."""

import os
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring.problems import TooLong
from storage.core import sealing
from storage.core.sealing import (
    Binding,
    Damaged,
    Place,
    check_row_mac,
    kid_of,
    open_envelope,
    open_field,
    row_mac,
    seal_envelope,
    seal_field,
    unwrap_key,
    wrap_key,
)
from tests.vectors import vectors

KNOWN = vectors("sealing")
ROWS = vectors("keys")
KEY = bytes(range(32))
MANY = 1_000_000 if os.environ.get("SOAK") else 100_000
PLACE = Place(deployment="d" * 32, table="people", column="name", row="r1", owner="o" * 22)
HOUSE = replace(PLACE, owner="")
BINDING = Binding(purpose="reflection", deployment="d" * 32, owner="o" * 22, record="r1", version=3)
PAIR = X25519PrivateKey.generate()
PRIVATE, PUBLIC = PAIR.private_bytes_raw(), PAIR.public_key().public_bytes_raw()
SIXTY_ONE = b"A door opened today and nobody asked me to prove I belonged!."


def flipped(blob: bytes, bit: int) -> bytes:
    changed = bytearray(blob)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def refused(attempt: Callable[..., object], *given: object) -> bool:
    with pytest.raises(Damaged) as failed:
        attempt(*given)
    return failed.value.args == Damaged().args and failed.value.__cause__ is None


class TestFields:
    @pytest.mark.parametrize("known", KNOWN["fields"], ids=lambda known: str(known["row"]))
    def test_fields_sealed_by_hand_open(self, known: dict[str, str]) -> None:
        place = Place(**{part.name: known[part.name] for part in fields(Place)})

        assert open_field(bytes.fromhex(known["key"]), place, bytes.fromhex(known["blob"])) == known["text"]

    @given(st.text())
    def test_any_text_comes_back(self, text: str) -> None:
        assert open_field(KEY, PLACE, seal_field(KEY, PLACE, text)) == text

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("\ud800", "\ufffd"),
            ("a\udfffb", "a\ufffdb"),
            ("\ud83c\udf3f", "🌿"),
            ("a\0b", "a\0b"),
            ("\ud800x", "\ufffdx"),
        ],
        ids=["high half", "low half", "two halves", "zero", "half before a letter"],
    )
    def test_half_a_sign_never_crashes(self, typed: str, kept: str) -> None:
        assert open_field(KEY, PLACE, seal_field(KEY, PLACE, typed)) == kept

    def test_the_head_says_whose_key_it_is(self) -> None:
        assert seal_field(KEY, PLACE, "Ama")[:2] == b"\x01\x01"
        assert seal_field(KEY, HOUSE, "Thursday circle")[:2] == b"\x01\x02"

    def test_every_flipped_bit_is_refused(self) -> None:
        blob = seal_field(KEY, PLACE, SIXTY_ONE.decode())

        assert all(refused(open_field, KEY, PLACE, flipped(blob, bit)) for bit in range(len(blob) * 8))

    def test_every_cut_is_refused(self) -> None:
        blob = seal_field(KEY, PLACE, "Ama")

        assert all(refused(open_field, KEY, PLACE, blob[:size]) for size in range(len(blob)))
        assert refused(open_field, KEY, PLACE, blob + b"\0")

    @pytest.mark.parametrize("part", [part.name for part in fields(Place)])
    def test_a_field_moved_anywhere_else_is_refused(self, part: str) -> None:
        blob = seal_field(KEY, PLACE, "Ama")
        elsewhere = replace(PLACE, **{part: "elsewhere"})

        assert refused(open_field, KEY, elsewhere, blob)

    def test_parts_of_a_place_do_not_run_into_each_other(self) -> None:
        blob = seal_field(KEY, replace(PLACE, table="ab", column="c"), "Ama")

        assert refused(open_field, KEY, replace(PLACE, table="a", column="bc"), blob)

    def test_a_persons_field_does_not_pass_for_the_houses(self) -> None:
        blob = seal_field(KEY, PLACE, "Ama")

        assert refused(open_field, KEY, HOUSE, blob)
        assert refused(open_field, KEY, HOUSE, b"\x01\x02" + blob[2:])

    def test_another_key_is_refused(self) -> None:
        blob = seal_field(KEY, PLACE, "Ama")

        assert refused(open_field, os.urandom(32), PLACE, blob)

    def test_no_two_seals_share_a_nonce(self) -> None:
        assert len({seal_field(KEY, PLACE, "")[2:14] for _ in range(MANY)}) == MANY

    def test_a_process_that_was_forked_shares_no_nonce_with_its_parent(self) -> None:
        reading, writing = os.pipe()
        if os.fork() == 0:
            os.write(writing, b"".join(seal_field(KEY, PLACE, "")[2:14] for _ in range(1000)))
            os._exit(0)
        os.close(writing)
        here = {seal_field(KEY, PLACE, "")[2:14] for _ in range(1000)}
        with os.fdopen(reading, "rb") as pipe:
            there = pipe.read()
        os.wait()

        assert len(here | {there[at : at + 12] for at in range(0, len(there), 12)}) == 2000


class TestWrappedKeys:
    def test_a_wrapped_key_comes_back_where_it_can_be_wiped(self) -> None:
        secret = unwrap_key(KEY, b"place", wrap_key(KEY, b"place", PRIVATE))

        assert isinstance(secret, bytearray)
        assert bytes(secret) == PRIVATE

    def test_no_two_wrapped_keys_share_a_nonce(self) -> None:
        assert len({wrap_key(KEY, b"place", PRIVATE)[1:13] for _ in range(MANY)}) == MANY

    def test_a_wrapped_key_opens_nowhere_else(self) -> None:
        wrapped = wrap_key(KEY, b"place", PRIVATE)

        assert refused(unwrap_key, KEY, b"elsewhere", wrapped)
        assert refused(unwrap_key, os.urandom(32), b"place", wrapped)
        assert all(refused(unwrap_key, KEY, b"place", wrapped[:size]) for size in range(len(wrapped)))
        assert all(refused(unwrap_key, KEY, b"place", flipped(wrapped, bit)) for bit in range(len(wrapped) * 8))


class TestEnvelopes:
    @pytest.mark.parametrize("known", KNOWN["envelopes"], ids=lambda known: str(known["record"]))
    def test_envelopes_sealed_by_hand_open(self, known: dict[str, Any]) -> None:
        binding = Binding(**{part: known[part] for part in Binding._fields})
        opened = open_envelope(bytes.fromhex(known["private_key"]), binding, bytes.fromhex(known["envelope"]))

        assert opened.hex() == known["plaintext"]

    @settings(max_examples=50)
    @given(st.binary(max_size=3000))
    def test_any_writing_comes_back(self, plaintext: bytes) -> None:
        assert open_envelope(bytearray(PRIVATE), BINDING, seal_envelope(PUBLIC, BINDING, plaintext)) == plaintext

    @pytest.mark.parametrize("end", [b"\0", b"\x80", b"\x80\0\0", b"\0\x80"])
    def test_writing_that_ends_like_padding_comes_back(self, end: bytes) -> None:
        assert open_envelope(PRIVATE, BINDING, seal_envelope(PUBLIC, BINDING, b"x" + end)) == b"x" + end

    @pytest.mark.parametrize(
        ("written", "on_disk"), [(0, 578), (61, 578), (511, 578), (512, 1090), (1023, 1090), (1024, 2114)]
    )
    def test_the_size_tells_only_the_size_class(self, written: int, on_disk: int) -> None:
        assert len(seal_envelope(PUBLIC, BINDING, b"x" * written)) == on_disk

    def test_every_flipped_bit_in_all_578_bytes_is_refused(self) -> None:
        envelope = seal_envelope(PUBLIC, BINDING, SIXTY_ONE)
        refusals = [refused(open_envelope, PRIVATE, BINDING, flipped(envelope, bit)) for bit in range(4624)]

        assert len(envelope) == 578
        assert sum(refusals) == 578 * 8

    def test_every_cut_is_refused(self) -> None:
        envelope = seal_envelope(PUBLIC, BINDING, SIXTY_ONE)

        assert all(refused(open_envelope, PRIVATE, BINDING, envelope[:size]) for size in range(578))
        assert refused(open_envelope, PRIVATE, BINDING, envelope + b"\0")

    @pytest.mark.parametrize(
        "other", [{"purpose": "share"}, {"deployment": "e"}, {"owner": "p"}, {"record": "r2"}, {"version": 2}], ids=str
    )
    def test_an_envelope_opens_as_nothing_else(self, other: dict[str, Any]) -> None:
        envelope = seal_envelope(PUBLIC, BINDING, SIXTY_ONE)

        assert refused(open_envelope, PRIVATE, BINDING._replace(**other), envelope)

    @pytest.mark.parametrize("version", [-1, 2**32, 2**70])
    def test_an_impossible_version_in_a_row_is_damage_and_never_sealed(self, version: int) -> None:
        impossible = BINDING._replace(version=version)
        envelope = seal_envelope(PUBLIC, BINDING, SIXTY_ONE)

        assert refused(open_envelope, PRIVATE, impossible, envelope)
        with pytest.raises(OverflowError):
            seal_envelope(PUBLIC, impossible, SIXTY_ONE)

    def test_an_envelope_for_somebody_else_is_refused_even_under_our_kid(self) -> None:
        other = X25519PrivateKey.generate().public_key().public_bytes_raw()
        envelope = seal_envelope(other, BINDING, SIXTY_ONE)

        assert refused(open_envelope, PRIVATE, BINDING, envelope)
        assert refused(open_envelope, PRIVATE, BINDING, envelope[:2] + kid_of(PUBLIC) + envelope[18:])

    @pytest.mark.parametrize("head", [b"\0\x01", b"\x02\x01", b"\x01\0", b"\x01\x02", b"\xff\xff"], ids=bytes.hex)
    def test_an_unknown_version_or_suite_is_refused(self, head: bytes) -> None:
        assert refused(open_envelope, PRIVATE, BINDING, head + seal_envelope(PUBLIC, BINDING, b"")[2:])

    @pytest.mark.parametrize("size", [0, 1, 577, 1024 * 1024 + 1, 10_000_000])
    def test_nothing_much_too_small_or_too_large_is_looked_at(self, size: int) -> None:
        assert refused(open_envelope, PRIVATE, BINDING, b"\x01" * size)

    def test_the_longest_writing_fits_and_one_more_byte_is_told_before_sealing(self) -> None:
        longest = b"x" * sealing.LONGEST_PLAINTEXT
        envelope = seal_envelope(PUBLIC, BINDING, longest)

        assert len(envelope) <= sealing.LARGEST_ENVELOPE
        assert open_envelope(PRIVATE, BINDING, envelope) == longest
        with pytest.raises(TooLong):
            seal_envelope(PUBLIC, BINDING, longest + b"x")

    @pytest.mark.parametrize("padded", [bytes(512), b"x" * 512, b"\x80" + bytes(1023), b"x\x80" + bytes(511)])
    def test_padding_that_was_never_ours_is_refused(self, padded: bytes) -> None:
        kid = kid_of(PUBLIC)
        suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
        sealed = suite.encrypt(padded, PAIR.public_key(), info=BINDING.bound(kid))

        assert refused(open_envelope, PRIVATE, BINDING, b"\x01\x01" + kid + sealed)

    @pytest.mark.parametrize("key", [b"", bytes(31), bytes(32), bytes(33)], ids=len)
    def test_a_public_key_that_is_none_is_refused_before_anything_is_lost(self, key: bytes) -> None:
        assert refused(seal_envelope, key, BINDING, SIXTY_ONE)

    def test_a_private_key_of_the_wrong_length_is_refused(self) -> None:
        envelope = seal_envelope(PUBLIC, BINDING, SIXTY_ONE)

        assert refused(open_envelope, PRIVATE[:31], BINDING, envelope)

    def test_the_same_writing_never_looks_the_same_twice(self) -> None:
        assert seal_envelope(PUBLIC, BINDING, SIXTY_ONE) != seal_envelope(PUBLIC, BINDING, SIXTY_ONE)


class TestRows:
    @pytest.mark.parametrize("known", ROWS["rows"], ids=lambda known: str(known["columns"][0]))
    def test_row_macs_are_as_written_down(self, known: dict[str, Any]) -> None:
        assert row_mac(bytes.fromhex(ROWS["row"]), *known["columns"]).hex() == known["mac"]

    def test_a_row_as_we_wrote_it_passes(self) -> None:
        check_row_mac(KEY, row_mac(KEY, "t", "r", b"e", 1, None), "t", "r", b"e", 1, None)

    @pytest.mark.parametrize(
        "row",
        [
            ("t", "r", b"e", 2, None),
            ("t", "r", b"e", 1, ""),
            ("t", "r", b"e", 1, b""),
            ("t", "r", b"e", 1),
            ("t", "r", "e", 1, None),
            ("t", "r", b"e", "1", None),
            ("r", "t", b"e", 1, None),
            ("tr", "", b"e", 1, None),
        ],
        ids=str,
    )
    def test_a_row_changed_in_any_column_is_refused(self, row: tuple[bytes | str | int | None, ...]) -> None:
        mac = row_mac(KEY, "t", "r", b"e", 1, None)

        assert refused(check_row_mac, KEY, mac, *row)

    @pytest.mark.parametrize("mac", [b"", bytes(32), bytes(31)], ids=len)
    def test_a_made_up_mac_is_refused(self, mac: bytes) -> None:
        assert refused(check_row_mac, KEY, mac, "t")
