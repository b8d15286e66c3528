"""Records that are kept: taken as a plain dated file, erased for good, moved from a page, honest about harm."""

from datetime import timedelta

import pytest

from mentoring.records import NotWhole
from storage import records, reflections
from storage.core.locks import Lock
from storage.core.sealing import kid_in
from storage.core.vault import OpenVaults
from storage.locked_again import resealers_of
from tests.page_steps import count, keeps_one, sets_up, shown, unlocks
from tests.record_steps import (
    LATER,
    MARKER,
    WORD_FOR_WORD,
    adds_line,
    documents,
    files,
    fills_in,
    is_clear,
    keeps_a_record,
    opens_first,
    opens_notes,
)
from tests.stage import Somebody, Stage, plain
from tests.sweep import assert_nowhere

HARMS = {
    "part": "update record_parts set envelope = cast(substr(envelope, 1, 99) || x'00ff' as blob) where part = 2",
    "head": "update records set head = cast(substr(head, 1, 99) || x'00ff' as blob)",
    "forged": "update record_parts set mac = zeroblob(32) where part = 2",
    "swapped": "update record_parts set envelope = (select envelope from record_parts where part = 1) where part = 2",
    "missing": "delete from record_parts where part = 1",
}


def content_of(stage: Stage, somebody: Somebody) -> str:
    """The text of the newest file in their chat."""
    return stage.server.world.files[str(documents(somebody)[-1]["file_id"])].content.decode()


