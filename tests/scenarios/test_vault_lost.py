"""Words and code both lost: an honest sentence, a new beginning, and thirty days in which the words may come back."""

from datetime import timedelta

import pytest

from bot import rounds
from bot.features import NIGHTLY
from tests.page_steps import ANSWERS, MARKER, count, keeps_one, sets_up, shown, unlocks, writes_page, writes_short
from tests.stage import Stage
from tests.vault_steps import forgets, kids, opens_keys, other_words, reads, starts_again, takes_code


async def night(stage: Stage) -> None:
    await rounds.nightly(stage.running.desk, NIGHTLY)


async def test_both_lost_is_said_as_it_is_and_a_new_start_is_made(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    new = await starts_again(ama)
    assert ama.hears("Your new words lock what you write from now on")
    await writes_short(ama, "A win", "a new win")
    await reads(ama, new)
    assert "a new win" in shown(ama)
    await ama.taps("Back to my pages")
    assert not ama.hears("failed its check")
    assert "2. " not in ama.screen
    await ama.says("/lock")
    await unlocks(ama, words)
    assert ama.hears("don't open your pages")


async def test_the_old_pages_open_again_when_the_words_come_back_in_time(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    new = await starts_again(ama)
    await writes_short(ama, "A win", "a new win")
    await stage.forward(days=29)
    await night(stage)
    await opens_keys(ama)
    assert ama.hears("Your older pages are still locked with words you lost")
    await ama.taps("My old words came back")
    assert "Your sign" in ama.screen
    await ama.types(other_words())
    assert ama.hears("don't open your pages")
    await ama.types(words.upper())
    assert ama.hears("Your older pages open with your new words from now on")
    assert words not in shown(ama).lower()
    await reads(ama, new)
    await ama.taps("Back to my pages")
    await ama.taps("2")
    assert MARKER in shown(ama)
    assert len(await kids(stage)) == 1  # sealed again to the present key
    await opens_keys(ama)
    assert "My old words came back" not in ama.buttons


async def test_the_old_code_brings_them_back_too(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    code = await takes_code(ama)
    await writes_page(ama, *ANSWERS)
    new = await starts_again(ama)
    await opens_keys(ama)
    await ama.taps("My old words came back")
    await ama.types(code)
    assert ama.hears("Your older pages open with your new words")
    await reads(ama, new)
    assert MARKER in shown(ama)


async def test_after_thirty_days_the_old_pages_are_erased_with_their_keys_and_no_others(stage: Stage) -> None:
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    mei, meis = await keeps_one(stage, "Mei", "not hers to lose", "so", "now")
    new = await starts_again(ama)
    await writes_short(ama, "A win", "a new win")
    assert await count(stage, "pages") == 3
    await stage.forward(days=30, minutes=1)
    await night(stage)
    assert await count(stage, "pages") == 2
    await stage.forward(days=1)
    await night(stage)
    async with stage.database.read() as tx:
        assert ama.id
        assert await tx.keystore.put_by(ama.id) == []
    await opens_keys(ama)
    assert "My old words came back" not in ama.buttons
    await reads(ama, new)
    assert "a new win" in shown(ama)
    await reads(mei, meis)
    assert "not hers to lose" in shown(mei)


async def test_a_night_that_is_cut_short_leaves_no_page_that_nobody_can_open_for_ever(stage: Stage) -> None:
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    await starts_again(ama)
    await stage.forward(days=31)

    async def breaks(*_: object) -> None:
        raise RuntimeError("the night is over")

    with pytest.raises(RuntimeError):
        await rounds.nightly(stage.running.desk, [*NIGHTLY, breaks])
    assert await count(stage, "pages") == 1
    async with stage.database.read() as tx:
        assert ama.id
        assert await tx.keystore.put_by(ama.id) != []
    await night(stage)
    assert await count(stage, "pages") == 0


async def test_stopping_before_the_new_words_are_typed_leaves_everything_as_it_was(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await forgets(ama)
    await ama.taps("I've lost both")
    await ama.taps("Start again")
    await ama.taps("Stop")
    await reads(ama, words)
    assert MARKER in shown(ama)
    async with stage.database.read() as tx:
        assert ama.id
        assert await tx.keystore.put_by(ama.id) == []


async def test_the_way_to_lost_words_never_lets_a_half_written_page_go(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.says("/reflect")
    await ama.taps("My pages")
    lost = next(m for m in reversed(ama.part.messages()) if "Your sign" in m.text)
    await ama.says("/cancel")
    await ama.says("/reflect")
    await ama.taps("Three whats")
    await ama.types(f"half of it: {MARKER}")
    ama.part.taps(lost, "lost", forged=True)
    await stage.settle()
    assert ama.hears("Do you have your recovery code on paper?")
    await ama.taps("Type my code")
    assert ama.hears("You're part-way through something")
    await ama.taps("Carry on")
    while "All clear, save" not in ama.buttons:
        await ama.taps("Skip" if "Skip" in ama.buttons else "Next question")
    await ama.taps("All clear, save")
    await reads(ama, words)
    assert "half of it" in shown(ama)


async def test_a_new_start_brings_a_new_code_and_a_day_on_which_the_old_pages_go(stage: Stage) -> None:
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    await starts_again(ama)
    code = await takes_code(ama)
    async with stage.database.read() as tx:
        assert await tx.keystore.person_with_code(code) == ama.id
        (old,) = await tx.keystore.put_by(ama.id)
    assert old.until - stage.now <= timedelta(days=30)
