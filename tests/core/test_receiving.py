"""Trouble on the way in: the next good update is handled once it ends, and nothing is done twice."""

import sqlite3

import pytest

from bot.sorting import dropped_unread, lane_of
from handlers import support
from storage.core import letters, seen
from tests.stage import Somebody, Stage

PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -7, "type": "supergroup"}
AMA = {"id": 7, "is_bot": False, "first_name": "Ama"}
COMMAND = [{"type": "bot_command", "offset": 0, "length": 5}]


async def answered_after_trouble(stage: Stage) -> Somebody:
    ama = await stage.member("Ama")
    await ama.says("/cancel")
    assert ama.hears("nothing to stop")
    return ama


@pytest.mark.parametrize("code", [401, 404, 409, 500, 502])
async def test_polling_gets_over_a_refusal(stage: Stage, code: int) -> None:
    stage.server.faults.refuse(code, method="getUpdates", times=2)
    await answered_after_trouble(stage)


async def test_polling_gets_over_a_broken_connection_a_page_and_half_an_answer(stage: Stage) -> None:
    stage.server.faults.drop(after_effect=True, method="getUpdates")
    stage.server.faults.page(method="getUpdates")
    stage.server.faults.truncated(method="getUpdates")
    await answered_after_trouble(stage)


async def test_an_update_that_cannot_be_parsed_is_set_aside_and_the_rest_go_on(stage: Stage) -> None:
    stage.server.faults.unparseable_update()
    await answered_after_trouble(stage)
    async with stage.database.read() as tx:
        rows = await tx.sql.seen.aside()
    assert [row["keys"] for row in rows] == ["message"]
    assert "spoiled" not in "".join(str(value) for row in rows for value in tuple(row))


@pytest.mark.parametrize(("text", "answer"), [("spoiled", "NOT saved"), ("/support", "999"), ("/start support", "999")])
async def test_whoever_sent_what_cannot_be_parsed_hears_it_and_help_comes_all_the_same(
    stage: Stage, text: str, answer: str
) -> None:
    ama = await stage.member("Ama")
    await ama.says("/cancel")
    stage.server.faults.unparseable_update(ama.part.chat.id, text)
    await stage.settle()
    assert answer in ama.screen


async def test_a_tap_that_cannot_be_parsed_is_answered(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    ama = await stage.member("Ama")
    await ama.says("/menu")
    world = stage.server.world
    real = world.news

    def spoil(kind: str, content: dict[str, object]) -> object:
        return real(kind, {part: content[part] for part in content if part != "chat_instance"}, spoiled=True)

    monkeypatch.setattr(world, "news", spoil)
    await ama.taps("Help now")
    assert "999" in ama.screen
    assert [tap.answered for tap in world.taps.values()][-1]


async def test_help_that_breaks_three_times_is_answered_with_the_plain_card(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("a bug of ours")

    ama = await stage.member("Ama")
    await ama.says("/menu")
    monkeypatch.setattr(support, "_nation", broken)
    for ask in (ama.taps("Help now"), ama.says("/support")):
        await ask
        assert "999" in ama.screen
    assert all(tap.answered for tap in stage.server.world.taps.values())


async def test_a_repeated_update_has_one_effect(stage: Stage) -> None:
    ama = await stage.member("Ama")
    stage.server.faults.duplicate_updates()
    await ama.says("/cancel")
    assert len(ama.news()) == 1


async def test_an_update_seen_before_is_known_by_its_id_and_not_by_its_order(stage: Stage) -> None:
    async with stage.database.begin() as tx:
        assert await seen.first_time(tx, 900, now=stage.now)
        assert await seen.first_time(tx, 5, now=stage.now)
        assert not await seen.first_time(tx, 900, now=stage.now)


CHANNEL = {"id": -100, "type": "channel"}
UNNAMED = {"chat": GROUP, "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": GROUP}
AUTOMATIC = {"from": {"id": 777000, "is_bot": False}, "sender_chat": CHANNEL, "is_automatic_forward": True}


def message(**parts: object) -> dict[str, object]:
    return {"update_id": 1, "message": {"message_id": 1, "date": 1, "from": AMA, "chat": PRIVATE, **parts}}


@pytest.mark.parametrize(
    ("raw", "dropped"),
    [
        (message(text="hello"), False),
        (message(chat=GROUP, text="what happened to me"), True),
        (message(chat=GROUP, text="/rules", entities=COMMAND), False),
        (message(chat=GROUP, text="so I said /rules", entities=[{**COMMAND[0], "offset": 10}]), True),
        (message(chat=GROUP, text="/rules", entities=COMMAND, sender_chat=GROUP), True),
        (message(chat=GROUP, new_chat_members=[AMA]), False),
        (message(chat=GROUP, migrate_to_chat_id=-100), False),
        (message(text="/erase", entities=COMMAND, forward_origin={}), True),
        (message(text="hi", via_bot={"id": 2}), True),
        (message(**{"from": {"id": 2, "is_bot": True}}), True),
        (message(**UNNAMED, text="/rules", entities=COMMAND), False),
        (message(**UNNAMED, text="so I said", entities=[]), True),
        (message(**UNNAMED, text="/rules", entities=COMMAND, via_bot={"id": 2}), True),
        (message(**UNNAMED, text="/rules", entities=COMMAND, forward_origin={}), True),
        (message(**{**UNNAMED, "sender_chat": CHANNEL}, text="/rules", entities=COMMAND), True),
        (message(chat=GROUP, text="/rules", entities=COMMAND, **AUTOMATIC), True),
        ({"update_id": 1, "edited_message": message(chat=GROUP, text="in truth")["message"]}, True),
        (message(chat=GROUP, caption="/rules", caption_entities=COMMAND, photo=[]), True),
        (message(chat=GROUP, poll={"question": "who?"}), True),
        (message(chat=GROUP, new_chat_title="Circle of those hurt"), True),
        ({"update_id": 1, "business_message": {"text": "x"}}, True),
        ({"update_id": 1, "message": {"text": "no chat"}}, False),
    ],
)
def test_what_is_none_of_our_business_is_dropped_unread(raw: dict[str, object], dropped: bool) -> None:
    assert dropped_unread(raw) is dropped


def test_a_tap_under_a_lost_message_still_has_a_lane() -> None:
    assert lane_of({"callback_query": {"from": AMA}}) == 7
    assert lane_of({"callback_query": {"from": AMA, "message": {"chat": GROUP}}}) == -7
    assert lane_of({"poll": {}}) == 0


async def test_a_batch_that_breaks_everything_does_not_make_the_bot_deaf(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, broken = stage.running.receiver.take_all, [RuntimeError("the memory is gone")]

    async def take_all(batch: list[dict[str, object]]) -> None:
        if broken:
            raise broken.pop()
        await real(batch)

    monkeypatch.setattr(stage.running.receiver, "take_all", take_all)
    await answered_after_trouble(stage)


async def test_rows_that_cannot_be_read_for_a_moment_are_read_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, broken = letters.due, [sqlite3.DatabaseError("malformed")]

    async def due(*args: object, **kwargs: object) -> object:
        if broken:
            raise broken.pop()
        return await real(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came

    ama = await stage.member("Ama")
    monkeypatch.setattr(letters, "due", due)
    async with stage.database.begin() as tx:
        await letters.owe(tx, kind="draft-put-away", to=ama.id, due=stage.now)
    await stage.settle()
    assert ama.hears("Start again any time")
