"""A public key as four words that two people can read to each other over the phone."""

from hashlib import sha256

from storage.core.keys import lp
from storage.core.passphrases import word_list

WORDS = 4


def fingerprint(public_key: bytes) -> str:
    """Four of the EFF's words, from the key alone: SHA-256 over its named form, read as one number in base 7,776.

    51.7 bits: to meet four given words by chance takes some three thousand million million keys.
    """
    number = int.from_bytes(sha256(lp("circle/fingerprint/v1", public_key)).digest(), "big")
    words = word_list()
    said = []
    for _ in range(WORDS):
        number, place = divmod(number, len(words))
        said.append(words[place])
    return " ".join(said)
