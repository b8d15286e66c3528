"""Somebody who holds a circle erases themselves: the gap is told, and neither who left nor how."""

import pytest

from mentoring.people import Role
from storage import circles, rota
from tests.scenarios.test_privacy import erases
from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage


def letters_of_a_gap(somebody: Somebody) -> list[str]:
    return [line for line in somebody.news() if "A gap in the rota" in line]


def only_hears_of_the_gap(somebody: Somebody, needs: str, *, before: int) -> None:
    """One message more than `before`, and in it neither a name nor how it came."""
    assert len(somebody.part.hears()) == before + 1, somebody.transcript()
    assert somebody.screen == f"A gap in the rota.\nThursday circle needs {needs}."


async def team_of(night: Evening) -> circles.Staff:
    async with night.stage.database.read() as tx:
        return await circles.staff(tx, night.circle)


@pytest.mark.parametrize(("part", "needs"), [("observer", "an observer"), ("guide", "another guide")])
async def test_the_coordinator_and_the_other_guide_hear_once_that_the_circle_needs_somebody(
    stage: Stage, part: str, needs: str
) -> None:
    night = await evening(stage)
    leaving = night.observer if part == "observer" else night.guides[1]
    readers = (night.coordinator, night.guides[0])
    before = [len(reader.part.hears()) for reader in readers]
    await erases(leaving)
    for reader, heard in zip(readers, before, strict=True):
        only_hears_of_the_gap(reader, needs, before=heard)
    for member in night.members:
        assert member.news() == []
    assert not letters_of_a_gap(leaving)


async def test_their_turn_is_free_again_and_a_stand_in_can_take_it(stage: Stage) -> None:
    night = await evening(stage)
    ros = await stage.member("Ros", roles=[Role.OBSERVER])
    await erases(night.observer)
    assert (await team_of(night)).observer is None
    await night.coordinator.taps("Ask stand-ins")
    assert "Could you stand in?" in ros.screen
    await ros.taps("I can")
    async with stage.database.read() as tx:
        assert (await rota.team(tx, await night.session())).observer == ros.id
    assert (await team_of(night)).observer is None
    await ros.taps("Hold it each time")
    assert (await team_of(night)).observer == ros.id
    await night.coordinator.says("/rota")
    assert "Looking after wellbeing: Ros" in night.coordinator.screen
    await ros.says("/prep")
    assert ros.hears("A few thoughts before")


async def test_a_gap_that_is_filled_by_the_morning_is_not_told(stage: Stage) -> None:
    night = await evening(stage)
    ros = await stage.member("Ros", roles=[Role.OBSERVER])
    await stage.forward(hours=13)  # eleven at night: nobody is woken
    await erases(night.observer)
    assert not letters_of_a_gap(night.coordinator)
    async with stage.database.begin() as tx:
        assert ros.id
        await circles.staff_up(tx, night.circle, ros.id, "observer", now=stage.now)
    await stage.forward(hours=10)
    assert not letters_of_a_gap(night.coordinator)


async def test_when_its_planner_leaves_too_every_other_coordinator_hears(stage: Stage) -> None:
    night = await evening(stage)
    other = await stage.coordinator("Efe")
    async with stage.database.begin() as tx:
        assert night.coordinator.id
        await circles.staff_up(tx, night.circle, night.coordinator.id, "observer", now=stage.now)
        await circles.stand_down(tx, night.circle, night.observer.id or night.coordinator.id)
    await erases(night.coordinator)
    only_hears_of_the_gap(other, "an observer", before=0)


async def test_a_closed_circle_needs_nobody(stage: Stage) -> None:
    night = await evening(stage)
    async with stage.database.begin() as tx:
        await circles.close(tx, night.circle)
    await erases(night.observer)
    assert not letters_of_a_gap(night.coordinator)
