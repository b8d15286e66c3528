"""Two quick taps where it matters: the thing is done once, and the second tap is answered without a fright."""

import pytest

from tests.page_steps import ANSWERS, MARKER, count, keeps_one, sets_up, unlocks
from tests.record_steps import WORD_FOR_WORD, fills_in
from tests.stage import Somebody, Stage

SAVED, ALREADY = "Saved, and cleared from this chat.", "Saved already."
FRIGHTS = ("old message", "let that go", "nothing to lock", "Something went wrong")


async def taps_twice(somebody: Somebody, label: str, *, later: bool) -> None:
    """Twice before the bot has answered, or once more from a screen that is gone already."""
    somebody._mark()
    tap = somebody.part.taps_on(label)
    assert tap is not None
    if later:
        await somebody.stage.settle()
    somebody.part.taps(tap.message, tap.told, forged=True)
    await somebody.stage.settle()
    taps = [each for each in somebody.stage.server.world.taps.values() if each.message is tap.message]
    assert all(each.answered for each in taps)


async def writes_up_to_the_last_look(somebody: Somebody) -> None:
    await somebody.says("/reflect")
    await somebody.taps("A win")
    await somebody.types(MARKER)
    await somebody.taps("Next question")
    while "Skip" in somebody.buttons:
        await somebody.taps("Skip")


def check_calm(somebody: Somebody) -> None:
    assert not [fright for fright in FRIGHTS if somebody.hears(fright)], somebody.transcript()


async def saves_and_locks_twice(stage: Stage, *, later: bool) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await writes_up_to_the_last_look(ama)
    await taps_twice(ama, "All clear, save", later=later)
    assert ama.news().count(SAVED) == 1
    assert ama.hears(ALREADY)
    check_calm(ama)
    await ama.types("words that nobody asked for")
    await taps_twice(ama, "Yes, lock it", later=later)
    assert ama.news().count(SAVED) == 1
    assert ama.hears(ALREADY)
    check_calm(ama)
    assert await count(stage, "pages") == 3
    await unlocks(ama, words)
    await ama.taps("1")
    await ama.taps("Erase this")
    await taps_twice(ama, "Yes, erase", later=later)
    assert ama.hears("Erased.")
    assert ama.hears("That page is gone already.")
    check_calm(ama)
    assert await count(stage, "pages") == 2


@pytest.mark.parametrize("later", [False, True], ids=["at once", "later"])
async def test_a_dated_note_is_saved_once_and_the_second_tap_says_so(stage: Stage, *, later: bool) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await fills_in(ama, {1: ["Monday at nine"], 3: [WORD_FOR_WORD]})
    await taps_twice(ama, "All clear, save", later=later)
    assert ama.hears(ALREADY)
    check_calm(ama)
    assert await count(stage, "records") == 1


async def test_two_quick_taps_save_lock_or_erase_one_page_and_frighten_nobody(stage: Stage) -> None:
    await saves_and_locks_twice(stage, later=False)


async def test_a_tap_more_on_a_screen_that_is_gone_says_it_is_saved_already(stage: Stage) -> None:
    await saves_and_locks_twice(stage, later=True)
