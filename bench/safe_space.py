"""The safe space under load: V2, pages opened and searched, and V3, a hundred who unlock at once.

V1, what sealing adds to a turn, is measured as S8 (bench/throughput.py, bench/sealing_timed.py).
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import seed
from bench.crowd import Found
from bench.driving import Running, running
from bench.figures import Line, Ratio, Scale, at_most, p95
from bench.ours import OurUnlockers
from mentoring.people import PersonId
from storage import reflections
from storage.core.locks import Lock
from storage.core.vault import OpenVaults, VaultRecord, make_vault, unlock
from storage.reflections import Part

_WORDS = "abacus zoom felt-tip yo-yo drop-down"
_TEXT = "I was asked to hold the meeting and nobody wrote my name down. It matters that I was seen there. " * 6
_SOUGHT = "lanterns"
_EVERY = 100
"""One page in so many holds the word that is looked for."""
_RATE, _AT_ONCE, _DRAINED = 8.0, 21, 12.0
"""Messages a second of other people; how many keys are derived or wait at once; seconds until all of them are."""


def measure(goals: Sequence[str], scale: Scale, folder: Path, *, with_ours: bool) -> list[Line]:
    """V2 and V3, those asked for. There is no peer: what we compare with is our own key derivation and idle bot."""
    lines: list[Line] = []
    if with_ours and "v2" in goals:
        (folder / "pages").mkdir(parents=True)
        lines.append(asyncio.run(_searched(scale, folder / "pages")))
    if with_ours and "v3" in goals:
        lines += _unlocked(scale, folder / "unlockers")
    return lines


# V2


@dataclass(frozen=True)
class _Owner:
    person: PersonId
    record: VaultRecord
    mix: bytes


async def _searched(scale: Scale, folder: Path) -> Line:
    """Seconds to open every page of somebody and look for a word in it, over seconds of one key derivation."""
    searches, derivations = [], []
    async with seed.house(folder) as house:
        owner = await _owner(house)
        await _pages(house, owner.person, scale.pages)
        vaults = OpenVaults(time.monotonic)
        hold = partial(vaults.hold, owner.person, Lock.PAGES)
        for _ in range(scale.rounds):
            began = time.perf_counter()
            key = unlock(owner.record, owner.mix, _WORDS)
            derivations.append(time.perf_counter() - began)
            await house.keystore.open_locks(owner.person, key, partial(vaults.open, owner.person, key))
            began = time.perf_counter()
            async with house.database.read() as tx:
                found = await reflections.those_saying(tx, owner.person, hold, lambda text: _SOUGHT in text)
            searches.append(time.perf_counter() - began)
            if len(found) != -(-scale.pages // _EVERY):
                raise seed.NoPages(f"{len(found)} pages found of {scale.pages}")
    what = f"{scale.pages:,} pages opened and searched / one key derivation"
    return at_most("V2", what, Ratio.of(searches, derivations), 1.0, pages=scale.pages)


async def _owner(house: seed.House) -> _Owner:
    """Somebody whose words cost what a guess costs in a house."""
    [person] = await seed.members(house, 1, 1)
    mix = await house.keystore.mix(person)
    record, _ = make_vault(_WORDS, mix, house.keystore.deployment, person)
    await house.keystore.keep_vault(person, record)
    return _Owner(person, record, mix)


async def _pages(house: seed.House, person: PersonId, count: int) -> None:
    for start in range(0, count, _EVERY):
        async with house.database.begin() as tx:
            for number in range(start, min(start + _EVERY, count)):
                text = _TEXT if number % _EVERY else f"{_TEXT} {_SOUGHT}"
                page = await reflections.begin(tx, person, now=house.now)
                part = Part(text, "What happened?", 1, house.now.isoformat(), "Europe/London")
                await reflections.add(tx, person, page, part, now=house.now)
                await reflections.keep(tx, person, page, "free", zone="Europe/London", now=house.now)


# V3


def _unlocked(scale: Scale, folder: Path) -> list[Line]:
    """p95 of an answer to others while so many say their words in the same moment, over p95 of the same bot idle.

    The words are wrong, which costs the same work; each may be wrong five times, so at most five rounds.
    """
    starter = OurUnlockers(scale.unlocking)
    idle, during, reached = [], [], []
    with running(starter, folder) as bot:
        for _ in range(min(5, scale.rounds)):
            idle.append(p95(_ask(bot, scale)["waits"]))
            found = _ask(bot, scale, unlocking=starter)
            during.append(p95(found["waits"]))
            reached.append(found["reached"])
            time.sleep(_DRAINED if scale.unlocking > _AT_ONCE else 1.0)
    what = f"other people's reply p95 while {scale.unlocking} unlock / idle"
    line = at_most("V3", what, Ratio.of(during, idle), 1.5, idle_p95=idle, during_p95=during, reached=reached)
    if min(reached) < scale.unlocking - _AT_ONCE:
        return [Line("V3", what, f"only {min(reached)} were answered at all", line.goal, False)]
    return [line]


def _ask(bot: Running, scale: Scale, unlocking: OurUnlockers | None = None) -> Found:
    """Other people ask; with `unlocking`, those say their words in the first moment of it."""
    return bot.stub.order(
        "open",
        first=OurUnlockers.asker_first,
        people=OurUnlockers.askers,
        rate=_RATE,
        seconds=scale.unlock_seconds,
        text_bytes=20,
        patience=20.0,
        start_person=OurUnlockers.unlocker_first,
        start_text=_WORDS,
        letters=scale.unlocking if unlocking else 0,
    )
