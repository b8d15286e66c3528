"""Erasing more than one page: one kind, or every page with its key; finished after a crash, and told truthfully."""

from pathlib import Path

import pytest

from handlers import privacy
from storage.core import letters
from storage.core.locks import Lock
from tests.keeping_steps import Operator, rows
from tests.page_steps import ANSWERS, MARKER, count, keeps_one, reads_first, shown, unlocks, writes_page, writes_short
from tests.stage import Somebody, Stage


async def with_pages(stage: Stage) -> tuple[Somebody, str]:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.taps("One step")
    await ama.types("ask Grace")
    await ama.taps("All clear, save")
    await writes_short(ama, "A win", "I spoke first")
    await writes_page(ama, "another")
    return ama, words


async def sealed(stage: Stage) -> list[bytes]:
    async with stage.database.read() as tx:
        return [row[0] for row in await tx.conn.slow("select envelope from page_parts union select head from pages")]


def is_on_disk(stage: Stage, envelopes: list[bytes]) -> bool:
    files = [path.read_bytes() for path in stage.folder.rglob("*") if path.is_file()]
    return any(envelope[50:] in content for envelope in envelopes for content in files)


def page_keys(stage: Stage) -> set[bytes]:
    """The private keys that open pages, as they lie in the keystore: sealed to their vault."""
    pairs = "select sealed from lock_pairs where lock = 'pages'"
    return {row[0] for row in rows(stage.folder / "keystore.sqlite", pairs)}


async def records_key(stage: Stage, somebody: Somebody) -> tuple[bytes, bytes] | None:
    assert somebody.id
    return await stage.running.keystore.public_key(somebody.id, Lock.RECORDS)


async def test_one_kind_is_erased_with_what_was_added_and_the_rest_stays(stage: Stage) -> None:
    ama, words = await with_pages(stage)
    await unlocks(ama, words)
    await ama.taps("Erase more")
    await ama.taps("One kind")
    await ama.taps("Three whats")
    await ama.types("yes please")
    assert await count(stage, "pages") == 4
    await ama.types("ERASE")
    assert ama.hears("Every page of that kind is erased")
    assert await count(stage, "pages") == 1
    assert await count(stage, "page_notes") == 0
    await ama.taps("My pages")
    assert ama.hears("A win")
    assert not ama.hears("Three whats")


async def test_nothing_is_erased_when_the_pages_lock_before_the_word(stage: Stage) -> None:
    ama, words = await with_pages(stage)
    await unlocks(ama, words)
    await ama.taps("Erase more")
    await ama.taps("One kind")
    await ama.taps("Three whats")
    stage.running.desk.house.vaults.close(ama.id)
    await ama.types("ERASE")
    assert ama.hears("Your sign")
    assert await count(stage, "pages") == 4


async def test_every_page_is_erased_and_the_receipt_is_true(stage: Stage) -> None:
    ama, words = await with_pages(stage)
    before, keys, of_records = await sealed(stage), page_keys(stage), await records_key(stage, ama)
    assert is_on_disk(stage, before)
    assert is_on_disk(stage, list(keys))
    await unlocks(ama, words)
    await ama.taps("Erase more")
    await ama.taps("Every page")
    assert ama.hears("This wipes every page. It can't come back. Type ERASE to go on")
    await ama.types("ERASE")
    days = stage.running.desk.house.settings.network.backup_days
    assert ama.hears("The key is gone, so your pages can't be opened")
    assert ama.hears(f"Old backups age out in {days} days")
    assert keys.isdisjoint(page_keys(stage))
    assert not is_on_disk(stage, list(keys))
    assert await records_key(stage, ama) == of_records
    for table in ("pages", "page_parts", "page_notes", "page_erasings"):
        assert await count(stage, table) == 0
    assert not is_on_disk(stage, before)
    await writes_page(ama, "a fresh start")
    assert ama.hears("Saved, and cleared")


async def test_a_copy_from_before_every_page_was_erased_opens_none_of_them(stage: Stage, tmp_path: Path) -> None:
    ama, words = await with_pages(stage)
    operator = Operator.of(stage, tmp_path / "drawer")
    copy, _ = operator.backs_up()
    await unlocks(ama, words)
    await ama.taps("Erase more")
    await ama.taps("Every page")
    await ama.types("ERASE")
    assert ama.hears("The key is gone")

    await operator.restores_and_begins(data=copy)

    assert await count(stage, "pages where state = 'kept'") == 4
    await unlocks(ama, words)
    told = [line for line in ama.screen.splitlines() if line[:1].isdigit()]
    assert [line.partition(". ")[2] for line in told] == ["This entry failed its check"] * 3
    for place in ("1", "2", "3"):
        await ama.taps(place)
        assert ama.hears("[This part failed its check, so I can't show it.]")
        for text in (*ANSWERS, "ask Grace", "I spoke first", "another"):
            assert not ama.hears(text)
        await ama.taps("Back to my pages")
    await ama.taps("Search")
    await ama.types("Grace")
    assert ama.hears("I found no page like that")


async def test_stopping_before_the_word_keeps_every_page(stage: Stage) -> None:
    ama, words = await with_pages(stage)
    await unlocks(ama, words)
    await ama.taps("Erase more")
    await ama.taps("Every page")
    await ama.taps("Stop")
    assert ama.hears("It stays")
    assert await count(stage, "pages") == 4


async def test_a_crash_between_rows_and_key_is_made_good_at_the_next_start(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ama, words = await with_pages(stage)
    before, keys = await sealed(stage), page_keys(stage)
    await unlocks(ama, words)
    await ama.taps("Erase more")
    await ama.taps("Every page")

    async def crash(desk: object) -> None:
        """The power goes here."""

    with monkeypatch.context() as patched:
        patched.setattr("handlers.reflections.erasing.finish_erasing", crash)
        await ama.types("ERASE")
    assert await count(stage, "page_erasings") == 1
    assert keys == page_keys(stage)
    assert not ama.hears("Old backups age out")
    await ama.says("/reflect")
    await ama.taps("A win")
    assert ama.hears("I'm still wiping your pages")
    await stage.restart()
    assert ama.hears("Old backups age out")
    assert await count(stage, "page_erasings") == 0
    assert keys.isdisjoint(page_keys(stage))
    assert not is_on_disk(stage, [*before, *keys])
    for _ in range(2):
        await privacy.finish_leaving(stage.running.desk)
    await stage.settle()
    assert len([line for line in ama.news() if "Old backups age out" in line]) == 1


async def test_erasing_one_page_takes_its_notes_along(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.taps("One step")
    await ama.types(f"ask about {MARKER}")
    await ama.taps("All clear, save")
    before = await sealed(stage)
    await unlocks(ama, words)
    await reads_first(ama)
    await ama.taps("Erase this")
    await ama.taps("Yes, erase")
    assert await count(stage, "pages") == 0
    assert not is_on_disk(stage, before)
    assert MARKER not in shown(ama)


async def test_leaving_the_network_takes_everything_added_along(stage: Stage) -> None:
    ama, _ = await with_pages(stage)
    assert ama.id
    await ama.says("/privacy")
    await ama.taps("Erase me")
    await ama.types("ERASE")
    for table in ("pages", "page_parts", "page_notes"):
        assert await count(stage, table) == 0
    async with stage.database.read() as tx:
        assert not [letter for letter in await letters.of_topic(tx, f"shown:{ama.id}") if letter.person]
