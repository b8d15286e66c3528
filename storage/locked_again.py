"""Records and plans sealed again when their lock has another key; their rows open by either until all is done."""

import sqlite3
from collections.abc import Awaitable, Callable
from functools import partial

from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.locked import HEAD, Shelf
from storage.core.sealing import Damaged, check_row_mac, open_envelope, seal_envelope
from storage.resealing import Hold, Resealer, Step

Again = Callable[[Shelf, Tx, PersonId, sqlite3.Row, Hold, bytes], Awaitable[None]]


async def reseal_heads(shelf: Shelf, tx: Tx, person: PersonId, kid: bytes, hold: Hold, most: int, past: int) -> Step:
    """As a Resealer does, for the dates; of later lines too."""
    rows = await shelf.sql(tx).heads_under(person_id=person, kid=kid, most=most, past=past)
    return await _each(shelf, tx, person, rows, hold, _head_again)


async def reseal_parts(shelf: Shelf, tx: Tx, person: PersonId, kid: bytes, hold: Hold, most: int, past: int) -> Step:
    """As a Resealer does, for the words: what they say, and when they were written, stays as it was."""
    rows = await shelf.sql(tx).parts_under(person_id=person, kid=kid, most=most, past=past)
    return await _each(shelf, tx, person, rows, hold, _part_again)


async def erase_under(shelf: Shelf, tx: Tx, person: PersonId, kid: bytes) -> int:
    """Each of which something is sealed to this key."""
    return int(await shelf.sql(tx).erase_under(person_id=person, kid=kid))


async def _each(shelf: Shelf, tx: Tx, person: PersonId, rows: list[sqlite3.Row], hold: Hold, again: Again) -> Step:
    pair = await tx.keystore.public_key(person, shelf.lock)
    sealed = 0
    for row in rows:
        try:
            if pair is not None:
                await again(shelf, tx, person, row, hold, pair[0])
                sealed += 1
        except Damaged:
            continue  # left as it is: it is shown as what failed its check
    return Step(sealed, len(rows) - sealed)


async def _head_again(shelf: Shelf, tx: Tx, person: PersonId, row: sqlite3.Row, hold: Hold, pk: bytes) -> None:
    thing, adds_to, state, touched = row["id"], row["adds_to"], row["state"], row["touched"]
    columns = (thing, person, row["seq"], adds_to, state, touched)
    check_row_mac(tx.keystore.master.row, row["mac"], shelf.table, tx.keystore.deployment, *columns, row["head"])
    bound = shelf.binding(tx, person, thing, HEAD)
    head = seal_envelope(pk, bound, open_envelope(hold(), bound, row["head"]))
    given = {"adds_to": adds_to, "state": state, "touched": touched, "head": head}
    mac = shelf.mac_of_row(tx, *columns, head)
    await shelf.sql(tx).change(id=thing, person_id=person, mac=mac, **given)


async def _part_again(shelf: Shelf, tx: Tx, person: PersonId, row: sqlite3.Row, hold: Hold, pk: bytes) -> None:
    thing, part, envelope = row["thing_id"], row["part"], row["envelope"]
    place = (thing, person, part)
    check_row_mac(tx.keystore.master.row, row["mac"], shelf.parts, tx.keystore.deployment, *place, envelope)
    bound = shelf.binding(tx, person, thing, part)
    envelope = seal_envelope(pk, bound, open_envelope(hold(), bound, envelope))
    mac = shelf.mac_of_part(tx, *place, envelope)
    await shelf.sql(tx).change_part(thing_id=thing, part=part, envelope=envelope, mac=mac)


def resealers_of(shelf: Shelf) -> list[Resealer]:
    """What a shelf's rows need when its lock has another key."""
    erase = partial(erase_under, shelf)
    return [Resealer(shelf.lock, partial(again, shelf), erase) for again in (reseal_heads, reseal_parts)]
