"""What the bot writes down about its own work: never anyone's words, names or numbers, and never the token."""

import logging
import os
import re
import secrets
import sys
import threading
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from io import TextIOWrapper
from logging.handlers import WatchedFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO, cast

import structlog
from structlog.typing import EventDict, Processor

from bot.config import Logs, Secret

QUIET = (
    "httpx",
    "httpcore",
    "telegram",
    "telegram.ext",
    "aiohttp.access",
    "aiosqlite",  # at DEBUG it prints every value of every row
    "alembic",
    "apscheduler",
    "asyncio",
    "sqlalchemy",
)
TOKEN = re.compile(r"\d{6,}(?::|%3[aA])[A-Za-z0-9_-]{30,}")
HIDDEN = "[hidden]"
UNMISTAKABLE = "23456789ACDEFHJKMNPQRTVWXYZ"
"""Signs that nobody confuses when a reference is read out on the telephone."""
MOST_ITEMS = 20
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def trouble_reference() -> str:
    """A short reference such as 7K3-QD, told to a person and written into the log, so that the two can be joined."""
    signs = [secrets.choice(UNMISTAKABLE) for _ in range(5)]
    return f"{''.join(signs[:3])}-{''.join(signs[3:])}"


def start(settings: Logs, *, hide: Iterable[Secret | None] = (), to: TextIO | None = None) -> None:
    """Send every log of the process through one careful door: to `settings.file`, else to `to`, else to stderr.

    `hide` are words that must not appear whatever their form. Starting again replaces the door.
    """
    words = [secret.reveal() for secret in hide if secret is not None]
    handler, on_terminal = _door(settings.file, to or sys.stderr)
    handler.setFormatter(_formatter(on_terminal, words))
    root = logging.getLogger()
    for old in [each for each in root.handlers if getattr(each, "is_the_door", False)]:
        root.removeHandler(old)
        old.close()
    handler.is_the_door = True  # type: ignore[attr-defined] # how starting again finds it
    root.addHandler(handler)
    root.setLevel(settings.level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # the standard library prints message and arguments of a record it cannot format: words, to stderr
    logging.raiseExceptions = False
    _own_loggers()


def _door(file: Path | None, stream: TextIO) -> tuple[logging.Handler, bool]:
    if file is None:
        return logging.StreamHandler(stream), stream.isatty()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return _OwnFile(file, encoding="utf-8"), False


class _OwnFile(WatchedFileHandler):
    """A file for nobody else's eyes, made anew when it was moved away. Whoever logs never hears that it is gone."""

    def _open(self) -> TextIOWrapper:
        os.close(os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        return super()._open()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            super().emit(record)
        except OSError:
            self.handleError(record)


def _own_loggers() -> None:
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _formatter(on_terminal: bool, words: list[str]) -> logging.Formatter:
    pretty = structlog.dev.ConsoleRenderer(colors=True, exception_formatter=structlog.dev.plain_traceback)
    chain: list[Processor] = [
        without_arguments,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        frames_only,
        plain_values,
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        cast(Processor, pretty if on_terminal else structlog.processors.JSONRenderer()),
    ]
    return _LastLook(words, processors=chain, pass_foreign_args=True, use_get_message=False)


class _LastLook(structlog.stdlib.ProcessorFormatter):
    """Whatever the line holds, no token leaves."""

    def __init__(self, words: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._words = words

    def format(self, record: logging.LogRecord) -> str:
        try:
            line = super().format(record)
        except Exception as failed:
            line = f'{{"event": "a log line could not be written", "exception": "{type(failed).__name__}"}}'
        for word in self._words:
            line = line.replace(word, HIDDEN)
        return TOKEN.sub(HIDDEN, line)


def without_arguments(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Other people's log calls keep their template and numbers; texts and objects in them are told by type only.

    Only the first line of a ready-made message is kept: asyncio puts exceptions, with their words, on the next ones.
    """
    if event["_from_structlog"]:
        return event
    message = event["_record"].msg
    arguments = event.pop("positional_args", None)
    if isinstance(message, BaseException):
        event["event"] = type(message).__name__
        return event
    template = str(message).partition("\n")[0]
    event["event"] = _filled(template, arguments) if arguments else template
    return event


def _filled(template: str, arguments: Any) -> str:
    careful: Any
    if isinstance(arguments, Mapping):
        careful = {key: _by_type(value) for key, value in arguments.items()}
    else:
        careful = tuple(_by_type(value) for value in arguments)
    try:
        return str(template % careful)
    except (TypeError, ValueError, KeyError):
        return template


class _Unsaid:
    def __init__(self, value: object) -> None:
        self._kind = type(value).__name__

    def __repr__(self) -> str:
        return f"<{self._kind}>"


def _by_type(value: object) -> object:
    return value if isinstance(value, (bool, int, float)) else _Unsaid(value)


def frames_only(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """An exception becomes its type and the places it passed: never its message or variables, which may hold words."""
    given = event.pop("exc_info", None)
    event.pop("stack_info", None)
    raised = sys.exc_info()[1] if given is True else given
    if isinstance(raised, tuple):
        raised = raised[1]
    if isinstance(raised, BaseException):
        event["exception"] = _line_of_causes(raised)
        event["frames"] = _frames(raised.__traceback__)
    return event


def _line_of_causes(raised: BaseException) -> str:
    names: list[str] = []
    seen: set[int] = set()
    at: BaseException | None = raised
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        inner = at.exceptions if isinstance(at, BaseExceptionGroup) else ()
        names.append(type(at).__name__ + (f"({', '.join(map(_line_of_causes, inner))})" if inner else ""))
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return " from ".join(names)


def _frames(at: TracebackType | None) -> list[str]:
    places: list[str] = []
    while at is not None:
        code = at.tb_frame.f_code
        places.append(f"{_short(code.co_filename)}:{at.tb_lineno}:{code.co_name}")
        at = at.tb_next
    return places[-MOST_ITEMS:]


def _short(file: str) -> str:
    return "/".join(Path(file).parts[-3:])


def plain_values(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Only plain values are told: an update, a message, a row or bytes is named by its type. No line can be forged."""
    for key, value in event.items():
        if not key.startswith("_"):
            event[key] = _plain(value)
    return event


def _plain(value: object) -> object:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return _INVISIBLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", str(value))
    if isinstance(value, (date, datetime, Path)):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)) and not hasattr(value, "_fields"):
        return [_plain(each) for each in list(value)[:MOST_ITEMS]]
    return f"<{type(value).__name__}>"


def catch_the_uncaught() -> None:
    """Once, by the process itself: troubles that nobody caught are told by type and place only, too."""
    log = logging.getLogger("bot.uncaught")

    def uncaught(kind: type[BaseException], raised: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            log.critical("stopped by an unexpected trouble", exc_info=(kind, raised, trace))

    def in_thread(args: threading.ExceptHookArgs) -> None:
        log.error("a thread ended in an unexpected trouble", exc_info=args.exc_value)

    def unraisable(args: Any) -> None:
        log.error("a trouble that could not be raised", exc_info=args.exc_value)

    sys.excepthook = uncaught
    threading.excepthook = in_thread
    sys.unraisablehook = unraisable
