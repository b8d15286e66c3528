"""How check-ins are put into words: dates in the reader's own zone, rhythms, first names, and whose they are."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from handlers.talk.turn import Turn
from handlers.talk.words import Words, sets
from mentoring.calendar import UK
from mentoring.checkins import Rhythm, Week
from mentoring.people import Nation, PersonId
from mentoring.problems import OldButton
from storage import checkins, people
from storage.checkins import Checkin, Plan
from storage.core.database import Tx

SHORT = 24


async def first_name(tx: Tx, person: PersonId, words: Words) -> str:
    """The first of the names somebody shows; «Someone» once they have gone."""
    shown = await people.name_of(tx, person) or words("checkin-somebody")
    first = shown.split()[0]
    return first if len(first) <= SHORT else first[: SHORT - 1] + "…"


def label(words: Words, at: datetime, zone: str) -> str:
    """A date as a button shows it: «Tue 3 Feb, 7:00 pm»."""
    return f"{words.day(at, zone)}, {words.clock(at, zone)}"


def date_lines(words: Words, starts: Iterable[datetime], zone: str) -> str:
    """Every date on a line of its own, in the reader's zone."""
    return "\n".join(f"• {words.when(at, zone)}" for at in sorted(starts))


def rhythm_line(words: Words, rhythm: Rhythm, weekday: int | None, nth: int | None) -> str:
    """«the first Tuesday each month»; empty when it does not repeat."""
    if not rhythm.repeats or weekday is None:
        return ""
    return words(f"checkin-rhythm-{rhythm}", day=_weekday(weekday), nth=nth or 1)


def plan_line(words: Words, plan: Plan, zone: str) -> str:
    """As rhythm_line; empty for a reader elsewhere, whose weekday may be another."""
    return rhythm_line(words, plan.rhythm, plan.weekday, plan.nth) if zone == plan.zone else ""


def _weekday(weekday: int) -> str:
    return str(sets("titles")["days"][weekday])


async def zone_of(tx: Tx, person: PersonId) -> str:
    """Somebody's own time zone."""
    found = await people.find(tx, person)
    return str(found.choices.get("zone", UK)) if found else UK


async def week_of(tx: Tx, person: PersonId, now: datetime, *, but: str | None = None) -> Week:
    """What stands in somebody's days. Bank holidays are those of their nation; England's for UK time without one."""
    zone, nation = await zone_of(tx, person), await people.nation_of(tx, person)
    if nation is None and zone == UK:
        nation = Nation.ENGLAND
    holidays: Sequence[date] = sets("bank_holidays")[nation] if nation else ()
    return Week(tuple(await checkins.busy(tx, person, now, but=but)), holidays, zone)


async def own_checkin(turn: Turn, checkin_id: str) -> Checkin:
    """A check-in of whoever speaks. Raises OldButton for anyone else, as if there were none."""
    checkin = await checkins.find(turn.tx, checkin_id)
    if checkin is None or checkin.state == "suggested" or not checkin.holds(turn.person):
        raise OldButton
    return checkin


async def own_plan(turn: Turn, plan_id: str) -> Plan:
    """A suggestion for whoever speaks, or theirs, while the pair is active. Raises OldButton."""
    plan = await checkins.find_plan(turn.tx, plan_id)
    if plan is None or plan.pair.state != "agreed" or not plan.pair.holds(turn.person):
        raise OldButton
    return plan
