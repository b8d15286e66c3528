"""What two private answers come to: done once, told to both, and who said what forgotten in the same breath."""

from datetime import datetime

from handlers.mentors import asking, news, unfinished
from mentoring import meetings as rules
from mentoring.meetings import Next
from mentoring.people import PersonId
from storage import agreements, meetings
from storage.core.database import Tx
from storage.meetings import Meeting


async def decide(tx: Tx, meeting: Meeting, now: datetime, *, speaker: PersonId | None) -> str | None:
    """Apply the table of J2 step 11 to a meeting that has taken place.

    Owes each side the news, except `speaker`, who is answered at once with what is returned; None while one waits.
    """
    if meeting.asked_after is None:
        return None
    felt = await meetings.felt(tx, meeting)
    come_to = rules.outcome_by(meeting.asked_after, now, felt.get(meeting.mentee), felt.get(meeting.mentor))
    if come_to.then is Next.WAIT:
        return None
    await _apply(tx, meeting, come_to.then, now)
    seen = {meeting.mentee: str(come_to.mentee), meeting.mentor: str(come_to.mentor)}
    for person, what in seen.items():
        if person != speaker:
            news.owe(tx, meeting, person, what, now)
    return seen.get(speaker) if speaker else None


async def _apply(tx: Tx, meeting: Meeting, then: Next, now: datetime) -> None:
    if then is Next.AGREE:
        await meetings.agree(tx, meeting)
        begun = await agreements.begin(tx, meeting.mentee, meeting.mentor, now)
        await unfinished.owe_both(tx, begun, meeting.mentee, meeting.mentor, now)
    elif then is Next.MEET_AGAIN:
        await meetings.meet_again(tx, meeting, now)
        again = await meetings.find(tx, meeting.id)
        if again:
            await asking.owe_lapse(tx, again)
    else:
        await meetings.close(tx, meeting, now)
