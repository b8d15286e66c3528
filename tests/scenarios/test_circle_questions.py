"""A question to the circle without a name: shown to all, and nowhere tied to whoever asked."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.rehearsal import groups as acts
from handlers.doors import AskTheCircle, QuestionsHere
from handlers.unnamed.taps import SendUnnamed, SwitchQuestions, TakeDown
from mentoring.people import PersonId
from mentoring.sessions import Stage as SessionStage
from storage import sessions
from storage.core import audit
from storage.core.instants import instant
from storage.core.sealing import Damaged
from tests.concern_steps import forges
from tests.concern_steps import night as nightly
from tests.page_steps import count, shown
from tests.session_steps import evening
from tests.stage import Stage
from tests.sweep import assert_nowhere, where_is
from tests.unnamed_steps import (
    MARKER,
    NOISE,
    QUESTION,
    all_rows,
    asks,
    in_group,
    is_shown,
    opens_question,
    questions_shown,
    rows_about,
    rows_of,
    slot_of,
    stolen,
    token_of,
    writes_question,
)

ONE_PAGE = 32 + 24 + 4096
"""Bytes of a write-ahead log with one page in it."""


async def test_the_circle_sees_the_question_and_not_who_asked(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await writes_question(ama)
    assert ama.hears("The way you write may be known, too.")
    assert ama.hears("I won't know which one is yours")
    await ama.taps("Ask it, without my name")
    assert ama.hears("It's on its way, without your name.")
    assert MARKER not in shown(ama)
    assert questions_shown(night) == []
    await stage.forward(hours=1, minutes=59)
    assert questions_shown(night) == []
    said = await is_shown(night)
    assert QUESTION in said
    assert "Ama" not in said
    assert "Please don't guess who asked." in said


async def test_it_is_said_before_writing_what_is_true_and_no_more(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await opens_question(ama)
    for said in (
        "In a small circle someone may guess who asked.",
        "I see it as you type, and Telegram carries it.",
        "Once you've asked, I don't keep whose it was.",
    ):
        assert ama.hears(said)


# No row joins a person and a question


async def test_while_it_waits_no_new_row_of_any_table_names_the_one_who_asked(stage: Stage, tmp_path: Path) -> None:
    night = await evening(stage)
    ama = night.members[0]
    before = all_rows(stage, tmp_path / "before")
    await asks(ama)
    waiting = all_rows(stage, tmp_path / "waiting")
    assert rows_about(waiting, ama) == rows_about(before, ama)
    new = {table: sorted(set(rows) - set(before[table])) for table, rows in waiting.items() if table not in NOISE}
    assert {table for table, rows in new.items() if rows} == {"circle_questions", "letters"}
    for row in (*new["circle_questions"], *new["letters"]):
        assert not [m.name for m in (*night.members, *night.guides, night.observer) if str(m.id) in row]
    assert str(int(stage.now.timestamp() * 1000))[:8] not in "".join(new["circle_questions"])


async def test_once_shown_every_table_is_as_if_nobody_had_asked(stage: Stage, tmp_path: Path) -> None:
    night = await evening(stage)
    before = all_rows(stage, tmp_path / "before")
    await asks(night.members[0])
    await is_shown(night)
    after = all_rows(stage, tmp_path / "after")
    assert {t: r for t, r in after.items() if t not in NOISE} == {t: r for t, r in before.items() if t not in NOISE}


async def test_a_stolen_backup_taken_after_the_showing_holds_nothing_of_it(
    stage: Stage, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await writes_question(ama)
    token = token_of(ama)
    await ama.taps("Ask it, without my name")
    waiting = stolen(stage, tmp_path / "waiting")
    ((question,),) = [[row.split("'")[1]] for row in rows_of(waiting / "circle.sqlite")["circle_questions"]]
    blob = await _sealed(stage)
    await is_shown(night)
    copy = stolen(stage, tmp_path / "after")
    assert where_is(waiting, question), "the id is there to be found while it waits"
    for left in (MARKER, question, token):
        assert where_is(copy, left) == []
        assert_nowhere(stage, left, *capfd.readouterr())
    assert [path.name for path in copy.iterdir() if blob in path.read_bytes()] == []
    assert (copy / "circle.sqlite-wal").stat().st_size <= ONE_PAGE, "the log was emptied, and holds the minute's anchor"


async def test_a_backup_taken_while_they_write_cannot_be_opened_with_every_key_of_the_house(
    stage: Stage, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The words lie under a token that is in the button in their chat, and in no row."""
    night = await evening(stage)
    ama = night.members[0]
    await writes_question(ama)
    token = token_of(ama)
    for left in (MARKER, token):
        assert_nowhere(stage, left, *capfd.readouterr())
    rows = all_rows(stage, tmp_path / "writing")
    (held,) = rows["unnamed_held"]
    assert not [m.name for m in night.members if str(m.id) in held]
    async with stage.database.read() as tx:
        ((draft,),) = await tx.conn.slow("select answers from drafts where person_id = ?", (ama.id,))
        kept = await tx.open("drafts", "answers", str(ama.id), PersonId(str(ama.id)), draft)
        assert MARKER not in kept
        assert token not in kept
        ((words,),) = await tx.conn.slow("select words from unnamed_held")
        with pytest.raises(Damaged):
            tx.house_open("unnamed_held", "words", "", words)
        with pytest.raises(Damaged):
            tx.token_open("unnamed_held", "words", "another token", words)
        assert MARKER in tx.token_open("unnamed_held", "words", token, words)


