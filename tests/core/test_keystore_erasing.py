"""Erasing, swapping: nobody erased comes back, and no row of the keystore passes for another."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.core import connection
from storage.core import keystore as ks
from storage.core.keystore import KeyDestroyed, Keystore
from storage.core.sealing import Damaged
from tests.core.keystores import AMA, MASTER, MEI, NOON, Reopen, a_vault, everything_on_disk, rows


class TestErasing:
    async def test_nothing_of_a_destroyed_key_is_in_the_file_or_its_log(self, path: Path, store: Keystore) -> None:
        await store.admit(AMA)
        await store.keep_vault(AMA, await a_vault(store, AMA))
        ((udk, mix),) = rows(path, "select udk, mix from people")
        ((lock, code),) = rows(path, "select wrap_pass, wrap_rec from vaults")
        secrets = (udk, mix, lock, code)
        before = everything_on_disk(path)
        await store.destroy(AMA)
        after = everything_on_disk(path)

        assert [secret in before for secret in secrets] == [True] * 4
        assert [secret in after for secret in secrets] == [False] * 4
        assert path.with_name(path.name + "-wal").stat().st_size == 0

    async def test_a_destroyed_key_is_gone_from_memory_too(self, store: Keystore) -> None:
        await store.admit(AMA)
        await store.keep_vault(AMA, await a_vault(store, AMA))
        await store.data_key(AMA)
        await store.public_key(AMA)
        await store.destroy(AMA)

        for ask in (store.data_key, store.mix):
            with pytest.raises(KeyDestroyed):
                await ask(AMA)
        assert await store.public_key(AMA) is None
        assert await store.vault(AMA) is None
        assert await store.people() == []

    async def test_the_tombstone_says_who_and_outlives_a_restart(
        self, reopen: Reopen, path: Path, store: Keystore
    ) -> None:
        await store.admit(AMA)
        await store.destroy(AMA)
        again = await reopen(path)

        assert await again.is_destroyed(AMA)
        assert not await again.is_destroyed(MEI)

    async def test_somebody_erased_is_never_admitted_again(self, store: Keystore) -> None:
        await store.admit(AMA)
        await store.destroy(AMA)

        with pytest.raises(KeyDestroyed):
            await store.admit(AMA)
        with pytest.raises(KeyDestroyed):
            await store.note_try(AMA, NOON)

    async def test_erasing_twice_or_somebody_unknown_leaves_a_tombstone(self, store: Keystore) -> None:
        await store.destroy(AMA)
        await store.destroy(AMA)

        assert await store.is_destroyed(AMA)

    async def test_erasing_one_leaves_the_others(self, store: Keystore) -> None:
        for person in (AMA, MEI):
            await store.admit(person)
        key = await store.data_key(MEI)
        await store.destroy(AMA)

        assert await store.data_key(MEI) == key

    async def test_a_log_somebody_else_holds_open_is_told_and_wiped_the_next_time(
        self, path: Path, store: Keystore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await store.admit(AMA)
        ((udk,),) = rows(path, "select udk from people")
        monkeypatch.setattr(connection, "WAIT", "pragma busy_timeout=10")
        with closing(sqlite3.connect(path, isolation_level=None)) as backup:
            backup.execute("begin")
            backup.execute("select count(*) from people").fetchone()
            with pytest.raises(ks.LogNotWiped):
                await store.destroy(AMA)
            backup.execute("rollback")
        await store.destroy(AMA)

        assert udk not in everything_on_disk(path)

    async def test_a_crash_between_destroying_and_wiping_is_made_good_at_the_next_start(
        self, reopen: Reopen, path: Path, store: Keystore, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        await store.admit(AMA)
        ((udk,),) = rows(path, "select udk from people")
        async with store._writing():
            store._conn.quick("delete from people")
        killed = tmp_path_factory.mktemp("killed") / "house"
        shutil.copytree(path.parent, killed)
        held_before = udk in everything_on_disk(killed / path.name)
        await reopen(killed / path.name)

        assert held_before
        assert udk not in everything_on_disk(killed / path.name)


class TestSwapping:
    @pytest.mark.parametrize(
        "swap",
        [
            "update people set udk = (select udk from people as o where o.person = :mei) where person = :ama",
            "update people set udk = mix where person = :ama",
            "update people set udk = zeroblob(61) where person = :ama",
            "update people set udk = x'' where person = :ama",
        ],
        ids=["another person's", "another slot's", "made up", "empty"],
    )
    async def test_a_swapped_data_key_is_refused(self, path: Path, store: Keystore, swap: str) -> None:
        await store.admit(AMA)
        await store.admit(MEI)
        _change(path, swap)

        with pytest.raises(Damaged):
            await store.data_key(AMA)
        assert await store.data_key(MEI)

    async def test_a_swapped_mix_is_refused(self, path: Path, store: Keystore) -> None:
        await store.admit(AMA)
        await store.admit(MEI)
        _change(path, "update people set mix = (select mix from people as o where o.person = :mei) where person = :ama")

        with pytest.raises(Damaged):
            await store.mix(AMA)

    async def test_a_key_from_another_house_is_refused(
        self, reopen: Reopen, path: Path, store: Keystore, tmp_path: Path
    ) -> None:
        Keystore.create(tmp_path / "other.sqlite", MASTER)
        other = await reopen(tmp_path / "other.sqlite")
        for house in (store, other):
            await house.admit(AMA)
        ((udk,),) = rows(tmp_path / "other.sqlite", "select udk from people")
        rows(path, "update people set udk = ?", udk)

        with pytest.raises(Damaged):
            await store.data_key(AMA)


def _change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute(sql, {name: value for name, value in (("ama", AMA), ("mei", MEI)) if f":{name}" in sql})
