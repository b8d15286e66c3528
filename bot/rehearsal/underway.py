"""What is under way when the curtain rises: a pair, a circle with its evening tonight, stories, an opportunity."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rehearsal import groups, moving
from bot.rehearsal.cast import Cast, Row, door_of, press
from bot.rehearsal.refusals import NotPossible
from handlers.circles.finding import AskForSeat, MoreAbout
from handlers.circles.seats import ReadPromises, ShowMyName, TakeSeat
from handlers.sessions.taps import ReadCard
from handlers.talk.words import sets
from mentoring import agreements as agreement_rules
from mentoring.calendar import UK, instant
from mentoring.checkins import Rhythm
from mentoring.mentors import Profile
from mentoring.opportunities import Field
from mentoring.stories import Contact, HowLong, NameShown, Shape, Where
from mentoring.telling import Told
from storage import (
    agreements,
    checkins,
    circle_doors,
    circles,
    mentors,
    opportunities,
    opportunity_sends,
    pairs,
    sessions,
    stories,
)
from storage.core import audit

Step = Callable[[Cast], Awaitable[None]]
BEGINS = timedelta(days=6)
"""How long before today the history begins."""


def _row(name: str) -> Row:
    found: Row = sets("rehearsal")[name]
    return found


def tonight(opens: datetime) -> datetime:
    """When the circle meets (UTC): at its hour on the day the rehearsal opens."""
    return _at(opens.astimezone(ZoneInfo(UK)).date(), _row("circle")["hour"])


def _at(day: date, hour: int) -> datetime:
    return instant(day, time(hour), UK)


async def pair(cast: Cast) -> None:
    """Grace's profile is live; she and Ama have agreed, and their first catch-up is tomorrow."""
    now, row = cast.running.clock.now(), _row("pair")
    mentee, mentor, checker = cast.named(row["mentee"], row["mentor"], _row("circle")["made_by"])
    async with cast.running.database.begin() as tx:
        await mentors.note_ready(tx, mentor, now)
        await mentors.write_profile(tx, mentor, _profile(), _row("profile")["places"])
        await mentors.go_live(tx, mentor, checker=checker, now=now)
        agreement = await agreements.begin(tx, mentee, mentor, now)
        for person in (mentee, mentor):
            written = await agreements.find(tx, agreement)
            if written is not None:
                await agreements.keep_answers(tx, written, person, _answers(row, race=person == mentee))
        for person in (mentee, mentor):
            written = await agreements.find(tx, agreement)
            if written is not None:
                await agreements.accept(tx, written, person, written.terms.version, now)
        rhythm = agreement_rules.Rhythm(row["every"], row["minutes"])
        await pairs.make(tx, agreement, mentee=mentee, mentor=mentor, rhythm=rhythm, now=now)


def _profile() -> Profile:
    row = _row("profile")
    return Profile(
        region=row["region"],
        field=row["field"],
        what_i_do=row["what_i_do"],
        true_example=row["true_example"],
        cannot_help=row["cannot_help"],
        skills=tuple(row["skills"]),
        values=tuple(row["values"]),
        styles=tuple(row["styles"]),
        gives=tuple(row["gives"]),
        sponsors=True,
    )


def _answers(row: Row, *, race: bool) -> agreements.Answers:
    answers = {"A5": row["every"], "A5-minutes": str(row["minutes"]), "A9": row["power"], "A14": "ask-each-time"}
    return {**answers, "A10": row["race"]} if race else answers


async def catch_up(cast: Cast) -> None:
    """Tomorrow evening Ama and Grace meet."""
    now, row = cast.running.clock.now(), _row("pair")
    starts = _at((now + BEGINS + timedelta(days=1)).astimezone(ZoneInfo(UK)).date(), row["hour"])
    once = checkins.Suggestion(Rhythm.ONCE, [starts], row["minutes"], UK, "link", link=row["link"])
    async with cast.running.database.begin() as tx:
        standing = await pairs.of_person(tx, cast.ids[row["mentor"]])
        plan = await checkins.suggest(tx, standing[0], once, now)
        await checkins.book(tx, plan, [each.id for each in await checkins.of_plan(tx, plan)], now)


