"""Somebody who held circles is gone for good: whoever can fill the gap hears of the gap, and of nothing else."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.sessions import again, saying
from handlers.sessions.bells import is_short
from handlers.sessions.gaps import missing, owe_a_look, pass_by
from handlers.sessions.letters import send
from handlers.sessions.taps import AskStandIns, OpenRota
from handlers.talk.buttons import Rows
from handlers.talk.post import Deed, LetterKind, Reading
from mentoring import rota as rules
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from mentoring.sessions import Stage
from storage import circles, rota, sessions
from storage.circles import Part, Staff
from storage.core import letters
from storage.core.database import Tx

FAR_AHEAD = timedelta(weeks=8)


async def before_erasing(tx: Tx, person: PersonId, now: datetime) -> None:
    """Free their part in every circle, and owe one letter for each that is short of somebody now.

    For a session close by, or one they only stood in for, somebody else is asked; and if they were being asked
    themselves, whoever is next in line is.
    """
    await _leave(tx, person, now, parts=tuple(rota.ROLES))


async def lose_part(tx: Tx, person: PersonId, role: Role, now: datetime) -> None:
    """The same for one part that is taken back. Where they looked after wellbeing, the card is another one (H-09)."""
    parts = [part for part, needed in rota.ROLES.items() if needed is role]
    if not parts:
        return
    found = await rota.turns(tx, person, after=now, until=now + FAR_AHEAD)
    observed = [turn.session for turn in found if turn.part == "observer" and turn.part in parts]
    await _leave(tx, person, now, parts=parts)
    for session in observed:
        await again.ask_again(tx, await sessions.find(tx, session), now)


async def _leave(tx: Tx, person: PersonId, now: datetime, *, parts: Sequence[Part]) -> None:
    near = await _leave_turns(tx, person, now, parts)
    for circle, planner in await circles.planners_of(tx, person):
        if not _holds(await circles.staff(tx, circle), person, parts):
            continue
        await circles.stand_down(tx, circle, person)
        team = await circles.staff(tx, circle)
        for reader in dict.fromkeys([*await saying.those_who_plan(tx, planner, but=person), *team.guides]):
            await letters.owe(tx, kind="rota-short", to=reader, due=now, about={"circle": circle})
    for session in near:
        await owe_a_look(tx, session, now)
    await pass_by(tx, person, now, parts=parts)


def _holds(team: Staff, person: PersonId, parts: Sequence[Part]) -> bool:
    return ("guide" in parts and person in team.guides) or ("observer" in parts and person == team.observer)


async def _leave_turns(tx: Tx, person: PersonId, now: datetime, parts: Sequence[Part]) -> list[str]:
    """The sessions, by id, for which somebody else has to be asked at once. Nothing sealed is opened."""
    near = []
    for turn in await rota.turns(tx, person, after=now - rules.WEEK, until=now + FAR_AHEAD):
        if turn.part not in parts:
            continue
        session = await sessions.find(tx, turn.session)
        stands_in = person not in (await circles.staff(tx, session.circle)).everyone
        if session.state is not Stage.CLOSED and (stands_in or session.starts - now <= rules.SHORTLY):
            await rota.step_out(tx, session, person, now=now)
            near.append(session.id)
    return near


async def _short(reading: Reading) -> Deed | None:
    """Neither a name nor how it came: only what the circle needs, while it still does."""
    try:
        circle = await circles.find(reading.tx, str(reading.letter.about["circle"]))
    except OldButton:
        return None
    session = await sessions.next_of(reading.tx, circle.id, reading.now)
    team = await (rota.team(reading.tx, session) if session else circles.staff(reading.tx, circle.id))
    if circle.state == "closed" or not is_short(team):
        return None
    rows: Rows = [[AskStandIns(session.id), OpenRota()] if session else [OpenRota()]]
    return send(reading, "rota-short", *rows, title=circle.title, missing=missing(team))


LETTERS = {"rota-short": LetterKind(_short, waits_for_morning=True)}
BEFORE_ERASING = [before_erasing]
