"""What a story is shown as: its note before, its pages, and nothing of the teller's that they did not choose."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from handlers.talk.pieces import split
from handlers.talk.words import Words, sets
from mentoring import telling as rules
from mentoring.stories import Shape
from mentoring.telling import Told
from storage import people
from storage.core.database import Tx
from storage.stories import Story

PAGE = 3300
_MENTION = re.compile(r"@(?=\w)")


@cache
def shape_of(shape: Shape) -> Mapping[str, Any]:
    """A shape's name and questions."""
    return next(row for row in sets("stories")["shapes"] if row["id"] == shape)


def asks_of(shape: Shape, words: Words) -> Sequence[str]:
    """The questions of a shape; one open question for a free page."""
    return shape_of(shape)["asks"] or [words("story-free-page")]


@cache
def topic_of(topic: str | None) -> Mapping[str, Any]:
    """A topic: its button and how it reads in «It talks about …»."""
    rows = sets("stories")["topics"]
    found: Mapping[str, Any] = next((row for row in rows if row["id"] == topic), rows[-1])
    return found


def safe(text: str) -> str:
    """As it was written, except that nobody's handle becomes a link to them."""
    return _MENTION.sub("@\u2060", text)


def whole(told: Told, words: Words) -> str:
    """The story, each answer under its question; a free page as it is."""
    if told.shape is Shape.FREE_PAGE:
        return safe(told.text)
    asked = zip(asks_of(told.shape, words), told.parts, strict=False)
    return "\n\n".join(f"{ask}\n{safe(part)}" for ask, part in asked if part)


async def note_before(tx: Tx, story: Story, words: Words) -> str:
    """«A story from Efe. It talks about being passed over. Read now, later or not at all.»"""
    name = rules.name_under(story.told, await people.name_of(tx, story.teller) or "")
    about = topic_of(story.told.topic)["about"]
    if name is None:
        return words("story-note-no-name", about=about)
    return words("story-note", name=name, about=about)


async def page_of(tx: Tx, story: Story, words: Words, page: int) -> tuple[str, bool]:
    """One page as readers see it, the note above the first; and whether another follows."""
    pages = split(whole(story.told, words), PAGE)
    at = min(max(page, 0), len(pages) - 1)
    text = pages[at] if at else f"{await note_before(tx, story, words)}\n\n{pages[0]}"
    if at == len(pages) - 1:
        contact = words(f"story-contact-{story.told.contact}") if story.told.contact else ""
        text = f"{text}\n\n{contact}".rstrip()
    return text, at < len(pages) - 1
