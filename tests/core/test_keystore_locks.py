"""A key pair for each lock: made without words, opened with them, destroyed without them, and never moved."""

from pathlib import Path

import pytest

from mentoring.people import PersonId
from storage.core import keystore_file, vault
from storage.core.keystore import KeyDestroyed, Keystore
from storage.core.locks import Lock, Ring
from storage.core.sealing import Binding, Damaged, kid_in, open_envelope, seal_envelope
from tests.core.keystores import AMA, MASTER, MEI, QUICK, WORDS, Reopen, a_vault, everything_on_disk, rows


async def with_vault(store: Keystore, *persons: PersonId) -> None:
    for person in persons or (AMA,):
        await store.admit(person)
        await store.keep_vault(person, await a_vault(store, person))


async def opened(store: Keystore, person: PersonId = AMA) -> dict[Lock, Ring]:
    record = await store.vault(person)
    assert record
    root = vault.unlock(record, await store.mix(person), WORDS, floor=QUICK)
    rings: dict[Lock, Ring] = {}
    await store.open_locks(person, root, rings.update)
    return rings


def sealed(store: Keystore, pk: bytes, person: PersonId = AMA) -> tuple[Binding, bytes]:
    binding = Binding("page", store.deployment, person, "r1", 1)
    return binding, seal_envelope(pk, binding, b"mine")


