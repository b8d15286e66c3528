"""Who holds what: a gap two days before, stand-ins for one session, stepping back a while, swapping, a full cup."""

from datetime import timedelta

from bot.features import NIGHTLY
from mentoring.people import PersonId, Role
from storage import circles, people, rota, sessions
from storage.circles import Part, Staff
from storage.core.database import Tx
from tests.scenarios.test_privacy import erases
from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage


async def team(night: Evening) -> Staff:
    session = await night.session()
    async with night.stage.database.read() as tx:
        return await rota.team(tx, session)


async def guides_and(stage: Stage, *names: str, role: Role = Role.GUIDE) -> list[Somebody]:
    """More who could, in the order in which they would be asked."""
    found = [await stage.member(name, roles=[role]) for name in names]
    return sorted(found, key=lambda one: one.id or "")


async def gives_up(person: Somebody) -> None:
    await person.says("/rota")
    await person.taps("Can't make it")


async def steps_back(person: Somebody, *, what: str = "From everything", how_long: str = "Until I say") -> None:
    await person.says("/rota")
    await person.taps("Step back a while")
    await person.taps(what)
    await person.taps(how_long)


def asked(person: Somebody) -> int:
    """How many messages ever asked them to stand in, or offered them a turn."""
    said = [str([version.get("text", "") for version in m.versions] + [m.text]) for m in person.part.hears()]
    return sum("Could you stand in?" in each or "A turn to share." in each for each in said)


async def another_session(stage: Stage, night: Evening, *, days: float, holders: dict[Part, PersonId]) -> str:
    """One more circle with a session so many days after the evening's."""
    session = await night.session()
    plan = circles.Plan("Other circle", "leading", "mixed", "PL2", session.starts + timedelta(days=days), 2, 6)
    async with stage.database.begin() as tx:
        made = await circles.make(tx, plan, by=night.coordinator.id or PersonId(""), now=stage.now)
        for part, person in holders.items():
            await circles.staff_up(tx, made, person, part, now=stage.now)
        return await sessions.plan(tx, made, plan.first, "PL2", 90, now=stage.now)


async def holds(stage: Stage, session_id: str, person: Somebody) -> bool:
    async with stage.database.read() as tx:
        return person.id in (await rota.team(tx, await sessions.find(tx, session_id))).everyone


# -48 h: the staff check


async def test_48_hours_before_a_gap_is_told_and_those_who_could_are_asked_one_by_one(stage: Stage) -> None:
    night = await evening(stage)
    first, second = await guides_and(stage, "Ros", "Sam", role=Role.OBSERVER)
    async with stage.database.begin() as tx:
        await circles.stand_down(tx, night.circle, night.observer.id or PersonId(""))
        await people.revoke(tx, night.observer.id or PersonId(""), Role.OBSERVER)
    await night.to(hours=48)
    assert night.coordinator.hears("Thursday circle, Thu 12 Feb, 7:00 pm UK time, needs an observer.")
    assert "Move it" in night.coordinator.buttons
    assert "Could you stand in?" in first.screen
    assert second.screen == ""
    await first.taps("Not this time")
    assert "Could you stand in?" in second.screen
    await second.taps("I can")
    assert second.hears("You stand in at Thursday circle, Thu 12 Feb, 7:00 pm UK time, for that one time.")
    assert "Sam stands in" in night.coordinator.screen or "Ros stands in" in night.coordinator.screen
    assert (await team(night)).observer == second.id
    async with stage.database.read() as tx:
        assert (await circles.staff(tx, night.circle)).observer is None


async def test_48_hours_before_a_full_rota_nobody_hears_anything(stage: Stage) -> None:
    night = await evening(stage)
    (ros,) = await guides_and(stage, "Ros")
    before = night.coordinator.transcript()
    await night.to(hours=47)
    assert night.coordinator.transcript() == before
    assert ros.screen == ""


