"""Joining when something is odd: spent codes, double taps, wrong rooms, second thoughts."""

import pytest

from mentoring.joining import InvitationSpent, PartTooHigh
from mentoring.people import Role
from storage import consents, invitations, joining, people
from tests.scenarios.joiners import agrees, answers, asks_to_join, count, id_of, invitation, known, night
from tests.stage import Stage


@pytest.mark.parametrize("how", ["used", "expired", "mistyped"])
async def test_a_spent_code_sounds_the_same_however_it_was_spent(stage: Stage, how: str) -> None:
    code = await invitation(stage)
    if how == "used":
        async with stage.database.begin() as tx:
            await invitations.use(tx, code, stage.now)
    if how == "expired":
        await stage.forward(days=14, minutes=1)
    if how == "mistyped":
        code = code[:-2] + ("AA" if code[-2:] != "AA" else "BB")
    ama = stage.person("Ama")
    await ama.starts(f"j_{code}")
    assert ama.screen == "That link has run out. Ask for a new one, or join by the front door."
    assert ama.buttons == ["Front door"]
    await ama.taps("Front door")
    assert ama.hears("Hello, and welcome.")


async def test_a_code_lets_one_person_in(stage: Stage) -> None:
    ama, mei, code = stage.person("Ama"), stage.person("Mei"), await invitation(stage)
    for somebody in (ama, mei):
        await somebody.starts(f"j_{code}")
        await somebody.taps("Join")
        await somebody.taps("Yes")
    await ama.taps("I agree")
    await mei.taps("I agree")
    assert ama.hears("What name shall I show?")
    assert mei.hears("That link has run out.")
    assert await known(stage, mei) is None


async def test_guessing_codes_stops_being_looked_up(stage: Stage) -> None:
    ama, code = stage.person("Ama"), await invitation(stage)
    for n in range(5):
        await ama.starts(f"j_wrong-{n}")
    await ama.starts(f"j_{code}")
    assert ama.hears("That link has run out.")
    await stage.forward(hours=1, minutes=1)
    await ama.starts(f"j_{code}")
    assert ama.hears("Hello, and welcome.")


async def test_no_invitation_is_higher_than_its_inviter(stage: Stage) -> None:
    ed = await stage.member("Ed", roles=[Role.MENTOR])
    async with stage.database.begin() as tx:
        with pytest.raises(PartTooHigh):
            await invitations.make(tx, role=Role.COORDINATOR, by=ed.id, now=stage.now)
        code = await invitations.make(tx, role=Role.MENTOR, by=ed.id, now=stage.now)
        assert await invitations.use(tx, code, stage.now) is Role.MENTOR
        with pytest.raises(InvitationSpent):
            await invitations.use(tx, code, stage.now)


async def test_opened_in_a_group_nobody_is_welcomed_before_the_others(stage: Stage) -> None:
    ama, mei = stage.person("Ama"), stage.person("Mei")
    group = await stage.group("Tea", people=[ama, mei])
    await ama.says("/start hello", group)
    assert "Hello, and welcome" not in ama.transcript(group)
    assert "Join" not in ama.transcript(group)
    await ama.starts("hello")
    assert ama.hears("Hello, and welcome")


@pytest.mark.parametrize("name", ["x" * 31, "see t.me/me", "\u200b\u200b"])
async def test_a_name_that_cannot_be_shown_is_asked_again(stage: Stage, name: str) -> None:
    ama = stage.person("Ama")
    await agrees(ama)
    await ama.types(name)
    assert ama.hears("Could you try a short name, up to 30 letters?")
    await ama.types("Ama")
    assert ama.hears("Lovely to meet you, Ama.")


async def test_joining_is_picked_up_where_it_was(stage: Stage) -> None:
    ama = stage.person("Ama")
    await agrees(ama)
    await ama.types("Ama")
    await stage.restart()
    await ama.says("/start")
    assert ama.hears("Where do you mostly work or study?")


@pytest.mark.parametrize("how", ["Stop", "/cancel"])
async def test_stopping_half_way_forgets_them_whole(stage: Stage, how: str) -> None:
    ama = stage.person("Ama")
    await agrees(ama)
    await ama.types("Ama")
    person = await id_of(stage, ama)
    await (ama.taps(how) if how == "Stop" else ama.says(how))
    assert ama.hears("kept nothing")
    assert await known(stage, ama) is None
    assert await stage.database.keystore.is_destroyed(person)
    await agrees(ama)
    assert ama.hears("What name shall I show?")


