"""Texts written with Markdown signs, read the way Telegram reads MarkdownV2 and the older Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from bot.rehearsal.entities import in_order, units
from bot.rehearsal.html_marks import link
from bot.rehearsal.refusals import Json, Refused, bad

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_SIGNS = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler", "`": "code"}
_NAMES = {
    "bold": "Bold", "italic": "Italic", "underline": "Underline", "strikethrough": "Strikethrough",
    "spoiler": "Spoiler", "code": "Code", "pre": "Pre", "link": "TextUrl", "emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}  # fmt: skip


@dataclass(slots=True)
class _Open:
    kind: str
    at: int
    offset: int
    begun: int
    language: str = ""


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.place = 0
        self.open: list[_Open] = []
        self.marks: list[Json] = []

    def add(self, plain: str) -> None:
        self.out.append(plain)
        self.place += units(plain)

    def here(self, sign: str) -> bool:
        return self.source.startswith(sign, self.at)

    def no_end(self, opened: _Open) -> Refused:
        offset = len(self.source[: opened.at].encode("utf-8", "replace"))
        return bad(f"can't parse entities: Can't find end of {_NAMES[opened.kind]} entity at byte offset {offset}")

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            self.step()
        if self.open and self.open[-1].kind == "blockquote":
            self.end("blockquote")
        if self.open:
            raise self.no_end(self.open[-1])
        return "".join(self.out), in_order(self.marks)

    def step(self) -> None:
        sign = self.source[self.at]
        if sign == "\\" and self.at + 1 < len(self.source) and 0 < ord(self.source[self.at + 1]) <= 126:
            self.add(self.source[self.at + 1])
            self.at += 2
        elif self.open and self.open[-1].kind in {"code", "pre"}:
            self.inside_code()
        elif sign == "\n":
            self.line_end()
        elif sign in _RESERVED:
            self.reserved(sign)
        else:
            self.plain()

    def plain(self) -> None:
        start = self.at
        while self.at < len(self.source) and self.source[self.at] not in _RESERVED | {"\\", "\n"}:
            self.at += 1
        if self.at == start:
            self.at += 1
        self.add(self.source[start : self.at])

    def inside_code(self) -> None:
        kind = self.open[-1].kind
        if self.here("```" if kind == "pre" else "`"):
            self.at += 3 if kind == "pre" else 1
            self.end(kind)
            return
        self.add(self.source[self.at])
        self.at += 1

    def line_end(self) -> None:
        if self.open and self.open[-1].kind == "blockquote" and not self.source.startswith(">", self.at + 1):
            self.end("blockquote")
        self.add("\n")
        self.at += 1
        if self.open and self.open[-1].kind == "blockquote":
            self.at += 1

    def starts_line(self) -> bool:
        return self.at == 0 or self.source[self.at - 1] == "\n"

    def reserved(self, sign: str) -> None:
        kind_open = self.open[-1].kind if self.open else ""
        if self.starts_line() and (sign == ">" or self.here("**>")):
            self.begin("blockquote", 1 if sign == ">" else 3)
        elif self.here("```"):
            self.fence()
        elif self.here("||") and kind_open == "blockquote" and self.source[self.at + 2 : self.at + 3] in {"", "\n"}:
            self.at += 2
            self.end("blockquote", "expandable_blockquote")
        elif sign == "]" and kind_open in {"link", "emoji"}:
            self.address(kind_open)
        elif sign == "[" or self.here("!["):
            self.begin("link" if sign == "[" else "emoji", 1 if sign == "[" else 2)
        else:
            self.toggle(sign)

    def toggle(self, sign: str) -> None:
        signs = sign * 2 if sign in "_|" and self.here(sign * 2) else sign
        kind = _SIGNS.get(signs)
        if kind is None:
            raise bad(
                f"can't parse entities: Character '{sign}' is reserved and must be escaped with the preceding '\\'"
            )
        if self.open and self.open[-1].kind == kind:
            self.at += len(signs)
            self.end(kind)
        elif signs == "__" and self.open and self.open[-1].kind == "italic":
            self.at += 1
            self.end("italic")
        else:
            self.begin(kind, len(signs))

    def begin(self, kind: str, size: int) -> None:
        if any(opened.kind == kind for opened in self.open):
            raise self.no_end(self.open[-1])
        self.open.append(_Open(kind, self.at, self.place, len(self.out)))
        self.at += size

    def fence(self) -> None:
        self.begin("pre", 3)
        line = self.source[self.at :].split("\n", 1)
        if len(line) == 2 and line[0] and not any(sign.isspace() or sign == "`" for sign in line[0]):
            self.open[-1].language = line[0]
            self.at += len(line[0]) + 1

    def end(self, kind: str, named: str = "") -> None:
        opened = self.open.pop()
        if self.place == opened.offset:
            return
        mark: Json = {"type": named or kind, "offset": opened.offset, "length": self.place - opened.offset}
        if opened.language:
            mark["language"] = opened.language
        self.marks.append(mark)

    def address(self, kind: str) -> None:
        opened = self.open.pop()
        end = self.source.find(")", self.at) if self.source.startswith("](", self.at) else -1
        if end < 0:
            if kind == "link" and not self.source.startswith("](", self.at):
                self.at += 1
                return
            offset = len(self.source[: self.at].encode("utf-8", "replace"))
            raise bad(f"can't parse entities: Can't find end of a URL at byte offset {offset}")
        target = self.source[self.at + 2 : end].replace("\\", "")
        self.at = end + 1
        meaning = _emoji(target) if kind == "emoji" else link(target)
        if meaning["type"] and self.place > opened.offset:
            self.marks.append({**meaning, "offset": opened.offset, "length": self.place - opened.offset})


def _emoji(target: str) -> Json:
    number = target.removeprefix("tg://emoji?id=")
    if number == target or not number.isdigit():
        raise bad("can't parse entities: Custom emoji URL must have an emoji identifier")
    return {"type": "custom_emoji", "custom_emoji_id": number}


def read(source: str) -> tuple[str, list[Json]]:
    """MarkdownV2: the plain text and its marks. Raises 400 `can't parse entities: …`."""
    return _Reader(source).read()


def read_old(source: str) -> tuple[str, list[Json]]:
    """The older Markdown: bold, italic, code, blocks and links, never nested."""
    out: list[str] = []
    marks: list[Json] = []
    at = 0
    while at < len(source):
        sign = source[at]
        if sign == "\\" and source[at + 1 : at + 2] in {"_", "*", "`", "["}:
            out.append(source[at + 1])
            at += 2
        elif sign in "_*`[":
            at = _old_mark(source, at, out, marks)
        else:
            out.append(sign)
            at += 1
    return "".join(out), in_order(marks)


def _old_mark(source: str, at: int, out: list[str], marks: list[Json]) -> int:
    signs = "```" if source.startswith("```", at) else source[at]
    closing = "]" if signs == "[" else signs
    end = source.find(closing, at + len(signs))
    if end < 0:
        offset = len(source[:at].encode("utf-8", "replace"))
        raise bad(f"can't parse entities: Can't find end of the entity starting at byte offset {offset}")
    inner, after = source[at + len(signs) : end], end + len(signs)
    meaning: Json = {"type": {"*": "bold", "_": "italic", "`": "code", "```": "pre", "[": ""}[signs]}
    if signs == "[" and source.startswith("](", end) and ")" in source[end:]:
        after = source.index(")", end) + 1
        meaning = link(source[end + 2 : after - 1])
    if inner and meaning["type"]:
        marks.append({**meaning, "offset": units("".join(out)), "length": units(inner)})
    out.append(inner)
    return after
