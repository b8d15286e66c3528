"""Letters: rendered when due, once, in order of urgency, and honest about how they fared."""

import asyncio
import sqlite3
from datetime import timedelta

import pytest

from bot import features
from bot.carry import Courier
from bot.deliver import AT_ONCE
from handlers import menu
from handlers.talk.post import Deed, LetterKind, NotYet, Outcome, Reading, Send, to_body
from storage import people
from storage.core import groups, letters
from storage.core.database import Tx
from storage.core.instants import ms
from storage.core.letters import Lane, Letter
from tests.stage import Somebody, Stage

OUTCOMES: list[str] = []


async def greet(reading: Reading) -> Deed | None:
    name = await people.name_of(reading.tx, reading.letter.person) if reading.letter.person else "all"
    return Send(f"hello {name}")


async def no_longer_true(reading: Reading) -> Deed | None:
    return None


async def note(tx: Tx, letter: Letter, outcome: Outcome, now: object) -> None:
    OUTCOMES.append(outcome.state)


@pytest.fixture(autouse=True)
def some_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    OUTCOMES.clear()
    kinds = {
        **features.KINDS,
        "greeting": LetterKind(greet, settled=note),
        "moot": LetterKind(no_longer_true, settled=note),
        "late": LetterKind(greet, settled=note, useful_for=180),
        "brief": LetterKind(greet, settled=note, useful_for=5),
        "morning": LetterKind(greet, settled=note, waits_for_morning=True),
    }
    monkeypatch.setattr("bot.app.KINDS", kinds)


async def owe(stage: Stage, to: Somebody | None, kind: str = "greeting", **more: object) -> None:
    async with stage.database.begin() as tx:
        due = stage.now + timedelta(**{"hours": more.pop("hours", 0)})  # type: ignore[arg-type]  # a test's shorthand
        await letters.owe(tx, kind=kind, to=to.id if to else None, due=due, **more)  # type: ignore[arg-type]  # as above
    await stage.settle()


async def rows(stage: Stage) -> list[str]:
    async with stage.database.read() as tx:
        found = await tx.conn.slow("select state from letters")
    return [row[0] for row in found]


