"""Private pages as they are taken away: which of them, the oldest first, and each as plain values."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from handlers.reflections import kinds
from handlers.talk.pieces import joined
from handlers.talk.words import UK, Words
from mentoring.copies import Added, Answer, Page
from mentoring.people import PersonId
from storage import reflections
from storage.core.database import Tx
from storage.reflections import Head, Opened, Part

Hold = Callable[[], bytearray]
AT_ONCE = 50
"""Pages opened before everybody else gets a turn."""


async def chosen(tx: Tx, person: PersonId, hold: Hold, since: date | None, until: date | None) -> list[str]:
    """The ids of their pages between two days (both included), the oldest first.

    One that failed its check has no day and is always among them. Raises VaultClosed.
    """
    found: list[str] = []
    at = 0
    while heads := await reflections.listed(tx, person, hold, at=at, most=AT_ONCE):
        found += [listed.id for listed in heads if _within(listed.head, since, until)]
        at += len(heads)
        await asyncio.sleep(0)
    return found[::-1]


async def opened(tx: Tx, person: PersonId, ids: Iterable[str], hold: Hold) -> list[Page]:
    """These pages, whole. One that was erased meanwhile is not among them. Raises VaultClosed."""
    found = []
    for n, page in enumerate(ids):
        whole = await reflections.of(tx, person, page, hold)
        if whole is not None:
            found.append(_taken(whole))
        if n % AT_ONCE == AT_ONCE - 1:
            await asyncio.sleep(0)
    return found


def title(page: Page, words: Words) -> str:
    """Its day and kind."""
    if page.written is None:
        return words.label("page-failed-check")
    return words.label("page-title", day=words.dated(local_day(page)), kind=kinds.label(page.kind, words))


def local_day(page: Page) -> date:
    """The day it was kept, where it was kept. Only for a page that has one."""
    if page.written is None:
        raise ValueError("a page that failed its check has no day")
    return page.written.astimezone(ZoneInfo(page.zone)).date()


def stamped(at: datetime | None, zone: str, words: Words) -> str:
    """An instant with its year, where it was written: «3 Feb 2026, 7:00 pm UK time»."""
    if at is None:
        return words.label("copy-no-date")
    said = f"{words.dated(at.astimezone(ZoneInfo(zone)).date())}, {words.clock(at, zone)}"
    place = zone.rpartition("/")[2].replace("_", " ")
    return words.label("when-uk", said=said) if zone == UK else words.label("when-elsewhere", said=said, place=place)


def _within(head: Head | None, since: date | None, until: date | None) -> bool:
    if head is None:
        return True
    day = head.kept_at.astimezone(ZoneInfo(head.zone)).date()
    return (since is None or day >= since) and (until is None or day <= until)


def _taken(whole: Opened) -> Page:
    placed = _in_order(whole.parts)
    grouped = [(place, list(parts)) for place, parts in groupby(placed, key=lambda pair: (pair[0], pair[1] is None))]
    answers = [answer for _, parts in grouped for answer in _answers([part for _, part in parts])]
    head = whole.head
    return Page(
        kind=head.kind if head else "",
        written=head.kept_at if head else None,
        answers=tuple(answers),
        at=tuple(place for (place, failed), parts in grouped for _ in (parts if failed else parts[:1])),
        added=tuple(added for note in whole.notes for added in _added(note)),
        zone=head.zone if head else UK,
        missing=whole.missing + whole.lost,
        counts=whole.counts_as_cpd,
    )


def _in_order(parts: Iterable[Part | None]) -> list[tuple[int, Part | None]]:
    """Each part with the place of its question, in that order; what failed its check stays after what it followed."""
    place, placed = 0, []
    for part in parts:
        place = part.place if part else place
        placed.append((place, part))
    return sorted(placed, key=lambda pair: pair[0])


def _answers(parts: list[Part | None]) -> list[Answer]:
    """The messages of one answer as one text; each that failed its check on its own."""
    texts = [part.text for part in parts if part is not None]
    first = parts[0]
    if first is None:
        return [Answer("", None) for _ in parts]
    return [Answer(first.question, joined(texts))]


def _added(note: Opened) -> list[Added]:
    """What was added later: its words, and what of it failed its check or is missing."""
    when, zone = (note.head.kept_at, note.head.zone) if note.head else (None, UK)
    texts = [part.text for part in note.parts if part is not None]
    found = [Added(when, joined(texts), zone)] if texts else []
    failed = len(texts) < len(note.parts) or note.missing or note.head is None
    return [*found, Added(when, None, zone)] if failed else found
