"""Reads the settings from a TOML file and the environment, and refuses them whole when anything is wrong."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

from bot.config import agreeing
from bot.config.kinds import NotThatKind, kind
from bot.config.lines import lines
from bot.config.refusal import ConfigRefused, Mistake, nearest
from bot.config.shape import Config, Key, keys_of

DEFAULT_FILE = "config.toml"
_PARSER_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def load(path: Path | None, environ: Mapping[str, str]) -> Config:
    """The settings from `path`, else from the file CIRCLE_CONFIG names, else from ./config.toml, else the defaults.

    Relative paths in the file count from the file's own folder. Raises ConfigRefused with every mistake at once; a file
    that was named and is not there is one, since defaults in its place would quietly be another bot.
    """
    named = path or (Path(environ["CIRCLE_CONFIG"]) if environ.get("CIRCLE_CONFIG") else None)
    file = named or Path(DEFAULT_FILE)
    text = _text(file, must_exist=named is not None)
    return _Reading(file, text).config(environ)


def _text(file: Path, *, must_exist: bool) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        if not must_exist:
            return ""
        what = "there is no such file; make one with: python -m bot init"
    except UnicodeDecodeError:
        what = "this is not UTF-8 text; save it again as plain UTF-8"
    except OSError as failed:
        what = f"it cannot be read: {failed.strerror}"
    raise ConfigRefused(str(file), [Mistake(what)])


class _Reading:
    def __init__(self, file: Path, text: str) -> None:
        self._file = file
        self._tree = self._parse(text)
        self._lines = lines(text)
        self._mistakes: list[Mistake] = []

    def config(self, environ: Mapping[str, str]) -> Config:
        hints = get_type_hints(Config)
        self._refuse_strangers(list(hints))
        config = Config(**{each.name: self._table(each.name, hints[each.name]) for each in fields(Config)})
        config = agreeing.settle(config, self._file.absolute().parent, environ, self._note)
        if self._mistakes:
            raise ConfigRefused(str(self._file), self._mistakes)
        return config

    def _parse(self, text: str) -> dict[str, Any]:
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as refused:
            place = _PARSER_PLACE.search(str(refused))
            line = int(place[1]) if place and place[1] else text.count("\n") + 1
            what = _PARSER_PLACE.sub("", str(refused))
            mistake = Mistake(f"this is not TOML ({what[:1].lower()}{what[1:]})", line)
            raise ConfigRefused(str(self._file), [mistake]) from None

    def _note(self, place: tuple[str, ...], what: str) -> None:
        while place and place not in self._lines:
            place = place[:-1]
        self._mistakes.append(Mistake(what, self._lines.get(place)))

    def _refuse_strangers(self, tables: list[str]) -> None:
        for name, value in self._tree.items():
            if name in tables:
                continue
            if isinstance(value, dict):
                self._note((name,), f"[{name}] is not a table here{_meant(name, tables, '[{}]')}")
            else:
                self._note((name,), f"{name} is not a key here{_belongs(name)}")

    def _table(self, name: str, shape: type) -> Any:
        given = self._tree.get(name, {})
        if not isinstance(given, dict):
            self._note((name,), f"{name} must be a table, written [{name}]")
            return shape()
        known = keys_of(shape)
        for stranger in given.keys() - known.keys():
            meant = _meant(stranger, list(known), "{}") or _belongs(stranger)
            self._note((name, stranger), f"[{name}] {stranger} is not a key here{meant}")
        return shape(**self._values(name, given, known))

    def _values(self, table: str, given: dict[str, Any], known: dict[str, Key]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name in given.keys() & known.keys():
            key = known[name]
            try:
                value = kind(key.hint, given[name])
            except NotThatKind as refused:
                self._note((table, name), f"[{table}] {name} {refused}")
                continue
            trouble = next((what for check in key.checks if (what := check(value))), None)
            if trouble:
                self._note((table, name), f"[{table}] {name} {trouble}")
            else:
                values[name] = value
        return values


def _meant(word: str, known: list[str], shown: str) -> str:
    meant = nearest(word, known)
    return f"; did you mean {shown.format(meant)}?" if meant else ""


def _belongs(word: str) -> str:
    """Where a key of this name does live, when it was written under the wrong table."""
    homes = {key: table for table, shape in get_type_hints(Config).items() for key in keys_of(shape)}
    meant = nearest(word, list(homes))
    return f"; did you mean {meant} under [{homes[meant]}]?" if meant else ""
