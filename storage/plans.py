"""The plans a network wrote itself, each version under the house's key; a session keeps the one it was planned with."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mentoring.people import PersonId
from mentoring.plans import Plan, Step
from mentoring.problems import OldButton, Problem
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms

OWN = "own"
"""Where the words of a plan came from when it was written from nothing (P-M18)."""


class PlanMovedOn(Problem):
    """Somebody else has changed this plan meanwhile."""


@dataclass(frozen=True)
class Written:
    """One version of a network's plan. `came_from` is `own`, or the plan (and version) whose words it began with."""

    id: str
    version: int
    plan: Plan
    came_from: str
    by: PersonId | None
    at: datetime
    retired: bool


def named(plan_id: str, version: int) -> str:
    """How a session names the version it was planned with."""
    return f"{plan_id}@{version}"


def is_own(name: str) -> bool:
    """Whether a session's plan is one the network wrote."""
    return "@" in name


async def write(
    tx: Tx,
    plan: Plan,
    *,
    over: tuple[str, int] | None,
    came_from: str,
    by: PersonId,
    now: datetime,
) -> str:
    """Keep a new plan, or the next version `over` one (its id and the version that was changed). Returns its id.

    Raises PlanMovedOn when that is not the newest version any more.
    """
    plan_id, version = over or (new_id(), 0)
    newest = await tx.sql.plans.latest(id=plan_id)
    if (0 if newest is None else newest["version"]) != version:
        raise PlanMovedOn
    row = f"{plan_id}/{version + 1}"
    steps = [{"minutes": step.minutes, "title": step.title, "say": step.say} for step in plan.steps]
    await tx.sql.plans.write(
        id=plan_id,
        version=version + 1,
        name=tx.house_seal("network_plans", "name", row, plan.name),
        steps=tx.house_seal("network_plans", "steps", row, json.dumps(steps)),
        minutes=plan.total,
        came_from=came_from,
        written_by=by,
        written_at=ms(now),
    )
    return plan_id


async def find(tx: Tx, name: str) -> Written | None:
    """The newest version of a plan by its id, or the very one a session names. None for a plan that is shipped."""
    plan_id, _, version = name.partition("@")
    if version:
        row = await tx.sql.plans.one(id=plan_id, version=int(version))
    else:
        row = await tx.sql.plans.latest(id=plan_id)
    return None if row is None else _written(tx, row)


async def live(tx: Tx) -> Sequence[Written]:
    """The newest version of each plan that can be chosen, the oldest plan first."""
    return [_written(tx, row) for row in await tx.sql.plans.live()]


async def one(tx: Tx, plan_id: str) -> Written:
    """A plan that can still be chosen. Raises OldButton."""
    found = await find(tx, plan_id)
    if found is None or found.retired:
        raise OldButton
    return found


async def retire(tx: Tx, plan_id: str, *, now: datetime) -> bool:
    """It is offered to nobody any more; what was planned with it keeps it. False when it was retired before."""
    return bool(await tx.sql.plans.retire(id=plan_id, now=ms(now)))


async def circles_by(tx: Tx, plan_id: str) -> int:
    """How many circles meet by it."""
    return int(await tx.sql.plans.met_by(id=plan_id))


async def meet_by(tx: Tx, circle_id: str, plan_id: str) -> None:
    """From the next session that is planned on, the circle meets by this plan."""
    await tx.sql.plans.meet_by(circle_id=circle_id, plan=plan_id)


def _written(tx: Tx, row: sqlite3.Row) -> Written:
    place = f"{row['id']}/{row['version']}"
    steps = json.loads(tx.house_open("network_plans", "steps", place, row["steps"]))
    name = tx.house_open("network_plans", "name", place, row["name"])
    plan = Plan(named(row["id"], row["version"]), name, row["minutes"], tuple(Step(**step) for step in steps))
    return Written(
        id=row["id"],
        version=row["version"],
        plan=plan,
        came_from=row["came_from"],
        by=row["written_by"],
        at=instant(row["written_at"]),
        retired=row["retired_at"] is not None,
    )
