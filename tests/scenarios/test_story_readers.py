"""A story is slept on, shared with those who asked, thanked for, and taken back at any time (J10, 8 to 11)."""

from storage import stories
from tests.scenarios.storytelling import (
    GONE,
    LEARNT,
    PARTS,
    SCENE,
    checks,
    chooses,
    count,
    id_of,
    night,
    opens_at_desk,
    out,
    passed,
    sends,
    story_of,
    wants_new_ones,
)
from tests.stage import Stage


async def test_a_story_goes_from_its_teller_to_its_readers_and_is_taken_back(stage: Stage) -> None:
    efe, ama, mei = await stage.members("Efe Teller", "Ama", "Mei")
    nana = await stage.coordinator()
    for reader in (ama, mei):
        await wants_new_ones(reader)
    await sends(efe)
    assert nana.hears("You have something waiting")
    await opens_at_desk(nana)
    assert nana.hears(SCENE)
    await nana.taps("Looks good")
    assert efe.hears("it goes out Tue 3 Feb, 6:00 pm UK time. Change your mind any time")
    await efe.taps("Fine")
    await stage.forward(days=1)
    assert not ama.hears("A story from Efe")
    await stage.forward(hours=9)
    for reader in (ama, mei):
        assert reader.screen.startswith("You have something waiting.")
        assert "A story from Efe. It talks about being passed over. Read now, later or not at all." in reader.screen
        assert SCENE not in reader.transcript()
    assert "Teller" not in ama.transcript()
    await ama.taps("Read")
    assert ama.screen.count(SCENE) == 1
    assert LEARNT in ama.screen
    await stage.forward(days=1)
    assert efe.hears("It's out. How do you feel?")
    await efe.taps("Take it back")
    await efe.taps("Yes, take it back")
    for reader in (ama, mei):
        assert GONE in reader.screen
        assert SCENE not in reader.transcript()
        assert reader.buttons == []
    assert await count(stage, "stories") == await count(stage, "story_copies") == 0
    await mei.says("/stories")
    assert mei.hears("No stories here yet")


async def test_readers_messages_cannot_be_passed_on(stage: Stage) -> None:
    efe, ama = await stage.members("Efe", "Ama")
    nana = await stage.coordinator()
    await wants_new_ones(ama)
    await out(stage, efe, nana)
    await ama.says("/stories")
    await ama.taps("Read one")
    shown = [message for message in ama.part.hears() if "A story from" in str(message.text)]
    assert len(shown) == 2
    assert all(message.protected for message in shown)


async def test_what_is_taken_back_in_its_day_of_waiting_never_goes_out(stage: Stage) -> None:
    efe, ama = await stage.members("Efe", "Ama")
    await wants_new_ones(ama)
    await passed(efe, await stage.coordinator())
    await efe.taps("Stop it")
    await stage.forward(days=4)
    assert not ama.hears("A story from")
    assert not efe.hears("It's out")
    await ama.says("/stories")
    assert ama.hears("No stories here yet")
    assert (await story_of(stage, efe)).state == "draft"


async def test_whoever_did_not_ask_is_sent_nothing_and_finds_it_in_the_library(stage: Stage) -> None:
    efe, ama = await stage.members("Efe", "Ama")
    await out(stage, efe, await stage.coordinator())
    assert ama.part.hears() == []
    await stage.forward(hours=10)
    assert efe.hears("Nobody had asked to be told of new ones yet")
    await ama.says("/stories")
    await ama.taps("By topic")
    await ama.taps("Being passed over")
    assert "A story from Efe" in ama.screen
    assert SCENE not in ama.transcript()
    await ama.taps("Read")
    assert SCENE in ama.screen
    await efe.says("/stories")
    await efe.taps("My stories")
    await efe.taps("One day I…")
    await efe.taps("Take it back")
    await efe.taps("Yes, take it back")
    assert ama.screen == GONE


async def test_formatting_tricks_are_shown_as_they_were_typed(stage: Stage) -> None:
    efe, ama = await stage.members("Efe", "Ama")
    trick = "<b>bold</b> *star* _under_ [x](https://example.org) &lt; {name} %s @everyone \u202eback"
    await sends(efe, parts=(*PARTS[:3], trick))
    nana = await stage.coordinator()
    await opens_at_desk(nana)
    await nana.taps("Looks good")
    await stage.forward(days=2)
    await ama.says("/stories")
    await ama.taps("Read one")
    await ama.taps("Read")
    assert "<b>bold</b> *star* _under_ [x](https://example.org) &lt; {name} %s @" in ama.screen
    entities = str(ama.part.hears()[-1].content.get("entities", ""))
    assert not any(kind in entities for kind in ("text_link", "mention", "bold"))
    assert "\u202e" not in ama.part.hears()[-1].text


