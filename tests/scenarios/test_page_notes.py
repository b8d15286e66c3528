"""After a page is kept: what is added to it while the pages stay locked, and how it reads later (J11.4, J11.5)."""

import re

import pytest

from bot.rehearsal.parts import Message
from storage.core.locks import Lock
from storage.core.vault import VaultClosed
from tests.page_steps import (
    ANSWERS,
    MARKER,
    count,
    keeps_one,
    reads_first,
    sets_up,
    shown,
    unlocks,
    writes_page,
    writes_short,
)
from tests.scenarios.pairing import live_mentor, paired
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere

ON_A_PAGE = {
    "Hide now",
    "Add a note",
    "Count it as CPD",
    "Add to my wins",
    "Erase this",
    "Someone asks to see it",
    "Back to my pages",
    "Help now",
}
AN_EMPLOYER = re.compile(r"employer|manager|\bHR\b|boss|trust\b|at work|regulator|send|forward", re.IGNORECASE)
HARMS = {
    "mac": "update page_notes set mac = zeroblob(32)",
    "words": "update page_parts set envelope = cast(substr(envelope, 1, 99) || x'00ff' as blob)"
    " where page_id in (select note_id from page_notes)",
    "gone": "delete from pages where id in (select note_id from page_notes)",
    "cut loose": "delete from page_notes",
}


async def is_locked(stage: Stage, somebody: Somebody) -> bool:
    try:
        stage.running.desk.house.vaults.hold(somebody.id, Lock.PAGES)
    except VaultClosed:
        return True
    return False


async def taps_on(somebody: Somebody, message: Message, label: str) -> None:
    """A button of an older message."""
    button = next(button for row in message.buttons for button in row if button["text"] == label)
    somebody.part.taps(message, str(button["callback_data"]))
    await somebody.stage.settle()


async def test_help_is_a_tap_away_on_every_screen_after_a_page_is_kept(stage: Stage) -> None:
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    saved = ama.part.hears()[-1]
    assert "Help now" in ama.buttons
    for mark, taken_back in (("Count it as CPD", "Don't count it"), ("Add to my wins", "Not a win")):
        await taps_on(ama, saved, mark)
        assert "Help now" in ama.buttons
        await ama.taps(taken_back)
        assert "Help now" in ama.buttons
    await taps_on(ama, saved, "One step")
    await ama.types("ask Grace")
    await ama.taps("Let me edit")
    assert "Help now" in ama.buttons
    await ama.taps("Back")
    await ama.taps("All clear, save")
    assert ama.hears("Added to your page")
    await ama.taps("Help now")
    assert ama.hears("999")


