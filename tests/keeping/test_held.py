"""Held: what people meet while an older copy waits to be acknowledged, and which copies are seen to be older."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.core.keystore_ties import Anchor
from storage.reconcile import Verdict, compare
from tests.keeping_steps import Operator
from tests.stage import Stage, plain

MORNING = datetime(2026, 2, 2, 8, tzinfo=UTC)


def anchor(seq: int, mark: bytes = b"m") -> Anchor:
    return Anchor(seq, mark, MORNING + timedelta(minutes=seq))


@pytest.mark.parametrize(
    ("data", "keys", "verdict"),
    [
        (None, None, Verdict.IN_STEP),
        (anchor(1), None, Verdict.IN_STEP),
        (anchor(7), anchor(7), Verdict.IN_STEP),
        (anchor(8), anchor(7), Verdict.IN_STEP),
        (anchor(9), anchor(7), Verdict.KEYSTORE_OLD),
        (anchor(9), None, Verdict.KEYSTORE_OLD),
        (anchor(6), anchor(7), Verdict.DATA_OLD),
        (None, anchor(7), Verdict.DATA_OLD),
        (anchor(7, b"another line"), anchor(7), Verdict.DATA_OLD),
    ],
)
def test_one_step_is_a_kill_and_more_is_an_older_copy(
    data: Anchor | None, keys: Anchor | None, verdict: Verdict
) -> None:
    assert compare(data, keys).verdict is verdict


@pytest.fixture
def operator(stage: Stage, tmp_path: Path) -> Operator:
    return Operator.of(stage, tmp_path / "drawer")


async def to_morning(stage: Stage) -> None:
    await stage.forward(days=1)


async def test_nobody_hears_of_a_restore_that_never_was(stage: Stage, operator: Operator) -> None:
    ama = await stage.member("Ama")
    operator.backs_up()
    await stage.restart()
    await to_morning(stage)
    assert "Something went wrong" not in ama.transcript()
    mei = stage.person("Mei")
    await mei.says("/start")
    assert not mei.hears("Were you here before?")


async def test_until_an_operator_has_said_so_nothing_is_taken_and_help_still_comes(
    stage: Stage, operator: Operator
) -> None:
    ama = await stage.member("Ama")
    data, _ = operator.backs_up()
    await stage.forward(hours=2)
    await stage.end()
    operator.restores(data=data)
    await stage.begin()

    ama.part.says("/menu")
    await stage.server.until(lambda: any("being looked after" in m.text for m in ama.part.hears()))
    ama.part.says("/support")
    await stage.server.until(lambda: any("999" in m.text for m in ama.part.hears()))
    assert sum("being looked after" in m.text for m in ama.part.hears()) == 1
    await stage.end()

    await operator.acknowledges()
    await stage.begin()
    await stage.settle()
    assert sum("999" in m.text for m in ama.part.hears()) == 2, "once from elsewhere, once in the ordinary way"
    assert any("Hi Ama" in plain(m.text) for m in ama.part.hears()), ama.transcript()


async def test_a_database_put_back_by_hand_is_seen_as_older(stage: Stage, operator: Operator, tmp_path: Path) -> None:
    """Somebody copies yesterday's file over today's, without our command."""
    ama = await stage.member("Ama")
    await stage.end()
    yesterday = (stage.folder / "circle.sqlite").read_bytes()
    await stage.begin()
    await ama.says("/menu")
    await stage.forward(minutes=3)
    await stage.end()
    (stage.folder / "circle.sqlite").write_bytes(yesterday)

    await stage.begin()
    assert stage.running.receiver.held is not None
    await stage.end()
    outlook = await operator.acknowledges()
    await stage.begin()

    assert outlook.standing.verdict == "data"
    assert outlook.standing.missing_from
    assert stage.running.receiver.held is None
