"""A look at words in memory as they arrive: is help needed first, could they point to somebody, are they the key?"""

from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring import hints
from mentoring.crisis import sounds_like_crisis
from mentoring.hints import Hint
from storage import people
from storage.core.passphrases import MistypedCode, looks_offered, recovery_secret

ORDER = (Hint.NHS_NUMBER, Hint.PHONE, Hint.EMAIL, Hint.POSTCODE, Hint.LONG_NUMBER)
FIRST_PARTS = ("now", "talk", "text", "urgent")


def needs_card(text: str, language: str) -> bool:
    """Plain words about ending life or self-harm (3.14). The answer is kept nowhere."""
    crisis = sets("support", language)["crisis"]
    return sounds_like_crisis(text, crisis["phrases"], crisis["ordinary"])


async def show_card(turn: Turn) -> None:
    """The people who can help now, before anything else (H-02). It stays in the chat."""
    support = sets("support", turn.words.language)
    nation = await people.nation_of(turn.tx, turn.person)
    lines = [
        line["text"]
        for part in FIRST_PARTS
        for line in support["lines"]
        if line["part"] == part and ("nations" not in line or nation in line["nations"])
    ]
    turn.say_text("\n".join([support["crisis"]["text"], "", *lines]))


def first_hint(text: str) -> str:
    """The most telling thing it seems to hold, or an empty string (H-12)."""
    found = hints.spot(text)
    return next((hint.value for hint in ORDER if hint in found), "")


def looks_like_words(text: str) -> bool:
    """Five words of the list, or a recovery code, and nothing else: most likely what opens somebody's pages."""
    return looks_offered(text) or looks_like_code(text)


def looks_like_code(text: str) -> bool:
    """A whole recovery code, right in itself."""
    try:
        return bool(recovery_secret(text))
    except MistypedCode:
        return False
