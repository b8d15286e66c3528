"""Sending opportunities: one letter to each person, changes and recalls of what went out, and counts without names."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoring import opportunities as rules
from mentoring.keep_times import KEEP, Kept
from mentoring.opportunities import AlreadySent, Field, NotCheckedYet, Part
from mentoring.people import PersonId
from storage import opportunities, people
from storage.core import audit, letters
from storage.core.database import Tx
from storage.core.instants import instant, ms
from storage.core.letters import About, Lane, Letter
from storage.opportunities import EVERYONE, Answer, Opportunity, saved_topic, topic

COPY = "opportunity"
NUDGE = "opportunity-nudge"
"""A reminder, with the card once more: it counts as one of the week's, and is changed with the copies."""
A_DAY = timedelta(days=1)
DRAFT_KEPT = timedelta(days=30)
CARD_KEPT = timedelta(days=365)


@dataclass(frozen=True)
class Progress:
    """How a send goes: copies in all, those that arrived, that could not, that wait, and that wait for another day."""

    copies: int
    reached: int
    unreached: int
    waiting: int
    later: int

    @property
    def settled(self) -> int:
        return self.reached + self.unreached

    @property
    def done(self) -> bool:
        return self.waiting == 0


# Who it goes to


async def audience(tx: Tx, category: str, part: str) -> list[PersonId]:
    """Members who asked for this category, `everyone` or those of a Part. Nothing else about anyone is looked at."""
    wanting = [row for row in await tx.sql.opportunities.members() if rules.wants(json.loads(row["choices"]), category)]
    if part == EVERYONE:
        return [PersonId(row["id"]) for row in wanting]
    found = []
    for row in wanting:
        person, sealed = PersonId(row["id"]), row["setting"]
        setting = None if sealed is None else await tx.open("people", "setting", person, person, sealed)
        if rules.in_part(setting, Part(part)):
            found.append(person)
    return found


async def send(tx: Tx, opportunity: str, *, by: PersonId, screen: int | None, now: datetime) -> Opportunity:
    """Owe everyone of its audience a copy, once; `screen` is the message that shows how it goes.

    Raises AlreadySent, NotCheckedYet, ClosingDatePassed, AudienceTooSmall, OldButton.
    """
    found = await opportunities.draft(tx, opportunity)
    if found.fair is None or found.audience is None:
        raise NotCheckedYet
    rules.check_closing(found.closes, now)
    readers = await audience(tx, found.card[Field.CATEGORY], found.audience)
    rules.check_audience(len(readers))
    if not await tx.sql.opportunities.send(id=opportunity, now=ms(now), by=by, screen=screen, copies=len(readers)):
        raise AlreadySent
    about: About = {"opportunity": opportunity}
    tx.owed.extend(
        Letter(COPY, now, Lane.BROADCAST, person=reader, about=about, topic=topic(opportunity), keep=True, made=now)
        for reader in readers
    )
    await audit.note(tx, "opportunity-sent", by=by, about=opportunity, now=now)
    return await opportunities.find(tx, opportunity)


async def earlier_copies(tx: Tx, letter: Letter, now: datetime) -> tuple[list[datetime], int]:
    """When other copies and reminders reached this one's reader (UTC), and how many before it are about to."""
    sent, ahead = [], 0
    for row in await tx.sql.opportunities.copies_of_person(person_id=letter.person):
        if row["id"] == letter.id:
            continue
        if row["state"] in ("sent", "unknown"):
            sent.append(instant(row["due"]))
        ahead += row["state"] == "sending" or (row["state"] == "waiting" and _is_before(row, letter, now))
    return sent, ahead


def _is_before(row: sqlite3.Row, letter: Letter, now: datetime) -> bool:
    due, made, mine = row["due"], row["made"], (ms(letter.made or letter.due), letter.id)
    return bool(due <= ms(now) and (made, row["id"]) < mine)


# While it goes out, and after


async def pause(tx: Tx, opportunity: str) -> None:
    """Hold the copies that have not left. Twice is once."""
    await tx.sql.opportunities.turn_state(id=opportunity, before="live", after="paused")


async def go_on(tx: Tx, opportunity: str, *, now: datetime) -> None:
    """Let them go on; those that wait for a morning or a week look again by themselves."""
    if await tx.sql.opportunities.turn_state(id=opportunity, before="paused", after="live"):
        await tx.sql.opportunities.wake_copies(topic=topic(opportunity), now=ms(now))


async def watch(tx: Tx, opportunity: str, *, by: PersonId, screen: int | None) -> None:
    """Show the progress in another message from here on."""
    await tx.sql.opportunities.set_screen(id=opportunity, by=by, screen=screen)


async def recall(tx: Tx, opportunity: str, *, by: PersonId, now: datetime) -> bool:
    """Withdraw what waits and owe every copy that is out its change. False when it was taken back before."""
    if not await tx.sql.opportunities.take_back(id=opportunity):
        return False
    for about in (topic(opportunity), saved_topic(opportunity), _edits(opportunity), _details(opportunity)):
        await letters.withdraw(tx, about)
    await owe_changes(tx, opportunity, now=now)
    await audit.note(tx, "opportunity-recalled", by=by, about=opportunity, now=now)
    return True


async def fix(tx: Tx, opportunity: Opportunity, field: Field, said: str, *, now: datetime) -> Opportunity:
    """Change one field: every copy that is out is changed, and whoever saved it gets one line. Raises WasTakenBack."""
    opportunity.check_standing()
    fixed = await opportunities.set_card(tx, opportunity, {**opportunity.card, field: said}, now=now)
    if fixed.state != "draft":
        await owe_changes(tx, fixed.id, now=now)
        await _tell_savers(tx, fixed, field, now=now)
    return fixed


