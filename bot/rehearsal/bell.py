"""A bell that wakes everyone who waits for something to change, so that nobody has to sleep and look again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Bell:
    """Ring it after a change; wait for it, or for a condition, without polling."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []

    def ring(self) -> None:
        """Wake everyone who waits now."""
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def wait(self) -> None:
        """Return at the next ring."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        await future

    async def until(self, true: Callable[[], bool], seconds: float) -> bool:
        """Return True once `true()` holds, or False when the seconds are over."""
        try:
            async with asyncio.timeout(seconds):
                while not true():
                    await self.wait()
        except TimeoutError:
            return true()
        return True
