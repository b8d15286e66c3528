"""A page goes to a mentor only from its writer's hand, word for word as it was shown, and is read in an open vault."""

from datetime import timedelta

import pytest

from mentoring.people import Role
from mentoring.sharing import LONGEST, MOST_A_DAY
from storage import pairs, people
from tests.checkin_steps import id_of, live_in, pair_up
from tests.page_steps import ANSWERS, MARKER, count, keeps_one, sets_up, shown, unlocks
from tests.share_steps import (
    GONE,
    KNOCK,
    asked_for_words,
    changes_keys,
    mentor_with_lock,
    opens_page,
    previews,
    reads_shared,
    shares,
    two,
)
from tests.stage import Somebody, Stage
from tests.sweep import assert_nowhere

OWN = "I was left out of a saxifrage-quince-2846 meeting"


async def test_a_mentor_reads_word_for_word_what_the_writer_saw(stage: Stage) -> None:
    ama, words, ed, eds_words = await two(stage)
    await previews(ama, words)
    assert ama.hears("For Ed. This is what would go, word for word")
    assert ama.hears("Ed can still copy or photograph it")
    would_go = ama.screen.split("\n\n", 1)[1].rsplit("\n\nAny names", 1)[0]
    assert all(answer in would_go for answer in ANSWERS)
    await ama.taps("For 7 days")
    assert ama.hears("until the end of Mon 9 Feb")
    await ama.taps("Share it")
    assert ama.hears("Ed can read it until the end of Mon 9 Feb")
    assert MARKER not in shown(ama)
    assert ed.screen.startswith(KNOCK)
    assert "Ama" not in shown(ed)
    await reads_shared(ed, eds_words)
    assert would_go in ed.screen
    assert ed.hears("From Ama, until the end of Mon 9 Feb")


async def test_a_mentor_whose_pages_are_locked_lands_on_the_page_and_the_writer_sees_the_day(stage: Stage) -> None:
    ed, eds_words = await asked_for_words(stage)
    assert await count(stage, "shares where opened is not null") == 0
    await ed.types(eds_words)
    assert MARKER in ed.screen
    assert not ed.hears("Your page is blank")
    assert await count(stage, "shares where opened is not null") == 1


async def test_a_page_taken_back_while_the_mentor_says_their_words_is_gone(stage: Stage) -> None:
    ed, eds_words = await asked_for_words(stage)
    async with stage.database.begin() as tx:
        await tx.conn.change("delete from shares")
    await ed.types(eds_words)
    assert ed.hears(GONE)
    assert MARKER not in shown(ed)


async def test_a_page_that_fails_its_check_is_not_noted_as_opened(stage: Stage) -> None:
    ed, eds_words = await asked_for_words(stage)
    async with stage.database.begin() as tx:
        await tx.conn.change("update shares set envelope = cast(substr(envelope, 1, 99) || x'00ff' as blob)")
    await ed.types(eds_words)
    assert ed.hears("failed its check")
    assert await count(stage, "shares where opened is not null") == 0


async def test_nothing_shared_can_be_forwarded_or_saved_and_it_hides_after_ten_minutes(stage: Stage) -> None:
    ama, words, ed, eds_words = await two(stage)
    await shares(ama, words, days=30)
    await reads_shared(ed, eds_words)
    for somebody in (ama, ed):
        every = [m for m in somebody.part.chat.messages.values() if m.sender is not somebody.part.user]
        telling = [m for m in every if any(MARKER in str(said) for said in (*m.versions, m.content))]
        assert telling
        assert all(message.protected for message in telling)
    await stage.forward(minutes=11)
    assert MARKER not in shown(ed)
    assert "Shared with me" not in ed.buttons


async def test_an_answer_is_left_out_and_put_back(stage: Stage) -> None:
    ama, words, ed, eds_words = await two(stage)
    await previews(ama, words)
    await ama.taps("Trim it")
    await ama.taps("✓ 1")
    assert ama.hears("1. Left out: What happened?")
    await ama.taps("✓ 3")
    await ama.taps("3")
    await ama.taps("See what would go")
    assert MARKER not in ama.screen
    assert ANSWERS[2] in ama.screen
    await ama.taps("For 7 days")
    await ama.taps("Share it")
    await reads_shared(ed, eds_words)
    assert ANSWERS[1] in ed.screen
    assert MARKER not in shown(ed)


