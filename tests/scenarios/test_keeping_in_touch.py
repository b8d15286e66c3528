"""Keep in touch? Both are asked alike when a pair has ended; two yeses in fourteen days open it, and a line each."""

import pytest

from handlers.mentors import taps, touch_taps
from storage import privacy
from storage.core import letters
from tests.concern_steps import night
from tests.page_steps import count, shown
from tests.scenarios.pairing import KNOCK, forges, id_of
from tests.scenarios.parting import (
    ENDED,
    LINE,
    MARKER,
    NO_LINE,
    OPEN,
    OVER,
    WAITING,
    a_pair,
    an_ended_pair,
    both_said_yes,
    ends,
    leaves,
    looks_again,
    pair_id,
    says_yes,
)
from tests.stage import Stage
from tests.sweep import assert_nowhere

ROWS, LINES = "keeping_in_touch", "keeping_in_touch where line is not null"


# Being asked


async def test_both_are_asked_in_the_same_words_with_the_same_buttons(stage: Stage) -> None:
    ama, grace = await an_ended_pair(stage)
    assert ama.screen == grace.screen == ENDED
    assert ama.buttons == grace.buttons == ["Keep in touch?", "Help now", "Done"]
    for somebody in (ama, grace):
        await somebody.taps("Keep in touch?")
    assert ama.screen == grace.screen
    assert ama.hears("They hear of it only if you both say yes by")
    assert grace.hears("Nobody is told of one yes, and nobody is told of a no.")
    assert ama.buttons == grace.buttons == ["Yes, I'd like that", "Not now", "Help now"]


async def test_done_leads_home(stage: Stage) -> None:
    ama, _ = await an_ended_pair(stage)
    await ama.taps("Done")
    assert "My mentor" in ama.buttons


async def test_a_letter_of_before_that_names_no_pair_still_opens_and_asks_nothing(stage: Stage) -> None:
    ama = await stage.member("Ama")
    async with stage.database.begin() as tx:
        await letters.owe(tx, kind="pair-ended", to=ama.id, due=stage.now)
    await stage.settle()
    assert ama.screen.startswith(KNOCK)
    await ama.taps("Open it")
    assert ama.screen == ENDED
    assert ama.buttons == ["Help now", "Done"]


async def test_not_now_is_written_nowhere_and_can_be_thought_over(stage: Stage) -> None:
    ama, grace = await an_ended_pair(stage)
    async with stage.database.read() as tx:
        before = [tuple(row) for row in await tx.conn.slow("select * from keeping_in_touch")]
    await ama.taps("Keep in touch?")
    await ama.taps("Not now")
    assert ama.hears("That's fine, and nobody is told.")
    async with stage.database.read() as tx:
        assert [tuple(row) for row in await tx.conn.slow("select * from keeping_in_touch")] == before
    assert grace.screen == ENDED
    await says_yes(ama)
    assert ama.hears(WAITING)


# Two yeses, or fewer


async def test_two_yeses_bring_both_the_same_discreet_letter(stage: Stage) -> None:
    ama, grace = await an_ended_pair(stage)
    await says_yes(ama)
    assert ama.hears(WAITING)
    assert grace.screen == ENDED
    await says_yes(grace)
    assert grace.hears(WAITING)
    for somebody in (ama, grace):
        assert somebody.screen.startswith(KNOCK)
        await somebody.taps("Open it")
        assert somebody.hears(OPEN)
    assert ama.screen == grace.screen
    assert ama.buttons == grace.buttons == ["Leave my line", "Read their line", "Stop this", "Help now", "Done"]


async def test_a_second_yes_in_the_night_waits_for_the_morning_for_both(stage: Stage) -> None:
    ama, grace = await an_ended_pair(stage)
    await says_yes(ama)
    await stage.until(stage.now.replace(hour=23))
    await says_yes(grace)
    for somebody in (ama, grace):
        assert not somebody.screen.startswith(KNOCK)
    await stage.forward(hours=10)
    for somebody in (ama, grace):
        assert somebody.screen.startswith(KNOCK)


async def test_one_yes_is_met_with_silence_and_forgotten_after_fourteen_days(stage: Stage) -> None:
    ama, grace = await an_ended_pair(stage)
    await says_yes(ama)
    before = [len(somebody.part.hears()) for somebody in (ama, grace)]
    await stage.forward(days=13, hours=23)
    await night(stage)
    assert await count(stage, ROWS) == 2
    await stage.forward(hours=2)
    await night(stage)
    assert await count(stage, ROWS) == 0
    what_next = 1
    assert [len(somebody.part.hears()) for somebody in (ama, grace)] == [before[0] + what_next, before[1]]
    await ama.says("/mentoring")
    assert "Keeping in touch" not in ama.buttons


