"""Private pages: locked as they are written, cleared from the chat, and read back with the words alone (J11)."""

import pytest

from tests.page_steps import ANSWERS, MARKER, count, keeps_one, reads_first, sets_up, shown, unlocks
from tests.stage import Stage
from tests.sweep import assert_nowhere


async def test_a_page_is_written_locked_cleared_and_read_back_after_a_restart(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    assert ama.hears("Saved, and cleared from this chat")
    assert MARKER not in shown(ama)
    assert "What happened?" not in shown(ama)
    assert_nowhere(stage, MARKER, *capfd.readouterr())

    await stage.restart()
    await unlocks(ama, words)
    assert ama.hears("1. Mon 2 Feb 2026 · Three whats")
    await reads_first(ama)
    for text in (*ANSWERS, "What happened?", "I'll hide this in 10 minutes"):
        assert ama.hears(text), ama.transcript()
    page = next(m for m in ama.part.hears() if MARKER in m.text)
    assert page.protected
    assert_nowhere(stage, MARKER, *capfd.readouterr())

    await stage.forward(minutes=9)
    assert MARKER in shown(ama)
    await stage.forward(minutes=2)
    assert MARKER not in shown(ama)


async def test_clearing_that_was_owed_is_done_after_the_bot_died_in_between(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("Three whats")
    await ama.types(f"about {MARKER}")
    for _ in range(3):
        await ama.taps(
            "That's all"
            if "That's all" in ama.buttons
            else "Next question"
            if "Next question" in ama.buttons
            else "Skip"
        )
    assert ama.hears("Quick check")
    stage.server.faults.hang(method="deleteMessages")
    ama.part.taps_on("All clear, save")
    await stage.server.world.changed.until(lambda: not stage.server.faults.arranged, 10)
    await stage.end()
    assert MARKER in shown(ama)
    stage.server.faults.release()
    await stage.begin()
    await stage.settle()
    assert MARKER not in shown(ama)
    assert ama.screen.startswith("Saved, and cleared")


async def test_it_says_so_when_the_chat_could_not_be_cleared(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("More kinds")
    await ama.taps("Free page")
    await ama.types("a long day")
    await ama.taps("That's all")
    stage.server.faults.refuse(400, "Bad Request: message can't be deleted for everyone", method="deleteMessages")
    await ama.taps("All clear, save")
    assert ama.hears("couldn't clear your message")
    assert not ama.hears("Saved, and cleared")


async def test_a_half_written_page_is_wiped_after_a_quiet_hour(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("Hard day")
    await ama.types(f"it began with {MARKER}")
    assert await count(stage, "page_parts") == 1
    await stage.forward(minutes=61)
    assert "I let that go to keep you safe" in ama.screen
    assert MARKER not in shown(ama)
    assert await count(stage, "pages") == 0
    assert await count(stage, "page_parts") == 0


async def test_cancel_wipes_a_half_written_page(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("A win")
    await ama.types(f"I did {MARKER}")
    await ama.says("/cancel")
    assert "I've kept nothing" in ama.screen
    assert MARKER not in shown(ama)
    assert await count(stage, "page_parts") == 0


async def test_something_like_a_number_is_asked_about_and_can_be_taken_out(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("More kinds")
    await ama.taps("Free page")
    await ama.types("ring me on 07700 900123 about it")
    assert ama.hears("something like a phone number")
    await ama.taps("Let me edit")
    assert await count(stage, "page_parts") == 0
    await ama.types("ring me about it")
    await ama.taps("That's all")
    await ama.taps("All clear, save")
    assert "900123" not in shown(ama)
    await unlocks(ama, words)
    await reads_first(ama)
    assert ama.hears("ring me about it")
    assert not ama.hears("900123")


async def test_an_nhs_number_on_a_page_is_asked_about_before_it_stays(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("Three whats")
    await ama.types("her number is 943 476 5919")
    assert ama.hears("something like an NHS number")
    assert not ama.hears("Got it")
    assert ama.buttons == ["Let me edit", "Keep it", "Help now"]
    await ama.taps("Let me edit")
    assert await count(stage, "page_parts") == 0
    assert_nowhere(stage, "943 476 5919")


async def test_an_answer_can_be_written_again_at_the_last_look(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("Three whats")
    for answer in ("first", "second", "third"):
        await ama.types(answer)
        await ama.taps("That's all" if "That's all" in ama.buttons else "Next question")
    await ama.taps("Let me edit")
    await ama.taps("Answer 2")
    await ama.types("second, but kinder")
    await ama.taps("That's all")
    assert ama.hears("Quick check")
    await ama.taps("All clear, save")
    await unlocks(ama, words)
    await reads_first(ama)
    assert ama.hears("second, but kinder")
    assert ama.hears("first")
    assert not ama.hears("second\n")


async def test_the_card_comes_first_and_nothing_is_kept_about_it(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("Hard day")
    async with stage.database.read() as tx:
        before = await tx.sql.drafts.of(person_id=ama.id)
    await ama.types("some days I want to die")
    news = ama.news()
    assert "Samaritans, day or night: 116 123" in news[0]
    assert "Your words are safe here" in news[1]
    async with stage.database.read() as tx:
        after = await tx.sql.drafts.of(person_id=ama.id)
        rows = await tx.conn.slow("select kind, about from letters")
    assert after["question"] == before["question"]
    assert [tuple(row) for row in rows] == []
    await ama.taps("Go on")
    assert ama.hears("Got it")
    await ama.taps("Stop")
    assert "I've kept nothing" in ama.screen


async def test_a_cpd_note_takes_a_tap_for_its_kind(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("CPD note")
    await ama.types("A course on listening, in January")
    await ama.taps("Next question")
    await ama.taps("Course or study")
    for _ in range(3):
        await ama.taps("Skip")
    await ama.taps("All clear, save")
    await unlocks(ama, words)
    await reads_first(ama)
    assert ama.hears("Course or study")
    assert ama.hears("CPD note")


async def test_a_page_of_nothing_is_not_saved(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("Three whats")
    for _ in range(3):
        await ama.taps("Skip")
    assert "nothing is saved" in ama.screen
    assert await count(stage, "pages") == 0


async def test_a_page_half_written_is_asked_about_before_another_begins(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("A win")
    await ama.types("half a win")
    await ama.says("/reflect")
    await ama.taps("Hard day")
    assert ama.hears("Finish it first?")
    await ama.taps("Carry on")
    assert ama.hears("What did you do?")
    assert await count(stage, "page_parts") == 1
