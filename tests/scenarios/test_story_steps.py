"""The steps of a story that are easily passed by: second thoughts, the day after, and each one's own clock."""

import pytest

from mentoring.stories import Shape
from storage import people
from tests.scenarios.storytelling import (
    GONE,
    PARTS,
    SCENE,
    checks,
    chooses,
    count,
    id_of,
    out,
    passed,
    story_of,
    tells,
    wants_new_ones,
)
from tests.scenarios.test_not_words import SENT
from tests.stage import Somebody, Stage


async def lives_in(stage: Stage, somebody: Somebody, zone: str) -> None:
    async with stage.database.begin() as tx:
        await people.choose(tx, id_of(somebody), {"zone": zone})


async def at_the_checks(stage: Stage) -> Somebody:
    """Efe has told it all and chosen; the first check is before them."""
    efe = await stage.member("Efe")
    await tells(efe)
    await chooses(efe)
    assert efe.buttons == ["No", "Maybe, let me edit"]
    return efe


async def test_a_story_of_speaking_up_offers_a_call_before_it_asks_anything(stage: Stage) -> None:
    efe = await stage.member("Efe")
    await efe.says("/story")
    await efe.taps("When I spoke up")
    assert efe.hears("Want a call with somebody you trust first?")
    assert efe.hears("get advice before you share")
    assert efe.buttons == ["Help now", "Carry on"]
    assert await count(stage, "stories") == 0
    await efe.taps("Carry on")
    assert "Pause for now" in efe.buttons
    assert (await story_of(stage, efe)).told.shape is Shape.WHEN_I_SPOKE_UP


async def test_a_short_story_is_asked_for_a_bit_more_and_may_stay_short(stage: Stage) -> None:
    efe = await stage.member("Efe")
    await tells(efe)
    assert efe.hears("A bit more? You don't have to.")
    await chooses(efe)
    await checks(efe)
    assert "Send for a check" in efe.buttons


async def test_maybe_leads_to_the_parts_with_what_each_says_now_above_its_buttons(stage: Stage) -> None:
    efe = await at_the_checks(stage)
    await efe.taps("Maybe, let me edit")
    await efe.taps("1")
    assert f"It says now: {SCENE}" in efe.screen
    assert efe.buttons == ["Leave it as it is", "Pause for now"]
    await efe.types("It was a long day and I had been passed over.")
    assert efe.buttons == ["No", "Maybe, let me edit"]
    assert (await story_of(stage, efe)).told.parts[0] == "It was a long day and I had been passed over."


async def test_left_as_it_is_the_words_stay_and_the_check_is_asked_again(stage: Stage) -> None:
    efe = await at_the_checks(stage)
    await efe.taps("Maybe, let me edit")
    await efe.taps("1")
    await efe.taps("Leave it as it is")
    assert efe.buttons == ["No", "Maybe, let me edit"]
    assert (await story_of(stage, efe)).told.parts == PARTS


async def test_in_a_small_network_details_can_still_be_changed(stage: Stage) -> None:
    efe = await at_the_checks(stage)
    for fine in ("No", "Yes", "Yes", "Nobody, or they said yes"):
        await efe.taps(fine)
    assert efe.hears("Even with no name, some may guess. OK?")
    await efe.taps("Change details")
    assert efe.hears("Which part would you like to write again?")
    await efe.taps("Carry on")
    assert efe.buttons == ["OK", "Change details"]


async def test_a_second_tap_on_a_check_answers_no_other_check(stage: Stage) -> None:
    efe = await at_the_checks(stage)
    await efe.taps("No")
    second = efe.part.hears()[-1]
    efe.part.taps_on("Yes")
    efe.part.taps_on("Yes")
    await stage.settle()
    assert efe.part.hears()[-1].id == second.id
    assert (await story_of(stage, efe)).told.checked == 2


async def test_kept_as_a_draft_at_the_preview_it_goes_on_from_there_days_later(stage: Stage) -> None:
    efe = await at_the_checks(stage)
    await checks(efe)
    await efe.taps("Keep as draft")
    assert efe.hears("Kept as a locked draft")
    await stage.forward(days=3)
    await efe.taps("My stories")
    await efe.taps("One day I…")
    await efe.taps("Carry on")
    assert SCENE in efe.screen
    assert "Send for a check" in efe.buttons


