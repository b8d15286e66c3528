"""A new master key: everything opens as before for those it belongs to, and nothing opens with the old key."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.alone import AlreadyRunning
from bot.keeping import rotating
from mentoring.people import PersonId, Role
from storage import calendar_addresses, group_guests, invitations, story_readers
from storage.core import audit, groups, keys, rotation
from storage.core.database import Database, Tx
from storage.core.keys import MasterKey
from storage.core.keystore import Keystore, WrongMaster
from storage.core.rekeyed_rows import CannotRekey
from storage.core.rotation import Half
from storage.story_readers import Thanks
from tests.core.test_privacy_map import fill, schema
from tests.keeping_steps import Operator, erases_themselves, has_row, rows, silent
from tests.page_steps import ANSWERS, keeps_one, unlocks, writes_short
from tests.record_steps import WORD_FOR_WORD, keeps_a_record, opens_first
from tests.stage import Stage
from tests.vault_steps import opens_keys, starts_again

ROOMS = ("storage", "handlers", "bot")
SOURCE = Path(__file__).resolve().parents[2]


@pytest.fixture
def operator(stage: Stage, tmp_path: Path) -> Operator:
    return Operator.of(stage, tmp_path / "drawer")


async def rotates(stage: Stage) -> rotation.Rotated:
    await stage.end()
    done = rotating.rotate(stage.config, silent)
    await stage.begin()
    return done


async def test_people_are_known_and_their_pages_open_as_before(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    done = await rotates(stage)
    assert done.damaged == 0
    await ama.says("/menu")
    assert ama.hears("Hi Ama")
    await unlocks(ama, words)
    await ama.taps("1")
    assert ama.hears(ANSWERS[0])


async def test_records_notes_and_a_code_on_paper_open_as_before(stage: Stage) -> None:
    ama, words = await keeps_a_record(stage, "Ama")
    assert ama.id
    await writes_short(ama, "A win", "a small win")
    await ama.taps("Count it as CPD")
    assert (await rotates(stage)).damaged == 0
    await opens_first(ama, words)
    assert ama.hears(WORD_FOR_WORD)
    await ama.says("/reflect")
    await ama.taps("My pages")
    await ama.taps("1")
    assert ama.hears("This page counts as CPD"), ama.transcript()


async def test_words_that_come_back_open_the_older_pages_after_a_change_of_keys_too(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await starts_again(ama)
    assert (await rotates(stage)).damaged == 0
    await opens_keys(ama)
    await ama.taps("My old words came back")
    await ama.types(words)
    assert ama.hears("Your older pages open with your new words from now on"), ama.transcript()


def sources() -> Iterator[str]:
    for room in ROOMS:
        for path in (SOURCE / room).rglob("*.py"):
            yield path.read_text(encoding="utf-8")


PLACES = {
    "ground_rules": "{circle_id}/{version}",
    "own_doors": "{circle_id}/{person_id}",
    "network_plans": "{id}/{version}",
    "leavings": "{person_id}",
    "story_copies": "{place}",
    "pulse_counts": "{week}",
    "keeping_in_touch": "{pair_id}/{person_id}",
}
"""The names under which the house seals a row, where it is not the row's id."""
MADE_UP = (
    *("page_notes", "page_parts", "pages", "record_parts", "records", "speak_up_parts", "speak_up_plans"),
    *("share_drafts", "share_keys", "shares", "story_thanks"),
)
"""Tables whose rows in the map's test no house would write: their checks fail under any key."""
VALUES = {
    ("leavings", "chat"): "777",
    ("groups", "chat"): "-100555",
    ("letters", "chat"): "-100555",
    ("group_guests", "telegram"): "777",
}


async def seal_what_the_house_seals(tx: Tx, mei: PersonId) -> set[tuple[str, str]]:
    """In the one row that each table has, a real seal of the house wherever the source seals for the house."""
    sealed = {pair for text in sources() for pair in re.findall(r"house_seal\(\s*\"(\w+)\", \"(\w+)\"", text)}
    sealed |= {("opportunities", column) for column in ("card", "why", "audience")}
    for table, column in sealed:
        for row in await tx.conn.slow(f"select * from {table}"):
            said = f"{mei}:41" if table == "story_copies" else VALUES.get((table, column), f"{table}.{column}")
            kept = tx.house_seal(table, column, place_of(table, row), said)
            await tx.conn.change(
                f"update {table} set {column} = ? where {key_of(table)} = ?", (kept, row[key_of(table)])
            )
    return sealed


