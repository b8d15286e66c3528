"""Changing a vault: other words, another code, other keys; and pages whose words were lost and came back."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from storage import vaults
from storage.core.keystore import Keystore
from storage.core.keystore_changes import VaultChanged
from storage.core.locks import Lock
from storage.core.sealing import Binding, Damaged, open_envelope, seal_envelope
from storage.core.tries import TooManyTries
from storage.core.vault import KeyDerivation, OpenVaults, VaultClosed, WrongWords, make_vault
from storage.reflections import NoLockYet
from storage.vaults import Keys, WrongCode
from tests.core.keystores import AMA, MEI, NOON, QUICK, WORDS, Reopen, everything_on_disk, rows

OTHER = "abdomen zoom felt-tip yo-yo drop-down"
THIRD = "abide zoom felt-tip yo-yo drop-down"


@pytest.fixture
async def keys(store: Keystore) -> Keys:
    await store.admit(AMA)
    open_vaults = OpenVaults(lambda: 0.0)
    store.on_pair_made, store.on_pairs_gone = open_vaults.made, open_vaults.gone
    return Keys(store, KeyDerivation(kdf=QUICK, floor=QUICK), open_vaults)


async def opens(keys: Keys, words: str) -> None:
    """By words. Raises WrongWords."""
    root, _ = await vaults.try_words(keys, AMA, words, NOON)
    await vaults.open_for_reading(keys, AMA, root)


async def writes(keys: Keys) -> Callable[[], bytes]:
    """Seal something while nobody need be there; returns how to read it."""
    pair = await keys.store.public_key(AMA, Lock.PAGES)
    assert pair
    binding = Binding("page", keys.store.deployment, AMA, os.urandom(4).hex(), 1)
    envelope = seal_envelope(pair[0], binding, b"mine")
    return lambda: open_envelope(keys.vaults.hold(AMA, Lock.PAGES), binding, envelope)


class TestOtherWords:
    async def test_the_new_words_open_the_same_pages_and_the_old_ones_nothing(self, keys: Keys) -> None:
        code = await vaults.make(keys, AMA, WORDS)
        read = await writes(keys)
        await opens(keys, WORDS)
        mix = await keys.store.mix(AMA)
        await vaults.change_words(keys, AMA, OTHER)

        assert read() == b"mine"
        assert await keys.store.mix(AMA) != mix
        with pytest.raises(WrongWords):
            await opens(keys, WORDS)
        keys.vaults.close(AMA)
        await opens(keys, OTHER)
        assert read() == b"mine"
        assert code
        assert await vaults.try_code(keys, AMA, code)

    async def test_they_are_changed_only_while_the_pages_are_open(self, keys: Keys) -> None:
        await vaults.make(keys, AMA, WORDS)
        with pytest.raises(VaultClosed):
            await vaults.change_words(keys, AMA, OTHER)

        await opens(keys, WORDS)

    @pytest.mark.parametrize("other", [vaults.new_code, partial(vaults.change_words, words=THIRD)])
    async def test_two_changes_at_once_never_leave_words_of_one_and_a_mix_of_the_other(
        self, keys: Keys, monkeypatch: pytest.MonkeyPatch, other: Callable[..., Awaitable[object]]
    ) -> None:
        await vaults.make(keys, AMA, WORDS)
        read = await writes(keys)
        await opens(keys, WORDS)
        relock = keys.kdf.relock

        async def slowly(*given: Any) -> Any:
            monkeypatch.setattr(keys.kdf, "relock", relock)
            done = await relock(*given)
            await other(keys, AMA)
            return done

        monkeypatch.setattr(keys.kdf, "relock", slowly)
        with pytest.raises(VaultChanged):
            await vaults.change_words(keys, AMA, OTHER)
        await opens(keys, THIRD if isinstance(other, partial) else WORDS)
        assert read() == b"mine"

    async def test_new_keys_at_the_same_moment_as_new_keys_lose_no_page(
        self, keys: Keys, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await vaults.make(keys, AMA, WORDS)
        read = await writes(keys)
        await opens(keys, WORDS)
        make_open = keys.kdf.make_open

        async def slowly(*given: Any) -> Any:
            monkeypatch.setattr(keys.kdf, "make_open", make_open)
            done = await make_open(*given)
            await vaults.new_keys(keys, AMA, THIRD)
            return done

        monkeypatch.setattr(keys.kdf, "make_open", slowly)
        with pytest.raises(VaultChanged):
            await vaults.new_keys(keys, AMA, OTHER)
        await opens(keys, THIRD)
        assert read() == b"mine"

    async def test_two_first_vaults_at_once_are_one(self, keys: Keys) -> None:
        codes = await asyncio.gather(vaults.make(keys, AMA, WORDS), vaults.make(keys, AMA, OTHER))

        assert len([code for code in codes if code]) == 1
        await opens(keys, WORDS if codes[0] else OTHER)

    async def test_a_vault_closed_in_the_middle_of_it_never_locks_a_blank_key(
        self, keys: Keys, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await vaults.make(keys, AMA, WORDS)
        read = await writes(keys)
        await opens(keys, WORDS)
        relock = keys.kdf.relock

        async def closed_meanwhile(*given: object) -> object:
            keys.vaults.close(AMA)
            return await relock(*given)  # type: ignore[arg-type]  # handed on as it came

        monkeypatch.setattr(keys.kdf, "relock", closed_meanwhile)
        await vaults.change_words(keys, AMA, OTHER)
        await opens(keys, OTHER)

        assert read() == b"mine"

    async def test_a_second_first_vault_is_never_made(self, keys: Keys) -> None:
        await vaults.make(keys, AMA, WORDS)

        assert await vaults.make(keys, AMA, OTHER) is None
        await opens(keys, WORDS)


class TestTheCode:
    async def test_a_code_finds_its_person_and_opens_their_vault(self, keys: Keys, reopen: Reopen, path: Path) -> None:
        code = await vaults.make(keys, AMA, WORDS)
        again = await reopen(path)

        assert code
        assert await again.person_with_code(code.lower().replace("-", " ")) == AMA
        assert await vaults.try_code(keys, AMA, code)

    async def test_a_mistyped_code_is_nobodys_like_any_other(self, keys: Keys) -> None:
        await vaults.make(keys, AMA, WORDS)
        _, somebody_elses = make_vault(WORDS, bytes(32), "d" * 32, MEI, kdf=QUICK, floor=QUICK)

        assert await keys.store.person_with_code(somebody_elses) is None
        assert await keys.store.person_with_code("not a code") is None

    async def test_a_new_code_kills_the_one_before(self, keys: Keys) -> None:
        before = await vaults.make(keys, AMA, WORDS)
        await opens(keys, WORDS)
        after = await vaults.new_code(keys, AMA)

        assert before
        assert await keys.store.person_with_code(before) is None
        with pytest.raises(WrongCode):
            await vaults.try_code(keys, AMA, before)
        assert await vaults.try_code(keys, AMA, after)
        await opens(keys, WORDS)

    async def test_it_is_on_paper_once_it_was_shown_to_be_and_a_new_one_is_not(self, keys: Keys) -> None:
        await vaults.make(keys, AMA, WORDS)
        assert not await keys.store.code_on_paper(AMA)
        await keys.store.note_on_paper(AMA)
        assert await keys.store.code_on_paper(AMA)
        await opens(keys, WORDS)
        await vaults.new_code(keys, AMA)

        assert not await keys.store.code_on_paper(AMA)

    async def test_after_the_code_words_and_code_are_new_and_the_old_ones_dead(self, keys: Keys) -> None:
        code = await vaults.make(keys, AMA, WORDS)
        read = await writes(keys)
        assert code
        keys.vaults.open(AMA, await vaults.try_code(keys, AMA, code), {}, reading=False)
        other = await vaults.change_words_and_code(keys, AMA, OTHER)

        assert read() == b"mine"
        with pytest.raises(WrongCode):
            await vaults.try_code(keys, AMA, code)
        with pytest.raises(WrongWords):
            await opens(keys, WORDS)
        assert await keys.store.person_with_code(other) == AMA

    async def test_the_code_lies_in_the_file_neither_open_nor_hashed_without_a_key(
        self, keys: Keys, path: Path
    ) -> None:
        code = await vaults.make(keys, AMA, WORDS)

        assert code
        assert code.replace("-", "").encode() not in everything_on_disk(path)


class TestOtherKeys:
    async def test_old_and_new_pages_open_with_the_new_words_only(self, keys: Keys, reopen: Reopen, path: Path) -> None:
        code = await vaults.make(keys, AMA, WORDS)
        old = await writes(keys)
        before = await keys.store.public_key(AMA, Lock.PAGES)
        await opens(keys, WORDS)
        await vaults.new_keys(keys, AMA, OTHER)
        new = await writes(keys)

        assert old() == new() == b"mine"
        assert await keys.store.public_key(AMA, Lock.PAGES) != before
        survivor = Keys(await reopen(path), keys.kdf, OpenVaults(lambda: 0.0))
        with pytest.raises(WrongWords):
            await opens(survivor, WORDS)
        assert code
        with pytest.raises(WrongCode):
            await vaults.try_code(survivor, AMA, code)
        await opens(survivor, OTHER)
        ring = survivor.vaults.hold(AMA, Lock.PAGES)
        assert before
        assert list(ring.older) == [before[1]]

    async def test_what_the_old_words_opened_does_not_open_what_is_written_after(self, keys: Keys, path: Path) -> None:
        await vaults.make(keys, AMA, WORDS)
        await writes(keys)
        await opens(keys, WORDS)
        stolen = bytearray(keys.vaults.root(AMA))
        await vaults.new_keys(keys, AMA, OTHER)
        await writes(keys)

        found = rows(path, "select kid, sealed from lock_pairs")
        assert len(found) == 2
        for kid, sealed in found:
            binding = Binding("lock", keys.store.deployment, AMA, f"pages:{kid.hex()}", 1)
            assert open_envelope(keys.vaults.root(AMA), binding, sealed)
            with pytest.raises(Damaged):
                open_envelope(stolen, binding, sealed)

    async def test_an_older_key_goes_for_good(self, keys: Keys, path: Path) -> None:
        await vaults.make(keys, AMA, WORDS)
        old = await writes(keys)
        await opens(keys, WORDS)
        await vaults.new_keys(keys, AMA, OTHER)
        (older,) = await keys.store.older_pairs(AMA)
        ((sealed,),) = rows(path, "select sealed from lock_pairs where present = 0")
        await keys.store.drop_pair(AMA, older)
        keys.vaults.forget(AMA, older.lock, older.kid)

        assert sealed not in everything_on_disk(path)
        assert await keys.store.older_pairs(AMA) == []
        with pytest.raises(Damaged):
            old()


class TestBeginningAgain:
    async def test_the_old_pages_stay_shut_until_their_words_come_back(self, keys: Keys) -> None:
        await vaults.make(keys, AMA, WORDS)
        old = await writes(keys)
        await vaults.start_again(keys, AMA, OTHER, NOON)
        new = await writes(keys)
        await opens(keys, OTHER)

        assert new() == b"mine"
        with pytest.raises(Damaged):
            old()
        with pytest.raises(WrongWords):
            await vaults.remember(keys, AMA, THIRD, NOON)
        await vaults.remember(keys, AMA, WORDS, NOON)
        assert old() == new() == b"mine"
        assert await keys.store.put_by(AMA) == []
        keys.vaults.close(AMA)
        await opens(keys, OTHER)
        assert old() == b"mine"

    async def test_the_code_of_the_old_pages_brings_them_back_too(self, keys: Keys) -> None:
        code = await vaults.make(keys, AMA, WORDS)
        old = await writes(keys)
        assert code
        await vaults.start_again(keys, AMA, OTHER, NOON)
        await vaults.remember(keys, AMA, code, NOON)
        await opens(keys, OTHER)

        assert old() == b"mine"

    async def test_twice_begun_again_both_are_kept(self, keys: Keys) -> None:
        await vaults.make(keys, AMA, WORDS)
        first = await writes(keys)
        await vaults.start_again(keys, AMA, OTHER, NOON)
        second = await writes(keys)
        await vaults.start_again(keys, AMA, THIRD, NOON + timedelta(days=1))
        assert len(await keys.store.kids_put_by(AMA, Lock.PAGES)) == 2
        for words in (WORDS, OTHER):
            await vaults.remember(keys, AMA, words, NOON)
        await opens(keys, THIRD)

        assert first() == second() == b"mine"

    async def test_guessing_at_them_is_slowed_as_any_guessing_is(self, keys: Keys) -> None:
        await vaults.make(keys, AMA, WORDS)
        await vaults.start_again(keys, AMA, OTHER, NOON)
        for _ in range(5):
            with pytest.raises(WrongWords):
                await vaults.remember(keys, AMA, THIRD, NOON)
        with pytest.raises(TooManyTries):
            await vaults.remember(keys, AMA, WORDS, NOON)

    async def test_after_thirty_days_its_keys_are_destroyed(self, keys: Keys, path: Path) -> None:
        await vaults.make(keys, AMA, WORDS)
        await writes(keys)
        await vaults.start_again(keys, AMA, OTHER, NOON)
        assert await keys.store.put_by_over(NOON + timedelta(days=29)) == []
        ((sealed, wrapped),) = rows(path, "select sealed, wrap_pass from lock_pairs join old_vaults using (person)")
        for person, kid in await keys.store.put_by_over(NOON + timedelta(days=30)):
            await keys.store.drop_put_by(person, kid)

        assert sealed not in everything_on_disk(path)
        assert wrapped not in everything_on_disk(path)
        with pytest.raises(WrongWords):
            await vaults.remember(keys, AMA, WORDS, NOON)
        await opens(keys, OTHER)

    @pytest.mark.parametrize("column", ["wrap_pass", "mix", "until", "kid", "mac"])
    async def test_a_vault_put_by_that_was_changed_is_refused(self, keys: Keys, path: Path, column: str) -> None:
        await vaults.make(keys, AMA, WORDS)
        await vaults.start_again(keys, AMA, OTHER, NOON)
        changed = "until + 1" if column == "until" else f"cast({column} || x'00' as blob)"
        rows(path, f"update old_vaults set {column} = {changed}")

        with pytest.raises(Damaged):
            await vaults.remember(keys, AMA, WORDS, NOON)


class TestWrongWords:
    async def test_three_in_a_row_close_what_is_open_elsewhere(self, keys: Keys) -> None:
        await vaults.make(keys, AMA, WORDS)
        await opens(keys, WORDS)
        for n in range(3):
            assert keys.vaults.is_open(AMA), n
            with pytest.raises(WrongWords):
                await vaults.try_words(keys, AMA, OTHER, NOON)

        assert not keys.vaults.is_open(AMA)

    async def test_somebody_without_a_vault_is_told_so(self, keys: Keys) -> None:
        for trying in (partial(vaults.try_words, now=NOON, words=WORDS), partial(vaults.try_code, code="")):
            with pytest.raises(NoLockYet):
                await trying(keys, AMA)
