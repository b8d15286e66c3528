"""The picture as a page: a table in words with a small bar for each circle, readable by eye, ear and keyboard alone."""

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from handlers.picture import saying
from handlers.picture.saying import Row
from handlers.talk.words import Words
from mentoring.insights import Picture

STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
_SEAL = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_SEAL}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""This very style and nothing else: no script, no font, no picture, no request to anybody."""
PARTS, PART, HIGH = 3, 36, 20
COLUMNS = ("room", "next", "missing")


def page(picture: Picture, words: Words, zone: str, now: datetime) -> str:
    """The whole page. Every text in it is escaped; titles are other people's words."""
    title = escape(words.label("picture-page-title"))
    as_of = words.label("picture-page-as-of", day=words.day(now, zone), clock=words.clock(now, zone))
    every = saying.rows(picture, words, zone)
    sums = "".join(f"<li>{escape(line)}</li>" for line in saying.sums(picture, words))
    body = _table(every, words) if every else f"<p>{escape(words.label('picture-page-none'))}</p>"
    return (
        f'<!doctype html>\n<html lang="{escape(words.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{title}</title><style>{STYLE}</style></head>"
        f'<body><main><h1>{title}</h1><p class="quiet">{escape(as_of)}</p><ul>{sums}</ul>{body}</main></body></html>\n'
    )


# The roles are written out: where a narrow screen shows the rows as cards, a screen reader still hears a table.
def _table(every: Sequence[Row], words: Words) -> str:
    heads = {name: words.label(f"picture-column-{name}") for name in ("circle", *COLUMNS)}
    top = "".join(f'<th role="columnheader" scope="col">{escape(head)}</th>' for head in heads.values())
    rows = "".join(_row(row, heads, words) for row in every)
    return (
        f'<table role="table"><caption>{escape(words.label("picture-page-table"))}</caption>'
        f'<thead role="rowgroup"><tr role="row">{top}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(row: Row, heads: dict[str, str], words: Words) -> str:
    said = {
        "room": f"{_bar(row.filled)}{escape(row.room)}{_waiting(row, words)}",
        "next": escape(row.date),
        "missing": _missing(row, words),
    }
    cells = "".join(f'<td role="cell" data-head="{escape(heads[name])}">{said[name]}</td>' for name in COLUMNS)
    return f'<tr role="row"><th role="rowheader" scope="row"><bdi>{escape(row.title)}</bdi></th>{cells}</tr>'


def _waiting(row: Row, words: Words) -> str:
    return f"<br>{escape(words.label('picture-waiting', waiting=row.waiting))}" if row.waiting else ""


def _missing(row: Row, words: Words) -> str:
    if not row.missing:
        return escape(words.label("picture-nothing-missing"))
    return f'<span class="missing">{escape("; ".join(row.missing))}</span>'


def _bar(filled: int) -> str:
    """Three parts, so many of them filled. The word beside it says the same, so nobody is read a drawing."""
    kinds = ["part full" if n < filled else "part" if filled else "part none" for n in range(PARTS)]
    parts = "".join(
        f'<rect class="{kind}" x="{1 + n * PART}" y="1" width="{PART - 6}" height="{HIGH - 2}"/>'
        for n, kind in enumerate(kinds)
    )
    return f'<svg aria-hidden="true" viewBox="0 0 {PARTS * PART} {HIGH}">{parts}</svg>'
