"""Who hears a concern and who never does, what moves it on, and how it ends when somebody leaves (J12, the edges)."""

import pytest

from handlers.concerns import taps
from mentoring.joining import Setting
from mentoring.people import PersonId, Role
from storage import circles, concern_endings, people
from storage.core.keystore import KeyDestroyed
from tests.circle_steps import open_circle, take_seat
from tests.concern_steps import (
    ANSWER,
    KNOCK,
    MARKER,
    answers,
    begins,
    contact,
    decides,
    forges,
    hears_it,
    night,
    opened_by,
    raises,
    row,
    two_contacts,
    works_in,
    writes,
)
from tests.page_steps import count, shown
from tests.scenarios.pairing import id_of, live_mentor, paired
from tests.stage import Somebody, Stage

OLD = "That button is from an old message."


# Whom it never reaches


async def test_a_contact_it_is_about_is_never_offered(stage: Stage) -> None:
    ama, mentor = await stage.member("Ama"), await live_mentor(stage, "Yemi")
    async with stage.database.begin() as tx:
        await people.grant(tx, id_of(mentor), Role.SAFE_CONTACT, now=stage.now)
    await contact(stage, "Ros", Setting.UNIVERSITY)
    await paired(stage, ama, mentor)
    await decides(ama, about=["Yemi"])
    assert "Ros, University" in ama.buttons
    assert not [label for label in ama.buttons if "Yemi" in label]


async def test_a_contact_who_is_paired_with_whom_it_is_about_is_never_offered(stage: Stage) -> None:
    yemi, _ = await two_contacts(stage)
    grace, ama = await live_mentor(stage, "Grace"), await stage.member("Ama")
    await paired(stage, ama, grace)
    await paired(stage, yemi, grace)
    await decides(ama, about=["Grace"])
    assert [label for label in ama.buttons if "," in label] == ["Ros, University"]


async def test_about_a_circle_nobody_who_sits_in_it_or_holds_it_is_offered(stage: Stage) -> None:
    opened = await open_circle(stage)
    await contact(stage, "Ros", Setting.UNIVERSITY)
    async with stage.database.begin() as tx:
        await people.grant(tx, id_of(opened.observer), Role.SAFE_CONTACT, now=stage.now)
    ama = await stage.member("Ama")
    await take_seat(ama)
    await decides(ama, kind="A circle")
    assert [label for label in ama.buttons if "," in label] == ["Ros, University"]


async def test_about_a_coordinator_it_goes_outside_their_sector(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await works_in(stage, nana, Setting.VOLUNTARY)
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama, about=["A coordinator"])
    assert [label for label in ama.buttons if "," in label] == ["Ros, University"]
    await writes(ama, to="Ros, University")
    await ama.taps("Send")
    assert nana.transcript() == ""


async def test_about_whoever_runs_the_bot_it_says_that_outside_help_is_safer(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await works_in(stage, nana, Setting.VOLUNTARY)
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama, about=["Who runs the bot"])
    assert ama.hears("For this, outside help is safer.")
    assert [label for label in ama.buttons if "," in label] == ["Ros, University"]


async def test_a_tap_means_whoever_stood_there_when_it_was_shown(stage: Stage) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama)
    first = next(label for label in ama.buttons if "," in label)
    await is_away(stage.cast[first.partition(",")[0]])
    await ama.taps(first)
    await ama.types("some words")
    assert ama.hears(f"{first.partition(',')[0]} will see")
    await ama.taps("Send")
    assert ama.hears("isn't free any more")