async def test_taking_the_request_back_wipes_it(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    ama = await asks_to_join(stage)
    person = await id_of(stage, ama)
    await ama.taps("Cancel my request")
    assert ama.hears("wiped what you told me")
    assert await known(stage, ama) is None
    assert await stage.database.keystore.is_destroyed(person)
    await nana.taps("See it")
    assert nana.hears("or it was taken back")
    await ama.says("/start")
    assert ama.hears("Hello, and welcome.")


async def test_an_unfinished_request_is_forgotten_after_14_days(stage: Stage) -> None:
    ama = stage.person("Ama")
    await agrees(ama)
    await stage.forward(days=14, minutes=1)
    await night(stage)
    assert await known(stage, ama) is None


async def test_an_answered_question_leaves_no_old_buttons_behind(stage: Stage) -> None:
    ama = await asks_to_join(stage)
    assert "[[Let me pick]]" not in ama.transcript()


async def test_nobody_who_was_let_in_is_told_their_request_runs_out(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    ama = await asks_to_join(stage)
    await nana.taps("See it")
    await nana.taps("Let in")
    await stage.forward(days=15)
    await night(stage)
    assert "nobody has answered" not in ama.transcript()
    await ama.says("/menu")
    assert ama.hears("Hi Ama.")


async def test_a_code_lets_in_somebody_who_waits(stage: Stage) -> None:
    ama = await asks_to_join(stage)
    await ama.starts(f"j_{await invitation(stage)}")
    assert ama.hears("You're in, Ama.")


async def test_only_coordinators_see_who_waits(stage: Stage) -> None:
    ed = await stage.member("Ed", roles=[Role.MENTOR])
    await asks_to_join(stage)
    await ed.says("/approve")
    assert ed.hears("I didn't catch that")
    assert not ed.hears("Ama")


async def test_the_list_of_people_waiting_turns_its_pages(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    async with stage.database.begin() as tx:
        for n in range(10):
            person = await people.admit(tx, 900_000 + n, f"Guest {n}", now=stage.now, state="waiting")
            await joining.say_hello(tx, person, now=stage.now)
    await nana.says("/approve")
    assert nana.hears("10 people are waiting")
    assert len(nana.buttons) == 9
    await nana.taps("Show more")
    assert len(nana.buttons) == 2


async def test_the_disk_holds_no_name_and_no_line(stage: Stage) -> None:
    ama = await asks_to_join(stage, "Amarachukwu")
    await ama.taps("Add a hello")
    await ama.types("Someone to think aloud with")
    await stage.database.wipe_log()
    kept = (stage.folder / "circle.sqlite").read_bytes()
    assert b"hellos" in kept
    assert b"Amarachukwu" not in kept
    assert b"think aloud" not in kept
    assert str(ama.part.id).encode() not in kept


async def test_a_double_tap_on_i_agree_is_one_yes(stage: Stage) -> None:
    ama, code = stage.person("Ama"), await invitation(stage)
    await ama.starts(f"j_{code}")
    await ama.taps("Join")
    await ama.taps("Yes")
    for _ in range(2):
        ama.part.taps_on("I agree")
    await stage.settle()
    assert "What name shall I show?" in ama.screen
    assert await count(stage, "people") == 1
    assert await count(stage, "consents") == 1
    await answers(ama)
    assert ama.hears("You're in, Ama.")


async def test_a_double_tap_on_the_last_answer_asks_to_join_once(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    ama = stage.person("Ama")
    await agrees(ama)
    await ama.types("Ama")
    await ama.taps("Skip")
    await ama.taps("Skip")
    await ama.taps("Just look")
    for _ in range(2):
        ama.part.taps_on("No thanks")
    await stage.settle()
    assert nana.transcript().count("One new hello.") == 1
    await nana.taps("See it")
    assert not nana.hears("Works or studies in")


async def test_chances_are_a_yes_of_their_own(stage: Stage) -> None:
    ama = await asks_to_join(stage)
    person = await id_of(stage, ama)
    async with stage.database.begin() as tx:
        assert await consents.stands(tx, person, "opportunities")
        assert await consents.withdraw(tx, person, "opportunities", stage.now)
        assert not await consents.withdraw(tx, person, "opportunities", stage.now)
        assert not await consents.stands(tx, person, "opportunities")
        assert await consents.stands(tx, person, "membership")
