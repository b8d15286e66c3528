"""The keystore: nobody is admitted by halves, nobody erased comes back, and no row passes for another."""

import asyncio
import shutil
from pathlib import Path

import pytest

from storage.core import keystore as ks
from storage.core import keystore_file, keystore_rows
from storage.core.keys import MasterKey
from storage.core.keystore import KeyDestroyed, Keystore
from tests.core.keystores import AMA, MASTER, MEI, OLA, Reopen, everything_on_disk, rows


class TestTheFile:
    async def test_a_new_keystore_is_its_owners_alone_and_knows_its_house(self, reopen: Reopen, path: Path) -> None:
        first, again = await reopen(path), await reopen(path)
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}

        assert first.deployment == again.deployment
        assert len(bytes.fromhex(first.deployment)) == 16
        assert set(modes.values()) == {0o600}
        assert len(modes) == 3

    async def test_the_connection_is_hardened(self, store: Keystore) -> None:
        found = {
            name: store._row(f"pragma {name}")[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "trusted_schema", "temp_store")
        }

        assert found == {
            "journal_mode": "wal",
            "synchronous": 2,
            "secure_delete": 1,
            "foreign_keys": 1,
            "trusted_schema": 0,
            "temp_store": 2,
        }

    def test_a_new_keystore_never_takes_the_place_of_another(self, path: Path) -> None:
        before = path.read_bytes()

        with pytest.raises(ks.KeystoreExists):
            Keystore.create(path, MASTER)

        assert path.read_bytes() == before

    def test_the_log_of_a_lost_keystore_is_not_played_into_a_new_one(self, tmp_path: Path) -> None:
        (tmp_path / "keystore.sqlite-wal").write_bytes(b"old")

        with pytest.raises(ks.KeystoreExists):
            Keystore.create(tmp_path / "keystore.sqlite", MASTER)

    async def test_a_draft_left_by_a_crash_does_not_stand_in_the_way(self, tmp_path: Path) -> None:
        (tmp_path / "keystore.sqlite.new").write_bytes(b"half")
        Keystore.create(tmp_path / "keystore.sqlite", MASTER)
        await (await Keystore.open(tmp_path / "keystore.sqlite", MASTER)).close()

        assert [file.name for file in tmp_path.iterdir()] == ["keystore.sqlite"]

    async def test_a_missing_keystore_is_not_made_anew(self, tmp_path: Path) -> None:
        with pytest.raises(ks.KeystoreMissing, match="restore it"):
            await Keystore.open(tmp_path / "keystore.sqlite", MASTER)

        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("bit", [0, 100, 255])
    async def test_another_master_key_is_refused_by_name(self, path: Path, bit: int) -> None:
        wrong = bytearray(range(50, 82))
        wrong[bit // 8] ^= 1 << bit % 8

        with pytest.raises(ks.WrongMaster, match=f"needs master key {MASTER.id}"):
            await Keystore.open(path, MasterKey.from_bytes(bytes(wrong)))

    async def test_a_master_key_with_the_right_name_must_also_wake_the_canary(self, path: Path) -> None:
        other = MasterKey.from_bytes(bytes(range(60, 92)))
        rows(path, "update house set master = ?", other.id)

        with pytest.raises(ks.WrongMaster, match="does not open it"):
            await Keystore.open(path, other)

    async def test_a_house_renamed_in_the_file_is_noticed(self, path: Path) -> None:
        rows(path, "update house set deployment = ?", "0" * 32)

        with pytest.raises(ks.WrongMaster):
            await Keystore.open(path, MASTER)

    async def test_a_later_form_is_refused(self, path: Path) -> None:
        rows(path, f"pragma user_version = {keystore_file.SCHEMA_VERSION + 1}")

        with pytest.raises(ks.KeystoreNewer, match="later version"):
            await Keystore.open(path, MASTER)

    @pytest.mark.parametrize("mode", [0o644, 0o640, 0o660, 0o604])
    async def test_a_keystore_that_others_can_reach_is_refused_with_the_way_out(self, path: Path, mode: int) -> None:
        path.chmod(mode)

        with pytest.raises(ks.KeystoreOpenToOthers, match="chmod 600"):
            await Keystore.open(path, MASTER)

    @pytest.mark.parametrize("content", [b"", b"x" * 8192, b"SQLite format 3\0" + bytes(4096)], ids=len)
    async def test_what_is_no_keystore_is_refused_and_left_as_it_is(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)

        with pytest.raises(ks.KeystoreDamaged, match="restore it"):
            await Keystore.open(path, MASTER)

        assert path.read_bytes() == content

    async def test_another_database_is_no_keystore(self, path: Path) -> None:
        rows(path, "pragma application_id = 7")

        with pytest.raises(ks.KeystoreDamaged):
            await Keystore.open(path, MASTER)

    async def test_a_file_cut_short_is_damaged(self, path: Path) -> None:
        path.write_bytes(path.read_bytes()[:-4096])

        with pytest.raises(ks.KeystoreDamaged):
            await Keystore.open(path, MASTER)

    async def test_one_spoilt_page_in_the_middle_is_noticed_at_the_start(self, path: Path) -> None:
        ((page,),) = rows(path, "select rootpage from sqlite_schema where name = 'sqlite_autoindex_people_1'")
        spoilt = bytearray(path.read_bytes())
        spoilt[(page - 1) * 4096 : page * 4096] = bytes(4096)
        path.write_bytes(spoilt)

        with pytest.raises(ks.KeystoreDamaged):
            await Keystore.open(path, MASTER)

    async def test_a_folder_in_its_place_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ks.KeystoreUnusable):
            await Keystore.open(tmp_path, MASTER)


