"""Who may look at a meeting, an agreement or a pair: the two it belongs to, and nobody else."""

from handlers.talk.turn import Turn
from mentoring.agreements import Side
from mentoring.problems import OldButton, Problem
from storage import agreements, meetings, pairs
from storage.agreements import Written
from storage.meetings import Meeting
from storage.pairs import Pair


class AlreadyEnded(Problem):
    """The pair has finished."""


async def on_it(turn: Turn, meeting_id: str) -> Meeting:
    """A meeting of whoever speaks, open or over. Raises OldButton for anyone else, as if there were none."""
    meeting = await meetings.find(turn.tx, meeting_id)
    if meeting is None or not meeting.holds(turn.person):
        raise OldButton
    return meeting


async def open_meeting(turn: Turn, meeting_id: str) -> Meeting:
    """As on_it, while it is open and its time to answer has not run out. Raises OldButton."""
    meeting = await on_it(turn, meeting_id)
    if meeting.state == "closed" or (meeting.answer_by and meeting.answer_by <= turn.now):
        raise OldButton
    return meeting


async def own_agreement(turn: Turn, agreement_id: str) -> tuple[Written, Side]:
    """An open agreement of whoever speaks, and their side. Raises OldButton, AlreadyEnded."""
    written = await agreements.find(turn.tx, agreement_id)
    side = written.side_of(turn.person) if written else None
    if written is None or side is None:
        raise OldButton
    if written.closed_at:
        raise AlreadyEnded
    return written, side


async def own_pair(turn: Turn, pair_id: str) -> Pair:
    """A pair of whoever speaks that has not ended. Raises OldButton, AlreadyEnded."""
    pair = await pairs.find(turn.tx, pair_id)
    if pair is None or not pair.holds(turn.person):
        raise OldButton
    if pair.state == "ended":
        raise AlreadyEnded
    return pair