async def test_looking_for_outside_help_leaves_another_draft_alone(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/story")
    await ama.taps("My steps")
    await ama.says("/concern")
    await ama.taps("Yes")
    await ama.taps("Racism at work")
    await ama.taps("Outside advice")
    assert await count(stage, "drafts") == 1


async def test_when_all_clash_outside_help_is_shown(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await works_in(stage, nana, Setting.VOLUNTARY)
    await contact(stage, "Yemi")
    ama = await stage.member("Ama")
    await decides(ama, about=["A coordinator"])
    assert ama.hears("There's nobody here I can offer you for this. Let's use outside help.")
    await ama.taps("Outside help")
    for said in ("Acas", "union", "Citizens Advice", "nothing to do with this network"):
        assert ama.hears(said)
    assert await count(stage, "drafts") == 0


async def test_a_contact_is_not_offered_to_themselves(stage: Stage) -> None:
    yemi, _ = await two_contacts(stage)
    await decides(yemi)
    assert [label for label in yemi.buttons if "," in label] == ["Ros, University"]


async def test_only_people_who_agreed_to_be_shown_can_be_ticked(stage: Stage) -> None:
    await open_circle(stage)
    ama, mei, tunde = await stage.members("Ama", "Mei", "Tunde")
    await take_seat(ama)
    await take_seat(mei)
    await take_seat(tunde, shown=False)
    await begins(ama)
    await ama.taps("Just listen")
    assert {"Mei", "Ed", "Gus", "Obi", "A coordinator"} <= set(ama.buttons)
    assert "Tunde" not in ama.buttons


async def test_a_typed_role_is_not_kept(stage: Stage) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await begins(ama)
    await ama.taps("Just listen")
    await ama.types("my band 7")
    await ama.taps("No name")
    assert ama.hears("You said: my band 7.")
    await writes(ama)
    await ama.taps("Send")
    assert "my band 7" not in shown(ama)
    assert "Who is it about?" not in shown(ama)


async def test_who_it_is_about_is_sealed(stage: Stage) -> None:
    ama, grace = await stage.member("Ama"), await live_mentor(stage, "Grace")
    await paired(stage, ama, grace)
    await two_contacts(stage)
    kept = await row(stage, await raises(stage, ama, about=["Grace"]))
    assert kept
    assert id_of(grace).encode() not in bytes(kept["never_to"])  # type: ignore[call-overload]  # a blob


# Away, and not opened


async def is_away(somebody: Somebody, first: str = "Today", last: str = "Fri 6 Feb") -> None:
    await somebody.says("/away")
    await somebody.taps("Add dates")
    await (somebody.taps(first) if first == "Today" else somebody.types(first))
    await somebody.types(last)


async def test_a_contact_who_is_away_is_not_offered_until_they_are_back(stage: Stage) -> None:
    yemi, _ = await two_contacts(stage)
    ama = await stage.member("Ama")
    await is_away(yemi)
    assert yemi.hears("2 Feb 2026 to 6 Feb 2026")
    await decides(ama)
    assert [label for label in ama.buttons if "," in label] == ["Ros, University"]
    await ama.taps("Stop")
    await yemi.taps("Not off 2 Feb 2026")
    await decides(ama)
    assert "Yemi, Voluntary" in ama.buttons


async def test_days_off_that_end_before_they_begin_are_asked_again(stage: Stage) -> None:
    yemi, _ = await two_contacts(stage)
    await is_away(yemi, "Fri 20 Feb", "Thu 12 Feb")
    assert yemi.hears("That day is before the first one")
    await yemi.types("Sat 21 Feb")
    assert yemi.hears("20 Feb 2026 to 21 Feb 2026")


async def test_days_off_that_are_over_are_forgotten(stage: Stage) -> None:
    yemi, _ = await two_contacts(stage)
    await is_away(yemi)
    await stage.forward(days=6)
    await night(stage)
    assert await count(stage, "contact_aways") == 0


async def test_not_opened_in_two_working_days_the_back_up_is_tried_with_the_yes(stage: Stage) -> None:
    yemi, ros = await two_contacts(stage)
    ama = await stage.member("Ama")
    concern = await raises(stage, ama)
    await ama.taps("Yes, try Ros")
    await stage.forward(hours=47)
    assert ros.transcript() == ""
    await stage.forward(hours=2)
    assert ros.screen == KNOCK
    await ros.taps("Open it")
    assert MARKER in ros.screen
    await ama.taps("Open it")
    assert ama.hears("Ros has opened it.")
    await forges(yemi, taps.OpenTheirs(concern))
    assert yemi.hears(OLD)
    assert "moved on" not in yemi.transcript()


async def test_without_the_yes_nobody_else_is_tried_and_the_writer_chooses(stage: Stage) -> None:
    yemi, ros = await two_contacts(stage)
    ama = await stage.member("Ama")
    await raises(stage, ama)
    await ama.taps("No, only Yemi")
    assert ama.hears("If it isn't opened in time, I'll tell you.")
    await stage.forward(hours=50)
    assert ros.transcript() == ""
    assert ama.screen == KNOCK
    await ama.taps("Open it")
    assert ama.hears("Yemi hasn't opened it yet. You can wait, or choose someone else.")
    await ama.taps("Someone else")
    await ama.taps("Ros, University")
    assert ama.hears("Ros has it and hasn't opened it yet")
    await hears_it(ros)
    assert MARKER in ros.screen
    await yemi.says("/concerns")
    assert yemi.hears("Nothing is open with you just now")


async def test_a_contact_who_goes_off_today_does_not_keep_it_waiting(stage: Stage) -> None:
    yemi, ros = await two_contacts(stage)
    ama = await stage.member("Ama")
    await raises(stage, ama)
    await ama.taps("Yes, try Ros")
    await is_away(yemi)
    assert ros.screen == KNOCK


async def test_the_writer_hears_that_whoever_has_it_is_off(stage: Stage) -> None:
    ama, yemi, _ = await opened_by(stage)
    await is_away(yemi)
    await ama.taps("Open it")
    assert ama.hears("They're off until 6 Feb 2026.")


async def test_an_opened_one_without_an_answer_is_knocked_for_once_more(stage: Stage) -> None:
    _, yemi, _ = await opened_by(stage)
    before = yemi.transcript().count(KNOCK)
    await stage.forward(hours=50)
    assert yemi.transcript().count(KNOCK) == before + 1


async def test_an_opportunity_to_choose_is_there_when_the_picked_one_is_not_free_any_more(stage: Stage) -> None:
    yemi, _ = await two_contacts(stage)
    ama = await stage.member("Ama")
    await decides(ama)
    await writes(ama)
    await is_away(yemi)
    await ama.taps("Send")
    assert ama.hears("isn't free any more")
    assert KNOCK not in yemi.transcript()
    await ama.taps("Open it")
    await ama.taps("Ros, University")
    assert ama.hears("Ros has it")


# A clash, handing over, having to act


async def test_a_clash_closes_the_text_at_once_and_for_good(stage: Stage) -> None:
    ama, yemi, concern = await opened_by(stage)
    await yemi.taps("I have a clash")
    assert MARKER not in shown(yemi)
    assert yemi.hears("It's closed to you now, and has moved on.")
    for button in (taps.OpenTheirs(concern), taps.ReadIt(concern), taps.WriteMore(concern), taps.HandOver(concern)):
        await forges(yemi, button)
        assert yemi.hears(OLD)
        assert not yemi.hears(MARKER)
    await ama.taps("Open it")
    assert ama.hears("Nobody has it just now.")
    assert [label for label in ama.buttons if "," in label] == ["Ros, University"]
    await ama.taps("Ros, University")
    assert ama.hears("Ros has it")


async def test_words_on_their_way_when_the_clash_is_tapped_are_not_shown(stage: Stage) -> None:
    _, yemi, _ = await opened_by(stage)
    await yemi.says("/concerns")
    yemi.part.taps_on(next(label for label in yemi.buttons if label[-1].isdigit()))
    yemi.part.taps_on("I have a clash")
    await stage.settle()
    assert MARKER not in shown(yemi)


async def test_a_new_contact_does_not_read_what_the_one_before_wrote(stage: Stage) -> None:
    ama, yemi, _ = await opened_by(stage)
    await answers(yemi)
    await ama.says("/menu")
    await ama.taps("Read it")
    await ama.taps("See where it is")
    await ama.taps("Someone else")
    await ama.taps("Ros, University")
    ros = stage.cast["Ros"]
    await hears_it(ros)
    assert MARKER in ros.screen
    assert ANSWER not in ros.screen
    assert "Something that was with you has moved on" in yemi.screen
    assert MARKER not in shown(yemi)


async def test_handing_over_needs_the_writers_yes(stage: Stage) -> None:
    ama, yemi, _ = await opened_by(stage)
    ros = stage.cast["Ros"]
    await yemi.taps("Hand over")
    await yemi.taps("Ros, University")
    assert yemi.hears("It moves only with their yes")
    assert ros.transcript() == ""
    await ama.taps("Open it")
    assert ama.hears("They'd like to hand it to Ros. Is that OK?")
    await ama.taps("No, leave it there")
    assert ros.transcript() == ""
    await yemi.taps("Back")
    await yemi.taps("Hand over")
    await yemi.taps("Ros, University")
    await ama.taps("Open it")
    await ama.taps("Yes, Ros")
    await hears_it(ros)
    assert MARKER in ros.screen


async def test_taking_it_back_erases_words_and_key(stage: Stage) -> None:
    ama, yemi, concern = await opened_by(stage)
    async with stage.database.read() as tx:
        sealed = (await tx.sql.concerns.notes(id=concern))[0]["words"]
    await ama.taps("See where it is")
    await ama.taps("Take it back")
    assert await row(stage, concern)
    await ama.taps("Yes, take it back")
    assert ama.hears("the key that opens them is destroyed")
    assert await row(stage, concern) is None
    assert await count(stage, "concern_endings") == 0
    assert MARKER not in shown(yemi)
    assert "has moved on" in yemi.screen
    async with stage.database.read() as tx:
        with pytest.raises(KeyDestroyed):
            await tx.open("concern_notes", "words", f"{concern}/1", PersonId(concern), sealed)
    files = b"".join(path.read_bytes() for path in stage.folder.glob("circle.sqlite*"))
    assert bytes(sealed) not in files


async def test_a_crash_before_the_key_is_destroyed_is_made_good_at_the_next_start(stage: Stage) -> None:
    ama, _, concern = await opened_by(stage)
    async with stage.database.begin() as tx:  # the rows go, and then the power
        await concern_endings.take_back(tx, concern, id_of(ama), now=stage.now)
    assert await count(stage, "concern_endings") == 1
    await stage.restart()
    assert await count(stage, "concern_endings") == 0
    async with stage.database.read() as tx:
        assert await tx.keystore.is_destroyed(PersonId(concern))


async def test_it_cannot_be_taken_back_once_the_contact_had_to_act_and_that_is_said(stage: Stage) -> None:
    ama, yemi, concern = await opened_by(stage)
    await yemi.taps("I had to act")
    await yemi.taps("Yes, I had to")
    await ama.taps("Open it")
    assert ama.hears("They've had to tell someone, because somebody may be badly harmed.")
    await ama.taps("Take it back")
    await ama.taps("Yes, take it back")
    assert ama.hears("I can't erase that one.")
    assert await row(stage, concern)


async def test_if_they_ask_who_spoke_there_is_one_line(stage: Stage) -> None:
    _, yemi, _ = await opened_by(stage)
    assert 'If anybody asks who spoke: "We don\'t share that."' in yemi.screen


async def test_many_about_one_person_are_seen_only_by_whoever_they_were_sent_to(stage: Stage) -> None:
    yemi, ros = await two_contacts(stage)
    ama, mei = await stage.members("Ama", "Mei")
    await raises(stage, ama)
    await raises(stage, mei, to="Ros, University")
    for somebody in (yemi, ros):
        await somebody.says("/concerns")
        assert len([label for label in somebody.buttons if label.endswith("·")]) == 1
        assert not somebody.hears("more than one")


# Stop contact, and roads beside it


async def test_stop_contact_ends_a_pair_at_once_in_the_words_of_any_ending(stage: Stage) -> None:
    ama, grace = await stage.member("Ama"), await live_mentor(stage, "Grace")
    await paired(stage, ama, grace)
    await grace.says("/menu")
    await two_contacts(stage)
    await begins(ama)
    await ama.taps("Stop contact")
    await ama.taps("Grace")
    assert ama.hears("That pair has ended. They can't reach you through me.")
    assert grace.screen == KNOCK
    await grace.taps("Open it")
    assert grace.hears("Your mentoring with each other has finished.")
    async with stage.database.read() as tx:
        assert (await tx.conn.slow("select state from pairs"))[0][0] == "ended"
    await ama.taps("Skip")
    await ama.taps("No name")
    await writes(ama)
    await ama.taps("Send")
    assert ama.hears("Your word for this is")


async def test_whoever_was_cut_off_is_kept_from_hearing_it(stage: Stage) -> None:
    ama, grace = await stage.member("Ama"), await live_mentor(stage, "Grace")
    async with stage.database.begin() as tx:
        await people.grant(tx, id_of(grace), Role.SAFE_CONTACT, now=stage.now)
    await contact(stage, "Ros", Setting.UNIVERSITY)
    await paired(stage, ama, grace)
    await begins(ama)
    for label in ("Stop contact", "Grace", "Skip", "No name"):
        await ama.taps(label)
    assert [label for label in ama.buttons if "," in label] == ["Ros, University"]


async def test_stop_contact_gives_a_seat_back(stage: Stage) -> None:
    opened = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    await begins(ama, kind="A circle")
    await ama.taps("Stop contact")
    await ama.taps("Thursday circle")
    assert ama.hears("Your seat is given back.")
    async with stage.database.read() as tx:
        assert await circles.seat_of(tx, opened.id, id_of(ama)) is None


async def test_racism_at_work_has_choices_and_none_is_the_right_one(stage: Stage) -> None:
    await two_contacts(stage)
    ama = await stage.member("Ama")
    await begins(ama, kind="Racism at work")
    assert ama.hears('None is the "right" one.')
    assert {"Write it down safely", "Talk to someone", "Outside advice"} <= set(ama.buttons)
    await ama.taps("Outside advice")
    assert ama.hears("Acas")
    await ama.taps("Back")
    await ama.taps("Yes")
    await ama.taps("Racism at work")
    await ama.taps("Talk to someone")
    assert ama.hears("What would help most?")


async def test_a_data_concern_offers_export_and_erase_on_the_spot(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await begins(ama, kind="My data")
    assert {"See what's kept", "Take it away", "Erase me", "Talk to someone"} <= set(ama.buttons)
    await ama.taps("Take it away")
    assert ama.hears("Here are two files")


async def test_worried_for_someone_says_whom_to_call_and_asks_the_observer(stage: Stage) -> None:
    opened = await open_circle(stage)
    ama = await stage.member("Ama")
    await take_seat(ama)
    await begins(ama, kind="Worried for someone")
    for said in ("call 999", "How are you, really?", "Don't promise to keep it secret", "I won't contact them"):
        assert ama.hears(said)
    await ama.taps("Ask the observer")
    assert ama.hears("I've told Obi that you'd like a quiet word, and not why")
    assert "Ama, from your circle, would like a quiet word" in opened.observer.screen
    entities = opened.observer.part.hears()[-1].content["entities"]
    assert isinstance(entities, list)
    assert entities[0]["type"] == "spoiler"


async def test_somethings_wrong_in_a_pair_leads_here_with_the_way_out_beside_it(stage: Stage) -> None:
    ama, grace = await stage.member("Ama"), await live_mentor(stage, "Grace")
    await paired(stage, ama, grace)
    await ama.says("/mentoring")
    await ama.taps("Grace")
    await ama.taps("End or pause")
    await ama.taps("Something's wrong")
    assert {"Raise a concern", "End it too"} <= set(ama.buttons)
    await ama.taps("Raise a concern")
    assert ama.hears("Are you safe right now?")


# Leaving


async def test_erasing_with_one_open_asks_first_and_closing_it_destroys_it(stage: Stage) -> None:
    ama, yemi, concern = await opened_by(stage)
    await ama.says("/privacy")
    await ama.taps("Erase me")
    assert ama.hears("You have a concern open. Close it, or leave it with no name?")
    await ama.taps("Close it")
    assert await row(stage, concern)
    await ama.types("ERASE")
    assert ama.hears("This is your receipt")
    assert await row(stage, concern) is None
    async with stage.database.read() as tx:
        assert await tx.keystore.is_destroyed(PersonId(concern))
    assert "has moved on" in yemi.screen


async def test_left_with_no_name_it_stays_with_its_contact(stage: Stage) -> None:
    yemi, _ = await two_contacts(stage)
    ama = await stage.member("Ama")
    concern = await raises(stage, ama, named=True)
    await hears_it(yemi)
    assert "From: Ama." in yemi.screen
    await ama.says("/privacy")
    await ama.taps("Erase me")
    await ama.taps("Leave, no name")
    await ama.types("ERASE")
    assert ama.hears("This is your receipt")
    kept = await row(stage, concern)
    assert kept
    assert kept["writer_id"] is None
    await yemi.taps("Open it")
    assert MARKER in yemi.screen
    assert "From: someone who has left the network, no name." in yemi.screen
    assert "Reply" not in yemi.buttons
    await yemi.taps("I'm happy to close")
    assert yemi.hears("Closed. Thank you for hearing it.")
    await stage.forward(days=190)
    await night(stage)
    assert await row(stage, concern) is None


async def test_stopping_at_the_word_changes_nothing(stage: Stage) -> None:
    ama, _, concern = await opened_by(stage)
    before = await row(stage, concern)
    await ama.says("/privacy")
    await ama.taps("Erase me")
    await ama.taps("Close it")
    await ama.taps("Stop")
    assert await row(stage, concern) == before


async def test_when_the_contact_is_erased_the_writer_can_choose_again(stage: Stage) -> None:
    ama, yemi, concern = await opened_by(stage)
    await yemi.says("/privacy")
    await yemi.taps("Erase me")
    await yemi.types("ERASE")
    assert yemi.hears("This is your receipt")
    assert ama.screen == KNOCK
    await ama.taps("Open it")
    await ama.taps("Ros, University")
    assert ama.hears("Ros has it")
    kept = await row(stage, concern)
    assert kept
    assert kept["contact_id"] == stage.cast["Ros"].id


async def test_a_contact_who_is_one_no_more_reads_nothing_from_that_moment(stage: Stage) -> None:
    ama, yemi, concern = await opened_by(stage)
    async with stage.database.begin() as tx:
        await people.revoke(tx, id_of(yemi), Role.SAFE_CONTACT)
    await forges(yemi, taps.ReadIt(concern))
    assert yemi.hears(OLD)
    await night(stage)
    await ama.taps("Open it")
    assert ama.hears("Nobody has it just now.")


async def test_what_the_writer_wrote_is_in_the_copy_they_take_away(stage: Stage) -> None:
    ama, yemi, _ = await opened_by(stage)
    await answers(yemi)
    await ama.says("/privacy")
    await ama.taps("Take it away")
    world = ama.part.world
    files = [
        world.files[m.content["document"]["file_id"]].content.decode()  # type: ignore[index]  # a document's own fields
        for m in ama.part.chat.messages.values()
        if "document" in m.content
    ]
    assert all(MARKER in file for file in files)
    assert not any(ANSWER in file for file in files)
