"""Refusals that are final: nothing is tried again, nobody is called reachable who is not, and what is so stays so."""

import pytest

from bot import features
from handlers.talk.post import Deed, Delete, Edit, LetterKind, Reading
from storage import people
from tests.core.test_letters import OUTCOMES, note, owe, rows, some_kinds
from tests.stage import Stage

__all__ = ["some_kinds"]  # the fixture that knows a greeting

OUT_OF_REACH = [
    (403, "Forbidden: bot can't initiate conversation with a user"),
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: user is deactivated"),
    (400, "Bad Request: chat not found"),
    (400, "Bad Request: PEER_ID_INVALID"),
]
DONE_ALREADY = [
    (Delete((3, 4)), "deleteMessages", "Bad Request: message to delete not found"),
    (Delete((3, 4)), "deleteMessages", "Bad Request: message can't be deleted"),
    (Edit(3, "hello"), "editMessageText", "Bad Request: message is not modified"),
]


@pytest.mark.parametrize(("code", "reason"), OUT_OF_REACH)
async def test_whoever_cannot_be_written_to_rests_and_is_written_to_no_more(
    stage: Stage, code: int, reason: str
) -> None:
    """Hostile 83 and 75."""
    ama = await stage.member("Ama")
    stage.server.faults.refuse(code, reason, method="sendMessage")
    await owe(stage, ama)
    await owe(stage, ama, hours=1)
    await stage.forward(hours=2)
    assert (OUTCOMES, ama.news()) == (["resting", "resting"], [])
    assert stage.server.counts["sendmessage", code] == 1
    async with stage.database.read() as tx:
        person = await people.who_is(tx, ama.part.id)
    assert person
    assert person.resting
    await ama.says("/cancel")
    assert ama.hears("nothing to stop")
    await owe(stage, ama)
    assert ama.hears("hello Ama")


@pytest.mark.parametrize(("deed", "method", "reason"), DONE_ALREADY, ids=lambda given: str(given)[:40])
async def test_what_is_so_already_is_done_and_not_tried_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, deed: Delete | Edit, method: str, reason: str
) -> None:
    """Hostile 76 and 82."""

    async def render(_: Reading) -> Deed | None:
        return deed

    monkeypatch.setattr("bot.app.KINDS", {**features.KINDS, "deed": LetterKind(render, settled=note)})
    await stage.restart()
    ama = await stage.member("Ama")
    stage.server.faults.refuse(400, reason, method=method)
    await owe(stage, ama, "deed")
    assert stage.server.counts[method.lower(), 400] == 1
    assert (OUTCOMES, await rows(stage)) == (["sent"], [])