async def circle(cast: Cast) -> None:
    """Planned by the coordinator, its group linked by the one-time code, and four seats taken by their own doors."""
    now, row = cast.running.clock.now(), _row("circle")
    async with cast.running.database.begin() as tx:
        made = await circles.make(tx, _plan(now, row), by=cast.ids[row["made_by"]], now=now)
        for guide in cast.named(*row["guides"]):
            await circles.staff_up(tx, made, guide, "guide", now=now)
        await circles.staff_up(tx, made, cast.ids[row["observer"]], "observer", now=now)
        await audit.note(tx, "circle-planned", by=cast.ids[row["made_by"]], about=made, now=now)
        code = await circle_doors.new_code(tx, made, now=now)
    helpers = [cast.people[name] for name in (*row["guides"], row["observer"])]
    owner = cast.people[row["made_by"]]
    groups.adds_bot(owner, groups.creates(cast.server.world, owner, row["title"], *helpers), f"g_{code}", admin=True)
    await moving.settle(cast.server, cast.running)
    await _take_seats(cast)


def _plan(now: datetime, row: Row) -> circles.Plan:
    return circles.Plan(
        title=row["title"],
        topic=row["topic"],
        for_whom="members",
        plan=row["plan"],
        first=tonight(now + BEGINS),
        every_weeks=row["every_weeks"],
        seats=6,
    )


async def _take_seats(cast: Cast) -> None:
    seated = [row["name"] for row in cast.rows if row.get("seat")]
    await cast.say(seated, "/circles")
    for button in (MoreAbout, AskForSeat, ReadPromises, TakeSeat, ShowMyName):
        await cast.tap(seated, button)
    for name in seated:
        cast.people[name].joins(door_of(cast.people[name]))
    await moving.settle(cast.server, cast.running)


async def told_stories(cast: Cast) -> None:
    """Written, checked by the coordinator; they go out by themselves after the teller's day to sleep on it."""
    now, desk = cast.running.clock.now(), cast.ids[_row("circle")["made_by"]]
    for row in sets("rehearsal")["stories"]:
        async with cast.running.database.begin() as tx:
            begun = await stories.begin(tx, cast.ids[row["teller"]], Shape(row["shape"]), now)
            told = await stories.tell(tx, begun, _told(row), now)
            await stories.send_to_desk(tx, told, now)
            waiting = await stories.for_desk(tx, told.id, desk)
            await stories.pass_on(tx, waiting, waiting.version, by=desk, now=now)


def _told(row: Row) -> Told:
    return Told(
        Shape(row["shape"]),
        tuple(row["parts"]),
        done=True,
        topic=row["topic"],
        name=NameShown(row["name"]),
        where=Where.MEMBERS,
        how_long=HowLong.A_YEAR,
        contact=Contact.FINE,
        checked=4,
        small_ok=True,
    )


async def opportunity(cast: Cast) -> None:
    """One chance, checked for fairness and sent to everyone who wants such things."""
    now, row = cast.running.clock.now(), _row("opportunity")
    closes = (now + BEGINS + timedelta(days=row["days"])).date()
    card = {each: str(row[each.value]) for each in Field if each.value in row} | {Field.CLOSES: closes.isoformat()}
    async with cast.running.database.begin() as tx:
        chance = await opportunities.add(tx, card, now=now)
        await opportunities.set_fair(tx, chance.id)
        await opportunities.set_audience(tx, chance.id, opportunities.EVERYONE)
        await opportunity_sends.send(tx, chance.id, by=cast.ids[row["made_by"]], screen=None, now=now)
    await moving.settle(cast.server, cast.running)


async def evening(cast: Cast) -> None:
    """The way into the call is set, two have read the card, and everyone has their home screen before them."""
    now, row = cast.running.clock.now(), _row("circle")
    async with cast.running.database.begin() as tx:
        mine = (await circles.of_staff(tx, cast.ids[row["observer"]]))[0]
        coming = await sessions.next_of(tx, mine.id, now)
        if coming is not None:
            await sessions.set_link(tx, coming.id, row["link"])
    for name in [each["name"] for each in cast.rows if each.get("seat")][:2]:
        try:
            press(cast.people[name], ReadCard)
        except NotPossible:  # the card may still be due: the rehearsal opened early in the day
            continue
    await cast.say(list(cast.ids), "/menu")
    await moving.settle(cast.server, cast.running)


STEPS: tuple[tuple[str, Step], ...] = (
    ("pair", pair),
    ("catch-up", catch_up),
    ("stories", told_stories),
    ("circle", circle),
    ("opportunity", opportunity),
)
"""What happened in the days before today, in order, each under its name in content/."""
