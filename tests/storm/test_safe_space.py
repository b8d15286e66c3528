"""Two hundred kills through writing, sealing, clearing, unlocking, erasing and backing up: no word given is broken."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.keeping_steps import Operator
from tests.page_steps import sets_up, writes_short
from tests.stage import Somebody, Stage, set_up
from tests.storm.lives import MARKER, Keeper, Leaver, Opener, Writer, asked
from tests.storm.weather import PATIENCE, Player, Weather, weather_over
from tests.sweep import where_is

pytestmark = pytest.mark.storm

LONGER = 10 if os.environ.get("SOAK") else 1
KILLS = 200 * LONGER
WRITERS, OPENERS, LEAVERS = 2, 2, 8
PAGES = 12 * LONGER
LOOKS = 20
"""Kills from one look at the dead bot's files to the next."""


async def with_pages(stage: Stage, name: str, pages: int) -> tuple[Somebody, str]:
    """A member with a lock and so many pages. Returns them and their words."""
    somebody = await stage.member(name)
    words = await sets_up(somebody)
    for number in range(pages):
        await writes_short(somebody, "Three whats", f"{MARKER} of {name}, page {number}")
    return somebody, words


def seals(folder: Path, person: str) -> dict[str, list[bytes]]:
    """What lies sealed of each page of somebody: bytes that nothing else has."""
    rows = asked(
        folder,
        "select p.id, head, envelope from pages p join page_parts on page_id = p.id"
        " where person_id = ? and state = 'kept'",
        person,
    )
    found: dict[str, list[bytes]] = {}
    for page, head, envelope in rows:
        assert isinstance(head, bytes)
        assert isinstance(envelope, bytes)
        found.setdefault(str(page), []).extend((head[50:], envelope[50:]))
    return found


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_two_hundred_kills_lose_no_page_double_none_and_break_no_promise(
    empty_house: Path, tmp_path: Path
) -> None:
    async with set_up(empty_house, tmp_path / "house") as stage:
        writing = [await with_pages(stage, f"Writer {n}", 0) for n in range(WRITERS)]
        opening = [await with_pages(stage, f"Opener {n}", PAGES) for n in range(OPENERS)]
        leaving = [await with_pages(stage, f"Leaver {n}", 1) for n in range(LEAVERS)]
        before = {one.name: seals(stage.folder, str(one.id)) for one, _ in (*opening, *leaving)}
        await stage.end()
        async with weather_over(stage.folder, stage.server, seed=23) as weather:
            weather.set_ahead(stage.clock.ahead.total_seconds())
            writers = [Writer(Player(weather, one.part), KILLS) for one, _ in writing]
            openers = [Opener(Player(weather, one.part), words, KILLS) for one, words in opening]
            step = KILLS // (LEAVERS + 1)
            leavers = [Leaver(Player(weather, one.part), step * (n + 1)) for n, (one, _) in enumerate(leaving)]
            keeper = Keeper(Operator.of(stage, tmp_path / "drawer"), KILLS, LOOKS)
            acts = asyncio.gather(
                keeper.keeps(weather),
                *(writer.write_on(weather) for writer in writers),
                *(opener.goes_on(weather) for opener in openers),
                *(leaver.leaves(weather) for leaver in leavers),
            )
            weather.between = lambda: no_plaintext(weather, stage.folder)
            await weather.rage(
                until=lambda: acts.done() or weather.kills >= KILLS, shortest=0.05, longest=0.4, lulls=0.2
            )
            async with asyncio.timeout(3 * PATIENCE):
                await acts
            await stage.server.quiet(30)
        await stage.begin()
        await stage.settle()
        check_written(stage, [one for one, _ in writing], writers)
        check_erased(stage, [one for one, _ in opening], openers, before)
        await check_left(stage, [one for one, _ in leaving], before)
        check_chats(stage, [(one, words) for one, words in (*writing, *opening)])
        check_files(stage, openers, before, leaving)
        assert len(keeper.taken) > 2 * LONGER
        assert where_is(tmp_path / "drawer", MARKER) == []


def no_plaintext(weather: Weather, folder: Path) -> None:
    """While the bot lies dead: not even then is anything of a page to be read."""
    if weather.kills % LOOKS == 0:
        assert where_is(folder, MARKER) == []


def check_written(stage: Stage, people: Sequence[Somebody], writers: Sequence[Writer]) -> None:
    """Each writer has as many pages as they were told are saved: none lost, none doubled."""
    for somebody, writer in zip(people, writers, strict=True):
        kept = asked(stage.folder, "select count(*) from pages where person_id = ? and state = 'kept'", somebody.id)
        assert kept == [(writer.saved,)], somebody.transcript()
        assert writer.saved


def check_erased(
    stage: Stage, people: Sequence[Somebody], openers: Sequence[Opener], before: dict[str, dict[str, list[bytes]]]
) -> None:
    """What they were told is erased is gone, and nothing that they did not ask about."""
    for somebody, opener in zip(people, openers, strict=True):
        left = set(seals(stage.folder, str(somebody.id)))
        gone = set(before[somebody.name]) - left
        assert opener.promised_gone() <= gone <= set(opener.erasing.values()), somebody.transcript()
        assert opener.promised_gone()
        assert opener.opened
    assert asked(stage.folder, "select count(*) from set_aside") == [(0,)]


async def check_left(stage: Stage, people: Sequence[Somebody], before: dict[str, dict[str, list[bytes]]]) -> None:
    """No row and no key of those who left: each has a tombstone and one receipt at least."""
    keystore = stage.running.keystore
    for somebody in people:
        assert somebody.id
        assert await keystore.is_destroyed(somebody.id)
        assert asked(stage.folder, "select count(*) from people where id = ?", somebody.id) == [(0,)]
        assert seals(stage.folder, somebody.id) == {}
        assert before[somebody.name]


def check_chats(stage: Stage, people: Sequence[tuple[Somebody, str]]) -> None:
    """Every promised clearing happened: no words, no page is left in a chat."""
    for somebody, words in people:
        assert not [m.text for m in somebody.part.messages() if MARKER in m.text and "||" not in m.text], somebody.name
        assert words not in somebody.transcript()


def check_files(
    stage: Stage,
    openers: Sequence[Opener],
    before: dict[str, dict[str, list[bytes]]],
    leaving: Sequence[tuple[Somebody, str]],
) -> None:
    """Of what is erased not even the sealed bytes are left, in no file of the house."""
    kept = everything(stage.folder)
    gone = [seal for opener in openers for page in opener.promised_gone() for seal in before[opener.player.name][page]]
    gone += [seal for somebody, _ in leaving for page in before[somebody.name].values() for seal in page]
    assert gone
    assert [seal.hex()[:16] for seal in gone if seal in kept] == []
    assert where_is(stage.folder, MARKER) == []
