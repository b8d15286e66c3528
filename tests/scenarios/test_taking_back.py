"""A part taken back by a coordinator: in two taps, never the last coordinator's, with what hangs on it ended kindly."""

import pytest

from mentoring.parts import LOOKS_A_DAY
from mentoring.people import Role
from storage import circles, concerns, mentors, pairs, people
from storage.core import audit
from tests.checkin_steps import id_of
from tests.concern_steps import MARKER, raises, two_contacts
from tests.page_steps import ANSWERS, count, keeps_one
from tests.scenarios.pairing import KNOCK, live_mentor, paired
from tests.session_steps import evening
from tests.stage import Somebody, Stage

FIRST_LINE = "A change to your part here."


async def opens(coordinator: Somebody, part: str, name: str) -> None:
    """From /people to somebody's page."""
    await coordinator.says("/people")
    await coordinator.taps(part)
    await coordinator.taps(name)


async def takes_back(coordinator: Somebody, part: str, name: str, called: str) -> None:
    await opens(coordinator, part, name)
    await coordinator.taps(f"Take back: {called}")
    await coordinator.taps("Yes, take it back")


async def holds(stage: Stage, somebody: Somebody, role: Role) -> bool:
    async with stage.database.read() as tx:
        known = await people.find(tx, id_of(somebody))
    return known is not None and role in known.roles


async def test_a_part_goes_in_two_taps_and_its_holder_reads_one_warm_line(stage: Stage) -> None:
    nana, ed = await stage.coordinator("Nana"), await stage.member("Ed", roles=[Role.GUIDE])
    await opens(nana, "Guides", "Ed")
    assert nana.hears("Ed\nHere as: circle guide")
    await nana.taps("Take back: circle guide")
    assert nana.hears("Take it back?")
    assert await holds(stage, ed, Role.GUIDE)
    await nana.taps("Yes, take it back")
    assert nana.hears("Done. Ed is no longer circle guide")
    assert not await holds(stage, ed, Role.GUIDE)
    assert ed.screen.startswith(FIRST_LINE)
    assert ed.hears("You're no longer listed as a guide. Nothing you wrote is gone.")
    async with stage.database.read() as tx:
        lines = await tx.conn.slow("select action, actor, about from audit order by seq desc limit 1")
        assert await audit.broken_at(tx) is None
    assert tuple(lines[0]) == ("took-back-guide", nana.id, ed.id)


async def test_leaving_it_changes_nothing(stage: Stage) -> None:
    nana, ed = await stage.coordinator("Nana"), await stage.member("Ed", roles=[Role.GUIDE])
    await opens(nana, "Guides", "Ed")
    await nana.taps("Take back: circle guide")
    await nana.taps("No, leave it")
    assert nana.hears("Here as: circle guide")
    assert await holds(stage, ed, Role.GUIDE)
    assert ed.news() == []


async def test_a_second_tap_is_answered_with_the_page_as_it_is(stage: Stage) -> None:
    nana, ed = await stage.coordinator("Nana"), await stage.member("Ed", roles=[Role.GUIDE])
    await takes_back(nana, "Guides", "Ed", "circle guide")
    nana.part.taps(nana.part.hears()[-1], f"pe-take:{ed.id}:guide:1", forged=True)
    await stage.settle()
    assert nana.hears("Ed\nHere as: member")
    assert len([line for line in ed.news() if FIRST_LINE in line]) == 1


