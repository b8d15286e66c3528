"""A story is told with care and read by the desk: the teller's words, and another's yes (J10, 1 to 7)."""

import pytest

from handlers.stories.reader_taps import Read
from handlers.stories.taps import DeskRead, LooksGood, MyStory, TakeBack
from tests.scenarios.storytelling import (
    LEARNT,
    PARTS,
    SCENE,
    checks,
    chooses,
    count,
    everything_on_disk,
    forges,
    opens_at_desk,
    out,
    sends,
    story_of,
    tells,
    wants_new_ones,
)
from tests.stage import Stage


@pytest.mark.parametrize(
    "planted", ["943 476 5919", "9434765919", "call 07700 900123", "me@example.org", "SW1A 1AA", "ID 123456789"]
)
async def test_a_number_or_an_address_keeps_a_story_from_the_desk(stage: Stage, planted: str) -> None:
    efe, nana = await stage.member("Efe"), await stage.coordinator()
    await tells(efe, (*PARTS[:3], f"The number was {planted}"))
    await chooses(efe)
    await checks(efe)
    assert efe.hears("It can't go to the desk until that's changed")
    assert "Send for a check" not in efe.buttons
    assert "It's invented" not in efe.buttons
    story = await story_of(stage, efe)
    assert not nana.hears("something waiting")
    await efe.taps("Let me edit")
    await efe.taps("4")
    await efe.types(LEARNT)
    await checks(efe)
    await efe.taps("Send for a check")
    assert nana.hears("something waiting")
    assert (await story_of(stage, efe)).id == story.id


async def test_a_forged_send_meets_the_same_wall(stage: Stage) -> None:
    from handlers.stories.taps import Choose, SendForCheck

    efe, nana = await stage.member("Efe"), await stage.coordinator()
    await tells(efe, (*PARTS[:3], "943 476 5919"))
    await chooses(efe)
    await checks(efe)
    story = await story_of(stage, efe)
    await forges(efe, Choose(story.id, "hints", "invented"))
    await forges(efe, SendForCheck(story.id))
    assert (await story_of(stage, efe)).state == "draft"
    assert not nana.hears("something waiting")


async def test_a_ward_or_a_day_is_asked_about_and_may_be_invented(stage: Stage) -> None:
    efe = await stage.member("Efe")
    await stage.coordinator()
    await tells(efe, (*PARTS[:3], "It was ward 7, 12 May"))
    await chooses(efe)
    await checks(efe)
    assert efe.hears("a date, a ward or room")
    await efe.taps("It's invented")
    await efe.taps("Send for a check")
    assert (await story_of(stage, efe)).state == "to-check"


async def test_no_name_means_none_for_the_desk_and_for_readers(stage: Stage) -> None:
    efe, ama = await stage.members("Efe Okoro", "Ama")
    nana = await stage.coordinator()
    await wants_new_ones(ama)
    await out(stage, efe, nana, name="No name")
    await ama.taps("Read")
    for somebody in (nana, ama):
        shown = str([[message.content, *message.versions] for message in somebody.part.hears()])
        assert SCENE in shown
        assert "Efe" not in shown
        assert "Okoro" not in shown
        assert str(efe.part.id) not in shown
    assert "A story from a member" in ama.screen


async def test_ones_own_name_in_a_story_without_one_is_pointed_out(stage: Stage) -> None:
    efe = await stage.member("Efe Okoro")
    await tells(efe, (*PARTS[:3], "They said: well done, Okoro!"))
    await chooses(efe, name="A made-up name")
    await checks(efe)
    assert efe.hears("your own name")


async def test_a_coordinator_cannot_check_their_own(stage: Stage) -> None:
    nana, grace = await stage.coordinator("Nana"), await stage.coordinator("Grace")
    await sends(nana)
    assert grace.hears("something waiting")
    story = await story_of(stage, nana)
    await nana.says("/storydesk")
    assert nana.hears("Nothing is waiting")
    for forged in (DeskRead(story.id), LooksGood(story.id, story.version)):
        await forges(nana, forged)
        assert nana.hears("another coordinator reads it")
    assert (await story_of(stage, nana)).state == "to-check"


async def test_a_draft_is_nobody_elses_to_open(stage: Stage) -> None:
    efe, mallory = await stage.members("Efe", "Mallory")
    nana = await stage.coordinator()
    await tells(efe)
    story = await story_of(stage, efe)
    for forged in (MyStory(story.id), Read(story.id, 0, "all"), TakeBack(story.id, sure=True), DeskRead(story.id)):
        for somebody in (mallory, nana):
            await forges(somebody, forged)
            assert SCENE not in somebody.transcript()
    assert (await story_of(stage, efe)).told.parts == PARTS


