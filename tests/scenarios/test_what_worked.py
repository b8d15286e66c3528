"""What worked: one coordinator's line about a chance, for the other coordinators and for nobody else."""

import pytest

from bot import rounds
from bot.features import NIGHTLY
from storage import privacy
from tests import typed
from tests.keeping_steps import erases_themselves
from tests.scenarios.sending import at, id_of, newest, presses, readers, sends
from tests.stage import Somebody, Stage

LINE = "Ringing the named person first: juniper-tuba-5521."
OTHER = "Sending it on a Tuesday: saffron-oboe-1187."
NEWS = "Somebody shared what worked.\nProject lead, hand therapy"


async def is_out(stage: Stage) -> tuple[Somebody, Somebody, list[Somebody]]:
    """A chance that went out, two coordinators, and those who got it."""
    nana, efua = await stage.coordinator(), await stage.coordinator("Efua")
    everyone = await readers(stage)
    await sends(stage, nana)
    return nana, efua, everyone


async def writes(somebody: Somebody, line: str = LINE) -> None:
    await somebody.says("/results")
    await somebody.taps("Share what worked")
    await somebody.types(line)


async def shares(somebody: Somebody, line: str = LINE) -> None:
    await writes(somebody, line)
    await somebody.taps("Share it")


async def rows(stage: Stage) -> int:
    async with stage.database.read() as tx:
        return int((await tx.conn.slow("select count(*) from what_worked"))[0][0])


async def test_the_others_hear_of_it_and_read_it_with_the_writers_name(stage: Stage) -> None:
    nana, efua, everyone = await is_out(stage)
    await nana.says("/results")
    await nana.taps("Share what worked")
    assert nana.hears("No names, please: what members said to it is private.")
    await nana.types(LINE)
    assert nana.screen.endswith(f"What worked, says Nana: {LINE}")
    assert nana.buttons[:3] == ["Share it", "Change it", "Leave it"]
    assert await rows(stage) == 0
    await nana.taps("Share it")
    assert nana.hears("Shared.")
    assert NEWS not in nana.transcript()
    assert efua.screen == NEWS
    await efua.taps("Read it")
    assert f"What worked, says Nana: {LINE}" in efua.screen
    assert efua.buttons.count("Share what worked") == 1
    assert all("what worked" not in person.transcript().casefold() for person in everyone)


async def test_it_can_be_changed_or_left_before_it_is_shared(stage: Stage) -> None:
    nana, efua, _ = await is_out(stage)
    await writes(nana)
    await nana.taps("Change it")
    await nana.types(OTHER)
    assert OTHER in nana.screen
    await nana.taps("Leave it")
    assert nana.hears("Nothing new is shared.")
    assert await rows(stage) == 0
    assert NEWS not in efua.transcript()


@pytest.mark.parametrize(
    ("typed_line", "told"),
    [
        ("w" * 501, "one letter over. Nothing is saved."),
        ("\u200b \u2060", "couldn't see any words"),
        ("See http://jobs.example.org/1", "https://"),
        ("See https://jobs.example.org@evil.example/1", "https://"),
    ],
)
async def test_what_cannot_be_kept_is_answered_kindly_and_asked_again(stage: Stage, typed_line: str, told: str) -> None:
    nana, _, _ = await is_out(stage)
    await writes(nana, typed_line)
    assert nana.hears(told), nana.transcript()
    assert await rows(stage) == 0
    await nana.types(LINE)
    await nana.taps("Share it")
    assert await rows(stage) == 1


async def test_nobody_is_called_by_it_and_a_look_alike_address_is_asked_about(stage: Stage) -> None:
    nana, efua, _ = await is_out(stage)
    await writes(nana, "Ask @jobi, see https://j\u043ebs.example.org/1")
    assert nana.hears("Its letters can be made to look like another name.")
    await nana.taps("No, it's not")
    await nana.types("Ask @jobi, see https://jobs.example.org/1")
    await nana.taps("Share it")
    await efua.taps("Read it")
    assert "@\u2060jobi, see https://jobs.example.org/1" in efua.screen


async def test_writing_again_replaces_it_and_nobody_is_told_twice(stage: Stage) -> None:
    nana, efua, _ = await is_out(stage)
    await shares(nana)
    await nana.says("/results")
    await nana.taps("Change what I shared")
    await nana.types(OTHER)
    await nana.taps("Share it")
    assert nana.hears("in place of what you had there")
    await efua.taps("Read it")
    assert OTHER in efua.screen
    assert LINE not in efua.screen
    assert efua.transcript().count("Somebody shared") == 0  # the message is the results page now


async def test_two_coordinators_lines_stand_side_by_side_the_newest_first(stage: Stage) -> None:
    nana, efua, _ = await is_out(stage)
    await shares(nana)
    await stage.forward(minutes=5)
    await shares(efua, OTHER)
    await nana.taps("Read it")
    assert nana.screen.index(f"says Efua: {OTHER}") < nana.screen.index(f"says Nana: {LINE}")


