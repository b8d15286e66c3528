"""What a file says, as plain values for the press: private pages, and the CPD record with HCPC's fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.copies import pages, saying
from handlers.reflections import kinds
from handlers.talk.words import Words
from mentoring import cpd
from mentoring.copies import Added, Answer, Page
from mentoring.cpd import Entry
from mentoring.pages import CPD_NOTE

Paper = dict[str, Any]
WHAT, KIND, LEARNING, PRACTICE, PEOPLE = range(5)
"""The places of a CPD note's questions."""
FIELDS = ("date", "kind", "learning", "practice", "people")
SHARES = (0.1, 0.2, 0.26, 0.22, 0.22)
"""How wide each field's column is, of the whole."""


@dataclass(frozen=True)
class CpdRow:
    """One entry, with what was done and how its kind is called."""

    entry: Entry
    what: str
    called: str


def lead(taken: Sequence[Page], words: Words, today: date) -> list[str]:
    """What a copy of pages is and covers, a line each."""
    days = sorted(pages.local_day(page) for page in taken if page.written)
    covered = [words.label("copy-covers", first=words.dated(days[0]), last=words.dated(days[-1]))] if days else []
    made = words.label("copy-pages-made", day=words.dated(today), pages=len(taken))
    return [made, *covered, words.label("copy-not-locked")]


def of_pages(taken: Sequence[Page], words: Words, today: date) -> Paper:
    """Private pages, one after the other."""
    title = words.label("copy-pages-title")
    return {**_sheet(title, lead(taken, words, today), words), "parts": [_part(page, words) for page in taken]}


def of_cpd(taken: Sequence[Page], words: Words, today: date, since: date | None, until: date | None) -> Paper:
    """The CPD record: a first page with its gaps, and the table in date order."""
    rows = cpd_rows(taken, words)
    first = since or min((row.entry.day for row in rows), default=today)
    lines = [
        words.label("copy-cpd-what"),
        words.label("copy-cpd-covers", first=words.dated(first), last=words.dated(until or today), entries=len(rows)),
        words.label("copy-cpd-made", day=words.dated(today)),
    ]
    unread = sum(page.written is None for page in taken)
    if unread:
        lines.append(words.label("copy-cpd-unread", pages=unread))
    found = saying.gap_lines(cpd.gaps([row.entry for row in rows], today), words)
    gaps = {"heading": words.label("copy-gaps-heading"), "lines": [words.label("copy-gaps-for-you"), *found]}
    table = {
        "head": [words.label(f"copy-field-{name}") for name in FIELDS],
        "shares": SHARES,
        "rows": [_cells(row, words) for row in rows],
    }
    return {**_sheet(words.label("copy-cpd-title"), lines, words), "lists": [gaps], "table": table}


def cpd_rows(taken: Sequence[Page], words: Words) -> list[CpdRow]:
    """What counts as CPD, the oldest first."""
    rows = [_cpd_row(page, words) for page in taken if page.counts and page.written]
    return sorted(rows, key=lambda row: row.entry.day)


def _cpd_row(page: Page, words: Words) -> CpdRow:
    day = pages.local_day(page)
    if page.kind != CPD_NOTE:
        return CpdRow(Entry(day), "", kinds.label(page.kind, words))
    said = [_said(page, place, words) for place in range(5)]
    entry = Entry(day, _kind_of(said[KIND], words.language), said[LEARNING], said[PRACTICE], said[PEOPLE])
    return CpdRow(entry, said[WHAT], said[KIND])


def _said(page: Page, place: int, words: Words) -> str:
    """What was written to one question; what failed its check is said there."""
    found = [answer.text for at, answer in zip(page.at, page.answers, strict=True) if at == place]
    return "\n".join(words.label("page-part-failed-check") if text is None else text for text in found).strip()


def _kind_of(said: str, language: str) -> str:
    """HCPC's kind behind the words of the answer: one that was typed by hand is another kind of activity."""
    by_name = {name.casefold(): kind for kind, name in saying.kind_names(language).items()}
    return by_name.get(said.casefold(), "other") if said else ""


def _cells(row: CpdRow, words: Words) -> list[dict[str, Any]]:
    entry = row.entry
    kind = {"strong": row.called, "text": row.what} if row.called or row.what else _cell("", words)
    texts = (entry.learning, entry.practice, entry.people)
    return [{"text": words.dated(entry.day)}, kind, *(_cell(text, words) for text in texts)]


def _cell(text: str, words: Words) -> dict[str, Any]:
    return {"text": text} if text else {"text": words.label("copy-field-empty"), "faint": True}


def _sheet(title: str, lines: list[str], words: Words) -> Paper:
    return {
        "title": title,
        "lang": "en-GB" if words.language == "en" else words.language,
        "lead": lines,
        "foot": words.label("copy-foot", n="{n}", all="{all}"),
        "unseen": words.label("copy-unseen", sign="▯"),
    }


def _part(page: Page, words: Words) -> Paper:
    blocks = [_block(answer, words) for answer in page.answers]
    if page.missing:
        blocks.append({"text": words.label("page-parts-missing", missing=page.missing), "faint": True})
    return {"heading": pages.title(page, words), "blocks": [*blocks, *(_later(one, words) for one in page.added)]}


def _block(answer: Answer, words: Words) -> dict[str, Any]:
    if answer.text is None:
        return {"label": answer.question, "text": words.label("page-part-failed-check"), "faint": True}
    return {"label": answer.question, "text": answer.text}


def _later(added: Added, words: Words) -> dict[str, Any]:
    head = words.label("copy-added", when=pages.stamped(added.when, added.zone, words))
    return _block(Answer(head, added.text), words)
