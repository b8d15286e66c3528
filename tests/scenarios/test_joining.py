"""Joining, as the people at the door see it."""

from datetime import timedelta

import pytest

from mentoring.people import Nation, Role
from storage import consents, people
from tests.scenarios.joiners import agrees, answers, asks_to_join, count, id_of, invitation, known, night
from tests.stage import Stage

# The road of the journey


async def test_a_one_person_code_goes_straight_in(stage: Stage) -> None:
    ama, code = stage.person("Ama"), await invitation(stage)
    await ama.starts(f"j_{code}")
    assert ama.hears("I'm a bot. I'm not a counsellor, and no one is watching this chat.")
    await ama.taps("Join")
    assert ama.hears("18 or over")
    await ama.taps("Yes")
    assert ama.hears("I never ask you to prove who you are")
    await ama.taps("I agree")
    assert ama.hears("What name shall I show?")
    await answers(ama)
    assert ama.hears("You're in, Ama.")
    person = await known(stage, ama)
    assert person is not None
    assert person.is_member
    assert person.roles == {Role.MEMBER}
    assert person.choices["wants"] == "both"
    assert person.choices["chances"] == "pick"
    async with stage.database.read() as tx:
        assert await people.name_of(tx, person.id) == "Ama"
        assert await people.nation_of(tx, person.id) is Nation.WALES
        assert await people.setting_of(tx, person.id) == "nhs"
    assert await count(stage, "invitations") == 0


async def test_the_code_of_a_part_brings_the_part(stage: Stage) -> None:
    nana, code = stage.person("Nana"), await invitation(stage, Role.COORDINATOR)
    await agrees(nana, f"j_{code}")
    await answers(nana, name="Nana")
    await nana.says("/approve")
    assert nana.hears("Nobody is waiting")


async def test_a_member_taps_a_code_and_gets_its_part(stage: Stage) -> None:
    ed, code = await stage.member("Ed"), await invitation(stage, Role.MENTOR)
    await ed.starts(f"j_{code}")
    assert ed.hears("new part here: mentor")
    person = await known(stage, ed)
    assert person is not None
    assert Role.MENTOR in person.roles


async def test_a_member_does_not_use_up_a_code_that_brings_nothing_new(stage: Stage) -> None:
    ed, code = await stage.member("Ed"), await invitation(stage)
    await ed.starts(f"j_{code}")
    assert ed.hears("Hi Ed. What would you like?")
    mei = stage.person("Mei")
    await agrees(mei, f"j_{code}")
    await answers(mei, name="Mei")
    assert mei.hears("You're in, Mei.")


@pytest.mark.parametrize(("name", "warned"), [("N\u0430na", True), ("NANA", True), ("Nadia", False)])
async def test_a_coordinator_is_warned_of_a_newcomer_who_looks_like_somebody_with_a_part(
    stage: Stage, name: str, *, warned: bool
) -> None:
    nana = await stage.coordinator("Nana")
    await asks_to_join(stage, name)
    await nana.says("/approve")
    await nana.taps(nana.buttons[0])
    assert nana.hears(f"Name: {name}")
    assert nana.hears("looks just like the name of somebody with a part here") is warned


