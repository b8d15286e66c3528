"""The privacy map answers for every column there is, and erasing by it leaves nothing of a person behind."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from handlers.talk.words import of
from mentoring.people import PersonId
from storage import people, privacy
from storage.core.database import Tx
from storage.core.keystore import KeyDestroyed
from storage.privacy_map import MAP
from tests.stage import Somebody, Stage

MARKER = "Zyxomarkername"
WORDS = "Qwertzmarkerwords"
NOT_OURS = "alembic_version"
OTHERWISE = ("people", "seen", "set_aside", "roles", "anchors")
"""Tables whose rows are there already, or are made by hand below."""
LISTED = {"audit", "tombstones"}
"""Where a random id may stay: a log whose lines vouch for each other, and the list of whom no old copy may revive."""

# The columns whose value is not free: parts of a check, names of other rows. The rest is filled in by type.
FILLED: dict[str, dict[str, Any]] = {
    "groups": {"id": "g1", "state": "linked"},
    "hellos": {"state": "open", "asked_by": "mei"},
    "circles": {"id": "c1", "for_whom": "mixed", "state": "open", "group_id": "g1", "made_by": "ama"},
    "circle_staff": {"part": "guide"},
    "circle_wishes": {"part": "join"},
    "clash_questions": {"id": "cq1"},
    "ground_rules": {"written_by": "ama"},
    "network_plans": {"written_by": "ama"},
    "standing_asks": {"id": "sk1"},
    "session_moves": {"id": "mv1", "times": "[]"},
    "seasons": {"state": "running"},
    "rota_turns": {"part": "guide"},
    "stand_in_lines": {"part": "guide", "asking": "ama"},
    "sessions": {"id": "s1", "plan": "PL1", "minutes": 90, "state": "planned", "chat": 0},
    "quiet_words": {"kind": "chat", "observer_id": "mei"},
    "session_ways": {"way": "listen"},
    "mentors": {"state": "begun"},
    "meetings": {"id": "m1", "mentee_id": "ama", "mentor_id": "mei", "state": "closed", "times": "[]"},
    "agreements": {"id": "a1", "mentee_id": "ama", "mentor_id": "mei"},
    "pairs": {"id": "a1", "mentee_id": "ama", "mentor_id": "mei", "state": "ended", "every": "2-weeks"},
    "checkin_plans": {"id": "p1", "pair_id": "a1", "state": "suggested", "zone": "Europe/London", "place": "phone"},
    "checkins": {"minutes": 30, "state": "booked"},
    "checkin_feelings": {"pair_id": "a1"},
    "opportunities": {"id": "o1", "state": "draft", "fair": "yes", "sent_by": "ama"},
    "opportunity_answers": {"answer": "saved"},
    "pages": {"id": "pg1", "state": "kept", "touched": None},
    "records": {"id": "rc1", "adds_to": None, "state": "kept", "touched": None},
    "record_parts": {"thing_id": "rc1"},
    "speak_up_plans": {"id": "sp1", "adds_to": None, "state": "kept", "touched": None},
    "speak_up_parts": {"thing_id": "sp1"},
    "shares": {"writer_id": "ama", "mentor_id": "mei", "pair_id": "a1", "opened": "2026-02-03"},
    "share_drafts": {"pair_id": "a1"},
    "share_keys": {"writer_id": "ama", "mentor_id": "mei"},
    "concerns": {
        "id": "cn1",
        "writer_id": "ama",
        "contact_id": "mei",
        "backup_id": None,
        "handing_to": None,
        "state": "closed",
        "kind": "other",
        "wanted": "listen",
        "asked": "both",
        "leave_it": 0,
    },
    "concern_notes": {"side": "writer"},
    "contact_aways": {"first": "2026-02-03", "last": "2026-02-05"},
    "stories": {"id": "st1", "teller": "ama", "state": "draft"},
    "story_thanks": {"teller": "ama"},
    "letters": {
        "state": "waiting",
        "lane": 4,
        "group_id": None,
        "chat": None,
        "about": '{"person": "ama"}',
        "due": 9e13,
    },
    "drafts": {"messages": "[]"},
    "audit": {"seq": 900, "actor": "ama", "about": "ama"},
    "leavings": {"person_id": "nobody"},
    "restorings": {"kind": "data"},
}
PARENTS = {
    "circle_id": "c1", "group_id": "g1",
    "session_id": "s1", "meeting_id": "m1", "agreement_id": "a1", "plan_id": "p1", "page_id": "pg1",
    "concern_id": "cn1", "question_id": "cq1", "story_id": "st1", "opportunity_id": "o1", "person_id": "ama",
    "ask_id": "sk1",
    "move_id": "mv1",
}  # fmt: skip
FIRST = (
    "groups",
    "circles",
    "sessions",
    "standing_asks",
    "session_moves",
    "agreements",
    "pairs",
    "checkin_plans",
    "meetings",
    "pages",
    "records",
    "speak_up_plans",
    "stories",
    "concerns",
    "clash_questions",
)


def schema(path: Path) -> Mapping[str, list[tuple[str, str]]]:
    """Each table of the real database with its columns and their types."""
    with closing(sqlite3.connect(path)) as conn:
        tables = [row[0] for row in conn.execute("select name from sqlite_master where type = 'table'")]
        return {
            table: [(row[1], row[2]) for row in conn.execute(f"pragma table_info({table})")]
            for table in tables
            if table != NOT_OURS and not table.startswith("sqlite_")
        }


def test_every_table_is_on_the_map(empty_house: Path) -> None:
    unmapped = sorted(set(schema(empty_house / "circle.sqlite")) - set(MAP))
    assert not unmapped, f"say in storage/privacy_map/ whose these are, how shown, erased and how long kept: {unmapped}"
    gone = sorted(set(MAP) - set(schema(empty_house / "circle.sqlite")))
    assert not gone, f"storage/privacy_map/ speaks of tables that do not exist: {gone}"


@pytest.mark.parametrize("table", sorted(MAP))
def test_every_column_is_on_the_map_once(table: str, empty_house: Path) -> None:
    real = [name for name, _ in schema(empty_house / "circle.sqlite")[table]]
    mapped = MAP[table].columns
    assert sorted(mapped) == sorted(real), f"give each column of {table} its one place in storage/privacy_map/"


@pytest.mark.parametrize("table", [table for table, rows in MAP.items() if rows.mine])
def test_what_is_kept_of_somebody_has_words_for_them(table: str) -> None:
    assert of().has(f"kept-{table}"), f"add kept-{table} to content/en/privacy.ftl: what it is, in a member's words"
    kept = MAP[table].kept
    assert kept is None or of().has(f"kept-until-{kept}")


def test_a_table_that_names_people_has_a_rule_for_erasing(empty_house: Path) -> None:
    with closing(sqlite3.connect(empty_house / "circle.sqlite")) as conn:
        for table, rows in MAP.items():
            pointing = {row[3] for row in conn.execute(f"pragma foreign_key_list({table})") if row[2] == "people"}
            assert all(column in rows.mine or column in rows.forget.split() for column in pointing), table


async def fill(tx: Tx, ama: PersonId, mei: PersonId, columns: Mapping[str, list[tuple[str, str]]]) -> None:
    """One row of Ama's in every table, her words sealed in it."""
    real = {"ama": ama, "mei": mei}
    later = [table for table in columns if table not in (*FIRST, *OTHERWISE)]
    for table in (*FIRST, *later):
        values = {name: _value(table, name, kind) for name, kind in columns[table]}
        values = {name: real.get(str(value), value) for name, value in values.items()}
        if table == "letters":
            values["about"] = json.dumps({"person": ama})
        for name in MAP[table].sealed.split():
            place = MAP[table].place.format(**{n: v.hex() if isinstance(v, bytes) else v for n, v in values.items()})
            owner = PersonId(values[MAP[table].key]) if MAP[table].key else ama
            await tx.keystore.admit(owner)
            values[name] = await tx.seal(table, name, place, owner, json.dumps(WORDS))
        if table == "story_copies":
            values["reader"] = tx.lookup("story-reader", ama)
            values["message"] = tx.house_seal(table, "message", values["place"].hex(), f"{mei}:7")
        if table == "group_guests":
            values["lookup"] = (await tx.sql.people.by_id(id=ama))["lookup"]
        if table == "drafts":
            values["answers"] = await tx.seal(table, "answers", ama, ama, json.dumps({"words": WORDS}))
        marks = ", ".join(f":{name}" for name in values)
        await tx.conn.change(f"insert into {table} ({', '.join(values)}) values ({marks})", values)
    await tx.conn.change("insert into roles values (?, 'mentor', 1)", (ama,))


