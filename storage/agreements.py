"""Agreements: each side's answers under their own key, every version, and the two yeses that make a pair."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mentoring import agreements as rules
from mentoring.agreements import Agreement, Side
from mentoring.calendar import months_later
from mentoring.keep_times import KEEP, Kept
from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms

Answers = dict[str, Any]


@dataclass(frozen=True)
class Written:
    """An agreement as it is kept: whose, its versions and yeses, and when it was opened and closed (UTC)."""

    id: str
    terms: Agreement
    opened_at: datetime
    closed_at: datetime | None

    def side_of(self, person: PersonId) -> Side | None:
        """Which side somebody is on; None for anyone else."""
        return {self.terms.mentee: Side.MENTEE, self.terms.mentor: Side.MENTOR}.get(person)

    def other(self, person: PersonId) -> PersonId:
        """The one who is not `person`."""
        return self.terms.mentee if person == self.terms.mentor else self.terms.mentor


async def begin(tx: Tx, mentee: PersonId, mentor: PersonId, now: datetime) -> str:
    """Open an agreement for two people who both said yes. Returns its id, which the pair will have too."""
    agreement = new_id()
    await tx.sql.agreements.open(id=agreement, mentee_id=mentee, mentor_id=mentor, opened_at=ms(now))
    return agreement


async def find(tx: Tx, agreement_id: str) -> Written | None:
    """One agreement, whatever its state."""
    row = await tx.sql.agreements.find(id=agreement_id)
    if row is None:
        return None
    yeses = await tx.sql.agreements.yeses(id=agreement_id, version=row["version"])
    terms = Agreement(
        mentee=PersonId(row["mentee_id"]),
        mentor=PersonId(row["mentor_id"]),
        version=row["version"],
        accepted=frozenset(PersonId(yes["person_id"]) for yes in yeses),
        standing=row["standing"],
    )
    closed = None if row["closed_at"] is None else instant(row["closed_at"])
    return Written(agreement_id, terms, instant(row["opened_at"]), closed)


async def of_person(tx: Tx, person: PersonId) -> list[Written]:
    """Somebody's agreements that are not over, standing or in the making."""
    found = [await find(tx, row["id"]) for row in await tx.sql.agreements.of_person(person_id=person)]
    return [written for written in found if written]


async def answers_of(tx: Tx, written: Written, person: PersonId, version: int | None = None) -> Answers | None:
    """What one side answered, as of a version (the newest when None); None before they did."""
    row = await tx.sql.agreements.answers(
        id=written.id, person_id=person, version=written.terms.version if version is None else version
    )
    if row is None:
        return None
    place = _place(written.id, row["version"])
    kept: Answers = json.loads(await tx.open("agreement_answers", "answers", place, person, row["answers"]))
    return kept


async def both_done(tx: Tx, written: Written) -> bool:
    """Have both answered, so that the two may be shown side by side?"""
    sides = (written.terms.mentee, written.terms.mentor)
    return all([await answers_of(tx, written, side) is not None for side in sides])


async def keep_answers(tx: Tx, written: Written, person: PersonId, answers: Answers) -> int:
    """Keep one side's answers. Once both have been shown, a change makes a new version. Returns the version.

    Raises NotAllowed for anyone else.
    """
    version = written.terms.version
    if await both_done(tx, written):
        version = rules.edit(written.terms, person).version
        await tx.sql.agreements.new_version(id=written.id, version=version)
        await tx.sql.agreements.forget_yeses(id=written.id)
    sealed = await tx.seal("agreement_answers", "answers", _place(written.id, version), person, json.dumps(answers))
    await tx.sql.agreements.keep_answers(id=written.id, person_id=person, version=version, answers=sealed)
    return version


async def accept(tx: Tx, written: Written, person: PersonId, version: int, now: datetime) -> bool:
    """One side's yes to the version they read. True when that version now stands for both (K10).

    Raises NewerVersion, NotYetAnswered, and NotAllowed for anyone else.
    """
    accepted = rules.accept(written.terms, person, version)
    if not await both_done(tx, written):
        raise rules.NotYetAnswered
    if written.terms.standing == version:
        return True  # an old button: its yes was counted, and is no wish for another six months
    await tx.sql.agreements.say_yes(id=written.id, person_id=person, version=version, at=ms(now))
    if accepted.standing != version:
        return False
    await tx.sql.agreements.stand(id=written.id, version=version)
    await tx.sql.agreements.forget_older(id=written.id, version=version)
    return True


async def close(tx: Tx, agreement_id: str, now: datetime) -> None:
    """Over: six months from now its answers go."""
    await tx.sql.agreements.close(id=agreement_id, closed_at=ms(now))


async def forget_old(tx: Tx, now: datetime) -> None:
    """Answers, yeses and the agreement itself go six months after the end."""
    before = ms(months_later(now, -KEEP[Kept.AGREEMENT].months))
    await tx.sql.agreements.forget_closed(before=before)
    await tx.sql.agreements.forget_closed_yeses(before=before)
    await tx.sql.agreements.forget_closed_ones(before=before)


def _place(agreement: str, version: int) -> str:
    return f"{agreement}/{version}"
