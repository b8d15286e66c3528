"""The recovery code: shown once, typed back in part, and what it opens when the words are forgotten."""

import pytest

from storage.core.passphrases import recovery_code, recovery_secret
from tests.page_steps import ANSWERS, MARKER, count, keeps_one, sets_up, shown, unlocks, writes_page
from tests.stage import Stage
from tests.sweep import assert_nowhere
from tests.vault_steps import (
    code_shown,
    forgets,
    groups_asked,
    opens_keys,
    picks_words,
    reads,
    takes_code,
    types_back,
    wrong_code,
)


async def test_the_code_is_offered_with_the_first_words_and_typed_back_in_part(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    assert ama.hears("One thing more: a recovery code")
    await ama.taps("Show my code")
    code = code_shown(ama)
    assert recovery_code(recovery_secret(code)) == code
    await ama.taps("I've written it")
    assert code not in shown(ama)
    assert "Your sign" in ama.screen
    first, second = groups_asked(ama)
    assert first < second <= 8
    await types_back(ama, code)
    assert ama.hears("Your code is on paper")
    assert not any(group in shown(ama) for group in code.split("-"))
    await opens_keys(ama)
    assert ama.hears("you showed me you have your recovery code on paper")
    await stage.forward(minutes=30)
    assert not ama.hears("I don't know if your code is on paper")
    assert_nowhere(stage, code, *capfd.readouterr())


async def test_the_code_hides_after_two_minutes_and_can_be_typed_back_after_that(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.taps("Show my code")
    code = code_shown(ama)
    await stage.forward(seconds=110)
    assert code in shown(ama)
    await stage.forward(seconds=20)
    assert code not in shown(ama)
    await ama.types("I am still writing")
    assert ama.hears("When it's on paper")
    await ama.taps("I've written it")
    await types_back(ama, code)
    assert ama.hears("Your code is on paper")


async def test_a_code_not_typed_back_is_said_to_be_maybe_lost_and_works_all_the_same(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await writes_page(ama, *ANSWERS)
    await ama.taps("Show my code")
    code = code_shown(ama)
    await stage.forward(minutes=16)
    assert ama.hears("I don't know if your code is on paper")
    await ama.says("/cancel")
    await forgets(ama)
    await ama.taps("Type my code")
    await ama.types(code)
    assert ama.hears("Your code is right")


async def test_a_slip_in_typing_it_back_is_caught_and_cleared(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.taps("Show my code")
    code = code_shown(ama)
    await ama.taps("I've written it")
    await ama.types("ZZZZ 0000")
    assert ama.hears("isn't quite what I have")
    assert "ZZZZ" not in shown(ama)
    await ama.types("".join(code.lower().split("-")))
    assert ama.hears("Your code is on paper")


async def test_stopping_before_it_is_typed_back_says_how_it_stands(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.taps("Show my code")
    code = code_shown(ama)
    await ama.taps("Stop")
    assert "I don't know if your code is on paper" in ama.screen
    assert code not in shown(ama)
    await ama.says("/help")
    await stage.forward(hours=1)
    assert not ama.hears("I don't know if your code is on paper")


async def test_the_code_is_shown_once_and_after_that_only_another_can_be_made_while_open(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    first = await takes_code(ama)
    await opens_keys(ama, words)
    await ama.taps("Make a new code")
    second = code_shown(ama)
    assert second != first
    await ama.taps("I've written it")
    await types_back(ama, second)
    await ama.says("/lock")
    await forgets(ama)
    await ama.taps("Type my code")
    await ama.types(first)
    assert ama.hears("doesn't open your pages")
    await ama.types(second)
    assert ama.hears("Your code is right")


async def test_after_a_restart_the_code_is_forgotten_here_and_good_on_paper(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.taps("Show my code")
    code = code_shown(ama)
    await ama.taps("I've written it")
    await stage.restart()
    await types_back(ama, code)
    assert ama.hears("I forgot that code on purpose")
    await forgets(ama)
    await ama.taps("Type my code")
    await ama.types(code)
    assert ama.hears("Your code is right")


async def test_a_lost_answer_while_the_code_is_shown_does_not_show_it_twice(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    stage.server.faults.drop(after_effect=True, method="editMessageText")
    await ama.taps("Show my code")
    assert shown(ama).count("Your recovery code") == 1
    assert ama.hears("I'm not sure that reached you")
    await stage.forward(minutes=3)
    assert "Your recovery code" not in shown(ama)
    await ama.says("/cancel")
    await opens_keys(ama, words)
    await ama.taps("Make a new code")
    assert code_shown(ama)


async def test_forgotten_words_are_replaced_by_way_of_the_code_and_no_page_is_lost(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    code = await takes_code(ama)
    await writes_page(ama, *ANSWERS)
    await forgets(ama)
    assert ama.hears("Do you have your recovery code on paper?")
    await ama.taps("Type my code")
    assert "Your sign" in ama.screen
    await ama.types(code.lower().replace("-", " "))
    assert ama.hears("Your code is right")
    assert code.lower().replace("-", " ") not in shown(ama)
    await ama.taps("Choose new words")
    new = await picks_words(ama)
    assert ama.hears("Your new words open your pages")
    other = await takes_code(ama)
    assert other != code
    await ama.says("/lock")
    await unlocks(ama, words)
    assert ama.hears("don't open your pages")
    await ama.types(new)
    await ama.taps("1")
    assert MARKER in shown(ama)
    await ama.says("/lock")
    await forgets(ama)
    await ama.taps("Type my code")
    await ama.types(code)
    assert ama.hears("doesn't open your pages")
    output = capfd.readouterr()
    for secret in (words, new, code, other):
        assert_nowhere(stage, secret, *output)


async def test_the_code_alone_reads_nothing_until_new_words_are_chosen(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    code = await takes_code(ama)
    await writes_page(ama, *ANSWERS)
    await forgets(ama)
    await ama.taps("Type my code")
    await ama.types(code)
    await ama.says("/reflect")
    await ama.taps("My pages")
    assert ama.hears("Your sign")
    await ama.types(words)
    assert ama.hears("Tap a number")


async def test_choosing_new_words_too_late_after_the_code_changes_nothing(stage: Stage) -> None:
    ama = await stage.member("Ama")
    words = await sets_up(ama)
    code = await takes_code(ama)
    await writes_page(ama, *ANSWERS)
    await forgets(ama)
    await ama.taps("Type my code")
    await ama.types(code)
    await stage.forward(minutes=31)
    await ama.taps("Choose new words")
    await picks_words(ama)
    assert ama.hears("Your pages are locked")
    await ama.says("/cancel")
    await reads(ama, words)
    assert MARKER in shown(ama)


async def test_codes_are_tried_three_times_a_day_over_restarts_and_slips_are_free(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    code = await takes_code(ama)
    await forgets(ama)
    await ama.taps("Type my code")
    await ama.types(code[:-1])
    assert ama.hears("There's a slip somewhere in that code")
    for _ in range(3):
        await ama.types(wrong_code())
        assert ama.hears("doesn't open your pages")
        await stage.restart()
    await ama.types(code)
    assert ama.hears("too many codes for today")
    assert code not in shown(ama)
    await stage.forward(hours=24)
    await forgets(ama)
    await ama.taps("Type my code")
    await ama.types(code)
    assert ama.hears("Your code is right")
    assert await count(stage, "code_guesses") == 1


async def test_somebody_elses_code_opens_nothing_of_mine(stage: Stage) -> None:
    ama, _ = await keeps_one(stage, "Ama", *ANSWERS)
    mei = await stage.member("Mei")
    await sets_up(mei)
    code = await takes_code(mei)
    await forgets(ama)
    await ama.taps("Type my code")
    await ama.types(code)
    assert ama.hears("doesn't open your pages")
    assert not ama.hears("Your code is right")
