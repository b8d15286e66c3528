"""The bot reaches nobody but Telegram: no employer, no police, no third party (H-16)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("bot", "handlers", "storage", "mentoring")
NOT_A_WAY_OUT = "bot/rehearsal/"
"""Telegram's stand-in on this machine: it answers, and calls only the bot's own webhook on loopback."""

CALLS_OUT = re.compile(
    r"^(aiohttp|httpx|requests|urllib3|urllib\.request|http\.client|smtplib|ftplib|poplib|imaplib|telnetlib|xmlrpc"
    r"|socket|ssl|websockets|webbrowser|subprocess|paramiko|boto3|sentry_sdk)\b"
)
MAY: dict[str, str] = {
    "bot/wire.py": "the one line to Telegram",
    "bot/doctor/road.py": "looks whether Telegram can be reached",
    "bot/web.py": "serves; calls nobody",
    "bot/app.py": "serves; calls nobody",
    "bot/serving.py": "serves; calls nobody",
    "bot/features.py": "serves; calls nobody",
    "bot/calendar_feed.py": "serves; calls nobody",
    "bot/picture_page.py": "serves; calls nobody",
}
"""Files that may import what could reach further, and why."""
SERVES = "aiohttp.web"
ADDRESSES = re.compile(r"https?://([^\s\"'/{)]+)")
KNOWN_ADDRESSES = {"api.telegram.org", "t.me", "127.0.0.1:8420", "circle.example.org", ",", "."}
"""Telegram's two, our own, the example's, and two ends of sentences."""


def sources() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(NOT_A_WAY_OUT):
                yield name, ast.parse(path.read_text(encoding="utf-8"))


def imported(module: ast.Module) -> Iterator[str]:
    """Every name a file imports, whole: `from aiohttp import web` is aiohttp.web."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_only_two_files_can_call_anybody_and_both_call_telegram() -> None:
    could = {name: {what for what in imported(tree) if CALLS_OUT.match(what)} for name, tree in sources()}
    found = {name: names for name, names in could.items() if names}
    assert set(found) - set(MAY) == set()
    assert {name for name, names in found.items() if names != {SERVES}} == {"bot/wire.py", "bot/doctor/road.py"}


def test_every_address_written_in_the_code_is_telegrams_or_our_own() -> None:
    written = {
        (name, address)
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for address in ADDRESSES.findall(node.value)
    }
    assert {(name, address) for name, address in written if address not in KNOWN_ADDRESSES} == set()
    assert "api.telegram.org" in {address for _, address in written}
