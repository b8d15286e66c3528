"""The house itself: every tap is answered, every letter can be worded, every command is real, no room is too big."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from telegram import CallbackQuery, Update, User
from telegram.ext import CallbackQueryHandler

from bot import features
from handlers.talk.buttons import PREFIXES

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("bot", "handlers", "storage", "mentoring")
SOURCES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
NAMES_THAT_TELL_NOTHING = {"utils", "util", "common", "helpers", "misc", "manager", "base"}


def trees() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES]


def answered(prefix: str) -> bool:
    query = CallbackQuery("1", User(1, "x", is_bot=False), "1", data=f"{prefix}:x")
    update = Update(1, callback_query=query)
    taps = (handler for handler in features.HANDLERS if isinstance(handler, CallbackQueryHandler))
    return any(handler.check_update(update) for handler in taps)


def test_every_button_is_answered_by_somebody() -> None:
    assert [prefix for prefix in sorted(PREFIXES) if not answered(prefix)] == []


def kinds_named_in(tree: ast.Module) -> list[str]:
    """The kinds of letter a file owes by name: turn.write_to(person, "kind"), letters.owe(tx, kind="kind")."""
    found: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("write_to", "write_to_group"):
                found += node.args[1:2]
            elif node.func.attr == "owe":
                found += [keyword.value for keyword in node.keywords if keyword.arg == "kind"]
    return [str(expr.value) for expr in found if isinstance(expr, ast.Constant)]


def test_every_letter_that_is_owed_can_be_worded() -> None:
    owed = [(str(path.relative_to(ROOT)), kind) for path, tree in trees() for kind in kinds_named_in(tree)]
    assert len(owed) > 20
    assert [(path, kind) for path, kind in owed if kind not in features.KINDS] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_past_300_lines_becomes_a_package(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    assert path.stem not in NAMES_THAT_TELL_NOTHING


def test_every_module_says_what_it_is() -> None:
    silent = [path for path, tree in trees() if not ast.get_docstring(tree)]
    assert [str(path.relative_to(ROOT)) for path in silent] == []


def test_no_error_is_swallowed_without_a_word() -> None:
    swallowed = re.compile(r"except( Exception| BaseException)?:\s*\n\s+pass\b")
    assert [str(path) for path in SOURCES if swallowed.search(path.read_text(encoding="utf-8"))] == []


def test_every_suppression_carries_its_reason() -> None:
    bare = re.compile(r"#\s*(noqa(: [A-Z0-9, ]+)?|type: ignore(\[[\w, -]+\])?|pragma: no cover)\s*$", re.MULTILINE)
    every = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
    assert [str(path.relative_to(ROOT)) for path in every if bare.search(path.read_text(encoding="utf-8"))] == []


def readme_commands() -> list[str]:
    blocks = re.findall(r"```\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


@pytest.mark.parametrize("command", readme_commands())
def test_each_command_of_the_readme_exists(command: str) -> None:
    words = command.split()
    if words[0] == "make":
        assert re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    else:
        assert words[:3] == [".venv/bin/python", "-m", "bot"]
        done = subprocess.run(
            [sys.executable, "-m", "bot", words[3], "--help"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert all(option in done.stdout for option in words[4:] if option.startswith("--"))


def test_each_picture_and_page_the_readme_points_to_is_there() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} points to {target}"
