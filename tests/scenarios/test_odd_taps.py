"""Taps that no button of ours makes (hostile 52): each is let go, it is answered, and nothing is changed by it."""

from itertools import count
from typing import Any

import pytest

from tests.core.test_support_when_down import taps
from tests.dump import rows
from tests.page_steps import ANSWERS, keeps_one
from tests.stage import Stage

NUMBERS = count(920_000)
ODD = {
    "empty": {"data": ""},
    "without data": {"data": None},
    "a game": {"data": None, "game_short_name": "quiz"},
    "64 bytes": {"data": "x" * 64},
    "colons": {"data": ":::::"},
    "half a sign": {"data": "\ud83d"},
    "not UTF-8": {"data": "\udcff\udcfe"},
    "a null": {"data": "rf-save:\0"},
    "right prefix, no ids": {"data": "rf-save"},
    "right prefix, strange ids": {"data": "rf-save:' or 1=1 --:%00"},
    "number as data": {"data": 7},
}


@pytest.mark.parametrize("change", ODD.values(), ids=list(ODD))
async def test_an_odd_tap_changes_nothing_and_the_next_good_one_is_heard(stage: Stage, change: dict[str, Any]) -> None:
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    before = await rows(stage)
    raw = taps(ama, next(NUMBERS), "")
    tap = {**raw["callback_query"], **change}
    await stage.running.receiver.take({**raw, "callback_query": {k: v for k, v in tap.items() if v is not None}})
    await stage.settle()
    after = await rows(stage)
    assert {table for table in after if before[table] != after[table]} <= {"seen_updates", "set_aside"}
    await ama.says("/reflect")
    await ama.taps("My pages")
    assert "type your words" in ama.screen
