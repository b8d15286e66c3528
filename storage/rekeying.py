"""Every row of the database under another master key: house seals, keyed hashes, row checks and the log's chain.

Written on one plain connection inside the caller's transaction, so that all of it is kept or none. A house seal tells
its own place: it opens under one of the names that its row can have, and under no other.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from storage.core import audit
from storage.core.keys import MasterKey, lookup
from storage.core.rekeyed_rows import MAC, Damage, Row, Table, remac, tables
from storage.core.sealing import HOUSES_KEY, V1, Damaged, Place, open_field, seal_field

HOUSE_SEAL = V1 + HOUSES_KEY
HASHED: Mapping[str, frozenset[str]] = {
    "people": frozenset({"lookup"}),
    "groups": frozenset({"lookup"}),
    "group_guests": frozenset({"lookup"}),
    "group_answers": frozenset({"lookup"}),
    "own_doors": frozenset({"lookup"}),
    "story_copies": frozenset({"place", "reader", "message"}),
    "story_thanks": frozenset({"mark"}),
    "calendar_addresses": frozenset({"lookup", "content"}),
    "picture_addresses": frozenset({"lookup"}),
    "invitations": frozenset({"lookup"}),
    "group_codes": frozenset({"lookup"}),
    "code_guesses": frozenset({"who"}),
    "unnamed_held": frozenset({"id", "words"}),
    "audit": frozenset({"chain"}),
    "anchors": frozenset({"mark"}),
    "lock_marks": frozenset({"mark"}),
}
"""Columns that are no house seal, though one in 65,536 could begin like it: hashes, and what only a token opens."""
MACS = {
    "page_parts": "page_id, (select person_id from pages where id = page_id), part, envelope",
    "page_notes": "page_id, (select person_id from pages where id = page_id), number, note_id",
    "record_parts": "thing_id, (select person_id from records where id = thing_id), part, envelope",
    "speak_up_parts": "thing_id, (select person_id from speak_up_plans where id = thing_id), part, envelope",
}
"""Row checks over other columns than the row's own, in order."""

Progress = Callable[[str, int, int], None]


@dataclass
class Rekeying:
    """What changes from `old` to `new`, and the people's own keys, which stay as they are."""

    conn: sqlite3.Connection
    deployment: str
    old: MasterKey
    new: MasterKey
    own_keys: Mapping[str, bytes]
    damage: Damage
    _names: dict[tuple[str, str], Callable[[Row], str]] = field(default_factory=dict)

    def all(self, progress: Progress) -> None:
        """Every table. Raises CannotRekey for a column of which nothing opens; single damaged rows are counted."""
        every = [table for table in tables(self.conn) if table.name != "alembic_version"]
        for number, table in enumerate(every):
            progress(table.name, number, len(every))
            if table.name in _BY_HAND:
                _BY_HAND[table.name](self, table)
            self._reseal(table)
            if MAC in table.columns:
                remac(self.conn, table, self.deployment, self.old.row, self.new.row, self.damage, MACS.get(table.name))
        self.conn.execute("update anchors set master = ?", (self.new.id,))
        progress("", len(every), len(every))

    # What the house has sealed

    def _reseal(self, table: Table) -> None:
        for column in table.blobs - HASHED.get(table.name, frozenset()) - {MAC}:
            opened = 0
            for row in table.rows(self.conn):
                value = row[column]
                if isinstance(value, bytes) and value.startswith(HOUSE_SEAL):
                    opened += self._reseal_one(table, column, row)
            self.damage.settle(table.name, column, opened)

    def _reseal_one(self, table: Table, column: str, row: Row) -> bool:
        for name in self._candidates(table.name, column):
            place = Place(self.deployment, table.name, column, name(row), "")
            try:
                text = open_field(self.old.house, place, row[column])
            except Damaged:
                continue
            self._names[table.name, column] = name
            table.update(self.conn, row, {column: seal_field(self.new.house, place, text)})
            return True
        self.damage.one(table.name, column)
        return False

    def _candidates(self, table: str, column: str) -> Iterator[Callable[[Row], str]]:
        """Names a seal of this column may stand under: the one that was right before, then one column, then two."""
        if (table, column) in self._names:
            yield self._names[table, column]
        columns = [row[1] for row in self.conn.execute(f'pragma table_info("{table}")') if row[1] != column]
        yield from (partial(_name, one=one) for one in columns)
        yield from (partial(_name, one=one, two=two) for one in columns for two in columns)

    # What is found by a keyed hash

    def hashed(self, purpose: str, value: str) -> bytes:
        return lookup(self.new.index, purpose, value)

    def was(self, purpose: str, value: str) -> bytes:
        return lookup(self.old.index, purpose, value)

    def house_text(self, table: str, column: str, place: str, blob: bytes) -> str | None:
        try:
            return open_field(self.old.house, Place(self.deployment, table, column, place, ""), blob)
        except Damaged:
            return None

    def own_text(self, table: str, column: str, place: str, owner: str, blob: bytes) -> str | None:
        key = self.own_keys.get(owner)
        if key is None:
            return None
        try:
            return open_field(key, Place(self.deployment, table, column, place, owner), blob)
        except Damaged:
            return None

    def unknown(self, blob: bytes) -> bytes:
        """A hash whose value nobody can tell any more: another one that tells as little."""
        return lookup(self.new.index, "nobody", blob.hex())