@pytest.mark.parametrize("wiped", [True, False])
async def test_a_yes_after_fourteen_days_is_too_late_and_tells_nothing(stage: Stage, wiped: bool) -> None:
    ama, grace = await an_ended_pair(stage)
    await says_yes(ama)
    await grace.taps("Keep in touch?")
    await stage.forward(days=14, minutes=1)
    if wiped:
        await night(stage)
    await grace.taps("Yes, I'd like that")
    assert grace.hears(OVER)
    assert "Help now" in grace.buttons
    assert not ama.hears(OPEN)
    assert KNOCK not in ama.screen


async def test_a_yes_can_be_taken_back_while_it_waits(stage: Stage) -> None:
    ama, grace = await an_ended_pair(stage)
    await says_yes(ama)
    await ama.taps("Take it back")
    assert ama.hears("Taken back, and nobody is told.")
    await says_yes(grace)
    assert grace.hears(WAITING)
    assert not grace.screen.startswith(KNOCK)
    await says_yes(ama)
    assert grace.screen.startswith(KNOCK)


async def test_taking_back_comes_too_late_once_both_have_said_yes(stage: Stage) -> None:
    ama, grace = await an_ended_pair(stage)
    await says_yes(ama)
    await says_yes(grace)
    await ama.taps("Take it back")
    assert ama.hears(OPEN)
    await ama.taps("Open it")
    assert "Stop this" in ama.buttons


async def test_a_second_tap_shows_the_same(stage: Stage) -> None:
    ama, grace = await an_ended_pair(stage)
    pair = await pair_id(stage)
    await says_yes(ama)
    noted = ama.screen
    await forges(ama, touch_taps.YesKeep(pair))
    assert ama.screen == noted
    await says_yes(grace)
    heard = [len(somebody.part.hears()) for somebody in (ama, grace)]
    for somebody in (ama, grace):
        await forges(somebody, touch_taps.YesKeep(pair))
        assert somebody.hears(OPEN)
    the_page_of_the_forger = 1
    assert [len(somebody.part.hears()) for somebody in (ama, grace)] == [n + the_page_of_the_forger for n in heard]


async def test_two_quick_taps_on_yes_are_one_yes_and_one_letter_each(stage: Stage) -> None:
    two = await an_ended_pair(stage)
    await says_yes(two[0])
    heard = [len(somebody.part.hears()) for somebody in two]
    await two[1].taps("Keep in touch?")
    two[1]._mark()
    tap = two[1].part.taps_on("Yes, I'd like that")
    assert tap
    two[1].part.taps(tap.message, tap.told, forged=True)
    await stage.settle()
    assert two[1].hears(WAITING)
    assert two[1].hears(OPEN)
    assert [len(somebody.part.hears()) for somebody in two] == [n + 1 for n in heard]
    assert all(somebody.screen.startswith(KNOCK) for somebody in two)


async def test_who_ended_and_a_single_yes_cannot_be_told_from_the_rows(stage: Stage) -> None:
    ama, grace = await a_pair(stage)
    await ends(grace, ama)
    await says_yes(grace)
    async with stage.database.read() as tx:
        rows = [dict(row) for row in await tx.conn.slow("select * from keeping_in_touch")]
    assert {row.pop("person_id") for row in rows} == {ama.id, grace.id}
    said = [bytes(row.pop("said")) for row in rows]
    assert len({len(one) for one in said}) == 1
    assert rows[0] == rows[1]


# A line for the other


