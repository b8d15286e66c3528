"""Two from one team: both asked apart, any no means another circle, and nobody learns who said what (P-M22)."""

from datetime import timedelta
from pathlib import Path

from handlers.talk.words import of
from mentoring.people import PersonId
from storage import clashes, seats
from storage.core.instants import ms
from tests.circle_steps import Opened, open_circle, take_seat
from tests.scenarios.pairing import live_mentor, paired
from tests.stage import Somebody, Stage, set_up

ASKED = "Someone from your team may be in this one. OK with you?"
ANOTHER = "This circle didn't come together for now."
DAY = timedelta(hours=24, minutes=1)


async def two_seated(stage: Stage) -> tuple[Opened, Somebody, Somebody, Somebody]:
    """A circle with Tunde and Mei in it, and Ama who would like a seat."""
    circle = await open_circle(stage)
    tunde, mei, ama = await stage.members("Tunde", "Mei", "Ama")
    await take_seat(tunde)
    await take_seat(mei)
    return circle, tunde, mei, ama


async def is_asked(person: Somebody) -> None:
    """Up to the question whether they work closely with anybody there."""
    await person.says("/circles")
    await person.taps("More about it")
    await person.taps("Ask for a seat")
    await person.taps("Show me")
    await person.taps("Yes")
    assert person.hears("Do you work closely with anybody here?")
    assert person.buttons == ["No", "Not sure", "Yes, and that's OK", "I'd rather not"]


async def held_for(stage: Stage, person: Somebody) -> str | None:
    async with stage.database.read() as tx:
        return await seats.held_for(tx, person.id or PersonId(""))


async def test_no_goes_straight_on_and_nobody_else_is_asked(stage: Stage) -> None:
    _, tunde, mei, ama = await two_seated(stage)
    await is_asked(ama)
    await ama.taps("No")
    assert ama.hears("Can you keep them?")
    assert ASKED not in tunde.transcript() + mei.transcript()


async def test_with_nobody_in_the_circle_the_question_is_left_out(stage: Stage) -> None:
    await open_circle(stage)
    ama = await stage.member("Ama")
    await ama.says("/circles")
    await ama.taps("More about it")
    await ama.taps("Ask for a seat")
    await ama.taps("Show me")
    await ama.taps("Yes")
    assert ama.hears("Can you keep them?")


async def test_both_are_asked_apart_and_all_yeses_open_the_way(stage: Stage) -> None:
    circle, tunde, mei, ama = await two_seated(stage)
    await is_asked(ama)
    await ama.taps("Yes, and that's OK")
    assert ama.hears("I'll ask the others, without saying who you are.")
    for person in (tunde, mei):
        assert ASKED in person.screen
        assert "Ama" not in person.transcript()
    assert tunde.screen == mei.screen
    await tunde.taps("Yes, and that's OK")
    assert tunde.screen == "Thank you. That's all I needed."
    assert "You can go on" not in ama.transcript()
    assert await held_for(stage, ama) == circle.id
    await mei.taps("Yes, and that's OK")
    assert "You can go on" in ama.screen
    await ama.taps("Go on")
    await ama.taps("Yes, I can")
    await ama.taps("Yes")
    assert ama.hears("Here's your door")


async def test_not_sure_asks_the_others_too(stage: Stage) -> None:
    _, tunde, _, ama = await two_seated(stage)
    await is_asked(ama)
    await ama.taps("Not sure")
    assert ASKED in tunde.screen


async def what_ama_saw(stage: Stage, tunde_says: str | None) -> tuple[str, list[str], list[int]]:
    """Her screen and buttons just after a day, and what the rows held an hour before."""
    _, tunde, mei, ama = await two_seated(stage)
    await is_asked(ama)
    begun = stage.now
    await ama.taps("Yes, and that's OK")
    await mei.taps("Yes, and that's OK")
    if tunde_says:
        await tunde.taps(tunde_says)
        assert tunde.screen == mei.screen == "Thank you. That's all I needed."
    await stage.until(begun + timedelta(hours=23))
    assert ANOTHER not in ama.transcript()
    async with stage.database.read() as tx:
        rows = sorted(int(row["fine"]) for row in await tx.conn.slow("select fine from clash_asked"))
    await stage.until(begun + DAY)
    return ama.screen, ama.buttons, rows


