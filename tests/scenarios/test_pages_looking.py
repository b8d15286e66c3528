"""Looking through one's pages: by kind, by month, for a word, then and now; nothing of it is kept (J11.5, J11.6)."""

from datetime import timedelta

from tests.page_steps import MARKER, keeps_one, sets_up, shown, unlocks, writes_many, writes_page, writes_short
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere

SOUGHT = "xylophone-in-the-corridor-2718"


async def with_pages(stage: Stage) -> tuple[Somebody, str]:
    ama, words = await keeps_one(stage, "Ama", f"the {MARKER} meeting", "Ünbelievably quiet")
    await stage.forward(days=40)
    await writes_short(ama, "A win", "I chaired the meeting")
    await writes_page(ama, "nothing much")
    await unlocks(ama, words)
    return ama, words


async def test_only_one_kind_is_shown_when_asked(stage: Stage) -> None:
    ama, _ = await with_pages(stage)
    await ama.taps("By kind")
    assert {"A win", "Three whats"} <= set(ama.buttons)
    await ama.taps("A win")
    assert ama.hears("1. Sat 14 Mar 2026 · A win")
    assert not ama.hears("Three whats")
    await ama.taps("1")
    assert ama.hears("I chaired the meeting")


async def test_only_one_month_is_shown_when_asked(stage: Stage) -> None:
    ama, _ = await with_pages(stage)
    await ama.taps("By date")
    assert {"Mar 2026", "Feb 2026"} <= set(ama.buttons)
    await ama.taps("Feb 2026")
    assert ama.hears("1. Mon 2 Feb 2026 · Three whats")
    assert not ama.hears("Mar 2026 ·")


async def test_a_word_is_found_in_pages_and_notes_and_neither_kept_nor_logged(stage: Stage) -> None:
    ama, _ = await with_pages(stage)
    await ama.taps("3")
    await ama.taps("Add a note")
    await ama.types("and a Heron flew by")
    await ama.taps("All clear, save")
    await ama.taps("My pages")
    for word, found in (("MEETING", 2), ("ünbelievably  quiet", 1), ("heron", 1), (SOUGHT, 0)):
        await ama.taps("Search")
        await ama.types(word)
        assert word not in shown(ama)
        assert sum(line[:2] == f"{n}." for n in (1, 2, 3) for line in ama.screen.splitlines()) == found
        assert ama.hears("I found no page like that") is (found == 0)
    assert_nowhere(stage, SOUGHT)
    await ama.taps("Search")
    await ama.types("heron")
    await ama.taps("1")
    assert ama.hears("and a Heron flew by")


