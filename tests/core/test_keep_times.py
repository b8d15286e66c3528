"""Every keep time of the privacy map, with the clock in hand: the row is there to the last day, and gone the day after.

One list for rows that a made-up row can stand for; the rest are played in a scenario, which this test knows by name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import rounds
from bot.features import NIGHTLY
from mentoring.keep_times import KEEP, Kept, kept_until
from storage.core.database import Tx
from storage.core.instants import ms
from storage.privacy_map import MAP
from tests.core.test_privacy_map import fill, schema
from tests.stage import MONDAY, Stage

ROOT = Path(__file__).resolve().parents[2]
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """How a made-up row comes to its end: for how long (or by its kind), and what it and its parents hold by then."""

    for_: timedelta | Kept
    holds: Mapping[str, object] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    emptied: str = ""

    def until(self, since: datetime) -> datetime:
        found = kept_until(self.for_, since) if isinstance(self.for_, Kept) else since + self.for_
        assert found is not None
        return found


CLOSED = ("update sessions set state = 'closed', came = null",)
ENDED = ("update pairs set state = 'ended', ended_at = :since",)
ROWS: Mapping[str, Row] = {
    "wishes": Row(Kept.WISHES),
    "clash_questions": Row(Kept.CLASH_ANSWER),
    "session_yeses": Row(Kept.SESSION_YES, also=CLOSED),
    "sessions": Row(Kept.CALL_LINK, also=CLOSED, emptied="link"),
    "meetings": Row(Kept.CALL_LINK, {"at": "since", "minutes": 0}, emptied="link"),
    "agreements": Row(Kept.AGREEMENT, also=ENDED),
    "pairs": Row(Kept.AGREEMENT, also=ENDED),
    "agreement_answers": Row(Kept.AGREEMENT, also=ENDED),
    "agreement_yeses": Row(Kept.AGREEMENT, also=ENDED),
    "time_answers": Row(Kept.TIMES),
    "circle_wishes": Row(Kept.CIRCLE_WISH),
    "letters": Row(Kept.SEND_LOG, {"state": "sent"}),
    "audit": Row(Kept.AUDIT_LINE, emptied="actor"),
    "seen": Row(timedelta(days=3), {"update_id": 7}),
    "set_aside": Row(timedelta(days=7), {"update_id": 7}),
    "invitations": Row(timedelta()),
    "group_codes": Row(timedelta()),
    "held_seats": Row(timedelta()),
    "group_answers": Row(timedelta(minutes=1)),
    "rota_asks": Row(timedelta(weeks=1)),
    "rota_pauses": Row(timedelta(weeks=1)),
    "rota_turns": Row(timedelta(days=60), also=CLOSED),
    "seats": Row(timedelta(days=7), {"inside": 0}),
    "story_wishes": Row(timedelta(days=90)),
    "story_thanks": Row(timedelta(days=60)),
}
"""Made-up rows whose times are all `since`; a timedelta() is over at the moment that the row itself names."""

PLAYED: Mapping[str, str] = {
    "hellos": "test_joining.py::test_not_now_is_kind_and_wiped_within_14_days",
    "quiet_words": "test_aftercare.py::test_the_offer_closes_after_three_days_without_a_message",
    "standing_asks": "test_standing.py::test_after_seven_days_all_of_it_is_gone",
    "standing_replies": "test_standing.py::test_after_seven_days_all_of_it_is_gone",
    "opportunity_answers": "test_opportunities_read.py::test_saved_items_go_thirty_days_after_closing",
    "what_worked": "test_what_worked.py::test_it_goes_with_the_card_a_year_after_closing",
    "concerns": "test_concerns.py::test_six_months_after_closing_words_and_key_are_gone",
    "concern_notes": "test_concerns.py::test_six_months_after_closing_words_and_key_are_gone",
    "contact_aways": "test_concern_edges.py::test_days_off_that_are_over_are_forgotten",
    "unsaid": "test_unsaid.py::test_after_three_days_it_is_wiped_and_the_guides_read_that",
    "stories": "test_story_readers.py::test_it_comes_down_when_its_time_is_over_and_nobody_said_stay",
    "circle_rests": "test_rest_from_circles.py::test_it_ends_by_itself_and_nothing_of_it_is_left",
    "shares": "test_sharing_endings.py::test_it_is_gone_from_disk_and_screen_at_once_and_opens_no_more",
    "pulse_taps": "test_pulse.py::test_taps_go_after_eight_weeks_and_at_once_when_asked",
    "keeping_in_touch": "test_keeping_in_touch.py::test_one_yes_is_met_with_silence_and_forgotten_after_fourteen_days",
    "drafts": "test_reflections.py::test_a_half_written_page_is_wiped_after_a_quiet_hour",
}


def test_every_keep_time_of_the_map_is_tried_here_or_played_in_a_scenario() -> None:
    timed = {table for table, rows in MAP.items() if rows.kept and not KEEP[rows.kept].until_erased}
    assert timed - set(ROWS) - set(PLAYED) == set()
    for table in timed & set(ROWS):
        assert ROWS[table].for_ == MAP[table].kept


def test_every_kind_of_the_table_has_rows() -> None:
    used = {rows.kept for rows in MAP.values()} | {row.for_ for row in ROWS.values()}
    assert [kind for kind in Kept if kind not in used] == []


@pytest.mark.parametrize("played", sorted(set(PLAYED.values())))
def test_the_scenarios_that_stand_for_a_keep_time_are_there(played: str) -> None:
    file, _, name = played.partition("::")
    assert re.search(rf"def {name}\(", (ROOT / "tests" / "scenarios" / file).read_text("utf-8"))


@pytest.mark.parametrize("table", sorted(ROWS))
async def test_a_row_is_there_to_its_last_day_and_gone_the_day_after(stage: Stage, table: str) -> None:
    await made(stage, table)
    row, until = ROWS[table], ROWS[table].until(MONDAY)

    assert await there(stage, table, row)
    if until > MONDAY + A_DAY:
        await night_of(stage, until - timedelta(hours=1))
        assert await there(stage, table, row)
    await night_of(stage, until + A_DAY)
    assert not await there(stage, table, row)


async def made(stage: Stage, table: str) -> None:
    """One row of somebody's in every table, each moment of this one's (and of what it hangs on) being now."""
    ama, mei = await stage.members("Ama", "Mei")
    assert ama.id
    assert mei.id
    columns = schema(stage.folder / "circle.sqlite")
    holds = {name: ms(MONDAY) if value == "since" else value for name, value in ROWS[table].holds.items()}
    async with stage.database.begin() as tx:
        await fill(tx, ama.id, mei.id, columns)
        for own in ("seen", "set_aside"):
            names = ", ".join(name for name, _ in columns[own])
            values = ", ".join("7" if kind == "INTEGER" else "'x'" for _, kind in columns[own])
            await tx.conn.change(f"insert into {own} ({names}) values ({values})")
        await tx.conn.change("update circles set state = 'closed', first_at = '2026-02-12T19:00'")
        for other in set(columns) - await what_it_hangs_on(tx, table) - {"people", "roles"}:
            await tx.conn.change(f"delete from {other}")
        for every, rows in MAP.items():
            times = [f"{name} = :since" for name in rows.times.split() if not (every == "pages" and name == "touched")]
            if times:
                await tx.conn.change(f"update {every} set {', '.join(times)}", {"since": ms(MONDAY)})
        for name, value in holds.items():
            await tx.conn.change(f"update {table} set {name} = ?", (value,))
        for statement in ROWS[table].also:
            await tx.conn.change(statement, {"since": ms(MONDAY)})


async def what_it_hangs_on(tx: Tx, table: str) -> set[str]:
    """A table and those without which its rows could not be: the rest is made up, and no round should meet it."""
    above = {row[2] for row in await tx.conn.slow(f"pragma foreign_key_list({table})")} - {table}
    return {table}.union(*[await what_it_hangs_on(tx, other) for other in above])


async def there(stage: Stage, table: str, row: Row) -> bool:
    where = f"{row.emptied} is not null" if row.emptied else "true"
    async with stage.database.read() as tx:
        return bool((await tx.conn.slow(f"select count(*) from {table} where {where}"))[0][0])


async def night_of(stage: Stage, at: datetime) -> None:
    stage.clock.set(at)
    await rounds.nightly(stage.running.desk, NIGHTLY)