async def test_whoever_does_not_answer_in_six_hours_is_passed_by_and_nobody_is_woken(stage: Stage) -> None:
    night = await evening(stage)
    first, second = await guides_and(stage, "Ros", "Sam")
    await night.to(hours=48)  # seven in the evening: two hours later it is night
    await gives_up(night.guides[1])
    assert "Could you stand in?" in first.screen
    await stage.forward(hours=5, minutes=59)
    assert second.screen == ""
    await stage.forward(hours=6, minutes=59)
    assert second.screen == ""
    await stage.forward(minutes=5)
    assert "Could you stand in?" in second.screen
    await first.taps("I can")
    assert first.hears("You stand in")
    await second.taps("I can")
    assert second.hears("Somebody else has said yes already.")


async def test_less_than_a_day_before_each_has_ten_minutes(stage: Stage) -> None:
    night = await evening(stage)
    first, second = await guides_and(stage, "Ros", "Sam")
    await night.to(hours=6)
    await gives_up(night.guides[1])
    assert "Could you stand in?" in first.screen
    await stage.forward(minutes=9)
    assert second.screen == ""
    await stage.forward(minutes=1)
    assert "Could you stand in?" in second.screen


async def test_when_nobody_is_left_the_coordinator_hears_it_once(stage: Stage) -> None:
    night = await evening(stage)
    (ros,) = await guides_and(stage, "Ros")
    await night.to(hours=30)
    await gives_up(night.guides[1])
    await ros.taps("Not this time")
    said = night.coordinator.transcript()
    assert said.count("There's nobody left to ask this week.") == 1
    assert "Gus" not in said.replace("Guides: Ed and Gus", "").split("A gap in the rota.")[-1]
    await night.guides[0].says("/rota")
    await night.guides[0].taps("Ask stand-ins")
    assert night.guides[0].hears("There's nobody else to ask")
    await night.to(hours=1)
    assert night.coordinator.transcript().count("There's nobody left to ask this week.") == 1


async def test_somebody_who_said_no_leaves_no_row_that_says_so(stage: Stage) -> None:
    night = await evening(stage)
    first, second = await guides_and(stage, "Ros", "Sam")
    await night.to(hours=30)
    await gives_up(night.guides[1])
    async with stage.database.read() as tx:
        before = [tuple(row) for row in await tx.conn.slow("select * from rota_asks")]
    await first.taps("Not this time")
    async with stage.database.read() as tx:
        after = [
            tuple(row) for row in await tx.conn.slow("select * from rota_asks where person_id <> :s", {"s": second.id})
        ]
        assert after == before
        assert await tx.conn.slow("select * from rota_turns where person_id = :p", {"p": first.id}) == []


# The line, by person


async def test_when_the_one_who_is_asked_erases_themselves_the_next_is_asked_at_once(stage: Stage) -> None:
    night = await evening(stage)
    first, second, third = await guides_and(stage, "Ros", "Sam", "Tia")
    await night.to(hours=30)
    await gives_up(night.guides[1])
    assert asked(first) == 1
    await erases(first)
    assert "Could you stand in?" in second.screen
    assert third.screen == ""
    await second.taps("Not this time")
    assert "Could you stand in?" in third.screen
    assert asked(second) == 1


async def test_when_the_one_who_is_asked_steps_back_the_next_is_asked_at_once(stage: Stage) -> None:
    night = await evening(stage)
    first, second = await guides_and(stage, "Ros", "Sam")
    await night.to(hours=30)
    await gives_up(night.guides[1])
    assert (asked(first), asked(second)) == (1, 0)
    await first.says("/rota")
    await first.taps("Step back a while")
    await first.taps("2 weeks")
    assert asked(second) == 1
    await first.says("/rota")
    assert first.hears("You've stepped back until Wed 25 Feb.")
    await first.taps("I can")
    assert first.hears("You've stepped back just now, so I've left it.")
    assert first.id not in (await team(night)).guides