async def test_a_page_is_counted_added_to_and_stepped_on_from_while_it_stays_locked(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    for button in ("Add to my wins", "Count it as CPD", "One step", "Done"):
        assert button in ama.buttons
    saved = ama.part.hears()[-1]
    await ama.taps("Count it as CPD")
    assert ama.hears("It counts as CPD now")
    await taps_on(ama, saved, "Add to my wins")
    assert ama.hears("It's in your wins jar")
    await taps_on(ama, saved, "One step")
    await ama.types(f"ask Grace about {MARKER}")
    await ama.taps("All clear, save")
    assert ama.hears("Added to your page, and cleared")
    assert await is_locked(stage, ama)
    assert MARKER not in shown(ama)
    assert_nowhere(stage, MARKER)
    await unlocks(ama, words)
    assert not ama.hears("2. ")
    await reads_first(ama)
    assert ama.hears("Mon 2 Feb 2026 · One step")
    assert ama.hears(f"ask Grace about {MARKER}")
    assert ama.hears("This page counts as CPD")
    assert ama.hears("This page is in your wins jar")


async def test_a_mark_is_taken_back_and_the_last_one_counts(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.taps("Count it as CPD")
    await ama.taps("Don't count it")
    assert ama.hears("It doesn't count as CPD any more")
    await unlocks(ama, words)
    await reads_first(ama)
    assert not ama.hears("This page counts as CPD")
    assert "Count it as CPD" in ama.buttons


async def test_a_cpd_note_counts_and_a_win_is_a_win_without_a_tap(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await writes_short(ama, "A win", "I spoke first")
    assert "Add to my wins" not in ama.buttons
    await ama.says("/reflect")
    await ama.taps("CPD note")
    await ama.types("a course on hands")
    await ama.taps("Next question")
    await ama.taps("At work")
    while "Skip" in ama.buttons:
        await ama.taps("Skip")
    await ama.taps("All clear, save")
    assert "Don't count it" in ama.buttons
    await unlocks(ama, words)
    await reads_first(ama)
    assert ama.hears("This page counts as CPD")


async def test_what_lies_on_disk_does_not_tell_a_mark_from_a_step(stage: Stage) -> None:
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.taps("Count it as CPD")
    async with stage.database.read() as tx:
        note = (await tx.conn.slow("select * from pages where id in (select note_id from page_notes)"))[0]
    assert note["touched"] is None
    assert_nowhere(stage, '"kind": "cpd"')


async def test_a_note_has_its_own_date_and_a_long_one_comes_back_whole(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await stage.forward(days=3)
    await unlocks(ama, words)
    await reads_first(ama)
    await ama.taps("Add a note")
    long = " ".join(f"later{n}" for n in range(1000))
    await ama.types(long)
    await ama.taps("All clear, save")
    assert ama.hears("Added to your page")
    assert "later7 " not in shown(ama)
    await ama.taps("Read it")
    found = " ".join(m.text for m in ama.part.hears())
    assert "Thu 5 Feb 2026 · A note" in found
    assert [word for word in found.split() if word.startswith("later")] == long.split()


async def test_a_number_in_a_note_is_asked_about_before_it_is_kept(stage: Stage) -> None:
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.taps("One step")
    await ama.types("look up 943 476 5919 again")
    assert ama.hears("something like an NHS number")
    assert await count(stage, "page_notes") == 0
    await ama.taps("Let me edit")
    await ama.types("look it up again")
    assert ama.hears("I can miss names")
    await ama.taps("All clear, save")
    assert await count(stage, "page_notes") == 1
    assert await count(stage, "page_parts where page_id in (select note_id from page_notes)") == 1


async def test_help_comes_first_in_a_note_too(stage: Stage) -> None:
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.taps("One step")
    await ama.types("I want to end my life")
    assert "116 123" in ama.news()[0]
    assert ama.hears("Your words are safe here if you'd like to go on")
    await ama.taps("Stop here")
    assert await count(stage, "page_notes") == 0


@pytest.mark.parametrize("harm", sorted(HARMS))
async def test_what_was_added_and_is_harmed_is_never_left_out_in_silence(stage: Stage, harm: str) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.taps("One step")
    await ama.types("ask to be told")
    await ama.taps("All clear, save")
    async with stage.database.begin() as tx:
        await tx.conn.change(HARMS[harm])
    await unlocks(ama, words)
    assert ama.hears("2. ") is (harm == "cut loose")
    await ama.taps("2" if harm == "cut loose" else "1")
    assert ama.hears("Something you added failed its check") is (harm == "mac")
    assert ama.hears("This part failed its check") is (harm == "words")
    assert ama.hears("One thing you added is missing") is (harm == "gone")
    assert ama.hears(ANSWERS[0])


async def test_a_note_to_a_page_that_was_erased_meanwhile_is_not_lost(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.taps("One step")
    await ama.types("ask Grace")
    async with stage.database.begin() as tx:
        await tx.conn.change("delete from pages where state = 'kept'")
    await ama.taps("All clear, save")
    assert ama.hears("Saved, and cleared")
    await unlocks(ama, words)
    assert ama.hears("One step")


async def test_nobody_adds_to_a_page_that_is_not_theirs(stage: Stage) -> None:
    await keeps_one(stage, "Ama", *ANSWERS)
    async with stage.database.read() as tx:
        page = (await tx.conn.slow("select id from pages"))[0]["id"]
    mei = await stage.member("Mei")
    await sets_up(mei)
    for forged in (f"rf-mark:{page}:cpd", f"rf-add:{page}:note", f"rf-fact:{page}", f"rf-move:{page}", "rf-kind:note"):
        mei.part.taps(mei.part.hears()[-1], forged, forged=True)
        await stage.settle()
        await mei.says("/cancel")
    assert await count(stage, "page_notes") == 0
    assert await count(stage, "pages") == 1


async def test_when_somebody_asks_to_see_a_page_the_card_says_whose_it_is(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await reads_first(ama)
    await ama.taps("Someone asks to see it")
    assert ama.hears("This page is yours. I have no button that shows it to an employer")
    assert ama.hears("Health regulators have said they won't ask for private notes to look into a concern")
    assert ama.hears("A court can ask for them")
    assert ama.hears("get advice first")
    assert ama.buttons == ["Back to my pages", "Help now"]


async def test_no_button_on_a_page_or_around_it_leads_to_an_employer(stage: Stage) -> None:
    mentor = await live_mentor(stage, "Ed")
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await paired(stage, ama, mentor)
    await unlocks(ama, words)
    around = set(ama.buttons)
    await reads_first(ama)
    assert set(ama.buttons) == {*ON_A_PAGE, "Share with my mentor"}
    for label in ("Erase this", "Someone asks to see it", "Add a note"):
        await ama.taps(label)
        around |= set(ama.buttons)
    await ama.taps("Stop")
    await ama.says("/reflect")
    around |= set(ama.buttons)
    assert [label for label in around | ON_A_PAGE if AN_EMPLOYER.search(label)] == []


async def test_a_hard_day_becomes_a_record_only_when_they_say_so(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await writes_page(ama, *ANSWERS)
    assert "It's more a record" not in ama.buttons
    await writes_short(ama, "Hard day", f"they said {MARKER}")
    assert "It's more a record" in ama.buttons
    await unlocks(ama, words)
    await reads_first(ama)
    await ama.taps("It's more a record")
    await ama.taps("Keep it here")
    assert await count(stage, "pages") == 2
    await ama.taps("My pages")
    await reads_first(ama)
    await ama.taps("It's more a record")
    await ama.taps("Move to a record")
    assert await count(stage, "pages") == 1
    assert await count(stage, "records") == 1
    await ama.says("/record")
    await ama.taps("My dated notes")
    await ama.taps("1")
    assert ama.hears(f"they said {MARKER}")


async def test_a_message_that_could_not_be_saved_stays_until_it_is_sent_again_or_left(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    for way in ("Try again", "Leave it"):
        await ama.says("/reflect")
        await ama.taps("Three whats")
        with monkeypatch.context() as broken:
            broken.setattr("handlers.reflections.care.first_hint", None)
            await ama.types(f"{way}, about {MARKER}")
        assert ama.hears("it is NOT saved. Your words are still above")
        assert MARKER in shown(ama)
        await ama.taps(way)
        if way == "Try again":
            assert ama.hears("What happened?")
            await ama.types("about the meeting")
            assert ama.hears("Got it, and locked")
            await ama.says("/cancel")
        else:
            assert f"{way}, about {MARKER}" not in shown(ama)
    assert "Forgotten, and cleared" in ama.screen
    assert await count(stage, "pages") == 0
    assert_nowhere(stage, MARKER)