def _value(table: str, name: str, kind: str) -> Any:
    if name in FILLED.get(table, {}):
        value = FILLED[table][name]
        return int(value) if isinstance(value, float) else value
    if name in PARENTS:
        return PARENTS[name]
    return {"INTEGER": 1, "BLOB": f"{table}.{name}".encode()}.get(kind.upper(), f"{table}.{name}")


async def filled(stage: Stage) -> Somebody:
    ama, mei = await stage.member(MARKER), await stage.member("Mei")
    assert ama.id
    assert mei.id
    async with stage.database.begin() as tx:
        await fill(tx, ama.id, mei.id, schema(stage.folder / "circle.sqlite"))
    return ama


async def test_what_is_kept_of_somebody_is_counted_and_opened_for_them(stage: Stage) -> None:
    ama = await filled(stage)
    assert ama.id
    async with stage.database.read() as tx:
        counts, kept = await privacy.counts(tx, ama.id), await privacy.export(tx, ama.id)
    theirs = {table for table, rows in MAP.items() if rows.mine} - {"leavings"}
    assert set(counts) == theirs
    for table, rows in MAP.items():
        for name in rows.sealed.split():
            if table != "people":
                assert WORDS in str(kept[table][0][name]), f"{table}.{name} does not open: is its place right?"
    assert kept["people"][0]["name"] == MARKER


async def test_erasing_leaves_nothing_of_a_person_in_any_table_or_file(stage: Stage) -> None:
    ama = await filled(stage)
    assert ama.id
    async with stage.database.read() as tx:
        sealed = (await tx.sql.people.by_id(id=ama.id))["name"]
    await ama.says("/privacy")
    await ama.taps("Erase me")
    await ama.types("ERASE")
    assert ama.hears("This is your receipt")
    await no_row_names(stage, ama.id)
    async with stage.database.read() as tx:
        assert await people.find(tx, ama.id) is None
        with pytest.raises(KeyDestroyed):
            await tx.open("people", "name", ama.id, ama.id, sealed)
    await stage.end()
    kept = b"".join(path.read_bytes() for path in stage.folder.rglob("*") if path.is_file())
    assert MARKER.encode() not in kept
    assert sealed not in kept
    await stage.begin()


async def no_row_names(stage: Stage, person: PersonId) -> None:
    async with stage.database.read() as tx:
        reader = tx.lookup("story-reader", person)
        for table in schema(stage.folder / "circle.sqlite"):
            for row in await tx.conn.slow(f"select * from {table}"):
                named = any(person in str(value) or value == reader for value in tuple(row))
                assert table in LISTED or not named, f"{table} still names somebody who was erased"
        assert await privacy.leaving(tx) == []
