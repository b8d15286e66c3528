"""Raising a concern: to one safe person, with or without a name, and back again (J12)."""

import pytest

from mentoring.people import PersonId
from storage.core.keystore import KeyDestroyed
from tests.concern_steps import (
    ANSWER,
    KNOCK,
    MARKER,
    answers,
    begins,
    decides,
    hears_it,
    newest,
    night,
    opened_by,
    raises,
    row,
    two_contacts,
    writes,
)
from tests.page_steps import count, shown
from tests.stage import Stage
from tests.sweep import assert_nowhere


async def test_a_concern_goes_to_one_contact_and_an_answer_comes_back(stage: Stage) -> None:
    yemi, ros = await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama)
    assert ama.hears("Who would you like to hear this?")
    assert {"Yemi, Voluntary", "Ros, University", "Outside help"} <= set(ama.buttons)
    await writes(ama)
    assert ama.hears('Yemi will see: what you wrote, "please act", no name.')
    assert ama.hears("The people who run the server could open it, with effort.")
    assert ama.hears("They would tell you first if they can.")
    await ama.taps("Send")
    assert ama.hears("Yemi aims to answer in 2 working days.")
    assert MARKER not in shown(ama)
    assert "Do you want to be named?" not in shown(ama)
    assert "What would help most?" not in shown(ama)

    assert yemi.screen == KNOCK
    assert KNOCK not in ros.transcript()
    await yemi.taps("Open it")
    assert MARKER in yemi.screen
    assert "From: someone, no name. They'd like: please act." in yemi.screen
    assert yemi.part.hears()[-1].protected
    await answers(yemi)
    assert ANSWER not in shown(yemi)
    assert ama.screen == "A reply is waiting."
    await ama.taps("Read it")
    assert ANSWER in ama.screen
    await stage.forward(minutes=11)
    assert ANSWER not in shown(ama)
    assert MARKER not in shown(yemi)


async def test_a_marker_is_nowhere_on_disk_or_in_a_log(stage: Stage, capfd: pytest.CaptureFixture[str]) -> None:
    _, yemi, _ = await opened_by(stage)
    await answers(yemi)
    for marker in (MARKER, ANSWER):
        assert_nowhere(stage, marker, *capfd.readouterr())
    await stage.end()
    for marker in (MARKER, ANSWER):
        assert_nowhere(stage, marker, *capfd.readouterr())
    await stage.begin()


async def test_half_typed_words_are_sealed_too_and_wiped_after_a_quiet_hour(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama)
    await writes(ama)
    assert_nowhere(stage, MARKER, *capfd.readouterr())
    await stage.forward(minutes=61)
    assert ama.hears("I let that go to keep you safe")
    assert MARKER not in shown(ama)
    assert await count(stage, "concerns") == 0
    assert await count(stage, "drafts") == 0


async def test_with_no_name_the_contact_never_learns_who(stage: Stage) -> None:
    ama, yemi, _ = await opened_by(stage)
    await answers(yemi)
    await ama.taps("Read it")
    await ama.taps("Reply")
    await ama.types("one thing more")
    await ama.taps("Send")
    await yemi.taps("Read it")
    assert "one thing more" in yemi.screen
    assert "Ama" not in yemi.transcript()
    assert str(ama.part.id) not in yemi.transcript()


async def test_with_a_name_the_contact_reads_it(stage: Stage) -> None:
    yemi, _ = await two_contacts(stage)
    ama = await stage.member("Ama Mensah")
    await raises(stage, ama, named=True)
    await hears_it(yemi)
    assert "From: Ama. " in yemi.screen


async def test_a_long_text_is_joined_from_its_parts(stage: Stage) -> None:
    yemi, _ = await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama)
    await ama.taps("Yemi, Voluntary")
    await ama.types("first " + "a" * 4085 + "-mid")
    await ama.types("dle and last")
    await ama.taps("Send")
    await hears_it(yemi)
    said = "".join(message.text for message in yemi.part.hears()[-2:])
    assert "dle and last" in said
    assert "first aaa" in shown(yemi)
    assert await count(stage, "concern_notes") == 1