async def test_when_somebody_earlier_in_the_line_erases_themselves_nobody_is_passed_over(stage: Stage) -> None:
    night = await evening(stage)
    first, second, third = await guides_and(stage, "Ros", "Sam", "Tia")
    await night.to(hours=30)
    await gives_up(night.guides[1])
    await first.taps("Not this time")
    await erases(first)
    assert (asked(second), asked(third)) == (1, 0)
    await second.taps("Not this time")
    assert asked(third) == 1


# H-14


async def test_h14_nobody_is_asked_twice_in_a_week(stage: Stage) -> None:
    night = await evening(stage)
    (ros,) = await guides_and(stage, "Ros")
    await night.to(hours=75)
    await gives_up(night.guides[1])
    await ros.taps("Not this time")
    await night.guides[1].taps("I can after all")
    await gives_up(night.guides[0])
    await night.to(hours=47)
    assert asked(ros) == 1


async def test_h14_a_third_session_in_a_week_is_not_given_to_anybody(stage: Stage) -> None:
    night = await evening(stage)
    ed, obi = night.guides[0], night.observer
    first = await night.session()
    mine: dict[Part, PersonId] = {"guide": ed.id or PersonId("")}
    second = await another_session(stage, night, days=2, holders=mine)
    third = await another_session(stage, night, days=4, holders=mine)
    assert [await holds(stage, session, ed) for session in (first.id, second, third)] == [True, True, False]
    await ed.says("/rota")
    assert ed.screen.count("guiding") == 2
    await stage.until(first.starts + timedelta(days=2, hours=1))
    assert not await holds(stage, third, ed)
    assert await holds(stage, first.id, obi)


async def test_h14_standing_in_for_a_third_session_is_refused_kindly(stage: Stage) -> None:
    night = await evening(stage)
    (ros,) = await guides_and(stage, "Ros")
    await night.to(hours=30)
    await gives_up(night.guides[1])
    assert asked(ros) == 1
    for days in (-1, 2):
        await another_session(stage, night, days=days, holders={"guide": ros.id or PersonId("")})
    await ros.taps("I can")
    assert ros.hears("more than 2 sessions in a week")
    assert ros.id not in (await team(night)).guides


async def test_h14_whoever_has_stepped_back_gets_no_turn_and_is_not_asked(stage: Stage) -> None:
    night = await evening(stage)
    gus, ed = night.guides[1], night.guides[0]
    await steps_back(gus)
    assert gus.hears("Thank you for all you've held. Rest well.")
    assert (await team(night)).guides == (ed.id,)
    await night.to(hours=48)
    assert asked(gus) == 0
    assert "A few thoughts before" not in gus.transcript()
    await night.to(hours=23)
    assert "A few thoughts before" not in gus.transcript()
    assert "A few thoughts before" in ed.transcript()


# Can't make it: this one alone


async def test_one_guide_drops_out_for_one_session_and_holds_the_next_again(stage: Stage) -> None:
    night = await evening(stage)
    (ros,) = await guides_and(stage, "Ros")
    first, gus = await night.session(), night.guides[1]
    await night.to(hours=24)
    await gus.taps("Can't make it")
    assert gus.hears("That's fine, no reason needed.")
    assert "needs another guide" in night.coordinator.screen
    assert "Gus" not in night.coordinator.screen
    await ros.taps("I can")
    assert set((await team(night)).guides) == {night.guides[0].id, ros.id}
    await gus.taps("I can after all")
    assert gus.hears("Somebody else has said yes already.")
    for member in night.members:
        await member.taps("I've read it")
    await night.to(minutes=10)
    assert "Guides: Ed and Ros" in ros.screen or "Guides: Ros and Ed" in ros.screen
    assert gus.screen.count("In today") == 0
    for member in night.members:
        await member.taps("I'm in today")
    await ros.taps("Begin")
    assert "Arrive: " in ros.screen
    await stage.forward(minutes=106)
    assert "Ten minutes for you three." in ros.screen
    assert "Ten minutes for you three." not in gus.transcript()
    following = await night.session()
    assert following.id != first.id
    assert set((await team(night)).guides) == {night.guides[0].id, gus.id}


