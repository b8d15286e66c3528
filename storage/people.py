"""People: a random id, a keyed hash to find them by, and names under their own key. A stolen database names nobody."""

import json
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from mentoring import names
from mentoring.people import Nation, PersonId, Role
from mentoring.quiet_hours import QuietHours
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms

HOLDING = frozenset({Role.GUIDE, Role.OBSERVER})
"""The parts of those who hold circles: a card names them."""
MUTED = "muted"
"""The choice that keeps everything unprompted back."""

Revoked = Callable[[Tx, PersonId, Role], Awaitable[None]]

on_revoke: list[Revoked] = []
"""What other features do when somebody loses a part."""


@dataclass(frozen=True)
class Person:
    """Somebody the bot knows: `waiting` to be let in, or a `member`. Names stay sealed until asked for (`name_of`)."""

    id: PersonId
    state: str
    roles: frozenset[Role]
    language: str
    resting: bool
    choices: dict[str, Any]
    joined_at: datetime
    draft_form: str | None = None

    @property
    def is_member(self) -> bool:
        return self.state == "member"

    @property
    def is_muted(self) -> bool:
        """Whether they asked to be sent nothing but answers."""
        return bool(self.choices.get(MUTED))

    def quiet_until(self, now: datetime) -> datetime | None:
        """When their quiet hours end, if `now` falls into them (K14); None when it does not."""
        hours = QuietHours(
            start=time.fromisoformat(self.choices.get("quiet_from", "21:00")),
            end=time.fromisoformat(self.choices.get("quiet_until", "08:00")),
            zone=self.choices.get("zone", "Europe/London"),
        )
        return hours.next_open(now) if hours.is_quiet(now) else None


def _person(row: sqlite3.Row, *, draft: str | None = None) -> Person:
    held = frozenset(Role(role) for role in (row["roles"] or "").split(",") if role)
    return Person(
        id=PersonId(row["id"]),
        state=row["state"],
        roles=held,
        language=row["language"],
        resting=bool(row["resting"]),
        choices=json.loads(row["choices"]),
        joined_at=instant(row["joined_at"]),
        draft_form=draft,
    )


async def who_is(tx: Tx, telegram_id: int) -> Person | None:
    """Whoever this Telegram number belongs to, with the form they are part-way through."""
    row = await tx.sql.people.by_lookup(lookup=tx.lookup("telegram", str(telegram_id)))
    return None if row is None else _person(row, draft=row["draft_form"])


async def find(tx: Tx, person: PersonId) -> Person | None:
    """One person by id; None once they have been erased."""
    row = await tx.sql.people.by_id(id=person)
    return None if row is None else _person(row)


async def admit(
    tx: Tx,
    telegram_id: int,
    name: str,
    *,
    now: datetime,
    state: str = "member",
    setting: str | None = None,
    nation: Nation | None = None,
    language: str = "en",
    choices: dict[str, Any] | None = None,
) -> PersonId:
    """Take somebody in under a new random id and a new key of their own.

    The key is kept before the row: a crash between the two leaves a key without a person, which opens nothing.
    """
    person = PersonId(new_id())
    await tx.keystore.admit(person)
    await tx.sql.people.add(
        id=person,
        lookup=tx.lookup("telegram", str(telegram_id)),
        telegram=await tx.seal("people", "telegram", person, person, str(telegram_id)),
        name=await tx.seal("people", "name", person, person, name),
        setting=None if setting is None else await tx.seal("people", "setting", person, person, setting),
        nation=None if nation is None else await tx.seal("people", "nation", person, person, nation),
        language=language,
        state=state,
        choices=json.dumps(choices or {}),
        joined_at=ms(now),
    )
    return person


async def name_of(tx: Tx, person: PersonId) -> str | None:
    """The name they chose to show; None once they have been erased."""
    return await _opened(tx, person, "name")


async def called(tx: Tx, person: PersonId) -> tuple[str, int] | None:
    """Their first name, and the number that tells them apart from others who hold circles (0 for who does not)."""
    row = await tx.sql.people.by_id(id=person)
    name = None if row is None else await tx.open("people", "name", person, person, row["name"])
    return (names.first_name(name), int(row["namesake"])) if name else None


async def nation_of(tx: Tx, person: PersonId) -> Nation | None:
    """Where they work, if they said."""
    said = await _opened(tx, person, "nation")
    return Nation(said) if said else None


async def setting_of(tx: Tx, person: PersonId) -> str | None:
    """Their kind of workplace, if they said."""
    return await _opened(tx, person, "setting")


