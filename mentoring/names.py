"""Shown names and other short lines: what can truly be seen, and nothing that plays tricks."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from mentoring.problems import NothingWritten, Problem, TooLong

MOST_LETTERS = 30
MOST_BYTES = 240
MOST_MARKS = 4

_PASS_FOR = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u043a\u043c\u0442"
    "\u043d\u0432\u0455\u04bb\u0501\u051b\u051d\u0456\u0458"
    "\u03b1\u03bf\u03c1\u03bd\u03c5\u03ba\u03c4\u03c7\u03b3\u03b7\u03b2\u03b5\u03b6\u03bc\u03b9"
    "\u0585\u057d\u0570\u0261\u0251\u0131i1|0",
    "aeopcyxkmthbshdqwljaopvuktxynbezmlouhgallllo",
)
"""Small letters of other alphabets (Cyrillic, Greek, Armenian) and figures, by the plain ones they pass for."""
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_JOINERS = frozenset("\u200c\u200d")
_TAGS = range(0xE0020, 0xE0080)
_FLAG = "\U0001f3f4"
_KEYCAPS_AND_SKINS = frozenset(chr(sign) for sign in (0x20E3, *range(0x1F3FB, 0x1F400)))
_LINK = re.compile(
    r"://|\bwww\.|\bt\.me\b|[@/\\]|"
    r"\w\.(?:com|net|org|uk|io|me|info|co|eu|de|fr|ru|cn|tk|tv|cc|biz|app|dev|xyz|link|site|online|shop|club|live|top|"
    r"ly|gl|gg|ai|nhs|ac|gov|edu)\b",
    re.IGNORECASE,
)


class UnclearName(Problem):
    """A name that is empty, too long, holds a link, or is only tricks of signs (`most` letters)."""


def visible(text: str) -> str:
    """The text without what cannot be seen: controls, direction overrides, zero-width and blank signs.

    Line breaks and tabs stay. Joiners stay inside emoji and words that need them. Empty when nothing is to be seen.
    """
    kept: list[str] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _is_plain(text):
        return text if text.strip() else ""
    for place, sign in enumerate(text):
        if _shows(sign) or _joins(sign, text, place) or _is_flag_tag(sign, kept):
            kept.append(sign)
    seen = "".join(kept)
    return seen if any(unicodedata.category(sign)[0] in "LNSP" for sign in seen) else ""


def _is_plain(text: str) -> bool:
    """Nothing but the signs of a keyboard: those are all to be seen as they are."""
    return text.isascii() and text.replace("\n", "").replace("\t", "").isprintable()


def _shows(sign: str) -> bool:
    if sign in "\n\t":
        return True
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"} and sign not in _BLANK_LETTERS


def _joins(sign: str, text: str, place: int) -> bool:
    if sign not in _JOINERS or place in {0, len(text) - 1}:
        return False
    beside = (text[place - 1], text[place + 1])
    return all(unicodedata.category(each)[0] in "LMS" and each not in _BLANK_LETTERS for each in beside)


def _is_flag_tag(sign: str, kept: list[str]) -> bool:
    return ord(sign) in _TAGS and bool(kept) and (kept[-1] == _FLAG or ord(kept[-1]) in _TAGS)


def letters(text: str) -> int:
    """How many letters a reader counts: marks, joined emoji, flags and skin tones go with the sign they belong to."""
    count, joined, half_flag = 0, False, False
    for sign in text:
        flag = "\U0001f1e6" <= sign <= "\U0001f1ff"
        if not (_extends(sign) or joined or (flag and half_flag)):
            count += 1
        joined, half_flag = sign == "\u200d", flag and not half_flag
    return count


def _extends(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M" or sign in _JOINERS or sign in _KEYCAPS_AND_SKINS or ord(sign) in _TAGS


def clean_line(text: str) -> str:
    """One tidy line: composed letters, single spaces, nothing invisible. May be empty."""
    return " ".join(unicodedata.normalize("NFC", visible(text)).split())


def clean_text(text: str, most: int) -> str:
    """A one-line answer of up to `most` letters. Raises NothingWritten or TooLong (`limit`, `over`)."""
    line = clean_line(text)
    if not line:
        raise NothingWritten
    over = max(letters(line) - most, -(-(len(line.encode()) - most * (MOST_BYTES // MOST_LETTERS)) // 4))
    if over > 0:
        raise TooLong(limit=most, over=over)
    return line


def clean_name(text: str) -> str:
    """A shown name of up to 30 letters, as it may be shown anywhere (J1). Raises UnclearName."""
    name = clean_line(text)
    fits = 0 < letters(name) <= MOST_LETTERS and len(name.encode()) <= MOST_BYTES
    if not _says_something(name) or not fits or _LINK.search(name) or _is_piled_up(name):
        raise UnclearName(most=MOST_LETTERS)
    return name


def first_name(name: str) -> str:
    """What somebody is called among people who know them; empty for a name without a word in it."""
    return next(iter(name.split()), "")


def as_it_looks(name: str) -> str:
    """What a name looks like at a glance: accents aside, and letters that pass for plain ones as those."""
    plain = unicodedata.normalize("NFKD", clean_line(name)).casefold().translate(_PASS_FOR)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def free_number(own: int, taken: Collection[int]) -> int:
    """Which of those called the same they are: their own number while nobody else has it, or else the next."""
    return own if own and own not in taken else max(taken, default=0) + 1


def apart(called: Iterable[tuple[str, int]]) -> list[int]:
    """A number for each (first name, own number) of a list, so that no two look alike; 1 and 0 are not said."""
    numbers: list[int] = []
    used: dict[str, set[int]] = {}
    for first, own in called:
        taken = used.setdefault(as_it_looks(first), set())
        numbers.append(free_number(max(own, 1), taken))
        taken.add(numbers[-1])
    return numbers


def _says_something(name: str) -> bool:
    return any(unicodedata.category(sign)[0] in "LNS" for sign in name)


def _is_piled_up(name: str) -> bool:
    marks = "".join("m" if unicodedata.category(sign)[0] == "M" else "." for sign in name)
    return "m" * (MOST_MARKS + 1) in marks