async def test_with_everything_left_out_there_is_nothing_to_share(stage: Stage) -> None:
    ama, words, _, _ = await two(stage)
    await previews(ama, words)
    await ama.taps("Trim it")
    for answer in ("✓ 1", "✓ 2", "✓ 3"):
        await ama.taps(answer)
    await ama.taps("See what would go")
    assert ama.hears("You've left everything out")
    assert "For 7 days" not in ama.buttons


async def _types_own(ama: Somebody, words: str, text: str = OWN) -> None:
    await previews(ama, words)
    await ama.taps("Trim it")
    await ama.taps("Type my own copy")
    await ama.types(text)


async def test_a_typed_copy_is_cleared_and_locked_and_goes_in_place_of_the_page(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    ama, words, ed, eds_words = await two(stage)
    await _types_own(ama, words)
    assert ama.hears(OWN)
    assert not [m for m in ama.part.messages() if m.sender is ama.part.user and "saxifrage" in m.text]
    await ama.taps("For 7 days")
    assert_nowhere(stage, "saxifrage-quince-2846")
    await ama.taps("Share it")
    await reads_shared(ed, eds_words)
    assert OWN in ed.screen
    assert MARKER not in shown(ed)
    assert_nowhere(stage, "saxifrage-quince-2846", *capfd.readouterr())
    assert_nowhere(stage, MARKER)


async def test_a_typed_copy_outlives_a_restart_and_is_gone_after_an_hour(stage: Stage) -> None:
    ama, words, _, _ = await two(stage)
    await _types_own(ama, words)
    await stage.restart()
    await opens_page(ama, words)
    await ama.taps("Share with my mentor")
    assert OWN in ama.screen
    await stage.forward(minutes=61)
    assert await count(stage, "share_drafts") == 0
    await previews(ama, words)
    assert ANSWERS[0] in ama.screen


async def test_the_pages_own_words_come_back(stage: Stage) -> None:
    ama, words, _, _ = await two(stage)
    await _types_own(ama, words)
    await ama.taps("Trim it")
    await ama.taps("Use my page's words")
    assert ANSWERS[0] in ama.screen
    assert OWN not in shown(ama)


async def test_a_copy_that_is_too_long_is_said_so_and_not_lost(stage: Stage) -> None:
    ama, words, _, _ = await two(stage)
    await _types_own(ama, words, "x" * (LONGEST + 1))
    assert ama.hears("That's one letter too long")
    assert "x" * 100 in shown(ama)
    await ama.types(OWN)
    assert OWN in ama.screen
    assert "x" * 100 not in shown(ama)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Ring me on 07700 900123", "a phone number"),
        ("Write to ama@example.org", "an email address"),
        ("Near LS1 4DY", "a postcode"),
        ("Staff number 12345678", "a long number"),
        ("On ward 7 on 3 March", "a date, a ward or room"),
        ("It was hard", "Any names, wards or rare details?"),
    ],
)
async def test_what_may_point_to_somebody_is_named_and_that_names_are_missed_is_said(
    stage: Stage, typed: str, seen: str
) -> None:
    ama, words, _, _ = await two(stage)
    await _types_own(ama, words, typed)
    assert ama.hears(seen)
    assert ama.hears("I can miss names")


async def test_the_words_of_a_lock_are_never_taken_for_a_copy(stage: Stage) -> None:
    ama, words, _, _ = await two(stage)
    await _types_own(ama, words, words)
    assert ama.hears("That looks like the words or the code")
    assert words not in shown(ama)
    await ama.types(OWN)
    assert OWN in ama.screen


