"""One reminder of a chance: once, to those who saved it or have not tapped, and nobody is counted by it."""

import re

import pytest

from bot import rounds
from bot.features import NIGHTLY
from storage import opportunities, opportunity_reminders, opportunity_sends
from tests.keeping_steps import erases_themselves
from tests.scenarios.sending import (
    NAMES,
    answers,
    at,
    chances,
    check_once,
    dies_in_the_middle,
    id_of,
    newest,
    presses,
    readers,
    sends,
    wishes,
)
from tests.stage import Somebody, Stage, plain

FIRST_LINE = "A reminder, just this once:"
OWN = "A reminder you asked for."


def reminded(somebody: Somebody) -> list[str]:
    """Every reminder of the sender's that they can see, as it reads now."""
    return [text for message in somebody.part.hears() if (text := plain(message.text)).startswith(FIRST_LINE)]


async def is_out(stage: Stage) -> tuple[Somebody, list[Somebody]]:
    """A chance that everybody got yesterday."""
    nana, everyone = await stage.coordinator(), await readers(stage)
    await sends(stage, nana)
    await stage.forward(hours=25)
    return nana, everyone


async def reminds(stage: Stage, nana: Somebody) -> None:
    await nana.says("/results")
    await nana.taps("Send a reminder")
    await nana.taps("Yes, remind")
    await stage.forward(seconds=10)


async def offers(nana: Somebody) -> bool:
    await nana.says("/results")
    return "Send a reminder" in nana.buttons


async def test_savers_and_those_who_have_not_tapped_get_it_and_not_for_me_never(stage: Stage) -> None:
    nana, (ama, bea, cleo, *others) = await is_out(stage)
    await ama.taps("Save it")
    await bea.taps("Not for me")
    await cleo.taps("Save it")
    await cleo.taps("My saved ones")
    await cleo.taps("Project lead, hand ther…")
    await cleo.taps("Unsave")
    await reminds(stage, nana)
    assert reminded(bea) == []
    for person in (ama, cleo, *others):
        (text,) = reminded(person)
        assert "Project lead, hand therapy" in text
        assert "Closes Fri 27 Feb." in text
        assert person.buttons == ["Save it", "Tell me more", "Not for me"]
    await cleo.taps("Not for me")
    assert cleo.hears("Put away")
    await stage.forward(days=40)
    assert reminded(bea) == []


async def test_two_taps_and_no_number_is_told(stage: Stage) -> None:
    nana, everyone = await is_out(stage)
    for person in everyone[:6]:
        await person.taps("Not for me")
    await nana.says("/results")
    await nana.taps("Send a reminder")
    asked = nana.screen
    assert "Remind those who saved it, and those who haven't tapped? It goes once." in asked
    await nana.taps("Wait")
    assert nana.hears("No reminder is sent")
    await stage.forward(minutes=1)
    assert all(reminded(person) == [] for person in everyone)
    await reminds(stage, nana)
    assert not re.search(r"\d", asked + nana.screen)
    assert nana.buttons == ["See results", "Menu"]
    assert not any(name in nana.transcript() for name in NAMES)


