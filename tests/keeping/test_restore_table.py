"""The restore truth table (sealing.md 3.4), cell by cell: what becomes of whom when one file is older than the other.

Rows: old data with today's keys, today's data with old keys, both old. Columns: somebody who was erased since, somebody
who changed their words since, somebody who joined since.
"""

import shutil
from pathlib import Path

import pytest

from storage.core import replica, vault
from storage.core.keystore import KeyDestroyed
from storage.core.vault import WrongWords
from tests.keeping_steps import Operator, erases_themselves, has_key, has_row
from tests.page_steps import ANSWERS, keeps_one, unlocks, writes_page
from tests.stage import QUICK_KDF, Somebody, Stage
from tests.vault_steps import opens_keys, picks_words

NEW_WORDS = "acorn bagpipe cactus dolphin eyelash"


@pytest.fixture
def operator(stage: Stage, tmp_path: Path) -> Operator:
    return Operator.of(stage, tmp_path / "drawer")


async def changes_words(stage: Stage, somebody: Somebody, old: str, new: str) -> None:
    """What a change of words does to the keystore: another salt and other wraps, the same pair of keys."""
    assert somebody.id
    keystore = stage.running.keystore
    record, mix = await keystore.vault(somebody.id), await keystore.mix(somebody.id)
    assert record
    root = vault.unlock(record, mix, old, floor=QUICK_KDF)
    changed = vault.relocked(record, root, new, mix, kdf=QUICK_KDF, floor=QUICK_KDF)
    await keystore.change_vault(somebody.id, changed, was=record, mix=mix)


async def changes_words_in_the_chat(somebody: Somebody, old: str) -> str:
    """As they do it themselves. Returns the new words; it is acknowledged when this returns."""
    await opens_keys(somebody, old)
    await somebody.taps("Change my words")
    await somebody.taps("Choose new words")
    words = await picks_words(somebody)
    assert somebody.hears("Your old words open nothing here any more"), somebody.transcript()
    return words


async def opens_with(stage: Stage, somebody: Somebody, words: str) -> bool:
    assert somebody.id
    keystore = stage.running.keystore
    record = await keystore.vault(somebody.id)
    assert record
    try:
        vault.unlock(record, await keystore.mix(somebody.id), words, floor=QUICK_KDF)
    except WrongWords:
        return False
    return True


async def to_morning(stage: Stage) -> None:
    await stage.forward(days=1)


# Old data, today's keys


async def test_old_data_and_todays_keys_the_erased_stay_unreadable_and_their_rows_go_at_start(
    stage: Stage, operator: Operator
) -> None:
    ama = await stage.member("Ama")
    data, _ = operator.backs_up()
    await erases_themselves(ama)
    await stage.end()
    operator.restores(data=data, erasures=None)
    assert has_row(stage, ama.id)
    assert not has_key(stage, ama.id)

    await stage.begin()

    assert not has_row(stage, ama.id)
    assert not has_key(stage, ama.id)


async def test_old_data_and_todays_keys_pages_open_with_the_new_words(stage: Stage, operator: Operator) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    data, _ = operator.backs_up()
    new = await changes_words_in_the_chat(ama, words)

    outlook = await operator.restores_and_begins(data=data)
    await to_morning(stage)

    assert await opens_with(stage, ama, new)
    assert not await opens_with(stage, ama, words)
    assert outlook.changed.old_words == ()
    assert "Something went wrong at our end, and I had to go back" in ama.transcript()
    assert "earlier key" not in ama.transcript()
    await unlocks(ama, new)
    await ama.taps("1")
    assert ama.hears(ANSWERS[0])


async def test_old_data_and_todays_keys_who_joined_since_is_asked_to_join_again(
    stage: Stage, operator: Operator
) -> None:
    await stage.member("Ama")
    data, _ = operator.backs_up()
    await stage.forward(hours=2)
    mei = await stage.member("Mei")

    await operator.restores_and_begins(data=data)

    assert not has_key(stage, mei.id)
    await mei.says("/start")
    assert mei.hears("Were you here before?")
    assert mei.hears("Hello, and welcome"), mei.transcript()


# Today's data, old keys


async def test_todays_data_and_old_keys_a_tombstone_takes_the_revived_key_away(
    stage: Stage, operator: Operator
) -> None:
    ama = await stage.member("Ama")
    _, keys = operator.backs_up()
    await erases_themselves(ama)
    await stage.end()
    operator.restores(keystore=keys)
    assert has_key(stage, ama.id)

    await stage.begin()

    assert not has_key(stage, ama.id)
    assert ama.id in await stage.running.keystore.tombstones()


