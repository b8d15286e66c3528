"""The words that open someone's private pages, and the recovery code for when the words are lost."""

import os
import re
import secrets
import unicodedata
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from mentoring.problems import Problem
from storage.core.keys import lp

WORDS_OFFERED = 5
SHORTEST_OWN = 14
LEAST_LEFT = 6
"""Signs that must be left of an own passphrase when every easy part is taken out of it."""

RUNS = ("abcdefghijklmnopqrstuvwxyz", "1234567890", "qwertyuiopasdfghjklzxcvbnm")
EASY = (
    "correcthorsebatterystaple",
    "intothecircle",
    "passphrase",
    "1234567890",
    "mentoring",
    "123456789",
    "qwertyuiop",
    "liverpool",
    "asdfghjkl",
    "password",
    "passw0rd",
    "iloveyou",
    "football",
    "princess",
    "telegram",
    "12345678",
    "welcome",
    "letmein",
    "arsenal",
    "sunshine",
    "chelsea",
    "zxcvbnm",
    "1234567",
    "abcdefg",
    "mentor",
    "qwerty",
    "abc123",
    "123456",
    "monkey",
    "dragon",
    "secret",
    "abcdef",
    "circle",
    "12345",
    "admin",
    "hello",
    "1234",
    "nurse",
    "123",
)
"""Longest first: a part is taken out before a piece of it is."""

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RECOVERY_BYTES = 20
GROUP = 4
_READ_ALIKE = str.maketrans("OIL", "011")
CODE_SIGNS = RECOVERY_BYTES * 8 // 5 + GROUP
_NO_SIGN = re.compile(r"[\W_]+")
_MORE_THAN_A_CODE = re.compile(rf"(?:[\W_]*[^\W_]){{{CODE_SIGNS + 1}}}")


class TooEasy(Problem):
    """An own passphrase somebody could guess: under `least` signs, or made of what everybody tries first."""


class MistypedCode(Problem):
    """Not a recovery code: a sign is missing, swapped or wrong."""


class Chooser(Protocol):
    """Where chance comes from: the `secrets` module, or a `random.Random` in a test."""

    def choice(self, seq: Sequence[str], /) -> str: ...


def word_list() -> tuple[str, ...]:
    """The EFF's 7,776 words. Raises ValueError when the file has been changed."""
    return tuple(_listed().split())


def is_listed(word: str) -> bool:
    """Whether it is one of the EFF's words."""
    return f"\n{word}\n" in _listed()


@cache
def _listed() -> str:
    """A word a line: as 7,776 strings they would weigh eight times as much, for as long as we run."""
    lines = (Path(__file__).parent / "eff_words.txt").read_text("utf-8").splitlines()
    words = [line for line in lines if not line.startswith("#")]
    if len(set(words)) != 7776 or len(words) != 7776:
        raise ValueError("eff_words.txt does not hold 7,776 different words")
    return "\n".join(["", *words, ""])


def new_words(rng: Chooser = secrets) -> str:
    """Five words by chance (64.6 bits), in the form `canonical` gives back."""
    words = word_list()
    return " ".join(rng.choice(words) for _ in range(WORDS_OFFERED))


def canonical(words: str) -> str:
    """The one form of a passphrase that keys are made from.

    NFKC, without spaces around it. Offered words also in small letters with single spaces, because phones capitalise
    and add spaces; an own passphrase keeps its capitals and its spaces.
    """
    text = unicodedata.normalize("NFKC", words).strip()
    parts = text.casefold().split()
    return " ".join(parts) if parts and all(map(is_listed, parts)) else text


def looks_offered(text: str) -> bool:
    """Whether it is five of the EFF's words and nothing else, however they are spaced or written."""
    parts = unicodedata.normalize("NFKC", text).split(maxsplit=WORDS_OFFERED)
    return len(parts) == WORDS_OFFERED and all(is_listed(part.casefold()) for part in parts)


def check_choice(passphrase: str) -> None:
    """Raises TooEasy for fewer than 14 signs, or for what everybody tries first. Offered words always pass."""
    text = canonical(passphrase)
    bare = "".join(sign for sign in text.casefold() if sign.isalnum())
    left = bare or text
    for easy in EASY:
        left = left.replace(easy, "")
    if len(text) < SHORTEST_OWN or len(left) < LEAST_LEFT or _made_by_rote(bare or text):
        raise TooEasy(least=SHORTEST_OWN)


def _made_by_rote(text: str) -> bool:
    """One piece over and over ("abcabcabc"), or straight along the alphabet, the figures or the keys."""
    again_and_again = (text + text).find(text, 1) < len(text)
    return again_and_again or any(text in run * 4 for run in RUNS)


def new_recovery_secret() -> bytes:
    """160 random bits."""
    return os.urandom(RECOVERY_BYTES)


def recovery_code(secret: bytes) -> str:
    """The secret as people write it down: eight groups of four in Crockford's base 32, and a ninth that checks them."""
    signs = _base32(int.from_bytes(secret, "big"), RECOVERY_BYTES * 8 // 5) + _check_group(secret)
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def recovery_secret(code: str) -> bytes:
    """The 20 bytes of a typed code; small letters, spaces, O for 0, I or L for 1 are all right. Raises MistypedCode."""
    text = _as_read(code)
    signs = "" if _MORE_THAN_A_CODE.match(text) else _NO_SIGN.sub("", text)
    body, check = signs[:-GROUP], signs[-GROUP:]
    if len(signs) != CODE_SIGNS or any(sign not in CROCKFORD for sign in signs):
        raise MistypedCode
    number = 0
    for sign in body:
        number = number * 32 + CROCKFORD.index(sign)
    secret = number.to_bytes(RECOVERY_BYTES, "big")
    if _check_group(secret) != check:
        raise MistypedCode
    return secret


def signs_of(code: str) -> str:
    """The letters and figures of a code, or of a part of one, however they were typed."""
    return _NO_SIGN.sub("", _as_read(code))


def _as_read(code: str) -> str:
    return unicodedata.normalize("NFKC", code).upper().translate(_READ_ALIKE)


def _check_group(secret: bytes) -> str:
    digest = sha256(lp("circle/recovery/v1", secret)).digest()
    return _base32(int.from_bytes(digest[:3], "big") >> 4, GROUP)


def _base32(number: int, signs: int) -> str:
    return "".join(CROCKFORD[number >> 5 * at & 31] for at in reversed(range(signs)))