async def test_a_no_and_silence_look_the_same_on_screen_by_the_hour_and_on_disk(
    empty_house: Path, tmp_path: Path
) -> None:
    seen = []
    for name, answer in (("no", "I'd rather not"), ("silence", None)):
        async with set_up(empty_house, tmp_path / name) as stage:
            seen.append(await what_ama_saw(stage, answer))
    assert seen[0] == seen[1]
    assert seen[0][0].startswith(ANOTHER)
    assert seen[0][1:] == (["See other circles", "Tell me when"], [0, 1])


async def test_any_no_offers_another_circle_after_the_day_and_lets_the_seat_go(stage: Stage) -> None:
    circle, tunde, mei, ama = await two_seated(stage)
    await is_asked(ama)
    await ama.taps("Yes, and that's OK")
    await tunde.taps("I'd rather not")
    await mei.taps("Yes, and that's OK")
    assert ANOTHER not in ama.transcript()
    assert await held_for(stage, ama) == circle.id
    await stage.forward(hours=25)
    assert ama.screen.startswith(ANOTHER)
    assert await held_for(stage, ama) is None
    assert not any(name in ama.screen for name in ("Tunde", "Mei"))
    for person in (tunde, mei, circle.coordinator, *circle.guides, circle.observer):
        assert ANOTHER not in person.transcript()


async def test_the_answers_are_gone_once_it_is_settled_and_the_rest_after_thirty_days(stage: Stage) -> None:
    _, tunde, mei, ama = await two_seated(stage)
    await is_asked(ama)
    await ama.taps("Yes, and that's OK")
    await mei.taps("Yes, and that's OK")
    await tunde.taps("I'd rather not")
    await stage.forward(hours=25)
    async with stage.database.read() as tx:
        assert await tx.conn.slow("select * from clash_asked") == []
        assert len(await tx.conn.slow("select * from clash_questions")) == 1
    await stage.forward(days=30)
    async with stage.database.begin() as tx:
        await clashes.keep_times(tx, stage.now)
    async with stage.database.read() as tx:
        assert await tx.conn.slow("select * from clash_questions") == []


async def test_the_circle_is_not_offered_again_and_no_road_leads_round(stage: Stage) -> None:
    circle, tunde, _, ama = await two_seated(stage)
    await is_asked(ama)
    await ama.taps("Yes, and that's OK")
    await tunde.taps("I'd rather not")
    await stage.forward(hours=25)
    await ama.says("/circles")
    assert "Thursday circle" not in ama.screen
    page = ama.part.hears()[-1]
    for forged in (f"ci-seat:{circle.id}", f"ci-read:{circle.id}", f"ci-line:{circle.id}"):
        ama.part.taps(page, forged, forged=True)
        await stage.settle()
        assert ama.screen.startswith(ANOTHER)


async def test_while_the_others_are_asked_no_old_button_goes_on(stage: Stage) -> None:
    circle, _, _, ama = await two_seated(stage)
    await is_asked(ama)
    await ama.taps("Yes, and that's OK")
    ama.part.taps(ama.part.hears()[-1], f"ci-read:{circle.id}", forged=True)
    await stage.settle()
    assert ama.hears("I'm still asking the others. Your seat is held")
    await ama.taps("Stop")
    assert ama.hears("No reason needed")
    assert await held_for(stage, ama) is None


async def test_id_rather_not_offers_another_and_keeps_nothing(stage: Stage) -> None:
    _, tunde, mei, ama = await two_seated(stage)
    await is_asked(ama)
    await ama.taps("I'd rather not")
    assert ama.screen.startswith(ANOTHER)
    assert await held_for(stage, ama) is None
    assert ASKED not in tunde.transcript() + mei.transcript()
    async with stage.database.read() as tx:
        assert await tx.conn.slow("select * from clash_questions") == []


async def test_a_late_answer_gets_the_same_thanks(stage: Stage) -> None:
    _, tunde, _, ama = await two_seated(stage)
    await is_asked(ama)
    await ama.taps("Yes, and that's OK")
    await stage.forward(hours=25)
    await tunde.taps("Yes, and that's OK")
    assert tunde.screen == "Thank you. That's all I needed."
    assert ama.screen.startswith(ANOTHER)


async def test_asked_at_night_the_others_get_their_whole_day(stage: Stage) -> None:
    _, tunde, mei, ama = await two_seated(stage)
    await stage.until(stage.now.replace(hour=23))
    await is_asked(ama)
    await ama.taps("Yes, and that's OK")
    assert ASKED not in tunde.transcript()
    morning = stage.now.replace(hour=8) + timedelta(days=1)
    await stage.until(morning)
    assert ASKED in tunde.screen
    await stage.until(morning + timedelta(hours=12))
    await tunde.taps("Yes, and that's OK")
    await mei.taps("Yes, and that's OK")
    assert "You can go on" in ama.screen