async def test_the_last_coordinator_stays(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await opens(nana, "Coordinators", "Nana")
    await nana.taps("Take back: coordinator")
    assert nana.hears("There is no other coordinator")
    nana.part.taps(nana.part.hears()[-1], f"pe-take:{nana.id}:coordinator:1", forged=True)
    await stage.settle()
    assert await holds(stage, nana, Role.COORDINATOR)


async def test_ones_own_part_is_asked_about_by_name_and_given_up_with_a_second_tap(stage: Stage) -> None:
    nana, _ = await stage.coordinator("Nana"), await stage.coordinator("Efe")
    await opens(nana, "Coordinators", "Nana")
    await nana.taps("Take back: coordinator")
    assert nana.hears("That's you, Nana.")
    await nana.taps("Yes, take it back")
    assert nana.hears("You're no longer coordinator")
    await nana.says("/people")
    assert not nana.hears("By which part?")


async def test_of_two_coordinators_who_take_it_from_each_other_one_stays(stage: Stage) -> None:
    nana, efe = await stage.coordinator("Nana"), await stage.coordinator("Efe")
    for one, other in ((nana, "Efe"), (efe, "Nana")):
        await opens(one, "Coordinators", other)
        await one.taps("Take back: coordinator")
    await nana.taps("Yes, take it back")
    await efe.taps("Yes, take it back")
    assert await holds(stage, nana, Role.COORDINATOR)
    assert not await holds(stage, efe, Role.COORDINATOR)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
async def test_nobody_but_a_coordinator_finds_the_page_or_takes_anything(stage: Stage, role: Role) -> None:
    ed, mei = await stage.member("Ed", roles=[Role.GUIDE]), await stage.member("Mei", roles=[role])
    await mei.says("/people")
    assert not mei.hears("By which part?")
    for forged in ("pe", "pe-part:guide:0", f"pe-one:{ed.id}", f"pe-take:{ed.id}:guide:1"):
        mei.part.taps(mei.part.hears()[-1], forged, forged=True)
        await stage.settle()
    assert "Ed" not in mei.transcript()
    assert await holds(stage, ed, Role.GUIDE)


async def test_being_a_member_is_no_part_to_take(stage: Stage) -> None:
    nana, ed = await stage.coordinator("Nana"), await stage.member("Ed")
    await nana.says("/people")
    nana.part.taps(nana.part.hears()[-1], f"pe-take:{ed.id}:member:1", forged=True)
    await stage.settle()
    assert nana.hears("That isn't a part to take back")
    assert await holds(stage, ed, Role.MEMBER)


async def test_their_list_of_commands_is_a_members_again(stage: Stage) -> None:
    nana, ed = await stage.coordinator("Nana"), await stage.member("Ed", roles=[Role.GUIDE])
    await takes_back(nana, "Guides", "Ed", "circle guide")
    theirs = [menu for (scope, _), menu in stage.server.world.commands.items() if str(ed.part.id) in scope]
    names = {command["command"] for menu in theirs for command in menu}
    assert "circles" in names
    assert not names & {"hold", "rota", "prep"}


# What hangs on a part


@pytest.mark.parametrize(
    ("page", "called", "needs"),
    [("Observers", "observer", "an observer"), ("Guides", "circle guide", "another guide")],
)
async def test_a_circle_of_theirs_is_short_of_somebody_and_those_who_plan_it_hear_so(
    stage: Stage, page: str, called: str, needs: str
) -> None:
    night = await evening(stage)
    leaving = night.observer if called == "observer" else night.guides[1]
    await takes_back(night.coordinator, page, leaving.name, called)
    assert night.coordinator.screen == f"A gap in the rota.\nThursday circle needs {needs}."
    assert night.guides[0].screen == f"A gap in the rota.\nThursday circle needs {needs}."
    assert not leaving.hears("A gap in the rota")
    async with stage.database.read() as tx:
        assert leaving.id not in (await circles.staff(tx, night.circle)).everyone
    for member in night.members:
        assert member.news() == []


async def test_another_part_of_theirs_stays(stage: Stage) -> None:
    night = await evening(stage)
    async with stage.database.begin() as tx:
        await people.grant(tx, id_of(night.observer), Role.MENTOR, now=stage.now)
    await takes_back(night.coordinator, "Mentors", "Obi", "mentor")
    assert await holds(stage, night.observer, Role.OBSERVER)
    async with stage.database.read() as tx:
        assert (await circles.staff(tx, night.circle)).observer == night.observer.id


async def test_members_who_read_the_card_read_it_anew_when_the_observer_goes(stage: Stage) -> None:
    night = await evening(stage)
    await night.read_cards()
    await takes_back(night.coordinator, "Observers", "Obi", "observer")
    assert all(member.hears("Before we meet") for member in night.members)


async def test_a_mentors_pairs_end_with_the_line_of_any_ending_and_their_own_mentor_stays(stage: Stage) -> None:
    nana, ama = await stage.coordinator("Nana"), await stage.member("Ama")
    grace, efua = await live_mentor(stage, "Grace"), await live_mentor(stage, "Efua")
    await paired(stage, ama, grace)
    await paired(stage, grace, efua)
    await takes_back(nana, "Mentors", "Grace", "mentor")
    await stage.forward(days=1)
    assert ama.hears(KNOCK)
    assert "Grace" not in "\n".join(ama.news())
    async with stage.database.read() as tx:
        assert await pairs.of_person(tx, id_of(ama)) == []
        assert [pair.mentor for pair in await pairs.of_person(tx, id_of(grace))] == [efua.id]
        assert await mentors.offers(tx) != []
        assert grace.id not in {offer.mentor for offer in await mentors.offers(tx)}


async def test_a_safe_contacts_concerns_go_back_to_their_writers(stage: Stage) -> None:
    nana, ama = await stage.coordinator("Nana"), await stage.member("Ama")
    yemi, _ = await two_contacts(stage)
    await raises(stage, ama)
    async with stage.database.read() as tx:
        assert len(await concerns.with_contact(tx, id_of(yemi))) == 1
    await takes_back(nana, "Safe contacts", "Yemi", "safe contact")
    async with stage.database.read() as tx:
        assert await concerns.with_contact(tx, id_of(yemi)) == []
        assert len(await concerns.mine(tx, id_of(ama))) == 1
    assert ama.screen.startswith(KNOCK)
    assert MARKER not in nana.transcript()


async def test_what_they_wrote_stays(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    ed, _ = await keeps_one(stage, "Ed", *ANSWERS)
    async with stage.database.begin() as tx:
        await people.grant(tx, id_of(ed), Role.GUIDE, now=stage.now)
    await takes_back(nana, "Guides", "Ed", "circle guide")
    assert await count(stage, "pages where state = 'kept'") == 1


async def test_many_names_turn_their_pages(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    for number in range(10):
        await stage.member(f"Guide {number}", roles=[Role.GUIDE])
    await nana.says("/people")
    await nana.taps("Guides")
    first = {label for label in nana.buttons if label.startswith("Guide ")}
    await nana.taps("Show more")
    second = {label for label in nana.buttons if label.startswith("Guide ")}
    assert (len(first), len(second)) == (8, 2)
    assert not first & second


async def test_each_look_is_noted_for_whoever_it_was_about_and_ten_a_day_are_enough(stage: Stage) -> None:
    nana, ed = await stage.coordinator("Nana"), await stage.member("Ed", roles=[Role.GUIDE])
    for _ in range(LOOKS_A_DAY):
        await opens(nana, "Guides", "Ed")
        assert nana.hears("Here as: circle guide")
    await opens(nana, "Guides", "Ed")
    assert nana.hears("That's 10 looks in a day")
    await stage.forward(days=1, minutes=1)
    await opens(nana, "Guides", "Ed")
    assert nana.hears("Here as: circle guide")
    await ed.says("/privacy")
    await ed.taps("See what's kept")
    assert ed.hears("Lines in the log of who did what, without names or words (11)")


async def test_ones_own_page_is_no_look(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await opens(nana, "Coordinators", "Nana")
    assert await count(stage, "audit") == 0
