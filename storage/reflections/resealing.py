"""Sealing pages again when their key is an older one."""

import sqlite3
from collections.abc import Awaitable, Callable

from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.locks import Lock
from storage.core.sealing import Damaged, check_row_mac, open_envelope, seal_envelope
from storage.reflections.rows import HEAD, binding, page_mac, part_mac
from storage.resealing import RESEALERS, Hold, Resealer, Step

Again = Callable[[Tx, PersonId, sqlite3.Row, Hold, bytes], Awaitable[None]]


async def reseal_heads(tx: Tx, person: PersonId, kid: bytes, hold: Hold, most: int, past: int) -> Step:
    """As a Resealer does, for what the list shows."""
    rows = await tx.sql.reflections.heads_under(person_id=person, kid=kid, most=most, past=past)
    return await _each(tx, person, rows, hold, _head_again)


async def reseal_parts(tx: Tx, person: PersonId, kid: bytes, hold: Hold, most: int, past: int) -> Step:
    """As a Resealer does, for the words."""
    rows = await tx.sql.reflections.parts_under(person_id=person, kid=kid, most=most, past=past)
    return await _each(tx, person, rows, hold, _part_again)


async def erase_under(tx: Tx, person: PersonId, kid: bytes) -> int:
    """Every page of which something is sealed to this key."""
    return int(await tx.sql.reflections.erase_under(person_id=person, kid=kid))


async def _each(tx: Tx, person: PersonId, rows: list[sqlite3.Row], hold: Hold, again: Again) -> Step:
    pair = await tx.keystore.public_key(person, Lock.PAGES)
    sealed = 0
    for row in rows:
        try:
            if pair is not None:
                await again(tx, person, row, hold, pair[0])
                sealed += 1
        except Damaged:
            continue  # left as it is: it is shown as what failed its check
    return Step(sealed, len(rows) - sealed)


async def _head_again(tx: Tx, person: PersonId, row: sqlite3.Row, hold: Hold, pk: bytes) -> None:
    page, seq, state, touched = row["id"], row["seq"], row["state"], row["touched"]
    place = ("pages", tx.keystore.deployment, page, person, seq, state, touched, row["head"])
    check_row_mac(tx.keystore.master.row, row["mac"], *place)
    bound = binding(tx, person, page, HEAD)
    head = seal_envelope(pk, bound, open_envelope(hold(), bound, row["head"]))
    mac = page_mac(tx, page, person, seq, state, touched, head)
    await tx.sql.reflections.change(id=page, person_id=person, state=state, touched=touched, head=head, mac=mac)


async def _part_again(tx: Tx, person: PersonId, row: sqlite3.Row, hold: Hold, pk: bytes) -> None:
    page, part = row["page_id"], row["part"]
    place = ("page_parts", tx.keystore.deployment, page, person, part, row["envelope"])
    check_row_mac(tx.keystore.master.row, row["mac"], *place)
    bound = binding(tx, person, page, part)
    envelope = seal_envelope(pk, bound, open_envelope(hold(), bound, row["envelope"]))
    mac = part_mac(tx, page, person, part, envelope)
    await tx.sql.reflections.change_part(page_id=page, part=part, envelope=envelope, mac=mac)


RESEALERS += [
    Resealer(Lock.PAGES, reseal_heads, erase_under),
    Resealer(Lock.PAGES, reseal_parts, erase_under),
]
