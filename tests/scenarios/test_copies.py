"""Taking away: whole, as text, in order, out of the chat again; and nothing of it on any disk."""

from tests.copy_steps import files, only_file, opens, pdf_text, takes, word_table, word_texts, writes_cpd
from tests.page_steps import ANSWERS, MARKER, keeps_one, sets_up, shown, unlocks, writes_page
from tests.stage import Stage
from tests.sweep import assert_nowhere

HERE = "Here's your file. It isn't locked. Save it somewhere safe, then delete it here. I'll clear it in 10 minutes."


async def test_all_pages_come_as_markdown_with_each_question_and_answer(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await takes(ama, "All", "Markdown")
    assert ama.hears(HERE), ama.transcript()
    assert list(files(ama)) == ["pages-2026-02-02.md"]
    text = only_file(ama).decode()
    assert "## 2 Feb 2026 · Three whats" in text
    for question, answer in zip(("What happened?", "So what?", "Now what?"), ANSWERS, strict=True):
        assert text.index(question) < text.index(answer)
    assert "isn't locked" in text


async def test_word_and_pdf_hold_the_same(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await takes(ama, "All", "Word")
    texts = word_texts(files(ama)["pages-2026-02-02.docx"])
    assert "2 Feb 2026 · Three whats" in texts
    assert set(ANSWERS) <= set(texts)
    await ama.taps("Clear it now")
    await takes(ama, "All", "PDF")
    said = pdf_text(files(ama)["pages-2026-02-02.pdf"])
    assert "2 Feb 2026 · Three whats" in said
    assert all(answer in said for answer in ANSWERS)
    assert "Page 1 of 1" in said


async def test_nothing_of_a_copy_touches_a_disk(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    for form in ("Markdown", "Word", "PDF"):
        await takes(ama, "All", form)
        assert len(files(ama)) == 1
        assert_nowhere(stage, MARKER)
        await ama.taps("Clear it now")
    assert_nowhere(stage, MARKER)


async def test_a_file_leaves_the_chat_after_ten_minutes(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await takes(ama, "All", "Markdown")
    await stage.forward(minutes=9)
    assert len(files(ama)) == 1
    await stage.forward(minutes=1)
    assert files(ama) == {}
    assert MARKER not in shown(ama)


async def test_clear_it_now_clears_every_file_at_once(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await takes(ama, "All", "Markdown")
    await ama.says("/reflect")
    await takes(ama, "All", "PDF")
    assert len(files(ama)) == 2
    await ama.taps("Clear it now")
    assert ama.hears("Cleared from this chat")
    assert files(ama) == {}


async def test_lock_clears_the_file_too(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await takes(ama, "All", "Markdown")
    await ama.says("/lock")
    assert ama.hears("Locked")
    assert files(ama) == {}


async def test_reading_on_leaves_the_file_its_ten_minutes(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await takes(ama, "All", "Markdown")
    await ama.says("/reflect")
    await ama.taps("My pages")
    await ama.taps("1")
    assert len(files(ama)) == 1


async def test_being_erased_clears_the_file_and_what_was_open(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await takes(ama, "All", "Markdown")
    await ama.says("/reflect")
    await ama.taps("My pages")
    await ama.taps("1")
    await ama.says("/privacy")
    await ama.taps("Erase me")
    await ama.types("ERASE")
    assert files(ama) == {}
    assert MARKER not in shown(ama)


async def test_locked_pages_are_asked_for_their_words_first(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.says("/reflect")
    await ama.taps("Take a copy")
    assert ama.hears("Your sign")
    await ama.types(words)
    await takes(ama, "All", "Markdown")
    assert len(files(ama)) == 1


async def test_an_old_button_after_locking_gives_no_file(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await takes(ama, "All")
    await stage.forward(minutes=31)
    await ama.taps("Markdown")
    assert ama.hears("Your sign")
    assert files(ama) == {}


async def test_others_get_nothing_of_it_with_a_forged_button(stage: Stage) -> None:
    await keeps_one(stage, "Ama", *ANSWERS)
    mei = await stage.member("Mei")
    words = await sets_up(mei)
    await unlocks(mei, words)
    for forged in ("cp-make:all:markdown:0:0", "cp-make:cpd:pdf:0:0", "cp-gaps", "cp-clear"):
        mei.part.taps(mei.part.hears()[-1], forged, forged=True)
        await stage.settle()
    assert files(mei) == {}
    assert MARKER not in shown(mei)


async def test_forged_choices_are_old_buttons(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    for forged in ("cp-make:all:exe:0:0", "cp-make:sql:pdf:0:0", "cp-make:all:pdf:-4:0", "cp-make:all:pdf:0:99999999"):
        ama.part.taps(ama.part.hears()[-1], forged, forged=True)
        await stage.settle()
        assert files(ama) == {}


async def test_no_pages_make_no_file(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await unlocks(ama, words)
    await ama.says("/reflect")
    await takes(ama, "All", "PDF")
    assert ama.hears("There are no pages to put in a file")
    await takes(ama, "CPD only", "All of it, Word")
    assert ama.hears("nothing that counts as CPD")
    assert files(ama) == {}


async def test_only_the_pages_between_two_days(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", "the first", "a", "b")
    await stage.forward(days=40)
    await writes_page(ama, "the second", "c", "d")
    await stage.forward(days=40)
    await writes_page(ama, "the third", "e", "f")
    await opens(stage, ama, words)
    await takes(ama, "Pick dates")
    await ama.types("1 March 2026")
    await ama.types("1 Feb 2026")
    assert ama.hears("before the first day")
    await ama.types("14 March")
    await ama.taps("Markdown")
    text = only_file(ama).decode()
    assert "the second" in text
    assert "the first" not in text
    assert "the third" not in text
    assert "From 14 Mar 2026 to 14 Mar 2026" in text


async def test_tapped_days_count_back_from_today(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", "the first", "a", "b")
    await stage.forward(days=120)
    await writes_page(ama, "the second", "c", "d")
    await opens(stage, ama, words)
    await takes(ama, "Pick dates", "3 months ago", "Today", "Markdown")
    text = only_file(ama).decode()
    assert "the second" in text
    assert "the first" not in text


FIELDS = ["Date", "Kind of activity", "What I learned", "How my practice is better"]
FIELDS.append("How it helps the people I work with")


async def test_the_cpd_file_has_the_fields_hcpc_asks_for_in_date_order(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await writes_cpd(ama, "At work", "Ran a falls group", "Ask first", "I plan with people", "They go home sooner")
    await writes_page(ama, "not CPD", "x", "y")
    await stage.forward(days=30)
    await writes_cpd(ama, "Course or study", "Splinting day", "Two new ways")
    await opens(stage, ama, words)
    await takes(ama, "CPD only", "Two years, Word")
    assert list(files(ama)) == ["cpd-2026-03-04.docx"]
    head, first, second = word_table(only_file(ama))
    assert head == FIELDS
    assert first[0] == "2 Feb 2026"
    assert first[1] == "At work\nRan a falls group"
    assert first[2:] == ["Ask first", "I plan with people", "They go home sooner"]
    assert second[:3] == ["4 Mar 2026", "Course or study\nSplinting day", "Two new ways"]
    assert second[3:] == ["Not written yet", "Not written yet"]
    texts = " ".join(word_texts(only_file(ama)))
    assert "It covers 4 Mar 2024 to 4 Mar 2026: 2 entries." in texts
    assert "Nothing yet of this kind: Professional, On my own, Other." in texts
    assert "how it helps people: 4 Mar 2026." in texts
    assert "not CPD" not in texts
    await ama.taps("Clear it now")
    await takes(ama, "CPD only", "All of it, PDF")
    said = pdf_text(files(ama)["cpd-2026-03-04.pdf"])
    for part in ("My CPD record", "Ran a falls group", "Splinting day", "Not written yet", "It covers 2 Feb 2026"):
        assert part in said
    assert said.index("2 Feb 2026 At work") < said.index("4 Mar 2026 Course")


async def test_the_gap_finder_says_what_is_missing_for_ten_minutes(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await writes_cpd(ama, "At work", "Ran a falls group", "Ask first", "I plan with people", "They go home sooner")
    await stage.forward(days=150)
    await writes_cpd(ama, "Professional", "Mentored a student")
    await opens(stage, ama, words)
    await takes(ama, "CPD only", "Find my gaps")
    screen = ama.screen
    assert "Nothing yet of this kind: Course or study, On my own, Other." in screen
    assert "Nothing from Mar 2026 to Jun 2026." in screen
    assert "three months or more" in screen
    assert "how it helps people: 2 Jul 2026." in screen
    assert "Your first note here is from 2 Feb 2026" in screen
    assert "%" not in screen
    await stage.forward(minutes=10)
    assert "Course or study" not in shown(ama)


async def test_another_page_that_counts_as_cpd_has_its_fields_visibly_empty(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.taps("Count it as CPD")
    await unlocks(ama, words)
    await takes(ama, "CPD only", "Two years, Word")
    _, row = word_table(only_file(ama))
    assert row == ["2 Feb 2026", "Three whats", *["Not written yet"] * 3]


async def test_a_note_of_later_is_in_every_kind_of_file_with_its_date(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await stage.forward(days=3)
    await unlocks(ama, words)
    await ama.taps("1")
    await ama.taps("Add a note")
    await ama.types("It looks different now")
    await ama.taps("All clear, save")
    await ama.says("/reflect")
    await takes(ama, "All", "Markdown")
    text = only_file(ama).decode()
    assert "### Added 5 Feb 2026, 10:00 am UK time\n\nIt looks different now" in text
    assert text.index(ANSWERS[2]) < text.index("It looks different now")
    assert "2 Feb 2026 · Three whats" in text
    await ama.taps("Clear it now")
    await takes(ama, "All", "PDF")
    assert "It looks different now" in pdf_text(only_file(ama))