def place_of(table: str, row: Any) -> str:
    named = {name: value.hex() if isinstance(value, bytes) else value for name, value in dict(row).items()}
    return PLACES.get(table, "{id}").format(**named)


def key_of(table: str) -> str:
    return PLACES.get(table, "{id}").split("}")[0].removeprefix("{")


async def test_every_seal_of_the_house_opens_under_the_new_key(stage: Stage) -> None:
    ama, mei = await stage.member("Ama"), await stage.member("Mei")
    assert ama.id
    assert mei.id
    async with stage.database.begin() as tx:
        await fill(tx, ama.id, mei.id, schema(stage.folder / "circle.sqlite"))
        sealed = await seal_what_the_house_seals(tx, mei.id)
        for made_up in MADE_UP:
            await tx.conn.change(f"delete from {made_up}")
        await tx.conn.change("delete from audit where seq = 900")
    await stage.end()

    assert rotating.rotate(stage.config, silent).damaged == 0

    master = MasterKey.load(stage.config.keys.master_key_file)
    keystore = await Keystore.open(stage.config.storage.keystore_path, master)
    database = await Database.open(stage.config.storage.path, keystore, readers=1)
    async with database.read() as tx:
        for table, column in sealed:
            [*found] = await tx.conn.slow(f"select * from {table}")
            assert found, table
            for row in found:
                assert tx.house_open(table, column, place_of(table, row), row[column])
        assert (await tx.sql.story_readers.copies(story_id="st1"))[0]["reader"] == tx.lookup("story-reader", mei.id)
    await database.close()
    await keystore.close()
    await stage.begin()


async def test_a_group_and_its_guests_are_known_as_before(stage: Stage) -> None:
    async with stage.database.begin() as tx:
        group = await groups.link(tx, -100555, now=stage.now)
        await group_guests.come(tx, group, 777, is_bot=False, now=stage.now)
    await rotates(stage)
    async with stage.database.begin() as tx:
        assert await groups.chat_of(tx, group) == -100555
        assert await groups.link(tx, -100555, now=stage.now) == group
        assert await group_guests.go(tx, group, 777)


async def test_the_same_thanks_twice_are_still_once(stage: Stage) -> None:
    ama, mei = await stage.member("Ama"), await stage.member("Mei")
    assert ama.id
    assert mei.id
    thanks = Thanks("line", "thank you")
    async with stage.database.begin() as tx:
        await fill(tx, ama.id, mei.id, schema(stage.folder / "circle.sqlite"))
        await tx.conn.change("delete from story_thanks")
        await story_readers.thank(tx, "st1", ama.id, mei.id, thanks, stage.now)
    await stage.end()
    rotating.rotate(stage.config, silent, leave_damaged=True)
    await stage.begin()
    async with stage.database.begin() as tx:
        await story_readers.thank(tx, "st1", ama.id, mei.id, thanks, stage.now)
        assert await story_readers.take_thanks(tx, ama.id) == [thanks]


async def test_links_and_buttons_in_peoples_hands_go_on_working(stage: Stage) -> None:
    ama = await stage.member("Ama")
    assert ama.id
    async with stage.database.begin() as tx:
        code = await invitations.make(tx, role=Role.MEMBER, by=None, now=stage.now)
        secret = await calendar_addresses.renew(tx, ama.id, stage.now)
    await rotates(stage)
    await rotates(stage)
    async with stage.database.begin() as tx:
        assert await invitations.use(tx, code, stage.now) is Role.MEMBER
        address = await calendar_addresses.whose(tx, secret)
        assert address
        assert address.person == ama.id


