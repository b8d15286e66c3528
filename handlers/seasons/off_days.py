"""Bank holidays: a series that meets one asks those who hold it, the moment it is planned; whoever is first decides."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import Update

from handlers.doors import OpenMenu, OpenSessions
from handlers.guards import for_members
from handlers.moving import place
from handlers.seasons.taps import OnHoliday
from handlers.sessions import saying
from handlers.sessions.letters import ahead, send
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring import calendar, planning
from mentoring.problems import NotAllowed, OldButton
from mentoring.sessions import Stage, next_day
from storage import circles, rota, sessions
from storage.circles import Circle
from storage.core import audit, letters
from storage.core.database import Tx
from storage.core.letters import About, Lane
from storage.sessions import Session

KEEP, SLIDE, SKIP = "keep", "slide", "skip"
A_WEEK = 7
EPOCH, MINUTE = datetime.fromtimestamp(0, UTC), timedelta(minutes=1)


async def off_day(tx: Tx, circle: Circle, starts: datetime) -> date | None:
    """The bank holiday a start (UTC) falls on, where those who hold the circle work; None for any other day."""
    day = starts.astimezone(ZoneInfo(circle.zone)).date()
    return day if day in await place.holidays_of(tx, await circles.staff(tx, circle.id)) else None


async def look_at(tx: Tx, circle: Circle, session: Session, now: datetime) -> None:
    """A series has planned a session, as a rule when another is just over: its guides are asked the next morning.

    The very first was asked about while the circle was planned.
    """
    if session.starts != circle.first:
        await ask_about(tx, circle, session, next_day(now, circle.zone))


async def ask_about(tx: Tx, circle: Circle, session: Session, due: datetime) -> None:
    """Ask its guides, and whoever planned the circle, at `due` (UTC)."""
    if await off_day(tx, circle, session.starts) is None:
        return
    asked = [*(await rota.team(tx, session)).guides, *await saying.coordinators(tx, circle)]
    about: About = {"session": session.id, "minute": (session.starts - EPOCH) // MINUTE}
    for person in dict.fromkeys(asked):
        topic = sessions.topic(session.id)
        await letters.owe(tx, kind="holiday-met", due=due, to=person, about=about, topic=topic, lane=Lane.SESSION)


async def _met(reading: Reading) -> Deed | None:
    """Dropped when it has moved since, or those who hold it live by other holidays now."""
    found = await ahead(reading)
    if found is None or (found.session.starts - EPOCH) // MINUTE != reading.letter.about["minute"]:
        return None
    day = await off_day(reading.tx, found.circle, found.session.starts)
    if day is None:
        return None
    here = found.session.id, int(reading.letter.about["minute"])
    return send(
        reading,
        "holiday-met",
        [OnHoliday(*here, KEEP), OnHoliday(*here, SLIDE).named("holiday-slide")],
        [OnHoliday(*here, SKIP).named("holiday-skip")],
        title=found.circle.title,
        when=reading.words.when(found.session.starts, await saying.zone_of(reading.tx, found.reader)),
        holiday=place.holiday(reading.words, day),
    )


@for_members
async def decide(_: Update, turn: Turn) -> None:
    """Keep it, slide it a week, or skip to the next date of the series. A second answer sees what the first made."""
    tapped = turn.pressed(OnHoliday)
    session = await sessions.find(turn.tx, tapped.session)
    circle, own = await circles.find(turn.tx, session.circle), await circles.staff(turn.tx, session.circle)
    team = await rota.team(turn.tx, session)
    if not place.may_move(turn, own, team):
        raise NotAllowed
    if session.state is not Stage.PLANNED or circle.state == "closed":
        turn.show("holiday-settled-gone", buttons=[[OpenSessions(), OpenMenu()]])
        return
    if (session.starts - EPOCH) // MINUTE != tapped.minute:
        _show(turn, "holiday-settled", circle, session.starts)
        return
    at = later(circle, session.starts, tapped.how)
    if at != session.starts:
        await sessions.move(turn.tx, session, at, now=turn.now)
        await ask_about(turn.tx, circle, await sessions.find(turn.tx, session.id), turn.now)
    else:
        await letters.withdraw(turn.tx, sessions.topic(session.id), kind="holiday-met")
    await audit.note(turn.tx, f"holiday-{tapped.how}", by=turn.person, about=session.id, now=turn.now)
    _show(turn, "holiday-kept" if at == session.starts else "holiday-moved", circle, at)


def later(circle: Circle, starts: datetime, how: str) -> datetime:
    """The start after a decision (UTC). Skipped, the series goes on with its next date. Raises OldButton."""
    if how == SLIDE:
        return calendar.days_later(starts, A_WEEK, circle.zone)
    if how == SKIP:
        return planning.dates(circle.first, circle.every_weeks, circle.zone, after=starts, count=1)[0]
    if how != KEEP:
        raise OldButton
    return starts


def _show(turn: Turn, key: str, circle: Circle, starts: datetime) -> None:
    when = turn.words.when(starts, turn.zone)
    turn.show(key, buttons=[[OpenSessions(), OpenMenu()]], title=circle.title, when=when)


HANDLERS = [OnHoliday.handler(decide)]
LETTERS = {"holiday-met": LetterKind(_met, waits_for_morning=True)}
