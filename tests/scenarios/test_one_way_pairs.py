"""A pair goes one way: nobody mentors themselves, and no two people mentor each other."""

import pytest

from handlers.mentors import taps
from mentoring.meetings import Clash
from storage import agreements, meetings, pairs
from tests.checkin_steps import pair_up
from tests.scenarios.pairing import forges, id_of, live_mentor
from tests.stage import Somebody, Stage

REFUSED = "You're their mentor, or they've asked you to be."


async def finds(seeker: Somebody) -> None:
    await seeker.says("/mentoring")
    await seeker.taps("Find a mentor")
    while "Skip" in seeker.buttons:
        await seeker.taps("Skip")


async def on_the_way(stage: Stage, mentee: Somebody, mentor: Somebody, how: str) -> None:
    if how == "paired":
        await pair_up(stage, mentee, mentor)
    else:
        async with stage.database.begin() as tx:
            await meetings.ask(tx, id_of(mentee), id_of(mentor), None, stage.now)


@pytest.mark.parametrize("how", ["asked", "paired"])
async def test_a_mentee_is_neither_suggested_to_their_mentor_nor_asked_from_an_old_screen(
    stage: Stage, how: str
) -> None:
    grace, ife = await live_mentor(stage, "Grace"), await live_mentor(stage, "Ife")
    await finds(grace)
    await grace.taps("Read profile")
    assert "Ask to meet" in grace.buttons
    await on_the_way(stage, ife, grace, how)
    await grace.taps("Ask to meet")
    assert grace.hears(REFUSED)
    await forges(grace, taps.MyClash(id_of(ife), Clash.NONE))
    assert grace.hears(REFUSED)
    await grace.says("/mentoring")
    await grace.taps("See who may suit")
    assert grace.hears("No one yet")
    async with stage.database.read() as tx:
        assert not [one for one in await meetings.of_person(tx, id_of(grace)) if one.mentee == id_of(grace)]


async def test_two_who_ask_each_other_at_once_are_one_ask(stage: Stage) -> None:
    grace, ife = await live_mentor(stage, "Grace"), await live_mentor(stage, "Ife")
    for seeker in (grace, ife):
        await finds(seeker)
        await seeker.taps("Read profile")
        await seeker.taps("Ask to meet")
        await seeker.taps("No, none")
    await grace.taps("Send as is")
    await ife.taps("Send as is")
    assert ife.hears(REFUSED)
    async with stage.database.read() as tx:
        assert [one.mentee for one in await meetings.of_person(tx, id_of(ife))] == [id_of(grace)]


async def test_once_a_pair_has_ended_it_may_go_the_other_way(stage: Stage) -> None:
    grace, ife = await live_mentor(stage, "Grace"), await live_mentor(stage, "Ife")
    pair = await pair_up(stage, ife, grace)
    async with stage.database.begin() as tx:
        await pairs.end(tx, pair.id, stage.now)
        await agreements.close(tx, pair.id, stage.now)
    await finds(grace)
    await grace.taps("Read profile")
    await grace.taps("Ask to meet")
    assert not grace.hears(REFUSED)
    assert "No, none" in grace.buttons


async def test_nobody_asks_themselves(stage: Stage) -> None:
    grace = await live_mentor(stage, "Grace")
    await forges(grace, taps.AskToMeet(id_of(grace)))
    assert grace.hears("Nothing was sent.")
    await forges(grace, taps.MyClash(id_of(grace), Clash.NONE))
    assert grace.hears("Nothing was sent.")
    async with stage.database.read() as tx:
        assert await meetings.of_person(tx, id_of(grace)) == []
