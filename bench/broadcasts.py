"""A broadcast beside people who ask: S3, S4 and S6, against servers that enforce thirty messages a second.

Two servers, because there are two ways to count: a sliding window, and a token bucket that lets a burst through.
Round trip 40 ms. One person asks each second; the same bot answers them before the broadcast (idle) and during it.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from bench.crowd import Found
from bench.driving import PTB_BROADCAST, Running, running
from bench.figures import SLOT, Line, Scale, p95
from bench.limits import Counting
from bench.ours import OurBroadcast, OurReminders

_ROUND_TRIP_MS = 40.0
_SERVERS = (Counting.SLIDING, Counting.BUCKET)
_ASKERS_FIRST = 5_000_000
_ASKERS = 20
_AUDIENCE_FIRST = 7_000_000


def measure(goals: Sequence[str], scale: Scale, folder: Path, *, with_ours: bool) -> list[Line]:
    """S3, S4, S6, those asked for, and a stock AIORateLimiter broadcast to compare with."""
    lines: list[Line] = []
    for counting in _SERVERS:
        if {"s3", "s4"} & set(goals):
            lines += _broadcast(goals, scale, folder, counting, with_ours=with_ours)
    if with_ours and "s6" in goals:
        lines.append(_reminders(scale, folder))
    return lines


def _broadcast(goals: Sequence[str], scale: Scale, folder: Path, counting: Counting, *, with_ours: bool) -> list[Line]:
    lines: list[Line] = []
    if with_ours:
        starter = OurBroadcast(scale.audience, wait_seconds=scale.idle_seconds + 10)
        with running(starter, folder / f"broadcast-{counting}", round_trip_ms=_ROUND_TRIP_MS, counting=counting) as bot:
            idle = idle_answers(bot, scale)
            found = watch(bot, scale.audience)
        lines += [line for line in _ours(counting, scale, idle, found) if line.goal_id.lower() in goals]
    if find_spec("aiolimiter"):
        lines.append(_peer(scale, folder, counting))
    else:
        lines.append(Line("", f"AIORateLimiter broadcast, {counting} server", "not run: aiolimiter is not installed"))
    return lines


def idle_answers(bot: Running, scale: Scale) -> Found:
    """Four people a second ask while nothing else goes on."""
    return bot.stub.order(
        "open",
        first=_ASKERS_FIRST,
        people=_ASKERS,
        rate=4.0,
        seconds=scale.idle_seconds,
        text_bytes=20,
        patience=10.0,
    )


def watch(bot: Running, letters: int) -> Found:
    """One person a second asks while `letters` go out unasked."""
    return bot.stub.order(
        "letters",
        letters=letters,
        first=_ASKERS_FIRST,
        people=_ASKERS,
        rate=1.0,
        text_bytes=20,
        patience=60.0 + letters / 15,
    )


def _ours(counting: Counting, scale: Scale, idle: Found, found: Found) -> list[Line]:
    """S3: messages accepted from the first to the last of the broadcast (its own and the answers beside it), over
    thirty a second; not met when anything met a 429, missed somebody or came twice.
    S4: p95 of an answer during the broadcast, less p95 of the same bot before it, in slots of 1/30 s.
    """
    share, alone = _share(found), _share_alone(found, scale.audience)
    whole = found["reached"] == scale.audience and not found["twice"]
    added = (p95(found["waits"]) - p95(idle["waits"])) / SLOT
    told = f"{share:.1%} ({alone:.1%} without the answers), {found['too_many']} × 429, {found['reached']} reached"
    figures = {"share": share, "alone": alone, "too_many": found["too_many"], "reached": found["reached"]}
    met = share >= 0.95 and not found["too_many"] and whole
    what = f"broadcast to {scale.audience}, share of the limit, {counting} server"
    return [
        Line("S3", what, told, "≥ 95 %", met, figures),
        Line(
            "S4",
            f"what it adds to a reply's p95, {counting} server",
            f"{added:.2f} slots ({len(found['waits'])} asked)",
            "≤ 1.2",
            added <= 1.2 and not found["unanswered"],
            {"added_slots": added, "idle_p95": p95(idle["waits"]), "during_p95": p95(found["waits"])},
        ),
    ]


def _share(found: Found) -> float:
    return found["accepted"] / (found["seconds"] / SLOT) if found["seconds"] else 0.0


def _share_alone(found: Found, audience: int) -> float:
    return min(audience, found["reached"]) / (found["seconds"] / SLOT) if found["seconds"] else 0.0


def _peer(scale: Scale, folder: Path, counting: Counting) -> Line:
    """The same for AIORateLimiter as its wiki shows it, to a smaller audience: its shares do not depend on the size."""
    audience = scale.peer_audience
    with running(PTB_BROADCAST, folder / f"peer-{counting}", round_trip_ms=_ROUND_TRIP_MS, counting=counting) as bot:
        found = bot.stub.order(
            "letters",
            letters=audience,
            start_person=_ASKERS_FIRST - 1,
            start_text=f"/broadcast {_AUDIENCE_FIRST} {audience}",
            first=_ASKERS_FIRST,
            people=_ASKERS,
            rate=1.0,
            text_bytes=20,
            patience=30.0 + audience / 8,
        )
    slow = p95(found["waits"]) / SLOT
    told = (
        f"{_share(found):.1%}, {found['too_many']} × 429, {found['reached']} reached, "
        f"reply p95 {slow:.0f} slots, {found['unanswered']} never answered"
    )
    what = f"AIORateLimiter, gathered, 5 tries, to {audience}, {counting} server"
    return Line("", what, told, figures={key: value for key, value in found.items() if key != "waits"})


def _reminders(scale: Scale, folder: Path) -> Line:
    """S6: p95 of an answer while 1,000 letters that came due in the same second go out, less p95 of the same bot
    before, in slots of 1/30 s; the sliding server.
    """
    starter = OurReminders(scale.due_at_once, wait_seconds=scale.idle_seconds + 10)
    settings = {"round_trip_ms": _ROUND_TRIP_MS}
    with running(starter, folder / "reminders", counting=Counting.SLIDING, round_trip_ms=_ROUND_TRIP_MS) as bot:
        idle, found = idle_answers(bot, scale), watch(bot, scale.due_at_once)
    added = (p95(found["waits"]) - p95(idle["waits"])) / SLOT
    whole = found["reached"] == scale.due_at_once
    told = f"{added:.2f} slots, {found['reached']} reached, {found['too_many']} × 429"
    figures = {**settings, "added_slots": added, "idle_p50": median(idle["waits"]) if idle["waits"] else None}
    what = f"what {scale.due_at_once} letters due in one second add to a reply's p95"
    return Line("S6", what, told, "≤ 1.2", added <= 1.2 and whole and not found["unanswered"], figures)
