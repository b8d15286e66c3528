"""Opening many vaults at once, and closing them in time."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from mentoring.people import PersonId
from storage.core import vault
from storage.core.locks import Lock, Ring
from storage.core.passphrases import TooEasy
from storage.core.sealing import Damaged
from storage.core.vault import Busy, Kdf, KeyDerivation, OpenVaults, VaultClosed, VaultRecord, WrongWords

QUICK = Kdf(memory=64, passes=1)
HOUSE = "d" * 32
AMA, MEI = PersonId("A" * 22), PersonId("M" * 22)
MIX = bytes(range(32))
WORDS = "abacus zoom felt-tip yo-yo drop-down"


@pytest.fixture(scope="module")
def made() -> tuple[VaultRecord, str]:
    return vault.make_vault(WORDS, MIX, HOUSE, AMA, kdf=QUICK, floor=QUICK)


@pytest.fixture
def record(made: tuple[VaultRecord, str]) -> VaultRecord:
    return made[0]


@pytest.fixture
def gate() -> Iterator[KeyDerivation]:
    gate = KeyDerivation(kdf=QUICK, floor=QUICK)
    yield gate
    gate.close()


def opened(record: VaultRecord, words: str = WORDS, mix: bytes = MIX) -> bytearray:
    return vault.unlock(record, mix, words, floor=QUICK)


class TestTheDoorToKeyDerivation:
    async def test_one_works_twenty_wait_and_the_rest_are_told_while_the_bot_goes_on(self, gate: KeyDerivation) -> None:
        go_on = threading.Event()
        at_work: list[int] = []
        most: list[int] = []

        def derive() -> bytearray:
            at_work.append(1)
            most.append(len(at_work))
            assert go_on.wait(timeout=10)
            at_work.pop()
            return bytearray(32)

        asked = [asyncio.create_task(gate.run(derive)) for _ in range(100)]
        while sum(task.done() for task in asked) < 79:
            await asyncio.sleep(0)
        go_on.set()  # reached only because the loop kept turning while a derivation was at work
        answers = await asyncio.gather(*asked, return_exceptions=True)

        assert sum(isinstance(answer, Busy) for answer in answers) == 79
        assert sum(isinstance(answer, bytearray) for answer in answers) == 21
        assert set(most) == {1}

    async def test_somebody_who_comes_after_the_rush_is_let_in(self, gate: KeyDerivation) -> None:
        record, _ = await gate.make(WORDS, MIX, HOUSE, AMA)
        rush = await asyncio.gather(*[gate.unlock(record, MIX, WORDS) for _ in range(100)], return_exceptions=True)

        assert sum(isinstance(answer, Busy) for answer in rush) == 79
        assert await gate.unlock(record, MIX, WORDS) == opened(record)

    async def test_the_loop_turns_while_words_are_stretched(self, gate: KeyDerivation) -> None:
        record, code = await gate.make(WORDS, MIX, HOUSE, AMA)
        ticks = 0
        unlocking = asyncio.create_task(gate.unlock(record, MIX, WORDS))
        while not unlocking.done():
            ticks += 1
            await asyncio.sleep(0)

        assert ticks > 1
        assert await unlocking == await gate.unlock_with_code(record, MIX, code)

    async def test_refusals_come_through_the_door(self, gate: KeyDerivation) -> None:
        record, _ = await gate.make(WORDS, MIX, HOUSE, AMA)

        with pytest.raises(WrongWords):
            await gate.unlock(record, MIX, "not these words")
        with pytest.raises(TooEasy):
            await gate.make("password", MIX, HOUSE, AMA)

    async def test_the_houses_own_door_refuses_cheap_vaults(self, record: VaultRecord) -> None:
        house = KeyDerivation()
        try:
            with pytest.raises(Damaged):
                await house.unlock(record, MIX, WORDS)
        finally:
            house.close()

    async def test_a_key_nobody_waits_for_any_more_is_wiped(self, gate: KeyDerivation) -> None:
        started, go_on, ended = threading.Event(), threading.Event(), threading.Event()
        key = bytearray(b"k" * 32)

        def derive() -> bytearray:
            started.set()
            assert go_on.wait(timeout=10)
            return key

        asked = asyncio.create_task(gate.run(derive))
        await asyncio.to_thread(started.wait, 10)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        go_on.set()
        await gate.run(ended.set)  # the one thread comes to this only after the forgotten work is done

        assert ended.is_set()
        assert key == bytes(32)


class Clock:
    def __init__(self) -> None:
        self.seconds = 5000.0

    def __call__(self) -> float:
        return self.seconds


def a_ring(sign: bytes = b"k", **older: bytes) -> Ring:
    return Ring(sign * 32, {kid.encode(): bytearray(key) for kid, key in older.items()})


class TestOpenVaults:
    @pytest.fixture
    def clock(self) -> Clock:
        return Clock()

    @pytest.fixture
    def open_vaults(self, clock: Clock) -> OpenVaults:
        return OpenVaults(clock)

    def test_an_open_vault_is_held_by_its_owner_only(self, open_vaults: OpenVaults) -> None:
        ring = a_ring()
        open_vaults.open(AMA, bytearray(b"r" * 32), {Lock.PAGES: ring})

        assert open_vaults.hold(AMA, Lock.PAGES) is ring
        with pytest.raises(VaultClosed):
            open_vaults.hold(MEI)

    def test_each_lock_has_its_own_key_and_an_unused_one_opens_nothing(self, open_vaults: OpenVaults) -> None:
        open_vaults.open(AMA, bytearray(32), {Lock.PAGES: a_ring(b"p")})

        assert bytes(open_vaults.hold(AMA, Lock.PAGES)) == b"p" * 32
        assert bytes(open_vaults.hold(AMA, Lock.RECORDS)) == b""

    def test_closing_wipes_every_key_in_place(self, open_vaults: OpenVaults) -> None:
        root, ring = bytearray(b"r" * 32), a_ring(b"k", before=b"o" * 32)
        open_vaults.open(AMA, root, {Lock.PAGES: ring})

        assert open_vaults.close(AMA)
        assert root == ring.older[b"before"] == bytes(ring) == bytes(32)
        assert not open_vaults.close(AMA)
        with pytest.raises(VaultClosed):
            open_vaults.hold(AMA)

    def test_ten_idle_minutes_close_it(self, open_vaults: OpenVaults, clock: Clock) -> None:
        ring = a_ring()
        open_vaults.open(AMA, bytearray(32), {Lock.PAGES: ring})
        clock.seconds += 599
        open_vaults.hold(AMA)
        clock.seconds += 600

        with pytest.raises(VaultClosed):
            open_vaults.hold(AMA)
        assert bytes(ring) == bytes(32)

    def test_thirty_minutes_close_it_however_busy(self, open_vaults: OpenVaults, clock: Clock) -> None:
        ring = a_ring()
        open_vaults.open(AMA, bytearray(32), {Lock.PAGES: ring})
        for _ in range(6):
            clock.seconds += 299
            open_vaults.hold(AMA)
        clock.seconds += 6

        with pytest.raises(VaultClosed):
            open_vaults.hold(AMA)
        assert bytes(ring) == bytes(32)

    def test_looking_whether_it_is_open_does_not_keep_it_open(self, open_vaults: OpenVaults, clock: Clock) -> None:
        open_vaults.open(AMA, bytearray(32), {})
        clock.seconds += 599

        assert open_vaults.is_open(AMA)
        clock.seconds += 1
        assert not open_vaults.is_open(AMA)

    def test_the_sweep_closes_what_is_over_and_says_whose(self, open_vaults: OpenVaults, clock: Clock) -> None:
        old, young = a_ring(b"o"), a_ring(b"y")
        open_vaults.open(AMA, bytearray(32), {Lock.PAGES: old})
        clock.seconds += 400
        open_vaults.open(MEI, bytearray(32), {Lock.PAGES: young})
        clock.seconds += 200

        assert open_vaults.sweep() == [AMA]
        assert bytes(old) == bytes(32)
        assert bytes(open_vaults.hold(MEI)) == b"y" * 32
        assert open_vaults.sweep() == []

    def test_shutdown_wipes_them_all(self, open_vaults: OpenVaults) -> None:
        rings = [a_ring(b"k"), a_ring(b"j")]
        for person, ring in zip((AMA, MEI), rings, strict=True):
            open_vaults.open(person, bytearray(32), {Lock.RECORDS: ring})

        assert sorted(open_vaults.close_all()) == sorted([AMA, MEI])
        assert [bytes(ring) for ring in rings] == [bytes(32), bytes(32)]

    def test_opening_again_wipes_the_keys_before_but_not_itself(self, open_vaults: OpenVaults) -> None:
        first, second = a_ring(b"1"), a_ring(b"2")
        root = bytearray(b"r" * 32)
        open_vaults.open(AMA, bytearray(32), {Lock.PAGES: first})
        open_vaults.open(AMA, root, {Lock.PAGES: second})
        open_vaults.open(AMA, root, {Lock.PAGES: second})

        assert bytes(first) == bytes(32)
        assert bytes(open_vaults.hold(AMA)) == b"2" * 32
        assert open_vaults.root(AMA) == b"r" * 32

    def test_a_vault_opened_for_new_words_alone_is_not_read_from(self, open_vaults: OpenVaults) -> None:
        open_vaults.open(AMA, bytearray(b"r" * 32), {}, reading=False)

        assert open_vaults.root(AMA) == b"r" * 32
        assert not open_vaults.is_open(AMA)
        with pytest.raises(VaultClosed):
            open_vaults.hold(AMA)

    def test_a_key_made_while_it_is_open_opens_too_and_keeps_the_older_ones(self, open_vaults: OpenVaults) -> None:
        open_vaults.open(AMA, bytearray(32), {Lock.PAGES: Ring(b"", {b"before": bytearray(b"o" * 32)})})
        made = bytearray(b"n" * 32)
        open_vaults.made(AMA, Lock.PAGES, made)

        assert bytes(open_vaults.hold(AMA)) == b"n" * 32
        assert open_vaults.hold(AMA).for_kid(b"before") == b"o" * 32
        assert made == bytes(32)

    def test_a_key_made_while_it_is_closed_is_wiped(self, open_vaults: OpenVaults) -> None:
        made = bytearray(b"n" * 32)
        open_vaults.made(AMA, Lock.PAGES, made)

        assert made == bytes(32)
        assert not open_vaults.is_open(AMA)

    def test_destroying_a_lock_wipes_its_key_and_leaves_the_other(self, open_vaults: OpenVaults) -> None:
        pages, records = a_ring(b"p"), a_ring(b"r")
        open_vaults.open(AMA, bytearray(32), {Lock.PAGES: pages, Lock.RECORDS: records})
        open_vaults.gone(AMA, Lock.PAGES)

        assert bytes(pages) == bytes(32)
        assert bytes(open_vaults.hold(AMA, Lock.PAGES)) == b""
        assert bytes(open_vaults.hold(AMA, Lock.RECORDS)) == b"r" * 32

    def test_open_vaults_show_no_key(self, open_vaults: OpenVaults) -> None:
        open_vaults.open(AMA, bytearray(b"k" * 32), {Lock.PAGES: a_ring()})

        assert "kkkk" not in repr(vars(open_vaults)) + repr(a_ring())