class TestLocks:
    async def test_each_lock_has_a_pair_of_its_own_that_the_words_open(
        self, reopen: Reopen, path: Path, store: Keystore
    ) -> None:
        await with_vault(store)
        pairs = {lock: await store.public_key(AMA, lock) for lock in Lock}
        again = await reopen(path)
        rings = await opened(again)
        record = await again.vault(AMA)

        assert record
        assert pairs == {lock: await again.public_key(AMA, lock) for lock in Lock}
        assert len({pk for pk, _ in filter(None, pairs.values())} | {record.pk}) == 3
        for lock, pair in pairs.items():
            assert pair
            binding, envelope = sealed(store, pair[0])
            assert kid_in(envelope) == pair[1]
            assert open_envelope(rings[lock], binding, envelope) == b"mine"
            with pytest.raises(Damaged):
                open_envelope(rings[Lock.PAGES if lock is Lock.RECORDS else Lock.RECORDS], binding, envelope)

    async def test_without_a_vault_there_is_no_pair(self, store: Keystore) -> None:
        await store.admit(AMA)

        assert await store.public_key(AMA, Lock.PAGES) is None

    async def test_a_pair_made_while_the_vault_is_open_is_handed_on(self, store: Keystore) -> None:
        made: dict[Lock, bytes] = {}
        store.on_pair_made = lambda _, lock, private: made.update({lock: bytes(private)})
        await with_vault(store)
        pair = await store.public_key(AMA, Lock.RECORDS)

        assert pair
        binding, envelope = sealed(store, pair[0])
        assert open_envelope(made[Lock.RECORDS], binding, envelope) == b"mine"

    async def test_destroying_a_lock_takes_no_words_and_leaves_the_other(
        self, reopen: Reopen, path: Path, store: Keystore
    ) -> None:
        gone: list[Lock] = []
        store.on_pairs_gone = lambda _, lock: gone.append(lock)
        await with_vault(store)
        before = {lock: await store.public_key(AMA, lock) for lock in Lock}
        ((private,),) = rows(path, "select sealed from lock_pairs where lock = 'pages'")
        assert private in everything_on_disk(path)
        await store.destroy_lock(AMA, Lock.PAGES)

        assert private not in everything_on_disk(path)
        assert gone == [Lock.PAGES]
        assert list(await opened(await reopen(path))) == [Lock.RECORDS]
        assert await store.public_key(AMA, Lock.RECORDS) == before[Lock.RECORDS]

    async def test_the_next_writing_after_it_makes_a_new_pair(self, store: Keystore) -> None:
        await with_vault(store)
        before = await store.public_key(AMA, Lock.PAGES)
        await store.destroy_lock(AMA, Lock.PAGES)
        after = await store.public_key(AMA, Lock.PAGES)
        rings = await opened(store)

        assert before
        assert after
        assert before[1] != after[1]
        binding, envelope = sealed(store, after[0])
        assert open_envelope(rings[Lock.PAGES], binding, envelope) == b"mine"
        binding, envelope = sealed(store, before[0])
        with pytest.raises(Damaged):
            open_envelope(rings[Lock.PAGES], binding, envelope)

    async def test_destroying_a_person_destroys_every_lock(self, path: Path, store: Keystore) -> None:
        await with_vault(store)
        for lock in Lock:
            await store.public_key(AMA, lock)
        kept = [private for (private,) in rows(path, "select sealed from lock_pairs")]
        await store.destroy(AMA)

        assert len(kept) == 2
        assert not any(private in everything_on_disk(path) for private in kept)
        assert await store.public_key(AMA, Lock.PAGES) is None
        with pytest.raises(KeyDestroyed):
            await store._first_pair(AMA, Lock.PAGES)

    @pytest.mark.parametrize("column", ["kid", "pk", "root", "sealed", "present", "mac"])
    async def test_a_pair_changed_in_any_column_is_refused(
        self, reopen: Reopen, path: Path, store: Keystore, column: str
    ) -> None:
        await with_vault(store)
        await store.public_key(AMA, Lock.PAGES)
        changed = f"{column} + 1" if column == "present" else f"cast({column} || x'00' as blob)"
        rows(path, f"update lock_pairs set {column} = {changed}")
        again = await reopen(path)

        # opened, whether it says it is the present one or an older one
        with pytest.raises(Damaged):
            await (again.public_key(AMA, Lock.PAGES) if column == "root" else opened(again))

    @pytest.mark.parametrize("moved", ["person = :mei", "lock = 'records'"])
    async def test_a_pair_moved_to_somebody_else_or_to_the_other_lock_is_refused(
        self, reopen: Reopen, path: Path, store: Keystore, moved: str
    ) -> None:
        await with_vault(store, AMA, MEI)
        await store.public_key(AMA, Lock.PAGES)
        rows(path, f"update lock_pairs set {moved.replace(':mei', repr(str(MEI)))}")
        again = await reopen(path)
        person, lock = (MEI, Lock.PAGES) if "person" in moved else (AMA, Lock.RECORDS)

        with pytest.raises(Damaged):
            await again.public_key(person, lock)

    async def test_a_vault_put_back_from_yesterday_does_not_go_with_todays_pairs(
        self, reopen: Reopen, path: Path, store: Keystore
    ) -> None:
        await with_vault(store)
        yesterday = rows(path, "select * from vaults")[0]
        await store.keep_vault(AMA, await a_vault(store, AMA))
        await store.public_key(AMA, Lock.PAGES)
        rows(path, f"insert or replace into vaults values ({','.join('?' * len(yesterday))})", *yesterday)
        again = await reopen(path)

        with pytest.raises(Damaged):
            await again.public_key(AMA, Lock.PAGES)


class TestTheSecondForm:
    async def test_a_keystore_of_the_first_form_is_brought_up_with_its_people(
        self, reopen: Reopen, path: Path, store: Keystore
    ) -> None:
        await with_vault(store)
        before = await store.data_key(AMA), await store.vault(AMA)
        for table in ("lock_pairs", "old_vaults", "codes"):
            rows(path, f"drop table {table}")
        rows(path, "pragma user_version = 1")
        again = await reopen(path)

        assert rows(path, "pragma user_version") == [(keystore_file.SCHEMA_VERSION,)]
        assert (await again.data_key(AMA), await again.vault(AMA)) == before
        assert await again.public_key(AMA, Lock.PAGES)

    async def test_a_wrong_master_key_changes_nothing(self, path: Path) -> None:
        rows(path, "drop table codes")
        rows(path, "pragma user_version = 1")
        with pytest.raises(keystore_file.WrongMaster):
            await Keystore.open(path, type(MASTER).from_bytes(bytes(range(32))))

        assert rows(path, "pragma user_version") == [(1,)]
