"""A setting that nothing reads misleads whoever sets it: every key of the settings is read by the bot at work."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import get_type_hints

import pytest

from bot.config import Config, keys_of

ROOT = Path(__file__).resolve().parents[2]
HOW_A_KEY_IS_READ = """
as `….network.name`, or as `network.name` where `network` is a parameter with the table's class or a name that was given
`….network` in the same file. Is it read in another way? Then teach this test that way."""


def unread(config: type, trees: Iterable[ast.Module]) -> set[str]:
    """Keys ("[web] port") that none of these files reads. What only fills another key at load counts with that one."""
    found = {key for tree in trees for key in _read(config, tree)}
    return {
        f"[{table}] {key}"
        for table, shape in get_type_hints(config).items()
        for key in keys_of(shape)
        if not {(table, key), (table, _fills(shape, key))} & found
    }


def _fills(shape: type, key: str) -> str:
    """A key that names a file of one secret is done with once the secret is read: webhook_secret_file."""
    filled = key.removesuffix("_file")
    return filled if filled in {each.name for each in fields(shape)} else key


def _read(config: type, tree: ast.Module) -> Iterator[tuple[str, str]]:
    tables = {table: shape.__name__ for table, shape in get_type_hints(config).items()}
    stands_for = dict(_names(tables, tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            whole = node.value
            if isinstance(whole, ast.Attribute) and whole.attr in tables:
                yield whole.attr, node.attr
            elif (name := _called(whole)) in stands_for:
                yield stands_for[name], node.attr


def _names(tables: dict[str, str], tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What stands for a table in this file: `network = turn.house.settings.network`, `def start(settings: Logs)`."""
    by_class = {shape: table for table, shape in tables.items()}
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.annotation is not None:
            for word in re.findall(r"\w+", ast.unparse(node.annotation)):
                if word in by_class:
                    yield node.arg, by_class[word]
        for name, given in _bound(node):
            if isinstance(given, ast.Attribute) and given.attr in tables:
                yield _called(name), given.attr


def _called(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _bound(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.NamedExpr | ast.AnnAssign) and node.value is not None:
        yield node.target, node.value
    if isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                yield from zip(target.elts, node.value.elts, strict=False)
            else:
                yield target, node.value


@cache
def at_work() -> tuple[ast.Module, ...]:
    files = [file for room in ("bot", "handlers") for file in sorted((ROOT / room).rglob("*.py"))]
    return tuple(ast.parse(file.read_text("utf-8")) for file in files if ROOT / "bot" / "config" not in file.parents)


def test_every_key_is_read_by_the_bot_at_work() -> None:
    assert unread(Config, at_work()) == set(), (
        f"read by nobody outside bot/config/. A key is seen to be read{HOW_A_KEY_IS_READ}"
    )


@dataclass(frozen=True)
class Circles:
    seats: int = 6
    min_to_run: int = 4
    max_minutes: int = 90


@dataclass(frozen=True)
class QuietHours:
    start: str = "21:00"
    until: str = "08:00"


@dataclass(frozen=True)
class Limits:
    opportunities_a_week: int = 2


@dataclass(frozen=True)
class AsItWas(Config):
    """With the tables that were once checked with care, carried about, and asked by nobody."""

    circles: Circles = Circles()
    quiet_hours: QuietHours = QuietHours()
    limits: Limits = Limits()


def test_keys_that_are_checked_and_carried_about_but_never_asked_are_found() -> None:
    carried = ast.parse(
        "made = replace(made, circles=config.circles, quiet_hours=config.quiet_hours, limits=config.limits)"
    )

    assert unread(AsItWas, [*at_work(), carried]) == {
        "[circles] seats",
        "[circles] min_to_run",
        "[circles] max_minutes",
        "[quiet_hours] start",
        "[quiet_hours] until",
        "[limits] opportunities_a_week",
    }


@pytest.mark.parametrize(
    "source",
    [
        "turn.house.settings.limits.opportunities_a_week",
        "limits = config.limits\nlimits.opportunities_a_week",
        "ours, wire = running.config.limits, running.wire\nours.opportunities_a_week",
        "def most(settings: Limits) -> int:\n    return settings.opportunities_a_week",
        "def most(settings: 'shape.Limits | None') -> int:\n    return settings.opportunities_a_week",
        "self._ours = config.limits\nself._ours.opportunities_a_week",
        "print((ours := config.limits).opportunities_a_week, ours.opportunities_a_week)",
        "ours: Any = config.limits\nf'{ours.opportunities_a_week} a week'",
    ],
)
def test_every_way_of_asking_is_seen(source: str) -> None:
    assert "[limits] opportunities_a_week" not in unread(AsItWas, [ast.parse(source)])


@pytest.mark.parametrize(
    "source",
    [
        "limits.opportunities_a_week",
        "config.limits",
        "config.limits.opportunities_a_week = 3",
        "config.network.opportunities_a_week",
        "opportunities_a_week = 2",
    ],
)
def test_what_only_looks_like_asking_is_not_taken_for_it(source: str) -> None:
    assert "[limits] opportunities_a_week" in unread(AsItWas, [ast.parse(source)])


def test_a_file_that_only_brings_a_secret_counts_with_the_secret() -> None:
    asked = "config.telegram.webhook_secret"

    assert "[telegram] webhook_secret_file" in unread(Config, [])
    assert "[telegram] webhook_secret_file" not in unread(Config, [ast.parse(asked)])
