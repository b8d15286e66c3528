"""Two hundred circles that meet at the same minute: is everybody told in time, and does nobody else wait for it?

C1 to C3. Ten minutes before the start every member and every helper is written to; in the same minute every circle's
group hears of its session in two days. The server enforces thirty messages a second on a sliding window, round trip
40 ms, and one person asks each second.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from bench import seed
from bench.broadcasts import idle_answers, watch
from bench.crowd import Found
from bench.driving import running
from bench.figures import SLOT, Line, Scale, p95
from bench.limits import Counting
from bench.ours import OurBroadcast
from mentoring.circles import GUIDES_NEEDED, MOST_SEATS
from mentoring.people import PersonId
from mentoring.sessions import GATHERING_OPENS

_HELPERS = GUIDES_NEEDED + 1
_GROUP_AT_MOST = 20
MINUTE = timedelta(minutes=1)


class OurCircles(OurBroadcast):
    """A house of so many circles, each with six members, two guides and an observer of its own."""

    def __init__(self, circles: int, wait_seconds: float) -> None:
        super().__init__(circles * (MOST_SEATS + _HELPERS), wait_seconds)
        self.circles = circles

    @property
    def letters(self) -> int:
        """To each member and helper one, and one to each group."""
        return self.circles * (MOST_SEATS + _HELPERS + 1)

    async def owe(self, house: seed.House, askers: list[PersonId], audience: list[PersonId]) -> None:
        """All of them meet at the same minute."""
        starts = _whole_minute(house.now + timedelta(seconds=self._wait_seconds)) + GATHERING_OPENS
        each = MOST_SEATS + _HELPERS
        for number in range(self.circles):
            people = audience[number * each : (number + 1) * each]
            await seed.circle(house, number, people[:MOST_SEATS], people[MOST_SEATS:], starts)


def _whole_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0) + MINUTE


def measure(goals: Sequence[str], scale: Scale, folder: Path, *, with_ours: bool) -> list[Line]:
    """C1, C2 and C3, those asked for."""
    if not with_ours:
        return []
    starter = OurCircles(scale.circles, wait_seconds=scale.idle_seconds + 10)
    with running(starter, folder / "circles", round_trip_ms=40.0, counting=Counting.SLIDING) as bot:
        idle = idle_answers(bot, scale)
        found = watch(bot, starter.letters)
    return [line for line in _lines(starter, idle, found) if line.goal_id.lower() in goals]


def _lines(starter: OurCircles, idle: Found, found: Found) -> list[Line]:
    """C1: all are told, once, before the start. C2: the busiest group's minute. C3: what it adds to a reply's p95."""
    window, took = GATHERING_OPENS.total_seconds(), found["seconds"]
    whole = found["reached"] == starter.letters and not found["twice"] and not found["too_many"]
    added = (p95(found["waits"]) - p95(idle["waits"])) / SLOT
    told = f"{took / window:.2f} of the window, {found['reached']} of {starter.letters}, {found['too_many']} × 429"
    what = f"{starter.circles} circles at the same minute: reminders out before the start"
    busiest = found.get("busiest_group", 0)
    return [
        Line("C1", what, told, "≤ 1", took <= window and whole, {"seconds": took, "reached": found["reached"]}),
        Line("C2", "the busiest group's minute", f"{busiest} messages", "≤ 20", busiest <= _GROUP_AT_MOST),
        Line(
            "C3",
            "what they add to a reply's p95",
            f"{added:.2f} slots ({len(found['waits'])} asked)",
            "≤ 1.2",
            added <= 1.2 and not found["unanswered"],
            {"added_slots": added, "idle_p95": p95(idle["waits"]), "during_p95": p95(found["waits"])},
        ),
    ]
