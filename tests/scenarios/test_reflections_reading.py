"""Reading back: whole, in order, by nobody else, honest about harm; and erased for good."""

import re
from datetime import timedelta

import pytest

from mentoring.people import Role
from storage.core import letters
from tests.page_steps import ANSWERS, MARKER, count, keeps_one, reads_first, sets_up, shown, unlocks, writes_short
from tests.stage import Stage
from tests.sweep import assert_nowhere

HARMS = {
    "part": "update page_parts set envelope = cast(substr(envelope, 1, 99) || x'00ff' as blob) where part = 2",
    "head": "update pages set head = cast(substr(head, 1, 99) || x'00ff' as blob)",
    "forged": "update page_parts set mac = zeroblob(32) where part = 3",
    "swapped": "update page_parts set envelope = (select envelope from page_parts where part = 3) where part = 2",
    "missing": "delete from page_parts where part = 2",
}


async def test_others_cannot_open_a_page_with_forged_buttons(stage: Stage) -> None:
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    async with stage.database.read() as tx:
        page = (await tx.sql.reflections.kept(person_id=ama.id, at=0, most=10, put_by=b""))[0]["id"]
    mei = await stage.member("Mei")
    nana = await stage.coordinator("Nana")
    ed = await stage.member("Ed", roles=[Role.MENTOR])
    for other in (mei, nana, ed):
        words = await sets_up(other)
        await unlocks(other, words)
        assert other.hears("Your page is blank")
        for forged in (f"rf-read:{page}", f"rf-erase:{page}", f"rf-gone:{page}", f"rf-yes:{page}", f"rf-no:{page}:1"):
            other.part.taps(other.part.hears()[-1], forged, forged=True)
            await stage.settle()
        assert MARKER not in "\n".join(str(v) for m in other.part.chat.messages.values() for v in m.versions)
        assert MARKER not in shown(other)
    assert await count(stage, "pages where state = 'kept'") == 1


async def test_a_long_text_comes_back_as_one_page_in_order(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    long = " ".join(f"word{n}" for n in range(1500))
    await ama.says("/reflect")
    await ama.taps("More kinds")
    await ama.taps("Free page")
    await ama.types(long)
    await ama.taps("That's all")
    await ama.taps("All clear, save")
    assert "word7 " not in shown(ama)
    await unlocks(ama, words)
    await reads_first(ama)
    found = " ".join(m.text for m in ama.part.hears())
    assert re.findall(r"word\d+", found) == long.split()
    await ama.taps("Hide now")
    assert "word7 " not in shown(ama)


async def test_erasing_a_page_leaves_nothing_of_it_on_disk(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    async with stage.database.read() as tx:
        page = (await tx.sql.reflections.kept(person_id=ama.id, at=0, most=10, put_by=b""))[0]
        parts = await tx.sql.reflections.parts(page_id=page["id"])
    await unlocks(ama, words)
    await reads_first(ama)
    await ama.taps("Erase this")
    await ama.taps("Yes, erase")
    assert ama.hears("Erased")
    assert MARKER not in shown(ama)
    for path in stage.folder.iterdir():
        content = path.read_bytes() if path.is_file() else b""
        assert not any(part["envelope"][50:] in content for part in parts), path.name
        assert page["head"][50:] not in content, path.name
    await ama.taps("My pages")
    assert ama.hears("Your page is blank")


@pytest.mark.parametrize("harm", ["part", "head", "forged", "swapped", "missing"])
async def test_what_fails_its_check_is_shown_as_failed_and_never_dropped(stage: Stage, harm: str) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    async with stage.database.begin() as tx:
        await tx.conn.change(HARMS[harm])
    await unlocks(ama, words)
    assert ama.hears("1. ")
    assert ama.hears("This entry failed its check") is (harm == "head")
    await reads_first(ama)
    if harm == "missing":
        assert ama.hears("One part of this page is missing")
    elif harm != "head":
        assert ama.hears("This part failed its check")
    assert ama.hears(ANSWERS[0])


async def test_what_lies_on_disk_tells_neither_when_nor_what_kind(stage: Stage) -> None:
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    async with stage.database.read() as tx:
        pages = await tx.sql.reflections.kept(person_id=ama.id, at=0, most=10, put_by=b"")
        columns = {key: pages[0][key] for key in pages[0].keys()}  # noqa: SIM118 -- a row is no dict
        assert await letters.next_due(tx, stage.now - timedelta(days=1)) is None
        assert await tx.sql.drafts.of(person_id=ama.id) is None
    assert columns.pop("touched") is None
    assert {key for key, value in columns.items() if not isinstance(value, bytes)} == {
        "id",
        "person_id",
        "seq",
        "state",
    }
    assert_nowhere(stage, "Three whats (quick)")


async def test_a_long_list_turns_its_pages(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    for n in range(10):
        await writes_short(ama, "A win", f"page number {n}")
    await unlocks(ama, words)
    assert ama.hears("8. ")
    assert not ama.hears("9. ")
    await ama.taps("Older")
    assert ama.hears("10. Mon 2 Feb 2026 · A win")
    await ama.taps("10")
    assert ama.hears("page number 0")
    await ama.taps("Back to my pages")
    await ama.taps("1")
    assert ama.hears("page number 9")
