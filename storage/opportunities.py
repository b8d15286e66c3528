"""Opportunities: the cards coordinators pass on, and who saved one or said it is not for them."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mentoring import opportunities as rules
from mentoring.opportunities import AlreadySent, Field, HasClosed, NotSentYet, Part, WasTakenBack
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import opportunity_times
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms

Card = dict[Field, str]
EVERYONE = "everyone"


class Answer(StrEnum):
    """What a member said to a chance. No coordinator ever sees whose it is."""

    SAVED = "saved"
    NOT_FOR_ME = "not-for-me"


@dataclass(frozen=True)
class Opportunity:
    """One chance: `draft`, `live` (sent or being sent), `paused` or `recalled`. Times are UTC.

    `closes_at` is the instant it is over, earlier than its card says when it was closed early. `audience` is `everyone`
    or a Part. `screen` is the message of `sent_by` in which the progress is shown.
    """

    id: str
    card: Card
    state: str
    closes_at: datetime
    fair: str | None
    audience: str | None
    sent_at: datetime | None
    sent_by: PersonId | None
    screen: int | None
    fixed_at: datetime | None
    reminded_at: datetime | None
    copies: int
    kept: dict[str, int | None]

    @property
    def title(self) -> str:
        return self.card[Field.TITLE]

    @property
    def closes(self) -> date:
        """The closing day its card shows."""
        return date.fromisoformat(self.card[Field.CLOSES])

    def is_open(self, now: datetime) -> bool:
        return self.state in ("live", "paused") and now < self.closes_at

    def check_open(self, now: datetime) -> None:
        """Raises NotSentYet, WasTakenBack or HasClosed."""
        self.check_out()
        if not self.is_open(now):
            raise HasClosed

    def check_out(self) -> None:
        """Raises NotSentYet or WasTakenBack."""
        if self.state == "draft":
            raise NotSentYet
        self.check_standing()

    def check_standing(self) -> None:
        """Raises WasTakenBack."""
        if self.state == "recalled":
            raise WasTakenBack


def topic(opportunity: str) -> str:
    """What gathers the copies of one chance."""
    return f"opportunity:{opportunity}"


def saved_topic(opportunity: str) -> str:
    """What gathers the reminders of everybody who saved it."""
    return f"saved:{opportunity}"


def _read(tx: Tx, row: sqlite3.Row) -> Opportunity:
    return Opportunity(
        id=row["id"],
        card={Field(key): said for key, said in json.loads(_open(tx, row, "card") or "{}").items()},
        state=row["state"],
        closes_at=instant(row["closes_at"]),
        fair=row["fair"],
        audience=_open(tx, row, "audience"),
        sent_at=None if row["sent_at"] is None else instant(row["sent_at"]),
        sent_by=row["sent_by"],
        screen=row["screen"],
        fixed_at=None if row["fixed_at"] is None else instant(row["fixed_at"]),
        reminded_at=None if row["reminded_at"] is None else instant(row["reminded_at"]),
        copies=row["copies"],
        kept={name: row[name] for name in ("reached", "unreached", "saved", "not_for_me")},
    )


def _open(tx: Tx, row: sqlite3.Row, column: str) -> str | None:
    return None if row[column] is None else tx.house_open("opportunities", column, row["id"], row[column])


def _seal(tx: Tx, opportunity: str, column: str, text: str) -> bytes:
    return tx.house_seal("opportunities", column, opportunity, text)


# Drafts


async def add(tx: Tx, card: Card, *, now: datetime) -> Opportunity:
    """Keep a whole card as a draft. Raises CardIncomplete, UnknownCategory."""
    rules.check_card(card)
    opportunity = new_id()
    await tx.sql.opportunities.add(
        id=opportunity,
        card=_seal(tx, opportunity, "card", json.dumps(card)),
        category=card[Field.CATEGORY],
        closes_at=ms(rules.closes_at(date.fromisoformat(card[Field.CLOSES]))),
        made_at=ms(now),
    )
    return await find(tx, opportunity)


async def find(tx: Tx, opportunity: str) -> Opportunity:
    """One chance. Raises OldButton when there is none (any more)."""
    row = await tx.sql.opportunities.find(id=opportunity)
    if row is None:
        raise OldButton
    return _read(tx, row)


async def draft(tx: Tx, opportunity: str) -> Opportunity:
    """One that has not gone out. Raises AlreadySent, OldButton."""
    found = await find(tx, opportunity)
    if found.state != "draft":
        raise AlreadySent
    return found


async def why_of(tx: Tx, opportunity: str) -> str | None:
    """The sender's line on why it went out although a fair check said no."""
    row = await tx.sql.opportunities.find(id=opportunity)
    return None if row is None else _open(tx, row, "why")


async def set_card(tx: Tx, opportunity: Opportunity, card: Card, *, now: datetime) -> Opportunity:
    """Put a changed card in place of the old: a draft needs its fair check anew, one that is out was fixed at `now`."""
    rules.check_card(card)
    await tx.sql.opportunities.set_card(
        id=opportunity.id,
        card=_seal(tx, opportunity.id, "card", json.dumps(card)),
        category=card[Field.CATEGORY],
        closes_at=ms(_closing(opportunity, card)),
        fixed_at=None if opportunity.state == "draft" else ms(now),
    )
    return await find(tx, opportunity.id)