async def test_asking_outlives_a_restart(stage: Stage) -> None:
    _, tunde, mei, ama = await two_seated(stage)
    await is_asked(ama)
    await ama.taps("Yes, and that's OK")
    await tunde.taps("Yes, and that's OK")
    await stage.restart()
    await mei.taps("Yes, and that's OK")
    assert "You can go on" in ama.screen


async def test_somebody_who_leaves_meanwhile_is_not_waited_for(stage: Stage) -> None:
    _, tunde, mei, ama = await two_seated(stage)
    await is_asked(ama)
    await ama.taps("Yes, and that's OK")
    await tunde.says("/circles")
    await tunde.taps("Step out of circle")
    await tunde.taps("Yes, step out")
    await mei.taps("Yes, and that's OK")
    assert "You can go on" in ama.screen


async def test_a_strangers_forged_answer_changes_nothing(stage: Stage) -> None:
    _, tunde, _, ama = await two_seated(stage)
    nosy = await stage.member("Nosy")
    await is_asked(ama)
    await ama.taps("Yes, and that's OK")
    await tunde.taps("Yes, and that's OK")
    async with stage.database.read() as tx:
        (row,) = await tx.conn.slow("select id from clash_questions")
    await nosy.says("/menu")
    nosy.part.taps(nosy.part.hears()[-1], f"ci-fine:{row['id']}:1", forged=True)
    await stage.settle()
    assert "You can go on" not in ama.transcript()


# Moving jobs


async def moves(person: Somebody, near: str) -> None:
    await person.says("/circles")
    await person.taps("I'm moving jobs")
    assert person.hears("Your seat stays yours")
    await person.taps(near)


async def seat_count(stage: Stage, circle: Opened) -> int:
    async with stage.database.read() as tx:
        return len(await tx.sql.circles.seated(circle_id=circle.id))


async def test_moving_jobs_keeps_the_seat_and_asks_again(stage: Stage) -> None:
    circle, tunde, mei, _ = await two_seated(stage)
    await moves(tunde, "Not sure")
    assert tunde.hears("Your seat stays yours")
    assert ASKED in mei.screen
    assert "Tunde" not in mei.screen
    await mei.taps("Yes, and that's OK")
    assert tunde.screen == "Nothing has changed in your circle: your seat is yours."
    assert await seat_count(stage, circle) == 2


async def test_moving_jobs_into_a_team_there_offers_another_and_keeps_the_seat(stage: Stage) -> None:
    circle, tunde, mei, _ = await two_seated(stage)
    await moves(tunde, "Yes, and that's OK")
    await mei.taps("I'd rather not")
    await stage.forward(hours=25)
    assert "Another circle may suit you better now. Your seat stays yours" in tunde.screen
    await tunde.taps("Talk to coordinator")
    assert "A note for Thursday circle.\nTunde would like a word with you. Please" in circle.coordinator.screen
    assert "My circle" in tunde.buttons
    assert await seat_count(stage, circle) == 2
    async with stage.database.read() as tx:
        assert await tx.conn.slow("select * from clash_questions") == []


async def test_moving_jobs_with_a_mentor_offers_a_check_in_in_week_one(stage: Stage) -> None:
    await open_circle(stage)
    ama, joy = await stage.member("Ama"), await live_mentor(stage, "Joy")
    await paired(stage, ama, joy)
    await take_seat(ama)
    await moves(ama, "No")
    assert ama.hears("A 15-minute check-in with your mentor can help in week one.")
    assert "Book a check-in" in ama.buttons


async def test_moving_jobs_without_a_mentor_wishes_luck(stage: Stage) -> None:
    _, tunde, mei, _ = await two_seated(stage)
    await moves(tunde, "No")
    assert tunde.hears("Good luck with the move!")
    assert "Book a check-in" not in tunde.buttons
    assert ASKED not in mei.transcript()


async def test_nothing_is_kept_of_where_somebody_moves(stage: Stage) -> None:
    _, tunde, _, _ = await two_seated(stage)
    await moves(tunde, "No")
    async with stage.database.read() as tx:
        assert await tx.conn.slow("select * from clash_questions where since <= ?", (ms(stage.now),)) == []


def test_the_words_for_not_coming_together_are_the_same_wherever_they_are_said() -> None:
    words = of("en")
    assert words("problem-another-circle") == words("clash-another")
