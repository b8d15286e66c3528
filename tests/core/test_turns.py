"""The core's promises: each update once, answered after its commit, whatever goes wrong on the way."""

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
