"""Stepping back a while, from one circle or from everything, without a reason; and coming back with one tap (P-M20)."""

from datetime import datetime, timedelta

from telegram import Update

from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.sessions import again, saying
from handlers.sessions.bells import rung
from handlers.sessions.gaps import look_after, pass_by
from handlers.sessions.letters import send
from handlers.sessions.rota_taps import ImBack, StepBack, StepBackFor
from handlers.sessions.taps import OpenRota
from handlers.talk.buttons import Rows, Tap
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring import rota as rules
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import circles, people, rota, sessions
from storage.core import audit, letters
from storage.sessions import Session

EVERYTHING = "all"
UNTIL_I_SAY, FOR_GOOD = 0, -1
TWO_WEEKS, A_MONTH = 14, 30
FAR_AHEAD = timedelta(weeks=8)


def topic(person: PersonId) -> str:
    """The topic of the letter that says a pause is over."""
    return f"pause:{person}"


@for_members
async def step_back(_: Update, turn: Turn) -> None:
    """From what, then for how long. Why is not asked."""
    held, circle = await circles.of_staff(turn.tx, turn.person), turn.pressed(StepBack).circle
    if not circle and held:
        rows: list[list[Tap]] = [
            [StepBack(one.id).named("session-step-back-from", title=one.title[:16])] for one in held
        ]
        everything = StepBack(EVERYTHING).named("rota-from-everything")
        turn.show("rota-step-back-what", buttons=[*rows, [everything], [OpenRota().named("session-stay")]])
        return
    what = circle or EVERYTHING
    titles = {one.id: one.title for one in held}
    if what != EVERYTHING and what not in titles:
        raise OldButton
    title = titles.get(what, "")
    turn.show("rota-step-back-how-long", buttons=_how_long(what), title=title, what="one" if title else "all")


def _how_long(what: str) -> Rows:
    first = [StepBackFor(what, TWO_WEEKS).named("rota-two-weeks"), StepBackFor(what, A_MONTH).named("rota-a-month")]
    second: list[Tap] = [StepBackFor(what, UNTIL_I_SAY)]
    if what != EVERYTHING:
        second.append(StepBackFor(what, FOR_GOOD).named("rota-for-good"))
    return [first, second, [OpenRota().named("session-stay")]]


@for_members
async def step_back_for(_: Update, turn: Turn) -> None:
    """Their turns are free at once. Whoever plans sees that a circle needs somebody, not who, and not why."""
    tapped = turn.pressed(StepBackFor)
    held = [circle.id for circle in await circles.of_staff(turn.tx, turn.person)]
    if tapped.circle != EVERYTHING and tapped.circle not in held:
        raise OldButton
    before = await _sessions_held(turn)
    observed = [one for one in before if (await rota.team(turn.tx, one)).observer == turn.person]
    if tapped.days == FOR_GOOD and tapped.circle != EVERYTHING:
        await circles.stand_down(turn.tx, tapped.circle, turn.person)
        await audit.note(turn.tx, "stepped-back", by=turn.person, about=tapped.circle, now=turn.now)
    else:
        await _pause(turn, tapped)
    await _free(turn, before, held if tapped.circle == EVERYTHING else [tapped.circle])
    await pass_by(turn.tx, turn.person, turn.now)
    await _ask_again(turn, observed, unless=turn.person)
    back: list[Tap] = [] if tapped.days == FOR_GOOD else [ImBack()]
    turn.show("rota-stepped-back-thanks", buttons=[[*back, OpenMenu()], [OpenSupport()]])


async def _pause(turn: Turn, tapped: StepBackFor) -> None:
    until = turn.now + timedelta(days=tapped.days) if tapped.days > 0 else None
    circle = None if tapped.circle == EVERYTHING else tapped.circle
    await rota.pause(turn.tx, turn.person, circle=circle, now=turn.now, until=until)
    if until is not None:
        turn.write_to(turn.person, "rota-pause-over", due=until, topic=topic(turn.person))


async def _sessions_held(turn: Turn) -> list[Session]:
    found = await rota.turns(turn.tx, turn.person, after=turn.now, until=turn.now + FAR_AHEAD)
    return [await sessions.find(turn.tx, one.session) for one in found]


async def _free(turn: Turn, before: list[Session], held: list[str]) -> None:
    """A session close by, or one they stood in for, is looked after at once; else the circle's gap is told."""
    told = set()
    for session in before:
        bell = await rung(turn.tx, session, turn.now)
        if turn.person in bell.team.everyone:
            continue
        near = session.starts - turn.now <= rules.SHORTLY
        if near or session.circle not in held:
            await look_after(bell, tell=near)
            told.add(session.circle)
    for circle in held:
        if circle not in told:
            await _tell_of_gap(turn, circle)


async def _ask_again(turn: Turn, observed: list[Session], *, unless: PersonId | None = None) -> None:
    """The card names who looks after wellbeing: with somebody else there it is another card (H-09)."""
    for session in observed:
        if unless is None or (await rota.team(turn.tx, session)).observer != unless:
            await again.ask_again(turn.tx, session, turn.now)


async def _tell_of_gap(turn: Turn, circle_id: str) -> None:
    circle, team = await circles.find(turn.tx, circle_id), await circles.staff(turn.tx, circle_id)
    for person in dict.fromkeys([*await saying.coordinators(turn.tx, circle), *team.guides]):
        if person != turn.person:
            turn.write_to(person, "rota-short", about={"circle": circle_id})


# Coming back


@for_members
async def im_back(_: Update, turn: Turn) -> None:
    """One tap, and their turns are theirs again, but for those somebody has taken meanwhile."""
    held = await circles.of_staff(turn.tx, turn.person)
    found = [await sessions.next_of(turn.tx, circle.id, turn.now) for circle in held]
    coming = [one for one in found if one]
    without = [one for one in coming if (await rota.team(turn.tx, one)).observer != turn.person]
    await rota.come_back(turn.tx, turn.person, coming, now=turn.now)
    await _ask_again(turn, [one for one in without if (await rota.team(turn.tx, one)).observer == turn.person])
    await letters.withdraw(turn.tx, topic(turn.person))
    turn.show("rota-welcome-back", buttons=[[OpenRota(), OpenMenu()]])


async def _pause_over(reading: Reading) -> Deed | None:
    """Their time is over: said once, with the way to take more."""
    person = PersonId(reading.letter.person or "")
    if await _still_pausing(reading, person, reading.now) or await people.find(reading.tx, person) is None:
        return None
    if not await circles.of_staff(reading.tx, person):
        return None
    return send(reading, "rota-pause-over", [OpenRota(), StepBack().named("rota-more-time")])


async def _still_pausing(reading: Reading, person: PersonId, now: datetime) -> bool:
    return bool(await rota.pausing(reading.tx, person, now))


HANDLERS = [StepBack.handler(step_back), StepBackFor.handler(step_back_for), ImBack.handler(im_back)]
LETTERS = {"rota-pause-over": LetterKind(_pause_over, waits_for_morning=True)}
