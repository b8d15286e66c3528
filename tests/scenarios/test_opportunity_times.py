"""A send at a time of its own (J8, step 5): it waits, goes once, and says so when it may not go any more."""

from datetime import UTC, datetime

import pytest

from mentoring.people import Role
from storage import opportunities, opportunity_times, people
from tests.checkin_steps import live_in
from tests.scenarios.sending import COPY, chances, id_of, is_ready, readers
from tests.stage import Somebody, Stage

TIME = datetime(2026, 2, 5, 12, 30, tzinfo=UTC)


async def timed(stage: Stage) -> tuple[Somebody, list[Somebody]]:
    """A card that goes out on Thursday at half past twelve, to twelve people."""
    found, nana = await readers(stage), await stage.coordinator()
    await is_ready(nana)
    await nana.taps("Set a time")
    await nana.types("Thu 5 Feb 12:30")
    assert nana.hears("Set: it goes out Thu 5 Feb, 12:30 pm UK time.")
    return nana, found


async def test_it_waits_for_its_time_and_goes_out_once_across_a_restart(stage: Stage) -> None:
    nana, found = await timed(stage)
    await stage.until(TIME.replace(minute=29))
    assert not any(chances(reader) for reader in found)
    await stage.restart()
    await stage.until(TIME.replace(minute=31))
    await stage.restart()
    await stage.forward(hours=1)
    assert [chances(reader) for reader in found] == [[COPY]] * len(found)
    assert nana.hears("The one you set a time for is going out.")
    assert "Project lead" not in nana.news()[-1]
    await nana.taps("How it's going")
    assert nana.hears("Sent to about 10 of 10.")


async def test_its_time_is_typed_and_shown_by_the_senders_own_clock(stage: Stage) -> None:
    await readers(stage)
    nana = await stage.coordinator()
    await live_in(stage, nana, "Asia/Kolkata")
    await is_ready(nana)
    await nana.taps("Set a time")
    await nana.types("Thu 5 Feb 6pm")
    assert nana.hears("Set: it goes out Thu 5 Feb, 6:00 pm Kolkata time.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Thu 1 Jan 2026 9am", "That time has gone by."),
        ("Fri 27 Mar 9am", "I can wait 21 days at most."),
        ("soon", "I couldn't read a day and time in that."),
    ],
)
async def test_a_time_that_cannot_be_is_asked_for_again(typed: str, said: str, stage: Stage) -> None:
    _, nana = await readers(stage), await stage.coordinator()
    await is_ready(nana)
    await nana.taps("Set a time")
    await nana.types(typed)
    assert nana.hears(said)
    await nana.types("Thu 5 Feb 12:30")
    assert nana.hears("Set: it goes out")


async def test_a_time_after_it_closes_is_refused(stage: Stage) -> None:
    _, nana = await readers(stage), await stage.coordinator()
    await is_ready(nana, closes="Fri 13 Feb")
    await nana.taps("Set a time")
    await nana.types("Sat 14 Feb 9am")
    assert nana.hears("That day has gone by.")


async def test_the_time_is_found_under_broadcast_and_can_be_taken_off(stage: Stage) -> None:
    nana, found = await timed(stage)
    await nana.says("/broadcast")
    await nana.taps("Project lead, hand ther…")
    assert nana.hears("Set: it goes out Thu 5 Feb, 12:30 pm UK time.")
    await nana.taps("Take the time off")
    assert nana.hears("No time is set, and nothing is sent.")
    await stage.until(TIME.replace(hour=14))
    assert not any(chances(reader) for reader in found)
    await nana.taps("Open the draft")
    assert nana.hears("This is what members will see")


async def test_another_time_takes_the_place_of_the_first(stage: Stage) -> None:
    nana, found = await timed(stage)
    await nana.taps("Another time")
    await nana.types("Fri 6 Feb 12:30")
    await stage.until(TIME.replace(hour=14))
    assert not any(chances(reader) for reader in found)
    await stage.until(TIME.replace(day=6, hour=14))
    assert all(chances(reader) == [COPY] for reader in found)


async def test_sent_by_hand_before_its_time_it_does_not_go_again(stage: Stage) -> None:
    nana, found = await timed(stage)
    await nana.taps("Send now")
    await nana.taps("Yes, send")
    await stage.until(TIME.replace(hour=14))
    assert all(chances(reader) == [COPY] for reader in found)
    assert "The one you set a time for" not in nana.transcript()


@pytest.mark.parametrize("why", ["changed", "too few"])
async def test_what_may_not_go_any_more_stays_and_its_sender_hears_so(why: str, stage: Stage) -> None:
    nana, found = await timed(stage)
    if why == "changed":
        await nana.taps("Fix something")
        await nana.taps("Title")
        await nana.types("Project lead, hands")
    else:
        async with stage.database.begin() as tx:
            for reader in found[3:]:
                await people.choose(tx, id_of(reader), {"chances": "no"})
    await stage.until(TIME.replace(hour=14))
    assert not any(chances(reader) for reader in found)
    assert nana.hears("did NOT go out")
    async with stage.database.read() as tx:
        assert len(await opportunities.drafts(tx)) == 1


async def test_deleted_before_its_time_nothing_is_left_that_would_ring(stage: Stage) -> None:
    nana, found = await timed(stage)
    async with stage.database.read() as tx:
        (draft,) = await opportunities.drafts(tx)
        assert await opportunity_times.of(tx, draft.id) == TIME
    await nana.taps("Delete it")
    async with stage.database.read() as tx:
        assert await opportunity_times.of(tx, draft.id) is None
    await stage.until(TIME.replace(hour=14))
    assert not any(chances(reader) for reader in found)
    assert "The one you set a time for" not in nana.transcript()


async def test_whoever_holds_the_part_no_longer_sends_nothing(stage: Stage) -> None:
    nana, found = await timed(stage)
    async with stage.database.begin() as tx:
        await people.revoke(tx, id_of(nana), Role.COORDINATOR)
    await stage.until(TIME.replace(hour=14))
    assert not any(chances(reader) for reader in found)