async def test_the_help_card_comes_first_and_nobody_is_told(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    await _types_own(ama, words, "I want to end my life")
    assert ama.hears("999")
    assert ama.hears("For Ed")
    assert not ed.hears(KNOCK)


async def test_without_a_mentor_there_is_no_button(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    await opens_page(ama, words)
    assert "Share with my mentor" not in ama.buttons


async def test_a_mentor_has_no_button_to_share_with_a_mentee_or_to_ask_for_a_page(stage: Stage) -> None:
    ed, eds_words = await keeps_one(stage, "Ed", *ANSWERS)
    ama = await stage.member("Ama")
    async with stage.database.begin() as tx:
        await people.grant(tx, id_of(ed), Role.MENTOR, now=stage.now)
    await pair_up(stage, ama, ed)
    await opens_page(ed, eds_words)
    assert "Share with my mentor" not in ed.buttons


async def test_a_mentor_without_a_lock_is_named_kindly_and_never_told(stage: Stage) -> None:
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    ed = await stage.member("Ed", roles=[Role.MENTOR])
    await pair_up(stage, ama, ed)
    before = shown(ed)
    await previews(ama, words)
    assert ama.hears("Ed has no lock of their own yet")
    assert ama.buttons == ["My pages", "Menu", "Help now"]
    await stage.forward(days=2)
    assert shown(ed) == before


async def test_with_two_mentors_the_writer_picks(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    zoe, zoes_words = await mentor_with_lock(stage, "Zoe")
    await pair_up(stage, ama, zoe)
    await previews(ama, words)
    assert ama.hears("With which mentor?")
    await ama.taps("Zoe")
    await ama.taps("For 7 days")
    await ama.taps("Share it")
    assert not ed.screen.startswith(KNOCK)
    await reads_shared(zoe, zoes_words)
    assert MARKER in zoe.screen


async def test_a_pair_that_rests_or_a_mentor_who_stepped_down_is_offered_no_page(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    async with stage.database.begin() as tx:
        await people.revoke(tx, id_of(ed), Role.MENTOR)
    await opens_page(ama, words)
    assert "Share with my mentor" not in ama.buttons
    async with stage.database.begin() as tx:
        await people.grant(tx, id_of(ed), Role.MENTOR, now=stage.now)
        pair = (await pairs.of_person(tx, id_of(ama)))[0]
        assert await pairs.pause(tx, pair.id, stage.now + timedelta(days=30), stage.now)
    await opens_page(ama, words)
    assert "Share with my mentor" not in ama.buttons


async def test_the_key_is_said_in_words_that_both_can_read(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    await previews(ama, words)
    await ama.taps("For 7 days")
    four = ama.screen.split("in four words: ")[1].splitlines()[0]
    assert len(four.split()) == 4
    await ama.taps("Share it")
    await ed.says("/reflect")
    await ed.taps("Shared with me")
    assert four in ed.screen


async def test_another_key_than_last_time_is_said_before_anything_goes_on(stage: Stage) -> None:
    ama, words, ed, eds_words = await two(stage)
    await shares(ama, words)
    new_words = await changes_keys(ed, eds_words)
    await previews(ama, words)
    assert ama.hears("key isn't the one you shared with last time")
    assert MARKER not in ama.screen
    await ama.taps("Go on")
    await ama.taps("For 7 days")
    await ama.taps("Share it")
    await ed.says("/lock")
    await unlocks(ed, new_words)
    await ed.taps("Shared with me")
    await ed.taps("2")
    assert MARKER in ed.screen


async def test_a_key_that_changes_between_the_words_and_the_yes_is_not_used(stage: Stage) -> None:
    ama, words, ed, eds_words = await two(stage)
    await previews(ama, words)
    await ama.taps("For 7 days")
    await changes_keys(ed, eds_words)
    await ama.taps("Share it")
    assert ama.hears("key isn't the one")
    assert await count(stage, "shares") == 0


async def test_not_now_shares_nothing_and_keeps_nothing(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    await previews(ama, words)
    await ama.taps("For 7 days")
    await ama.taps("Not now")
    assert ama.hears("Nothing was shared")
    assert MARKER not in shown(ama)
    assert await count(stage, "share_drafts") == 0
    assert not ed.screen.startswith(KNOCK)


async def test_a_second_tap_shares_once(stage: Stage) -> None:
    ama, words, _, _ = await two(stage)
    await previews(ama, words)
    await ama.taps("For 7 days")
    yes = ama.part.hears()[-1]
    data = next(str(b["callback_data"]) for row in yes.buttons for b in row if b["text"] == "Share it")
    await ama.taps("Share it")
    ama.part.taps(yes, data, forged=True)
    await stage.settle()
    assert await count(stage, "shares") == 1
    assert "That copy is gone: shared already, or let go" in shown(ama)


async def test_an_old_preview_never_shares_what_was_changed_since(stage: Stage) -> None:
    ama, words, _, _ = await two(stage)
    await previews(ama, words)
    await ama.taps("For 7 days")
    yes = ama.part.hears()[-1]
    data = next(str(b["callback_data"]) for row in yes.buttons for b in row if b["text"] == "Share it")
    await ama.taps("Trim it")
    await ama.taps("✓ 2")
    ama.part.taps(yes, data, forged=True)
    await stage.settle()
    assert await count(stage, "shares") == 0
    assert "This is what would go" in shown(ama)


async def test_private_words_are_never_written_into_a_message_that_stays(stage: Stage) -> None:
    ama, words, _, _ = await two(stage)
    await previews(ama, words)
    await ama.taps("Trim it")
    await ama.taps("See what would go")
    await ama.taps("For 7 days")
    await stage.forward(minutes=11)
    assert MARKER not in shown(ama)


async def test_ten_a_day_and_no_more(stage: Stage) -> None:
    ama, words, _, _ = await two(stage)
    for _ in range(MOST_A_DAY):
        await shares(ama, words)
    await previews(ama, words)
    assert ama.hears("You've shared 10 times today")
    assert await count(stage, "shares") == MOST_A_DAY
    await stage.forward(days=1)
    await shares(ama, words)
    assert await count(stage, "shares") == MOST_A_DAY + 1


async def test_a_mentor_asleep_is_not_woken(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    await stage.until(stage.now.replace(hour=22))
    await shares(ama, words)
    assert not ed.screen.startswith(KNOCK)
    await stage.forward(hours=11)
    assert ed.screen.startswith(KNOCK)


async def test_the_writer_sees_whether_it_was_opened_and_the_day_and_no_hour(stage: Stage) -> None:
    ama, words, ed, eds_words = await two(stage)
    await live_in(stage, ama, "Asia/Tokyo")
    await shares(ama, words)
    await ama.taps("What I've shared")
    assert ama.hears("1. Ed, until Mon 9 Feb. Not opened.")
    await stage.until(stage.now.replace(hour=18))
    await reads_shared(ed, eds_words)
    await ama.says("/reflect")
    await ama.taps("What I've shared")
    assert ama.hears("Opened on Tue 3 Feb.")
    async with stage.database.read() as tx:
        row = (await tx.conn.slow("select opened, expires from shares"))[0]
    assert row["opened"] == "2026-02-03"
    assert row["expires"] % (60 * 60 * 1000) == 0


async def test_a_mentor_who_never_opens_it_leaves_only_not_opened_and_then_nothing(stage: Stage) -> None:
    ama, words, ed, _ = await two(stage)
    await shares(ama, words)
    await stage.until(stage.now.replace(day=9, hour=23, minute=59))
    await ama.says("/reflect")
    await ama.taps("What I've shared")
    assert ama.hears("Not opened.")
    before = shown(ama)
    await stage.forward(minutes=1)
    assert shown(ama) == before
    assert await count(stage, "shares") == 0
    await ama.taps("1")
    assert ama.hears("It isn't shared any more")
    await ed.taps("Open it")
    assert ed.hears(GONE)


async def test_a_mentor_with_nothing_shared_is_shown_nothing_of_it(stage: Stage) -> None:
    ed = await stage.member("Ed", roles=[Role.MENTOR])
    await sets_up(ed)
    await ed.says("/reflect")
    assert "Shared with me" not in ed.buttons
    assert "What I've shared" not in ed.buttons