async def test_safe_is_asked_first_and_help_stands_before_everything(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/concern")
    assert ama.hears("Are you safe right now?")
    assert ama.hears("no one is watching this chat")
    await ama.taps("Not sure")
    assert "call 999" in ama.news()[0]
    assert ama.hears("A concern can wait")
    await ama.says("/concern")
    await ama.taps("Help now")
    assert ama.hears("999")


async def test_every_screen_of_the_road_has_help_now(stage: Stage) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await ama.says("/concern")
    for label in ("Yes", "Something else", "Just listen", "Skip", "No name", "Yemi, Voluntary"):
        assert "Help now" in ama.buttons, ama.screen
        await ama.taps(label)
    assert "Help now" in ama.buttons
    await ama.types("some words")
    assert "Help now" in ama.buttons
    await ama.taps("Send")
    assert "Help now" in ama.buttons


async def test_risk_words_bring_the_card_first_and_nothing_is_sent_or_told(stage: Stage) -> None:
    yemi, _ = await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama)
    await writes(ama, "I want to die")
    news = ama.news()
    assert "Samaritans" in news[0]
    assert "I've sent nothing, and told no one" in news[1]
    assert await count(stage, "concerns") == 0
    assert yemi.transcript() == ""
    async with stage.database.read() as tx:
        assert list(await tx.conn.slow("select kind from letters")) == []
    await ama.taps("Go on")
    await ama.taps("Send")
    assert ama.hears("Your word for this is")


@pytest.mark.parametrize(
    "detail", ["NHS 943 476 5919", "call 07700 900123", "she lives at B15 2TT", "hospital no 4471982"]
)
async def test_a_patients_detail_keeps_send_off_until_it_is_changed(stage: Stage, detail: str) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama)
    await writes(ama, f"It was about {detail}")
    assert ama.hears("That looks like a patient detail")
    assert "Send" not in ama.buttons
    await ama.types("and more words")
    assert "Send" not in ama.buttons
    await ama.taps("Change")
    assert ama.hears("Your words are still above")
    await ama.types("It was about a patient")
    await ama.taps("Send")
    assert ama.hears("Your word for this is")
    assert detail not in shown(ama)


async def test_a_detail_cut_in_two_messages_is_seen_all_the_same(stage: Stage) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama)
    await writes(ama, "x" * 4086 + " 943476")
    await ama.types("5919 was her number")
    assert "Send" not in ama.buttons


async def test_in_an_answer_ones_own_number_may_go_after_a_second_look(stage: Stage) -> None:
    ama, yemi, _ = await opened_by(stage)
    await yemi.taps("Reply")
    await yemi.types("ring me on 07700 900123")
    assert yemi.hears("Is it yours, and not a patient's?")
    await yemi.taps("It's mine, send it")
    await ama.taps("Read it")
    assert "07700 900123" in ama.screen


async def test_an_nhs_number_is_held_in_an_answer_too(stage: Stage) -> None:
    _, yemi, _ = await opened_by(stage)
    await yemi.taps("Reply")
    await yemi.types("is it 943 476 5919?")
    assert "Send" not in yemi.buttons
    assert "It's mine, send it" not in yemi.buttons


async def test_dont_send_sends_nothing_and_clears_the_chat(stage: Stage) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama)
    await writes(ama)
    await ama.taps("Don't send")
    assert ama.hears("Not sent. I've kept nothing of it.")
    assert MARKER not in shown(ama)
    assert await count(stage, "concerns") == 0


async def test_cancel_lets_it_all_go(stage: Stage) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama)
    await writes(ama)
    await ama.says("/cancel")
    assert MARKER not in shown(ama)
    assert await count(stage, "drafts") == 0


