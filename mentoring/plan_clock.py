"""The plan's clock: it can go on early and be held, and the end stays where it was planned (P-M12)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mentoring.plans import Plan, Step

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Where:
    """The step we are in, counted from 0, and the whole minutes left in it and in all, rounded up.

    `until` is when the step's time is over (UTC), were the plan to run on from now. Past the end it stays at the last
    step with nothing left.
    """

    step: int
    left_in_step: int
    left_in_all: int
    until: datetime


@dataclass(frozen=True)
class Clock:
    """So far into the plan (`at`) the guides were at the instant `since`; `ends` is the planned end. All UTC.

    `paused`: the instant from which the plan is held. Time that a pause or a late start took is taken from what is
    left, from each step its share, so that the closing round is never lost. None of this moves the end.
    """

    plan: Plan
    since: datetime
    ends: datetime
    at: timedelta = timedelta()
    paused: datetime | None = None

    @property
    def total(self) -> timedelta:
        return self.plan.total * MINUTE

    @property
    def hurry(self) -> float:
        """How much faster than written the rest has to go: 1 when there is time enough."""
        left, room = self.total - self.at, self.ends - self.since
        return max(1.0, left / room) if room > timedelta() else 1.0


def reached(clock: Clock, now: datetime) -> timedelta:
    """How far into the plan the guides are. It stands still in a pause, and is at its end once time is up."""
    if now >= clock.ends:
        return clock.total
    gone = max(timedelta(), (clock.paused or now) - clock.since)
    return min(clock.total, clock.at + gone * clock.hurry)


def where(clock: Clock, now: datetime) -> Where:
    """The step, the minutes left in it and in all, rounded up. What is left in all is never held by a pause."""
    in_all = max(timedelta(), clock.ends - now)
    here, step = _step_at(clock, reached(clock, now))
    left = min(in_all, (_ends(clock.plan)[step] - here) / clock.hurry)
    until = min(clock.ends, max(now, clock.since) + round(left / SECOND) * SECOND)
    return Where(step, minutes_left(left), minutes_left(in_all), until)


def _step_at(clock: Clock, here: timedelta) -> tuple[timedelta, int]:
    after = [index for index, end in enumerate(_ends(clock.plan)) if here < end]
    return here, after[0] if after else len(clock.plan.steps) - 1


def _ends(plan: Plan) -> list[timedelta]:
    ends, at = [], timedelta()
    for step in plan.steps:
        at += step.minutes * MINUTE
        ends.append(at)
    return ends


def _whole(left: timedelta) -> int:
    return max(0, -(-left // MINUTE))


def minutes_left(left: timedelta) -> int:
    """Rounded up, but for a share of a second: what is kept is kept to the millisecond."""
    return _whole(round(left / SECOND) * SECOND)


def step_changes(clock: Clock, now: datetime) -> list[tuple[datetime, Step]]:
    """The changes still to come, as (UTC instant, the step that starts then). None while the plan is held."""
    if clock.paused is not None:
        return []
    starts = zip(_ends(clock.plan)[:-1], clock.plan.steps[1:], strict=True)
    due = [(_instant(clock, start), step) for start, step in starts if start > clock.at]
    return [(at, step) for at, step in due if now < at < clock.ends]


def _instant(clock: Clock, start: timedelta) -> datetime:
    """When the plan reaches `start`; a share of a second is rounded up, so that the step has begun by then."""
    after = (start - clock.at) / clock.hurry
    return clock.since + (after if clock.hurry == 1 else -(-after // SECOND) * SECOND)


def go_on(clock: Clock, now: datetime) -> Clock:
    """On to the next step now. The last step stays, and so does a plan that is held."""
    step = where(clock, now).step
    if clock.paused is not None or step + 1 >= len(clock.plan.steps):
        return clock
    return replace(clock, since=now, at=_ends(clock.plan)[step])


def pause(clock: Clock, now: datetime) -> Clock:
    """Hold the plan. Holding it twice is holding it once."""
    return clock if clock.paused is not None else replace(clock, paused=now)


def resume(clock: Clock, now: datetime) -> Clock:
    """Let it run again from where it was held."""
    if clock.paused is None:
        return clock
    return replace(clock, since=now, at=reached(clock, clock.paused), paused=None)
