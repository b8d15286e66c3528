"""The weekly pulse: off until asked for, three taps, no score, nobody told, and no small number of a network's week."""

from datetime import UTC, datetime, timedelta

import pytest

from bot import rounds
from bot.features import NIGHTLY
from mentoring import pulse as rules
from mentoring.people import PersonId, Role
from mentoring.pulse import Question
from storage import people, pulse
from storage.core import letters
from tests.page_steps import count, shown
from tests.stage import Somebody, Stage, plain
from tests.sweep import assert_nowhere

FRIDAY = datetime(2026, 2, 6, 16, 0, tzinfo=UTC)
ASKS = "How's your week been?"
OK, MIXED, HARD = ("Good enough", "Mostly", "Yes"), ("Up and down", "Mostly", "Yes"), ("Hard", "Not really", "No")


async def switches_on(somebody: Somebody, label: str = "Ask me on Fridays") -> None:
    await somebody.says("/pulse")
    await somebody.taps(label)


async def taps(somebody: Somebody, *answers: str) -> None:
    """The three questions, without waiting for Friday."""
    await somebody.says("/pulse")
    await somebody.taps("Tap now")
    for answer in answers:
        await somebody.taps(answer)


async def tapped(stage: Stage, name: str, answers: tuple[str, str, str]) -> None:
    """Somebody's whole week, straight into the rows."""
    somebody = await stage.member(name)
    async with stage.database.begin() as tx:
        assert somebody.id
        for question, answer in zip(Question, answers, strict=True):
            await pulse.tap(tx, somebody.id, question, answer, now=stage.now)


