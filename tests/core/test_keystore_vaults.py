"""Kept vaults and counted tries: changed rows are refused, and guessing takes longer and longer."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.core import vault
from storage.core.keystore import KeyDestroyed, Keystore, TooManyTries, Tries, wait_after, wait_left
from storage.core.sealing import Damaged
from tests.core.keystores import AMA, MEI, NOON, QUICK, WORDS, Reopen, a_vault, rows


class TestVaults:
    async def test_a_vault_comes_back_whole_and_opens(self, reopen: Reopen, path: Path, store: Keystore) -> None:
        await store.admit(AMA)
        record = await a_vault(store, AMA)
        await store.keep_vault(AMA, record)
        again = await reopen(path)
        kept = await again.vault(AMA)

        assert kept == record
        assert vault.unlock(kept, await again.mix(AMA), WORDS, floor=QUICK)

    async def test_nobody_has_a_vault_before_the_first_page(self, store: Keystore) -> None:
        await store.admit(AMA)

        assert await store.vault(AMA) is None
        assert await store.public_key(AMA) is None

    async def test_a_new_vault_takes_the_old_ones_place_at_once(self, store: Keystore) -> None:
        await store.admit(AMA)
        await store.keep_vault(AMA, await a_vault(store, AMA))
        second = await a_vault(store, AMA)
        await store.keep_vault(AMA, second)

        assert await store.vault(AMA) == second

    async def test_a_vault_needs_somebody_with_keys(self, store: Keystore) -> None:
        await store.admit(AMA)
        record = await a_vault(store, AMA)
        await store.destroy(AMA)

        with pytest.raises(KeyDestroyed):
            await store.keep_vault(AMA, record)

    @pytest.mark.parametrize("other", [{"person": MEI}, {"deployment": "e" * 32}], ids=str)
    async def test_somebody_elses_vault_is_not_kept(self, store: Keystore, other: dict[str, Any]) -> None:
        await store.admit(AMA)
        record = await a_vault(store, AMA)

        with pytest.raises(ValueError, match="somebody else"):
            await store.keep_vault(AMA, replace(record, **other))

    @pytest.mark.parametrize(
        "column",
        [
            "version",
            "pk",
            "kid",
            "salt",
            "kdf_memory",
            "kdf_passes",
            "kdf_lanes",
            "wrap_pass",
            "wrap_rec",
            "rec_sealed",
            "mac",
        ],
    )
    async def test_a_vault_changed_in_any_column_is_refused(self, path: Path, store: Keystore, column: str) -> None:
        await store.admit(AMA)
        await store.keep_vault(AMA, await a_vault(store, AMA))
        kind = "+ 1" if column.startswith(("kdf", "version")) else "|| x'00'"
        changed = f"{column} {kind}" if kind == "+ 1" else f"cast({column} {kind} as blob)"
        rows(path, f"update vaults set {column} = {changed}")

        for ask in (store.vault, store.public_key):
            with pytest.raises(Damaged):
                await ask(AMA)

    async def test_writing_is_never_sealed_to_a_public_key_somebody_slipped_in(
        self, path: Path, store: Keystore
    ) -> None:
        for person in (AMA, MEI):
            await store.admit(person)
            await store.keep_vault(person, await a_vault(store, person))
        ((pk, kid, mac),) = rows(path, "select pk, kid, mac from vaults where person = ?", MEI)
        rows(path, "update vaults set pk = ?, kid = ?, mac = ? where person = ?", pk, kid, mac, AMA)

        with pytest.raises(Damaged):
            await store.public_key(AMA)

    async def test_a_whole_vault_moved_to_somebody_else_is_refused(self, path: Path, store: Keystore) -> None:
        await store.admit(AMA)
        await store.admit(MEI)
        await store.keep_vault(MEI, await a_vault(store, MEI))
        rows(path, "update vaults set person = ?", AMA)

        with pytest.raises(Damaged):
            await store.vault(AMA)

    async def test_the_place_for_the_chain_is_kept_free(self, path: Path, store: Keystore) -> None:
        await store.admit(AMA)

        assert rows(path, "select head_seq, head_hash from people") == [(0, None)]


class TestTries:
    @pytest.mark.parametrize(
        ("wrong", "minutes"), [(0, 0), (1, 0), (4, 0), (5, 1), (6, 5), (7, 15), (8, 60), (9, 60), (10_000, 60)]
    )
    def test_five_are_free_and_then_each_costs_more_time(self, wrong: int, minutes: int) -> None:
        assert wait_after(wrong) == timedelta(minutes=minutes)

    def test_a_clock_that_jumps_never_makes_the_wait_longer_than_it_is(self) -> None:
        ahead = Tries(wrong=8, last_at=NOON + timedelta(days=365))

        assert wait_left(ahead, NOON) == timedelta(minutes=60)
        assert wait_left(Tries(), NOON) == timedelta()
        assert wait_left(Tries(wrong=5, last_at=NOON), NOON + timedelta(seconds=59)) == timedelta(seconds=1)
        assert wait_left(Tries(wrong=5, last_at=NOON), NOON + timedelta(seconds=60)) == timedelta()

    async def test_the_sixth_try_waits_and_a_refused_try_is_not_counted(self, store: Keystore) -> None:
        await store.admit(AMA)
        for _ in range(5):
            await store.note_try(AMA, NOON)
        for _ in range(3):
            with pytest.raises(TooManyTries) as refused:
                await store.note_try(AMA, NOON + timedelta(seconds=30))

        assert refused.value.facts == {"minutes": 1}
        assert await store.tries(AMA) == Tries(wrong=5, last_at=NOON)
        await store.note_try(AMA, NOON + timedelta(seconds=60))
        assert (await store.tries(AMA)).wrong == 6

    async def test_a_hundred_tries_at_once_get_five(self, store: Keystore) -> None:
        await store.admit(AMA)
        answers = await asyncio.gather(*[store.note_try(AMA, NOON) for _ in range(100)], return_exceptions=True)

        assert sum(answer is None for answer in answers) == 5
        assert sum(isinstance(answer, TooManyTries) for answer in answers) == 95

    async def test_tries_outlive_a_restart_and_belong_to_one_person(
        self, reopen: Reopen, path: Path, store: Keystore
    ) -> None:
        for person in (AMA, MEI):
            await store.admit(person)
        for _ in range(5):
            await store.note_try(AMA, NOON)
        again = await reopen(path)

        with pytest.raises(TooManyTries):
            await again.note_try(AMA, NOON)
        assert await again.tries(MEI) == Tries()
        await again.note_try(MEI, NOON)

    async def test_right_words_clear_the_count(self, store: Keystore) -> None:
        await store.admit(AMA)
        for _ in range(5):
            await store.note_try(AMA, NOON)
        await store.clear_tries(AMA)

        assert await store.tries(AMA) == Tries()
        await store.note_try(AMA, NOON)

    async def test_a_clock_set_back_does_not_lock_somebody_out_for_ever(self, store: Keystore) -> None:
        await store.admit(AMA)
        for _ in range(5):
            await store.note_try(AMA, NOON + timedelta(days=365))
        with pytest.raises(TooManyTries):
            await store.note_try(AMA, NOON)

        await store.note_try(AMA, NOON + timedelta(minutes=1))
        assert await store.tries(AMA) == Tries(wrong=6, last_at=NOON + timedelta(minutes=1))

    async def test_ten_thousand_guesses_take_more_than_a_year(self, store: Keystore) -> None:
        waits = sum((wait_after(wrong) for wrong in range(10_000)), timedelta())

        assert waits > timedelta(days=365)
