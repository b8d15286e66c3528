"""Opportunities: a card from its questions to the copies of those who asked, and of nobody else."""

import pytest

from mentoring.joining import Setting
from mentoring.people import Role
from storage import opportunities
from tests.scenarios.sending import (
    COPY,
    NAMES,
    answers,
    chances,
    copies,
    is_ready,
    readers,
    sends,
    wishes,
    works_in,
)
from tests.stage import Stage, plain


async def test_from_the_form_to_twelve_copies_each_exactly_as_previewed(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await answers(nana)
    assert nana.hears("Three quick checks")
    await nana.taps("Yes to all")
    assert COPY in chances(nana)
    assert nana.hears("Everyone who opted in, or a part?")
    await nana.taps("Everyone")
    assert "About 10 people. I can't send by ethnicity, gender, age or band." in nana.screen
    await nana.taps("Send me a test")
    assert chances(nana) == [COPY, COPY]
    assert all(chances(person) == [] for person in everyone)
    await nana.taps("Send now")
    assert "Send to about 10 people now? You can pause or take it back." in nana.screen
    await nana.taps("Yes, send")
    for person in everyone:
        assert chances(person) == [COPY]
        assert person.buttons == ["Save it", "Tell me more", "Not for me"]


async def test_a_part_that_is_too_small_is_refused_and_can_be_widened(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await works_in(stage, Setting.NHS, *everyone[:8])
    await works_in(stage, Setting.COUNCIL, *everyone[8:])
    await answers(nana)
    await nana.taps("Yes to all")
    await nana.taps("By setting")
    await nana.taps("Council")
    assert "That group is too small to send to on its own. Widen it?" in nana.screen
    await nana.taps("Widen")
    await nana.taps("NHS")
    await nana.taps("Send now")
    await nana.taps("Yes, send")
    assert [len(chances(person)) for person in everyone] == [1] * 8 + [0] * 4


async def test_with_four_who_asked_nothing_can_be_sent(stage: Stage) -> None:
    nana = await stage.coordinator()
    four = await readers(stage, *NAMES[:4])
    await is_ready(nana)
    assert nana.hears("Fewer than 5 people have asked for this kind so far")
    with pytest.raises(AssertionError):
        await nana.taps("Send now")
    assert all(chances(person) == [] for person in four)


async def test_who_has_not_opted_in_gets_nothing(stage: Stage) -> None:
    nana, _ = await stage.coordinator(), await readers(stage, *NAMES[:6])
    silent, none, picky, fussy = await stage.members("Sam", "Noor", "Pia", "Fay")
    await wishes(stage, none, chances="no")
    await wishes(stage, picky, chances="pick", chance_kinds=["OP2"])
    await wishes(stage, fussy, chances="pick", chance_kinds=["OP1"])
    await sends(stage, nana)
    assert [len(chances(person)) for person in (silent, none, picky, fussy)] == [0, 0, 1, 0]


async def test_formatting_tricks_are_shown_as_they_are_typed(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    tricks = "<b>Bold</b> _it_ [a](tg://user) &lt; *x*"
    await nana.says("/broadcast")
    await nana.taps("Opportunity")
    await nana.types(tricks)
    assert nana.hears("I couldn't read that link")
    await nana.says("/cancel")
    await sends(stage, nana, title="<b>Bold</b> _it_ &lt; *x* \u202eabc @everyone")
    message = everyone[0].part.hears()[-1]
    assert "<b>Bold</b> _it_ &lt; *x* abc @\u2060everyone" in plain(message.text)
    assert not message.content.get("entities")


async def test_a_look_alike_link_shows_its_true_letters_and_must_be_confirmed(stage: Stage) -> None:
    nana = await stage.coordinator()
    await readers(stage)
    await answers(nana, how="Apply at https://exаmple.org/jobs")
    assert "xn--exmple-4nf.org" in nana.screen
    await nana.taps("No, it's not")
    await nana.taps("Fix something")
    await nana.taps("How to apply")
    await nana.types("http://example.org/jobs")
    assert nana.hears("I couldn't read that link. Paste it in full, starting https://")
    await nana.types("Apply at https://example.org/jobs")
    assert nana.hears("Three quick checks")


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("31 Feb", "I couldn't read a day"),
        ("5", "I couldn't read a day"),
        ("1 January 2026", "That day has gone by"),
        ("27 Feb 2062", "more than a year away"),
    ],
)
async def test_a_closing_day_that_cannot_be_is_asked_for_again(stage: Stage, typed: str, heard: str) -> None:
    nana = await stage.coordinator()
    await nana.says("/broadcast")
    await nana.taps("Opportunity")
    await nana.types("A title")
    await nana.taps("Job")
    await nana.types(typed)
    assert nana.hears(heard)
    await nana.types("in 3 weeks")
    assert nana.hears("Where is it")


async def test_sending_on_short_notice_needs_a_line_on_why(stage: Stage) -> None:
    nana = await stage.coordinator()
    await readers(stage)
    await answers(nana, closes="Thu 5 Feb")
    assert nana.hears("It closes in under seven days")
    assert "Yes to all" not in nana.buttons
    await nana.taps("Send anyway")
    await nana.types("The course told us only today")
    await nana.taps("Everyone")
    async with stage.database.read() as tx:
        kept = await tx.conn.slow("select why, card from opportunities")
        assert b"course" not in bytes(kept[0][0]) + bytes(kept[0][1])
    await nana.taps("Send now")
    await nana.taps("Yes, send")
    joy = await stage.coordinator("Joy")
    await joy.says("/results")
    assert joy.hears("Sent although a check said no: The course told us only today")


async def test_a_draft_is_kept_and_found_again(stage: Stage) -> None:
    nana = await stage.coordinator()
    await readers(stage)
    await is_ready(nana)
    await nana.taps("Save draft")
    assert nana.hears("Saved as a draft for 30 days")
    await stage.restart()
    await nana.says("/broadcast")
    await nana.taps("Project lead, hand ther…")
    assert nana.hears("This is what members will see")
    await nana.taps("Save it")
    assert nana.hears("only the preview")


async def test_an_event_says_its_time_and_whether_it_suits_families(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await nana.says("/broadcast")
    await nana.taps("Opportunity")
    for said in ("Tea and talk", "*Networking event", "Fri 27 Feb", "Online", "Anyone", "Just come"):
        await (nana.taps(said[1:]) if said.startswith("*") else nana.types(said))
    for said in ("free", "*Not said", "Esi", "*Not said", "*Not said", "2 pm", "*Yes", "*Not said"):
        await (nana.taps(said[1:]) if said.startswith("*") else nana.types(said))
    assert nana.hears("And for an event")
    for label in ("Yes to all", "Everyone", "Send now", "Yes, send"):
        await nana.taps(label)
    (copy,) = chances(everyone[0])
    assert "When: 2 pm. Cost: free. Family-friendly: Yes. Alcohol-free: Not said." in copy


async def test_begun_as_an_event_it_asks_as_for_an_event_and_offers_no_jobs(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await nana.says("/broadcast")
    await nana.taps("Event")
    await nana.types("Tea and talk")
    assert nana.buttons[:-1] == ["Talk or panel", "Networking event"]
    await nana.taps("Talk or panel")
    for asked, said in (
        ("the last day to sign up", "Fri 27 Feb"),
        ("Where is it", "Online"),
        ("Who can come?", "Anyone"),
        ("How do people sign up?", "Just come"),
    ):
        assert asked in nana.screen
        await nana.types(said)
    for _ in range(5):
        await nana.taps("Not said")
    assert "Which day is it, and at what time?" in nana.screen
    await nana.types("Sat 28 Feb, 2 pm")
    for label in ("Yes", "Yes", "Send anyway"):
        await nana.taps(label)
    await nana.types("The speaker asked for it")
    for label in ("Everyone", "Send now", "Yes, send"):
        await nana.taps(label)
    (copy,) = chances(everyone[0])
    assert "When: Sat 28 Feb, 2 pm." in copy


async def test_a_story_goes_by_the_story_desk(stage: Stage) -> None:
    nana = await stage.coordinator()
    await nana.says("/broadcast")
    await nana.taps("Story")
    assert "A story comes here when its teller sends it with /story" in nana.screen


async def test_only_coordinators_may_send_or_see_results(stage: Stage) -> None:
    ama = await stage.member("Ama", roles=[Role.MENTOR])
    for command in ("/broadcast", "/results"):
        await ama.says(command)
        assert ama.hears("I didn't catch that")
    nana = await stage.coordinator()
    await answers(nana)
    async with stage.database.read() as tx:
        (draft,) = await opportunities.drafts(tx)
    await ama.says("/help")
    for forged in ("op-yes", "op-recall", "op-save", "op-tell", "op-fix", "op-results"):
        ama.part.taps(ama.part.hears()[-1], f"{forged}:{draft.id}", forged=True)
        await stage.settle()
    assert "Project lead" not in ama.transcript()
    async with stage.database.read() as tx:
        assert (await opportunities.find(tx, draft.id)).state == "draft"


async def test_a_changed_draft_needs_its_checks_anew(stage: Stage) -> None:
    nana = await stage.coordinator()
    await readers(stage)
    await answers(nana)
    await nana.taps("Yes to all")
    await nana.taps("Fix something")
    await nana.taps("Closing date")
    await nana.types("Thu 5 Feb")
    assert nana.hears("It closes in under seven days")
    async with stage.database.read() as tx:
        (draft,) = await opportunities.drafts(tx)
    for forged in ("op-send", "op-yes", "op-fair"):
        nana.part.taps(nana.part.hears()[-1], f"{forged}:{draft.id}", forged=True)
        await stage.settle()
    assert await copies(stage) == {}
