"""Sealed bytes as somebody might hand them back: flipped, cut, stuffed, spliced. One seed makes the same again."""

import os
import random
from collections.abc import Callable, Iterator, Sequence

Change = Callable[[random.Random, bytes, Sequence[bytes]], bytes]

SEED = os.environ.get("FUZZ_SEED", "heron-lattice-2026")


def _flips(dice: random.Random, whole: bytes, _: Sequence[bytes]) -> bytes:
    changed = bytearray(whole)
    for _n in range(dice.choice((1, 1, 1, 2, 3, 8, 64))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _overwrites(dice: random.Random, whole: bytes, _: Sequence[bytes]) -> bytes:
    start = dice.randrange(len(whole))
    size = min(dice.choice((1, 2, 12, 16, 32, 600)), len(whole) - start)
    fresh = dice.choice((bytes(size), b"\xff" * size, dice.randbytes(size)))
    return whole[:start] + fresh + whole[start + size :]


def _cuts(dice: random.Random, whole: bytes, _: Sequence[bytes]) -> bytes:
    start, size = dice.randrange(len(whole)), dice.choice((1, 2, 16, 32, len(whole)))
    return dice.choice((whole[:start], whole[start:], whole[:start] + whole[start + size :]))


def _stuffs(dice: random.Random, whole: bytes, _: Sequence[bytes]) -> bytes:
    at, size = dice.randrange(len(whole) + 1), dice.choice((1, 16, 32, 512))
    return whole[:at] + dice.choice((bytes(size), dice.randbytes(size), whole[:size])) + whole[at:]


def _swaps(dice: random.Random, whole: bytes, _: Sequence[bytes]) -> bytes:
    """Two blocks of the same sealed thing change places."""
    size = dice.choice((1, 8, 16))
    one, other = sorted(dice.sample(range(0, len(whole) - size + 1), 2))
    if one + size > other:
        return whole[:one] + whole[other:] + whole[one:other]
    between = whole[one + size : other]
    return whole[:one] + whole[other : other + size] + between + whole[one : one + size] + whole[other + size :]


def _splices(dice: random.Random, whole: bytes, others: Sequence[bytes]) -> bytes:
    """The beginning of one and the end of another that is just as good."""
    other, at = dice.choice(others), dice.randrange(1, len(whole))
    return dice.choice((whole[:at] + other[at:], other[:at] + whole[at:]))


def _another(dice: random.Random, _: bytes, others: Sequence[bytes]) -> bytes:
    """One that is just as good, in this one's place."""
    return dice.choice(others)


def _made_up(dice: random.Random, whole: bytes, _: Sequence[bytes]) -> bytes:
    """A true beginning and nothing true behind it."""
    at = dice.choice((0, 1, 2, 18, 50))
    return whole[:at] + dice.randbytes(max(0, len(whole) - at))


CHANGES: tuple[Change, ...] = (_flips, _overwrites, _cuts, _stuffs, _swaps, _splices, _another, _made_up)


def mutants(whole: bytes, others: Sequence[bytes], count: int, kind: str) -> Iterator[tuple[str, bytes]]:
    """`count` things that are not `whole`, each with the name it can be made again by. `others` opened elsewhere."""
    dice = random.Random(f"{SEED}/{kind}")
    made = 0
    while made < count:
        change = dice.choice(CHANGES)
        mutant = change(dice, whole, others)
        if mutant != whole:
            made += 1
            yield f"{kind} no. {made} of FUZZ_SEED={SEED} ({change.__name__.strip('_')})", mutant
