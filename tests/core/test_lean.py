"""The bot at work carries neither help pages nor docstrings."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot import lean

HOUSE = Path(lean.__file__).parents[1]


def test_what_is_spared_can_be_imported_afterwards() -> None:
    script = (
        "import sys; from bot.lean import spared\n"
        "with spared():\n"
        "    import structlog, httpx, telegram.ext\n"
        "before = [name in sys.modules for name in ('rich', 'click', 'greenlet', 'aiolimiter')]\n"
        "import rich, click, greenlet, aiolimiter\n"
        "print(before)"
    )
    said = subprocess.run([sys.executable, "-c", script], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert said.stdout == "[False, False, False, False]\n"


@pytest.mark.parametrize(("compiles_anew", "starts_over"), [(False, True), (True, False)])
def test_a_run_starts_over_without_docstrings_where_python_keeps_its_bytecode(
    monkeypatch: pytest.MonkeyPatch, *, compiles_anew: bool, starts_over: bool
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("os.execv", lambda _, said: started.append(said))
    monkeypatch.setattr("sys.dont_write_bytecode", compiles_anew)
    monkeypatch.setattr("sys.orig_argv", ["python", "-X", "dev", "-m", "bot", "run"])
    lean.without_docstrings()
    assert started == (
        [[sys.executable, "-OO", "-X", "no_debug_ranges", "-X", "dev", "-m", "bot", "run"]] if starts_over else []
    )


def test_a_bot_at_work_holds_no_press() -> None:
    """What makes Word files and PDFs is loaded where one is made, and gone with it."""
    script = (
        "import sys, bot.app; print([name for name in ('docx', 'fpdf', 'lxml', 'fontTools') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", script], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"
