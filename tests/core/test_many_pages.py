"""Two thousand pages: opened in batches, with everybody else let in between. How long it takes is the bench's (V2)."""

import asyncio

import pytest

from mentoring.pages import saying
from storage import reflections
from storage.core.locks import Lock
from storage.core.vault import VaultClosed
from tests.page_steps import sets_up, unlocks, writes_many
from tests.stage import Somebody, Stage

MANY = 2000


async def ama_with(stage: Stage, many: int) -> Somebody:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await writes_many(stage, ama, many)
    await unlocks(ama, words)
    return ama


def holding(stage: Stage, ama: Somebody) -> reflections.Hold:
    vaults = stage.running.desk.house.vaults
    return lambda: bytearray(vaults.hold(ama.id, Lock.PAGES))


async def test_a_word_is_found_in_one_of_two_thousand_pages(stage: Stage) -> None:
    ama = await ama_with(stage, MANY)
    assert ama.id
    async with stage.database.read() as tx:
        found = await reflections.those_saying(tx, ama.id, holding(stage, ama), saying("others 1234"))
        none = await reflections.those_saying(tx, ama.id, holding(stage, ama), saying("others 2345"))
    assert len(found) == 1
    assert none == []


async def test_others_get_their_turn_while_many_pages_are_opened(stage: Stage) -> None:
    ama = await ama_with(stage, 200)
    hold = holding(stage, ama)
    assert ama.id
    turns, ended = 0, asyncio.Event()

    async def somebody_else() -> None:
        nonlocal turns
        while not ended.is_set():
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(somebody_else())
    async with stage.database.read() as tx:
        assert len(await reflections.all_opened(tx, ama.id, hold)) == 200
    ended.set()
    await other
    assert turns >= 200 // 64


async def test_a_vault_that_closes_half_way_opens_nothing_more(stage: Stage) -> None:
    ama = await ama_with(stage, 100)
    hold, lent = holding(stage, ama), 0
    assert ama.id

    def until_closed() -> bytearray:
        nonlocal lent
        lent += 1
        if lent == 3:
            stage.running.desk.house.vaults.close(ama.id)
        return hold()

    async with stage.database.read() as tx:
        with pytest.raises(VaultClosed):
            await reflections.all_opened(tx, ama.id, until_closed)


async def test_pages_are_opened_between_two_dates_the_oldest_first(stage: Stage) -> None:
    ama = await ama_with(stage, 40)
    hold = holding(stage, ama)
    assert ama.id
    async with stage.database.read() as tx:
        every = [page.head.kept_at for page in await reflections.all_opened(tx, ama.id, hold) if page.head]
        some = await reflections.all_opened(tx, ama.id, hold, since=every[10], until=every[35])
    assert every == sorted(every)
    assert [page.head.kept_at for page in some if page.head] == every[10:35]