async def test_whoever_gave_a_turn_away_still_sees_the_session_without_its_link(stage: Stage) -> None:
    night = await evening(stage)
    await night.set_link()
    gus = night.guides[1]
    await gives_up(gus)
    await gus.says("/sessions")
    await gus.taps("Thu 12 Feb, 7:00 pm")
    await gus.taps("Details")
    assert gus.hears("Guides: Ed")
    assert gus.buttons == ["Who holds what", "Back", "Help now"]


async def test_a_session_that_moves_asks_everybody_anew(stage: Stage) -> None:
    night = await evening(stage)
    (ros,) = await guides_and(stage, "Ros")
    await night.to(hours=30)
    await gives_up(night.guides[1])
    session = await night.session()
    async with stage.database.begin() as tx:
        await sessions.move(tx, session, session.starts + timedelta(days=3), now=stage.now)
        await circles.stand_down(tx, night.circle, night.guides[0].id or PersonId(""))
    await ros.taps("I can")
    assert ros.hears("Thursday circle on Sun 15 Feb, 7:00 pm UK time needs another guide")
    assert ros.id not in (await team(night)).guides
    await ros.taps("I can")
    assert (await team(night)).guides == (night.guides[1].id, ros.id)


# Stepping back a while


async def test_stepping_back_asks_no_reason_and_the_coordinator_sees_only_that_the_circle_needs_somebody(
    stage: Stage,
) -> None:
    night = await evening(stage)
    gus = night.guides[1]
    await steps_back(gus, what="Thursday circle", how_long="2 weeks")
    assert night.coordinator.screen == "A gap in the rota.\nThursday circle needs another guide."
    for person in (night.coordinator, night.guides[0], *night.members):
        assert not person.hears("Gus")
    await gus.says("/rota")
    assert "You've stepped back from Thursday circle until Mon 16 Feb." in gus.screen
    await gus.taps("I'm back")
    assert gus.hears("Welcome back.")
    assert gus.id in (await team(night)).guides


async def test_two_weeks_end_by_themselves_and_more_time_is_one_tap_away(stage: Stage) -> None:
    night = await evening(stage)
    gus = night.guides[1]
    await steps_back(gus, how_long="2 weeks")
    await stage.forward(days=14)
    assert "Your time off is over" in gus.screen
    assert gus.id in (await team(night)).guides
    await gus.taps("More time, please")
    await gus.taps("From everything")
    await gus.taps("A month")
    assert gus.id not in (await team(night)).guides


async def test_coming_back_leaves_a_turn_with_whoever_took_it(stage: Stage) -> None:
    night = await evening(stage)
    (ros,) = await guides_and(stage, "Ros")
    await night.to(hours=30)
    await steps_back(night.guides[1])
    await ros.taps("I can")
    await night.guides[1].says("/rota")
    await night.guides[1].taps("I'm back")
    assert set((await team(night)).guides) == {night.guides[0].id, ros.id}


async def test_for_good_gives_the_place_back(stage: Stage) -> None:
    night = await evening(stage)
    gus = night.guides[1]
    await steps_back(gus, what="Thursday circle", how_long="For good")
    async with stage.database.read() as tx:
        assert (await circles.staff(tx, night.circle)).guides == (night.guides[0].id,)
    await gus.says("/rota")
    assert gus.hears("You're not holding a circle just now.")


# Swapping