async def test_a_line_is_read_by_the_other_behind_a_knock_and_lies_in_no_file(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    ama, grace = await both_said_yes(stage)
    await leaves(ama)
    assert ama.hears("keep it for them for 14 days")
    assert MARKER not in shown(ama)
    assert grace.screen.startswith(KNOCK)
    assert MARKER not in shown(grace)
    await grace.taps("Open it")
    await grace.taps("Read their line")
    assert LINE in grace.screen
    assert grace.part.hears()[-1].protected
    assert "Help now" in grace.buttons
    assert_nowhere(stage, MARKER, *capfd.readouterr())
    await grace.taps("Put it away")
    assert MARKER not in shown(grace)
    await ama.taps("Back")
    await ama.taps("Read their line")
    assert ama.hears(NO_LINE)


async def test_what_is_shown_goes_by_itself_and_can_be_read_again(stage: Stage) -> None:
    ama, grace = await both_said_yes(stage)
    await leaves(ama)
    await grace.taps("Open it")
    await grace.taps("Read their line")
    await stage.forward(minutes=11)
    assert MARKER not in shown(grace)
    await looks_again(grace)
    await grace.taps("Read their line")
    assert LINE in grace.screen


async def test_another_line_takes_the_place_of_the_one_before_and_knocks_once_a_day(stage: Stage) -> None:
    ama, grace = await both_said_yes(stage)
    await leaves(ama, "Ring the ward, ask for Ama")
    heard = len(grace.part.hears())
    await ama.taps("Back")
    await leaves(ama)
    assert len(grace.part.hears()) == heard
    await grace.taps("Open it")
    await grace.taps("Read their line")
    assert LINE in grace.screen
    assert "Ring the ward" not in shown(grace)
    assert await count(stage, LINES) == 1
    await stage.forward(days=1)
    await ama.taps("Back")
    await leaves(ama, "Ring the ward after all")
    assert grace.screen.startswith(KNOCK)


async def test_a_line_goes_fourteen_days_after_it_was_left(stage: Stage) -> None:
    ama, grace = await both_said_yes(stage)
    await leaves(ama)
    await stage.forward(days=13, hours=20)
    await looks_again(grace)
    await grace.taps("Read their line")
    assert LINE in grace.screen
    await stage.forward(hours=5)
    await looks_again(grace)
    await grace.taps("Read their line")
    assert grace.hears(NO_LINE)
    await night(stage)
    assert await count(stage, LINES) == 0
    assert await count(stage, ROWS) == 2


async def test_all_of_it_goes_twenty_eight_days_after_both_said_yes(stage: Stage) -> None:
    ama, grace = await both_said_yes(stage)
    await stage.forward(days=13)
    await looks_again(ama)
    await leaves(ama)
    await stage.forward(days=2)
    await looks_again(ama)
    assert "Leave my line" not in ama.buttons
    await stage.forward(days=14)
    await grace.taps("Open it")
    assert grace.hears(OVER)
    await night(stage)
    assert await count(stage, ROWS) == 0


@pytest.mark.parametrize("said", ["\u200b\u2060", "x" * 301])
async def test_a_line_that_is_empty_or_too_long_is_asked_for_again(stage: Stage, said: str) -> None:
    ama, _ = await both_said_yes(stage)
    await leaves(ama, said)
    assert await count(stage, LINES) == 0
    await ama.types(LINE)
    assert await count(stage, LINES) == 1


async def test_signs_that_play_tricks_are_left_out(stage: Stage) -> None:
    ama, grace = await both_said_yes(stage)
    await leaves(ama, f"\u202e{LINE}\u2066\nor by post")
    await grace.taps("Open it")
    await grace.taps("Read their line")
    assert f"{LINE} or by post" in grace.screen
    assert "\u202e" not in shown(grace)


async def test_words_of_danger_bring_help_first(stage: Stage) -> None:
    ama, _ = await both_said_yes(stage)
    await leaves(ama, "I want to end my life, write to me")
    assert ama.hears("999")


async def test_the_words_that_open_pages_are_never_left_for_another(stage: Stage) -> None:
    ama, _ = await both_said_yes(stage)
    await leaves(ama, "abacus abdomen abdominal abide abiding")
    assert ama.hears("Those look like the words that open your pages")
    assert await count(stage, LINES) == 0


async def test_nobody_else_gets_in(stage: Stage) -> None:
    ama, _ = await both_said_yes(stage)
    await leaves(ama)
    pair, mei = await pair_id(stage), await stage.member("Mei")
    every = [getattr(touch_taps, name) for name in vars(touch_taps) if not name.startswith(("_", "About", "Button"))]
    for button in (one for one in every if "pair" in one.__dataclass_fields__):
        await forges(mei, button(pair))
        assert MARKER not in shown(mei)
        assert not mei.hears(OPEN)
    assert await count(stage, f"{ROWS} where person_id = '{id_of(mei)}'") == 0


async def test_the_owner_finds_her_line_in_what_she_takes_away_and_the_other_does_not(stage: Stage) -> None:
    ama, grace = await both_said_yes(stage)
    await leaves(ama)
    async with stage.database.read() as tx:
        kept = [await privacy.export(tx, id_of(somebody)) for somebody in (ama, grace)]
    assert MARKER in str(kept[0][ROWS])
    assert MARKER not in str(kept[1])


async def test_old_buttons_of_the_kind_before_still_open(stage: Stage) -> None:
    ama, _ = await an_ended_pair(stage)
    await forges(ama, taps.OpenEnded())
    assert ama.screen == ENDED
