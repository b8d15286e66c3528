"""The log of who did what: each line vouches for the one before, and after twelve months it is let go."""

from datetime import datetime, timedelta

import pytest

from bot import rounds
from bot.features import NIGHTLY
from storage.core import audit
from tests.stage import MONDAY, Stage

A_YEAR_LATER = MONDAY.replace(year=2027)


async def written(stage: Stage, *, days: int, since: datetime = MONDAY) -> None:
    """A line a day."""
    async with stage.database.begin() as tx:
        for day in range(days):
            await audit.note(tx, "tried", by=None, about=f"row {day}", now=since + timedelta(days=day))


async def lines(stage: Stage) -> list[tuple[int, str, str]]:
    async with stage.database.read() as tx:
        return [(row["seq"], row["action"], row["about"]) for row in await tx.sql.audit.all()]


async def night_of(stage: Stage, at: datetime) -> None:
    stage.clock.set(at)
    await rounds.nightly(stage.running.desk, NIGHTLY)


async def broken_at(stage: Stage) -> int | None:
    async with stage.database.read() as tx:
        return await audit.broken_at(tx)


async def test_lines_go_after_twelve_months_and_the_rest_still_vouch_for_each_other(stage: Stage) -> None:
    await written(stage, days=6)
    await night_of(stage, A_YEAR_LATER + timedelta(days=2, hours=1))
    left = await lines(stage)
    assert [seq for seq, _, _ in left] == [3, 4, 5, 6]
    assert [action for _, action, _ in left] == ["forgotten", "tried", "tried", "tried"]
    assert not [about for _, _, about in left if about in ("row 0", "row 1", "row 2")]
    assert await broken_at(stage) is None
    await written(stage, days=1, since=A_YEAR_LATER)
    await night_of(stage, A_YEAR_LATER + timedelta(days=3, hours=1))
    assert (await lines(stage))[0][:2] == (4, "forgotten")
    assert await broken_at(stage) is None


async def test_a_log_nobody_wrote_to_for_a_year_keeps_its_place_and_goes_on(stage: Stage) -> None:
    await written(stage, days=2)
    for days in (400, 401):
        await night_of(stage, MONDAY + timedelta(days=days))
    assert [seq for seq, _, _ in await lines(stage)] == [2]
    await written(stage, days=1, since=stage.now)
    assert await broken_at(stage) is None


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ("update audit set about = 'other' where seq = 5", 5),
        ("delete from audit where seq = 5", 5),
        ("delete from audit where seq <= 4", 1),
        ("delete from audit where seq = 3; update audit set action = 'forgotten' where seq = 4", 1),
        ("update audit set about = null where seq = 3", 1),
    ],
)
async def test_what_is_changed_cut_or_passed_off_as_forgotten_is_found(stage: Stage, harm: str, found: int) -> None:
    await written(stage, days=6)
    await night_of(stage, A_YEAR_LATER + timedelta(days=2, hours=1))
    async with stage.database.begin() as tx:
        for statement in harm.split("; "):
            await tx.conn.change(statement)
    assert await broken_at(stage) == found
