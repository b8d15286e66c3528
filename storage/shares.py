"""Pages shared with a mentor: each a copy sealed to that mentor's key, for some days, and its writer's to take back."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from mentoring import sharing as rules
from mentoring.people import PersonId, Role
from storage import pairs, people, share_drafts, share_keys, share_rows
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms
from storage.core.letters import Lane
from storage.core.sealing import Damaged, as_utf8, open_envelope, seal_envelope
from storage.pairs import Pair
from storage.reflections import Hold
from storage.shown import clear_at_once

WAITING, LAPSES, LOST = "share-waiting", "share-lapses", "share-lost"


@dataclass(frozen=True)
class Share:
    """One copy, without its words. `opened`: the day the mentor first opened it. Not `sound`: it failed its check."""

    id: str
    writer: PersonId
    mentor: PersonId
    page: str
    expires: datetime
    opened: date | None
    sound: bool = True


# Before sharing


async def mentors_of(tx: Tx, person: PersonId) -> list[Pair]:
    """Their pairs with a mentor that are on now: neither paused nor ended, and the mentor still is one."""
    return [
        pair
        for pair in await pairs.of_person(tx, person)
        if pair.mentee == person and pair.state == "agreed" and await _is_mentor(tx, pair.mentor)
    ]


async def _is_mentor(tx: Tx, person: PersonId) -> bool:
    known = await people.find(tx, person)
    return known is not None and known.is_member and Role.MENTOR in known.roles


async def check_today(tx: Tx, person: PersonId, now: datetime) -> None:
    """Raises SharedEnoughToday."""
    rules.check_today(await _shared_today(tx, person, now))


async def _shared_today(tx: Tx, person: PersonId, now: datetime) -> int:
    return int(await tx.sql.shares.shared_on(person_id=person, day=rules.today(now).isoformat()) or 0)


# Sharing


async def share(tx: Tx, pair: Pair, page: str, text: str, *, days: int, zone: str, now: datetime) -> datetime:
    """Seal a copy to the mentor, and owe them one discreet line. Returns the instant it ends.

    Raises SharedEnoughToday, MentorHasNoLock, MentorKeyDamaged.
    """
    shared = await _shared_today(tx, pair.mentee, now)
    rules.check_today(shared)
    key, until, made = await share_keys.of(tx, pair.mentor), rules.ends(now, days, zone), new_id()
    envelope = seal_envelope(key, share_rows.binding(tx, pair.mentor, made), as_utf8(text))
    values = (made, pair.mentee, pair.mentor, pair.id, page, ms(until), None, envelope)
    await tx.sql.shares.add(**dict(zip(share_rows.COLUMNS, values, strict=True)), mac=share_rows.mac(tx, *values))
    await tx.sql.shares.count(person_id=pair.mentee, day=rules.today(now).isoformat(), shared=shared + 1)
    await share_keys.remember(tx, pair.mentee, pair.mentor, key)
    await _owe_letters(tx, made, pair.mentor, now, until)
    return until


async def _owe_letters(tx: Tx, made: str, mentor: PersonId, now: datetime, until: datetime) -> None:
    about = {"share": made}
    await letters.owe(tx, kind=WAITING, to=mentor, due=now, about=about, topic=topic(made))
    await letters.owe(tx, kind=LAPSES, due=until, about=about, topic=topic(made), lane=Lane.CRISIS)


# The writer's side


async def by(tx: Tx, writer: PersonId, now: datetime) -> list[Share]:
    """What somebody has shared and can still be read, the first to end first."""
    return [_share(tx, row) for row in await tx.sql.shares.by_writer(person_id=writer) if instant(row["expires"]) > now]


async def is_shared(tx: Tx, writer: PersonId, page: str) -> bool:
    """Whether a copy of this page of theirs is with somebody."""
    return bool(await tx.sql.shares.of_page(page_id=page, writer_id=writer))


async def take_back(tx: Tx, writer: PersonId, share_id: str) -> bool:
    """It is gone at once, from the mentor's screen too. False when it is gone already, or not theirs."""
    row = await tx.sql.shares.find(id=share_id)
    if row is None or row["writer_id"] != writer:
        return False
    await _end(tx, row)
    return True


# The mentor's side


async def with_mentor(tx: Tx, mentor: PersonId, now: datetime) -> list[Share]:
    """What has been shared with somebody, the first to end first."""
    rows = await tx.sql.shares.with_mentor(person_id=mentor)
    return [_share(tx, row) for row in rows if instant(row["expires"]) > now]


async def find_for(tx: Tx, share_id: str, mentor: PersonId, now: datetime) -> Share | None:
    """One share, for the mentor it was sealed to and nobody else; None when it is gone, whatever the reason."""
    row = await _row_for(tx, share_id, mentor, now)
    return _share(tx, row) if row is not None else None


