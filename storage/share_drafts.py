"""A copy being made ready to share: locked to its writer's own key, one to a person, gone after an hour untouched."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mentoring.people import PersonId
from mentoring.sharing import Answer, Copy
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms
from storage.core.letters import Lane
from storage.core.locks import Lock
from storage.core.sealing import Binding, Damaged, check_row_mac, open_envelope, row_mac, seal_envelope
from storage.reflections import Hold, NoLockYet

KEPT_FOR = timedelta(hours=1)
LAPSES = "share-draft-lapses"


@dataclass(frozen=True)
class ShareDraft:
    """What would go, to whom, from which page. Its `version` grows with each change, so old buttons are known."""

    id: str
    page: str
    pair: str
    version: int
    copy: Copy


async def begin(tx: Tx, person: PersonId, page: str, pair: str, copy: Copy, *, now: datetime) -> ShareDraft:
    """Begin with the page as it is now, in place of any other copy half-made. Raises NoLockYet."""
    await tx.sql.share_drafts.let_go(person_id=person)
    draft = ShareDraft(new_id(), page, pair, 1, copy)
    await _keep(tx, person, draft, now)
    return draft


async def of(tx: Tx, person: PersonId, hold: Hold) -> ShareDraft | None:
    """The copy somebody is making; None when there is none, or it failed its check. Raises VaultClosed."""
    row = await tx.sql.share_drafts.of(person_id=person)
    if row is None:
        return None
    key = hold()
    try:
        _check(tx, row)
        plain = open_envelope(key, _binding(tx, person, row["id"], row["version"]), row["envelope"])
        copy = _copy(json.loads(plain))
    except (Damaged, ValueError, KeyError, TypeError):
        return None
    return ShareDraft(row["id"], row["page_id"], row["pair_id"], row["version"], copy)


async def change(tx: Tx, person: PersonId, draft: ShareDraft, copy: Copy, *, now: datetime) -> None:
    """Keep another copy under the same draft."""
    await _keep(tx, person, ShareDraft(draft.id, draft.page, draft.pair, draft.version + 1, copy), now)


async def put_own(tx: Tx, person: PersonId, draft_id: str, text: str, *, now: datetime) -> bool:
    """The writer's own words in place of the page's, locked at once, whether the vault is open or not.

    False when that draft is gone.
    """
    row = await tx.sql.share_drafts.of(person_id=person)
    if row is None or row["id"] != draft_id:
        return False
    own = ShareDraft(draft_id, row["page_id"], row["pair_id"], row["version"] + 1, Copy(own=text))
    await _keep(tx, person, own, now)
    return True


async def seal_again(tx: Tx, person: PersonId, hold: Hold) -> bool:
    """The same copy under the writer's present key, as old as it was. False when it does not open."""
    row = await tx.sql.share_drafts.of(person_id=person)
    draft = await of(tx, person, hold)
    if draft is not None:
        await _keep(tx, person, draft, instant(row["touched"]))
    return draft is not None


async def let_go(tx: Tx, person: PersonId) -> None:
    """Nothing of it stays, in the write-ahead log either."""
    await letters.withdraw(tx, _topic(person))
    if await tx.sql.share_drafts.let_go(person_id=person):
        tx.wipes = True


async def let_go_of_pair(tx: Tx, pair: str) -> None:
    """The pair has ended: there is nobody to share it with."""
    await tx.sql.share_drafts.let_go_of_pair(pair_id=pair)


async def lapse(tx: Tx, now: datetime) -> None:
    """Copies that nobody has touched for an hour go."""
    if await tx.sql.share_drafts.lapse(before=ms(now - KEPT_FOR)):
        tx.wipes = True


def _topic(person: PersonId) -> str:
    return f"share-draft:{person}"


async def _keep(tx: Tx, person: PersonId, draft: ShareDraft, now: datetime) -> None:
    lock = await tx.keystore.public_key(person, Lock.PAGES)
    if lock is None:
        raise NoLockYet
    envelope = seal_envelope(lock[0], _binding(tx, person, draft.id, draft.version), json.dumps(_plain(draft)).encode())
    columns = {
        "id": draft.id,
        "person_id": person,
        "page_id": draft.page,
        "pair_id": draft.pair,
        "version": draft.version,
        "touched": ms(now),
        "envelope": envelope,
    }
    await tx.sql.share_drafts.keep(**columns, mac=_mac(tx, columns))
    await letters.withdraw(tx, _topic(person))
    await letters.owe(tx, kind=LAPSES, due=now + KEPT_FOR, topic=_topic(person), lane=Lane.CRISIS)


def _plain(draft: ShareDraft) -> dict[str, Any]:
    copy = draft.copy
    answers = [[answer.question, answer.text] for answer in copy.answers]
    return {"answers": answers, "out": sorted(copy.out), "own": copy.own, "failed": copy.failed}


def _copy(plain: dict[str, Any]) -> Copy:
    answers = tuple(Answer(question, text) for question, text in plain["answers"])
    return Copy(answers, frozenset(plain["out"]), plain["own"], plain["failed"])


def _binding(tx: Tx, person: str, draft: str, version: int) -> Binding:
    return Binding("share-draft", tx.keystore.deployment, person, draft, version)


def _mac(tx: Tx, columns: dict[str, Any]) -> bytes:
    return row_mac(tx.keystore.master.row, "share_drafts", tx.keystore.deployment, *columns.values())


def _check(tx: Tx, row: sqlite3.Row) -> None:
    columns = [row[name] for name in ("id", "person_id", "page_id", "pair_id", "version", "touched", "envelope")]
    check_row_mac(tx.keystore.master.row, row["mac"], "share_drafts", tx.keystore.deployment, *columns)