async def test_a_long_list_of_what_was_found_turns_its_pages_until_it_is_forgotten(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await writes_many(stage, ama, 20)
    await unlocks(ama, words)
    await ama.taps("Search")
    await ama.types("others")
    await ama.taps("Older")
    assert ama.hears("9. ")
    await ama.taps("Older")
    assert ama.hears("20. ")
    await ama.taps("Newer")
    assert ama.hears("16. ")
    await stage.forward(minutes=5)
    await ama.says("/reflect")
    await ama.taps("My pages")
    await stage.forward(minutes=6)
    forged = ama.part.hears()[-1]
    ama.part.taps(forged, "rf-ffrom:8", forged=True)
    await stage.settle()
    assert ama.hears("I've let go what you were looking for")


async def test_locking_forgets_what_was_looked_for(stage: Stage) -> None:
    ama, words = await with_pages(stage)
    await ama.taps("Search")
    await ama.types("meeting")
    await ama.says("/lock")
    await unlocks(ama, words)
    ama.part.taps(ama.part.hears()[-1], "rf-ffrom:0", forged=True)
    await stage.settle()
    assert ama.hears("I've let go what you were looking for")


async def test_an_odd_word_to_look_for_is_cleared_and_asked_for_again(stage: Stage) -> None:
    ama, words = await with_pages(stage)
    await ama.taps("Search")
    await ama.types("long " * 50)
    assert "long long" not in shown(ama)
    assert ama.hears("up to 100 letters")
    await ama.types(words)
    assert words not in shown(ama)
    assert ama.hears("That looks like the words or the code that open private pages")
    await ama.types("meeting")
    assert ama.hears("Here is what I found")


async def test_the_pages_lock_while_a_word_is_asked_for(stage: Stage) -> None:
    ama, words = await with_pages(stage)
    await ama.taps("Search")
    stage.running.desk.house.vaults.close(ama.id)
    await ama.types("meeting")
    assert "meeting" not in shown(ama)
    assert ama.hears("Your sign")
    assert not ama.hears("Here is what I found")
    await ama.types(words)
    assert ama.hears("Here is what I found")
    assert "meeting" not in shown(ama)


async def locked_again(stage: Stage, ama: Somebody) -> None:
    """Their pages have locked, and the list's buttons are still there."""
    stage.running.desk.house.vaults.close(ama.id)


async def test_a_search_begun_while_locked_asks_for_the_word_after_the_words(stage: Stage) -> None:
    ama, words = await with_pages(stage)
    await locked_again(stage, ama)
    await ama.taps("Search")
    assert ama.hears("Your sign")
    await ama.types(words)
    assert ama.hears("What word shall I look for?")
    assert not ama.hears("Your pages. Tap a number")
    await ama.types("meeting")
    assert ama.hears("Here is what I found")
    assert "What word shall I look for?" not in shown(ama)


async def test_wrong_words_lead_to_no_search(stage: Stage) -> None:
    ama, words = await with_pages(stage)
    await locked_again(stage, ama)
    await ama.taps("Search")
    await ama.types("not the right five words")
    assert ama.hears("don't open your pages")
    assert not ama.hears("What word shall I look for?")
    await ama.types(words)
    assert ama.hears("What word shall I look for?")


async def test_a_search_called_off_leaves_nothing_in_the_chat(stage: Stage) -> None:
    ama, words = await with_pages(stage)
    await locked_again(stage, ama)
    await ama.taps("Search")
    await ama.types(words)
    await ama.taps("Stop")
    assert "What word shall I look for?" not in shown(ama)


async def test_what_was_tapped_while_locked_is_what_they_see_after_their_words(stage: Stage) -> None:
    ama, words = await with_pages(stage)
    for tap, seen in (("By kind", "Which kind?"), ("A win", "1. Sat 14 Mar 2026"), ("1", "I chaired the meeting")):
        await locked_again(stage, ama)
        await ama.taps(tap)
        assert ama.hears("Your sign")
        await ama.types(words)
        assert ama.hears(seen)
        assert not ama.hears("Your pages. Tap a number")


async def test_a_page_erased_meanwhile_says_so_and_not_the_list(stage: Stage) -> None:
    ama, words = await with_pages(stage)
    await locked_again(stage, ama)
    await ama.taps("1")
    async with stage.database.begin() as tx:
        await tx.conn.change("delete from page_parts")
        await tx.conn.change("delete from pages")
    await ama.types(words)
    assert ama.hears("That page is gone already")


async def test_then_and_now_shows_a_page_of_three_months_ago_if_asked(stage: Stage) -> None:
    ama, words = await with_pages(stage)
    await ama.taps("Then and now")
    assert ama.hears("There's no page from about three months ago yet")
    said = len(ama.part.hears())
    await stage.forward(days=60)
    assert not [m for m in ama.part.hears()[said:] if "three months ago" in m.text]
    await unlocks(ama, words)
    await ama.taps("Then and now")
    assert ama.hears("About three months ago: Mon 2 Feb 2026 · Three whats")
    await ama.taps("Read then")
    assert ama.hears(f"the {MARKER} meeting")


async def test_a_page_that_fails_its_check_is_in_every_list(stage: Stage) -> None:
    ama, _ = await with_pages(stage)
    async with stage.database.begin() as tx:
        await tx.conn.change("update pages set head = cast(substr(head, 1, 99) || x'00ff' as blob) where seq = 1")
    await ama.taps("By kind")
    await ama.taps("A win")
    assert ama.hears("2. This entry failed its check")


async def test_what_is_found_hides_after_ten_minutes(stage: Stage) -> None:
    ama, _ = await with_pages(stage)
    await ama.taps("Search")
    await ama.types("meeting")
    assert ama.hears("Here is what I found")
    await stage.until(stage.now + timedelta(minutes=11))
    assert "A win" not in shown(ama)
