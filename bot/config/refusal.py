"""What is wrong with a configuration, every mistake at once and each with its place."""

from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Mistake:
    """One thing to put right. `line` counts from 1 in the file, None when the mistake is not in it."""

    what: str
    line: int | None = None

    def said(self, file: str) -> str:
        place = f"{file}, line {self.line}" if self.line else file
        return f"{place}: {self.what}"


class ConfigRefused(Exception):
    """The configuration cannot be used: `mistakes` has all of them in the file's order, and repeats no value."""

    def __init__(self, file: str, mistakes: list[Mistake]) -> None:
        self.file = file
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: mistake.line or 0))
        super().__init__("\n".join(mistake.said(file) for mistake in self.mistakes))


def nearest(word: str, known: list[str]) -> str | None:
    """The known word that was most likely meant."""
    by_fold = {each.casefold(): each for each in known}
    found = get_close_matches(word.casefold(), list(by_fold), n=1, cutoff=0.55)
    return by_fold[found[0]] if found else None
