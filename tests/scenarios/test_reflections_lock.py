"""The words that lock private pages: shown once, typed back, gone from chat and disk, and not to be guessed."""

import pytest

from tests.page_steps import (
    ANSWERS,
    MARKER,
    count,
    keeps_one,
    reads_first,
    sets_up,
    shown,
    unlocks,
    words_shown,
    writes_page,
)
from tests.stage import Stage
from tests.sweep import assert_nowhere


async def test_the_words_are_gone_from_chat_and_disk_as_soon_as_they_are_typed(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    assert words not in shown(ama)
    await writes_page(ama, *ANSWERS)
    await unlocks(ama, words)
    assert ama.hears("Tap a number")
    assert words not in shown(ama)
    assert "Your sign" not in ama.screen
    assert_nowhere(stage, words, *capfd.readouterr())


async def test_nobody_is_asked_to_write_before_they_know_what_losing_the_words_means(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/reflect")
    assert ama.hears("If you lose your words and your recovery code, nobody can open your pages")
    assert "I understand" in ama.buttons
    assert "Three whats" not in ama.buttons


async def test_the_five_words_hide_after_ten_minutes_even_over_a_restart(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/reflect")
    await ama.taps("I understand")
    words = words_shown(ama)
    await stage.restart()
    await stage.forward(minutes=11)
    assert words not in shown(ama)
    await ama.types(words)
    assert ama.hears("they lock nothing")
    assert words_shown(ama) != words


async def test_a_lost_answer_while_the_words_are_shown_does_not_show_them_twice(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/reflect")
    stage.server.faults.drop(after_effect=True, method="editMessageText")
    await ama.taps("I understand")
    assert not stage.server.faults.arranged
    assert [send.method.lower() for send in stage.server.sends].count("editmessagetext") == 1
    assert shown(ama).count("Your five words") == 1
    assert ama.hears("I'm not sure that reached you")
    await stage.forward(minutes=11)
    assert "Your five words" not in shown(ama)


async def test_words_that_never_arrived_are_replaced_by_others(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/reflect")
    stage.server.faults.drop(after_effect=False, method="editMessageText")
    await ama.taps("I understand")
    assert "Your five words" not in shown(ama)
    await ama.taps("Show me other words")
    words = words_shown(ama)
    await ama.taps("I've written them")
    await ama.types(words)
    assert ama.hears("Your words now lock your pages")


async def test_a_slip_in_typing_the_words_back_is_caught(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/reflect")
    await ama.taps("I understand")
    words = words_shown(ama)
    await ama.taps("I've written them")
    assert "Now type your words in the same order" in ama.screen
    assert "Stop" in ama.buttons
    await ama.types("not quite those words")
    assert ama.hears("isn't quite the same")
    assert "not quite those words" not in shown(ama)
    await ama.types(f"  {words.title()} ")
    assert ama.hears("Your words now lock your pages")


async def test_own_words_are_weighed_and_typed_twice(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/reflect")
    await ama.taps("I understand")
    await ama.taps("Choose my own")
    await ama.types("password12345")
    assert ama.hears("too easy to guess")
    assert "password12345" not in shown(ama)
    await ama.types("My Aunt's blue kettle sings")
    await ama.types("My Aunt's blue kettle sings")
    assert ama.hears("Your words now lock your pages")
    await writes_page(ama, *ANSWERS)
    await unlocks(ama, "My Aunt's blue kettle sings")
    assert ama.hears("Tap a number")
    assert "kettle" not in shown(ama)


async def test_a_second_lock_is_never_made_over_the_first(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    async with stage.database.read() as tx:
        before = await tx.keystore.public_key(ama.id)
    start = next(m for m in ama.part.chat.messages.values() if "/reflect" in m.text)
    ama.part.taps(start, "rf-know", forged=True)
    await stage.settle()
    assert ama.hears("You have your words already")
    async with stage.database.read() as tx:
        assert await tx.keystore.public_key(ama.id) == before
    await unlocks(ama, words)
    assert ama.hears("Tap a number")


async def test_wrong_words_count_and_slow_down_over_a_restart(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, "entirely the wrong words")
    for _ in range(2):
        await ama.types("entirely the wrong words")
    assert ama.hears("don't open your pages")
    await stage.restart()
    for _ in range(2):
        await ama.types("entirely the wrong words")
    await ama.types(words)
    assert ama.hears("Please wait a minute")
    assert words not in shown(ama)
    await stage.forward(minutes=1)
    await ama.types(words)
    assert ama.hears("Wrong words were tried 5 times")
    assert ama.hears("Tap a number")


async def test_the_five_words_typed_unasked_are_cleared_and_never_stored(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.says(words.title())
    assert ama.hears("type them only when I ask")
    assert words not in shown(ama).casefold()
    assert await count(stage, "pages") == 1
    await ama.says("/reflect")
    await ama.taps("A win")
    await ama.types(words)
    assert ama.hears("type them only when I ask")
    assert words not in shown(ama)
    assert await count(stage, "page_parts") == len(ANSWERS)


async def test_lock_hides_what_is_open_and_asks_for_the_words_again(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await reads_first(ama)
    await ama.says("/lock")
    assert ama.hears("Locked")
    assert MARKER not in shown(ama)
    await ama.taps("Write privately")
    await ama.taps("My pages")
    assert ama.hears("Your sign")


async def test_pages_lock_by_themselves_after_ten_idle_minutes(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await stage.forward(minutes=9)
    await ama.says("/reflect")
    await ama.taps("My pages")
    assert ama.hears("Tap a number")
    await stage.forward(minutes=11)
    await ama.says("/reflect")
    await ama.taps("My pages")
    assert ama.hears("Your sign")


async def test_words_that_could_not_be_cleared_are_named_so_that_they_can_be_deleted_by_hand(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.says("/reflect")
    await ama.taps("My pages")
    stage.server.faults.refuse(400, "Bad Request: message can't be deleted for everyone", method="deleteMessages")
    await ama.types(words)
    assert ama.hears("I couldn't clear the words you typed")


async def test_stopping_half_way_hides_the_words_and_makes_no_lock(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/reflect")
    await ama.taps("I understand")
    words = words_shown(ama)
    await ama.taps("Stop")
    assert "I've kept nothing" in ama.screen
    assert words not in shown(ama)
    async with stage.database.read() as tx:
        assert await tx.keystore.public_key(ama.id) is None


async def test_many_at_once_are_told_to_try_again_and_lose_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ama = await stage.member("Ama")
    await ama.says("/reflect")
    await ama.taps("I understand")
    words = words_shown(ama)
    await ama.taps("I've written them")
    kdf = stage.running.desk.house.kdf
    monkeypatch.setattr(kdf, "_room", 0)
    await ama.types(words)
    assert ama.hears("try again in a minute")
    monkeypatch.undo()
    await ama.types(words)
    assert ama.hears("Your words now lock your pages")
