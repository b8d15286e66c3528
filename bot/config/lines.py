"""Where each key stands in a TOML file, so that a mistake can be shown by its line (the parser does not tell)."""

import re

Place = tuple[str, ...]

_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_PART = re.compile(r"""[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))[ \t]*""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}(?!")' + r"|'''.*?'{3,5}(?!')" + r'|"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'",
    re.DOTALL,
)


def lines(text: str) -> dict[Place, int]:
    """Each table and key of a valid TOML document with its first line, from 1: ("telegram",) and ("telegram", "token").

    Keys inside an inline table stand on their table's line. A document the parser refused gives nonsense, not an error.
    """
    return dict(_Scan(text).places())


class _Scan:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._table: Place = ()

    def places(self) -> list[tuple[Place, int]]:
        found: dict[Place, int] = {}
        while (start := self._skip(_GAP)) < len(self._text):
            line = self._text.count("\n", 0, start) + 1
            place = self._header() if self._text[start] == "[" else self._pair()
            for deep in range(1, len(place) + 1):
                found.setdefault(place[:deep], line)
            self._at = max(self._at, start + 1)
        return list(found.items())

    def _skip(self, what: re.Pattern[str]) -> int:
        if match := what.match(self._text, self._at):
            self._at = match.end()
        return self._at

    def _header(self) -> Place:
        self._at += 2 if self._text.startswith("[[", self._at) else 1
        self._table = self._path()
        self._at += len("]]") if self._text.startswith("]]", self._at) else 1
        return self._table

    def _pair(self) -> Place:
        place = self._table + self._path()
        self._value()
        return place

    def _path(self) -> Place:
        parts: list[str] = []
        while match := _PART.match(self._text, self._at):
            parts.append(next(part for part in match.groups() if part is not None))
            self._at = match.end()
            if not self._text.startswith(".", self._at):
                break
            self._at += 1
        return tuple(parts)

    def _value(self) -> None:
        depth = 0
        while self._at < len(self._text):
            sign = self._text[self._at]
            if sign in "\"'" and (string := _STRING.match(self._text, self._at)):
                self._at = string.end()
                continue
            if sign == "#":
                end = self._text.find("\n", self._at)
                self._at = len(self._text) if end < 0 else end
                continue
            depth += (sign in "[{") - (sign in "]}")
            if sign == "\n" and depth <= 0:
                return
            self._at += 1
