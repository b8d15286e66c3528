"""Words, pictures and edits nobody asked for: offered a page, refused kindly, never kept by accident."""

from tests.page_steps import MARKER, count, reads_first, sets_up, shown, unlocks
from tests.stage import Stage
from tests.sweep import assert_nowhere


async def test_an_edit_does_not_change_what_is_locked_and_it_says_so(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("More kinds")
    await ama.taps("Free page")
    await ama.types("as it was")
    typed = next(m for m in reversed(ama.part.messages()) if m.text == "as it was")
    ama.part.edits(typed, "as it never was")
    await stage.settle()
    assert ama.hears("an edit doesn't change it")
    await ama.taps("That's all")
    await ama.taps("All clear, save")
    assert "never was" not in shown(ama)
    await unlocks(ama, words)
    await reads_first(ama)
    assert ama.hears("as it was")


async def test_a_photo_is_refused_and_cleared_and_an_album_gets_one_answer(stage: Stage) -> None:
    ama = await stage.member("Ama")
    photo = ama.part.sends_photo(caption=MARKER)
    await stage.settle()
    assert ama.hears("I can only take words here")
    assert photo.deleted
    await ama.says("/cancel")
    album = ama.part.sends_album(10)
    await stage.settle()
    assert sum("I can only take words" in line for line in ama.news()) == 1
    assert all(message.deleted for message in album)
    for thing in (ama.part.sends_voice(), ama.part.sends_sticker(), ama.part.sends_contact()):
        await stage.settle()
        assert thing.deleted
    assert_nowhere(stage, MARKER)


async def test_a_photo_in_the_middle_of_a_page_leaves_the_page_alone(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("A win")
    photo = ama.part.sends_photo()
    await stage.settle()
    assert photo.deleted
    await ama.types("still here")
    assert ama.hears("Got it")


async def test_words_nobody_asked_for_can_become_a_page(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await ama.says(f"today was {MARKER}")
    assert ama.hears("Would you like to keep it as a private page?")
    assert_nowhere(stage, MARKER)
    await ama.taps("Yes, lock it")
    assert ama.hears("Saved, and cleared")
    assert MARKER not in shown(ama)
    await unlocks(ama, words)
    assert ama.hears("Free page")
    await reads_first(ama)
    assert ama.hears(MARKER)


async def test_words_not_wanted_as_a_page_are_gone_at_no_or_after_an_hour(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says(f"first {MARKER}")
    await ama.taps("No, forget it")
    assert ama.hears("Forgotten, and cleared")
    assert MARKER not in shown(ama)
    await ama.says("second thoughts")
    assert await count(stage, "pages") == 1
    await stage.forward(minutes=61)
    assert await count(stage, "pages") == 0
    await ama.taps("Yes, lock it")
    assert ama.hears("I let that go already")


async def test_a_long_text_nobody_asked_for_becomes_one_page(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("thought " * 900)
    assert ama.hears("keep all 2 messages")
    await ama.taps("Yes, lock it")
    assert await count(stage, "pages where state = 'kept'") == 1
    assert "thought" not in shown(ama)
    assert "private page" not in shown(ama)


async def test_without_a_lock_nothing_unasked_is_kept(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says(f"today was {MARKER}")
    assert ama.hears("I've kept nothing of it")
    assert await count(stage, "pages") == 0
    assert_nowhere(stage, MARKER)
    await ama.taps("Set up my lock")
    assert ama.hears("If you lose your words")


async def test_something_that_begins_like_a_command_is_not_lost_in_silence(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("A win")
    await ama.says("/erase is a scary word")
    assert ama.hears("NOT saved")
    await ama.types("I said: /erase is a scary word")
    assert ama.hears("Got it")


async def test_help_comes_first_for_words_nobody_asked_for_too(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("I want to end my life")
    assert "116 123" in ama.news()[0]
    assert "private page" in ama.news()[1]


async def test_editing_what_was_offered_is_answered_truthfully(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("one thing")
    typed = next(m for m in reversed(ama.part.messages()) if m.text == "one thing")
    ama.part.edits(typed, "another thing")
    await stage.settle()
    assert ama.hears("an edit doesn't change it")


async def test_signs_nobody_can_see_are_not_offered_as_a_page(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("\u2060\u2060")
    assert not ama.hears("private page")
    assert await count(stage, "pages") == 0


async def test_a_stranger_who_sends_a_photo_is_told_kindly_as_well(stage: Stage) -> None:
    bea = stage.person("Bea")
    photo = bea.part.sends_photo()
    await stage.settle()
    assert photo.deleted
    assert bea.hears("I can only take words here")
