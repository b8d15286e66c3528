"""Sending chances: once to each, in their week and their morning; paused, fixed, closed and taken back."""

import time

import pytest

from storage import opportunities, people
from storage import opportunity_sends as rows
from storage.core import letters
from tests.scenarios.sending import (
    COPY,
    NAMES,
    answers,
    at,
    chances,
    check_once,
    copies,
    dies_in_the_middle,
    id_of,
    is_ready,
    readers,
    sends,
)
from tests.stage import Stage


async def test_the_progress_is_one_message_that_changes(stage: Stage) -> None:
    nana, _ = await stage.coordinator(), await readers(stage)
    await is_ready(nana)
    before = len(nana.part.hears())
    await nana.taps("Send now")
    await nana.taps("Yes, send")
    assert "Sent to fewer than 5 of 10" in nana.screen
    assert "░░░░░░░░░░" in nana.screen
    await stage.forward(seconds=5)
    assert "Sent to about 10 of 10" in nana.screen
    assert "██████████" in nana.screen
    assert len(nana.part.hears()) == before
    edits = [send for send in stage.server.sends if send.chat_id == nana.part.id and "edit" in send.method.lower()]
    assert len(edits) <= 16


async def test_a_second_tap_on_yes_sends_nothing_more(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await is_ready(nana)
    await nana.taps("Send now")
    message = nana.part.hears()[-1]
    told = str(message.buttons[0][0]["callback_data"])
    nana.part.taps(message, told)
    nana.part.taps(message, told)
    await stage.settle()
    assert all(len(chances(person)) == 1 for person in everyone)


async def test_stop_and_recall_changes_every_copy(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await sends(stage, nana)
    await everyone[0].taps("Save it")
    await nana.taps("Stop and recall")
    for person in everyone:
        assert chances(person) == ["This was taken back by the sender. Sorry for the noise."]
    assert "Taken back" in nana.screen
    await stage.forward(days=24)
    assert not everyone[0].hears("A reminder you asked for")


async def test_a_recall_withdraws_what_has_not_left(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await is_ready(nana)
    await nana.taps("Send now")
    await stage.until(at(2026, 2, 2, 22, 30))
    await nana.taps("Yes, send")
    assert all(chances(person) == [] for person in everyone)
    await nana.taps("Stop and recall")
    await stage.forward(days=2)
    assert all(chances(person) == [] for person in everyone)
    assert await copies(stage) == {}


async def test_a_recall_catches_copies_that_are_on_their_way(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await is_ready(nana)
    await nana.taps("Send now")
    async with stage.database.read() as tx:
        (draft,) = await opportunities.drafts(tx)
    stage.server.faults.round_trip_ms = 40
    screen = nana.part.hears()[-1]
    nana.part.taps_on("Yes, send")
    await stage.server.until(lambda: any(COPY in chances(person) for person in everyone))
    nana.part.taps(screen, f"op-recall:{draft.id}", forged=True)
    await stage.settle()
    assert any("taken back" in text for person in everyone for text in chances(person))
    assert not any(COPY in chances(person) for person in everyone)


async def test_a_pause_holds_and_going_on_sends_the_rest_once(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await stage.until(at(2026, 2, 2, 22, 30))
    await sends(stage, nana)
    await nana.taps("Pause")
    assert "Paused" in nana.screen
    await stage.until(at(2026, 2, 3, 9, 2))  # between two looks of the copies that wait
    assert all(chances(person) == [] for person in everyone)
    await nana.taps("Go on")
    await stage.forward(seconds=10)
    assert [len(chances(person)) for person in everyone] == [1] * len(NAMES)
    assert "Sent to about 10 of 10" in nana.screen


@pytest.mark.parametrize("left_as", ["waiting", "sending"])
async def test_nobody_gets_two_when_the_bot_dies_in_the_middle(stage: Stage, left_as: str) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await is_ready(nana)
    await nana.taps("Send now")
    await dies_in_the_middle(stage, nana, "Yes, send", everyone, left_as)
    check_once([len(chances(person)) for person in everyone], left_as)
    assert "That's everyone I could reach" in nana.screen
    assert (await copies(stage)).get("waiting") is None


async def test_an_evening_send_waits_for_the_morning(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await stage.until(at(2026, 2, 2, 21, 30))
    await is_ready(nana)
    await nana.taps("Send now")
    assert nana.hears("It's late for some: theirs goes at 8 am.")
    await nana.taps("Yes, send")
    await stage.until(at(2026, 2, 3, 7, 59))
    assert all(chances(person) == [] for person in everyone)
    await stage.until(at(2026, 2, 3, 8, 1))
    assert all(chances(person) == [COPY] for person in everyone)


async def test_a_third_in_a_week_waits_its_turn_unless_it_closes_soon(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    ama = everyone[0]
    for title in ("One", "Two", "Three"):
        await sends(stage, nana, title=title)
    assert len(chances(ama)) == 2
    await answers(nana, title="Four", closes="Fri 6 Feb")
    await nana.taps("Send anyway")
    await nana.types("It came in late")
    await nana.taps("Everyone")
    await nana.taps("Send now")
    await nana.taps("Yes, send")
    assert [("Four" in text, "Three" in text) for text in chances(ama)][2:] == [(True, False)]
    await stage.forward(days=7, minutes=10)
    assert any("Three" in text for text in chances(ama))


async def test_three_sends_of_one_night_do_not_pass_the_weekly_two_together(stage: Stage) -> None:
    nana, everyone = await stage.coordinator(), await readers(stage)
    await stage.until(at(2026, 2, 2, 21, 30))
    for title in ("One", "Two", "Three"):
        await sends(stage, nana, title=title)
    await stage.until(at(2026, 2, 3, 12, 0))
    assert [len(chances(person)) for person in everyone] == [2] * len(NAMES)
    await stage.until(at(2026, 2, 10, 12, 0))
    assert [len(chances(person)) for person in everyone] == [3] * len(NAMES)


async def test_a_fixed_detail_changes_every_copy_and_savers_get_one_line(stage: Stage) -> None:
    nana, (ama, bea, *others) = await stage.coordinator(), await readers(stage)
    await sends(stage, nana)
    await ama.taps("Save it")
    await stage.forward(hours=1)
    await nana.says("/results")
    await nana.taps("Fix a detail")
    await nana.taps("Closing date")
    await nana.types("Mon 2 March")
    assert nana.hears("Fixed.")
    for person in (ama, bea, *others):
        (copy,) = chances(person)
        assert "Closes Mon 2 Mar." in copy
        assert copy.endswith("Updated")
    assert ama.transcript().count("A detail changed: closes Mon 2 Mar.") == 1
    assert "A detail changed" not in bea.transcript()
    await stage.until(at(2026, 2, 28, 9, 1))
    assert ama.transcript().count("A reminder you asked for") == 2


async def test_closing_early_says_so_on_every_copy(stage: Stage) -> None:
    nana, (ama, *_) = await stage.coordinator(), await readers(stage)
    await sends(stage, nana)
    await nana.says("/results")
    await nana.taps("Close early")
    assert nana.hears("is closed")
    assert chances(ama)[0].endswith("This one has closed.")
    await ama.says("/opportunities")
    assert ama.hears("Nothing new today.")


async def test_two_thousand_copies_are_owed_within_a_second(stage: Stage) -> None:
    nana = await stage.coordinator()
    async with stage.database.begin() as tx:
        crowd = [
            await people.admit(tx, 10_000 + n, "P", now=stage.now, choices={"chances": "yes"}) for n in range(2000)
        ]
    await is_ready(nana)
    async with stage.database.read() as tx:
        (draft,) = await opportunities.drafts(tx)
    stage.running.door.pause(paused=True)
    begun = time.perf_counter()
    async with stage.database.begin() as tx:
        await rows.send(tx, draft.id, by=id_of(nana), screen=None, now=stage.now)
    took = time.perf_counter() - begun
    async with stage.database.read() as tx:
        assert len(await letters.of_topic(tx, opportunities.topic(draft.id))) == len(crowd)
    assert took < 1.0
    async with stage.database.begin() as tx:
        await rows.recall(tx, draft.id, by=id_of(nana), now=stage.now)
    stage.running.door.pause(paused=False)
