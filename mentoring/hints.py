"""Plain hints for private writing: it looks like a number, an address or a place could point to somebody."""

import re
import unicodedata
from enum import StrEnum

from mentoring.names import visible


class Hint(StrEnum):
    """What a text seems to hold. The kinds alone are handed on, never the text."""

    LONG_NUMBER = "long-number"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    NHS_NUMBER = "nhs-number"
    DATE = "date"
    WARD = "ward"


_A_DIGIT = re.compile(r"\d")
_GAP = r"[ \t.\-()]{0,3}"
_EMAIL = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,255}\.[^\W\d_]{2,}")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? {0,2}\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
_PHONE = re.compile(rf"(?<![\d+])(?:(?:\+|00){_GAP}[1-9](?:{_GAP}\d){{7,13}}|0{_GAP}[1-9](?:{_GAP}\d){{8,9}})(?!\d)")
_TEN_DIGITS = re.compile(r"(?<!\d)(\d{3})([ \-.]?)(\d{3})\2(\d{4})(?!\d)")
_LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ \-]?\d){5,}(?!\d)")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b|"
    r"\b\d{1,2}[./\-]\d{1,2}[./\-](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b",
    re.IGNORECASE,
)
_WARD = re.compile(r"\b(?:ward|bay|bed|theatre|unit|room)\s+(?:[A-Z]?\d+[A-Z]?)\b", re.IGNORECASE)
_YEARS = re.compile(r"\b(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d\b")
_POINTING = {Hint.DATE: _DATE, Hint.WARD: _WARD}


def spot(text: str) -> frozenset[Hint]:
    """What private writing seems to hold (H-12). It can miss names, and says so elsewhere."""
    read = _as_read(text)
    found = {Hint.EMAIL} if "@" in read and _EMAIL.search(read) else set()
    if not _A_DIGIT.search(read):
        return frozenset(found)
    if _POSTCODE.search(read):
        found.add(Hint.POSTCODE)
    numbers = _YEARS.sub(" ", _DATE.sub(" ", read))
    if _PHONE.search(numbers):
        found.add(Hint.PHONE)
    if any(_is_nhs_like(*match.groups()) for match in _TEN_DIGITS.finditer(numbers)):
        found.add(Hint.NHS_NUMBER)
    if not found & {Hint.PHONE, Hint.NHS_NUMBER} and _LONG_NUMBER.search(numbers):
        found.add(Hint.LONG_NUMBER)
    return frozenset(found)


def spot_for_sharing(text: str) -> frozenset[Hint]:
    """As spot, with dates and wards too: for stories, which others will read (J10)."""
    read = _as_read(text)
    return spot(text) | {hint for hint, shape in _POINTING.items() if shape.search(read)}


def _as_read(text: str) -> str:
    plain = unicodedata.normalize("NFKC", visible(text))
    return plain if plain.isascii() else re.sub(r"[\u2010-\u2015\u2212]", "-", plain)


def _is_nhs_like(first: str, gap: str, second: str, last: str) -> bool:
    """Ten digits written 3-3-4 as such numbers are, or run together with the right check digit."""
    return bool(gap) or _checks_out(first + second + last)


def _checks_out(ten: str) -> bool:
    digits = [int(digit) for digit in ten]
    check = -sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check == digits[9]
