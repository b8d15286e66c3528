"""What a setting may hold. Each check answers None, or what is wrong in words that never repeat the value."""

import ipaddress
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

Check = Callable[[object], str | None]

SQLITE = "sqlite:///"
LONGEST_LINE = 200


def between(least: int, most: int) -> Check:
    """A whole number from `least` to `most`, both included."""

    def check(value: object) -> str | None:
        if isinstance(value, int) and least <= value <= most:
            return None
        return f"must be from {least} to {most}"

    return check


def not_empty(value: object) -> str | None:
    return None if str(value).strip() else "must not be empty"


def one_line(value: object) -> str | None:
    if not all(sign.isprintable() for sign in str(value)):
        return "must be one line, without invisible signs"
    return None if len(str(value)) <= LONGEST_LINE else f"must be at most {LONGEST_LINE} letters"


def web_address(value: object) -> str | None:
    """Empty, or http(s) with a host. A name or password inside an address would end up in logs: refused."""
    if not value:
        return None
    try:
        parts = urlsplit(str(value))
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        good = False
    if not good or not str(value).isprintable() or " " in str(value):
        return "must be a web address, like https://circle.example.org"
    return "must not hold a name or a password" if "@" in parts.netloc else None


def before_the_token(value: object) -> str | None:
    """A Bot API address, to which the token is appended."""
    if trouble := web_address(value):
        return trouble
    if not urlsplit(str(value)).path.strip("/") or str(value).endswith("/"):
        return "must end where the token follows, like https://api.telegram.org/bot"
    return None


def https_address(value: object) -> str | None:
    if not value or is_loopback(str(value)) or str(value).startswith("https://"):
        return web_address(value)
    return "must begin with https://, since people's words travel over it"


def is_loopback(address: str) -> bool:
    """Whether a web address names this very machine."""
    try:
        host = urlsplit(address).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def backup_key(value: object) -> str | None:
    """Empty, or the public half of an operator's backup key. The private half in its place is refused by name."""
    text = str(value)
    if text.startswith("circle-backup-private"):
        return "must be the public half; take the private one off this machine, and make a new pair"
    if not text or re.fullmatch(r"circle-backup-public-1:[A-Za-z0-9_-]{43}", text):
        return None
    return "must be what `python -m bot backup --new-key` printed: circle-backup-public-1:…"


def sqlite_address(value: object) -> str | None:
    text = str(value)
    if text.lower().startswith(("postgres:", "postgresql:", "postgresql+", "postgres+")):
        return "names PostgreSQL, but this version keeps its memory in SQLite: sqlite:///data/circle.sqlite"
    if not text.startswith(SQLITE) or not text.removeprefix(SQLITE).strip("/"):
        return "must name an SQLite file, like sqlite:///data/circle.sqlite"
    if text.endswith((":memory:", "/")) or any(sign in text for sign in "?#\0"):
        return "must name a plain file, like sqlite:///data/circle.sqlite"
    return None


def sqlite_path(url: str) -> Path:
    """The file: three slashes before a relative path, four before an absolute one."""
    return Path(url.removeprefix(SQLITE))
