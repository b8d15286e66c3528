"""Another process of the same account cannot read keys and words out of the bot's memory."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from handlers.copies import pressing

HOUSE = Path(__file__).resolve().parents[2]
TOKEN = "7734215:AAqXr5vT9wLz2kPm8nBd4cFh6jGs1yUeQ3o"
ORDINARY = """
import ctypes, os, sys
for privilege in (19, 21, 38):  # SYS_PTRACE, SYS_ADMIN, PERFMON: what tells root from an ordinary account here
    ctypes.CDLL(None).prctl(24, privilege, 0, 0, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be told so")


def ordinary(*said: str) -> list[str]:
    """Python, as an ordinary account runs it: the same for all the processes here, also where root runs the tests."""
    return [sys.executable, "-c", ORDINARY, *said]


def refused(process: int, file: str) -> bool:
    """Whether another process of this account is kept from this file of /proc."""
    look = f"open('/proc/{process}/{file}', 'rb').close()"
    done = subprocess.run(ordinary("-c", look), capture_output=True, text=True, check=False)
    assert done.returncode == 0 or "PermissionError" in done.stderr, done.stderr
    return done.returncode != 0


@contextmanager
def running(*said: str, until: str) -> Iterator[int]:
    """A process, once it has said this."""
    surroundings = os.environ | {"CIRCLE_TELEGRAM_TOKEN": TOKEN}
    with subprocess.Popen(
        ordinary(*said), cwd=HOUSE, env=surroundings, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        told = ""
        while until not in told and (line := process.stderr.readline()):
            told += line
        assert until in told
        try:
            yield process.pid
        finally:
            process.kill()


def test_a_running_bot_lets_no_neighbour_read_its_memory_or_its_token(tmp_path: Path) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text("[telegram]\napi_base_url = 'http://127.0.0.1:9/bot'\n[web]\nport = 0\n")

    with running("-m", "bot", "run", f"--config={settings}", until="telegram-unreachable") as bot:
        assert refused(bot, "mem")
        assert refused(bot, "environ")
    asleep = "import sys; print('here', file=sys.stderr, flush=True); sys.stdin.read()"
    with running("-c", asleep, until="here") as anybody:
        assert not refused(anybody, "environ")


@pytest.mark.parametrize("script", sorted(pressing.SCRIPTS.values()))
def test_whatever_presses_a_page_into_a_file_lets_no_neighbour_read_it(script: str) -> None:
    waiting = (
        "import runpy, sys, json; json.load = lambda _: (print('here', file=sys.stderr, flush=True), sys.stdin.read());"
        f"runpy.run_path({str(pressing.PRESS / script)!r}, run_name='__main__')"
    )
    with running("-c", waiting, until="here") as press:
        assert refused(press, "mem")
        assert refused(press, "environ")