async def test_a_page_that_somebody_forged_is_not_vouched_for_by_a_new_key(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    bob, bobs_words = await keeps_one(stage, "Bob", *ANSWERS)
    async with stage.database.begin() as tx:
        await tx.conn.change(
            "update page_parts set mac = zeroblob(32) where page_id in (select id from pages where person_id = ?)",
            (bob.id,),
        )
    done = await rotates(stage)
    assert done.damaged == len(
        rows(stage.folder / "circle.sqlite", "select 1 from page_parts where mac = zeroblob(32)")
    )
    await unlocks(ama, words)
    await ama.taps("1")
    assert ama.hears(ANSWERS[0])
    await unlocks(bob, bobs_words)
    await bob.taps("1")
    assert not bob.hears(ANSWERS[0])


async def test_the_old_key_opens_nothing_any_more(stage: Stage) -> None:
    await keeps_one(stage, "Ama", *ANSWERS)
    before = MasterKey.load(stage.config.keys.master_key_file)
    done = await rotates(stage)
    assert done.old == before.id
    assert done.kept_as.name.endswith(f".old-{before.id}")
    await stage.end()
    with pytest.raises(WrongMaster):
        await Keystore.open(stage.folder / "keystore.sqlite", before)
    assert not list(seals_under(stage, before))
    await stage.begin()


def seals_under(stage: Stage, master: MasterKey) -> Iterator[str]:
    """Telegram numbers that can still be looked up with this key."""
    for (found,) in rows(stage.folder / "circle.sqlite", "select lookup from people"):
        for somebody in stage.cast.values():
            if keys.lookup(master.index, "telegram", str(somebody.part.id)) == found:
                yield somebody.name


async def test_the_log_holds_as_far_as_it_held_before(stage: Stage) -> None:
    ama = await stage.member("Ama")
    async with stage.database.begin() as tx:
        for _ in range(4):
            await audit.note(tx, "looked", by=ama.id, now=stage.now)
    await rotates(stage)
    async with stage.database.read() as tx:
        assert await audit.broken_at(tx) is None
    async with stage.database.begin() as tx:
        await tx.conn.change("update audit set action = 'other' where seq = 3")
    await rotates(stage)
    async with stage.database.read() as tx:
        assert await audit.broken_at(tx) == 3


async def test_a_log_whose_first_year_was_let_go_holds_under_the_new_key(stage: Stage) -> None:
    ama = await stage.member("Ama")
    async with stage.database.begin() as tx:
        for day in range(4):
            await audit.note(tx, "looked", by=ama.id, now=stage.now + timedelta(days=day))
        await audit.forget_old(tx, now=stage.now + timedelta(days=367))
    await rotates(stage)
    async with stage.database.read() as tx:
        assert [row["action"] for row in await tx.sql.audit.all()] == ["forgotten", "looked"]
        assert await audit.broken_at(tx) is None


async def test_it_is_refused_while_the_bot_runs(stage: Stage) -> None:
    with pytest.raises(AlreadyRunning):
        rotating.rotate(stage.config, silent)
    assert rotation.half_done(stage.config.keys.master_key_file, stage.config.storage.keystore_path) is Half.NONE


async def test_a_column_that_nothing_opens_in_stops_it_with_nothing_changed(stage: Stage) -> None:
    async with stage.database.begin() as tx:
        await groups.link(tx, -100555, now=stage.now)
        await tx.conn.change("update groups set chat = cast(x'0102' || zeroblob(60) as blob)")
    await stage.end()
    before = (stage.folder / "keystore.sqlite").read_bytes()
    with pytest.raises(CannotRekey, match=r"groups\.chat"):
        rotating.rotate(stage.config, silent)
    assert rotation.wanted(stage.folder / "keystore.sqlite") == MasterKey.load(stage.config.keys.master_key_file).id
    assert len(before)
    assert rotating.rotate(stage.config, silent, leave_damaged=True).damaged
    await stage.begin()


async def test_a_backup_from_before_is_restored_under_todays_key(stage: Stage, operator: Operator) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    data, keystore = operator.backs_up()
    await rotates(stage)
    for given in ({"data": data}, {"keystore": keystore}, {"data": data, "keystore": keystore}):
        await operator.restores_and_begins(**given)
        await ama.says("/menu")
        assert ama.hears("Hi Ama")
        await unlocks(ama, words)
        await ama.taps("1")
        assert ama.hears(ANSWERS[0])


async def test_a_backup_from_before_says_which_key_it_needs(stage: Stage, operator: Operator) -> None:
    data, keystore = operator.backs_up()
    done = await rotates(stage)
    await stage.end()
    done.kept_as.rename(operator.drawer / "old-master")
    with pytest.raises(Exception, match=done.old):
        operator.restores(data, keystore)
    await stage.begin()


async def test_whoever_was_erased_stays_erased(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await erases_themselves(ama)
    await rotates(stage)
    assert not has_row(stage, ama.id)
    assert ama.id in await stage.running.keystore.tombstones()
