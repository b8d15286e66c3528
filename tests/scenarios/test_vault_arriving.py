"""From another Telegram account: the recovery code brings everything across, and tells nobody anything."""

import pytest

from mentoring.people import Role
from storage import people
from storage.core import letters
from tests.page_steps import ANSWERS, MARKER, count, sets_up, shown, writes_page
from tests.scenarios.joiners import known
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere
from tests.vault_steps import picks_words, reads, takes_code, wrong_code


async def with_code(stage: Stage, name: str = "Ama") -> tuple[Somebody, str, str]:
    """A member with a page, their words and their code."""
    somebody = await stage.member(name)
    words = await sets_up(somebody)
    code = await takes_code(somebody)
    await writes_page(somebody, *ANSWERS)
    return somebody, words, code


async def knocks(somebody: Somebody, code: str) -> None:
    """A new account at the front door, with a code."""
    await somebody.says("/start")
    await somebody.taps("I had an account here")
    await somebody.types(code)


async def test_the_code_brings_pages_and_parts_to_the_new_account(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    old, words, code = await with_code(stage)
    assert old.id
    async with stage.database.begin() as tx:
        await people.grant(tx, old.id, Role.GUIDE, now=stage.now)
    new = stage.person("Ama's new phone")
    await knocks(new, code)
    assert new.hears("Welcome back")
    assert code not in shown(new)
    await new.taps("Choose new words")
    other = await picks_words(new)
    assert new.hears("Your new words open your pages")
    await reads(new, other)
    assert MARKER in shown(new)
    found = await known(stage, new)
    assert found
    assert found.id == old.id
    assert found.roles == {Role.MEMBER, Role.GUIDE}
    async with stage.database.read() as tx:
        assert await people.name_of(tx, old.id) == "Ama"
    assert await count(stage, "people") == 1
    output = capfd.readouterr()
    for secret in (words, other, code):
        assert_nowhere(stage, secret, *output)


async def test_the_old_account_is_told_once_and_is_a_stranger_from_then_on(stage: Stage) -> None:
    old, words, code = await with_code(stage)
    await old.says("/help")
    new = stage.person("Ama's new phone")
    await knocks(new, code)
    assert old.hears("Your things here have moved to another Telegram account")
    assert not old.hears("new phone")
    await old.says("/reflect")
    assert not old.hears("Just for you")
    await old.says("/privacy")
    assert old.hears("I keep nothing about you")
    await old.types(words)
    assert not old.hears("Tap a number")
    assert await known(stage, old) is None


async def test_what_is_open_in_the_old_chat_is_cleared_there_and_locked(stage: Stage) -> None:
    old, words, code = await with_code(stage)
    await reads(old, words)
    assert MARKER in shown(old)
    new = stage.person("Ama's new phone")
    await new.says("/start")
    await new.taps("I had an account here")
    await new.types(code)
    assert MARKER not in shown(old)
    assert old.id
    assert not stage.running.desk.house.vaults.is_open(old.id)
    await stage.forward(minutes=15)
    assert [m for m in new.part.messages() if m.deleted] == []


async def test_wrong_mistyped_and_somebodys_erased_code_sound_the_same(stage: Stage) -> None:
    old, _, code = await with_code(stage)
    await old.says("/privacy")
    await old.taps("Erase me")
    await old.types("ERASE")
    said = set()
    for n, typed in enumerate((wrong_code(), "my code is lost", code)):
        stranger = stage.person(f"Stranger {n}")
        await knocks(stranger, typed)
        assert typed not in shown(stranger)
        said.add(stranger.screen)
    assert said == {"That code doesn't open anything here. Check each group, and try again."}
    assert await count(stage, "people") == 0


async def test_three_codes_a_day_for_one_account_and_the_right_one_is_not_looked_at_after_that(stage: Stage) -> None:
    _, _, code = await with_code(stage)
    new = stage.person("Ama's new phone")
    await new.says("/start")
    await new.taps("I had an account here")
    for _ in range(3):
        await new.types(wrong_code())
    await new.types(code)
    assert new.hears("too many codes for today")
    assert code not in shown(new)
    await stage.forward(days=1)
    await knocks(new, code)
    assert new.hears("Welcome back")


async def test_so_many_strangers_and_no_more_are_looked_at_in_a_day(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, code = await with_code(stage)
    monkeypatch.setattr("mentoring.code_guesses.MOST_IN_ALL", 2)
    for n in range(2):
        await knocks(stage.person(f"Stranger {n}"), wrong_code())
    new = stage.person("Ama's new phone")
    await knocks(new, code)
    assert new.hears("too many codes for today")


async def test_a_code_typed_by_a_stranger_who_was_not_asked_does_nothing(stage: Stage) -> None:
    _, _, code = await with_code(stage)
    new = stage.person("Ama's new phone")
    await new.says("/start")
    await new.types(code)
    assert new.hears("That looks like a recovery code")
    assert code not in shown(new)
    assert not new.hears("Welcome back")
    await knocks(new, "x")
    await stage.forward(minutes=11)
    await new.types(code)
    assert not new.hears("Welcome back")
    assert await known(stage, new) is None


async def test_a_member_who_types_a_code_unasked_has_it_cleared_and_never_stored(stage: Stage) -> None:
    ama, _, code = await with_code(stage)
    parts = await count(stage, "page_parts")
    await ama.says(code.lower())
    assert ama.hears("type them only when I ask")
    assert code.lower() not in shown(ama)
    assert await count(stage, "page_parts") == parts


async def test_an_account_that_is_a_members_already_takes_nothing_over(stage: Stage) -> None:
    old, _, code = await with_code(stage)
    mei = await stage.member("Mei")
    await mei.says("/help")
    start = next(m for m in mei.part.chat.messages.values() if "/help" in m.text)
    mei.part.taps(start, "had", forged=True)
    await stage.settle()
    assert mei.hears("You're already here with this account")
    await mei.types(code)
    assert not mei.hears("Welcome back")
    found = await known(stage, old)
    assert found
    assert found.id == old.id


async def test_the_code_is_spent_once_new_words_are_chosen(stage: Stage) -> None:
    _, _, code = await with_code(stage)
    new, third = stage.person("Ama's new phone"), stage.person("Somebody with the old paper")
    await knocks(new, code)
    await new.taps("Choose new words")
    await picks_words(new)
    await knocks(third, code)
    assert third.hears("That code doesn't open anything here")
    assert await known(stage, third) is None


async def test_what_coordinators_see_is_unchanged(stage: Stage) -> None:
    nana = await stage.coordinator()
    _, _, code = await with_code(stage)
    before = len(nana.part.messages())
    await knocks(stage.person("Ama's new phone"), code)
    assert len(nana.part.messages()) == before


async def test_letters_that_wait_go_to_the_new_account(stage: Stage) -> None:
    old, _, code = await with_code(stage)
    assert old.id
    async with stage.database.begin() as tx:
        await letters.owe(tx, kind="code-not-seen-back", to=old.id, due=stage.now.replace(hour=12))
    new = stage.person("Ama's new phone")
    await knocks(new, code)
    await stage.forward(hours=3)
    assert new.hears("I don't know if your code is on paper")
    assert not old.hears("I don't know if your code is on paper")
