"""A word that must not be seen: the bot's token and the like, and which of them cannot be real."""

import hmac
import re

TELEGRAM_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
LOOSE_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
PLACEHOLDER = re.compile(r"replace|change.?me|placeholder|paste|example|your|here\b|xxx|<|>|\.\.\.", re.IGNORECASE)
FROM_THE_MANUAL = (
    "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11",
    "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
    "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qc",
)
FEWEST_DIFFERENT = 8
"""A real token's second half has some 25 different signs; a row of one letter is somebody's stand-in."""


class Secret:
    """Holds a word and never prints it; `reveal()` is the one way to read it, easy to find in review."""

    __slots__ = ("_word",)

    def __init__(self, word: str) -> None:
        self._word = word

    def reveal(self) -> str:
        return self._word

    def __repr__(self) -> str:
        return "Secret('…')"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._word.encode(errors="replace"), other._word.encode(errors="replace"))

    def __hash__(self) -> int:
        return hash((Secret, self._word))

    def __reduce__(self) -> str:
        raise TypeError("a secret is never pickled or copied")

    def __deepcopy__(self, memo: object) -> "Secret":
        return self


def token_trouble(token: str, *, telegrams_own: bool) -> str | None:
    """Why this cannot be a bot's token, in words that do not repeat it; None when it can.

    Telegram's own server is held to Telegram's form; another server may hand out shorter ones.
    """
    if "\ufeff" in token:
        return "the token begins with an invisible mark (BOM): save the file as plain UTF-8"
    if token != token.strip() or any(not sign.isprintable() for sign in token):
        return "the token holds a space, a new line or an invisible sign: copy it again, on one line"
    if _stands_in(token, telegrams_own):
        return "this is a placeholder, not a token: ask @BotFather for your bot's own"
    if not (TELEGRAM_TOKEN if telegrams_own else LOOSE_TOKEN).fullmatch(token):
        return "this does not look like a token: numbers, a colon, then letters, as @BotFather gave it"
    return None


def _stands_in(token: str, telegrams_own: bool) -> bool:
    if token in FROM_THE_MANUAL:
        return True
    if TELEGRAM_TOKEN.fullmatch(token):
        # thirty random signs may well spell "your": only their sameness tells here
        return telegrams_own and len(set(token.partition(":")[2])) < FEWEST_DIFFERENT
    return PLACEHOLDER.search(token) is not None