async def test_todays_data_and_old_keys_the_old_words_open_again_and_a_change_is_asked_for(
    stage: Stage, operator: Operator
) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    bob, bobs_words = await keeps_one(stage, "Bob", *ANSWERS)
    _, keys = operator.backs_up()
    await changes_words(stage, ama, words, NEW_WORDS)
    await stage.forward(minutes=3)

    outlook = await operator.restores_and_begins(keystore=keys)
    await to_morning(stage)

    assert outlook.changed.old_words == (ama.id,)
    assert await opens_with(stage, ama, words)
    assert not await opens_with(stage, ama, NEW_WORDS)
    assert "words from before your last change open your pages again" in ama.transcript()
    assert "earlier key" not in bob.transcript()
    assert await opens_with(stage, bob, bobs_words)


async def test_todays_data_and_old_keys_without_a_replica_what_was_joined_and_locked_since_is_lost(
    stage: Stage, operator: Operator
) -> None:
    ama = await stage.member("Ama")
    _, keys = operator.backs_up()
    mei = await stage.member("Mei")
    await writes_after_setting_up(ama)
    await stage.forward(minutes=3)

    outlook = await operator.restores_and_begins(keystore=keys)
    await to_morning(stage)

    assert outlook.changed.keyless == (mei.id,)
    assert outlook.changed.no_lock == (ama.id,)
    assert not has_row(stage, mei.id)
    assert "The key you made for your pages is lost" in ama.transcript()
    await mei.says("/start")
    assert mei.hears("Were you here before?")


async def test_todays_data_and_old_keys_with_the_replica_nothing_is_lost(stage: Stage, tmp_path: Path) -> None:
    replica = tmp_path / "other-disk" / "keystore.sqlite"
    replica.parent.mkdir()
    operator = Operator.of(stage, tmp_path / "drawer", keystore_replica=replica)
    await stage.restart()
    mei, words = await keeps_one(stage, "Mei", *ANSWERS)

    outlook = await operator.restores_and_begins(keystore=replica)

    assert (outlook.changed.keyless, outlook.changed.no_lock, outlook.changed.old_words) == ((), (), ())
    assert await opens_with(stage, mei, words)
    await unlocks(mei, words)
    await mei.taps("1")
    assert mei.hears(ANSWERS[0])


async def test_todays_data_and_the_replica_words_open_that_were_changed_a_moment_before_the_disk_died(
    stage: Stage, tmp_path: Path
) -> None:
    there = tmp_path / "other-disk" / "keystore.sqlite"
    there.parent.mkdir()
    operator = Operator.of(stage, tmp_path / "drawer", keystore_replica=there)
    await stage.restart()
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    new = await changes_words_in_the_chat(ama, words)
    assert replica.is_equal(stage.folder / "keystore.sqlite", there)
    as_acknowledged = Path(shutil.copy(there, tmp_path / "saved.sqlite"))

    outlook = await operator.restores_and_begins(keystore=as_acknowledged)

    assert outlook.changed.old_words == ()
    await unlocks(ama, words)
    assert ama.hears("don't open your pages")
    await ama.types(new)
    await ama.taps("1")
    assert ama.hears(ANSWERS[0])


async def writes_after_setting_up(somebody: Somebody) -> str:
    from tests.page_steps import sets_up

    words = await sets_up(somebody)
    await writes_page(somebody, *ANSWERS)
    return words


# Both old, of the same day


async def test_both_old_the_ledger_erases_again_whoever_was_erased(stage: Stage, operator: Operator) -> None:
    ama = await stage.member("Ama")
    data, keys = operator.backs_up()
    await erases_themselves(ama)
    await stage.end()

    restored = operator.restores(data, keys, erasures=operator.ledger)
    assert restored.erased == 1
    assert not has_key(stage, ama.id)
    await operator.acknowledges()
    await stage.begin()

    assert not has_row(stage, ama.id)
    assert ama.id
    with pytest.raises(KeyDestroyed):
        await stage.running.keystore.data_key(ama.id)


async def test_both_old_without_the_ledger_the_erased_would_come_back(stage: Stage, operator: Operator) -> None:
    """Why `restore` asks for the ledger, and goes on without one only when told that nobody was ever erased."""
    ama = await stage.member("Ama")
    data, keys = operator.backs_up()
    await erases_themselves(ama)

    await operator.restores_and_begins(data, keys)

    assert has_row(stage, ama.id)
    assert has_key(stage, ama.id)


async def test_both_old_the_words_from_then_open_the_pages(stage: Stage, operator: Operator) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    data, keys = operator.backs_up()
    await changes_words(stage, ama, words, NEW_WORDS)
    await stage.forward(hours=2)

    await operator.restores_and_begins(data, keys)
    await to_morning(stage)

    assert await opens_with(stage, ama, words)
    assert not await opens_with(stage, ama, NEW_WORDS)
    assert "try the ones from before as well" in ama.transcript()


async def test_both_old_who_joined_since_is_gone_and_told_so_at_the_door(stage: Stage, operator: Operator) -> None:
    data, keys = operator.backs_up()
    await stage.forward(hours=2)
    mei = await stage.member("Mei")

    await operator.restores_and_begins(data, keys)

    assert not has_row(stage, mei.id)
    assert not has_key(stage, mei.id)
    await mei.says("/start")
    assert mei.hears("who joined between")
