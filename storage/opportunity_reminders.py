"""The reminder of a chance: once, to whoever got a copy and saved it or has not tapped, and nobody is counted."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from mentoring import opportunities as chances
from mentoring import opportunity_reminders as rules
from mentoring.opportunities import Field
from mentoring.people import PersonId
from mentoring.problems import Problem
from storage import opportunity_sends as sends
from storage.core import audit
from storage.core.database import Tx
from storage.core.instants import instant, ms
from storage.core.letters import About, Lane, Letter
from storage.opportunities import Opportunity, topic
from storage.opportunity_sends import NUDGE


async def check(tx: Tx, opportunity: Opportunity, now: datetime) -> None:
    """Whether one may go now. Raises NotSentYet, WasTakenBack, HasClosed, and what the rule raises."""
    opportunity.check_open(now)
    rules.check(
        opportunity.sent_at or now,
        opportunity.closes_at,
        now,
        paused=opportunity.state == "paused",
        settled=(await sends.progress(tx, opportunity, now)).done,
        reminded=opportunity.reminded_at is not None,
    )


async def may_go(tx: Tx, opportunity: Opportunity, now: datetime) -> bool:
    """Whether a reminder can be offered."""
    try:
        await check(tx, opportunity, now)
    except Problem:
        return False
    return True


async def send(tx: Tx, opportunity: Opportunity, *, by: PersonId, now: datetime) -> bool:
    """Owe the reminder to everyone it is for. False when it was sent before, by whomever. Raises as `check`."""
    if opportunity.reminded_at is not None:
        return False
    await check(tx, opportunity, now)
    if not await tx.sql.opportunity_reminders.set_reminded(id=opportunity.id, now=ms(now)):
        return False
    about: About = {"opportunity": opportunity.id}
    tx.owed.extend(
        Letter(NUDGE, now, Lane.BROADCAST, person=reader, about=about, topic=topic(opportunity.id), keep=True, made=now)
        for reader in await _readers(tx, opportunity)
    )
    await audit.note(tx, "opportunity-reminded", by=by, about=opportunity.id, now=now)
    return True


async def _readers(tx: Tx, opportunity: Opportunity) -> list[PersonId]:
    """Whoever got a copy and still asks for its kind, without those who have put it away."""
    rows = await tx.sql.opportunity_reminders.to_remind(id=opportunity.id, topic=topic(opportunity.id))
    category = opportunity.card[Field.CATEGORY]
    return [PersonId(row["person_id"]) for row in rows if chances.wants(json.loads(row["choices"]), category)]


async def came_today(tx: Tx, opportunity: str, person: PersonId, *, now: datetime, zone: str) -> bool:
    """Whether it has reached somebody on this day of theirs."""
    today = now.astimezone(ZoneInfo(zone)).date()
    rows = await tx.sql.opportunity_reminders.reminded(topic=topic(opportunity), person_id=person)
    return any(instant(row["due"]).astimezone(ZoneInfo(zone)).date() == today for row in rows)