async def test_it_is_off_and_asks_nobody_who_has_not_switched_it_on(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await rounds.nightly(stage.running.desk, NIGHTLY)
    await stage.forward(days=8)
    assert ama.part.hears() == []
    await ama.says("/pulse")
    assert ama.hears("It's off until you switch it on. No score, no test.")
    assert ama.hears("could, with effort, unlock them")


async def test_it_asks_on_friday_afternoon_and_answers_in_kind(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await switches_on(ama)
    assert ama.hears("I'll ask on Fridays")
    await stage.until(FRIDAY - timedelta(minutes=1))
    assert not ama.hears(ASKS)
    await stage.until(FRIDAY)
    assert ama.hears(ASKS)
    assert ama.buttons == ["Good enough", "Up and down", "Hard", "Skip", "Stop asking", "Help now"]
    await ama.taps("Good enough")
    assert ama.hears("Did you feel you belonged at work?")
    await ama.taps("Mostly")
    assert ama.hears("Do you have someone to turn to?")
    await ama.taps("Yes")
    assert ama.hears("Glad to hear it. Take care of you.")


async def test_it_asks_every_friday_once_over_restarts_and_nights(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await switches_on(ama)
    for week in range(3):
        await stage.until(FRIDAY + timedelta(weeks=week))
        assert ama.news().count(ASKS) == 1 if week else ama.hears(ASKS)
        await ama.says("/menu")
        for _ in range(2):
            await stage.restart()
            await rounds.nightly(stage.running.desk, NIGHTLY)
            await stage.settle()
        assert not ama.hears(ASKS)
        async with stage.database.read() as tx:
            assert len(await letters.of_topic(tx, f"pulse:{ama.id}")) == 1


async def test_it_asks_in_their_own_afternoon(stage: Stage) -> None:
    ama = await stage.member("Ama")
    async with stage.database.begin() as tx:
        assert ama.id
        await people.choose(tx, ama.id, {"zone": "America/New_York"})
    await switches_on(ama)
    await stage.until(FRIDAY)
    assert not ama.hears(ASKS)
    await stage.until(FRIDAY + timedelta(hours=5))
    assert ama.hears(ASKS)


async def test_quiet_hours_and_muting_are_kept_to(stage: Stage) -> None:
    ama, mei = await stage.members("Ama", "Mei")
    async with stage.database.begin() as tx:
        assert ama.id
        await people.choose(tx, ama.id, {"quiet_from": "09:00", "quiet_until": "18:00"})
    await switches_on(ama)
    await switches_on(mei)
    await mei.says("/stop")
    await stage.until(FRIDAY + timedelta(hours=1))
    assert not ama.hears(ASKS)
    await stage.until(FRIDAY + timedelta(hours=3))
    assert ama.hears(ASKS)
    assert not mei.hears(ASKS)


async def test_a_mixed_week_may_be_noted_down_or_left(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await taps(ama, *MIXED)
    assert ama.hears("Want to note it down, or leave it?")
    assert "Write a little" in ama.buttons
    await ama.taps("Leave it")
    assert ama.hears("That's fine")


async def test_a_hard_week_is_met_with_people_they_have_and_nobody_is_told(stage: Stage) -> None:
    ama, ed = await stage.member("Ama"), await stage.member("Ed", roles=[Role.MENTOR])
    nana = await stage.coordinator("Nana")
    await taps(ama, *HARD)
    assert ama.hears("You don't have to carry it alone")
    assert ama.buttons == ["See support", "Not now"]
    async with stage.database.begin() as tx:
        await tx.conn.change(
            "insert into agreements (id, mentee_id, mentor_id, version, opened_at) values ('a1', ?, ?, 1, 1)",
            (ama.id, ed.id),
        )
        await tx.conn.change(
            "insert into pairs (id, mentee_id, mentor_id, state, every, minutes, since, ends_at) "
            "values ('a1', ?, ?, 'agreed', '2-weeks', 30, 1, 9000000000000)",
            (ama.id, ed.id),
        )
    await taps(ama, *HARD)
    assert ama.buttons == ["See support", "Message my mentor", "Not now"]
    await ama.taps("See support")
    assert ama.hears("116 123")
    await stage.forward(days=9)
    assert ed.part.hears() == nana.part.hears() == []


@pytest.mark.parametrize("skips", [1, 3])
async def test_skipping_is_one_tap_and_never_asked_about(stage: Stage, skips: int) -> None:
    ama = await stage.member("Ama")
    await taps(ama, *(["Skip"] * skips), *OK[skips:])
    assert ama.hears("Glad to hear it" if skips == 1 else "That's fine.")


async def test_never_ask_again_is_one_tap(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await switches_on(ama)
    await stage.until(FRIDAY)
    await ama.taps("Stop asking")
    assert ama.hears("I won't ask again")
    await rounds.nightly(stage.running.desk, NIGHTLY)
    await stage.forward(days=8)
    assert not ama.hears(ASKS)


async def test_taps_are_sealed_and_all_rows_are_of_one_length(stage: Stage, capfd: pytest.CaptureFixture[str]) -> None:
    await tapped(stage, "Ama", ("good", "mostly", "yes"))
    await tapped(stage, "Mei", ("hard", "not-really", "sort-of"))
    async with stage.database.read() as tx:
        rows = await tx.conn.slow("select * from pulse_taps")
        counted = (await tx.conn.slow("select * from pulse_counts"))[0]
    assert len({len(row["taps"]) for row in rows}) == 1
    assert b"hard" not in counted["counts"]
    assert set(counted.keys()) == {"week", "counts"}
    assert_nowhere(stage, '"belonged": "not-really"', *capfd.readouterr())


async def test_the_last_taps_are_shown_as_words_when_asked_for_and_hidden_again(stage: Stage) -> None:
    ama = await stage.member("Ama")
    for _ in range(10):
        await taps(ama, "Hard", "Skip", "Sort of")
        await stage.forward(weeks=1)
    await rounds.nightly(stage.running.desk, NIGHTLY)
    assert await count(stage, "pulse_taps") <= rules.MOST_SHOWN
    await ama.says("/pulse")
    await ama.taps("My last taps")
    text = plain(ama.screen)
    assert text.count("Hard, skipped, Sort of") in (rules.MOST_SHOWN - 1, rules.MOST_SHOWN)
    assert not any(sign in text for sign in ("%", "score", "▁", "█"))
    await stage.forward(minutes=11)
    assert "Hard, skipped" not in shown(ama)


async def test_taps_go_after_eight_weeks_and_at_once_when_asked(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await taps(ama, *HARD)
    await stage.forward(weeks=7)
    await rounds.nightly(stage.running.desk, NIGHTLY)
    assert await count(stage, "pulse_taps") == 1
    await stage.forward(weeks=1)
    await rounds.nightly(stage.running.desk, NIGHTLY)
    assert await count(stage, "pulse_taps") == await count(stage, "pulse_counts") == 0
    await taps(ama, *HARD)
    await ama.says("/pulse")
    await ama.taps("Wipe my taps")
    assert await count(stage, "pulse_taps") == 0


async def test_an_old_question_asks_afresh_and_keeps_nothing(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/pulse")
    await ama.taps("Tap now")
    await stage.forward(weeks=2)
    await ama.taps("Hard")
    assert ama.hears(ASKS)
    assert await count(stage, "pulse_taps") == 0
    await ama.taps("Hard")
    assert ama.hears("Did you feel you belonged")


async def test_a_second_round_of_taps_in_a_week_is_counted_once(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await taps(ama, *HARD)
    await taps(ama, *OK)
    await taps(ama, *OK)
    async with stage.database.read() as tx:
        kept = await pulse.network(tx, stage.now + timedelta(weeks=1))
        last = await pulse.last(tx, ama.id or PersonId(""), stage.now)
    assert kept.table.total.number == 5  # «fewer than five», which is what one is
    assert not kept.is_shown
    assert len(last) == 1
    assert last[0][1].week == "good"


@pytest.mark.parametrize(("people_who_answered", "is_shown"), [(4, False), (5, True)])
async def test_the_networks_week_is_shown_from_five_on_and_only_when_it_is_over(
    stage: Stage, people_who_answered: int, is_shown: bool
) -> None:
    nana = await stage.coordinator("Nana")
    for n in range(people_who_answered):
        await tapped(stage, f"Ama{n}", ("hard", "not-really", "no"))
    await nana.says("/pulse")
    await nana.taps("The network's week")
    assert nana.hears("Fewer than five people answered")
    await stage.forward(weeks=1)
    await nana.says("/pulse")
    await nana.taps("The network's week")
    assert nana.hears("about 5 people answered") is is_shown
    assert not nana.hears("Hard:")


async def test_a_week_with_room_in_every_group_is_told_in_words(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    for n in range(18):
        answers = [("good", "mostly", "yes"), ("mixed", "mostly", "yes"), ("hard", "mostly", "yes")][n % 3]
        await tapped(stage, f"Ama{n}", answers)
    await stage.forward(weeks=1)
    await nana.says("/pulse")
    await nana.taps("The network's week")
    for text in ("about 20 people", "Mostly all right: about 5", "Mixed: about 5", "Hard: about 5"):
        assert nana.hears(text), nana.screen


async def test_only_coordinators_see_the_networks_week(stage: Stage) -> None:
    ama, ed = await stage.member("Ama"), await stage.member("Ed", roles=[Role.MENTOR, Role.GUIDE])
    for somebody in (ama, ed):
        await somebody.says("/pulse")
        assert "The network's week" not in somebody.buttons
        somebody.part.taps(somebody.part.hears()[-1], "pu-net", forged=True)
        await stage.settle()
        assert somebody.hears("I didn't catch that")


async def test_the_day_after_a_circle_those_who_came_and_wished_it_are_asked(stage: Stage) -> None:
    ama, mei, ed = await stage.members("Ama", "Mei", "Ed")
    await switches_on(ama, "Ask after a circle")
    await switches_on(ed, "Ask after a circle")
    assert ed.hears("the day after a circle")
    began = int(stage.now.timestamp() * 1000)
    async with stage.database.begin() as tx:
        await tx.conn.change(
            "insert into circles (id, title, topic, for_whom, plan, first_at, zone, every_weeks, seats, state, made_at,"
            " door_kept) values ('c1', x'00', 't', 'mixed', 'PL1', 1, 'Europe/London', 4, 6, 'open', 1, 0)"
        )
        await tx.conn.change(
            "insert into sessions (id, circle_id, plan, starts, minutes, state, begun, closed) "
            "values ('s1', 'c1', 'PL1', ?, 90, 'closed', ?, ?)",
            (began, began, began + 5_400_000),
        )
        for somebody in (ama, mei):
            await tx.conn.change(
                "insert into session_yeses (session_id, person_id, version, at) values ('s1', ?, 1, 1)", (somebody.id,)
            )
    await stage.forward(hours=17)
    await rounds.nightly(stage.running.desk, NIGHTLY)
    await stage.forward(hours=14)
    assert ama.hears(ASKS)
    assert not mei.hears(ASKS)
    assert not ed.hears(ASKS)


async def test_settings_lead_to_it(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/settings")
    await ama.taps("Weekly pulse")
    assert ama.hears("Three taps a week")
    assert "Help now" in ama.buttons