async def text_for(tx: Tx, share_id: str, mentor: PersonId, hold: Hold, now: datetime) -> str | None:
    """Its words, for that mentor while their vault is open; None when it is gone. Raises VaultClosed, Damaged."""
    row = await _row_for(tx, share_id, mentor, now)
    if row is None:
        return None
    key = hold()
    share_rows.check(tx, row)
    return open_envelope(key, share_rows.binding(tx, mentor, share_id), row["envelope"]).decode()


async def note_opened(tx: Tx, share: Share, day: date) -> None:
    """Keep the day of the first opening, and no hour. Raises Damaged rather than vouch for a row that was changed."""
    row = await tx.sql.shares.find(id=share.id)
    if row is None or row["opened"] is not None:
        return
    share_rows.check(tx, row)
    columns = {name: row[name] for name in share_rows.COLUMNS} | {"opened": day.isoformat()}
    await tx.sql.shares.note_opened(id=share.id, opened=day.isoformat(), mac=share_rows.mac(tx, *columns.values()))


async def _row_for(tx: Tx, share_id: str, mentor: PersonId, now: datetime) -> sqlite3.Row | None:
    row: sqlite3.Row | None = await tx.sql.shares.find(id=share_id)
    if row is None or row["mentor_id"] != mentor or instant(row["expires"]) <= now:
        return None
    return row if await _is_mentor(tx, mentor) else None


# Endings: each looks the same from the mentor's side (H-05)


def topic(share_id: str) -> str:
    """The topic of every letter about one share."""
    return f"share:{share_id}"


async def lapse(tx: Tx, share_id: str, now: datetime) -> None:
    """Its last day is over."""
    row = await tx.sql.shares.find(id=share_id)
    if row is not None and instant(row["expires"]) <= now:
        await _end(tx, row)


async def when_pair_ended(tx: Tx, pair: Pair, _: datetime) -> None:
    """Nothing stays shared between two who are no pair: for `pairs.on_end`."""
    for row in await tx.sql.shares.of_pair(pair_id=pair.id):
        await _end(tx, row)
    await share_drafts.let_go_of_pair(tx, pair.id)
    await share_keys.forget(tx, pair.mentee, pair.mentor)


async def when_page_erased(tx: Tx, writer: PersonId, page: str) -> None:
    """The copies go with the page: for `reflections.on_erase`, before its row goes."""
    for row in await tx.sql.shares.of_page(page_id=page, writer_id=writer):
        await _end(tx, row)


async def when_part_lost(tx: Tx, person: PersonId, role: Role) -> None:
    """No longer a mentor: nothing shared with them stays. For `people.on_revoke`."""
    if role is Role.MENTOR:
        for row in await tx.sql.shares.with_mentor(person_id=person):
            await _end(tx, row)


async def let_go_unreadable(tx: Tx, mentor: PersonId, now: datetime) -> None:
    """Copies sealed to a key this mentor has no more open for nobody: they go, and each writer hears one kind line."""
    held = await share_keys.held_by(tx, mentor)
    if held is None:
        return
    for row in await tx.sql.shares.with_mentor(person_id=mentor):
        if share_rows.kid_of(row) not in held and _share(tx, row).sound:
            await _end(tx, row)
            await letters.owe(tx, kind=LOST, to=PersonId(row["writer_id"]), due=now)


async def keep_times(tx: Tx, now: datetime) -> None:
    """Nightly: what is over goes, and so does what no key opens any more."""
    for row in await tx.sql.shares.over(now=ms(now)):
        await _end(tx, row)
    for row in await tx.sql.shares.mentors():
        await let_go_unreadable(tx, PersonId(row["mentor_id"]), now)
    await share_drafts.lapse(tx, now)
    await tx.sql.shares.forget_counts(today=rules.today(now).isoformat())


async def _end(tx: Tx, row: sqlite3.Row) -> None:
    await tx.sql.shares.drop(id=row["id"])
    await letters.withdraw(tx, topic(row["id"]))
    await clear_at_once(tx, PersonId(row["mentor_id"]), "share", row["id"])
    tx.wipes = True


# Rows


def _share(tx: Tx, row: sqlite3.Row) -> Share:
    try:
        share_rows.check(tx, row)
        sound = True
    except Damaged:
        sound = False
    return Share(
        id=row["id"],
        writer=PersonId(row["writer_id"]),
        mentor=PersonId(row["mentor_id"]),
        page=row["page_id"],
        expires=instant(row["expires"]),
        opened=date.fromisoformat(row["opened"]) if sound and row["opened"] else None,
        sound=sound,
    )