async def test_a_half_written_concern_outlives_a_restart(stage: Stage) -> None:
    yemi, _ = await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama)
    await writes(ama)
    await stage.restart()
    await ama.taps("Send")
    assert ama.hears("Your word for this is")
    await hears_it(yemi)
    assert MARKER in yemi.screen


async def test_both_agree_to_close_and_the_writer_says_whether_to_be_asked(stage: Stage) -> None:
    ama, yemi, concern = await opened_by(stage)
    await answers(yemi)
    await yemi.taps("Back")
    await yemi.taps("I'm happy to close")
    assert yemi.hears("It closes when you both say so")
    await ama.taps("Open it")
    assert ama.hears("They're happy to close it. Are you?")
    await ama.taps("I'm happy to close")
    assert ama.hears("Thank you for trusting us.")
    assert "has moved on" in yemi.screen
    await ama.taps("Yes")
    assert ama.hears("I'll ask how things are in 3 weeks and 3 months.")
    kept = await row(stage, concern)
    assert kept
    assert kept["state"] == "closed"

    await stage.forward(days=22)
    assert ama.screen == KNOCK
    await ama.taps("Open it")
    assert ama.hears("has anything been made harder for you?")
    await ama.taps("A bit")
    assert ama.hears("Being treated worse because you spoke up is not OK")
    assert {"Write it down safely", "Talk to Yemi", "Outside help"} <= set(ama.buttons)
    before = await row(stage, concern)
    await stage.forward(days=75)
    await ama.taps("Open it")
    await ama.taps("No")
    assert ama.hears("I've kept nothing of that")
    assert await row(stage, concern) == before


async def test_just_once_and_no_are_kept_to(stage: Stage) -> None:
    for name, answer, knocks in (("Ama", "Just once", 1), ("Mei", "No", 0)):
        if name == "Ama":
            await two_contacts(stage)
        writer = await stage.member(name)
        await raises(stage, writer)
        await writer.taps("See where it is")
        await writer.taps("I'm happy to close")
        await writer.taps(answer)
        before = writer.transcript().count(KNOCK)
        await stage.forward(days=120)
        assert writer.transcript().count(KNOCK) - before == knocks


async def test_talking_again_opens_a_closed_one(stage: Stage) -> None:
    ama, yemi, concern = await opened_by(stage)
    await yemi.taps("I'm happy to close")
    await ama.taps("Open it")
    await ama.taps("I'm happy to close")
    await ama.taps("Yes")
    await stage.forward(days=22)
    await ama.taps("Open it")
    await ama.taps("Yes")
    await ama.taps("Talk to Yemi")
    await ama.types("They moved my clinic")
    await ama.taps("Send")
    assert yemi.screen == "A reply is waiting."
    await yemi.taps("Read it")
    assert "They moved my clinic" in yemi.screen
    kept = await row(stage, concern)
    assert kept
    assert (kept["state"], kept["closed_at"]) == ("open", None)


async def test_six_months_after_closing_words_and_key_are_gone(stage: Stage) -> None:
    ama, yemi, concern = await opened_by(stage)
    await yemi.taps("I'm happy to close")
    await ama.taps("Open it")
    await ama.taps("I'm happy to close")
    async with stage.database.read() as tx:
        notes = await tx.sql.concerns.notes(id=concern)
        sealed = notes[0]["words"]
        place = f"{concern}/{notes[0]['seq']}"
        assert MARKER in await tx.open("concern_notes", "words", place, PersonId(concern), sealed)
    await stage.forward(days=170)
    await night(stage)
    assert await row(stage, concern)
    await stage.forward(days=20)
    await night(stage)
    assert await row(stage, concern) is None
    assert await count(stage, "concern_notes") == 0
    assert await count(stage, "concern_endings") == 0
    async with stage.database.read() as tx:
        with pytest.raises(KeyDestroyed):
            await tx.open("concern_notes", "words", place, PersonId(concern), sealed)


