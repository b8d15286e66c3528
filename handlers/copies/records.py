"""Incident records as a plain dated file: the first version as it was written, and what was added since (3.18)."""

from collections.abc import Sequence
from datetime import datetime
from textwrap import indent
from zoneinfo import ZoneInfo

from handlers.talk.words import UK, Words
from mentoring.copies import Added, Answer, Record

DEEP = "    "
"""Every line of theirs stands this far in, so that nothing they wrote looks like a line of ours."""


def record_text(record: Record, words: Words, *, made: datetime) -> str:
    """One record as a text file. `made` is now (UTC). What failed its check is said, never left out."""
    return records_text([record], words, made=made)


def records_text(records: Sequence[Record], words: Words, *, made: datetime) -> str:
    """Several records as one text file, in the order they are given."""
    top = words.label("record-copy-top", day=words.dated(made.date()))
    return "\n\n\n".join([top, *(_record(record, words) for record in records)]) + "\n"


def stamped(at: datetime | None, zone: str, words: Words) -> str:
    """An instant with its year, where it was written: «3 Feb 2026, 7:00 pm UK time»."""
    if at is None:
        return words.label("copy-no-date")
    said = f"{words.dated(at.astimezone(ZoneInfo(zone)).date())}, {words.clock(at, zone)}"
    place = zone.rpartition("/")[2].replace("_", " ")
    return words.label("when-uk", said=said) if zone == UK else words.label("when-elsewhere", said=said, place=place)


def _record(record: Record, words: Words) -> str:
    first = words.label("record-copy-first", when=stamped(record.written, record.zone, words))
    blocks = ["\n".join([" ".join(record.title.split()), first]), *(_answer(answer, words) for answer in record.first)]
    if record.missing:
        blocks.append(words.label("page-parts-missing", missing=record.missing))
    if record.added:
        blocks += [words.label("record-copy-added"), *(_added(added, words) for added in record.added)]
    return "\n\n".join(blocks)


def _answer(answer: Answer, words: Words) -> str:
    return f"{answer.question}\n{_theirs(answer.text, words)}"


def _added(added: Added, words: Words) -> str:
    head = stamped(added.when, added.zone, words)
    return "\n".join([f"{head} · {added.question}" if added.question else head, _theirs(added.text, words)])


def _theirs(text: str | None, words: Words) -> str:
    if text is None:
        return words.label("page-part-failed-check")
    lines = text.splitlines() or [words.label("copy-nothing-written")]
    return indent("\n".join(lines), DEEP, lambda line: True)
