"""Four words for a key: the same for everybody, from the key alone, and other words for another key."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.core.fingerprints import WORDS, fingerprint
from storage.core.passphrases import word_list
from tests.vectors import vectors

KNOWN = vectors("fingerprints")["fingerprints"]
KEYS = st.binary(min_size=32, max_size=32)


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: str(known["words"]))
def test_words_worked_out_by_hand_are_met(known: dict[str, Any]) -> None:
    assert fingerprint(bytes.fromhex(known["public_key"])) == known["words"]


@given(KEYS)
def test_a_key_is_called_by_four_words_of_the_list(key: bytes) -> None:
    words = fingerprint(key).split(" ")
    assert len(words) == WORDS
    assert set(words) <= set(word_list())


@given(KEYS, st.integers(0, 255))
def test_one_bit_of_a_key_changes_its_words(key: bytes, bit: int) -> None:
    other = (int.from_bytes(key, "big") ^ (1 << bit)).to_bytes(32, "big")
    assert fingerprint(key) != fingerprint(other)