async def test_a_copy_is_a_plain_dated_file_with_the_first_version_kept(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    ama, words = await keeps_a_record(stage, "Ama")
    await stage.forward(days=3)
    await opens_first(ama, words)
    await adds_line(ama, LATER)
    await opens_first(ama, words)
    await ama.taps("Take a copy")
    assert ama.hears("It isn't locked. Save it somewhere safe")
    assert files(ama) == ["notes-2026-02-02.txt"]
    text = content_of(stage, ama)
    order = [
        "Copied Thu 5 Feb",
        "First version, written Mon 2 Feb",
        "What was said or done?",
        MARKER,
        "Added Thu 5 Feb",
    ]
    places = [text.index(part) for part in (*order, LATER)]
    assert places == sorted(places)
    assert text == plain(text)
    assert_nowhere(stage, MARKER, *capfd.readouterr())
    await stage.forward(minutes=11)
    assert files(ama) == []


@pytest.mark.parametrize("way", ["Clear it now", "/lock"])
async def test_a_copy_can_be_cleared_at_once(stage: Stage, way: str) -> None:
    ama, words = await keeps_a_record(stage, "Ama")
    await opens_first(ama, words)
    await ama.taps("Take a copy")
    assert files(ama)
    await (ama.says(way) if way == "/lock" else ama.taps(way))
    assert files(ama) == []


async def test_a_copy_needs_the_words(stage: Stage) -> None:
    ama, words = await keeps_a_record(stage, "Ama")
    await opens_first(ama, words)
    old = next(m for m in ama.part.hears() if MARKER in m.text)
    await stage.forward(minutes=11)
    ama.part.taps(ama.part.hears()[-1], f"rc-copy:{_record_of(old)}", forged=True)
    await stage.settle()
    assert ama.hears("Your sign")
    assert files(ama) == []


def _record_of(message: object) -> str:
    rows = message.buttons  # type: ignore[attr-defined]  # tests read the server's own message
    data = [str(b.get("callback_data")) for row in rows for b in row]
    return next(one.split(":")[1] for one in data if one.startswith("rc-copy:"))


async def test_erasing_one_asks_says_get_advice_and_leaves_nothing_on_disk(stage: Stage) -> None:
    ama, words = await keeps_a_record(stage, "Ama")
    await opens_first(ama, words)
    await adds_line(ama, LATER)
    async with stage.database.read() as tx:
        parts = await tx.conn.slow("select * from record_parts")
    await opens_first(ama, words)
    await ama.taps("Erase this")
    assert ama.hears("If there's a claim, get advice before erasing")
    await ama.taps("Keep it")
    assert await count(stage, "records") == 2
    await opens_first(ama, words)
    await ama.taps("Erase this")
    await ama.taps("Yes, erase")
    assert ama.hears("Erased")
    assert await count(stage, "records") == await count(stage, "record_parts") == 0
    assert is_clear(ama, MARKER, LATER)
    for path in stage.folder.iterdir():
        content = path.read_bytes() if path.is_file() else b""
        assert not any(part["envelope"][50:] in content for part in parts), path.name
    await ama.taps("What I've written")
    assert ama.hears("Nothing is written here")


async def test_erasing_all_needs_the_word_and_leaves_pages_alone(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", "a page of mine", "two", "three")
    async with stage.database.begin() as tx:
        assert ama.id
        for _ in range(2):
            part = reflections.Part(WORD_FOR_WORD, "What happened?", 0, stage.now.isoformat(), "Europe/London")
            await records.begin_from(tx, ama.id, [part], zone="Europe/London", now=stage.now)
    await opens_notes(ama, words)
    await ama.taps("Erase them all")
    assert ama.hears("get advice before erasing")
    await ama.types("erase")
    assert ama.hears("nothing is erased")
    assert await count(stage, "records") == 2
    await ama.types("ERASE")
    assert ama.hears("wiped here")
    assert await count(stage, "records") == await count(stage, "record_endings") == 0
    assert await count(stage, "pages") == 1
    await ama.says("/reflect")
    await ama.taps("My pages")
    assert ama.hears("Three whats")


async def test_a_key_that_was_to_be_destroyed_is_destroyed_after_the_bot_died_in_between(stage: Stage) -> None:
    ama, _ = await keeps_a_record(stage, "Ama")
    assert ama.id
    async with stage.database.begin() as tx:
        before = await tx.keystore.public_key(ama.id, Lock.RECORDS)
        pages = await tx.keystore.public_key(ama.id, Lock.PAGES)
        await records.erase_everything(tx, ama.id, now=stage.now)
    await ama.says("/record")
    await ama.taps("Write it down")
    assert ama.hears("still wiping")
    await stage.restart()
    await stage.forward(minutes=1)
    assert await count(stage, "record_endings") == 0
    async with stage.database.read() as tx:
        assert await tx.keystore.public_key(ama.id, Lock.RECORDS) != before
        assert await tx.keystore.public_key(ama.id, Lock.PAGES) == pages
    await ama.taps("Write it down")
    assert ama.hears("Date and time?")


async def test_after_erasing_all_a_new_record_is_kept_and_opened_as_before(stage: Stage) -> None:
    ama, words = await keeps_a_record(stage, "Ama")
    await opens_notes(ama, words)
    await ama.taps("Erase them all")
    await ama.types("ERASE")
    assert ama.hears("wiped here")
    await fills_in(ama, {3: [f"Again: {LATER}"]})
    await ama.taps("All clear, save")
    await opens_first(ama, words)
    assert ama.hears(LATER)


async def test_records_are_sealed_again_for_another_key_and_open_as_before(stage: Stage) -> None:
    ama, words = await keeps_a_record(stage, "Ama")
    await opens_first(ama, words)
    await adds_line(ama, LATER)
    assert ama.id
    async with stage.database.read() as tx:
        row = (await tx.conn.slow("select head from records where adds_to is null"))[0]
    await opens_notes(ama, words)
    vaults = stage.running.desk.house.vaults
    kid, moved = kid_in(row["head"]), 0
    async with stage.database.begin() as tx:
        for resealer in resealers_of(records.SHELF):
            step = await resealer.reseal(tx, ama.id, kid, lambda: vaults.hold(ama.id, Lock.RECORDS), 50, 0)
            moved, failed = moved + step.sealed, step.failed
            assert not failed
    assert moved == 2 + 3
    await opens_first(ama, words)
    for text in (MARKER, LATER, "First version, written Mon 2 Feb"):
        assert ama.hears(text)
    assert not ama.hears("failed its check")


async def test_others_cannot_open_copy_add_to_or_erase_a_record(stage: Stage) -> None:
    ama, _ = await keeps_a_record(stage, "Ama")
    async with stage.database.read() as tx:
        record = (await tx.conn.slow("select id from records"))[0]["id"]
    mei = await stage.member("Mei")
    words = await sets_up(mei)
    await opens_notes(mei, words)
    forged = [f"{tap}:record:{record}" for tap in ("lk-read", "lk-erase", "lk-gone", "lk-line")]
    for data in (*forged, f"rc-copy:{record}", f"sp-chg:{record}"):
        mei.part.taps(mei.part.hears()[-1], data, forged=True)
        await stage.settle()
        assert MARKER not in shown(mei)
        assert files(mei) == []
    assert await count(stage, "records where state = 'kept'") == 1
    assert ama.id


@pytest.mark.parametrize("harm", list(HARMS))
async def test_what_fails_its_check_is_shown_as_failed_and_never_dropped(stage: Stage, harm: str) -> None:
    ama, words = await keeps_a_record(stage, "Ama")
    async with stage.database.begin() as tx:
        await tx.conn.change(HARMS[harm])
    await opens_notes(ama, words)
    assert ama.hears("This entry failed its check") is (harm == "head")
    await ama.taps("1")
    if harm == "missing":
        assert ama.hears("One part of this page is missing")
    elif harm != "head":
        assert ama.hears("This part failed its check")
    assert ama.hears("Monday at nine" if harm != "missing" else MARKER)


async def test_a_line_hung_on_another_record_fails_its_check(stage: Stage) -> None:
    ama, words = await keeps_a_record(stage, "Ama")
    await opens_first(ama, words)
    await adds_line(ama, LATER)
    async with stage.database.begin() as tx:
        assert ama.id
        part = reflections.Part("another day", "What happened?", 0, stage.now.isoformat(), "Europe/London")
        other = await records.begin_from(tx, ama.id, [part], zone="Europe/London", now=stage.now)
        await tx.conn.change("update records set adds_to = ? where adds_to is not null", (other,))
    await opens_first(ama, words)
    assert ama.hears("Added a day that failed its check")


async def test_a_page_becomes_a_record_with_its_own_dates(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", WORD_FOR_WORD, "It mattered", "Nothing yet")
    await stage.forward(days=2)
    await unlocks(ama, words)
    vaults: OpenVaults = stage.running.desk.house.vaults
    async with stage.database.begin() as tx:
        assert ama.id
        person = ama.id
        page = (await tx.sql.reflections.kept(person_id=person, at=0, most=1, put_by=b""))[0]["id"]
        opened = await reflections.of(tx, person, page, lambda: vaults.hold(person))
        assert opened
        await records.begin_from(tx, person, opened.parts, zone="Europe/London", now=stage.now)
        await reflections.erase(tx, person, page)
        with pytest.raises(NotWhole):
            await records.begin_from(tx, person, [*opened.parts, None], zone="Europe/London", now=stage.now)
    await stage.forward(minutes=61)
    await opens_first(ama, words)
    for text in ("First version, written Mon 2 Feb", "What happened?", WORD_FOR_WORD, "It mattered"):
        assert ama.hears(text), ama.transcript()


async def test_what_lies_on_disk_tells_neither_when_nor_what(stage: Stage) -> None:
    ama, _ = await keeps_a_record(stage, "Ama")
    async with stage.database.read() as tx:
        row = (await tx.conn.slow("select * from records"))[0]
        told_in_clear = {key for key in row.keys() if row[key] is not None and not isinstance(row[key], bytes)}  # noqa: SIM118 -- a row is no dict
        assert await tx.sql.drafts.of(person_id=ama.id) is None
    assert told_in_clear == {"id", "person_id", "seq", "state"}


async def test_everything_that_is_taken_away_holds_records_while_they_are_open(stage: Stage) -> None:
    ama, words = await keeps_a_record(stage, "Ama")
    await ama.says("/privacy")
    await ama.taps("Take it away")
    assert MARKER not in content_of(stage, ama)
    await opens_notes(ama, words)
    await ama.says("/privacy")
    await ama.taps("Take it away")
    for file in documents(ama)[-2:]:
        assert MARKER in stage.server.world.files[str(file["file_id"])].content.decode()


async def test_being_erased_altogether_leaves_no_record(stage: Stage) -> None:
    ama, _ = await keeps_a_record(stage, "Ama")
    await ama.says("/privacy")
    await ama.taps("Erase me")
    await ama.types("ERASE")
    assert ama.hears("This is your receipt")
    assert await count(stage, "records") == await count(stage, "record_parts") == 0


async def test_a_half_written_record_that_was_left_over_goes_at_night(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    async with stage.database.begin() as tx:
        assert ama.id
        await records.SHELF.begin(tx, ama.id, now=stage.now)
    async with stage.database.begin() as tx:
        await records.keep_times(tx, stage.now + timedelta(minutes=59))
    assert await count(stage, "records") == 1
    async with stage.database.begin() as tx:
        await records.keep_times(tx, stage.now + timedelta(minutes=61))
    assert await count(stage, "records") == 0