async def test_no_more_than_five_are_open_at_once(stage: Stage) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    for _ in range(5):
        await raises(stage, ama)
    await ama.says("/concern")
    await ama.taps("Yes")
    assert ama.hears("You have 5 open.")


async def test_the_word_leads_back_to_it_from_the_front(stage: Stage) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    kept = await row(stage, await raises(stage, ama))
    assert kept
    await ama.says("/concern")
    await ama.taps(str(kept["word"]))
    assert ama.hears("Yemi has it and hasn't opened it yet. They aim to answer by Wed 4 Feb.")


async def test_a_contact_sees_their_open_ones_by_word(stage: Stage) -> None:
    yemi, ros = await two_contacts(stage)
    ama = await stage.member("Ama")
    kept = await row(stage, await raises(stage, ama))
    assert kept
    await yemi.says("/concerns")
    assert f"{kept['word']} ·" in yemi.buttons
    await yemi.taps(f"{kept['word']} ·")
    assert MARKER in yemi.screen
    await ros.says("/concerns")
    assert ros.hears("Nothing is open with you just now")


async def test_ive_read_it_and_ask_to_talk_reach_the_writer(stage: Stage) -> None:
    ama, yemi, _ = await opened_by(stage)
    await yemi.taps("I've read it")
    await ama.taps("Open it")
    assert ama.hears("Yemi has read it.")
    await yemi.taps("Back")
    await yemi.taps("Ask to talk")
    assert yemi.hears("How and where is theirs to say")
    await ama.taps("Read it")
    assert "I'd like to talk with you" in ama.screen


async def test_a_concern_waits_for_the_morning_and_a_reply_does_not(stage: Stage) -> None:
    yemi, _ = await two_contacts(stage)
    ama = await stage.member("Ama")
    await stage.until(stage.now.replace(hour=23, minute=0))
    await raises(stage, ama)
    assert yemi.transcript() == ""
    await stage.forward(hours=9)
    await stage.forward(minutes=5)
    assert yemi.screen == KNOCK
    await yemi.taps("Open it")
    await stage.until(stage.now.replace(hour=23, minute=30))
    await yemi.says("/concerns")
    await yemi.taps(next(label for label in yemi.buttons if label[-1].isdigit()))
    await answers(yemi)
    assert ama.screen == "A reply is waiting."


async def test_a_contact_who_muted_everything_still_hears_of_a_concern(stage: Stage) -> None:
    yemi, _ = await two_contacts(stage)
    await yemi.says("/stop")
    ama = await stage.member("Ama")
    await raises(stage, ama)
    assert yemi.screen == KNOCK


async def test_when_the_chat_cannot_be_cleared_it_says_so(stage: Stage) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama)
    await writes(ama)
    stage.server.faults.refuse(400, "Bad Request: message can't be deleted for everyone", method="deleteMessages")
    await ama.taps("Send")
    assert ama.hears("I couldn't clear the words you typed")
    assert await newest(stage)


async def test_a_second_tap_on_send_sends_once(stage: Stage) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama)
    await writes(ama)
    ama.part.taps_on("Send")
    ama.part.taps_on("Send")
    await stage.settle()
    assert await count(stage, "concerns") == 1


async def test_safe_words_for_pages_are_not_taken_for_a_concern(stage: Stage) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama)
    await ama.taps("Yemi, Voluntary")
    await ama.types("abacus abdomen abdominal abide abiding")
    assert ama.hears("That looks like the words or the code that open private pages")
    assert "abdominal" not in shown(ama)


async def test_the_answer_day_steps_over_the_weekend(stage: Stage) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await stage.forward(days=4)
    await raises(stage, ama)
    await ama.taps("See where it is")
    assert ama.hears("by Tue 10 Feb")


async def test_begun_in_the_middle_of_something_else_it_is_asked_about(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/story")
    await ama.taps("My steps")
    await begins(ama)
    assert ama.hears("You're part-way through something")
