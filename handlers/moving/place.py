"""Where a move stands: its session, its circle, who is asked, and what a new time there must fit."""

from dataclasses import dataclass
from datetime import date, datetime

from handlers.sessions import saying
from handlers.talk.turn import Turn
from handlers.talk.words import Words, sets
from mentoring import holidays, moving
from mentoring.calendar import Slot
from mentoring.moving import Near
from mentoring.people import Nation, PersonId, Role
from mentoring.problems import NotAllowed, OldButton
from mentoring.sessions import AlreadyBegun, AlreadyClosed, Stage
from storage import checkins, circles, live, people, rota, session_moves, sessions
from storage.circles import Circle, Staff
from storage.core.database import Tx
from storage.session_moves import Move
from storage.sessions import Session


@dataclass(frozen=True)
class Place:
    """A session that may move, as it is now.

    `team` holds the circle: at another time they are asked anew, and whoever stands in was there for this one alone.
    `tonight` holds the session as it stands.
    """

    session: Session
    circle: Circle
    team: Staff
    tonight: Staff
    members: tuple[PersonId, ...]

    @property
    def slot(self) -> Slot:
        return Slot(self.session.starts, self.session.minutes)

    def asked(self, move: Move) -> tuple[PersonId, ...]:
        """Who answers the poll: those who hold it, and those who sit in it unless time is short."""
        return self.team.everyone if move.staff_only else (*self.team.everyone, *self.members)


async def of_session(tx: Tx, session_id: str) -> Place:
    """Raises OldButton when it is gone, AlreadyClosed when it moves no more.

    Raises AlreadyBegun while it is under way: only one that nobody gets into can move then (J5).
    """
    session = await sessions.find(tx, session_id)
    circle = await circles.find(tx, session.circle)
    if session.state is Stage.CLOSED or circle.state == "closed":
        raise AlreadyClosed
    if session.state is Stage.BEGUN and (await live.of(tx, session_id)).call_down is None:
        raise AlreadyBegun
    team, tonight = await rota.at_another_time(tx, session), await rota.team(tx, session)
    return Place(session, circle, team, tonight, tuple(await saying.seated(tx, circle.id)))


def may_move(turn: Turn, *teams: Staff) -> bool:
    """Its guides, and coordinators."""
    return any(turn.person in team.guides for team in teams) or turn.holds(Role.COORDINATOR)


async def movable(turn: Turn, session_id: str) -> Place:
    """The same, for somebody who may move it. Raises NotAllowed for anyone else."""
    found = await of_session(turn.tx, session_id)
    if not may_move(turn, found.team, found.tonight):
        raise NotAllowed
    return found


async def planned(turn: Turn, move_id: str) -> tuple[Move, Place]:
    """A move the speaker may plan, whose session still stands where it did. Raises OldButton."""
    move = await session_moves.find(turn.tx, move_id)
    if move is None:
        raise OldButton
    found = await movable(turn, move.session)
    if found.session.starts != move.starts:
        raise OldButton
    return move, found


async def near(tx: Tx, place: Place, earliest: datetime, now: datetime) -> Near:
    """What a new time must fit: those who hold it are free, and it is no bank holiday of theirs (P-M15)."""
    return Near(earliest, place.circle.zone, await busy(tx, place, now), await holidays_of(tx, place.team))


async def busy(tx: Tx, place: Place, now: datetime) -> list[Slot]:
    """When those who hold the circle have something else."""
    found = {slot for person in place.team.everyone for slot in await checkins.busy(tx, person, now)}
    return sorted(found - {place.slot})


async def holidays_of(tx: Tx, team: Staff) -> set[date]:
    """The bank holidays of the nations in which those who hold a circle work; England's when none of them said."""
    nations = {nation for person in team.everyone if (nation := await people.nation_of(tx, person)) is not None}
    return {day for nation in nations or {Nation.ENGLAND} for day in sets("bank_holidays")[nation]}


def holiday(words: Words, day: date) -> str:
    """Which bank holiday it is."""
    return words(f"holiday-{holidays.which(day)}")


def ends(place: Place, now: datetime) -> tuple[datetime, bool]:
    """When a poll begun now would end (UTC), and whether there is time for those who hold it only."""
    everybody = moving.poll_ends(place.session.starts, now)
    if everybody is not None:
        return everybody, False
    return moving.staff_poll_ends(place.session.starts, place.session.rule.must_close_by, now), True
