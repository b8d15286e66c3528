"""What members do with chances: save, ask for more, put away, and choose what they are sent."""

from bot import rounds
from bot.features import NIGHTLY
from storage import people
from tests.scenarios.sending import (
    at,
    chances,
    id_of,
    readers,
    sends,
)
from tests.stage import Stage


async def test_a_no_said_after_the_send_still_counts(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await stage.until(at(2026, 2, 2, 22, 30))
    await sends(stage, nana)
    await everyone[0].says("/opportunities")
    await everyone[0].taps("What I'm sent")
    await everyone[0].taps("Send me none")
    await stage.until(at(2026, 2, 3, 9, 0))
    assert [len(chances(person)) for person in everyone[1:]] == [1] * 11
    assert not everyone[0].hears("Project lead")


async def test_somebody_picks_the_kinds_they_would_like(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/opportunities")
    assert ama.hears("Nothing new today.")
    await ama.taps("What I'm sent")
    assert "I send you none" in ama.screen
    await ama.taps("Only what I pick")
    await ama.taps("Secondment")
    assert "✓ Secondment" in ama.buttons
    async with stage.database.read() as tx:
        kept = await people.find(tx, id_of(ama))
    assert kept is not None
    assert kept.choices["chance_kinds"] == ["OP2"]


async def test_saving_reminds_seven_and_two_days_before_at_nine(stage: Stage) -> None:
    nana, (ama, *others) = await stage.coordinator(), await readers(stage)
    await sends(stage, nana)
    await ama.taps("Save it")
    assert ama.hears("Saved, just for you. I'll remind you 7 and 2 days before it closes.")
    said = ama.part.hears()[-2]
    ama.part.taps(said, str(said.buttons[0][0]["callback_data"]))
    await stage.settle()
    assert ama.hears("You've saved it already.")
    seen: list[int] = []
    for day in (20, 25):
        await stage.until(at(2026, 2, day, 8, 59))
        assert ama.transcript().count("A reminder you asked for") == len(seen)
        await stage.until(at(2026, 2, day, 9, 1))
        seen.append(day)
        assert ama.transcript().count("A reminder you asked for") == len(seen)
    assert "Project lead, hand therapy closes Fri 27 Feb." in ama.screen
    assert not any("A reminder you asked for" in other.transcript() for other in others)
    assert "Saved" not in nana.transcript()


async def test_not_for_me_stops_the_reminders_and_leaves_the_list(stage: Stage) -> None:
    nana, (ama, *_) = await stage.coordinator(), await readers(stage)
    await sends(stage, nana)
    await ama.taps("Save it")
    await ama.taps("Not for me")
    assert ama.hears("Put away")
    await ama.says("/opportunities")
    assert ama.hears("Nothing new today.")
    await stage.until(at(2026, 2, 26, 12, 0))
    assert "A reminder you asked for" not in ama.transcript()
    await ama.taps("Show it again")
    assert ama.hears("Project lead, hand therapy")


async def test_tell_me_more_shows_every_field_and_what_is_not_said(stage: Stage) -> None:
    nana, (ama, *_) = await stage.coordinator(), await readers(stage)
    await sends(stage, nana)
    await ama.taps("Tell me more")
    assert ama.hears("How to apply: https://jobs.example.org/1")
    assert ama.hears("Pay or cost: Not said")


async def test_open_ones_are_read_one_by_one_and_saved_ones_listed(stage: Stage) -> None:
    nana, (ama, *_) = await stage.coordinator(), await readers(stage)
    await sends(stage, nana, title="First")
    await sends(stage, nana, title="Second", closes="Sat 28 Feb")
    await ama.says("/opportunities")
    assert "First" in ama.screen
    await ama.taps("Next")
    assert "Second" in ama.screen
    await ama.taps("Save it")
    await ama.taps("My saved ones")
    assert "Second" in ama.buttons
    await ama.taps("Second")
    await ama.taps("Unsave")
    assert ama.hears("No longer saved")


async def test_a_tap_after_closing_says_so(stage: Stage) -> None:
    nana, (ama, *_) = await stage.coordinator(), await readers(stage)
    await sends(stage, nana)
    await stage.until(at(2026, 2, 28, 9, 0))
    await ama.taps("Save it")
    assert ama.hears("That one has closed.")
    await ama.taps("See what's open")
    assert ama.hears("Nothing new today.")


async def test_saved_items_go_thirty_days_after_closing(stage: Stage) -> None:
    nana, (ama, bea, *_) = await stage.coordinator(), await readers(stage)
    await sends(stage, nana)
    await ama.taps("Save it")
    await bea.taps("Not for me")
    for day, kept in ((28, 2), (30, 0)):
        stage.clock.set(at(2026, 3, day, 12))
        await rounds.nightly(stage.running.desk, NIGHTLY)
        async with stage.database.read() as tx:
            assert (await tx.conn.slow("select count(*) from opportunity_answers"))[0][0] == kept
