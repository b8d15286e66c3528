"""Somebody who held circles is gone for good: whoever can fill the gap hears of the gap, and of nothing else."""

from datetime import datetime

from handlers.sessions import saying
from handlers.sessions.bells import is_short
from handlers.sessions.letters import send
from handlers.sessions.rota import missing
from handlers.sessions.taps import AskStandIns, OpenRota
from handlers.talk.buttons import Rows
from handlers.talk.post import Deed, LetterKind, Reading
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import circles, sessions
from storage.core import letters
from storage.core.database import Tx


async def before_erasing(tx: Tx, person: PersonId, now: datetime) -> None:
    """Free their part in every circle, and owe one letter for each that is short of somebody now."""
    for circle, planner in await circles.planners_of(tx, person):
        await circles.stand_down(tx, circle, person)
        team = await circles.staff(tx, circle)
        for reader in dict.fromkeys([*await saying.those_who_plan(tx, planner, but=person), *team.guides]):
            await letters.owe(tx, kind="rota-short", to=reader, due=now, about={"circle": circle})


async def _short(reading: Reading) -> Deed | None:
    """Neither a name nor how it came: only what the circle needs, while it still does."""
    try:
        circle = await circles.find(reading.tx, str(reading.letter.about["circle"]))
    except OldButton:
        return None
    team = await circles.staff(reading.tx, circle.id)
    if circle.state == "closed" or not is_short(team):
        return None
    session = await sessions.next_of(reading.tx, circle.id, reading.now)
    rows: Rows = [[AskStandIns(session.id), OpenRota()] if session else [OpenRota()]]
    return send(reading, "rota-short", *rows, title=circle.title, missing=missing(team))


LETTERS = {"rota-short": LetterKind(_short, waits_for_morning=True)}
BEFORE_ERASING = [before_erasing]
