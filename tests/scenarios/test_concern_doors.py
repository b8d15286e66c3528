"""Nobody but the writer and the one contact learns anything of a concern, not even that there is one (H-01, H-05)."""

from dataclasses import fields

import pytest

from handlers.concerns import taps
from handlers.talk.buttons import Button
from mentoring.people import PersonId, Role
from storage.core.ids import new_id
from tests.concern_steps import MARKER, answers, contact, forges, opened_by, raises, row, two_contacts
from tests.stage import Somebody, Stage, plain

PARTS: dict[str, tuple[Role, ...]] = {
    "a member": (),
    "a mentor": (Role.MENTOR,),
    "a guide": (Role.GUIDE,),
    "an observer": (Role.OBSERVER,),
    "a coordinator": (Role.COORDINATOR,),
    "another safe contact": (Role.SAFE_CONTACT,),
    "all at once": tuple(Role),
}
UNKNOWN = "I didn't catch that. Try the menu, or /help."
VALUES = {"answer": "both", "sure": True, "contact": "-", "token": "abcdefgh"}


def buttons_about(concern: str) -> list[Button]:
    """Each button of concerns that names one."""
    kinds = [
        kind for kind in vars(taps).values() if isinstance(kind, type) and issubclass(kind, Button) and kind.prefix
    ]
    named = [kind for kind in kinds if "concern" in {field.name for field in fields(kind)}]
    return [kind(**{f.name: VALUES.get(f.name, concern) for f in fields(kind)}) for kind in named]


def test_there_are_buttons_to_try() -> None:
    assert len(buttons_about("x")) >= 18


async def answer_to(somebody: Somebody, button: Button) -> list[str]:
    """What the bot shows for a forged tap."""
    await forges(somebody, button)
    return [plain(line) for line in somebody.news()]


@pytest.mark.parametrize("part", PARTS)
async def test_every_button_says_the_same_of_one_that_is_there_and_one_that_is_not(stage: Stage, part: str) -> None:
    _, yemi, concern = await opened_by(stage)
    await answers(yemi)
    before = await row(stage, concern)
    other = await stage.member("Sol", roles=PARTS[part])
    missing = new_id()
    for there, nowhere in zip(buttons_about(concern), buttons_about(missing), strict=True):
        said = await answer_to(other, there)
        assert said == await answer_to(other, nowhere), there
        assert said == ["That button is from an old message. Send /menu for a fresh start."], there
    assert await row(stage, concern) == before
    assert MARKER not in other.transcript()


@pytest.mark.parametrize("part", ["a member", "a mentor", "a guide", "an observer", "a coordinator"])
async def test_no_command_lists_concerns_for_anybody_else(stage: Stage, part: str) -> None:
    await two_contacts(stage)
    await raises(stage, await stage.member("Ama"))
    other = await stage.member("Sol", roles=PARTS[part])
    for command in ("/concerns", "/away", "/nosuchcommand"):
        await other.says(command)
        assert other.screen == UNKNOWN
    for button in (taps.OpenConcerns(), taps.OpenAway(), taps.AddAway(), taps.BackOn("2026-02-02")):
        assert await answer_to(other, button) == [UNKNOWN]


async def test_another_contacts_list_is_the_same_with_and_without_one_elsewhere(stage: Stage) -> None:
    _, ros = await two_contacts(stage)
    await ros.says("/concerns")
    before = ros.screen, ros.buttons
    await raises(stage, await stage.member("Ama"))
    await ros.says("/concerns")
    assert (ros.screen, ros.buttons) == before


async def test_nobody_but_the_contact_is_written_to(stage: Stage) -> None:
    others = [await stage.member(part, roles=roles) for part, roles in PARTS.items()]
    await contact(stage, "Yemi")
    await raises(stage, await stage.member("Ama"))
    await stage.forward(days=10)
    assert [other.name for other in others if other.transcript()] == []


async def test_the_writer_cannot_play_the_contact_nor_the_contact_the_writer(stage: Stage) -> None:
    ama, yemi, concern = await opened_by(stage)
    for button in (taps.HaveRead(concern), taps.HaveClash(concern), taps.HadToAct(concern, sure=True)):
        assert (await answer_to(ama, button))[0].startswith("That button is from an old message")
    other = PersonId(str(stage.cast["Ros"].id))
    mine = (taps.TakeItBack(concern, sure=True), taps.Choose(concern, other), taps.BackUp(concern, other))
    for writers in (*mine, taps.OpenMine(concern), taps.AskAfter(concern, "both"), taps.OpenFollowUp(concern)):
        assert (await answer_to(yemi, writers))[0].startswith("That button is from an old message")
    kept = await row(stage, concern)
    assert kept
    assert (kept["state"], kept["acted_at"], kept["backup_id"]) == ("open", None, None)


async def test_a_concern_cannot_be_given_to_somebody_who_is_no_safe_contact(stage: Stage) -> None:
    ama, yemi, concern = await opened_by(stage)
    sol = await stage.member("Sol")
    assert sol.id
    for somebody, button in ((ama, taps.Choose(concern, sol.id)), (yemi, taps.HandTo(concern, sol.id))):
        assert (await answer_to(somebody, button))[0].startswith("That button is from an old message")
    kept = await row(stage, concern)
    assert kept
    assert (kept["contact_id"], kept["handing_to"]) == (yemi.id, None)


async def test_in_a_group_nothing_of_it_is_answered(stage: Stage) -> None:
    yemi, _ = await two_contacts(stage)
    ama = await stage.member("Ama")
    chat = await stage.group("Thursday circle", people=[yemi, ama])
    await raises(stage, ama)
    for somebody, command in ((ama, "/concern"), (yemi, "/concerns")):
        await stage.forward(seconds=61)  # one line a minute, whoever asks
        await somebody.says(command, chat)
        assert somebody.hears("Let's do that in private.", chat)
        assert not somebody.hears("open", chat)
