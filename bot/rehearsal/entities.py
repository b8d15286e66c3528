"""Marks on a text (bold, links, commands): finding them, checking them, counting in UTF-16 units as Telegram does."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.rehearsal.refusals import Json, bad

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_ENTITIES = 100
GIVEN_TYPES = frozenset(
    {
        "bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link", "text_mention",
        "blockquote", "expandable_blockquote", "custom_emoji", "date_time",
    }
)  # fmt: skip
FOUND_TYPES = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
)
_EMPTY_SIGNS = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?P<email>(?<![\w@])[\w.+-]+@[\w-]+\.[A-Za-z]{2,})"
    r"|(?P<bot_command>(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<![\w/])@[A-Za-z][A-Za-z0-9_]{2,31}\b)"
    r"|(?P<hashtag>(?<![\w&])\#\w*[^\W\d]\w*)"
)


def units(text: str) -> int:
    """How many UTF-16 units the text takes."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for sign in text if ord(sign) > 0xFFFF)


def found(text: str) -> list[Json]:
    """The marks Telegram finds by itself: commands, mentions, links, addresses, hashtags."""
    if not any(sign in text for sign in "/@#"):
        return []
    marks: list[Json] = []
    for match in _FOUND.finditer(text):
        marks.append({"type": match.lastgroup, "offset": units(text[: match.start()]), "length": units(match[0])})
    return marks


def in_order(marks: Iterable[Json]) -> list[Json]:
    """By place, the longer first."""
    return sorted(marks, key=lambda mark: (_number(mark, "offset"), -_number(mark, "length")))


def merged(text: str, given: list[Json]) -> list[Json]:
    """The given marks, and the found ones wherever no code or link covers them; at most a hundred."""
    taken = [mark for mark in given if mark["type"] in {"code", "pre", "text_link", "text_mention"}]
    extra = [mark for mark in found(text) if not any(_overlap(mark, other) for other in taken)]
    return in_order([*given, *extra])[:MOST_ENTITIES]


def trimmed(text: str, marks: list[Json]) -> tuple[str, list[Json]]:
    """The text without blanks at its ends, and the marks moved to match."""
    front = len(text) - len(text.lstrip())
    kept = text.strip()
    if not kept.strip(_EMPTY_SIGNS + " \n\t\r"):
        return "", []
    if len(kept) == len(text):
        return text, marks
    size, shift = units(kept), units(text[:front])
    moved: list[Json] = []
    for mark in marks:
        start = max(0, _number(mark, "offset") - shift)
        end = min(size, _number(mark, "offset") + _number(mark, "length") - shift)
        if end > start:
            moved.append({**mark, "offset": start, "length": end - start})
    return kept, moved


def checked(text: str, given: list[object]) -> list[Json]:
    """The marks a bot sent beside its text, each one checked. Raises 400 in Telegram's words."""
    edges = _edges(text)
    size = units(text)
    marks: list[Json] = []
    for raw in given:
        mark = _one(raw)
        start, end = _number(mark, "offset"), _number(mark, "offset") + _number(mark, "length")
        if start < 0 or end > size or start > size:
            raise bad(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}"
            )
        if start not in edges or end not in edges:
            raise bad(f"entity begins in a middle of a UTF-16 symbol at byte offset {start}")
        if mark["type"] in GIVEN_TYPES and end > start:
            marks.append(mark)
    return marks[:MOST_ENTITIES]


def _one(raw: object) -> Json:
    if not isinstance(raw, dict):
        raise bad("can't parse entities: expected an Object")
    for name in ("type", "offset", "length"):
        if name not in raw:
            raise bad(f"can't parse entities: Can't find field \"{name}\"")
    for name in ("offset", "length"):
        if isinstance(raw[name], bool) or not isinstance(raw[name], int):
            raise bad(f'can\'t parse entities: Field "{name}" must be of type Number')
    if raw["type"] not in GIVEN_TYPES | FOUND_TYPES:
        raise bad("can't parse entities: Unsupported type specified")
    return dict(raw)


def _edges(text: str) -> frozenset[int]:
    places, place = {0}, 0
    for sign in text:
        place += 2 if ord(sign) > 0xFFFF else 1
        places.add(place)
    return frozenset(places)


def _number(mark: Json, name: str) -> int:
    value = mark[name]
    return value if isinstance(value, int) else 0


def _overlap(one: Json, other: Json) -> bool:
    start, end = _number(one, "offset"), _number(one, "offset") + _number(one, "length")
    begun, ended = _number(other, "offset"), _number(other, "offset") + _number(other, "length")
    return start < ended and begun < end
