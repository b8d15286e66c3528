"""The alarm truly does the rounds it was given, in the bot's own loop."""

import asyncio
from datetime import UTC, datetime

from bot.clock import Alarm, Clock


async def test_a_round_is_done_again_and_again() -> None:
    rounds, thrice = [], asyncio.Event()

    async def work(most: int) -> None:
        rounds.append(asyncio.get_running_loop())
        if len(rounds) == most:
            thrice.set()

    async def nothing() -> None:
        return None

    alarm = Alarm(Clock())
    alarm.start(lambda: None, nothing)
    try:
        alarm.every(0.02, lambda: work(3))
        await asyncio.wait_for(thrice.wait(), 10)
    finally:
        alarm.stop()
    assert set(rounds) == {asyncio.get_running_loop()}


async def test_the_nightly_round_is_done_when_its_hour_comes() -> None:
    done = asyncio.Event()

    async def night(word: str) -> None:
        assert word == "night"
        done.set()

    alarm = Alarm(Clock())
    alarm.start(lambda: None, lambda: night("night"))
    try:
        (job,) = [job for job in alarm._scheduler.get_jobs() if job.id == "nightly"]
        job.modify(next_run_time=datetime.now(UTC))
        await asyncio.wait_for(done.wait(), 10)
    finally:
        alarm.stop()
