"""A page as it is read: its title, each question with its answer, what was added later, and what failed its check."""

from itertools import groupby

from handlers.reflections import kinds
from handlers.talk.pieces import joined, split
from handlers.talk.words import Words
from storage.reflections import Head, Opened, Part


def title(head: Head | None, words: Words) -> str:
    """Date and kind, no more (J11.5)."""
    if head is None:
        return words("page-failed-check")
    return words.label("page-title", day=_day(head, words), kind=kinds.label(head.kind, words))


def _day(head: Head, words: Words) -> str:
    return f"{words.day(head.kept_at, head.zone)} {head.kept_at.year}"


def in_pieces(opened: Opened, words: Words) -> list[str]:
    """The page as messages. What failed its check is said, and never left out."""
    blocks = [title(opened.head, words), *_answers(opened, words)]
    blocks += [_added(note, words) for note in opened.notes]
    if opened.lost:
        blocks.append(words("page-notes-lost", lost=opened.lost))
    if opened.counts_as_cpd:
        blocks.append(words("page-counts-as-cpd"))
    if opened.is_win:
        blocks.append(words("page-is-win"))
    blocks.append(words("pages-hides-soon"))
    return split("\n\n".join(blocks))


def own_words(parts: tuple[Part | None, ...], words: Words) -> str:
    """Messages as one text again: in order, without the gaps a phone has cut."""
    texts = [part.text if part else words("page-part-failed-check") for part in parts]
    return joined(texts)


def _answers(opened: Opened, words: Words) -> list[str]:
    blocks = []
    for question, parts in groupby(opened.parts, key=lambda part: part.question if part else None):
        said = own_words(tuple(parts), words)
        blocks.append(f"{question}\n{said}".strip("\n") if question is not None else said)
    if opened.missing:
        blocks.append(words("page-parts-missing", missing=opened.missing))
    return blocks


def _added(note: Opened, words: Words) -> str:
    """A note with its own date."""
    if note.head is None:
        return words("page-note-failed-check")
    missing = [words("page-parts-missing", missing=note.missing)] if note.missing else []
    return "\n".join([title(note.head, words), own_words(note.parts, words), *missing])
