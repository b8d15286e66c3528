"""Taking away when things go wrong: damage is shown, trouble on the road loses nothing, and the file always leaves."""

import asyncio
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from handlers.copies import gathering, pressing
from tests.copy_pages import keeps, keeps_many
from tests.copy_steps import files, only_file, opens, pdf_text, takes, word_table, word_texts, writes_cpd
from tests.page_steps import ANSWERS, MARKER, keeps_one, sets_up, shown, unlocks
from tests.scenarios.test_reflections_reading import HARMS
from tests.stage import Somebody, Stage, plain
from tests.sweep import assert_nowhere

FAILED = "This part failed its check"


@pytest.fixture(autouse=True)
def empty_hands() -> Iterator[None]:
    """What one test left in memory is not the next one's."""
    yield
    gathering._held.clear()


def nothing_is_held() -> bool:
    return not gathering._held


async def has_many(stage: Stage, many: int) -> tuple[Somebody, str]:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await keeps_many(stage, ama, many)
    await unlocks(ama, words)
    return ama, words


def versions(somebody: Somebody) -> list[str]:
    """What stood in the newest message with a file before the file came."""
    message = next(m for m in reversed(somebody.part.hears()) if "document" in m.content)
    return [plain(str(version.get("text", ""))) for version in message.versions]


async def while_it_hangs(stage: Stage, somebody: Somebody, tap: str, method: str, then: Callable[[], object]) -> None:
    """Tap; let one call of Telegram's hang, do `then` meanwhile, and let it go on."""
    stage.server.faults.hang(method=method)
    tapping = asyncio.create_task(somebody.taps(tap))
    await stage.server.world.changed.until(lambda: not stage.server.faults.arranged, 20)
    then()
    await stage.server.quiet()
    stage.server.faults.release()
    await tapping


async def test_a_long_copy_says_how_far_it_is_in_one_message(stage: Stage) -> None:
    ama, _ = await has_many(stage, 250)
    await takes(ama, "All", "Markdown")
    before = versions(ama)
    assert [text.splitlines()[-1].split(" are")[0] for text in before[1:]] == [
        "100 of 250 pages",
        "200 of 250 pages",
    ]
    assert "████░░░░░░" in before[1]
    text = only_file(ama).decode()
    places = [text.index(f"page number {n}.") for n in range(250)]
    assert places == sorted(places)
    assert nothing_is_held()


async def test_pages_that_lock_half_way_end_the_copy_with_one_clear_sentence(stage: Stage) -> None:
    ama, _ = await has_many(stage, 250)
    await takes(ama, "All")
    closing = partial(stage.running.desk.house.vaults.close, ama.id)
    await while_it_hangs(stage, ama, "Markdown", "editMessageText", closing)
    assert ama.hears("100 of 250 pages")
    assert ama.hears("Your pages locked before the file was ready, so I made none and kept nothing.")
    assert files(ama) == {}
    assert nothing_is_held()


async def test_locking_while_a_file_is_on_its_way_leaves_no_file(stage: Stage) -> None:
    ama, _ = await has_many(stage, 1)
    await takes(ama, "All")
    await while_it_hangs(stage, ama, "Markdown", "editMessageMedia", partial(ama.part.says, "/lock"))
    assert files(ama) == {}
    assert not ama.hears("not sure")
    assert nothing_is_held()


async def test_a_second_file_waits_for_the_first(stage: Stage) -> None:
    ama, _ = await has_many(stage, 1)
    await takes(ama, "All")
    form = ama.part.hears()[-1]
    await while_it_hangs(
        stage, ama, "Markdown", "editMessageMedia", partial(ama.part.taps, form, "cp-make:all:pdf:0:0")
    )
    assert ama.hears("I'm still making your last file")
    assert list(files(ama)) == ["pages-2026-02-02.md"]


async def test_a_copy_that_could_not_be_sent_is_not_held_for_long(stage: Stage) -> None:
    ama, _ = await has_many(stage, 1)
    await takes(ama, "All")
    stage.server.faults.too_many(3600, method="editMessageMedia")
    await ama.taps("Markdown")
    assert not nothing_is_held()
    await stage.forward(minutes=11)
    assert nothing_is_held()
    assert files(ama) == {}


async def test_locking_forgets_a_copy_that_waits(stage: Stage) -> None:
    ama, _ = await has_many(stage, 1)
    await takes(ama, "All")
    stage.server.faults.too_many(3600, method="editMessageMedia")
    await ama.taps("Markdown")
    await ama.says("/lock")
    assert nothing_is_held()


