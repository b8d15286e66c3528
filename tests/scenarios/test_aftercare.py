"""After a circle's evening: a chat for whoever would like one, the soft check, and what is kept for how long."""

from datetime import timedelta

from mentoring.people import PersonId, Role
from storage import people, session_keeping, sessions
from storage.core.instants import instant
from tests.session_steps import closed, evening
from tests.stage import Stage


async def test_a_chat_is_asked_of_the_observer_and_done_is_gone(stage: Stage) -> None:
    night = await evening(stage)
    await closed(night)
    await stage.forward(minutes=30)
    ama, obi = night.members[0], night.observer
    await ama.taps("I'd like a chat")
    assert ama.hears("I've asked Obi.")
    assert "Someone you held would like a debrief: Ama." in obi.screen
    await obi.taps("Offer times")
    await obi.taps("Fri 13 Feb, 7:00 pm")
    await obi.taps("That's all")
    await ama.taps("Fri 13 Feb, 7:00 pm")
    assert ama.hears("Obi will ring you here on Telegram: Fri 13 Feb, 7:00 pm UK time")
    assert "Ama would like Fri 13 Feb, 7:00 pm UK time" in obi.screen
    async with stage.database.read() as tx:
        assert await tx.conn.slow("select * from quiet_words") == []


async def test_two_hours_without_an_answer_bring_the_sorry_line_and_a_stand_in(stage: Stage) -> None:
    night = await evening(stage)
    ros = await stage.member("Ros", roles=[Role.OBSERVER])
    await closed(night)
    await stage.forward(minutes=30)
    ama = night.members[0]
    await ama.taps("I'd like a chat")
    await stage.forward(hours=2)
    assert ama.hears("I'm sorry, they're slow to answer. Here's who is there now.")
    assert ama.hears("Samaritans")
    assert "Someone you held would like a debrief: Ama." in ros.screen
    await ros.taps("Now")
    assert ama.hears("Ros has time for you now")


async def test_the_offer_closes_after_three_days_without_a_message(stage: Stage) -> None:
    night = await evening(stage)
    await closed(night)
    await stage.forward(minutes=30)
    ama = night.members[0]
    await ama.taps("I'd like a chat")
    await stage.forward(hours=60)
    said = ama.transcript()
    await stage.forward(hours=13)
    assert ama.transcript() == said
    async with stage.database.read() as tx:
        assert await tx.conn.slow("select * from quiet_words") == []


async def test_stop_these_is_remembered(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    async with stage.database.begin() as tx:
        await people.choose(tx, ama.id or PersonId(""), {"no_soft_checks": True})
    await closed(night)
    await stage.forward(days=1)
    assert "Thinking of you" not in ama.transcript()
    assert "Thinking of you" in night.members[1].transcript()


async def test_my_one_thing_is_sealed_for_its_owner_until_they_erase_it(stage: Stage) -> None:
    night = await evening(stage)
    await closed(night)
    ama = night.members[0]
    link = [b["url"] for m in night.chat.messages.values() for row in m.buttons for b in row if "url" in b][-1]
    await ama.starts(str(link).partition("start=")[2])
    await ama.types("Ring my sister before the interview")
    assert ama.hears("Saved, and cleared from this chat.")
    assert "Ring my sister" not in ama.transcript()
    async with stage.database.read() as tx:
        (row,) = await tx.conn.slow("select words from one_things")
        assert b"sister" not in row["words"]
    await ama.taps("See it")
    assert ama.hears("Ring my sister before the interview")
    await ama.taps("Erase it")
    async with stage.database.read() as tx:
        assert await tx.conn.slow("select * from one_things") == []


async def test_yeses_become_a_count_after_twelve_months(stage: Stage) -> None:
    night = await evening(stage)
    await closed(night)
    async with stage.database.begin() as tx:
        (row,) = await tx.conn.slow("select id, starts from sessions where closed is not null")
        await session_keeping.keep_times(tx, instant(row["starts"]) + timedelta(days=300))
        assert len(await sessions.yeses(tx, row["id"])) == 5
        await session_keeping.keep_times(tx, instant(row["starts"]) + timedelta(days=366))
        assert await sessions.yeses(tx, row["id"]) == []
        (kept,) = await tx.conn.slow("select came from sessions where closed is not null")
        assert kept["came"] == 5
        assert await tx.conn.slow("select * from consents where purpose = 'session-card'") == []


async def test_a_letter_that_names_who_asked_for_a_chat_is_hidden_until_tapped(stage: Stage) -> None:
    night = await evening(stage)
    await closed(night)
    await stage.forward(minutes=30)
    await night.members[0].taps("I'd like a chat")
    entities = night.observer.part.hears()[-1].content["entities"]
    assert isinstance(entities, list)
    assert [entity["type"] for entity in entities] == ["spoiler"]
