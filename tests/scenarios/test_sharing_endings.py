"""However a share ends, it is gone at once, from the mentor's screen too, and always in the same words (H-05, H-06)."""

from collections.abc import Awaitable, Callable

import pytest

from bot import rounds
from bot.features import NIGHTLY
from handlers.sharing.taps import ReadShared, TakeItBack
from mentoring.people import Role
from storage import pairs, people
from tests.checkin_steps import id_of
from tests.page_steps import ANSWERS, MARKER, count, shown, unlocks
from tests.share_steps import (
    GONE,
    KNOCK,
    changes_keys,
    loses_words,
    only_share,
    opens_page,
    presses,
    previews,
    reads_shared,
    shares,
    two,
)
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere

Ending = Callable[[Stage, Somebody, Somebody, str], Awaitable[None]]


async def takes_back(stage: Stage, ama: Somebody, ed: Somebody, words: str) -> None:
    await ama.says("/reflect")
    await ama.taps("What I've shared")
    await ama.taps("1")
    await ama.taps("Take it back")


async def takes_back_while_locked(stage: Stage, ama: Somebody, ed: Somebody, words: str) -> None:
    await ama.says("/lock")
    await takes_back(stage, ama, ed, words)


async def last_day_is_over(stage: Stage, ama: Somebody, ed: Somebody, words: str) -> None:
    await stage.until(stage.now.replace(day=10, hour=0, minute=0, second=0, microsecond=0))


async def erases_the_page(stage: Stage, ama: Somebody, ed: Somebody, words: str) -> None:
    await opens_page(ama, words)
    await ama.taps("Erase this")
    assert ama.hears("You've shared it. The copy goes too.")
    await ama.taps("Yes, erase")


async def writer_ends_the_pair(stage: Stage, ama: Somebody, ed: Somebody, words: str) -> None:
    await _ends_the_pair(ama, "End kindly")


async def writer_finds_a_clash(stage: Stage, ama: Somebody, ed: Somebody, words: str) -> None:
    await _ends_the_pair(ama, "Our jobs changed")


async def _ends_the_pair(somebody: Somebody, how: str) -> None:
    await somebody.says("/mentoring")
    await somebody.taps("Ed")
    await somebody.taps("End or pause")
    await somebody.taps(how)
    await somebody.taps(next(label for label in somebody.buttons if label.startswith("Yes")))


async def writer_is_erased(stage: Stage, ama: Somebody, ed: Somebody, words: str) -> None:
    await ama.says("/privacy")
    await ama.taps("Erase me")
    await ama.types("ERASE")


async def mentor_steps_down(stage: Stage, ama: Somebody, ed: Somebody, words: str) -> None:
    async with stage.database.begin() as tx:
        await people.revoke(tx, id_of(ed), Role.MENTOR)
    await stage.settle()


ENDINGS: tuple[Ending, ...] = (
    takes_back,
    takes_back_while_locked,
    last_day_is_over,
    erases_the_page,
    writer_ends_the_pair,
    writer_finds_a_clash,
    writer_is_erased,
    mentor_steps_down,
)


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.__name__)
async def test_it_is_gone_from_disk_and_screen_at_once_and_opens_no_more(stage: Stage, ending: Ending) -> None:
    ama, words, ed, eds_words = await two(stage)
    await shares(ama, words)
    share = await only_share(stage)
    async with stage.database.read() as tx:
        envelope = (await tx.conn.slow("select envelope from shares"))[0]["envelope"]
    if ending is last_day_is_over:
        await stage.until(stage.now.replace(day=9, hour=23, minute=55))
    await reads_shared(ed, eds_words)
    assert MARKER in ed.screen
    await ending(stage, ama, ed, words)
    assert MARKER not in shown(ed)
    assert await count(stage, "shares") == 0
    for path in stage.folder.iterdir():
        assert envelope[50:] not in (path.read_bytes() if path.is_file() else b""), path.name
    await presses(ed, ReadShared(share))
    assert ed.hears(GONE)
    assert MARKER not in shown(ed)


@pytest.mark.parametrize("ending", ENDINGS[:4], ids=lambda ending: ending.__name__)
async def test_the_mentor_is_told_nothing_whichever_way_it_ended(stage: Stage, ending: Ending) -> None:
    """H-05: taken back, over, or erased with its page: the same screens, and no message of any kind."""
    ama, words, ed, _ = await two(stage)
    await shares(ama, words)
    before = shown(ed)
    await ending(stage, ama, ed, words)
    await stage.forward(hours=30)
    assert shown(ed) == before
    await ed.taps("Open it")
    assert ed.screen.startswith(GONE)
    await ed.says("/reflect")
    assert "Shared with me" not in ed.buttons


