"""My words and code: the recovery code, other words, other keys, words that were lost, and coming from elsewhere."""

from handlers.errors import WITH_HELP
from handlers.vault import arriving, codes, front, lost, relocking, signs
from mentoring.code_guesses import TooManyCodes
from storage import code_guesses, vaults
from storage.core.keystore_changes import VaultChanged

WITH_HELP.update((vaults.WrongCode, TooManyCodes, signs.SignIsSecret, VaultChanged))

PARTS = (front, codes, relocking, lost, signs, arriving)

HANDLERS = [handler for part in PARTS for handler in getattr(part, "HANDLERS", ())]
LETTERS = {name: kind for part in PARTS for name, kind in getattr(part, "LETTERS", {}).items()}
NIGHTLY = [vaults.drop_put_by, code_guesses.keep_times]
