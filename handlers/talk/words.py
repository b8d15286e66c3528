"""The words people read: sentences from content/<language>/*.ftl, sets from *.toml. None of them live in Python."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import babel.core
from babel import Locale
from babel.dates import format_date, format_datetime
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser

CONTENT = Path(__file__).resolve().parents[2] / "content"
ISOLATES = str.maketrans("", "", "\u2068\u2069")
UK = "Europe/London"


class NoSuchWords(KeyError):
    """A key that no .ftl file of the language holds, or holes that were not filled."""


class Words:
    """One language's sentences. Names and other people's words are isolated against right-to-left tricks."""

    def __init__(self, language: str, bundle: FluentBundle) -> None:
        self.language = language
        self._bundle = bundle
        self._locale = Locale.parse("en_GB" if language == "en" else language)

    def __call__(self, key: str, **holes: Any) -> str:
        """The sentence `key` with its holes filled. Raises NoSuchWords rather than show a broken sentence."""
        message = self._bundle.get_message(key) if self._bundle.has_message(key) else None
        if message is None or message.value is None:
            raise NoSuchWords(key)
        text, troubles = self._bundle.format_pattern(message.value, holes)
        if troubles:
            raise NoSuchWords(f"{key}: {troubles[0]}")
        return cast("str", text)

    def label(self, key: str, **holes: Any) -> str:
        """A button's words: plain, since clients show isolating signs as gaps there."""
        return self(key, **holes).translate(ISOLATES)

    def has(self, key: str) -> bool:
        return bool(self._bundle.has_message(key))

    def when(self, at: datetime, zone: str = UK) -> str:
        """An instant as people say it: «Tue 3 Feb, 7:00 pm UK time», or with the city of another zone."""
        local = at.astimezone(ZoneInfo(zone))
        said = format_datetime(local, "EEE d MMM, h:mm a", locale=self._locale).replace("\u202f", " ")
        said = said.replace(" AM", " am").replace(" PM", " pm")
        return self("when-uk", said=said) if zone == UK else self("when-elsewhere", said=said, place=_city(zone))

    def day(self, at: datetime, zone: str = UK) -> str:
        """The day alone: «Fri 27 Feb»."""
        return format_datetime(at.astimezone(ZoneInfo(zone)), "EEE d MMM", locale=self._locale)

    def dated(self, day: date) -> str:
        """A day with its year: «3 Feb 2026»."""
        return format_date(day, "d MMM yyyy", locale=self._locale)

    def month(self, day: date) -> str:
        """A month with its year: «Feb 2026»."""
        return format_date(day, "MMM yyyy", locale=self._locale)

    def clock(self, at: datetime, zone: str = UK) -> str:
        """The time alone: «7:00 pm»."""
        said = format_datetime(at.astimezone(ZoneInfo(zone)), "h:mm a", locale=self._locale)
        return said.replace("\u202f", " ").replace(" AM", " am").replace(" PM", " pm")


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


@cache
def of(language: str = "en") -> Words:
    """The words of a language; English where a language is missing."""
    folder = CONTENT / language
    if not folder.is_dir():
        return of("en")
    bundle = FluentBundle([language if language != "en" else "en-GB"])
    parser = FluentParser(with_spans=False)  # where a word stands in its file would be 3 MB, for as long as we run
    for path in sorted(folder.glob("*.ftl")):
        bundle.add_resource(parser.parse(path.read_text(encoding="utf-8")))
    words = Words(language, bundle)
    babel.core._global_data = None
    return words


@cache
def sets(name: str, language: str = "en") -> Mapping[str, Any]:
    """A set of content/<language>/<name>.toml: plans, prompts, questions."""
    return tomllib.loads((CONTENT / language / f"{name}.toml").read_text(encoding="utf-8"))
