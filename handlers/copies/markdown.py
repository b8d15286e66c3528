"""Private pages as Markdown: date, kind, each question with its answer; what somebody wrote stays text."""

import re
from collections.abc import Iterable, Sequence

from handlers.copies import pages
from handlers.talk.words import Words
from mentoring.copies import Added, Answer, Page

UNSEEN = "�"
"""Stands where a sign is that no text file can hold."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_MARKS = re.compile(r"[\\`*_\[\]<>#|~&$@]|(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)
_STARTS = re.compile(r"^(\d{0,9})([-+=.)])")
_INDENT = re.compile(r"^[ \t]+")


def text_of(taken: Sequence[Page], lead: Iterable[str], words: Words) -> str:
    """All of them as one Markdown text. What failed its check is said, never left out."""
    top = [f"# {_line(words.label('copy-pages-title'))}", *(_line(line) for line in lead)]
    return "\n\n".join([*top, *(_page(page, words) for page in taken)]) + "\n"


def escaped(text: str) -> str:
    """Somebody's words so that a reader of Markdown shows them as they were written, line by line."""
    lines = _FORBIDDEN.sub(UNSEEN, text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    kept = [_line(line) for line in lines]
    return "\n".join(_broken(line, after) for line, after in zip(kept, [*kept[1:], ""], strict=True)).strip("\n")


def _broken(line: str, after: str) -> str:
    """A line break of theirs is one for a reader of Markdown too."""
    return f"{line}  " if line and after else line


def _line(text: str) -> str:
    text = _INDENT.sub(lambda found: "\u00a0" * len(found[0].expandtabs(4)), text.rstrip())
    return _STARTS.sub(r"\1\\\2", _MARKS.sub(lambda found: f"\\{found[0]}", text))


def _page(page: Page, words: Words) -> str:
    blocks = [f"## {_line(pages.title(page, words))}", *(_answer(answer, words) for answer in page.answers)]
    if page.missing:
        blocks.append(_line(words.label("page-parts-missing", missing=page.missing)))
    return "\n\n".join([*blocks, *(_added(added, words) for added in page.added)])


def _answer(answer: Answer, words: Words) -> str:
    head = [f"### {_line(answer.question)}"] if answer.question else []
    return "\n\n".join([*head, _theirs(answer.text, words)])


def _added(added: Added, words: Words) -> str:
    head = words.label("copy-added", when=pages.stamped(added.when, added.zone, words))
    return f"### {_line(head)}\n\n{_theirs(added.text, words)}"


def _theirs(text: str | None, words: Words) -> str:
    return _line(words.label("page-part-failed-check")) if text is None else escaped(text)