def _people(rekeying: Rekeying, table: Table) -> None:
    for row in table.rows(rekeying.conn):
        number = rekeying.own_text("people", "telegram", row["id"], row["id"], row["telegram"])
        found = rekeying.hashed("telegram", number) if number else rekeying.unknown(row["lookup"])
        table.update(rekeying.conn, row, {"lookup": found})


def _sealed_beside(column: str, purpose: str, place: Callable[[Row], str]) -> Callable[[Rekeying, Table], None]:
    """A look-up whose value the house has sealed in the same row."""

    def rehash(rekeying: Rekeying, table: Table) -> None:
        for row in table.rows(rekeying.conn):
            value = rekeying.house_text(table.name, column, place(row), row[column])
            if value is None:
                rekeying.damage.one(table.name, column)
            found = rekeying.unknown(row["lookup"]) if value is None else rekeying.hashed(purpose, value)
            table.update(rekeying.conn, row, {"lookup": found})

    return rehash


def _story_copies(rekeying: Rekeying, table: Table) -> None:
    for row in table.rows(rekeying.conn):
        where = rekeying.house_text("story_copies", "message", row["place"].hex(), row["message"])
        if where is None:
            rekeying.damage.one("story_copies", "message")
            continue
        place, reader = rekeying.hashed("story-copy", where), where.rpartition(":")[0]
        at = Place(rekeying.deployment, "story_copies", "message", place.hex(), "")
        sealed = seal_field(rekeying.new.house, at, where)
        changed = {"place": place, "reader": rekeying.hashed("story-reader", reader), "message": sealed}
        table.update(rekeying.conn, row, changed)


def _story_thanks(rekeying: Rekeying, table: Table) -> None:
    """The mark hides who said thanks: it is found by trying everybody, and forgotten again at once."""
    for row in table.rows(rekeying.conn):
        said = rekeying.own_text("story_thanks", "said", row["mark"].hex(), row["teller"], row["said"])
        if said is None:
            rekeying.damage.one("story_thanks", "said")
            continue
        mark = _thanks_mark(rekeying, row, said)
        at = Place(rekeying.deployment, "story_thanks", "said", mark.hex(), row["teller"])
        sealed = seal_field(rekeying.own_keys[row["teller"]], at, said)
        table.update(rekeying.conn, row, {"mark": mark, "said": sealed})


def _thanks_mark(rekeying: Rekeying, row: Row, said: str) -> bytes:
    kept = json.loads(said)
    for reader in rekeying.own_keys if isinstance(kept, list) else ():
        value = f"{row['story_id']}:{reader}:{':'.join(map(str, kept))}"
        if rekeying.was("story-thanks", value) == row["mark"]:
            return rekeying.hashed("story-thanks", value)
    return rekeying.unknown(row["mark"])


def _letters(rekeying: Rekeying, table: Table) -> None:
    """The topic of leaving a group names it by its hash."""
    known = {}
    for source in ("groups", "letters"):
        for row in rekeying.conn.execute(f"select id, chat from {source} where chat is not null"):  # noqa: S608 -- two fixed names
            chat = rekeying.house_text(source, "chat", row["id"], row["chat"])
            if chat is not None:
                known[rekeying.was("group", chat).hex()] = rekeying.hashed("group", chat).hex()
    for row in table.rows(rekeying.conn, "topic like 'leaving-%'"):
        before = row["topic"].removeprefix("leaving-")
        if before in known:
            table.update(rekeying.conn, row, {"topic": f"leaving-{known[before]}"})


def _audit(rekeying: Rekeying, _: Table) -> None:
    """Link by link, as far as the chain holds; from a broken link on nothing is vouched for anew."""
    rows = rekeying.conn.execute("select * from audit order by seq").fetchall()
    lines = audit.under_new_key(rekeying.old.row, rekeying.new.row, rows)
    for seq, about, chain in lines:
        rekeying.conn.execute("update audit set about = ?, chain = ? where seq = ?", (about, chain, seq))
    if len(lines) < len(rows):
        rekeying.damage.one("audit", "chain")


def _forget(sql: str) -> Callable[[Rekeying, Table], None]:
    def forget(rekeying: Rekeying, _: Table) -> None:
        rekeying.conn.execute(sql)

    return forget


_BY_HAND: Mapping[str, Callable[[Rekeying, Table], None]] = {
    "people": _people,
    "groups": _sealed_beside("chat", "group", lambda row: str(row["id"])),
    "group_guests": _sealed_beside("telegram", "telegram", lambda row: str(row["id"])),
    "own_doors": _sealed_beside("link", "own-door", lambda row: f"{row['circle_id']}/{row['person_id']}"),
    "story_copies": _story_copies,
    "story_thanks": _story_thanks,
    "letters": _letters,
    "audit": _audit,
    "code_guesses": _forget("delete from code_guesses"),  # how often a code was tried today
    "group_answers": _forget("delete from group_answers"),  # which command was answered within the last minute
    "calendar_addresses": _forget("update calendar_addresses set content = null"),  # it counts as changed, once
}


def _name(row: Row, one: str, two: str = "") -> str:
    """What a seal may stand under: the value of one column, or of two; a hash in hexadecimal letters."""
    values = (row[column] for column in (one, two) if column)
    return "/".join(value.hex() if isinstance(value, bytes) else str(value) for value in values)