async def test_taken_back_before_morning_it_never_knocks(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    await stage.until(stage.now.replace(hour=22))
    await shares(ama, words)
    await takes_back(stage, ama, ed, words)
    await stage.forward(hours=12)
    assert KNOCK not in shown(ed)


async def test_taking_back_says_what_cannot_be_taken_back(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    await shares(ama, words)
    await takes_back(stage, ama, ed, words)
    assert ama.hears("I've told nobody. What was read or copied before, I can't take back")
    await ama.says("/menu")
    await presses(ama, TakeItBack("A" * 22))
    assert ama.hears("It isn't shared any more")


async def test_a_share_that_is_taken_back_while_its_words_are_on_their_way_is_not_shown(stage: Stage) -> None:
    ama, words, ed, eds_words = await two(stage)
    await shares(ama, words)
    share = await only_share(stage)
    await unlocks(ed, eds_words)
    ed.part.taps(ed.part.hears()[-1], ReadShared(share).data(), forged=True)
    ama.part.taps(ama.part.hears()[-1], TakeItBack(share).data(), forged=True)
    await stage.settle()
    assert MARKER not in shown(ed)
    assert await count(stage, "shares") == 0


async def test_the_nightly_round_ends_what_a_lost_alarm_left(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    await shares(ama, words)
    async with stage.database.begin() as tx:
        await tx.conn.change("delete from letters where kind = 'share-lapses'")
    stage.clock.set(stage.now.replace(day=10, hour=3, minute=30))
    await ed.taps("Open it")
    assert ed.hears(GONE)
    assert await count(stage, "shares") == 1
    await rounds.nightly(stage.running.desk, NIGHTLY)
    assert await count(stage, "shares") == 0
    assert await count(stage, "share_counts") == 0


async def test_after_a_new_lock_of_the_mentor_the_writer_hears_one_kind_line(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    await shares(ama, words)
    await loses_words(ed)
    before = shown(ed)
    await rounds.nightly(stage.running.desk, NIGHTLY)
    await stage.settle()
    assert ama.screen.startswith("Something you shared has closed by itself")
    assert shown(ed) == before
    assert await count(stage, "shares") == 0
    await rounds.nightly(stage.running.desk, NIGHTLY)
    await stage.settle()
    assert shown(ama).count("Something you shared has closed") == 1


async def test_a_mentor_with_a_new_lock_who_opens_it_sees_that_it_is_gone(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    await shares(ama, words)
    share = await only_share(stage)
    await loses_words(ed)
    await presses(ed, ReadShared(share))
    assert ed.hears(GONE)
    assert ama.screen.startswith("Something you shared has closed by itself")


async def test_a_mentor_who_changes_their_keys_still_reads_what_was_shared(stage: Stage) -> None:
    ama, words, ed, eds_words = await two(stage)
    await shares(ama, words)
    async with stage.database.read() as tx:
        before = (await tx.conn.slow("select substr(envelope, 3, 16) as kid from shares"))[0]["kid"]
    new_words = await changes_keys(ed, eds_words)
    async with stage.database.read() as tx:
        assert (await tx.conn.slow("select substr(envelope, 3, 16) as kid from shares"))[0]["kid"] != before
        assert await tx.keystore.older_pairs(id_of(ed)) == []
    await rounds.nightly(stage.running.desk, NIGHTLY)
    await ed.says("/lock")
    await unlocks(ed, new_words)
    await ed.taps("Shared with me")
    await ed.taps("1")
    assert ANSWERS[0] in ed.screen


async def test_a_copy_half_made_outlives_new_keys_of_its_writer(stage: Stage) -> None:
    ama, words, _, _ = await two(stage)
    await previews(ama, words)
    await ama.taps("Trim it")
    await ama.taps("✓ 2")
    new_words = await changes_keys(ama, words)
    async with stage.database.read() as tx:
        assert await tx.keystore.older_pairs(id_of(ama)) == []
    await ama.says("/lock")
    await previews(ama, new_words)
    assert ANSWERS[0] in ama.screen
    assert ANSWERS[1] not in ama.screen


async def test_a_mentor_who_is_erased_takes_nothing_along(stage: Stage) -> None:
    ama, words, ed, eds_words = await two(stage)
    await shares(ama, words)
    await reads_shared(ed, eds_words)
    await ed.says("/privacy")
    await ed.taps("Erase me")
    await ed.types("ERASE")
    assert MARKER not in shown(ed)
    assert [await count(stage, table) for table in ("shares", "share_keys")] == [0, 0]
    await ama.says("/reflect")
    assert "What I've shared" not in ama.buttons
    assert await count(stage, "pages where state = 'kept'") == 1


async def test_a_share_outlives_a_restart_and_still_hides_and_ends(stage: Stage) -> None:
    ama, words, ed, eds_words = await two(stage)
    await shares(ama, words)
    await reads_shared(ed, eds_words)
    await stage.restart()
    await stage.forward(minutes=11)
    assert MARKER not in shown(ed)
    assert await count(stage, "shares") == 1
    await stage.restart()
    await stage.until(stage.now.replace(day=10, hour=0, minute=1))
    assert await count(stage, "shares") == 0


async def test_a_pair_that_ends_forgets_the_key_and_the_half_made_copy(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    await shares(ama, words)
    await opens_page(ama, words)
    await ama.taps("Share with my mentor")
    async with stage.database.begin() as tx:
        await pairs.end(tx, (await pairs.of_person(tx, id_of(ed)))[0].id, stage.now)
    await stage.settle()
    assert await count(stage, "share_keys") == 0
    assert await count(stage, "share_drafts") == 0
    await ama.taps("For 7 days")
    assert ama.hears("That copy is gone")
    assert_nowhere(stage, MARKER)
