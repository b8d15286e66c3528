"""Privacy: see it, take it away, take back a yes, be erased; and nothing half-done after a crash."""

import json

import pytest

from handlers import privacy as handlers_privacy
from mentoring.people import PersonId
from storage import consents, people, privacy
from storage.core.keystore import KeyDestroyed
from tests.copy_steps import files
from tests.dump import rows
from tests.keeping_steps import has_key
from tests.page_steps import ANSWERS, MARKER, keeps_one, reads_first, shown, unlocks
from tests.scenarios.pairing import KNOCK, live_mentor, paired
from tests.stage import Somebody, Stage


async def erases(somebody: Somebody, word: str = "ERASE") -> None:
    await somebody.says("/privacy")
    await somebody.taps("Erase me")
    await somebody.types(word)


async def there(stage: Stage, person: PersonId | None) -> bool:
    async with stage.database.read() as tx:
        return person is not None and await people.find(tx, person) is not None


async def test_a_stranger_is_told_that_nothing_is_kept(stage: Stage) -> None:
    ama = stage.person("Ama")
    ama.part.user.started = True
    for command in ("/privacy", "/mydata"):
        await ama.says(command)
        assert ama.hears("I keep nothing about you")


async def test_what_is_kept_is_shown_in_words(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/mydata")
    assert ama.hears("Bots can't use its most private kind of chat")
    await ama.taps("See what's kept")
    assert ama.hears("Your number, name, nation, workplace and settings (1)")
    assert ama.hears("Your parts here (1)")
    assert not ama.hears("Your mentor profile")


async def takes_away(somebody: Somebody) -> None:
    await somebody.says("/privacy")
    await somebody.taps("Take it away")


async def test_taking_it_away_gives_two_files_that_leave_the_chat_again(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await takes_away(ama)
    assert ama.hears("Your private pages are locked")
    kept = files(ama)
    assert json.loads(kept["kept.json"])["people"][0]["name"] == "Ama"
    assert b"name: Ama" in kept["kept.txt"]
    await stage.forward(minutes=11)
    assert files(ama) == {}


async def test_lock_clears_both_files(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await takes_away(ama)
    assert len(files(ama)) == 2
    await ama.says("/lock")
    assert files(ama) == {}


async def test_a_restart_while_both_files_are_there_still_clears_them(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await takes_away(ama)
    await stage.restart()
    assert len(files(ama)) == 2
    await stage.forward(minutes=10)
    assert files(ama) == {}


async def test_a_file_telegram_refuses_can_be_asked_for_again(stage: Stage) -> None:
    ama = await stage.member("Ama")
    stage.server.faults.refuse(400, "Bad Request: FILE_PARTS_INVALID", method="editMessageMedia")
    await takes_away(ama)
    assert ama.hears("I'm not sure your file reached you")
    assert len(files(ama)) == 1
    await takes_away(ama)
    assert len(files(ama)) == 2


async def test_somebody_who_only_waits_takes_and_clears_their_files_too(stage: Stage) -> None:
    ama = stage.person("Ama")
    ama.part.user.started = True
    async with stage.database.begin() as tx:
        await people.admit(tx, ama.part.id, "Ama", now=stage.now, state="waiting")
    await takes_away(ama)
    assert json.loads(files(ama)["kept.json"])["people"][0]["name"] == "Ama"
    await ama.taps("Clear it now")
    assert ama.hears("Cleared from this chat")
    assert files(ama) == {}


async def test_a_tap_of_another_clears_nothing_of_theirs(stage: Stage) -> None:
    ama, mei = await stage.members("Ama", "Mei")
    await takes_away(ama)
    await mei.says("/privacy")
    mei.part.taps(mei.part.hears()[-1], "prclear", forged=True)
    await stage.settle()
    assert len(files(ama)) == 2


async def test_taking_back_a_yes_to_jobs_and_talks_turns_them_off(stage: Stage) -> None:
    ama = await stage.member("Ama")
    assert ama.id
    async with stage.database.begin() as tx:
        await consents.give(tx, ama.id, "opportunities", "May I?", stage.now)
        await people.choose(tx, ama.id, {"chances": "yes"})
    await ama.says("/privacy")
    await ama.taps("Take back a yes")
    await ama.taps("Jobs and talks")
    await ama.taps("Take it back")
    assert ama.hears("I've taken your yes back")
    async with stage.database.read() as tx:
        found = await people.find(tx, ama.id)
        assert found
        assert found.choices["chances"] == "no"
        assert not await consents.stands(tx, ama.id, "opportunities")


async def test_taking_back_membership_says_that_it_means_erasing(stage: Stage) -> None:
    ama = await stage.member("Ama")
    assert ama.id
    async with stage.database.begin() as tx:
        await consents.give(tx, ama.id, "membership", "The deal", stage.now)
    await ama.says("/privacy")
    await ama.taps("Take back a yes")
    await ama.taps("Being a member")
    assert ama.hears("means erasing you here")
    assert await there(stage, ama.id)
    await ama.taps("Erase me")
    assert ama.hears("Type ERASE to go on")


async def test_erase_me_says_what_cannot_be_taken_back_and_wants_the_word(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await erases(ama, "yes please")
    assert ama.hears("nothing is erased")
    assert await there(stage, ama.id)
    await ama.types("erase")
    assert ama.hears("This is your receipt")
    assert ama.hears("Old backups age out in 14 days")
    assert not await there(stage, ama.id)
    async with stage.database.read() as tx:
        assert ama.id
        with pytest.raises(KeyDestroyed):
            await tx.keystore.data_key(ama.id)


async def test_the_screen_before_says_what_stays_behind(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/privacy")
    await ama.taps("Erase me")
    for said in ("14 days", "other people's chats", "what Telegram keeps", "can't be undone"):
        assert ama.hears(said)
    await ama.taps("Stop")
    assert ama.hears("Nothing is erased")
    await ama.types("ERASE")
    assert await there(stage, ama.id)


async def test_the_receipt_says_what_is_wiped_and_what_is_not_and_both_are_true(stage: Stage) -> None:
    nana = await stage.coordinator()
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    assert ama.id
    await paired(stage, ama, await live_mentor(stage, "Ed"))
    assert await named_in(stage, ama.id) >= {"people", "roles", "pages", "pairs"}
    logged = await rows_of_log(stage)
    await erases(ama)
    wiped, cleared, left, backups = ama.screen.splitlines()[1:5]
    for said in ("Wiped: what I kept about you", "and your keys", "locked words can't be opened any more"):
        assert said in wiped
    assert "Cleared where Telegram lets me: messages of mine from the last 48 hours" in cleared
    for said in (
        "Not wiped: messages in other people's chats and in groups",
        "what people have copied",
        "what Telegram keeps",
        "a log line with a number that leads to nobody",
        "Please clear this chat yourself",
    ):
        assert said in left
    assert "Old backups age out in 14 days" in backups
    assert await named_in(stage, ama.id) == {"tombstones"}
    assert not has_key(stage, ama.id)
    assert await rows_of_log(stage) > logged
    assert nana.part.hears() == []


async def named_in(stage: Stage, person: PersonId) -> set[str]:
    """The tables with a row that names them."""
    return {table for table, held in (await rows(stage)).items() if any(person in row for row in held)}


async def rows_of_log(stage: Stage) -> int:
    return len((await rows(stage))["audit"])


async def test_somebody_who_comes_back_is_new(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await erases(ama)
    await ama.says("/start")
    assert ama.hears("Hello, and welcome")
    await ama.says("/privacy")
    assert ama.hears("I keep nothing about you")


async def test_somebody_who_only_waits_can_be_erased_too(stage: Stage) -> None:
    ama = stage.person("Ama")
    ama.part.user.started = True
    async with stage.database.begin() as tx:
        person = await people.admit(tx, ama.part.id, "Ama", now=stage.now, state="waiting")
    await erases(ama)
    assert ama.hears("This is your receipt")
    assert not await there(stage, person)


async def test_a_crash_before_the_keys_are_destroyed_is_made_good_at_the_next_start(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ama = await stage.member("Ama")
    assert ama.id

    async def crash(desk: object) -> None:
        """The power goes here."""

    with monkeypatch.context() as patched:
        patched.setattr(handlers_privacy, "finish_leaving", crash)
        await erases(ama)
    assert not await there(stage, ama.id)
    assert not ama.hears("This is your receipt")
    async with stage.database.read() as tx:
        assert await privacy.leaving(tx) == [ama.id]
        assert not await tx.keystore.is_destroyed(ama.id)
    await stage.restart()
    async with stage.database.read() as tx:
        assert await privacy.leaving(tx) == []
        assert await tx.keystore.is_destroyed(ama.id)
    assert ama.hears("This is your receipt")


async def test_the_receipt_comes_once_however_often_the_end_is_finished(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await erases(ama)
    for _ in range(2):
        await handlers_privacy.finish_leaving(stage.running.desk)
    await stage.settle()
    assert len([line for line in ama.news() if "receipt" in line]) == 1


async def test_messages_of_the_last_two_days_are_cleared_where_they_are_known(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    ama = await stage.member("Ama")
    await ama.says("/support")
    await ama.taps("Number wrong?")
    assert nana.hears("may be wrong")
    await erases(nana)
    texts = [m.text for m in nana.part.chat.messages.values() if not m.deleted]
    assert not any("may be wrong" in text for text in texts)
    assert not any(text == "ERASE" for text in texts)


async def test_a_pair_ends_with_the_line_that_reads_the_same_whoever_ends_it(stage: Stage) -> None:
    ama, grace = await stage.member("Ama"), await live_mentor(stage, "Grace")
    await paired(stage, ama, grace)
    await grace.says("/menu")
    await erases(ama)
    await stage.forward(days=1)
    assert grace.hears(KNOCK)
    await grace.taps("Open it")
    assert not any("eras" in line.lower() or "Ama" in line for line in grace.news())


async def test_a_private_page_on_the_screen_goes_with_its_writer(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, words)
    await reads_first(ama)
    assert MARKER in shown(ama)
    await erases(ama)
    assert MARKER not in shown(ama)