async def test_the_front_door_waits_for_a_coordinator(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    ama = await asks_to_join(stage)
    assert ama.hears("A coordinator will say hello and let you in")
    await ama.says("/menu")
    assert not ama.hears("What would you like?")
    await ama.taps("Add a hello")
    await ama.types("Someone to think aloud with")
    assert "One new hello." in nana.transcript()
    await nana.taps("See it")
    assert nana.hears("Name: Ama")
    assert nana.hears("NHS")
    assert nana.hears("Someone to think aloud with")
    await nana.taps("Let in")
    assert nana.hears("Ama is in.")
    assert "You're in, Ama." in ama.screen
    await ama.says("/menu")
    assert ama.hears("Hi Ama. What would you like?")


async def test_a_hello_at_night_waits_for_the_coordinators_morning(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    await stage.forward(hours=13)
    await asks_to_join(stage)
    assert "One new hello." not in nana.transcript()
    await stage.forward(hours=9)
    assert "One new hello." in nana.transcript()


async def test_two_coordinators_let_in_once(stage: Stage) -> None:
    nana, kofi = await stage.coordinator("Nana"), await stage.coordinator("Kofi")
    ama = await asks_to_join(stage)
    for coordinator in (nana, kofi):
        await coordinator.taps("See it")
    for coordinator in (nana, kofi):
        await coordinator.taps("Let in")
    assert nana.hears("Ama is in.")
    assert kofi.hears("Somebody has answered this hello already")
    assert ama.transcript().count("You're in") == 1


async def test_a_question_is_answered_once_through_the_bot(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    ama = await asks_to_join(stage)
    await nana.taps("See it")
    await nana.taps("Ask a question")
    await nana.types("How did you hear of us?")
    assert nana.hears("I'll tell you when they answer")
    assert "How did you hear" not in ama.transcript()
    await ama.taps("See it")
    assert ama.hears("How did you hear of us?")
    await ama.taps("Answer")
    await ama.types("From a friend")
    assert ama.hears("on its way")
    assert "One hello has an answer." in nana.screen
    await nana.taps("See it")
    assert nana.hears("They say: From a friend")
    with pytest.raises(AssertionError, match="no button"):
        await ama.taps("Answer")


async def test_not_now_is_kind_and_wiped_within_14_days(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    ama = await asks_to_join(stage)
    person = await id_of(stage, ama)
    await nana.taps("See it")
    await nana.taps("Not now")
    assert "We can't offer a place just now." in ama.screen
    await ama.says("/start")
    assert ama.hears("We can't offer a place just now.")
    await stage.forward(days=13)
    await night(stage)
    assert await known(stage, ama) is not None
    await stage.forward(days=1, minutes=1)
    await night(stage)
    assert await known(stage, ama) is None
    assert await stage.database.keystore.is_destroyed(person)
    await ama.says("/start")
    assert ama.hears("Hello, and welcome.")


async def test_a_declined_request_cannot_be_let_in_from_an_old_screen(stage: Stage) -> None:
    nana, kofi = await stage.coordinator("Nana"), await stage.coordinator("Kofi")
    ama = await asks_to_join(stage)
    await nana.taps("See it")
    await kofi.taps("See it")
    await nana.taps("Not now")
    await kofi.taps("Let in")
    assert kofi.hears("Somebody has answered this hello already")
    person = await known(stage, ama)
    assert person is not None
    assert not person.is_member


async def test_a_request_nobody_answers_is_wiped_too_and_they_are_told_the_day_before(stage: Stage) -> None:
    ama = await asks_to_join(stage)
    person = await id_of(stage, ama)
    await stage.forward(days=13, minutes=1)
    assert "nobody has answered your request" in ama.screen
    await stage.forward(days=1)
    await night(stage)
    assert await known(stage, ama) is None
    assert await stage.database.keystore.is_destroyed(person)


# Nothing before the first yes


@pytest.mark.parametrize("payload", ["", "hello", "unknown-door"])
async def test_nothing_is_kept_before_i_agree(stage: Stage, payload: str) -> None:
    ama = stage.person("Ama")
    await ama.starts(payload)
    await ama.taps("Tell me more")
    await ama.taps("Join")
    await ama.taps("Yes")
    await ama.taps("Read it all")
    assert ama.hears("Use your own phone and your own Telegram account")
    assert await count(stage, "people") == 0
    assert await stage.database.keystore.people() == []


async def test_no_at_the_age_question_keeps_nothing(stage: Stage) -> None:
    ama = stage.person("Ama")
    await ama.starts("hello")
    await ama.taps("Join")
    await ama.taps("No")
    assert ama.hears("Thanks for your honesty.")
    assert await count(stage, "people") == 0


async def test_no_thanks_keeps_nothing_and_leaves_the_code_good(stage: Stage) -> None:
    ama, code = stage.person("Ama"), await invitation(stage)
    await ama.starts(f"j_{code}")
    await ama.taps("Join")
    await ama.taps("Yes")
    await ama.taps("No thanks")
    assert ama.hears("I've kept nothing. Come back any time.")
    assert await count(stage, "people") == 0
    assert await count(stage, "invitations") == 1


async def test_the_first_yes_is_kept_with_the_words_it_was_given_to(stage: Stage) -> None:
    ama = stage.person("Ama")
    await ama.starts("hello")
    await ama.taps("Join")
    await ama.taps("Yes")
    shown = ama.part.hears()[-1].text
    await ama.taps("I agree")
    person = await id_of(stage, ama)
    async with stage.database.read() as tx:
        (consent,) = await consents.of(tx, person)
    assert consent.purpose == "membership"
    assert consent.version == consents.version_of(shown)
    assert consent.language == "en"
    assert stage.now - consent.given_at < timedelta(minutes=1)
    assert consent.stands


async def test_agreeing_twice_is_agreeing_once(stage: Stage) -> None:
    ama = stage.person("Ama")
    await agrees(ama)
    for _ in range(2):
        await ama.starts("hello")
        assert ama.hears("What name shall I show?")
    assert await count(stage, "people") == 1