class TestAdmitting:
    async def test_keys_are_on_disk_when_admit_returns(
        self, reopen: Reopen, path: Path, store: Keystore, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        await store.admit(AMA)
        after = tmp_path_factory.mktemp("after-the-kill") / "house"
        shutil.copytree(path.parent, after)  # as kill -9 would leave it
        survivor = await reopen(after / path.name)

        assert await survivor.data_key(AMA) == await store.data_key(AMA)
        assert await survivor.mix(AMA) == await store.mix(AMA)

    async def test_admitting_again_after_a_crash_keeps_the_first_keys(
        self, reopen: Reopen, path: Path, store: Keystore
    ) -> None:
        await store.admit(AMA)
        first = await store.data_key(AMA), await store.mix(AMA)
        await store.admit(AMA)
        again = await reopen(path)
        await again.admit(AMA)

        assert (await again.data_key(AMA), await again.mix(AMA)) == first

    async def test_admitting_at_the_same_moment_makes_one_pair_of_keys(self, store: Keystore) -> None:
        await asyncio.gather(*[store.admit(AMA) for _ in range(10)])
        keys = await asyncio.gather(*[store.data_key(AMA) for _ in range(10)])

        assert len(set(keys)) == 1

    async def test_an_admission_broken_off_leaves_nothing_open(self, store: Keystore) -> None:
        broken_off = asyncio.create_task(store.admit(AMA))
        await asyncio.sleep(0)
        broken_off.cancel()
        with pytest.raises(asyncio.CancelledError):
            await broken_off

        await store.admit(MEI)
        assert MEI in await store.people()
        assert not store._conn.in_transaction

    async def test_no_two_people_share_a_key(self, store: Keystore) -> None:
        for person in (AMA, MEI, OLA):
            await store.admit(person)
        keys = [await ask(person) for person in (AMA, MEI, OLA) for ask in (store.data_key, store.mix)]

        assert len(set(keys)) == 6
        assert {len(key) for key in keys} == {32}
        assert await store.people() == [AMA, MEI, OLA]

    async def test_no_key_lies_open_in_the_file(self, path: Path, store: Keystore) -> None:
        await store.admit(AMA)

        assert await store.data_key(AMA) not in everything_on_disk(path)
        assert await store.mix(AMA) not in everything_on_disk(path)

    async def test_somebody_never_admitted_has_no_key(self, store: Keystore) -> None:
        for ask in (store.data_key, store.mix):
            with pytest.raises(KeyDestroyed):
                await ask(AMA)

    async def test_many_keys_are_forgotten_from_memory_but_not_from_disk(
        self, store: Keystore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(keystore_rows, "KEYS_IN_MEMORY", 2)
        for person in (AMA, MEI, OLA):
            await store.admit(person)
        first = {person: await store.data_key(person) for person in (AMA, MEI, OLA)}

        assert {person: await store.data_key(person) for person in (AMA, MEI, OLA)} == first
