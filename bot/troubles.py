"""Why a command could not do its work: one sentence for the operator, and what to do. Never a traceback."""

import sqlite3
import sys
from collections.abc import Callable

from bot.config import ConfigRefused

FAILED = 1
MISTAKEN = 2
INTERRUPTED = 130

# By name, so that telling of a trouble loads nothing; a class is told by the first of its line that is named here.
SENTENCES = {
    "TokenRefused": "Telegram does not know this token. Ask @BotFather for it again, then run: python -m bot doctor",
    "AlreadyRunning": "This network's bot is already running on this machine. Stop that one first.",
    "NewerSchema": "The database was written by a later version of this software. Install that version or a later one.",
    "DatabaseDamaged": "The database is damaged or empty; nothing was changed. What to do stands in docs/runbook.md.",
    "NoDatabase": "There is no database. A new network: python -m bot init. One that ran before: restore its backup.",
    "ImportError": "A part of this software is missing. Install it again: make run",
}
UNSAFE = (
    "At @BotFather the bot is allowed more than it should be ({}). To see what to turn off, run: python -m bot doctor"
)
TOLD_IN_FULL = (
    "MasterKeyRefused",
    "KeystoreRefused",
    "AlreadyFounded",
    "NameUnknown",
    "BackupRefused",
    "BackupKeyRefused",
    "RestoreRefused",
    "LedgerDamaged",
    "CannotRekey",
)
"""Their messages are one sentence for the operator, and say what to do."""


def sentence(trouble: BaseException) -> str | None:
    """What to tell the operator; None for a trouble nobody foresaw."""
    names = [kind.__name__ for kind in type(trouble).__mro__]
    if any(name in TOLD_IN_FULL for name in names):
        return str(trouble)
    if "UnsafeBot" in names:
        return UNSAFE.format(getattr(trouble, "what", "see doctor"))
    if named := next((SENTENCES[name] for name in names if name in SENTENCES), None):
        return named
    if isinstance(trouble, OSError):
        where = f": {trouble.filename}" if isinstance(trouble.filename, str) else ""
        return f"The system refused{where} ({trouble.strerror or type(trouble).__name__})."
    if isinstance(trouble, sqlite3.Error):
        return "The database cannot be used as it is. To see why, run: python -m bot doctor"
    return None


def say(line: str) -> None:
    """One line to the operator, apart from what a command prints as its result."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def guarded(work: Callable[[], int]) -> int:
    """The exit code of `work`: its own, or 2 for mistaken settings, 1 for other troubles, each told plainly."""
    try:
        return work()
    except KeyboardInterrupt:
        return INTERRUPTED
    except ConfigRefused as refused:
        for mistake in refused.mistakes:
            say(mistake.said(refused.file))
        return MISTAKEN
    except Exception as trouble:  # whatever it is, it is told without a traceback: tracebacks hold people's words
        say(sentence(trouble) or _unforeseen())
        return FAILED


def _unforeseen() -> str:
    import structlog  # noqa: PLC0415 -- only when it is needed: it loads slowly

    from bot.logs import trouble_reference  # noqa: PLC0415 -- as above

    reference = trouble_reference()
    structlog.get_logger("bot").critical("an unforeseen trouble", reference=reference, exc_info=True)
    return f"Something happened that this software did not foresee. Its log tells the place; look for {reference}."
