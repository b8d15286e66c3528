"""A hundred thousand and more sealed things handed back changed: none opens, and none says what is wrong with it."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from storage.core.sealing import (
    Binding,
    Damaged,
    Place,
    kid_of,
    open_envelope,
    open_field,
    seal_envelope,
    seal_field,
    unwrap_key,
    wrap_key,
)
from tests.mutants import mutants

TIMES = 100 if os.environ.get("SOAK") else 1
ENVELOPES, WRAPPED, FIELDS = 100_000 * TIMES, 30_000 * TIMES, 30_000 * TIMES
KEY = bytes(range(32))
PAIR, OTHER_PAIR = X25519PrivateKey.generate(), X25519PrivateKey.generate()
PRIVATE, PUBLIC = PAIR.private_bytes_raw(), PAIR.public_key().public_bytes_raw()
OTHER = OTHER_PAIR.public_key().public_bytes_raw()
BINDING = Binding(purpose="page", deployment="d" * 32, owner="o" * 22, record="r1", version=3)
PLACE = Place(deployment="d" * 32, table="people", column="name", row="r1", owner="o" * 22)
ELSEWHERE = ({"deployment": "e" * 32}, {"owner": "p" * 22}, {"record": "r2"}, {"version": 2}, {"purpose": "share"})
FIELDS_ELSEWHERE = ({"deployment": "e" * 32}, {"owner": "p" * 22}, {"row": "r2"}, {"table": "hellos"}, {"column": "x"})
TEXT = b"What happened, so what, now what."
LOW_ORDER = (
    bytes(32),
    b"\x01" + bytes(31),
    bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
)
"""Points of X25519 that lead every private key to the same secret."""


@dataclass(frozen=True)
class Sealed:
    """One way of sealing: a thing that opens, others that open elsewhere, and how it is opened."""

    whole: bytes
    others: Sequence[bytes]
    opens: Callable[[bytes], object]


def envelope() -> Sealed:
    whole = seal_envelope(PUBLIC, BINDING, TEXT)
    others = [seal_envelope(PUBLIC, BINDING._replace(**change), TEXT) for change in ELSEWHERE]
    stranger = seal_envelope(OTHER, BINDING, TEXT)
    others += [stranger, whole[:2] + kid_of(PUBLIC) + stranger[18:]]
    return Sealed(whole, others, lambda blob: open_envelope(PRIVATE, BINDING, blob))


def wrapped() -> Sealed:
    others = [wrap_key(KEY, b"elsewhere", PRIVATE), wrap_key(KEY[::-1], b"place", PRIVATE)]
    return Sealed(wrap_key(KEY, b"place", PRIVATE), others, lambda blob: unwrap_key(KEY, b"place", blob))


def field() -> Sealed:
    others = [seal_field(KEY, replace(PLACE, **change), "Ama") for change in FIELDS_ELSEWHERE]
    others.append(seal_field(KEY[::-1], PLACE, "Ama"))
    return Sealed(seal_field(KEY, PLACE, "Ama"), others, lambda blob: open_field(KEY, PLACE, blob))


def what_comes_of(opens: Callable[[bytes], object], blob: bytes) -> str:
    """In words; "" for the one thing that may come of it: Damaged, and nothing behind it that says more."""
    try:
        opens(blob)
    except Damaged as damaged:
        says_more = (
            damaged.args != Damaged().args
            or damaged.__cause__
            or not (damaged.__suppress_context__ or damaged.__context__ is None)
        )
        return "said more than that it is damaged" if says_more else ""
    except Exception as other:
        return f"raised {type(other).__name__}"
    return "opened"


@pytest.mark.parametrize(
    ("make", "count"), [(envelope, ENVELOPES), (wrapped, WRAPPED), (field, FIELDS)], ids=["envelope", "key", "field"]
)
def test_nothing_changed_ever_opens_and_all_are_refused_alike(make: Callable[[], Sealed], count: int) -> None:
    sealed = make()
    sealed.opens(sealed.whole)
    tried = 0
    for name, mutant in mutants(sealed.whole, sealed.others, count, make.__name__):
        tried += 1
        wrong = what_comes_of(sealed.opens, mutant)
        assert not wrong, f"{name} {wrong}: {mutant.hex()}"
    assert tried == count


@pytest.mark.parametrize("point", LOW_ORDER, ids=lambda point: point[:2].hex())
def test_a_point_that_gives_every_key_the_same_secret_is_damage_like_any_other(point: bytes) -> None:
    sealed = envelope()

    assert what_comes_of(sealed.opens, sealed.whole[:18] + point + sealed.whole[50:]) == ""