async def test_what_does_not_fit_is_read_on_its_own(stage: Stage) -> None:
    _, efua, _ = await is_out(stage)
    wide = "\U0001f9e1" * 480
    for number, name in enumerate(("Abena", "Bisi", "Chidi", "Dayo")):
        await shares(await stage.coordinator(name), f"number {number} {wide}")
        await stage.forward(minutes=1)
    await efua.says("/results")
    assert "number 3" in efua.screen
    assert "number 0" not in efua.screen
    await efua.taps("Read them all")
    assert all(efua.hears(f"number {number}") for number in range(4))


async def test_its_writer_takes_it_out_and_others_cannot(stage: Stage) -> None:
    nana, efua, everyone = await is_out(stage)
    await shares(nana)
    wanted = await newest(stage)
    for other in (efua, everyone[0]):
        await presses(other, f"worked-out:{wanted}")
        assert await rows(stage) == 1
    await nana.taps("See results")
    await nana.taps("Take it out")
    assert nana.hears("Taken out.")
    assert await rows(stage) == 0
    await efua.says("/results")
    assert LINE not in efua.screen
    await presses(nana, f"worked-out:{wanted}")
    assert nana.screen.startswith("Taken out.")


async def test_one_taken_out_in_the_night_is_not_told_in_the_morning(stage: Stage) -> None:
    nana, efua, _ = await is_out(stage)
    await stage.until(at(2026, 2, 2, 22, 0))
    await shares(nana)
    await nana.taps("See results")
    await nana.taps("Take it out")
    await stage.until(at(2026, 2, 3, 9, 0))
    assert NEWS not in efua.transcript()


async def test_who_is_no_coordinator_by_the_morning_is_not_told(stage: Stage) -> None:
    nana, efua, _ = await is_out(stage)
    await stage.until(at(2026, 2, 2, 22, 0))
    await shares(nana)
    async with stage.database.begin() as tx:
        await tx.sql.people.revoke(person_id=id_of(efua), role="coordinator")
    await stage.until(at(2026, 2, 3, 9, 0))
    assert NEWS not in efua.transcript()
    await efua.says("/results")
    assert LINE not in efua.transcript()


@pytest.mark.parametrize("prefix", ["worked", "worked-all", "op-results"])
async def test_only_coordinators_ever_see_it(stage: Stage, prefix: str) -> None:
    nana, _, (ama, *_) = await is_out(stage)
    await shares(nana)
    await presses(ama, f"{prefix}:{await newest(stage)}")
    assert LINE not in ama.transcript()
    assert not ama.hears("What worked")


async def test_a_draft_and_what_was_taken_back_take_none(stage: Stage) -> None:
    nana, efua, _ = await is_out(stage)
    await shares(nana)
    await efua.taps("Read it")
    await efua.taps("Share what worked")
    await efua.types(OTHER)
    await nana.says("/results")
    await nana.taps("Stop and recall")
    await efua.taps("Share it")
    assert efua.hears("That one was taken back by the sender.")
    assert await rows(stage) == 1
    await nana.says("/results")
    assert LINE in nana.screen
    assert "Change what I shared" not in nana.buttons
    await nana.taps("Take it out")
    assert await rows(stage) == 0


async def test_it_goes_with_its_writer_and_its_writer_can_take_it_along(stage: Stage) -> None:
    nana, efua, _ = await is_out(stage)
    await shares(nana)
    async with stage.database.read() as tx:
        kept = await privacy.export(tx, id_of(nana))
        assert kept["what_worked"][0]["said"] == LINE
        assert "what_worked" not in await privacy.export(tx, id_of(efua))
    await erases_themselves(nana)
    assert await rows(stage) == 0
    await efua.taps("Read it")
    assert LINE not in efua.screen


async def test_nobody_is_told_of_what_went_with_its_writer_in_the_night(stage: Stage) -> None:
    nana, efua, _ = await is_out(stage)
    await stage.until(at(2026, 2, 2, 22, 0))
    await shares(nana)
    await erases_themselves(nana)
    await stage.until(at(2026, 2, 3, 9, 0))
    assert NEWS not in efua.transcript()


async def test_it_lies_sealed_on_disk(stage: Stage) -> None:
    nana, _, _ = await is_out(stage)
    await shares(nana)
    assert typed.lying_in(stage.folder, [LINE]) == []
    async with stage.database.read() as tx:
        (row,) = await tx.conn.slow("select said from what_worked")
        assert b"juniper" not in row[0]


async def test_it_goes_with_the_card_a_year_after_closing(stage: Stage) -> None:
    nana, _, _ = await is_out(stage)
    await shares(nana)
    for night, kept in ((at(2027, 2, 27, 12), 1), (at(2027, 3, 1, 12), 0)):
        stage.clock.set(night)
        await rounds.nightly(stage.running.desk, NIGHTLY)
        assert await rows(stage) == kept
