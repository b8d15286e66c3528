"""Turns what TOML holds (words, numbers) into what a setting is, or says what was expected."""

from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from bot.config.refusal import nearest
from bot.config.secret import Secret


class NotThatKind(Exception):
    """The value is of another kind than the setting; the message never repeats it."""


def kind(hint: Any, value: object) -> Any:
    """`value` as `hint` (str, int, Path, Secret, a Literal of words, or one of them | None, where "" is None)."""
    if NoneType in get_args(hint):
        inner = next(each for each in get_args(hint) if each is not NoneType)
        return None if value == "" else kind(inner, value)
    if get_origin(hint) is Literal:
        return _choice(get_args(hint), value)
    return _KINDS[hint](value)


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise NotThatKind('must be words in quotes, like "this"')
    return value


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise NotThatKind("must be a whole number, without quotes")


def _path(value: object) -> Path:
    text = _words(value)
    if not text.strip() or not text.isprintable():
        raise NotThatKind("must be the path of a file")
    return Path(text).expanduser()


def _choice(choices: tuple[str, ...], value: object) -> str:
    if value in choices:
        return str(value)
    meant = nearest(value, list(choices)) if isinstance(value, str) else None
    listed = " or ".join(f'"{choice}"' for choice in choices)
    raise NotThatKind(f"must be {listed}" + (f'; did you mean "{meant}"?' if meant else ""))


_KINDS: dict[Any, Any] = {str: _words, int: _number, Path: _path, Secret: lambda it: Secret(_words(it))}