async def test_a_file_that_telegram_asks_to_wait_comes_once_and_leaves(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await takes(ama, "All")
    stage.server.faults.too_many(1, method="editMessageMedia")
    await ama.taps("Markdown")
    assert len(files(ama)) == 1
    await stage.forward(minutes=9)
    assert len(files(ama)) == 1
    await stage.forward(minutes=1)
    assert files(ama) == {}
    assert nothing_is_held()


@pytest.mark.parametrize("after", [True, False])
async def test_a_broken_road_brings_one_file_that_leaves(stage: Stage, after: bool) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await takes(ama, "All")
    stage.server.faults.drop(after_effect=after, method="editMessageMedia")
    await ama.taps("Markdown")
    assert len(files(ama)) == 1
    await stage.forward(minutes=10)
    assert files(ama) == {}


async def test_somebody_who_blocked_the_bot_gets_no_file_and_nothing_is_held(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await takes(ama, "All")
    stage.server.faults.refuse(403, method="editMessageMedia")
    await ama.taps("Markdown")
    assert files(ama) == {}
    assert nothing_is_held()
    assert_nowhere(stage, MARKER)


async def test_a_file_telegram_refuses_is_told_of(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await takes(ama, "All")
    stage.server.faults.refuse(400, "Bad Request: FILE_PARTS_INVALID", method="editMessageMedia")
    await ama.taps("Markdown")
    assert ama.hears("I'm not sure your file reached you")
    assert nothing_is_held()
    await ama.taps("Take a copy")
    await ama.taps("All")
    await ama.taps("Markdown")
    assert len(files(ama)) == 1


async def test_a_restart_while_the_file_is_in_the_chat_still_clears_it(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await takes(ama, "All", "PDF")
    await stage.restart()
    assert len(files(ama)) == 1
    await stage.forward(minutes=10)
    assert files(ama) == {}


async def test_a_restart_before_the_file_came_says_so(stage: Stage) -> None:
    ama, _ = await has_many(stage, 1)
    await takes(ama, "All")
    stage.server.faults.too_many(60, method="editMessageMedia")
    await ama.taps("Markdown")
    await stage.restart()
    gathering._held.clear()  # another process would not have it
    await stage.forward(seconds=61)
    assert ama.hears("Your pages locked before the file was ready")
    assert files(ama) == {}
    await stage.forward(minutes=10)
    assert "putting your file together" not in shown(ama)


async def test_a_press_that_breaks_is_told_of(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    monkeypatch.setitem(pressing.SCRIPTS, pressing.PDF, "not-there.py")
    await takes(ama, "All", "PDF")
    assert ama.hears("I couldn't make that file. Your pages are as they were.")
    await takes(ama, "All", "Word")
    assert len(files(ama)) == 1
    assert nothing_is_held()


@pytest.mark.parametrize("harm", ["part", "head", "forged", "swapped", "missing"])
async def test_what_fails_its_check_is_in_the_file_as_failed(stage: Stage, harm: str) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    async with stage.database.begin() as tx:
        await tx.conn.change(HARMS[harm])
    await unlocks(ama, words)
    await takes(ama, "All", "Markdown")
    sentence = {"head": "This entry failed its check", "missing": "One part of this page is missing"}.get(harm, FAILED)
    text = only_file(ama).decode().replace("\\", "")
    assert sentence in text
    assert ANSWERS[0] in text
    await ama.taps("Clear it now")
    await takes(ama, "All", "PDF")
    assert sentence in pdf_text(only_file(ama))


async def test_a_damaged_answer_and_a_damaged_entry_are_said_in_the_cpd_file(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await writes_cpd(ama, "At work", "Ran a falls group", "Ask first", "I plan with people", "They go home sooner")
    await writes_cpd(ama, "Other", "Read a book", "Much", "Better", "Well")
    async with stage.database.begin() as tx:
        await tx.conn.change(HARMS["forged"])
        await tx.conn.change("update pages set head = zeroblob(100) where seq = 2")
    await opens(stage, ama, words)
    await takes(ama, "CPD only", "All of it, Word")
    _, row = word_table(only_file(ama))
    assert any(FAILED in cell for cell in row)
    assert "One page failed a check, so I can't tell what it was." in " ".join(word_texts(only_file(ama)))


HOSTILE = (
    "bell \x07 null \x00 escape \x1b[31m",
    "emoji 😀 👩🏾‍⚕️ and مرحبا and \u202eflip\u202c and \ud800 alone",
    "# not a title\n| not | a | table |\n<b>not bold</b> &amp; **not strong**\n1. not a list\n    not code",
)


@pytest.mark.parametrize("form", ["Markdown", "Word", "PDF"])
async def test_difficult_signs_never_break_a_file(stage: Stage, form: str) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    await keeps(stage, ama, *HOSTILE)
    await keeps(stage, ama, "w" * 5000)
    await unlocks(ama, words)
    await takes(ama, "All", form)
    content = only_file(ama)
    if form == "Markdown":
        text = content.decode()
        assert "مرحبا" in text
        assert "\x07" not in text
        assert "\n\\# not a title" in text
    elif form == "Word":
        text = "\n".join(word_texts(content))
        assert "emoji 😀" in text
        assert "مرحبا" in text
        assert "bell ▯ null ▯" in text
    else:
        text = pdf_text(content)
        assert "bell ▯ null ▯" in text
        assert "▯ stands for something this PDF can't show" in text
        assert "<b>not bold</b> &amp; **not strong**" in text


@pytest.mark.parametrize("form", ["Markdown", "Word", "PDF"])
async def test_two_hundred_thousand_letters_come_whole(stage: Stage, form: str) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    for page in range(5):
        text = " ".join(f"w{page}x{n}" for n in range(5000))
        await keeps(stage, ama, text[:40_000])
    await unlocks(ama, words)
    await takes(ama, "All", form)
    content = only_file(ama)
    read = {"Markdown": bytes.decode, "Word": lambda c: " ".join(word_texts(c)), "PDF": pdf_text}[form]
    said = read(content)
    assert all(f"w{page}x4999"[:4] in said for page in range(5))
    assert sum(len(word) for word in said.split() if word.startswith("w")) > 150_000
