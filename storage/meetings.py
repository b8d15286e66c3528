"""First meetings: an ask, the times offered, the hour booked; what each felt is sealed and goes when it is settled."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoring import meetings as rules
from mentoring.calendar import months_later
from mentoring.keep_times import KEEP, Kept
from mentoring.meetings import ASKED_AFTER, HIDDEN_MONTHS, AskedAlready, Feeling
from mentoring.people import PersonId
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms


@dataclass(frozen=True)
class Meeting:
    """One mentee's ask of one mentor and what became of it. `hello` is 1, or 2 when they meet once more.

    `state`: asked, times-wanted (the mentor offers), times-offered (the mentee picks), booked, agreed, closed.
    """

    id: str
    mentee: PersonId
    mentor: PersonId
    state: str
    hello: int
    put_off: bool
    answer_by: datetime | None
    times: tuple[datetime, ...]
    minutes: int | None
    at: datetime | None

    def holds(self, person: PersonId) -> bool:
        return person in {self.mentee, self.mentor}

    def other(self, person: PersonId) -> PersonId:
        """The one who is not `person`."""
        return self.mentee if person == self.mentor else self.mentor

    @property
    def asked_after(self) -> datetime | None:
        """When each is asked how it felt (UTC)."""
        return None if self.at is None else self.at + ASKED_AFTER


def topic(meeting_id: str) -> str:
    """The topic of every letter about a first meeting."""
    return f"meeting:{meeting_id}"


async def find(tx: Tx, meeting_id: str) -> Meeting | None:
    row = await tx.sql.meetings.find(id=meeting_id)
    return None if row is None else _meeting(row)


async def of_person(tx: Tx, person: PersonId) -> list[Meeting]:
    """Asks and first meetings on their way, on either side, the oldest first."""
    return [_meeting(row) for row in await tx.sql.meetings.of_person(person_id=person)]


async def hidden_from(tx: Tx, mentee: PersonId, now: datetime) -> frozenset[PersonId]:
    """Mentors a mentee has asked already, or who said no in the last three months."""
    after = ms(months_later(now, -HIDDEN_MONTHS))
    rows = await tx.sql.meetings.hidden_from(mentee_id=mentee, closed_after=after)
    return frozenset(PersonId(row["mentor_id"]) for row in rows)


async def mentees_of(tx: Tx, mentor: PersonId) -> frozenset[PersonId]:
    """Who has asked a mentor, is about to meet them, or walks beside them."""
    rows = await tx.sql.meetings.mentees_of(mentor_id=mentor)
    return frozenset(PersonId(row["mentee_id"]) for row in rows)


async def check_may_ask(tx: Tx, mentee: PersonId, mentor: PersonId, now: datetime) -> None:
    """Raises AskedAlready, TheirMentor, TooManyOpenAsks."""
    if mentor in await hidden_from(tx, mentee, now):
        raise AskedAlready
    rules.check_one_way(mentor, await mentees_of(tx, mentee))
    rules.check_may_ask(await tx.sql.meetings.open_asks(mentee_id=mentee))


async def ask(tx: Tx, mentee: PersonId, mentor: PersonId, line: str | None, now: datetime) -> str:
    """Ask a mentor to meet. Returns the meeting's id. Raises AskedAlready, TheirMentor, TooManyOpenAsks."""
    await check_may_ask(tx, mentee, mentor, now)
    meeting = new_id()
    await tx.sql.meetings.ask(
        id=meeting,
        mentee_id=mentee,
        mentor_id=mentor,
        line=None if line is None else await tx.seal("meetings", "line", meeting, mentee, line),
        answer_by=ms(rules.lapses_at(now)),
        opened_at=ms(now),
    )
    return meeting


async def hide(tx: Tx, mentee: PersonId, mentor: PersonId, now: datetime) -> None:
    """Work lives too close: not shown again for a while. Looks like any closed ask; the answer is not kept."""
    if await tx.sql.meetings.between(mentee_id=mentee, mentor_id=mentor) is None:
        await tx.sql.meetings.hide(id=new_id(), mentee_id=mentee, mentor_id=mentor, now=ms(now))


async def between(tx: Tx, mentee: PersonId, mentor: PersonId) -> Meeting | None:
    """What is open between two people, if anything."""
    row = await tx.sql.meetings.between(mentee_id=mentee, mentor_id=mentor)
    return None if row is None else _meeting(row)


async def line_of(tx: Tx, meeting: Meeting) -> str | None:
    """What the mentee added to the ask."""
    row = await tx.sql.meetings.find(id=meeting.id)
    if row is None or row["line"] is None:
        return None
    return await tx.open("meetings", "line", meeting.id, meeting.mentee, row["line"])


