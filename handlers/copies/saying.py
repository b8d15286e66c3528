"""Where a CPD record is thin, in words: the same on the screen and on the first page of the file."""

from handlers.talk.words import Words, sets
from mentoring.cpd import Gaps, Stretch

MOST_DAYS = 6
"""Entries that are named by their day; of more, only how many."""


def gap_lines(gaps: Gaps, words: Words) -> list[str]:
    """What is missing, a line each; one line when nothing is. No score."""
    lines = []
    if gaps.kinds:
        called = kind_names(words.language)
        lines.append(words.label("copy-gap-kinds", kinds=", ".join(called[kind] for kind in gaps.kinds)))
    lines += [_stretch(stretch, words) for stretch in gaps.stretches]
    if any(stretch.is_long for stretch in gaps.stretches):
        lines.append(words.label("copy-gap-explain"))
    if gaps.unfinished:
        days = [words.dated(entry.day) for entry in gaps.unfinished[:MOST_DAYS]]
        more = len(gaps.unfinished) - len(days)
        key = "copy-gap-unfinished-more" if more else "copy-gap-unfinished"
        lines.append(words.label(key, days=", ".join(days), more=more))
    if gaps.first and gaps.first > gaps.since:
        lines.append(words.label("copy-gap-first", day=words.dated(gaps.first)))
    return [words.label("copy-gap-none"), *lines] if gaps.are_none else lines


def kind_names(language: str) -> dict[str, str]:
    """HCPC's kinds of activity, as content/<language>/reflections.toml calls them."""
    return {
        choice["id"]: choice["says"] for row in sets("reflections", language)["sets"] for choice in row.get("kinds", ())
    }


def _stretch(stretch: Stretch, words: Words) -> str:
    first, last = words.month(stretch.first.first_day), words.month(stretch.last.first_day)
    if stretch.months == 1:
        return words.label("copy-gap-month", month=first)
    return words.label("copy-gap-months", first=first, last=last)