async def test_a_photo_in_the_middle_of_telling_is_cleared_and_the_question_stays_open(stage: Stage) -> None:
    efe = await stage.member("Efe")
    await tells(efe, PARTS[:1])
    await efe.sends(SENT["photo"])
    assert efe.hears("I can only take words here")
    await efe.types(PARTS[1])
    assert (await story_of(stage, efe)).told.parts == PARTS[:2]


async def test_words_typed_a_day_later_are_not_put_into_the_story_unasked(stage: Stage) -> None:
    efe = await stage.member("Efe")
    await tells(efe, PARTS[:2])
    await stage.forward(days=1, hours=1)
    await efe.types("is anybody there?")
    assert (await story_of(stage, efe)).told.parts == PARTS[:2]


# Each one's own clock


async def test_a_teller_abroad_reads_when_it_goes_out_and_comes_down_by_their_own_clock(stage: Stage) -> None:
    efe = await stage.member("Efe")
    await lives_in(stage, efe, "Pacific/Auckland")
    await passed(efe, await stage.coordinator(), long="6 months")
    await stage.forward(hours=10)
    assert efe.hears("it goes out Wed 4 Feb, 7:00 am Auckland time")
    await efe.taps("Fine")
    assert "Wed 4 Feb, 7:00 am Auckland time" in efe.screen
    assert efe.buttons == ["Stop it"]
    await stage.forward(days=176)
    assert efe.hears("Something of yours comes down on Tue 4 Aug")


# Out, and how that feels


@pytest.mark.parametrize(
    ("feels", "said"), [("Good", "Glad."), ("A bit exposed", "That's common, and it often passes.")]
)
async def test_how_it_feels_is_answered_and_kept_nowhere(feels: str, said: str, stage: Stage) -> None:
    efe = await stage.member("Efe")
    await out(stage, efe, await stage.coordinator())
    await stage.forward(hours=12)
    assert efe.hears("It's out. How do you feel?")
    before = await rows_of_everything(stage)
    await efe.taps(feels)
    assert efe.hears(said)
    assert await rows_of_everything(stage) == before
    if feels == "A bit exposed":
        assert efe.buttons == ["Help now", "Take it back"]


async def rows_of_everything(stage: Stage) -> dict[str, int]:
    return {table: await count(stage, table) for table in ("stories", "story_copies", "story_thanks", "story_wishes")}


async def test_ask_for_more_like_it_reaches_the_desk_with_no_name(stage: Stage) -> None:
    efe, ama = await stage.members("Efe", "Ama")
    nana = await stage.coordinator()
    await out(stage, efe, nana)
    await ama.says("/stories")
    await ama.taps("Read one")
    await ama.taps("Read")
    await ama.taps("Ask for more like it")
    assert ama.hears("I'll ask for more, with no name.")
    await nana.says("/storydesk")
    assert nana.hears("Somebody would like to hear")
    assert "Ama" not in nana.transcript()


async def test_taken_back_it_goes_from_every_message_of_a_reader_and_from_their_shelf(stage: Stage) -> None:
    efe, ama = await stage.members("Efe", "Ama")
    await wants_new_ones(ama)
    await out(stage, efe, await stage.coordinator())
    await ama.taps("Read")
    await ama.taps("Save for later")
    await ama.says("/stories")
    await ama.taps("Saved")
    await ama.taps("Read")
    await ama.taps("Thank the teller")
    await ama.taps("Write a line")
    assert ama.transcript().count(SCENE) == 2
    await efe.says("/stories")
    await efe.taps("My stories")
    await efe.taps("One day I…")
    await efe.taps("Take it back")
    await efe.taps("Yes, take it back")
    assert SCENE not in ama.transcript()
    assert ama.transcript().count(GONE) == 2
    await ama.types("Thank you for this")
    assert ama.hears("isn't there any more")
    assert await count(stage, "story_thanks") == 0
    await ama.says("/stories")
    assert "Saved" not in ama.buttons