async def test_a_turn_is_offered_to_those_who_could_and_the_first_to_say_yes_takes_it(stage: Stage) -> None:
    night = await evening(stage)
    others = await guides_and(stage, "Ros", "Sam")
    ed = night.guides[0]
    await ed.says("/rota")
    assert ed.hears("Thu 12 Feb, 7:00 pm UK time · Thursday circle · guiding")
    await ed.taps("Swap this one")
    await ed.taps("Yes, offer it")
    assert ed.id in (await team(night)).guides
    assert all("A turn to share." in one.screen for one in others)
    await others[1].taps("I can")
    assert others[1].hears("You stand in at Thursday circle")
    assert f"{others[1].name} holds Thursday circle on Thu 12 Feb, 7:00 pm UK time for you." in ed.screen
    await others[0].taps("I can")
    assert others[0].hears("Somebody else has said yes already.")
    held = await team(night)
    assert set(held.guides) == {others[1].id, night.guides[1].id}


async def test_an_offer_nobody_could_take_says_so(stage: Stage) -> None:
    night = await evening(stage)
    await night.observer.says("/rota")
    await night.observer.taps("Swap this one")
    await night.observer.taps("Yes, offer it")
    assert night.observer.hears("There's nobody I can offer")
    assert (await team(night)).observer == night.observer.id


async def test_somebody_who_sits_in_the_circle_cannot_take_a_turn_in_it(stage: Stage) -> None:
    night = await evening(stage)
    (ros,) = await guides_and(stage, "Ros")
    ed, ama = night.guides[0], night.members[0]
    await ed.says("/rota")
    await ed.taps("Swap this one")
    await ed.taps("Yes, offer it")
    (yes,) = [str(b["callback_data"]) for row in ros.part.hears()[-1].buttons for b in row if b["text"] == "I can"]
    await ama.says("/sessions")
    ama.part.taps(ama.part.hears()[-1], yes, forged=True)
    await stage.settle()
    assert ed.id in (await team(night)).guides
    assert ama.id not in (await team(night)).guides
    await ros.taps("I can")
    assert ros.id in (await team(night)).guides


# How full is your cup?


async def nightly(stage: Stage) -> None:
    async with stage.database.begin(aside=True) as tx:
        for then in NIGHTLY:
            await then(tx, stage.now)
    await stage.settle()


async def test_once_a_week_helpers_are_asked_how_full_their_cup_is_and_the_tap_is_kept_nowhere(stage: Stage) -> None:
    night = await evening(stage)
    (ros,) = await guides_and(stage, "Ros")
    ed = night.guides[0]
    await stage.until((await night.session()).starts - timedelta(days=3))
    await nightly(stage)
    await nightly(stage)
    await stage.forward(hours=20)
    assert ed.transcript().count("How full is your cup?") == 1
    assert "How full is your cup?" not in ros.transcript()
    assert "How full is your cup?" not in night.members[0].transcript()
    async with stage.database.read() as tx:
        before = await everything(tx)
    await ed.taps("Fine")
    assert ed.hears("Good to hear. I haven't kept that.")
    async with stage.database.read() as tx:
        assert await everything(tx) == before


async def everything(tx: Tx) -> list[str]:
    """Every row of every table, but for the update that was seen and the answer that was sent."""
    tables = [row[0] for row in await tx.conn.slow("select name from sqlite_master where type = 'table'")]
    kept = [table for table in tables if table not in {"seen", "letters"}]
    return sorted([repr(tuple(row)) for table in kept for row in await tx.conn.slow(f"select * from {table}")])


async def test_too_full_offers_to_swap_the_next_turn(stage: Stage) -> None:
    night = await evening(stage)
    (ros,) = await guides_and(stage, "Ros")
    ed = night.guides[0]
    await stage.until((await night.session()).starts - timedelta(days=3))
    await nightly(stage)
    await stage.forward(hours=20)
    await ed.taps("Too full")
    assert ed.hears("Shall I offer your next turn, Thu 12 Feb, 7:00 pm UK time, to others?")
    await ed.taps("Swap my next turn")
    await ed.taps("Yes, offer it")
    assert "A turn to share." in ros.screen
