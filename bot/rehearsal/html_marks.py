"""Texts written with HTML tags, read the way Telegram reads parse_mode HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.rehearsal.entities import in_order, units
from bot.rehearsal.refusals import Json, Refused, bad

_PLAIN = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "code": "code",
    "pre": "pre",
}  # fmt: skip
_TAGS = frozenset(_PLAIN) | {"a", "span", "blockquote", "tg-emoji", "tg-time"}
_SIGN = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTE = re.compile(r"\s*([^\s=>]+)\s*(?:=\s*(\"[^\"]*\"|'[^']*'|[A-Za-z0-9.-]+))?")


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    begun: int


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[str] = []
        self.place = 0
        self.open: list[_Open] = []
        self.marks: list[Json] = []

    def add(self, plain: str) -> None:
        self.out.append(plain)
        self.place += units(plain)

    def refuse(self, sentence: str, at: int, rest: str = "") -> Refused:
        return bad(
            f"can't parse entities: {sentence} at byte offset {len(self.source[:at].encode('utf-8', 'replace'))}{rest}"
        )

    def read(self) -> tuple[str, list[Json]]:
        at, source = 0, self.source
        for special in re.finditer(r"[<&]", source):
            start = special.start()
            if start < at:
                continue
            self.add(source[at:start])
            at = self.tag(start) if special[0] == "<" else self.sign(start)
        self.add(source[at:])
        if self.open:
            raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{self.open[-1].tag}\"")
        return "".join(self.out), in_order(self.marks)

    def sign(self, start: int) -> int:
        plain, end = _decoded(self.source, start)
        self.add(plain)
        return end

    def tag(self, start: int) -> int:
        if self.source.startswith("</", start):
            return self.close(start)
        name = re.compile(r"[^\s>]*").match(self.source, start + 1)
        tag = name[0].lower() if name else ""
        if name is None or name.end() >= len(self.source):
            raise self.refuse("Unclosed start tag", start)
        if tag not in _TAGS:
            raise self.refuse(f'Unsupported start tag "{tag}"', start)
        attributes, end = self.attributes(tag, name.end(), start)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self.refuse('Tag "span" must have class "tg-spoiler"', start)
        self.open.append(_Open(tag, attributes, self.place, len(self.out)))
        return end

    def attributes(self, tag: str, at: int, start: int) -> tuple[dict[str, str], int]:
        read: dict[str, str] = {}
        while True:
            while at < len(self.source) and self.source[at].isspace():
                at += 1
            if at >= len(self.source):
                raise self.refuse("Unclosed start tag", start)
            if self.source[at] == ">":
                return read, at + 1
            match = _ATTRIBUTE.match(self.source, at)
            if match is None:
                raise self.refuse(f'Empty attribute name in the tag "{tag}"', start)
            read[match[1].lower()] = _unquoted(match[2] or "")
            at = match.end()

    def close(self, start: int) -> int:
        if not self.open:
            raise self.refuse("Unexpected end tag", start)
        end = self.source.find(">", start)
        if end < 0:
            raise self.refuse("Unclosed end tag", start)
        tag = self.source[start + 2 : end].strip().lower()
        opened = self.open.pop()
        if tag and tag != opened.tag:
            raise self.refuse("Unmatched end tag", start, f', expected "</{opened.tag}>", found "</{tag}>"')
        self.mark(opened)
        return end + 1

    def mark(self, opened: _Open) -> None:
        if self.place == opened.offset:
            return
        mark: Json = {"type": "", "offset": opened.offset, "length": self.place - opened.offset}
        mark.update(self.meaning(opened))
        if not mark["type"]:
            return
        if opened.tag in {"pre", "code"} and self.fenced(opened, mark):
            return
        self.marks.append(mark)

    def meaning(self, opened: _Open) -> Json:
        if opened.tag in _PLAIN:
            return {"type": _PLAIN[opened.tag]}
        if opened.tag == "span":
            return {"type": "spoiler"}
        if opened.tag == "blockquote":
            return {"type": "expandable_blockquote" if "expandable" in opened.attributes else "blockquote"}
        if opened.tag == "tg-emoji":
            return _emoji(opened.attributes.get("emoji-id", ""))
        if opened.tag == "tg-time":
            return _moment(opened.attributes)
        return link(opened.attributes.get("href", "") or "".join(self.out[opened.begun :]))

    def fenced(self, opened: _Open, mark: Json) -> bool:
        """`<pre><code class="language-x">` is one block with a language."""
        language = opened.attributes.get("class", "")
        last = self.marks[-1] if self.marks else {}
        same = last.get("offset") == mark["offset"] and last.get("length") == mark["length"]
        if opened.tag == "pre" and same and last.get("type") == "code":
            last["type"] = "pre"
            return True
        if opened.tag == "code" and language.startswith("language-") and self.open and self.open[-1].tag == "pre":
            mark["language"] = language.removeprefix("language-")
        return False


def read(source: str) -> tuple[str, list[Json]]:
    """The plain text and its marks. Raises 400 `can't parse entities: …`."""
    return _Reader(source).read()


def link(address: str) -> Json:
    """A mark for an address: a mention for tg://user, a link for web addresses, nothing for anything else."""
    mention = re.fullmatch(r"tg://user\?id=(\d+)", address)
    if mention:
        return {"type": "text_mention", "user_id": int(mention[1])}
    if re.match(r"(https?|tg|ton|mailto|tel):", address):
        return {"type": "text_link", "url": address}
    if re.fullmatch(r"[^\s/]+\.[^\s]{2,}", address):
        return {"type": "text_link", "url": f"http://{address}/" if "/" not in address else f"http://{address}"}
    return {"type": ""}


def _emoji(number: str) -> Json:
    if not number.isdigit() or number == "0":
        raise bad("can't parse entities: Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": number}


def _moment(attributes: dict[str, str]) -> Json:
    unix = attributes.get("unix", "")
    if not unix.isdigit():
        raise bad("can't parse entities: Invalid date specified")
    shape = {"date_time_format": attributes["format"]} if attributes.get("format") else {}
    return {"type": "date_time", "unix_time": int(unix), **shape}


def _decoded(source: str, start: int) -> tuple[str, int]:
    match = _SIGN.match(source, start)
    if match is None:
        return "&", start + 1
    if match[3]:
        return _NAMED[match[3]], match.end()
    code = int(match[1], 16) if match[1] else int(match[2])
    if code == 0 or code >= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "&", start + 1
    return chr(code), match.end()


def _unquoted(value: str) -> str:
    plain = value[1:-1] if value[:1] in {'"', "'"} else value
    out, at = [], 0
    while at < len(plain):
        sign, end = _decoded(plain, at) if plain[at] == "&" else (plain[at], at + 1)
        out.append(sign)
        at = end
    return "".join(out)