async def test_it_is_offered_when_the_first_results_are_out_and_never_twice(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await sends(stage, nana)
    assert not await offers(nana)
    await presses(nana, f"op-remind-yes:{await newest(stage)}")
    assert nana.hears("Not yet. A reminder can go a day after sending")
    await stage.forward(hours=25)
    assert await offers(nana)
    await reminds(stage, nana)
    assert not await offers(nana)
    assert "A reminder went out on Tue 3 Feb." in nana.screen
    await presses(nana, f"op-remind:{await newest(stage)}")
    assert nana.hears("A reminder of this one has gone out already.")
    await presses(nana, f"op-remind-yes:{await newest(stage)}")
    assert nana.hears("It goes just this once.")
    await stage.forward(days=3)
    assert all(len(reminded(person)) == 1 for person in everyone)


async def test_two_coordinators_at_once_send_one(stage: Stage) -> None:
    nana, everyone = await is_out(stage)
    efua = await stage.coordinator("Efua")
    for coordinator in (nana, efua):
        await coordinator.says("/results")
        await coordinator.taps("Send a reminder")
    for coordinator in (nana, efua):
        coordinator._mark()
        coordinator.part.taps_on("Yes, remind")
    await stage.settle()
    assert nana.hears("It goes just this once.")
    assert efua.hears("It goes just this once.")
    await stage.forward(days=1)
    assert all(len(reminded(person)) == 1 for person in everyone)


async def test_only_coordinators_may_send_it(stage: Stage) -> None:
    _, (ama, *others) = await is_out(stage)
    for prefix in ("op-remind", "op-remind-yes", "op-remind-no"):
        await presses(ama, f"{prefix}:{await newest(stage)}")
        assert ama.hears("I didn't catch that.")
    assert all(reminded(person) == [] for person in (ama, *others))


async def test_it_waits_until_each_copy_has_gone_out(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    for title in ("One", "Two", "Three"):
        await sends(stage, nana, title=title)
    await stage.forward(hours=25)
    assert not await offers(nana)
    await stage.forward(days=6, minutes=10)
    assert await offers(nana)
    assert all("Three" in chances(person)[-1] for person in everyone)


@pytest.mark.parametrize("ending", ["Close early", "Stop and recall"])
async def test_what_is_closed_or_taken_back_is_not_reminded_of(stage: Stage, ending: str) -> None:
    nana, everyone = await is_out(stage)
    await nana.says("/results")
    await nana.taps(ending)
    assert not await offers(nana)
    await presses(nana, f"op-remind-yes:{await newest(stage)}")
    assert nana.hears("closed" if ending == "Close early" else "taken back")
    assert all(reminded(person) == [] for person in everyone)


async def test_after_thirty_days_nobody_knows_who_got_it(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await sends(stage, nana, closes="Mon 30 March")
    await stage.until(at(2026, 3, 4, 9, 59))
    assert await offers(nana)
    await stage.until(at(2026, 3, 4, 10, 1))
    assert not await offers(nana)
    await presses(nana, f"op-remind-yes:{await newest(stage)}")
    assert nana.hears("That went out more than 30 days ago.")
    assert all(reminded(person) == [] for person in everyone)


# Who gets it, looked at again when it is due


async def test_it_never_reaches_who_blocked_muted_left_or_no_longer_asks(stage: Stage) -> None:
    nana, (ama, bea, cleo, dee, *others) = await is_out(stage)
    ama.part.blocks()
    await bea.says("/stop")
    await erases_themselves(cleo)
    await wishes(stage, dee, chances="no")
    await reminds(stage, nana)
    assert all(reminded(person) == [] for person in (ama, bea, cleo, dee))
    assert all(len(reminded(person)) == 1 for person in others)
    ama.part.unblocks()
    await ama.says("/opportunities")
    await stage.forward(days=2)
    assert reminded(ama) == []


async def test_what_they_said_in_the_night_counts_in_the_morning(stage: Stage) -> None:
    nana, (ama, bea, cleo, *others) = await is_out(stage)
    await bea.taps("Not for me")
    await stage.until(at(2026, 2, 3, 21, 30))
    await nana.says("/results")
    await nana.taps("Send a reminder")
    assert "It's late for some: theirs goes at 8 am." in nana.screen
    await nana.taps("Yes, remind")
    await stage.until(at(2026, 2, 4, 7, 59))
    assert all(reminded(person) == [] for person in (ama, bea, cleo, *others))
    async with stage.database.read() as tx:
        owed = await tx.conn.slow("select person_id from letters where kind = 'opportunity-nudge'")
        assert {row[0] for row in owed} == {id_of(person) for person in (ama, cleo, *others)}
    await ama.taps("Not for me")
    await wishes(stage, cleo, chances="no")
    await stage.until(at(2026, 2, 4, 8, 1))
    assert all(reminded(person) == [] for person in (ama, bea, cleo))
    assert all(len(reminded(person)) == 1 for person in others)


async def test_it_is_one_of_the_weekly_two_and_waits_its_turn(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    for title in ("One", "Two"):
        await sends(stage, nana, title=title)
    await stage.forward(hours=25)
    await reminds(stage, nana)
    assert all(reminded(person) == [] for person in everyone)
    await stage.until(at(2026, 2, 9, 10, 15))
    assert [len(reminded(person)) for person in everyone] == [1] * len(NAMES)


async def test_a_copy_waits_for_a_reminder_that_has_filled_the_week(stage: Stage) -> None:
    nana, everyone = await is_out(stage)
    await reminds(stage, nana)
    await sends(stage, nana, title="Another")
    assert all(len(chances(person)) == 1 for person in everyone)
    await stage.until(at(2026, 2, 9, 10, 15))
    assert all("Another" in chances(person)[-1] for person in everyone)


async def test_one_that_closes_soon_may_use_the_spare(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await sends(stage, nana, title="One")
    await answers(nana, title="Two", closes="Fri 6 Feb")
    await nana.taps("Send anyway")
    await nana.types("It came in late")
    await nana.taps("Everyone")
    await nana.taps("Send now")
    await nana.taps("Yes, send")
    await stage.forward(hours=25)
    await nana.says("/results")
    if "Two" not in nana.screen:
        await nana.taps("Two")
    await nana.taps("Send a reminder")
    await nana.taps("Yes, remind")
    await stage.forward(seconds=10)
    assert [len(reminded(person)) for person in everyone] == [1] * len(NAMES)


async def test_a_pause_holds_it_and_going_on_sends_it_once(stage: Stage) -> None:
    nana, everyone = await is_out(stage)
    await stage.until(at(2026, 2, 3, 22, 0))
    await reminds(stage, nana)
    await presses(nana, f"op-pause:{await newest(stage)}")
    await stage.until(at(2026, 2, 4, 9, 2))
    assert all(reminded(person) == [] for person in everyone)
    await presses(nana, f"op-go:{await newest(stage)}")
    await stage.forward(seconds=10)
    assert [len(reminded(person)) for person in everyone] == [1] * len(NAMES)


async def test_a_send_that_is_paused_offers_none(stage: Stage) -> None:
    nana, everyone = await is_out(stage)
    await presses(nana, f"op-pause:{await newest(stage)}")
    assert not await offers(nana)
    await presses(nana, f"op-remind-yes:{await newest(stage)}")
    assert nana.hears("This one is paused.")
    assert all(reminded(person) == [] for person in everyone)


# One reminder a day


async def test_who_saved_it_gets_their_own_reminder_and_not_two_on_one_day(stage: Stage) -> None:
    nana, (ama, bea, *_) = await is_out(stage)
    await ama.taps("Save it")
    await stage.until(at(2026, 2, 20, 8, 30))
    await reminds(stage, nana)
    assert reminded(ama) == []
    assert len(reminded(bea)) == 1
    await stage.until(at(2026, 2, 21, 12, 0))
    assert ama.transcript().count(OWN) == 1
    assert reminded(ama) == []


async def test_who_saves_it_because_of_a_reminder_is_not_reminded_an_hour_later(stage: Stage) -> None:
    nana, (ama, *_) = await is_out(stage)
    await stage.until(at(2026, 2, 20, 8, 30))
    await reminds(stage, nana)
    await ama.taps("Save it")
    await stage.until(at(2026, 2, 21, 12, 0))
    assert OWN not in ama.transcript()
    await stage.until(at(2026, 2, 25, 9, 1))
    assert ama.transcript().count(OWN) == 1
    assert len(reminded(ama)) == 1


async def test_on_another_day_they_get_both(stage: Stage) -> None:
    nana, (ama, *_) = await is_out(stage)
    await ama.taps("Save it")
    await stage.until(at(2026, 2, 19, 12, 0))
    await reminds(stage, nana)
    await stage.until(at(2026, 2, 20, 9, 1))
    assert len(reminded(ama)) == 1
    assert ama.transcript().count(OWN) == 1


# What happens to it afterwards


async def test_a_fix_changes_the_reminders_that_are_out(stage: Stage) -> None:
    nana, (ama, bea, *_) = await is_out(stage)
    await bea.taps("Not for me")
    await reminds(stage, nana)
    await nana.says("/results")
    await nana.taps("Fix a detail")
    await nana.taps("Closing date")
    await nana.types("Mon 2 March")
    for text in (*reminded(ama), *chances(ama)):
        assert "Closes Mon 2 Mar." in text
        assert text.endswith("Updated")
    assert len(reminded(ama)) == len(chances(ama)) == 1
    await nana.says("/results")
    await nana.taps("Close early")
    assert reminded(ama)[0].endswith("This one has closed.")
    assert "Save it" not in ama.buttons


async def test_a_recall_changes_those_that_are_out(stage: Stage) -> None:
    nana, (ama, *_) = await is_out(stage)
    await reminds(stage, nana)
    await nana.says("/results")
    await nana.taps("Stop and recall")
    assert reminded(ama) == []
    assert chances(ama) == ["This was taken back by the sender. Sorry for the noise."] * 2


@pytest.mark.parametrize("ending", ["Close early", "Stop and recall"])
async def test_the_end_withdraws_those_that_wait(stage: Stage, ending: str) -> None:
    nana, everyone = await is_out(stage)
    await stage.until(at(2026, 2, 3, 22, 0))
    await reminds(stage, nana)
    await nana.says("/results")
    await nana.taps(ending)
    async with stage.database.read() as tx:
        assert not await tx.conn.slow("select 1 from letters where kind = 'opportunity-nudge'")
    await stage.forward(days=2)
    assert all(reminded(person) == [] for person in everyone)


async def test_a_recall_catches_those_that_are_on_their_way(stage: Stage) -> None:
    nana, everyone = await is_out(stage)
    await nana.says("/results")
    await nana.taps("Send a reminder")
    stage.server.faults.round_trip_ms = 40
    screen, wanted = nana.part.hears()[-1], await newest(stage)
    nana.part.taps_on("Yes, remind")
    await stage.server.until(lambda: any(reminded(person) for person in everyone))
    nana.part.taps(screen, f"op-recall:{wanted}", forged=True)
    await stage.settle()
    assert any(len(chances(person)) == 2 for person in everyone)
    assert all(reminded(person) == [] for person in everyone)


@pytest.mark.parametrize("left_as", ["waiting", "sending"])
async def test_nobody_gets_two_when_the_bot_dies_in_the_middle(stage: Stage, left_as: str) -> None:
    nana, everyone = await is_out(stage)
    await nana.says("/results")
    await nana.taps("Send a reminder")
    await dies_in_the_middle(stage, nana, "Yes, remind", everyone, left_as)
    check_once([len(reminded(person)) for person in everyone], left_as)


async def test_the_numbers_count_people_and_not_reminders(stage: Stage) -> None:
    nana, everyone = await is_out(stage)
    await nana.says("/results")
    results = nana.screen
    await nana.taps("How it's going")
    progress = nana.screen
    everyone[0].part.blocks()
    await reminds(stage, nana)
    async with stage.database.begin() as tx:
        await opportunity_sends.keep_times(tx, stage.now)
    await nana.says("/results")
    assert nana.screen.startswith(results)
    await nana.taps("How it's going")
    assert nana.screen == progress
    assert "Sent to about 10 of 10" in progress


async def test_the_numbers_are_right_in_the_very_turn_that_sends_it(stage: Stage) -> None:
    nana, _ = await is_out(stage)
    async with stage.database.begin() as tx:
        (found,) = await opportunities.sent(tx)
        assert await opportunity_reminders.send(tx, found, by=id_of(nana), now=stage.now)
        so_far = await opportunity_sends.progress(tx, found, stage.now)
        assert not await opportunity_reminders.send(tx, found, by=id_of(nana), now=stage.now)
    assert (so_far.copies, so_far.reached, so_far.waiting) == (len(NAMES), len(NAMES), 0)


async def test_who_was_reminded_is_forgotten_after_thirty_days(stage: Stage) -> None:
    nana, _ = await is_out(stage)
    await reminds(stage, nana)
    for days, kept in ((29, len(NAMES)), (2, 0)):
        await stage.forward(days=days)
        await rounds.nightly(stage.running.desk, NIGHTLY)
        async with stage.database.read() as tx:
            (row,) = await tx.conn.slow("select count(*) from letters where kind = 'opportunity-nudge'")
            assert row[0] == kept