async def test_a_long_free_page_is_kept_whole_and_read_page_by_page(stage: Stage) -> None:
    efe, ama = await stage.members("Efe", "Ama")
    nana = await stage.coordinator()
    await efe.says("/story")
    await efe.taps("Free page")
    await efe.types("start " + "word " * 700)
    await efe.types("more " * 700 + "the very end")
    await efe.taps("That's all")
    assert efe.hears("It could make two stories")
    await chooses(efe)
    await checks(efe)
    await efe.taps("Send for a check")
    await nana.says("/storydesk")
    await nana.taps("Free page")
    while "More" in nana.buttons:
        await nana.taps("More")
    await nana.taps("Looks good")
    await stage.forward(days=2)
    await ama.says("/stories")
    await ama.taps("Read one")
    await ama.taps("Read")
    assert "start" in ama.screen
    while "More" in ama.buttons:
        await ama.taps("More")
    assert "the very end" in ama.screen


async def test_thanks_come_once_a_week_with_no_names_and_can_be_kept_to_our_lines(stage: Stage) -> None:
    efe, ama, mei = await stage.members("Efe", "Ama", "Mei")
    await out(stage, efe, await stage.coordinator())
    for reader in (ama, mei):
        await reader.says("/stories")
        await reader.taps("Read one")
        await reader.taps("Read")
        await reader.taps("This helped")
        await reader.taps("This helped")
        await reader.taps("Thank the teller")
    await ama.taps("You are not alone")
    await mei.taps("Write a line")
    await mei.types("I asked for mine too")
    assert not efe.hears("You are not alone")
    await night(stage, days=8)
    assert efe.hears("You have something waiting")
    await efe.taps("Open it")
    assert efe.hears("Somebody said it helped.")
    assert efe.hears("· You are not alone")
    assert efe.hears("I asked for mine too")
    assert not any(name in efe.transcript() for name in ("Ama", "Mei"))
    assert await count(stage, "story_thanks") == 0
    await efe.taps("No typed lines, please")
    await ama.taps("Thank the teller")
    assert "Write a line" not in ama.buttons


async def test_a_wish_reaches_the_desk_without_its_author(stage: Stage) -> None:
    ama, nana = await stage.member("Ama"), await stage.coordinator()
    await ama.says("/stories")
    await ama.taps("Ask for a story")
    await ama.types("turned down a step up and was glad")
    await nana.says("/storydesk")
    assert nana.hears("turned down a step up and was glad")
    assert "Ama" not in nana.transcript()
    async with stage.database.read() as tx:
        [row] = await tx.conn.slow("select * from story_wishes")
    assert set(row.keys()) == {"id", "wish", "at"}
    await nana.taps("First wish seen to")
    assert await count(stage, "story_wishes") == 0


async def test_it_comes_down_when_its_time_is_over_and_nobody_said_stay(stage: Stage) -> None:
    efe, ama = await stage.members("Efe", "Ama")
    await wants_new_ones(ama)
    await out(stage, efe, await stage.coordinator(), long="6 months")
    await ama.taps("Read")
    await stage.forward(days=175)
    assert efe.hears("Something of yours comes down on Mon 3 Aug")
    await night(stage, days=8)
    assert ama.hears("This story's time was over")
    assert SCENE not in ama.transcript()
    assert await count(stage, "stories") == 0


async def test_its_teller_can_keep_it_up(stage: Stage) -> None:
    efe = await stage.member("Efe")
    await out(stage, efe, await stage.coordinator(), long="6 months")
    await stage.forward(days=175)
    await efe.taps("Keep it up")
    await night(stage, days=30)
    assert (await story_of(stage, efe)).state == "out"


async def test_erasing_its_teller_takes_it_back_everywhere(stage: Stage) -> None:
    efe, ama = await stage.members("Efe", "Ama")
    await wants_new_ones(ama)
    await out(stage, efe, await stage.coordinator())
    await ama.taps("Read")
    async with stage.database.begin() as tx:
        await stories.of_person_erased(tx, id_of(efe), stage.now)
        await tx.sql.people.erase(id=id_of(efe))
    await stage.settle()
    assert ama.screen == GONE
    assert await count(stage, "stories") == 0


async def test_rows_do_not_say_who_was_shown_a_story(stage: Stage) -> None:
    efe, ama = await stage.members("Efe", "Ama")
    await out(stage, efe, await stage.coordinator())
    await ama.says("/stories")
    await ama.taps("Read one")
    await ama.taps("Read")
    async with stage.database.read() as tx:
        rows = await tx.conn.slow("select * from story_copies")
        told = " ".join(str(tuple(row)) for row in rows)
        letters_left = await tx.conn.slow("select * from letters where person_id = ?", [id_of(ama)])
    assert len(rows) == 1
    assert id_of(ama) not in told
    assert letters_left == []


async def test_a_teller_who_cannot_be_reached_is_not_published(stage: Stage) -> None:
    efe, ama = await stage.members("Efe", "Ama")
    await wants_new_ones(ama)
    nana = await stage.coordinator()
    await sends(efe)
    efe.part.blocks()
    await opens_at_desk(nana)
    await nana.taps("Looks good")
    await stage.forward(days=3)
    assert not ama.hears("A story from")
    assert (await story_of(stage, efe)).state == "draft"


async def test_a_saved_story_is_on_the_shelf(stage: Stage) -> None:
    efe, ama = await stage.members("Efe", "Ama")
    await wants_new_ones(ama)
    await out(stage, efe, await stage.coordinator())
    await ama.taps("Save for later")
    assert ama.hears("It's under Saved")
    await ama.says("/stories")
    await ama.taps("Saved")
    assert "A story from Efe" in ama.screen
