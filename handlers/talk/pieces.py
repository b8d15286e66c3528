"""Long texts into pieces that fit a message, counted as Telegram counts."""

from collections.abc import Iterable

LONGEST = 4096
CUT_BY_A_PHONE = 4090
"""A message this long was cut by the phone that sent it."""


def utf16(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, most: int = LONGEST) -> list[str]:
    """Pieces of at most `most` UTF-16 units, cut at a line or a space where there is one, never inside a sign."""
    pieces = []
    while utf16(text) > most:
        cut = _last_fitting(text, most)
        at = max(text.rfind("\n", 0, cut), text.rfind(" ", 0, cut))
        at = at if at > cut // 2 else cut
        pieces.append(text[:at])
        text = text[at:].lstrip(" \n") if at != cut else text[at:]
    return [*pieces, text]


def _last_fitting(text: str, most: int) -> int:
    units = 0
    for place, sign in enumerate(text):
        units += 2 if ord(sign) > 0xFFFF else 1
        if units > most:
            return place
    return len(text)


def joined(texts: Iterable[str]) -> str:
    """Messages as one text again: one that was cut by the phone goes on in the middle of its sentence."""
    return "".join(text if utf16(text) >= CUT_BY_A_PHONE else f"{text}\n" for text in texts).strip("\n")
