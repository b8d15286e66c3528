"""Who is asked again when whoever looks after wellbeing changes, by which way ever it comes about (H-09)."""

import pytest

from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage

CHANGED = "Some words of the card have changed, so I ask again."
NOBODY, OBI = "1 to look after wellbeing (nobody yet)", "1 to look after wellbeing (Obi)"


async def cant_hold(helper: Somebody) -> None:
    await helper.says("/rota")
    await helper.taps("Can't make it")


async def steps_back(helper: Somebody) -> None:
    await helper.says("/rota")
    await helper.taps("Step back a while")
    await helper.taps("From everything")
    await helper.taps("Until I say")


def asked_again(night: Evening) -> list[int]:
    """How many cards with changed words each member has still to read."""
    return [member.transcript().count(CHANGED) for member in night.members]


@pytest.mark.parametrize("leaves", [cant_hold, steps_back], ids=["can't hold it", "steps back"])
@pytest.mark.parametrize("meanwhile", [True, False], ids=["read meanwhile", "not read"])
async def test_when_the_observer_is_not_there_each_gets_a_fresh_card_and_so_they_do_when_they_are_back(
    stage: Stage, leaves: object, *, meanwhile: bool
) -> None:
    night = await evening(stage)
    await night.read_cards()
    ama, obi = night.members[0], night.observer
    assert callable(leaves)
    await leaves(obi)
    await night.to(hours=10)
    assert asked_again(night) == [1] * 5
    assert NOBODY in ama.screen
    if meanwhile:
        for member in night.members:
            await member.taps("I've read it")
        assert asked_again(night) == [0] * 5
    await obi.taps("I can after all" if leaves is cant_hold else "I'm back")
    await night.to(hours=9)
    assert asked_again(night) == [1] * 5
    assert (OBI if meanwhile else NOBODY) in ama.screen  # who read nothing since stands by what they read of Obi
    if meanwhile:
        for member in night.members:
            await member.taps("I've read it")
    await night.set_link()
    await night.to(minutes=10)
    for member in night.members:
        await member.taps("I'm in today")
    await night.to(minutes=0)
    await night.guides[0].taps("Begin")
    assert "In today: 5" in night.guides[0].screen


@pytest.mark.parametrize("leaves", [cant_hold, steps_back], ids=["can't hold it", "steps back"])
async def test_when_a_guide_is_not_there_nobody_is_asked_again(stage: Stage, leaves: object) -> None:
    night = await evening(stage)
    await night.read_cards()
    assert callable(leaves)
    await leaves(night.guides[1])
    await night.to(hours=9)
    assert asked_again(night) == [0] * 5


async def test_the_button_a_prep_card_names_is_the_one_under_it(stage: Stage) -> None:
    night = await evening(stage)
    await night.to(hours=24)
    ed = night.guides[0]
    (line,) = [line for line in ed.screen.splitlines() if "can't hold it today" in line]
    named = line.partition('"')[2].partition('"')[0]
    assert named in ed.buttons
    await ed.says("/prep")
    assert line in ed.screen
    await ed.taps(named)
    assert ed.hears("no reason needed")
