"""The core's promises: each update once, answered after its commit, whatever goes wrong on the way."""

from storage.core import audit
from tests.stage import Stage


async def test_words_nobody_asked_for_get_a_plain_answer(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("hello there")
    assert ama.hears("I didn't catch that")


async def test_cancel_always_works(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await ama.says("/cancel")
    assert ama.hears("nothing to stop")


async def test_the_bot_answers_again_after_a_restart(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await stage.restart()
    await ama.says("/cancel")
    assert ama.hears("nothing to stop")


async def test_a_door_that_is_not_theirs_sounds_like_an_unknown_command_and_the_log_keeps_that_it_was_tried(
    stage: Stage,
) -> None:
    ama, nana = await stage.member("Ama"), await stage.coordinator("Nana")
    await nana.says("/picture")
    await ama.says("/picture")
    assert ama.hears("I didn't catch that")
    async with stage.database.read() as tx:
        kept = await tx.conn.slow("select actor, about from audit where action = 'refused'")
        assert [tuple(row) for row in kept] == [(ama.id, None)]
        assert await audit.broken_at(tx) is None
