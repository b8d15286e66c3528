"""Settings left half-way, answered otherwise than asked, or tapped twice; and what a change of zone shows at once."""

from datetime import UTC, datetime

import pytest

from tests.checkin_steps import booked_once
from tests.scenarios.joiners import asks_to_join
from tests.scenarios.test_not_words import SENT
from tests.scenarios.test_settings import choices
from tests.stage import Stage


@pytest.mark.parametrize("how", ["a day away", "/cancel", "Stop"])
async def test_quiet_hours_chosen_by_half_are_not_changed(how: str, stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/settings")
    await ama.taps("Quiet hours")
    await ama.taps("22:00")
    if how == "a day away":
        await stage.forward(days=1, hours=1)
        await ama.taps("07:00")
        assert ama.hears("That button is from an old message.")
    else:
        await (ama.says(how) if how == "/cancel" else ama.taps(how))
    await ama.says("/settings")
    assert ama.hears("Quiet hours: 21:00 to 08:00")
    assert "quiet_from" not in await choices(stage, ama)


async def test_one_setting_begun_in_the_middle_of_another_asks_which_comes_first(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/settings")
    await ama.taps("Quiet hours")
    await ama.taps("22:00")
    await ama.says("/settings")
    await ama.taps("Time zone")
    assert ama.hears("You're part-way through something. Finish it first?")
    await ama.taps("Carry on")
    await ama.taps("06:00")
    assert ama.hears("quiet from 22:00 to 06:00")


@pytest.mark.parametrize(
    ("setting", "typed"), [("Quiet hours", "22:00"), ("Jobs and talks", "3"), ("My nation", "Wales")]
)
async def test_words_where_a_tap_is_wanted_change_nothing(setting: str, typed: str, stage: Stage) -> None:
    ama = await stage.member("Ama")
    before = await choices(stage, ama)
    await ama.says("/settings")
    await ama.taps(setting)
    await ama.types(typed)
    assert ama.hears("Please tap one of the buttons above")
    assert await choices(stage, ama) == before


async def test_a_photo_in_place_of_a_city_is_cleared_and_the_city_can_still_be_typed(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/settings")
    await ama.taps("Time zone")
    await ama.sends(SENT["photo"])
    assert ama.hears("I can only take words here")
    await ama.types("Accra")
    assert ama.hears("Accra time")


async def test_a_new_zone_shows_in_every_time_from_then_on_and_in_letters_owed_before(stage: Stage) -> None:
    ama, efua, _ = await booked_once(stage)
    await ama.says("/settings")
    await ama.taps("Time zone")
    await ama.types("Lagos")
    await ama.says("/sessions")
    assert "Tue 3 Feb, 8:00 pm" in " ".join([ama.screen, *ama.buttons])
    await stage.forward(hours=9, minutes=1)
    assert "A catch-up tomorrow: Tue 3 Feb, 8:00 pm Lagos time." in ama.transcript()
    assert "Tue 3 Feb, 7:00 pm UK time" in efua.transcript()


async def test_muting_twice_and_unmuting_twice_are_answered_alike(stage: Stage) -> None:
    ama = await stage.member("Ama")
    for _ in range(2):
        await ama.says("/stop")
        assert ama.hears("Everything is muted.")
    await ama.says("/settings")
    assert ama.hears("Everything is muted. I only answer you, and write about")
    ama.part.taps_on("Unmute")
    ama.part.taps_on("Unmute")
    await stage.settle()
    assert ama.hears("Good to have you back.")
    assert (await choices(stage, ama))["muted"] is False


async def test_muted_only_what_is_near_is_said_of_a_check_in_and_the_words_say_so(stage: Stage) -> None:
    ama, efua, _ = await booked_once(stage)
    await ama.says("/stop")
    assert ama.hears("I'll only answer you, and write about a circle or catch-up of yours that is near.")
    await stage.until(datetime(2026, 2, 3, 17, 59, tzinfo=UTC))
    assert "A catch-up tomorrow" not in ama.transcript()
    assert "A catch-up tomorrow" in efua.transcript()
    await stage.until(datetime(2026, 2, 3, 20, 0, tzinfo=UTC))
    assert "A catch-up in an hour" in ama.transcript()
    assert "Done?" not in ama.transcript()
    assert "Done?" in efua.transcript()


async def test_somebody_who_waits_and_would_rather_stop_finds_the_way_to_take_it_back(stage: Stage) -> None:
    ama = await asks_to_join(stage)
    await ama.says("/stop")
    await ama.taps("Front door")
    assert "Cancel my request" in ama.buttons
