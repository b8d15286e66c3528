"""Two with the same first name: told apart by a number, so that nobody says yes to one and gets the other."""

from mentoring.people import PersonId, Role
from storage import people, seats
from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage


async def another(stage: Stage, name: str, *, called: str, roles: list[Role]) -> Somebody:
    """Somebody on a phone of their own who shows the same name as somebody else."""
    found = await stage.member(name)
    async with stage.database.begin() as tx:
        await people.rename(tx, found.id or PersonId(""), called)
        for role in roles:
            await people.grant(tx, found.id or PersonId(""), role, now=stage.now)
    return found


async def cant_hold(helper: Somebody) -> None:
    await helper.says("/rota")
    await helper.taps("Can't make it")


async def test_another_observer_of_the_same_first_name_is_another_card_and_is_asked_again(stage: Stage) -> None:
    night = await evening(stage)
    other = await another(stage, "Second", called="Obi Nwosu", roles=[Role.OBSERVER])
    await night.read_cards()
    await cant_hold(night.observer)
    await other.taps("I can")
    await stage.forward(hours=14)
    ama = night.members[0]
    assert "Some words of the card have changed, so I ask again." in ama.screen
    assert "1 to look after wellbeing (Obi (2))" in ama.screen
    assert "Nwosu" not in ama.transcript()
    await night.to(minutes=10)
    await ama.says("/sessions")
    await ama.taps("Thu 12 Feb, 7:00 pm")
    await ama.taps("I'm in today")
    assert ama.hears("Obi (2)")  # the card first: the yes was to somebody else
    await ama.taps("I've read it")
    await ama.taps("I'm in today")
    assert ama.hears("You're in.")


async def test_the_number_stays_when_a_part_is_given_twice_and_goes_with_another_name(stage: Stage) -> None:
    night = await evening(stage)
    other = await another(stage, "Second", called="obi", roles=[Role.OBSERVER, Role.GUIDE])
    assert await number_of(stage, other) == 2
    assert await number_of(stage, night.observer) == 1
    async with stage.database.begin() as tx:
        await people.rename(tx, other.id or PersonId(""), "Obinna")
    assert await number_of(stage, other) == 1
    assert await number_of(stage, night.members[0]) == 0


async def number_of(stage: Stage, somebody: Somebody) -> int:
    async with stage.database.read() as tx:
        called = await people.called(tx, somebody.id or PersonId(""))
    assert called is not None
    return called[1]


async def two_amas(stage: Stage) -> tuple[Evening, Somebody]:
    night = await evening(stage, members=4)
    other = await another(stage, "Second", called="Ama", roles=[])
    async with stage.database.begin() as tx:
        await seats.take_seat(tx, night.circle, other.id or PersonId(""), now=stage.now, promised="promises")
    night.members.append(other)
    return night, other


async def asks_for_a_turn(night: Evening, member: Somebody) -> None:
    await member.starts(f"turn_{(await night.session()).id}")
    await member.taps("Yes, tell them")


async def test_two_members_of_the_same_first_name_are_told_apart_in_the_list_of_turns(stage: Stage) -> None:
    night, other = await two_amas(stage)
    await night.to(hours=48)
    await asks_for_a_turn(night, other)
    await asks_for_a_turn(night, night.members[0])
    await night.begun()
    ed = night.guides[0]
    assert "Would like a turn: Ama (2), Ama." in ed.screen
    for _ in range(4):
        await ed.taps("Next step")
    await ed.taps("Next turn")
    assert "Turn 1 of 2: Ama (2)." in ed.screen
    assert other.hears("You're next, if you'd still like to.")
    assert not night.members[0].hears("You're next")


async def test_the_observer_is_told_which_of_two_would_like_a_quiet_word(stage: Stage) -> None:
    night, other = await two_amas(stage)
    await night.begun()
    await other.taps("I need a minute")
    await other.taps("Message the observer")
    assert night.observer.hears("Ama (2) would like a quiet word.")


async def test_a_name_with_letters_of_another_alphabet_gets_a_number_beside_the_one_it_looks_like(stage: Stage) -> None:
    night = await evening(stage)
    other = await another(stage, "Second", called="\u041eb\u0456", roles=[Role.OBSERVER])
    assert await number_of(stage, night.observer) == 1
    assert await number_of(stage, other) == 2
