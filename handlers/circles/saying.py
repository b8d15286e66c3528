"""How a circle is spoken of: when it meets, what it is about, and how full it is without giving numbers away."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from handlers.circles import agreed
from handlers.talk.turn import Turn
from handlers.talk.words import Words, sets
from mentoring import calendar, planning
from mentoring import circles as rules
from mentoring.names import apart
from mentoring.people import PersonId
from mentoring.plans import Plan, plan_of, with_turns
from mentoring.times import WeekTime
from storage import circles, people, plans, seasons
from storage.circles import Circle
from storage.core.database import Tx


def plan(plan_id: str) -> Plan:
    """A session plan of content/<language>/plans.toml, its turns spelled out. Raises KeyError for an unknown one."""
    kept = sets("plans")
    rows = {row["id"]: row for row in kept["plans"]}
    return with_turns(plan_of(rows[plan_id]), kept["turns"])


async def plan_now(tx: Tx, plan_id: str) -> Plan:
    """The plan a circle meets by: the newest version of one the network wrote, or one that is shipped."""
    own = await plans.find(tx, plan_id)
    return own.plan if own else plan(plan_id)


def topic(topic_id: str) -> str:
    """What a circle is about, in words."""
    return next((str(t["says"]) for t in sets("plans")["topics"] if t["id"] == topic_id), topic_id)


def week() -> list[WeekTime]:
    """The times of the week that a poll asks about: content/<language>/times.toml."""
    return [
        WeekTime(str(t["id"]), int(t["weekday"]), time.fromisoformat(t["at"]), wider=bool(t.get("wider")))
        for t in sets("times")["times"]
    ]


def time_of_week(time_id: str) -> str:
    """A time of the week in words: «Thursdays, 7 pm»."""
    return next((str(t["says"]) for t in sets("times")["times"] if t["id"] == time_id), time_id)


async def next_times(tx: Tx, circle: Circle, *, after: datetime, count: int = 1) -> list[datetime]:
    """When the circle meets next, UTC: its planned sessions, and after the last of them the usual days.

    Half a rhythm after a planned session counts as later: one that was moved is not told twice. A season gives no more
    than it has left: none at all once it is over.
    """
    season = await seasons.rule_of(tx, circle.id)
    count = count if season.length is None else min(count, season.length - season.done)
    planned = await circles.next_starts(tx, circle.id, after=after, most=max(0, count))
    later = planned[-1] + timedelta(weeks=circle.every_weeks) / 2 if planned else after
    usual = planning.dates(
        circle.first, circle.every_weeks, circle.zone, after=later, count=max(0, count - len(planned))
    )
    return [*planned, *usual]


async def next_time(tx: Tx, circle: Circle, words: Words, *, after: datetime, zone: str) -> str:
    """When it meets next, in words; or that nothing is planned, once its season is over."""
    nexts = await next_times(tx, circle, after=after)
    return words.when(nexts[0], zone) if nexts else words("rota-no-date")


async def card(turn: Turn, circle: Circle) -> str:
    """A circle in two lines (J4.1)."""
    rule = await circles.rule_of(turn.tx, circle.id, now=turn.now)
    return turn.words(
        "circle-card",
        title=circle.title,
        part=calendar.part_of_week(circle.first, circle.zone).value,
        clock=turn.words.clock(circle.first, circle.zone),
        weeks=circle.every_weeks,
        topic=topic(circle.topic),
        who=circle.for_whom,
        community=turn.house.settings.network.community,
        room=fullness(rule),
    )


def fullness(rule: rules.Circle) -> str:
    """`full`, `nearly` or `free`: never how many (J4)."""
    if len(rule.seated | rule.held) >= rule.seats:
        return "full"
    return "nearly" if rules.nearly_full(rule) else "free"


async def names(tx: Tx, persons: Sequence[PersonId], words: Words) -> str:
    """First names in a row: «Tunde, Mei and Fatima»."""
    firsts = list((await told_apart(tx, persons, words)).values())
    if len(firsts) < 2:
        return "".join(firsts)
    return words("some-names", most=", ".join(firsts[:-1]), last=firsts[-1])


async def told_apart(tx: Tx, persons: Sequence[PersonId], words: Words) -> dict[PersonId, str]:
    """Each one's first name, with a number where two are called the same: it tells nothing else of anybody."""
    found = {person: called for person in persons if (called := await people.called(tx, person))}
    numbers = apart(found.values())
    return {
        person: words("one-name-of-two" if number > 1 else "one-name", name=first, number=number)
        for (person, (first, _)), number in zip(found.items(), numbers, strict=True)
    }


async def member_names(tx: Tx, circle_id: str, words: Words) -> dict[PersonId, str]:
    """The same for everybody with a seat, in the order of their seats: for those who hold the circle."""
    return await told_apart(tx, [seat.person for seat in await circles.seated(tx, circle_id)], words)


async def promises(turn: Turn, circle: Circle) -> str:
    """The before card and the rules, word for word as somebody says yes to them (3.2, 3.3)."""
    observer = (await holders(turn.tx, circle, turn.words))["observer"]
    by = await plan_now(turn.tx, circle.plan)
    card = before_card(turn.words, by, observer, by.total)
    return f"{card}\n\n{await rules_of(turn, circle)}"


def before_card(words: Words, by: Plan, observer: str, minutes: int) -> str:
    """The before card (3.2). It speaks of a break where the plan has one: a card promises what is so (H-11)."""
    pause = "yes" if any(step.title == words("plan-break") for step in by.steps) else "no"
    return words("before-card", observer=observer, minutes=minutes, pause=pause)


async def rules_of(turn: Turn, circle: Circle) -> str:
    """The ground rules as the circle agreed them, numbered."""
    observer = (await holders(turn.tx, circle, turn.words))["observer"]
    return agreed.told(turn.words, (await agreed.current(turn.tx, circle.id)).rules, observer)


async def holders(tx: Tx, circle: Circle, words: Words) -> dict[str, str]:
    """The holes `guides` and `observer` of a circle's page and promises."""
    team = await circles.staff(tx, circle.id)
    nobody = words("circle-nobody-yet")
    return {
        "guides": await names(tx, team.guides, words) or nobody,
        "observer": (await names(tx, (team.observer,), words) if team.observer else "") or nobody,
    }
