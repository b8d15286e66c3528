"""What a lock screen truly showed: the first words of every letter that nobody had asked for, as it was sent (H-03)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast

from bot.carry import Courier
from handlers.talk.post import Edit, LetterKind, Send
from handlers.talk.words import CONTENT, ISOLATES
from storage.core.letters import Letter
from tests.scenarios.first_lines import HIDDEN, SAYS, UNASKED


@dataclass
class Shown:
    """What was not on the allow-list, by kind."""

    odd: list[str] = field(default_factory=list)

    def look(self, kind: str, deed: object) -> None:
        if not isinstance(deed, Send | Edit) or (isinstance(deed, Edit) and not deed.or_send):
            return
        if kind in HIDDEN and not deed.spoiler:
            self.odd.append(f"{kind} is not hidden")
        if kind in UNASKED and not any(shape.match(deed.text.translate(ISOLATES)) for shape in _shapes(kind)):
            self.odd.append(f"{kind}: {deed.text.splitlines()[0]}")


@contextmanager
def watched() -> Iterator[Shown]:
    """Every letter that is carried inside the block is looked at as it is read."""
    shown, read = Shown(), Courier._read

    async def look(self: Courier, letter: Letter, kind: LetterKind) -> Any:
        found = await read(self, letter, kind)
        shown.look(letter.kind, found.deed)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Courier, "_read", look)
        yield shown


# The words on the list, with whatever their holes may hold


@cache
def _shapes(kind: str) -> list[re.Pattern[str]]:
    return [re.compile(_shape(_messages()[key])) for key in SAYS.get(kind, (kind,))]


@cache
def _messages() -> dict[str, ast.Pattern]:
    found: dict[str, ast.Pattern] = {}
    for path in sorted((CONTENT / "en").glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message) and entry.value:
                found[entry.id.name] = entry.value
    return found


def _shape(pattern: ast.Pattern) -> str:
    return "".join(
        re.escape(part.value) if isinstance(part, ast.TextElement) else _hole(part.expression)
        for part in pattern.elements
    )


def _hole(said: Any) -> str:
    if isinstance(said, ast.SelectExpression):
        return f"(?:{'|'.join(_shape(variant.value) for variant in said.variants)})"
    if isinstance(said, ast.MessageReference):
        return _shape(_messages()[said.id.name])
    return "(?s:.*?)"
