"""Incident records: facts in ten fields, locked as they arrive, apart from reflections, and sent nowhere (3.18)."""

import re
from functools import partial

import pytest

from handlers.talk.words import sets
from tests.page_steps import count, keeps_one, sets_up, shown, unlocks
from tests.record_steps import (
    LATER,
    MARKER,
    WORD_FOR_WORD,
    adds_line,
    begins,
    fills_in,
    goes_on,
    is_clear,
    keeps_a_record,
    opens_first,
    opens_notes,
)
from tests.stage import Stage, plain
from tests.sweep import assert_nowhere


async def test_a_record_is_written_locked_cleared_and_read_back_after_a_restart(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    ama, words = await keeps_a_record(stage, "Ama")
    assert is_clear(ama, MARKER, "Exact words if you can", "/record")
    assert_nowhere(stage, MARKER, *capfd.readouterr())
    await stage.restart()
    await opens_notes(ama, words)
    assert ama.hears("1. Mon 2 Feb 2026")
    await ama.taps("1")
    for text in ("First version, written Mon 2 Feb", "What was said or done?", WORD_FOR_WORD, "Monday at nine"):
        assert ama.hears(text), ama.transcript()
    assert next(m for m in ama.part.hears() if MARKER in m.text).protected
    assert_nowhere(stage, MARKER, *capfd.readouterr())
    await stage.forward(minutes=9)
    assert not is_clear(ama, MARKER)
    await stage.forward(minutes=2)
    assert is_clear(ama, MARKER)


async def test_the_front_says_what_it_is_and_what_a_court_may_do(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/record")
    for text in (
        "goes to no one",
        "Use your own phone",
        "No patient details",
        "A court could ask",
        "no one is watching",
    ):
        assert ama.hears(text), text
    assert ama.buttons[0] == "Nothing for now"
    assert "Help now" in ama.buttons


async def test_nothing_for_now_comes_first_wherever_there_is_a_choice_about_acting(stage: Stage) -> None:
    ama, _ = await keeps_a_record(stage, "Ama")
    assert ama.buttons[0] == "Nothing for now"
    assert {"Plan speaking up", "Talk to someone", "Outside advice", "Help now"} <= set(ama.buttons)
    await ama.taps("Nothing for now")
    assert ama.hears("That can be the wise choice")


async def test_the_ten_fields_are_asked_one_by_one_and_each_can_be_skipped(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await begins(ama)
    for field in sets("records")["fields"]:
        assert ama.hears(field["ask"]), field["id"]
        assert {"Skip", "Stop", "Help now"} <= set(ama.buttons)
        await ama.taps("Skip")
    assert ama.hears("nothing written, so nothing is saved")
    assert await count(stage, "records") == 0


async def test_it_asks_where_proof_is_and_never_for_the_proof(stage: Stage) -> None:
    ninth = sets("records")["fields"][8]["ask"]
    assert "(Don't send it to me.)" in ninth


async def test_a_photo_in_the_middle_of_a_record_is_refused_kindly_and_cleared(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await begins(ama)
    senders = (ama.part.sends_photo, ama.part.sends_voice, partial(ama.part.sends_document, "proof.pdf", b"%PDF"))
    for send in senders:
        sent = send()
        await stage.settle()
        assert ama.hears("I can only take words here")
        assert sent.deleted
    await ama.types(WORD_FOR_WORD)
    assert ama.hears("Got it, and locked")


async def test_a_long_text_comes_back_as_one_answer_in_order(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    long = " ".join(f"word{n}" for n in range(1500))
    await fills_in(ama, {3: [long]})
    await ama.taps("All clear, save")
    assert is_clear(ama, "word7 ")
    await opens_first(ama, words)
    found = " ".join(message.text for message in ama.part.hears())
    assert re.findall(r"word\d+", found) == long.split()
    await ama.taps("Hide now")
    assert is_clear(ama, "word7 ")


async def test_each_message_is_locked_the_moment_it_arrives(stage: Stage, capfd: pytest.CaptureFixture[str]) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await begins(ama)
    await ama.types(WORD_FOR_WORD)
    assert ama.hears("Got it, and locked")
    assert await count(stage, "record_parts") == 1
    assert_nowhere(stage, MARKER, *capfd.readouterr())


async def test_half_a_record_is_wiped_after_a_quiet_hour_and_they_are_told(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await begins(ama)
    await ama.types(WORD_FOR_WORD)
    await stage.restart()
    await stage.forward(minutes=59)
    assert await count(stage, "record_parts") == 1
    await stage.forward(minutes=2)
    assert ama.hears("I let that go to keep you safe")
    assert await count(stage, "records") == await count(stage, "record_parts") == 0
    assert is_clear(ama, MARKER, "Date and time?")


@pytest.mark.parametrize("way_out", ["Stop", "/cancel"])
async def test_stopping_half_way_keeps_nothing(stage: Stage, way_out: str) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await begins(ama)
    await ama.types(WORD_FOR_WORD)
    await (ama.taps("Stop") if way_out == "Stop" else ama.says(way_out))
    assert ama.hears("I've kept nothing from it")
    assert await count(stage, "records") == 0
    assert is_clear(ama, MARKER)


async def test_words_about_ending_life_bring_the_card_first_and_the_record_goes_on(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await begins(ama)
    await ama.types("I want to kill myself")
    heard = ama.news()
    assert "116 123" in heard[0]
    assert "Your words are safe here" in heard[1]
    await ama.taps("Go on")
    assert ama.hears("Got it, and locked")
    await goes_on(ama)
    assert ama.hears("Where was it?")


async def test_what_looks_like_a_patients_number_is_asked_about(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await begins(ama)
    await ama.types("It was about 943 476 5919")
    assert ama.hears("something like an NHS number")
    await ama.taps("Let me edit")
    assert ama.hears("I've let that part go")
    assert await count(stage, "record_parts") == 0
    await ama.types("It was about a patient's care")
    await goes_on(ama)
    assert ama.hears("Where was it?")


async def test_an_answer_can_be_written_again_before_it_is_saved(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await fills_in(ama, {1: ["Monday"], 3: ["a first try"]})
    await ama.taps("Let me edit")
    assert ama.hears("2. What was said or done?")
    await ama.taps("2")
    await ama.types(WORD_FOR_WORD)
    await ama.taps("That's all")
    assert ama.hears("no patient details in it?")
    await ama.taps("All clear, save")
    await opens_first(ama, words)
    assert ama.hears(WORD_FOR_WORD)
    assert ama.hears("Monday")
    assert not ama.hears("a first try")


async def test_an_added_line_is_dated_and_the_first_version_stays(stage: Stage) -> None:
    ama, words = await keeps_a_record(stage, "Ama")
    async with stage.database.read() as tx:
        before = [tuple(row) for row in await tx.conn.slow("select * from record_parts order by part")]
    await stage.forward(days=3)
    await opens_first(ama, words)
    await adds_line(ama, f"HR answered: {LATER}")
    assert ama.hears("Saved, and cleared")
    assert is_clear(ama, LATER, MARKER)
    await opens_notes(ama, words)
    assert ama.screen.count("2026") == 1
    await ama.taps("1")
    text = plain(shown(ama))
    assert text.index("First version, written Mon 2 Feb") < text.index(MARKER)
    assert text.index(MARKER) < text.index("Added Thu 5 Feb") < text.index(LATER)
    async with stage.database.read() as tx:
        after = [tuple(row) for row in await tx.conn.slow("select * from record_parts order by part")]
    assert set(before) <= set(after)


async def test_a_line_left_half_way_leaves_the_record_as_it_was(stage: Stage) -> None:
    ama, words = await keeps_a_record(stage, "Ama")
    await opens_first(ama, words)
    await ama.taps("Add a line")
    await ama.types(LATER)
    await stage.forward(minutes=61)
    assert ama.hears("I let that go")
    await opens_first(ama, words)
    assert ama.hears(MARKER)
    assert not ama.hears(LATER)


async def test_records_and_reflections_never_meet(stage: Stage) -> None:
    """K7: other tables, other lists; a page's buttons open no record, and a record's no page."""
    ama, words = await keeps_one(stage, "Ama", "a page of mine", "two", "three")
    await fills_in(ama, {3: [WORD_FOR_WORD]})
    await ama.taps("All clear, save")
    await unlocks(ama, words)
    assert ama.screen.count("2026") == 1
    await opens_notes(ama, words)
    assert ama.screen.count("2026") == 1
    async with stage.database.read() as tx:
        page = (await tx.conn.slow("select id from pages"))[0]["id"]
        record = (await tx.conn.slow("select id from records"))[0]["id"]
    for forged in (f"rf-read:{record}", f"lk-read:record:{page}", f"lk-read:speakup:{record}"):
        ama.part.taps(ama.part.hears()[-1], forged, forged=True)
        await stage.settle()
        assert ama.hears("gone already"), forged
        assert is_clear(ama, MARKER, "a page of mine")


async def test_in_a_group_it_says_nothing_of_records(stage: Stage) -> None:
    ama, mei = await stage.members("Ama", "Mei")
    group = await stage.group("Thursday circle", people=[mei, ama])
    for command in ("/record", "/speakup", "/pulse"):
        await ama.says(command, group)
        assert not any("what happened" in said or "Three taps" in said for said in ama.news(group))


async def test_without_a_lock_the_words_come_first_and_lead_back_here(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/record")
    await ama.taps("Write it down")
    assert ama.hears("If you lose your words")
    await sets_up(ama)
    await ama.taps("Dated notes")
    await ama.taps("Write it down")
    assert ama.hears("Date and time?")


async def test_a_concern_about_racism_leads_to_a_record(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/concern")
    await ama.taps("Yes")
    await ama.taps("Racism at work")
    assert ama.buttons[0] == "Nothing for now"
    assert "Plan speaking up" in ama.buttons
    await ama.taps("Write it down safely")
    assert ama.hears("This is a place to write what happened")


async def test_a_lost_save_leaves_the_words_in_the_chat(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await begins(ama)
    async with stage.database.begin() as tx:
        await tx.conn.change("create trigger full before insert on record_parts begin select raise(abort, 'full'); end")
    await ama.types(WORD_FOR_WORD)
    assert ama.hears("NOT saved")
    assert not is_clear(ama, MARKER)
    async with stage.database.begin() as tx:
        await tx.conn.change("drop trigger full")
    await ama.types(WORD_FOR_WORD)
    assert ama.hears("Got it, and locked")
