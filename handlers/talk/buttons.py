"""Buttons: small typed values that fit 64 bytes, checked when built and read back when pressed."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, fields
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

from telegram import Update
from telegram.ext import CallbackQueryHandler

from handlers.talk.words import Words

MOST_BYTES = 64
MOST_LETTERS = 24
T = TypeVar("T")

PREFIXES: dict[str, type["Button"]] = {}


class ButtonTooLong(ValueError):
    """A button's value would not fit Telegram's 64 bytes, or its words our 24 letters: our fault, met in tests."""


@dataclass_transform(frozen_default=True)
class Button:
    """A tap with a meaning: `class AskForSeat(Button, prefix="seat", label="ask-for-seat")`.

    Fields are ids (str), numbers (int) or bools, never names. Who taps, and whether they still may, is checked when
    pressed. `label` is the words key; `named("other-key", hole=…)` shows other words on the same button. Every button
    is a dataclass without saying so. There are five hundred: what dataclass would write anew for each (4 KB, for as
    long as we run) is written once below.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    prefix: ClassVar[str] = ""
    label: ClassVar[str] = ""

    def __init_subclass__(cls, *, prefix: str = "", label: str = "", **rest: Any) -> None:
        super().__init_subclass__(**rest)
        cls.__doc__ = cls.__doc__ or cls.__name__  # or dataclass would work a signature out, at every start
        dataclass(init=False, eq=False, repr=False)(cls)
        if not prefix:
            return
        known = PREFIXES.get(prefix)
        if known is not None and known.__qualname__ != cls.__qualname__:
            raise ValueError(f"two buttons share the prefix {prefix}")
        cls.prefix, cls.label = prefix, label
        PREFIXES[prefix] = cls

    def __init__(self, *given: Any, **named: Any) -> None:
        mine = fields(self)
        values = {each.name: each.default for each in mine if each.default is not MISSING}
        values |= dict(zip((each.name for each in mine), given, strict=False)) | named
        if len(given) > len(mine) or values.keys() != {each.name for each in mine}:
            raise TypeError(f"{type(self).__qualname__} takes {', '.join(each.name for each in mine)}")
        vars(self).update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(name)

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(name)

    def data(self) -> str:
        """What travels to Telegram and back. Raises ButtonTooLong."""
        data = ":".join([self.prefix, *map(_write, self._values())])
        if len(data.encode()) > MOST_BYTES:
            raise ButtonTooLong(data)
        return data

    @classmethod
    def read(cls, data: str) -> Self:
        """The value again. Raises ValueError when the data is not of this button (forged, or of an older version)."""
        prefix, *parts = data.split(":")
        mine = fields(cls)
        if prefix != cls.prefix or len(parts) != len(mine):
            raise ValueError("not this button")
        return cls(**{f.name: _read(f.type, part) for f, part in zip(mine, parts, strict=True)})

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other._values() == self._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}{self._values()}"

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))

    def named(self, key: str, **holes: Any) -> "Labelled":
        """The same button under other words."""
        return Labelled(self, key, holes)

    def shown(self, words: Words) -> dict[str, str]:
        """As Telegram takes it."""
        return {"text": fitting(words.label(self.label)), "callback_data": self.data()}

    @classmethod
    def handler(cls, answer: Callable[[Update, Any], Coroutine[Any, Any, None]]) -> "Tapped":
        """Route presses of this button to `answer(update, turn)`."""
        return Tapped(answer, cls.prefix)


class Tapped(CallbackQueryHandler[Any, Any]):
    """Answers presses of the buttons with one prefix."""

    def __init__(self, answer: Callable[[Update, Any], Coroutine[Any, Any, None]], prefix: str) -> None:
        super().__init__(answer, pattern=f"^{prefix}(?::|$)")
        self.prefix = prefix


@dataclass(frozen=True)
class Labelled:
    """A button under words of its own."""

    button: Button
    key: str
    holes: dict[str, Any]

    def shown(self, words: Words) -> dict[str, str]:
        return {"text": fitting(words.label(self.key, **self.holes)), "callback_data": self.button.data()}


@dataclass(frozen=True)
class Said:
    """A button that shows a person's or a set's own words (a first name, a time) in place of a key."""

    button: Button
    text: str

    def shown(self, words: Words) -> dict[str, str]:
        return {"text": fitting(self.text), "callback_data": self.button.data()}


@dataclass(frozen=True)
class Link:
    """A button that opens an address."""

    key: str
    url: str

    def shown(self, words: Words) -> dict[str, str]:
        return {"text": fitting(words.label(self.key)), "url": self.url}


Tap = Button | Labelled | Said | Link
Rows = Sequence[Sequence[Tap]]


def keyboard(rows: Rows, words: Words) -> dict[str, Any] | None:
    """Rows of buttons as Telegram's reply_markup."""
    shown = [[tap.shown(words) for tap in row] for row in rows if row]
    return {"inline_keyboard": shown} if shown else None


def fitting(text: str) -> str:
    """Raises ButtonTooLong for words a phone would cut."""
    if len(text) > MOST_LETTERS:
        raise ButtonTooLong(text)
    return text


def in_rows(taps: Sequence[Tap], columns: int = 2) -> list[list[Tap]]:
    """Side by side, `columns` to a row."""
    return [list(taps[i : i + columns]) for i in range(0, len(taps), columns)]


def _write(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    text = str(value)
    if ":" in text:
        raise ValueError("a button's field holds no colon")
    return text


def _read(kind: object, part: str) -> Any:
    if kind in (bool, "bool"):
        return part == "1"
    if kind in (int, "int"):
        return int(part)
    return part
