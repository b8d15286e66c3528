"""Each circle's own ground rules, version by version, sealed. A circle that never reworded them has no row."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from mentoring.ground_rules import Rule, Rules, RulesMovedOn
from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.instants import instant, ms

FIRST = 1
"""The version every circle starts with: the ten that are shipped."""


@dataclass(frozen=True)
class Agreed:
    """What a circle agreed: its rules, which version they are, and when they were reworded (UTC; None: never)."""

    version: int
    rules: Rules
    at: datetime | None = None


async def of(tx: Tx, circle_id: str, shipped: Rules) -> Agreed:
    """The newest rules of a circle; those `shipped` when it never reworded them."""
    row = await tx.sql.ground_rules.latest(circle_id=circle_id)
    if row is None:
        return Agreed(FIRST, shipped)
    kept = json.loads(tx.house_open("ground_rules", "rules", f"{circle_id}/{row['version']}", row["rules"]))
    return Agreed(row["version"], tuple(Rule(**rule) for rule in kept), instant(row["written_at"]))


async def write(tx: Tx, circle_id: str, rules: Rules, *, over: int, by: PersonId, now: datetime) -> int:
    """Keep the next version over the one that was reworded; returns its number. Raises RulesMovedOn."""
    newest = await tx.sql.ground_rules.latest(circle_id=circle_id)
    if (FIRST if newest is None else newest["version"]) != over:
        raise RulesMovedOn
    version = over + 1
    text = json.dumps([asdict(rule) for rule in rules])
    await tx.sql.ground_rules.write(
        circle_id=circle_id,
        version=version,
        rules=tx.house_seal("ground_rules", "rules", f"{circle_id}/{version}", text),
        written_by=by,
        written_at=ms(now),
    )
    return version
