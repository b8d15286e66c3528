"""When pages lock: wrong words, a new part, half an hour, a stop; and what is never lost to wrong words."""

import pytest

from handlers.reflections.locking import keys_of
from mentoring.people import Role
from storage import people, vaults
from tests.page_steps import ANSWERS, MARKER, keeps_one, shown, unlocks, writes_short
from tests.stage import Somebody, Stage
from tests.vault_steps import opens_keys, other_words, reads, starts_again


def is_open(stage: Stage, somebody: Somebody) -> bool:
    assert somebody.id
    return bool(stage.running.desk.house.vaults.is_open(somebody.id))


async def test_wrong_words_three_times_lose_nothing(stage: Stage) -> None:
    """Jrnl loses an entry after three wrong passwords. Here a page asks for none while it is written."""
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await ama.types(f"unasked and offered: {MARKER}")
    offer = ama.part.hears()[-1]
    assert "keep" in offer.text
    await unlocks(ama, other_words())
    for _ in range(2):
        await ama.types(other_words())
    assert ama.hears("don't open your pages")
    await ama.says("/cancel")
    ama.part.taps(offer, str(offer.buttons[0][0]["callback_data"]))
    await stage.settle()
    assert ama.hears("Saved, and cleared from this chat")

    await ama.says("/reflect")
    await ama.taps("Three whats")
    await ama.types(f"half of a page: {MARKER}")
    await ama.types(other_words())  # into the page, by mistake
    assert ama.hears("type them only when I ask")
    await ama.says("/reflect")
    await ama.taps("My pages")
    assert ama.hears("You're part-way through something")
    await ama.taps("Carry on")
    while "All clear, save" not in ama.buttons:
        await ama.taps("Skip" if "Skip" in ama.buttons else "Next question")
    await ama.taps("All clear, save")

    await unlocks(ama, other_words())
    for _ in range(2):
        await ama.types(other_words())
    await stage.forward(minutes=1)
    await ama.types(words)
    await ama.taps("1")
    assert f"half of a page: {MARKER}" in shown(ama)
    for number, text in (("2", f"unasked and offered: {MARKER}"), ("3", ANSWERS[0])):
        await ama.taps("Back to my pages")
        await ama.taps(number)
        assert text in shown(ama)


async def test_three_wrong_words_in_a_row_lock_and_hide_what_is_open(stage: Stage) -> None:
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    new = await starts_again(ama)
    await writes_short(ama, "A win", MARKER)
    await reads(ama, new)
    assert MARKER in shown(ama)
    await opens_keys(ama)
    await ama.taps("My old words came back")
    for _ in range(3):
        assert is_open(stage, ama)
        await ama.types(other_words())
        assert ama.hears("don't open your pages")
    assert not is_open(stage, ama)
    assert MARKER not in shown(ama)


async def test_a_prompt_answered_wrongly_three_times_locks_what_was_opened_meanwhile(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    assert ama.id
    await ama.says("/reflect")
    await ama.taps("My pages")
    keys = keys_of(stage.running.desk)
    root, _ = await vaults.try_words(keys, ama.id, words, stage.now)  # as another phone's prompt would have it
    await vaults.open_for_reading(keys, ama.id, root)
    for _ in range(3):
        assert is_open(stage, ama)
        await ama.types(other_words())
    assert not is_open(stage, ama)


async def test_the_wait_grows_to_an_hour_and_is_told_at_the_next_unlock(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await unlocks(ama, other_words())
    for _ in range(4):
        await ama.types(other_words())
    for minutes in (1, 5, 15, 60, 60):
        await ama.says("/cancel")
        await unlocks(ama, words)
        assert ama.hears("Please wait a minute" if minutes == 1 else f"Please wait {minutes} minutes"), minutes
        await stage.forward(minutes=minutes)
        await ama.says("/cancel")
        await unlocks(ama, other_words())
        assert ama.hears("don't open your pages"), minutes
    await stage.forward(minutes=60)
    await ama.says("/cancel")
    await unlocks(ama, words)
    assert ama.hears("Wrong words were tried 10 times")


async def test_a_new_part_or_one_taken_back_locks_and_hides_what_is_open(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    assert ama.id
    for change in ("grant", "revoke"):
        await reads(ama, words)
        assert is_open(stage, ama)
        async with stage.database.begin() as tx:
            if change == "grant":
                await people.grant(tx, ama.id, Role.GUIDE, now=stage.now)
            else:
                await people.revoke(tx, ama.id, Role.GUIDE)
        assert not is_open(stage, ama)
        await stage.forward(minutes=1)
        assert MARKER not in shown(ama)


async def test_a_part_that_was_not_given_after_all_locks_nothing(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    assert ama.id
    await reads(ama, words)

    async def broken() -> None:
        async with stage.database.begin() as tx:
            await people.grant(tx, ama.id, Role.GUIDE, now=stage.now)  # type: ignore[arg-type]  # known above
            raise RuntimeError("undone")

    with pytest.raises(RuntimeError):
        await broken()
    assert is_open(stage, ama)


async def test_half_an_hour_is_the_longest_however_busy_and_what_is_shown_goes_with_it(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await reads(ama, words)
    for _ in range(3):
        await stage.forward(minutes=9)
        await ama.says("/reflect")
        await ama.taps("My pages")
        await ama.taps("1")
        assert MARKER in shown(ama)
    await stage.forward(minutes=3)
    assert not is_open(stage, ama)
    assert MARKER not in shown(ama)


async def test_a_stop_locks_and_what_was_shown_is_gone_at_the_next_start(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await reads(ama, words)
    assert MARKER in shown(ama)
    held = stage.running.desk.house.vaults.hold(ama.id)
    await stage.end()
    assert bytes(held) == bytes(32)
    await stage.begin()
    assert MARKER not in shown(ama)
    assert not is_open(stage, ama)


async def test_leaving_locks_at_once(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await reads(ama, words)
    await ama.says("/privacy")
    await ama.taps("Erase me")
    await ama.types("ERASE")
    assert not is_open(stage, ama)


async def test_too_many_at_once_costs_nobody_a_try(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    with monkeypatch.context() as rush:
        rush.setattr(stage.running.desk.house.kdf, "_room", 0)
        await unlocks(ama, words)
        for _ in range(6):
            await ama.types(words)
            assert ama.hears("try again in a minute")
    await ama.types(words)
    assert ama.hears("Tap a number")
    assert not ama.hears("Wrong words were tried")