async def _sealed(stage: Stage) -> bytes:
    async with stage.database.read() as tx:
        ((words,),) = await tx.conn.slow("select words from circle_questions")
    return bytes(words)


async def test_what_is_let_go_or_left_half_way_is_gone_within_the_hour_and_a_quarter(stage: Stage) -> None:
    night = await evening(stage)
    ama, mei, tunde = night.members[:3]
    await writes_question(ama)
    await ama.taps("Don't send")
    assert ama.hears("Not sent. I've kept nothing of it.")
    assert MARKER not in shown(ama)
    assert await count(stage, "unnamed_held") == 0
    await writes_question(mei)
    await mei.says("/cancel")
    await writes_question(tunde)
    await stage.forward(minutes=76)
    assert MARKER not in shown(tunde)
    assert await count(stage, "unnamed_held") == 0
    assert await count(stage, "drafts") == 0
    await stage.forward(days=3)
    assert questions_shown(night) == []


async def test_changing_it_lets_the_first_words_go(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await writes_question(ama)
    await ama.taps("Change")
    await ama.types("Does anyone sleep well before a night?")
    await ama.taps("Ask it, without my name")
    assert MARKER not in shown(ama)
    said = await is_shown(night)
    assert "sleep well" in said


async def test_a_second_tap_asks_nothing_more(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await writes_question(ama)
    token = token_of(ama)
    await ama.taps("Ask it, without my name")
    await forges(ama, SendUnnamed(token))
    assert await count(stage, "circle_questions") == 1
    await forges(night.members[1], SendUnnamed(token))
    assert await count(stage, "circle_questions") == 1


async def test_a_bot_that_restarts_while_somebody_decides_still_knows_their_words(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await writes_question(ama)
    await stage.restart()
    await ama.taps("Ask it, without my name")
    await stage.restart()
    await is_shown(night)


# When


async def test_several_are_shown_together_at_a_fixed_time_by_day(stage: Stage) -> None:
    night = await evening(stage)
    texts = [f"question {word} of the day" for word in ("amber", "birch", "cedar")]
    for member, text in zip(night.members, texts, strict=False):
        await asks(member, text)
    async with stage.database.read() as tx:
        slots = [instant(row[0]) for row in await tx.conn.slow("select slot from circle_questions")]
    assert all((slot.hour, slot.minute) in {(12, 30), (18, 30)} for slot in slots)
    await stage.until(max(slots))
    said = questions_shown(night)
    assert len(said) == 3
    assert all(any(text in one for one in said) for text in texts)


async def test_nobody_can_ask_in_the_middle_of_a_session(stage: Stage) -> None:
    night = await evening(stage)
    await night.begun()
    ama = night.members[0]
    await opens_question(ama)
    assert ama.hears("Your circle is meeting just now.")
    assert await count(stage, "drafts") == 0


async def test_words_written_before_the_doors_open_are_not_taken_once_it_has_begun(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await night.to(minutes=11)
    await writes_question(ama)
    await night.to(minutes=5)
    await ama.taps("Ask it, without my name")
    assert ama.hears("Your circle is meeting just now.")
    assert await count(stage, "circle_questions") == 0


async def test_no_question_is_shown_around_a_session(stage: Stage) -> None:
    night = await evening(stage)
    await stage.until(datetime(2026, 2, 12, 14, 0, tzinfo=UTC))
    await asks(night.members[0])
    await stage.until(datetime(2026, 2, 13, 12, 0, tzinfo=UTC))
    assert questions_shown(night) == []
    await is_shown(night)


async def test_a_session_that_moves_onto_its_time_puts_the_question_off(stage: Stage) -> None:
    night = await evening(stage)
    await asks(night.members[0])
    slot = instant(await slot_of(stage))
    async with stage.database.begin() as tx:
        session = await sessions.find(tx, (await night.session()).id)
        assert session.state is SessionStage.PLANNED
        await sessions.move(tx, session, slot + timedelta(minutes=5), now=stage.now)
    await stage.until(slot + timedelta(minutes=30))
    assert questions_shown(night) == []
    await is_shown(night)


async def test_a_bot_that_was_away_shows_it_by_day_and_not_in_the_night(stage: Stage) -> None:
    night = await evening(stage)
    await asks(night.members[0])
    slot = instant(await slot_of(stage))
    evening_of_slot = slot.replace(hour=23, minute=15)
    await stage.end()
    stage.clock.set(evening_of_slot)
    await stage.begin()
    assert questions_shown(night) == []
    await stage.until(evening_of_slot + timedelta(hours=14))
    assert len(questions_shown(night)) == 1


async def test_a_group_out_of_reach_is_shown_it_when_it_is_back(stage: Stage) -> None:
    night = await evening(stage)
    ed = night.guides[0]
    await asks(night.members[0])
    acts.removes_bot(night.coordinator.part, night.chat)
    await stage.settle()
    await stage.forward(days=2)
    assert await count(stage, "circle_questions") == 1
    acts.adds_bot(night.coordinator.part, night.chat, admin=True)
    await stage.settle()
    await stage.forward(days=1)
    assert len(questions_shown(night)) == 1
    assert ed.name not in questions_shown(night)[0]


# What may point to somebody


@pytest.mark.parametrize("text", ["Ring me on 07700 900123", "It was 943 476 5919", "Write to a.b@nhs.net"])
async def test_what_may_be_a_patients_is_held_until_it_is_taken_out(stage: Stage, text: str) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await writes_question(ama, text)
    assert ama.hears("I can't send it as it is.")
    assert "Ask it, without my name" not in ama.buttons


async def test_a_name_of_the_circle_is_pointed_out_and_the_choice_is_theirs(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await writes_question(ama, "Would tunde mind if we began later?")
    assert ama.hears("There's a name in it of someone in the circle")
    await ama.taps("Ask it, without my name")
    assert ama.hears("It's on its way")


async def test_somebody_in_danger_is_shown_help_first_and_nothing_is_told(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await writes_question(ama, "I want to end my life")
    said = ama.news()
    assert next(n for n, line in enumerate(said) if "999" in line) < next(
        n for n, line in enumerate(said) if "I've sent nothing" in line
    )
    await ama.taps("Don't send")
    assert await count(stage, "unnamed_held") == 0


# How many, and who


async def test_a_third_question_in_a_day_is_refused_and_nothing_on_disk_counts_them(
    stage: Stage, tmp_path: Path
) -> None:
    night = await evening(stage)
    ama = night.members[0]
    before = all_rows(stage, tmp_path / "before")
    for text in ("first of the day", "second of the day"):
        await asks(ama, text)
    await asks(ama, "third of the day")
    assert ama.hears("You've asked this circle 2 questions today.")
    assert await count(stage, "circle_questions") == 2
    await ama.says("/cancel")
    after = all_rows(stage, tmp_path / "after")
    assert rows_about(after, ama) == rows_about(before, ama)


async def test_a_circle_is_not_flooded(stage: Stage) -> None:
    night = await evening(stage)
    for n, member in enumerate(night.members):
        await asks(member, f"question number {n}")
    await opens_question(night.members[0])
    assert night.members[0].hears("There are 5 questions waiting")


async def test_only_somebody_with_a_seat_can_ask(stage: Stage) -> None:
    night = await evening(stage)
    stranger = await stage.member("Zola")
    for person in (stranger, night.guides[0], night.observer):
        await forges(person, AskTheCircle(night.circle))
        assert "What would you like to ask" not in person.transcript()
    assert await count(stage, "drafts") == 0


# Guides


async def test_a_guide_takes_a_question_down_and_learns_nothing(stage: Stage) -> None:
    night = await evening(stage)
    ama, ed = night.members[0], night.guides[0]
    await asks(ama)
    await stage.forward(days=2)
    message = next(m for m in in_group(night) if MARKER in m.text)
    for person in (ama, night.observer):
        person.part.taps(message, TakeDown().data())
        await stage.settle()
        assert MARKER in message.text
    ed.part.taps(message, TakeDown().data())
    await stage.settle()
    assert message.text == "A guide took this question down."
    assert not message.buttons
    assert "Ama" not in ed.transcript()
    async with stage.database.read() as tx:
        (line,) = await tx.conn.slow("select actor, about from audit where action = 'question-taken-down'")
        assert (line["actor"], line["about"]) == (ed.id, night.circle)
        assert await audit.broken_at(tx) is None


async def test_guides_switch_it_off_and_what_waited_goes_unseen(stage: Stage) -> None:
    night = await evening(stage)
    ama, mei, ed = night.members[0], night.members[1], night.guides[0]
    await asks(ama)
    await writes_question(mei)
    await ed.says("/circles")
    await ed.taps("Questions, no name")
    assert ed.hears("Nobody can look up who asked: I don't keep it.")
    await ed.taps("Turn it off")
    assert await count(stage, "circle_questions") == 0
    await mei.taps("Ask it, without my name")
    assert mei.hears("Your guides have turned this off for now.")
    await stage.forward(days=3)
    assert questions_shown(night) == []
    await ed.taps("Turn it on")
    await mei.says("/cancel")
    await asks(mei)
    await is_shown(night)


async def test_nobody_but_a_guide_can_switch_it(stage: Stage) -> None:
    night = await evening(stage)
    for person in (night.members[0], night.observer, night.coordinator):
        await forges(person, SwitchQuestions(night.circle, on=False))
        await forges(person, QuestionsHere(night.circle))
        assert "without their name" not in person.transcript()
    assert await count(stage, "circle_questions_off") == 0


async def test_a_member_who_is_erased_leaves_a_question_nobody_can_find_again(stage: Stage) -> None:
    night = await evening(stage)
    ama = night.members[0]
    await asks(ama)
    await ama.says("/privacy")
    await ama.taps("Erase me")
    await ama.types("ERASE")
    assert ama.hears("This is your receipt")
    await is_shown(night)
    await nightly(stage)
    assert await count(stage, "circle_questions") == 0
