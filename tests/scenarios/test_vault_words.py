"""Other words, other keys, another sign: the old ones are dead at once, and no page is lost on the way."""

from dataclasses import replace
from typing import Any

import pytest

from storage import resealing
from storage.core.keystore import Keystore
from storage.core.locks import Lock
from storage.core.vault import VaultClosed
from tests.page_steps import ANSWERS, MARKER, keeps_one, sets_up, shown, unlocks, words_shown, writes_page, writes_short
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere
from tests.vault_steps import kids, opens_keys, picks_words, reads, takes_code


async def changes_keys(ama: Somebody, words: str) -> str:
    """Because somebody knows the words. Returns the new ones."""
    await opens_keys(ama, words)
    await ama.taps("Someone knows my words")
    assert ama.hears("new words, a new code and new keys")
    await ama.taps("Choose new words")
    return await picks_words(ama)


async def test_new_words_open_the_same_pages_and_the_old_ones_nothing(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await opens_keys(ama, words)
    await ama.taps("Change my words")
    assert ama.hears("The old words stop working at once")
    await ama.taps("Choose new words")
    new = words_shown(ama)
    await ama.taps("I've written them")
    assert "Your sign" in ama.screen
    await ama.types(new)
    assert ama.hears("Your old words open nothing here any more")
    assert ama.hears("age out in 14 days")
    await ama.says("/lock")
    await unlocks(ama, words)
    assert ama.hears("don't open your pages")
    await ama.types(new)
    await ama.taps("1")
    assert MARKER in shown(ama)
    output = capfd.readouterr()
    for secret in (words, new):
        assert_nowhere(stage, secret, *output)


async def test_words_are_changed_only_while_the_pages_are_open(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await opens_keys(ama)
    for label in ("Change my words", "Someone knows my words", "Change my sign", "Make a new code"):
        await opens_keys(ama)
        await ama.taps(label)
        assert "Your sign" in ama.screen, label
        await ama.says("/cancel")
    await opens_keys(ama, words)
    await ama.taps("Change my words")
    await ama.taps("Choose new words")
    new = words_shown(ama)
    await ama.taps("I've written them")
    await stage.forward(minutes=31)
    await ama.types(new)
    assert ama.hears("Your pages are locked")
    await ama.says("/cancel")
    await reads(ama, words)
    assert MARKER in shown(ama)


async def test_stopping_half_way_keeps_the_words_there_are(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await opens_keys(ama, words)
    await ama.taps("Change my words")
    await ama.taps("Choose new words")
    await ama.taps("Stop")
    await ama.says("/lock")
    await reads(ama, words)
    assert MARKER in shown(ama)


async def test_when_someone_knows_my_words_every_page_gets_new_keys(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    code = await takes_code(ama)
    await writes_page(ama, *ANSWERS)
    before = await kids(stage)
    new = await changes_keys(ama, words)
    assert ama.hears("your pages are locked with new keys")
    assert len(before) == 1
    assert len(await kids(stage)) == 1
    assert before.isdisjoint(await kids(stage))
    async with stage.database.read() as tx:
        assert ama.id
        assert await tx.keystore.older_pairs(ama.id) == []
    other = await takes_code(ama)
    await ama.says("/lock")
    await unlocks(ama, words)
    assert ama.hears("don't open your pages")
    await ama.types(new)
    await ama.taps("1")
    assert MARKER in shown(ama)
    assert code != other
    output = capfd.readouterr()
    for secret in (words, new, code, other):
        assert_nowhere(stage, secret, *output)


async def test_a_kill_in_the_middle_of_new_keys_loses_no_page_and_goes_on_at_the_next_unlock(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    for n in range(3):
        await writes_short(ama, "A win", f"{MARKER} win {n}")
    done: list[int] = []
    heads, *others = resealing.RESEALERS

    async def two_rows(*given: Any) -> resealing.Step:
        if sum(done) == 2:
            raise RuntimeError("the power goes here")
        step = await heads.reseal(*given)
        done.append(step.sealed)
        return step

    with monkeypatch.context() as dying:
        dying.setattr(resealing, "AT_ONCE", 1)
        dying.setattr(resealing, "RESEALERS", [replace(heads, reseal=two_rows), *others])
        new = await changes_keys(ama, words)
    assert done == [1, 1]
    assert len(await kids(stage)) == 2
    await stage.restart()
    await ama.says("/cancel")
    await reads(ama, new)
    assert MARKER in shown(ama)
    assert len(await kids(stage)) == 1
    async with stage.database.read() as tx:
        assert ama.id
        assert await tx.keystore.older_pairs(ama.id) == []
    await stage.restart()
    for number in ("1", "2", "3", "4"):
        await reads(ama, new)
        await ama.taps("Back to my pages")
        await ama.taps(number)
        assert MARKER in shown(ama), number


async def test_half_way_through_new_keys_old_and_new_pages_both_open(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)

    async def nothing(*_: Any) -> resealing.Step:
        raise VaultClosed

    waiting = [replace(one, reseal=nothing) for one in resealing.RESEALERS]
    monkeypatch.setattr(resealing, "RESEALERS", waiting)
    new = await changes_keys(ama, words)
    await writes_short(ama, "A win", "after the change")
    assert len(await kids(stage)) == 2
    await ama.says("/lock")
    for number, text in (("1", "after the change"), ("2", MARKER)):
        await reads(ama, new)
        await ama.taps("Back to my pages")
        await ama.taps(number)
        assert text in shown(ama)


async def test_a_page_that_fails_its_check_does_not_stop_the_others(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await writes_short(ama, "A win", f"{MARKER} win")
    async with stage.database.begin() as tx:
        await tx.conn.change("update pages set mac = zeroblob(32) where seq = 1")
    new = await changes_keys(ama, words)
    await ama.says("/lock")
    await reads(ama, new)
    assert f"{MARKER} win" in shown(ama)
    await ama.taps("Back to my pages")
    assert ama.hears("This entry failed its check")


async def test_a_table_that_nobody_seals_again_keeps_its_older_key(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    with monkeypatch.context() as forgotten:
        forgotten.setattr(resealing, "RESEALERS", resealing.RESEALERS[:1])
        new = await changes_keys(ama, words)
    async with stage.database.read() as tx:
        assert ama.id
        assert len(await tx.keystore.older_pairs(ama.id)) == 1
    await ama.says("/lock")
    await reads(ama, new)
    assert MARKER in shown(ama)
    async with stage.database.read() as tx:
        assert await tx.keystore.older_pairs(ama.id) == []


async def test_old_backups_of_the_keys_do_not_open_what_is_written_after(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    assert ama.id
    old = stage.folder / "old"
    old.mkdir()
    await stage.end()
    for file in stage.folder.glob("keystore.sqlite"):
        (old / file.name).write_bytes(file.read_bytes())
        (old / file.name).chmod(0o600)
    await stage.begin()
    await changes_keys(ama, words)
    stolen = await Keystore.open(old / "keystore.sqlite", stage.database.keystore.master)
    pair = await stolen.public_key(ama.id, Lock.PAGES)
    await stolen.close()
    assert pair
    assert pair[1] not in await kids(stage)


async def test_the_sign_is_changed_and_stands_over_the_next_prompt(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await opens_keys(ama, words)
    await ama.taps("Change my sign")
    await ama.types("blue kettle")
    assert ama.hears("Your sign is now: blue kettle")
    await ama.says("/lock")
    await ama.says("/reflect")
    await ama.taps("My pages")
    assert "Your sign: blue kettle" in ama.screen


async def test_a_sign_is_never_the_words_themselves_and_one_can_be_picked(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await opens_keys(ama, words)
    await ama.taps("Change my sign")
    await ama.types(words)
    assert ama.hears("A sign is shown")
    await ama.taps("Pick one for me")
    assert ama.hears("Your sign is now")
    assert words not in ama.screen


async def test_somebody_without_a_lock_is_led_to_it(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/reflect")
    start = next(m for m in ama.part.chat.messages.values() if "/reflect" in m.text)
    for forged in ("keys", "code", "lost", "vt-type", "vt-words", "vt-old"):
        ama.part.taps(start, forged, forged=True)
        await stage.settle()
        assert ama.hears("Private pages are locked with five words") or ama.hears("no older pages"), forged