async def link_of(tx: Tx, meeting: Meeting) -> str | None:
    """The address of the call."""
    row = await tx.sql.meetings.find(id=meeting.id)
    return None if row is None or row["link"] is None else tx.house_open("meetings", "link", meeting.id, row["link"])


async def put_off(tx: Tx, meeting: Meeting, until: datetime) -> bool:
    """The mentor wants to be asked again at an instant, once; the seven days count from there."""
    return bool(await tx.sql.meetings.put_off(id=meeting.id, answer_by=ms(rules.lapses_at(until))))


async def offer_times(
    tx: Tx, meeting: Meeting, times: Sequence[datetime], minutes: int, link: str | None, now: datetime
) -> bool:
    """The mentor's times (UTC) for the mentee to pick from."""
    sealed = None if link is None else tx.house_seal("meetings", "link", meeting.id, link)
    kept = json.dumps([ms(at) for at in times])
    by = ms(rules.lapses_at(now))
    return bool(
        await tx.sql.meetings.offer_times(id=meeting.id, times=kept, minutes=minutes, link=sealed, answer_by=by)
    )


async def want_times(tx: Tx, meeting: Meeting, now: datetime) -> bool:
    """None of the times fit, or the one booked can't be kept: the mentor is asked for others."""
    await letters.withdraw(tx, topic(meeting.id))
    return bool(await tx.sql.meetings.want_times(id=meeting.id, answer_by=ms(rules.lapses_at(now))))


async def book(tx: Tx, meeting: Meeting, at: datetime) -> bool:
    """The mentee picked one of the times."""
    await letters.withdraw(tx, topic(meeting.id))
    return bool(await tx.sql.meetings.book(id=meeting.id, at=ms(at)))


async def meet_again(tx: Tx, meeting: Meeting, now: datetime) -> bool:
    """One meeting more; how the first felt is forgotten."""
    await _settle(tx, meeting)
    return bool(await tx.sql.meetings.meet_again(id=meeting.id, answer_by=ms(rules.lapses_at(now))))


async def agree(tx: Tx, meeting: Meeting) -> bool:
    """Two yeses: the meeting has done its work."""
    await _settle(tx, meeting)
    return bool(await tx.sql.meetings.agree(id=meeting.id))


async def close(tx: Tx, meeting: Meeting, now: datetime) -> bool:
    """Over, kindly. Who said what is gone with it. False when it was over already."""
    await _settle(tx, meeting)
    return bool(await tx.sql.meetings.close(id=meeting.id, closed_at=ms(now)))


async def _settle(tx: Tx, meeting: Meeting) -> None:
    await letters.withdraw(tx, topic(meeting.id))
    await tx.sql.meetings.forget_feelings(meeting_id=meeting.id)


async def feel(tx: Tx, meeting: Meeting, person: PersonId, feeling: Feeling) -> None:
    """Keep what one side felt, sealed under their own key until both have answered."""
    sealed = await tx.seal("feelings", "feeling", meeting.id, person, feeling)
    await tx.sql.meetings.feel(meeting_id=meeting.id, person_id=person, feeling=sealed)


async def felt(tx: Tx, meeting: Meeting) -> dict[PersonId, Feeling]:
    """What each has answered so far. For the rules alone: it is shown to nobody."""
    found = {}
    for row in await tx.sql.meetings.felt(meeting_id=meeting.id):
        person = PersonId(row["person_id"])
        found[person] = Feeling(await tx.open("feelings", "feeling", meeting.id, person, row["feeling"]))
    return found


async def forget_old(tx: Tx, now: datetime) -> None:
    """Call links go a day after the meeting; closed asks once they hide nobody any more."""
    await tx.sql.meetings.forget_links(before=ms(now - KEEP[Kept.CALL_LINK].time))
    await tx.sql.meetings.forget_closed(before=ms(months_later(now, -HIDDEN_MONTHS) - timedelta(minutes=1)))


def _meeting(row: sqlite3.Row) -> Meeting:
    return Meeting(
        id=row["id"],
        mentee=PersonId(row["mentee_id"]),
        mentor=PersonId(row["mentor_id"]),
        state=row["state"],
        hello=row["hello"],
        put_off=bool(row["put_off"]),
        answer_by=None if row["answer_by"] is None else instant(row["answer_by"]),
        times=tuple(instant(at) for at in json.loads(row["times"])),
        minutes=row["minutes"],
        at=None if row["at"] is None else instant(row["at"]),
    )
