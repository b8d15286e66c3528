"""What was locked, in words again: each question with its answer, later lines with their dates, nothing left out."""

from itertools import groupby

from handlers.locked.tool import Tool
from handlers.talk import pieces
from handlers.talk.words import Words
from mentoring.records import first_written
from storage.core.locked import Head, Opened, Part


def title(head: Head | None, words: Words) -> str:
    """The date and no more: the list may be seen by others (3.18)."""
    if head is None:
        return words("page-failed-check")
    return f"{words.day(head.kept_at, head.zone)} {head.kept_at.year}"


def whole(tool: Tool, opened: Opened, words: Words) -> list[str]:
    """Everything, block by block: the first version, shown as such, then each added line with its own date."""
    blocks = [words(f"{tool.name}-first", when=_when(opened, words)), *_answers(tool, opened, words)]
    for line in opened.lines:
        blocks.append("\n".join([words(f"{tool.name}-line", when=_when(line, words)), *_inside(line, words)]))
    return blocks


def _when(opened: Opened, words: Words) -> str:
    if opened.head is None:
        return words("locked-no-date")
    written = first_written((part.at for part in opened.parts if part), opened.head.kept_at)
    return words.when(written, opened.head.zone)


def _answers(tool: Tool, opened: Opened, words: Words) -> list[str]:
    picks = opened.head.picks if opened.head else ()
    order = {step.id: place for place, step in enumerate(tool.steps(words, picks))}
    placed = sorted(opened.parts, key=lambda part: order.get(part.step, -1) if part else len(order))
    blocks = []
    for question, parts in groupby(placed, key=lambda part: part.question if part else ""):
        blocks.append(f"{question}\n{joined(list(parts), words)}".strip("\n"))
    return [*blocks, *_missing(opened, words)]


def _inside(line: Opened, words: Words) -> list[str]:
    return [joined(list(line.parts), words), *_missing(line, words)]


def _missing(opened: Opened, words: Words) -> list[str]:
    return [words("page-parts-missing", missing=opened.missing)] if opened.missing else []


def joined(parts: list[Part | None], words: Words) -> str:
    """Messages as one text: one that the phone cut goes on in the middle of its sentence."""
    texts = [part.text if part else words("page-part-failed-check") for part in parts]
    return pieces.joined(texts)
