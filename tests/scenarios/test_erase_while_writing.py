"""ERASE typed in the middle of a page is a word of the page, and an old «Erase me» erases nothing by itself (57)."""

from tests.page_steps import ANSWERS, count, keeps_one, unlocks
from tests.stage import Somebody, Stage


async def asked_for_the_word(somebody: Somebody) -> None:
    """/privacy, up to where ERASE would have to be typed."""
    await somebody.says("/privacy")
    await somebody.taps("Erase me")


async def begins_a_page_instead(stage: Stage) -> Somebody:
    """Somebody with one page, who was asked for ERASE and begins to write."""
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    await asked_for_the_word(ama)
    await ama.says("/reflect")
    await ama.taps("Three whats")
    return ama


async def test_erase_typed_into_a_page_is_a_word_of_the_page(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await asked_for_the_word(ama)
    await ama.says("/cancel")
    await ama.says("/reflect")
    await ama.taps("Three whats")
    await ama.types("ERASE")
    assert ama.hears("Got it, and locked")
    await ama.taps("Next question")
    while "Skip" in ama.buttons:
        await ama.taps("Skip")
    await ama.taps("All clear, save")
    await unlocks(ama, words)
    await ama.taps("1")
    assert "ERASE" in ama.screen
    assert await count(stage, "people") == 1


async def test_writing_begun_while_the_word_was_asked_for_asks_first_and_takes_no_word_for_it(stage: Stage) -> None:
    ama = await begins_a_page_instead(stage)
    assert ama.hears("You're part-way through something. Finish it first?")
    await ama.taps("Stop that one")
    await ama.types("ERASE")
    assert ama.hears("Got it, and locked")
    assert await count(stage, "people") == 1
    assert await count(stage, "page_parts") == len(ANSWERS) + 1


async def test_carrying_on_asks_for_the_word_again_and_only_then_erases(stage: Stage) -> None:
    ama = await begins_a_page_instead(stage)
    await ama.taps("Carry on")
    assert "ERASE" in ama.screen
    await ama.types("ERASE")
    assert await count(stage, "people") == 0