async def telegram_of(tx: Tx, person: PersonId) -> int | None:
    """Their Telegram number, which is also their private chat with the bot."""
    kept = await _opened(tx, person, "telegram")
    return int(kept) if kept else None


async def _opened(tx: Tx, person: PersonId, column: str) -> str | None:
    row = await tx.sql.people.by_id(id=person)
    if row is None or row[column] is None:
        return None
    return await tx.open("people", column, person, person, row[column])


async def let_in(tx: Tx, person: PersonId) -> bool:
    """From waiting to member. False when somebody else already did it, or they left."""
    return bool(await tx.sql.people.let_in(id=person))


async def rename(tx: Tx, person: PersonId, name: str) -> None:
    """Show another name from now on."""
    known = await called(tx, person)
    await tx.sql.people.rename(id=person, name=await tx.seal("people", "name", person, person, name))
    if known is not None and known[1]:
        same = names.as_it_looks(known[0]) == names.as_it_looks(names.first_name(name))
        await _tell_apart(tx, person, known[1] if same else 0)


async def set_nation(tx: Tx, person: PersonId, nation: Nation | None) -> None:
    """Where they work, or that they would rather not say."""
    sealed = None if nation is None else await tx.seal("people", "nation", person, person, nation)
    await tx.sql.people.set_nation(id=person, nation=sealed)


async def grant(tx: Tx, person: PersonId, role: Role, *, now: datetime) -> None:
    """Give somebody a part. Twice is once. Their private pages are locked.

    Whoever may hold circles gets a number beside others called the same.
    """
    tx.part_changed.add(person)
    await tx.sql.people.grant(person_id=person, role=role, granted_at=ms(now))
    known = await called(tx, person) if role in HOLDING else None
    if known is not None:
        await _tell_apart(tx, person, known[1])


async def _tell_apart(tx: Tx, person: PersonId, own: int) -> None:
    """A change of observer is another card, also where both have the same first name (K5): so their numbers differ."""
    mine, taken = await called(tx, person), []
    for row in await tx.sql.people.namesakes(id=person):
        other = await called(tx, PersonId(row["id"]))
        if mine is not None and other is not None and names.as_it_looks(other[0]) == names.as_it_looks(mine[0]):
            taken.append(other[1])
    await tx.sql.people.set_namesake(id=person, namesake=names.free_number(own, taken))


async def looks_like_one_with_a_part(tx: Tx, person: PersonId) -> bool:
    """Whether their whole name looks like that of somebody who holds a part here, by chance or on purpose."""
    look = names.as_it_looks(await name_of(tx, person) or "")
    others = [PersonId(row["person_id"]) for row in await tx.sql.people.with_a_part(id=person)]
    return any([names.as_it_looks(await name_of(tx, other) or "") == look for other in others])


async def revoke(tx: Tx, person: PersonId, role: Role) -> None:
    """Take a part back; it is gone from this very transaction on. Their private pages are locked."""
    tx.part_changed.add(person)
    await tx.sql.people.revoke(person_id=person, role=role)
    for then in on_revoke:
        await then(tx, person, role)


async def holding(tx: Tx, role: Role) -> list[PersonId]:
    """Members who hold a part."""
    return [PersonId(row["id"]) for row in await tx.sql.people.holding(role=role)]


async def move(tx: Tx, person: PersonId, telegram_id: int) -> None:
    """They are somebody else on Telegram from this transaction on; the account before is a stranger's."""
    lookup = tx.lookup("telegram", str(telegram_id))
    sealed = await tx.seal("people", "telegram", person, person, str(telegram_id))
    await tx.sql.people.move(id=person, lookup=lookup, telegram=sealed)


async def rest(tx: Tx, person: PersonId, *, resting: bool) -> None:
    """They blocked the bot, or are back: nothing is sent to somebody who rests."""
    await tx.sql.people.set_resting(id=person, resting=int(resting))


async def back(tx: Tx, person: PersonId, *, now: datetime) -> None:
    """They have written or let the bot back in: they rest no more, and changes in their chat are owed again."""
    await rest(tx, person, resting=False)
    await letters.owe_again(tx, person, now=now)


async def choose(tx: Tx, person: PersonId, choices: dict[str, Any]) -> None:
    """Keep their choices (quiet hours, time zone, cap, mute): plain settings, no words of theirs."""
    await tx.sql.people.set_choices(id=person, choices=json.dumps(choices))