def _closing(opportunity: Opportunity, card: Card) -> datetime:
    """A new closing day counts; another change leaves one that was closed early closed."""
    if card[Field.CLOSES] == opportunity.card[Field.CLOSES]:
        return opportunity.closes_at
    return rules.closes_at(date.fromisoformat(card[Field.CLOSES]))


async def set_fair(tx: Tx, opportunity: str, *, why: str | None = None) -> None:
    """Keep that the fair check was a yes to all, or why it is sent anyway. Raises AlreadySent."""
    sealed = None if why is None else _seal(tx, opportunity, "why", why)
    fair = "yes" if why is None else "anyway"
    if not await tx.sql.opportunities.set_fair(id=opportunity, fair=fair, why=sealed):
        raise AlreadySent


async def set_audience(tx: Tx, opportunity: str, audience: str) -> None:
    """Who it is for: `everyone` or a Part. Raises AlreadySent."""
    value = audience if audience == EVERYONE else Part(audience)
    if not await tx.sql.opportunities.set_audience(id=opportunity, audience=_seal(tx, opportunity, "audience", value)):
        raise AlreadySent


async def drafts(tx: Tx) -> list[Opportunity]:
    """What has not gone out, the newest first."""
    return [_read(tx, row) for row in await tx.sql.opportunities.drafts()]


async def sent(tx: Tx) -> list[Opportunity]:
    """What went out, the newest first, those taken back too."""
    return [_read(tx, row) for row in await tx.sql.opportunities.sent()]


async def drop_draft(tx: Tx, opportunity: str) -> None:
    """Let a draft go, and its time with it. Raises AlreadySent when it has gone out."""
    await opportunity_times.drop(tx, opportunity)
    if not await tx.sql.opportunities.drop_draft(id=opportunity):
        raise AlreadySent


# What members do with them


async def still_open(tx: Tx, person: PersonId, now: datetime) -> list[Opportunity]:
    """What somebody may still go for, what closes soonest first, without those that are not for them."""
    return [_read(tx, row) for row in await tx.sql.opportunities.open(person_id=person, now=ms(now))]


async def saved_by(tx: Tx, person: PersonId, now: datetime) -> list[Opportunity]:
    """What somebody saved and may still go for. For their own eyes."""
    return [_read(tx, row) for row in await tx.sql.opportunities.saved_by(person_id=person, now=ms(now))]


async def answer_of(tx: Tx, opportunity: str, person: PersonId) -> Answer | None:
    """What they said to it. For their own eyes."""
    said = await tx.sql.opportunities.answer_of(id=opportunity, person_id=person)
    return None if said is None else Answer(said)


async def save(
    tx: Tx, opportunity: Opportunity, person: PersonId, *, now: datetime, zone: str
) -> list[datetime] | None:
    """Save it and owe the reminders before it closes (P-T4.01); returns when they come. None when it was saved before.

    Raises NotSentYet, WasTakenBack, HasClosed.
    """
    opportunity.check_open(now)
    if not await _answer(tx, opportunity.id, person, Answer.SAVED, now):
        return None
    return await remind(tx, opportunity, person, now=now, zone=zone)


async def unsave(tx: Tx, opportunity: str, person: PersonId) -> None:
    """No longer saved; no reminder comes."""
    await tx.sql.opportunities.unanswer(id=opportunity, person_id=person, answer=Answer.SAVED)
    await letters.withdraw(tx, saved_topic(opportunity), to=person)


async def not_for(tx: Tx, opportunity: Opportunity, person: PersonId, *, now: datetime) -> None:
    """Not for them: no reminder comes, and the list leaves it out. Raises NotSentYet, WasTakenBack, HasClosed."""
    opportunity.check_open(now)
    await _answer(tx, opportunity.id, person, Answer.NOT_FOR_ME, now)
    await letters.withdraw(tx, saved_topic(opportunity.id), to=person)


async def for_me_after_all(tx: Tx, opportunity: str, person: PersonId) -> None:
    """Take a «not for me» back."""
    await tx.sql.opportunities.unanswer(id=opportunity, person_id=person, answer=Answer.NOT_FOR_ME)


async def remind(tx: Tx, opportunity: Opportunity, person: PersonId, *, now: datetime, zone: str) -> list[datetime]:
    """Owe one person their reminders in place of earlier ones. Returns when they come (UTC)."""
    await letters.withdraw(tx, saved_topic(opportunity.id), to=person)
    due = [at for at in rules.reminders(opportunity.closes, now, zone=zone) if at < opportunity.closes_at]
    for at in due:
        await letters.owe(
            tx,
            kind="opportunity-reminder",
            to=person,
            due=at,
            about={"opportunity": opportunity.id},
            topic=saved_topic(opportunity.id),
        )
    return due


async def _answer(tx: Tx, opportunity: str, person: PersonId, answer: Answer, now: datetime) -> bool:
    changed = await tx.sql.opportunities.answer(id=opportunity, person_id=person, answer=answer, at=ms(now))
    return bool(changed)
