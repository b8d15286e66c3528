"""The bot reaches nobody but Telegram: no employer, no police, no third party (H-16)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

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
REACHES = frozenset(
    {
        "open_connection", "open_unix_connection", "create_connection", "create_datagram_endpoint", "sock_connect",
        "create_subprocess_exec", "create_subprocess_shell", "subprocess_exec", "subprocess_shell", "system", "popen",
        "posix_spawn", "posix_spawnp", "spawnl", "spawnle", "spawnlp", "spawnlpe", "spawnv", "spawnve", "spawnvp",
        "spawnvpe", "execl", "execle", "execlp", "execlpe", "execv", "execve", "execvp", "execvpe", "startfile",
        "HTTPXRequest", "CDLL", "import_module", "__import__", "eval", "exec", "urlopen", "ClientSession", "start_tls",
    }
)  # fmt: skip
"""What reaches past this process, or hides from a reader what does, by the last part of its name."""
MAY_REACH: dict[tuple[str, str], str] = {
    ("bot/wire.py", "ClientSession"): "the one line to Telegram",
    ("bot/doctor/road.py", "ClientSession"): "looks whether Telegram can be reached",
    ("bot/lean.py", "execv"): "begins ourselves anew, in less room",
    ("bot/unseen.py", "CDLL"): "asks the system to keep our memory to ourselves",
    ("bot/keeping/accepting.py", "import_module"): "our own features, by a fixed name",
    ("handlers/picture/easel.py", "create_subprocess_exec"): "our own drawing script: this test reads it as well",
    ("handlers/copies/pressing.py", "create_subprocess_exec"): "our own file scripts: this test reads them as well",
    ("handlers/copies/press/in_word.py", "CDLL"): "keeps its memory to itself",
    ("handlers/copies/press/in_pdf.py", "CDLL"): "keeps its memory to itself",
}
"""Where such a name may stand, and why."""
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


def reaching(module: ast.Module) -> Iterator[str]:
    """Every name in REACHES that a file uses: called or not, imported, or asked for as a text."""
    for node in ast.walk(module):
        named = [node.attr] if isinstance(node, ast.Attribute) else []
        named += [node.id] if isinstance(node, ast.Name) else []
        named += [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
            named += [str(given.value) for given in node.args if isinstance(given, ast.Constant)]
        yield from REACHES.intersection(named)


def test_nothing_reaches_past_this_process_but_what_is_named_here_with_its_reason() -> None:
    found = {(name, what) for name, tree in sources() for what in reaching(tree)}
    assert found == set(MAY_REACH)


@pytest.mark.parametrize(
    "line",
    [
        "await asyncio.open_connection('a', 25)",
        "os.system('mail')",
        "send = os.popen",
        "from os import popen as p",
        "HTTPXRequest()",
        "from telegram.request import HTTPXRequest as Other",
        "loop.create_connection(Protocol, 'a', 25)",
        "getattr(os, 'system')('mail')",
        "asyncio.create_subprocess_shell('mail')",
        "aiohttp.ClientSession()",
        "__import__('smtplib')",
    ],
)
def test_a_way_out_would_be_seen(line: str) -> None:
    module = ast.parse(f"async def act():\n    {line}")
    assert list(reaching(module))


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
