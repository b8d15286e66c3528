"""Taking it away: what is kept about somebody as two files, one to read and one for a computer, made when sent."""

import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from telegram import Update

from handlers.copies import sending
from handlers.doors import OpenPrivacy
from handlers.guards import in_private
from handlers.privacy import TakeAway, back, known
from handlers.talk import post
from handlers.talk.buttons import Button
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring.people import PersonId
from storage import privacy, reflections
from storage.core.vault import OpenVaults, VaultClosed

COPY = "privacy-copy"
TO_READ, FOR_A_COMPUTER = "text", "json"
Copy = dict[str, Any]
LOCKED: dict[str, Callable[[Reading, PersonId], Awaitable[list[Copy]]]] = {}
"""Locked writing of other tools, by the name it has in the files: its rows while it is open, each a `day` and `text`
in blocks. What is locked, or locks meanwhile, is left out."""


class ClearBoth(Button, prefix="prclear", label="copy-clear-now"):
    """The files, out of the chat: for everybody who may take them, a member or not."""


async def take_away(_: Update, turn: Turn) -> None:
    """Two files, made when they are sent and kept nowhere: each has its deletion on disk before it is there."""
    opened = is_open(turn.house.vaults, known(turn).id)
    turn.say("privacy-copy-coming", buttons=back())
    turn.say("privacy-copy-pages-open" if opened else "privacy-copy-pages-locked")
    for form in (TO_READ, FOR_A_COMPUTER):
        sending.begin(turn, COPY, {"form": form})


async def clear_both(_: Update, turn: Turn) -> None:
    """Clear every file of theirs at once."""
    await sending.clear(turn, known(turn).id)
    turn.say("copy-cleared", buttons=back())


def is_open(vaults: OpenVaults | None, person: PersonId) -> bool:
    """Whether somebody's private pages are open at this moment."""
    try:
        return vaults is not None and bool(vaults.hold(person))
    except VaultClosed:
        return False


async def _copy(reading: Reading) -> post.Deed | None:
    person = PersonId(reading.letter.person or "")
    rows: Copy = dict(await privacy.export(reading.tx, person))
    pages = await _pages(reading, person)
    if pages:
        rows["private_pages"] = pages
    for name, rows_of in LOCKED.items():
        found = await rows_of(reading, person)
        if found:
            rows[name] = found
    if reading.letter.about["form"] == FOR_A_COMPUTER:
        return _file(reading, "kept.json", json.dumps(rows, ensure_ascii=False, indent=1))
    return _file(reading, "kept.txt", as_text(rows, reading.words, reading.now))


def _file(reading: Reading, name: str, text: str) -> post.Document:
    return sending.document(reading, name, text.encode(), caption="privacy-copy-caption", clear=ClearBoth())


async def _pages(reading: Reading, person: PersonId) -> list[Copy]:
    """Their pages when they are open now; nothing when they are locked, or lock while they are read."""
    vaults = reading.vaults
    if vaults is None or not is_open(vaults, person):
        return []

    def hold() -> bytearray:
        return vaults.hold(person)

    try:
        opened = await reflections.all_opened(reading.tx, person, hold)
    except VaultClosed:
        return []
    return [_page(page) for page in reversed(opened)]


def _page(page: reflections.Opened) -> Copy:
    head = {"kind": page.head.kind, "kept": page.head.kept} if page.head else {}
    parts = [{"question": part.question, "text": part.text} if part else None for part in page.parts]
    added = {"added": [_page(one) for one in page.added]} if page.added else {}
    gone = page.missing + page.lost
    return {**head, "parts": parts, **added, **({"missing": gone} if gone else {})}


def as_text(rows: Copy, words: Words, now: datetime) -> str:
    """The same for reading: a heading for each kind of thing, then its lines."""
    said = [words("privacy-copy-top", day=words.dated(now.date()))]
    for table, kept in rows.items():
        if table == "private_pages":
            said += [_page_text(page, words) for page in kept]
        elif table in LOCKED:
            said += ["\n\n".join([words(f"privacy-copy-{table}", day=row["day"]), *row["text"]]) for row in kept]
        else:
            said.append("\n".join([words(f"kept-{table}"), *("\n".join(_lines(row)) for row in kept)]))
    return "\n\n".join([*said, words("privacy-copy-not-here")])


def _page_text(page: Copy, words: Words) -> str:
    if "kept" not in page:
        return words("privacy-copy-page-damaged")
    day = words.dated(datetime.fromisoformat(page["kept"]).date())
    parts = [part["text"] if part else words("privacy-copy-page-damaged") for part in page["parts"]]
    added = [_page_text(one, words) for one in page.get("added", ()) if one["parts"] or "kept" not in one]
    gone = [words("privacy-copy-page-damaged")] if "missing" in page else []
    return "\n".join([words("privacy-copy-page", day=day), *parts, *gone, *added])


def _lines(row: Copy) -> list[str]:
    return [f"  {name.replace('_', ' ')}: {_said(value)}" for name, value in row.items() if value is not None]


def _said(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


HANDLERS = [
    TakeAway.handler(in_private(take_away)),
    ClearBoth.handler(in_private(clear_both)),
]
LETTERS = {COPY: LetterKind(_copy, settled=sending.sent, useful_for=sending.USEFUL_FOR)}
sending.AGAIN[COPY] = OpenPrivacy()