async def close(tx: Tx, opportunity: str, *, by: PersonId, now: datetime) -> bool:
    """Close it before its day: what waits is withdrawn and every copy says so. False when it was not open."""
    if not await tx.sql.opportunities.close(id=opportunity, now=ms(now)):
        return False
    await letters.withdraw(tx, topic(opportunity))
    await owe_changes(tx, opportunity, now=now)
    await _tell_savers(tx, await opportunities.find(tx, opportunity), Field.CLOSES, now=now)
    await audit.note(tx, "opportunity-closed", by=by, about=opportunity, now=now)
    return True


async def owe_changes(tx: Tx, opportunity: str, *, now: datetime) -> None:
    """Owe each copy and reminder that is out the words that are true now, in place of changes not made yet."""
    await letters.withdraw(tx, _edits(opportunity))
    for row in await tx.sql.opportunities.copies_out(topic=topic(opportunity)):
        await owe_change(tx, opportunity, PersonId(row["person_id"]), row["message_id"], row["kind"], now=now)


async def owe_change(tx: Tx, opportunity: str, person: PersonId, message: int, kind: str, *, now: datetime) -> None:
    """Owe one COPY or NUDGE the words that are true now."""
    about: About = {"opportunity": opportunity, "message": message, "kind": kind}
    await letters.owe(tx, kind="opportunity-change", to=person, due=now, about=about, topic=_edits(opportunity))


async def _tell_savers(tx: Tx, fixed: Opportunity, field: Field, *, now: datetime) -> None:
    await letters.withdraw(tx, _details(fixed.id))
    about: About = {"opportunity": fixed.id, "field": field}
    for row in await tx.sql.opportunities.savers(id=fixed.id):
        saver = PersonId(row["person_id"])
        await letters.owe(tx, kind="opportunity-detail", to=saver, due=now, about=about, topic=_details(fixed.id))
        if field is Field.CLOSES:
            known = await people.find(tx, saver)
            zone = str(known.choices.get("zone", "Europe/London")) if known else "Europe/London"
            await opportunities.remind(tx, fixed, saver, now=now, zone=zone)


def _edits(opportunity: str) -> str:
    return f"opportunity-changes:{opportunity}"


def _details(opportunity: str) -> str:
    return f"opportunity-details:{opportunity}"


# Counts, never names


async def progress(tx: Tx, opportunity: Opportunity, now: datetime) -> Progress:
    """How far a send is, from the copies themselves; from the kept counts once those are gone."""
    states = await letters.outcomes(tx, topic(opportunity.id), COPY)
    owed = sum(letter.topic == topic(opportunity.id) and letter.kind == COPY for letter in tx.owed)
    if owed:  # sent by this very transaction: not a row yet
        return Progress(opportunity.copies, 0, 0, owed, 0)
    if not states:
        reached, unreached = (int(opportunity.kept[name] or 0) for name in ("reached", "unreached"))
        return Progress(opportunity.copies, reached, unreached, 0, 0)
    later = await tx.sql.opportunities.waiting_later(topic=topic(opportunity.id), now=ms(now + timedelta(minutes=30)))
    return Progress(
        copies=opportunity.copies,
        reached=states.get("sent", 0),
        unreached=sum(states.get(state, 0) for state in ("resting", "given-up", "unknown")),
        waiting=states.get("waiting", 0) + states.get("sending", 0),
        later=int(later),
    )


async def is_owed(tx: Tx, about: str) -> bool:
    """Whether a letter of this topic is waiting on disk."""
    return bool(await tx.sql.opportunities.waiting_in_topic(topic=about))


async def answered(tx: Tx, opportunity: Opportunity, until: datetime) -> dict[Answer, int]:
    """How many had saved it, and how many had said it is not for them, at `until` (UTC)."""
    if opportunity.kept["saved"] is not None:
        counts = {"saved": opportunity.kept["saved"], "not-for-me": opportunity.kept["not_for_me"]}
    else:
        rows = await tx.sql.opportunities.answers_counted(id=opportunity.id, until=ms(until))
        counts = {row["answer"]: row["n"] for row in rows}
    return {answer: int(counts.get(answer) or 0) for answer in Answer}


async def keep_times(tx: Tx, now: datetime) -> None:
    """Keep counts and let go of names: of copies before 30 days are over, of answers 30 days after closing."""
    young = now - KEEP[Kept.SEND_LOG].time + A_DAY
    for row in await tx.sql.opportunities.young(after=ms(young)):
        so_far = await progress(tx, await opportunities.find(tx, row["id"]), now)
        await tx.sql.opportunities.keep_counts(id=row["id"], reached=so_far.reached, unreached=so_far.unreached)
    await _forget_answers(tx, now)
    await tx.sql.opportunities.forget_drafts(before=ms(now - DRAFT_KEPT))
    await tx.sql.opportunities.forget_old(before=ms(now - CARD_KEPT))


async def _forget_answers(tx: Tx, now: datetime) -> None:
    kept = KEEP[Kept.SAVED_ITEM].time
    for row in await tx.sql.opportunities.closed_long(before=ms(now - kept)):
        found = await opportunities.find(tx, row["id"])
        counts = await answered(tx, found, now)
        saved, not_for_me = counts[Answer.SAVED], counts[Answer.NOT_FOR_ME]
        await tx.sql.opportunities.keep_answers(id=found.id, saved=saved, not_for_me=not_for_me)
        await tx.sql.opportunities.forget_answers(id=found.id)
