"""Moving the rehearsal's clock: everything due on the way is sent in its turn, and no night is left out."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot import rounds
from bot.features import NIGHTLY
from storage.core import letters

if TYPE_CHECKING:
    from bot.app import Running
    from bot.rehearsal.server import RehearsalServer

PATIENCE = 8.0
"""Seconds to wait for the bot to come to rest; a fault may keep it busy for longer."""
FARTHEST = timedelta(days=400)
NIGHT = time(3, 30)
MOST_STOPS = 300


async def settle(server: RehearsalServer, running: Running) -> None:
    """Return when every update is taken and everything due is said, or when patience is over."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await server.quiet()
            await running.quiet()


async def next_due(running: Running) -> datetime | None:
    """When the next letter falls due (UTC), if any waits."""
    async with running.database.read() as tx:
        return await letters.next_due(tx, running.clock.now())


async def forward(server: RehearsalServer, running: Running, target: datetime) -> None:
    """Live on until `target` (UTC), stopping at every letter and at every night on the way.

    Raises ValueError for a time that is past or more than 400 days ahead.
    """
    now = running.clock.now()
    if not now <= target <= now + FARTHEST:
        raise ValueError("the clock goes forward, by 400 days at most")
    while (now := running.clock.now()) < target:
        night, due = _next_night(now), await next_due(running)
        step = min(at for at in (target, night, due) if at is not None)
        await _live_at(server, running, step)
        if step == night:
            await rounds.nightly(running.desk, NIGHTLY)


async def to_the_next_letter(server: RehearsalServer, running: Running) -> bool:
    """Live on until somebody hears from the bot. False when nothing is due any more."""
    said = len(server.sends)
    for _ in range(MOST_STOPS):
        due = await next_due(running)
        if due is None or due > running.clock.now() + FARTHEST:
            return False
        await forward(server, running, due)
        if any(send.method == "sendmessage" for send in server.sends[said:]):
            return True
    return False


async def _live_at(server: RehearsalServer, running: Running, at: datetime) -> None:
    running.clock.set(at)
    server.world.tell("clock", {"now": at.isoformat()})
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await running.look_at_the_clock()
    await settle(server, running)


def _next_night(now: datetime) -> datetime:
    tonight = datetime.combine(now.date(), NIGHT, now.tzinfo)
    return tonight if tonight > now else tonight + timedelta(days=1)
