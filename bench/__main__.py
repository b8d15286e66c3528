"""`python -m bench`: every goal of the house as a ratio, ours and its peers run in the same minutes.

`python -m bench s1 s3` runs those alone; `--quick` only shows that everything works; `--peers` leaves our bot out.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bench import broadcasts, circles, idle, safe_space, throughput
from bench.driving import ROOT, BotSilent
from bench.figures import FULL, QUICK, Line, Scale
from bench.ours import OurPages
from bench.seed import NoPages

GOALS = ("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s11", "c1", "c2", "c3", "v1", "v2", "v3")
RESULTS = ROOT / "bench" / "results"


def main(arguments: list[str]) -> int:
    """Measures, prints, writes bench/results/. Returns 1 when a goal was missed, 0 otherwise."""
    asked = _parser().parse_args(arguments)
    goals = asked.goals or list(GOALS)
    scale = QUICK if asked.quick else FULL
    with tempfile.TemporaryDirectory(prefix="circle-bench-") as folder:
        lines = measure(goals, scale, Path(folder), with_ours=not asked.peers)
    if asked.quick:
        lines = [replace(line, met=None) for line in lines]
    _show(lines)
    _keep(lines, goals, quick=asked.quick)
    return 1 if any(line.met is False for line in lines) else 0


def measure(goals: list[str], scale: Scale, folder: Path, *, with_ours: bool) -> list[Line]:
    """Every line of the goals asked for. `folder` takes what the bots write."""
    ours = OurPages(members=throughput.people_needed(scale)) if with_ours else None
    groups: dict[tuple[str, ...], Callable[[], list[Line]]] = {
        ("s1", "s2", "s8", "s11"): lambda: throughput.measure(goals, scale, folder, ours),
        ("v1",): lambda: [
            replace(line, goal_id=line.goal_id and "V1") for line in _sealing(scale, folder / "v1", ours)
        ],
        ("v2", "v3"): lambda: safe_space.measure(goals, scale, folder, with_ours=with_ours),
        ("s5", "s7"): lambda: idle.measure(goals, scale, folder, with_ours=with_ours),
        ("s3", "s4", "s6"): lambda: broadcasts.measure(goals, scale, folder, with_ours=with_ours),
        ("c1", "c2", "c3"): lambda: circles.measure(goals, scale, folder, with_ours=with_ours),
    }
    lines: list[Line] = []
    for group, measuring in groups.items():
        if asked := set(group) & set(goals):
            lines += _or_why_not(sorted(asked), measuring)
    return lines


def _sealing(scale: Scale, folder: Path, ours: OurPages | None) -> list[Line]:
    """What sealing adds to a turn is S8, under the name it has in the safe space."""
    return throughput.measure(["s8"], scale, folder, ours)


def _or_why_not(asked: list[str], measuring: Callable[[], list[Line]]) -> list[Line]:
    """One group that cannot run is a goal missed, and no reason to measure nothing else."""
    try:
        return measuring()
    except (BotSilent, NoPages, throughput.NotLocked) as reason:
        return [Line(" ".join(asked).upper(), "could not be measured", str(reason).strip()[-600:], "", False)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("goals", nargs="*", type=str.lower, choices=[[], *GOALS], help="which goals; all by default")
    parser.add_argument("--quick", action="store_true", help="tiny counts: shows that it works, measures nothing")
    parser.add_argument("--peers", action="store_true", help="only the bots we compare with")
    return parser


def _show(lines: list[Line]) -> None:
    table = Table("Goal", "What", "Measured", "Goal", "Met?", title="Ratios of medians, with the range over the rounds")
    for line in lines:
        met = {True: "yes", False: "NO", None: ""}[line.met]
        table.add_row(line.goal_id, line.what, escape(line.measured), line.goal, met)
    Console(width=None if sys.stdout.isatty() else 140).print(table)


def _keep(lines: list[Line], goals: list[str], *, quick: bool) -> None:
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    found = {"at": now.isoformat(), "goals": goals, "quick": quick, "lines": [line.as_json() for line in lines]}
    (RESULTS / f"{now:%Y%m%d-%H%M%S}.json").write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