async def test_a_letter_says_what_is_true_when_it_is_due(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await owe(stage, ama, hours=2)
    async with stage.database.begin() as tx:
        assert ama.id
        await people.rename(tx, ama.id, "Abena")
    await stage.forward(hours=3)
    assert ama.hears("hello Abena")
    assert await rows(stage) == []


async def test_a_letter_that_is_no_longer_true_is_dropped(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await owe(stage, ama, "moot")
    assert ama.news() == []
    assert OUTCOMES == ["dropped"]


async def test_a_reminder_too_late_to_be_useful_is_not_sent(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await owe(stage, ama, "late", hours=1)
    await stage.end()
    stage.clock.set(stage.now + timedelta(hours=5))
    await stage.begin()
    assert not ama.hears("hello")


async def test_a_reminder_still_useful_after_an_outage_is_sent_once(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await owe(stage, ama, "late", hours=1)
    await stage.end()
    stage.clock.set(stage.now + timedelta(hours=2))
    await stage.begin()
    await stage.restart()
    assert ama.news().count("hello Ama") == 1


async def test_what_can_wait_waits_for_the_morning(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await owe(stage, ama, "morning", hours=13)
    await stage.forward(hours=14)
    assert not ama.hears("hello")
    await stage.forward(hours=9)
    assert ama.hears("hello Ama")


async def test_somebody_who_blocked_the_bot_rests_until_they_write_again(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/cancel")
    ama.part.blocks()
    await stage.settle()
    await owe(stage, ama)
    await owe(stage, ama)
    assert OUTCOMES == ["resting", "resting"]
    ama.part.unblocks()
    await ama.says("/cancel")
    assert ama.hears("nothing to stop")
    await owe(stage, ama)
    assert ama.hears("hello Ama")


async def test_a_group_that_moved_still_gets_its_letter(stage: Stage) -> None:
    from bot.rehearsal import groups as acts

    guide = await stage.member("Grace")
    chat = await stage.group("Thursday circle", people=[guide])
    async with stage.database.begin() as tx:
        group = await groups.link(tx, chat.id, now=stage.now)
    new = acts.upgrades(guide.part, chat)
    async with stage.database.begin() as tx:
        await letters.owe(tx, kind="greeting", group=group, due=stage.now)
    await stage.settle()
    assert any(message.text == "hello all" for message in new.messages.values())


@pytest.mark.parametrize("trouble", ["refuse", "page", "drop_before"])
async def test_plain_words_are_sent_again_after_trouble(stage: Stage, trouble: str) -> None:
    ama = await stage.member("Ama")
    faults = stage.server.faults
    if trouble == "refuse":
        faults.refuse(500, method="sendMessage", times=2)
    elif trouble == "page":
        faults.page(method="sendMessage")
    else:
        faults.drop(after_effect=False, method="sendMessage")
    await owe(stage, ama)
    assert ama.news() == ["hello Ama"]


async def test_a_chat_that_must_rest_for_long_keeps_no_others_waiting(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(AT_ONCE, Lane.BROADCAST, 1)
    ama, mei = await stage.members("Ama", "Mei")
    stage.server.faults.too_many(600, method="sendMessage", chat_id=ama.part.id)
    await owe(stage, ama, lane=Lane.BROADCAST)
    await owe(stage, mei, lane=Lane.BROADCAST)
    assert mei.hears("hello Mei")
    assert ama.news() == []
    assert await rows(stage) == ["waiting"]


async def test_what_breaks_behind_one_letter_holds_no_other_up(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks(tx: Tx, letter: Letter, outcome: Outcome, now: object) -> None:
        await tx.sql.seen.note(update_id=77, at=0)
        raise ValueError

    async def follows(tx: Tx, letter: Letter, outcome: Outcome, now: object) -> None:
        await tx.conn.change("insert into seen (update_id, at) values (78, 0)", {})

    kinds = {"greeting": LetterKind(greet, settled=follows), "breaks": LetterKind(greet, settled=breaks)}
    monkeypatch.setattr("bot.app.KINDS", {**features.KINDS, **kinds})
    await stage.restart()
    ama, mei = await stage.members("Ama", "Mei")
    async with stage.database.begin() as tx:
        await letters.owe(tx, kind="breaks", to=ama.id, due=stage.now)
        await letters.owe(tx, kind="greeting", to=mei.id, due=stage.now)
    await stage.settle()
    assert ama.news() == ["hello Ama"]
    assert mei.news() == ["hello Mei"]
    assert await rows(stage) == []
    async with stage.database.read() as tx:
        kept = await tx.conn.slow("select update_id from seen where update_id in (77, 78)")
    assert [row["update_id"] for row in kept] == [78]


async def test_a_429_is_waited_out(stage: Stage) -> None:
    ama = await stage.member("Ama")
    stage.server.faults.too_many(1, method="sendMessage")
    await owe(stage, ama)
    assert ama.news() == ["hello Ama"]


async def test_a_broadcast_that_may_be_out_is_not_risked_twice(stage: Stage) -> None:
    ama = await stage.member("Ama")
    stage.server.faults.drop(after_effect=True, method="sendMessage")
    await owe(stage, ama, lane=Lane.BROADCAST)
    assert ama.news() == ["hello Ama"]
    assert OUTCOMES == ["unknown"]


async def test_a_refused_letter_is_given_up_with_a_reason(stage: Stage) -> None:
    ama = await stage.member("Ama")
    stage.server.faults.refuse(400, "Bad Request: something odd", method="sendMessage")
    await owe(stage, ama)
    assert OUTCOMES == ["given-up"]
    assert await rows(stage) == ["given-up"]


async def test_a_letter_of_an_unknown_kind_troubles_nobody(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await owe(stage, ama, "from-a-newer-version")
    await owe(stage, ama)
    assert ama.news() == ["hello Ama"]


async def test_a_withdrawn_letter_is_never_sent(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await owe(stage, ama, topic="meeting:1", hours=1)
    async with stage.database.begin() as tx:
        await letters.withdraw(tx, "meeting:1")
    await stage.forward(hours=2)
    assert ama.news() == []


async def test_the_lanes_keep_their_order(stage: Stage) -> None:
    people_ = [await stage.member(f"P{n}") for n in range(22)]
    await stage.settle()
    stage.running.door.pause(paused=True)
    async with stage.database.begin() as tx:
        for person in people_[:20]:
            await letters.owe(tx, kind="greeting", to=person.id, due=stage.now, lane=Lane.BROADCAST)
        await letters.owe(tx, kind="greeting", to=people_[20].id, due=stage.now, lane=Lane.REMINDER)
        await letters.owe(tx, kind="greeting", to=people_[21].id, due=stage.now, lane=Lane.REPLY)
    await asyncio.sleep(0)
    sent = len(stage.server.sends)
    stage.running.door.pause(paused=False)
    await stage.settle()
    order = [send.chat_id for send in stage.server.sends[sent:] if send.method == "sendmessage"]
    before_them = AT_ONCE[Lane.BROADCAST]  # what may be on its way already when the urgent ones come
    assert order.index(people_[21].part.id) <= before_them
    assert order.index(people_[20].part.id) <= before_them + 1


async def test_words_do_not_queue_behind_a_menu_that_fails(stage: Stage) -> None:
    nana = await stage.coordinator("Nana")
    stage.server.faults.refuse(500, method="setMyCommands", times=1000)
    async with stage.database.begin() as tx:
        assert nana.id
        await menu.owe_menu(tx, nana.id, now=stage.now)
        await letters.owe(tx, kind="greeting", to=nana.id, due=stage.now)
    await stage.server.until(lambda: nana.hears("hello Nana"))
    stage.server.faults.release()
    await stage.settle()


async def test_a_letter_that_could_not_be_claimed_is_tried_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    real, broken = Courier._claim, [sqlite3.OperationalError("database or disk is full")]

    async def claim(courier: Courier, letter: Letter) -> bool:
        if broken:
            raise broken.pop()
        return await real(courier, letter)

    monkeypatch.setattr(Courier, "_claim", claim)
    ama = await stage.member("Ama")
    await owe(stage, ama, lane=Lane.BROADCAST)
    assert ama.news() == []
    await stage.forward(seconds=10)
    assert ama.news() == ["hello Ama"]


async def test_a_letter_given_another_time_while_it_was_looked_at_keeps_that_time(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ama = await stage.member("Ama")
    sooner, looked = stage.now + timedelta(minutes=1), []

    async def not_yet(reading: Reading) -> Deed | None:
        looked.append(reading.letter.id)
        if len(looked) > 1:
            return Send("hello at last")
        async with stage.database.begin() as tx:
            await tx.conn.change("update letters set due = ?", (ms(sooner),))
        raise NotYet(stage.now + timedelta(hours=3))

    monkeypatch.setattr("bot.app.KINDS", {**features.KINDS, "waits": LetterKind(not_yet)})
    await stage.restart()
    await owe(stage, ama, "waits")
    await stage.forward(minutes=2)
    assert ama.hears("hello at last")


@pytest.mark.parametrize("column", ["body", "chat"])
async def test_a_letter_that_fails_its_check_is_given_up_and_keeps_no_other_back(stage: Stage, column: str) -> None:
    ama, stranger = await stage.member("Ama"), stage.person("Stranger")
    stranger.part.starts()
    await stage.settle()
    async with stage.database.begin() as tx:
        due = stage.now + timedelta(hours=1)
        body = to_body(Send("a reply that waits"))
        tx.owed.append(Letter("reply", due, Lane.REPLY, chat=stranger.part.id, body=body, made=stage.now))
    async with stage.database.begin() as tx:
        await tx.conn.change(f"update letters set {column} = cast(substr({column}, 1, 20) || x'00' as blob)")
    await owe(stage, ama, hours=2)
    await stage.forward(hours=3)
    assert not stranger.hears("a reply that waits")
    assert ama.hears("hello Ama")
    assert await rows(stage) == ["given-up"]
