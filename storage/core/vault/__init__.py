"""Private pages: how they are locked with somebody's own words, opened, and closed again."""

from storage.core.passphrases import MistypedCode, TooEasy, canonical, check_choice, new_words
from storage.core.vault.derivation import Busy, KeyDerivation, Place
from storage.core.vault.opened import OpenVaults, VaultClosed
from storage.core.vault.record import (
    CEILING,
    FLOOR,
    HOUSE_KDF,
    SALT_BYTES,
    Kdf,
    Made,
    VaultRecord,
    WrongWords,
    make_vault,
    new_vault,
    recoded,
    recovery_binding,
    relocked,
    unlock,
    unlock_with_code,
)

__all__ = [
    "CEILING",
    "FLOOR",
    "HOUSE_KDF",
    "SALT_BYTES",
    "Busy",
    "Kdf",
    "KeyDerivation",
    "Made",
    "MistypedCode",
    "OpenVaults",
    "Place",
    "TooEasy",
    "VaultClosed",
    "VaultRecord",
    "WrongWords",
    "canonical",
    "check_choice",
    "make_vault",
    "new_vault",
    "new_words",
    "recoded",
    "recovery_binding",
    "relocked",
    "unlock",
    "unlock_with_code",
]