async def test_the_desk_suggests_and_the_teller_decides(stage: Stage) -> None:
    efe, nana = await stage.member("Efe"), await stage.coordinator()
    await sends(efe)
    await opens_at_desk(nana)
    await nana.taps("Suggest a cut")
    await nana.types("Leave out the third time")
    assert efe.hears("You have something waiting")
    await efe.taps("Open it")
    assert efe.hears("They suggest: Leave out the third time")
    await efe.taps("Keep it in")
    await opens_at_desk(nana)
    assert nana.hears("The teller keeps it in.")
    await nana.taps("Ask a question")
    await nana.types("Who else is in it?")
    await efe.taps("Open it")
    await efe.taps("Answer")
    await efe.types("They all said yes")
    await opens_at_desk(nana)
    assert nana.hears("They all said yes")
    assert (await story_of(stage, efe)).told.parts == PARTS


async def test_agreeing_lets_the_teller_edit_and_send_again(stage: Stage) -> None:
    efe, nana = await stage.member("Efe"), await stage.coordinator()
    await sends(efe)
    await opens_at_desk(nana)
    await nana.taps("Suggest a cut")
    await nana.types("The third time")
    await efe.taps("Open it")
    await efe.taps("Agree")
    await efe.taps("1")
    await efe.types("It was a long day.")
    await checks(efe)
    await efe.taps("Send for a check")
    await opens_at_desk(nana)
    assert nana.hears("It was a long day.")
    assert not nana.hears("third time")


async def test_a_no_needs_a_reason_and_gives_the_story_back(stage: Stage) -> None:
    efe, nana = await stage.member("Efe"), await stage.coordinator()
    await sends(efe)
    await opens_at_desk(nana)
    await nana.taps("Not this time")
    await nana.types("...")
    assert nana.hears("needs a word of why")
    await nana.types("A case is going on")
    await efe.taps("Open it")
    assert efe.hears("Why: A case is going on")
    await nana.says("/storydesk")
    assert nana.hears("Nothing is waiting")
    assert (await story_of(stage, efe)).state == "draft"


async def test_what_the_desk_has_open_is_changed_when_it_is_pulled(stage: Stage) -> None:
    efe, nana = await stage.member("Efe"), await stage.coordinator()
    await sends(efe)
    await opens_at_desk(nana)
    await efe.taps("See where it is")
    await efe.taps("Pull it")
    assert SCENE not in nana.transcript()
    assert nana.hears("pulled back by its teller")


async def test_a_yes_to_words_that_changed_meanwhile_counts_for_nothing(stage: Stage) -> None:
    efe, nana = await stage.member("Efe"), await stage.coordinator()
    await sends(efe)
    before = await story_of(stage, efe)
    await efe.taps("See where it is")
    await efe.taps("Pull it")
    await efe.taps("My stories")
    await efe.taps("One day I…")
    await efe.taps("Carry on")
    await efe.taps("Send for a check")
    await forges(nana, LooksGood(before.id, before.version))
    assert (await story_of(stage, efe)).state == "to-check"


async def test_a_draft_outlives_days_and_a_restart_and_is_sealed(stage: Stage) -> None:
    efe = await stage.member("Efe")
    await tells(efe, ("Marker words that nobody else should find",))
    assert efe.hears("7 words so far. Lovely.")
    await efe.taps("Pause for now")
    await stage.restart()
    await stage.forward(days=5)
    assert b"Marker words" not in everything_on_disk(stage)
    await efe.says("/stories")
    await efe.taps("My stories")
    await efe.taps("One day I…")
    await efe.taps("Carry on")
    assert "What happened?" in efe.screen
    for part in PARTS[1:]:
        await efe.types(part)
    await chooses(efe)
    await checks(efe)
    assert efe.hears("Marker words")
    await efe.taps("Send for a check")
    await stage.restart()
    assert b"Marker words" not in everything_on_disk(stage)


async def test_a_binned_draft_is_gone(stage: Stage) -> None:
    efe = await stage.member("Efe")
    await tells(efe)
    await chooses(efe)
    await checks(efe)
    await efe.taps("Bin it")
    await efe.taps("Yes, bin it")
    assert await count(stage, "stories") == 0


async def test_every_question_may_be_skipped_but_not_all(stage: Stage) -> None:
    efe = await stage.member("Efe")
    await tells(efe, ())
    for _ in range(4):
        await efe.taps("Skip")
    assert efe.hears("There are no words in it yet")
    await efe.taps("Edit")
    await efe.taps("2")
    await efe.types(SCENE)
    assert efe.hears("What does it talk about?")


async def test_stopping_half_way_keeps_the_draft_and_says_so(stage: Stage) -> None:
    efe = await stage.member("Efe")
    await tells(efe, PARTS[:2])
    await efe.says("/cancel")
    assert efe.hears("kept as a locked draft")
    assert (await story_of(stage, efe)).told.parts == PARTS[:2]
