"""Any order of taps, kills and repeats: never a seventh, never unobserved, never past the end, never on an old yes."""

import os
import random

import pytest

from handlers.sessions.rota_taps import CantHold
from tests.stage import Stage
from tests.walk import Walk
from tests.walk_steps import HOURS, setting_out
from tests.watch import Watch

WALKS = 400 if os.environ.get("SOAK") else 16
ROUGHNESS = (0.05, 0.15, 0.3, 0.5)
EVERYTHING = {"full", "a seat is held", "in today", "begun", "closed"}
reached: dict[int, set[str]] = {}


async def walks(walk: Walk, watch: Watch, acts: int) -> None:
    """So many acts, spread over the whole life of a session, and a look after each."""
    spread = sorted(random.Random(acts).choices(range(len(HOURS)), k=acts))
    at = -1
    for leg in spread:
        while at < leg:
            at += 1
            await walk.later(HOURS[at])
            await fine(walk, watch)
        await walk.act()
        await fine(walk, watch)


async def fine(walk: Walk, watch: Watch) -> None:
    wrong = await watch.look()
    assert not wrong, "\n".join([*wrong, "after:", *walk.log])


@pytest.mark.parametrize("seed", range(WALKS))
async def test_no_order_of_taps_kills_and_repeats_breaks_a_rule_of_the_circle(stage: Stage, seed: int) -> None:
    walk = await setting_out(stage, seed, seated=3 + seed % 3, roughness=ROUGHNESS[seed % 4])
    watch = Watch(walk)
    await fine(walk, watch)
    walk.note(f"seed {seed}")
    if seed % 8 == 4:  # an evening on which everybody else would begin
        walk.own(walk.night.observer, CantHold(walk.first))
        await stage.settle()
    await walks(walk, watch, acts=40 + seed * 7 % 41)
    reached[seed] = watch.reached


def test_the_walks_went_everywhere() -> None:
    """Walks on which nothing comes about would prove nothing."""
    if len(reached) < min(WALKS, 16):
        pytest.skip("only some of the walks were made")
    missing = EVERYTHING - set().union(*reached.values())
    assert not missing
