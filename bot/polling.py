"""Long polling: asking Telegram for updates, through every kind of trouble, and confirming only what is on disk."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

import structlog

from bot import measures
from bot.clock import pause
from bot.receive import Receiver
from bot.reply import Reply
from bot.sorting import ALLOWED
from bot.wire import Wire

log = structlog.get_logger("receive")

POLL = 25
"""Seconds Telegram may hold an empty answer."""
LONGEST_WAIT = 5.0
"""Seconds between two tries at most: whoever writes when a trouble ends is heard within seconds."""
QUICK = 0.25
ALONE_AFTER = 4.0
"""Seconds without a word of a second instance until we take it to be gone. Another of our kind is heard more often."""
MEANWHILE = 2.0
"""Seconds between two tries at most while a second instance asks as well."""
A_QUIET_DAY = 24 * 3600.0
"""Seconds without an update after which we ask from the start: after a week their numbers may begin anew, and lower."""


class Poller:
    """`run()` until cancelled. `on_conflict` hears when a second instance (or a thief) polls with our token, and when
    for a while nobody has."""

    def __init__(self, wire: Wire, receiver: Receiver, *, on_conflict: Callable[[bool], None]) -> None:
        self.wire, self._receiver, self._on_conflict = wire, receiver, on_conflict
        self._offset: int | None = None
        self._troubles, self._heard = 0, 0.0
        self._soon_alone: asyncio.TimerHandle | None = None
        self.receiving = False
        self.stopping = asyncio.Event()

    async def run(self) -> None:
        stopped = asyncio.create_task(self.stopping.wait())
        try:
            while not self.stopping.is_set() and await self._round(stopped):
                pass
        finally:
            stopped.cancel()
            if self._soon_alone is not None:
                self._soon_alone.cancel()

    async def _round(self, stopped: "asyncio.Task[Any]") -> bool:
        """Ask once, and take what came. What was said leaves this process's memory with the round. False: we stop."""
        params: dict[str, Any] = {"timeout": POLL if self.receiving else 0, "allowed_updates": ALLOWED}
        if self._offset is not None:
            params["offset"] = self._offset
        asked = asyncio.get_running_loop().time()
        reply = await self._ask(params, stopped)
        if reply is None:
            return False
        if not (reply.ok and isinstance(reply.result, list)):
            await self._troubled(reply)
            return True
        await self._took(reply.result)
        now = asyncio.get_running_loop().time()
        self._heard = now if reply.result else self._heard
        if now > self._heard + A_QUIET_DAY:
            self._offset = None  # all of it is confirmed
        held = now - asked
        if not reply.result and params["timeout"] and held < QUICK:
            await pause(QUICK, self.stopping)  # a server that does not hold an empty answer: do not spin
        return True

    async def _ask(self, params: dict[str, Any], stopped: "asyncio.Task[Any]") -> Reply | None:
        """The answer, or None when we are asked to stop: nothing is confirmed by hanging up."""
        asking = asyncio.create_task(self.wire.call("getUpdates", params, timeout=POLL + 15))
        try:
            await asyncio.wait((asking, stopped), return_when=asyncio.FIRST_COMPLETED)
            return _answer_of(asking) if asking.done() else None
        finally:
            if not asking.done():
                asking.cancel()
                await asyncio.gather(asking, return_exceptions=True)

    async def _took(self, batch: list[Any]) -> None:
        self._calm()
        raws = [raw for raw in batch if isinstance(raw, dict)]
        if not raws:
            if batch:
                await self._wait("not-updates")
            return
        try:
            await self._receiver.take_all(raws)
        except Exception as trouble:  # whatever it was, being deaf for good would be worse
            log.exception("batch-not-taken", trouble=type(trouble).__name__)
            await self._wait("not-taken")  # not confirmed: Telegram hands us the same batch again
            return
        numbers = [raw["update_id"] for raw in raws if isinstance(raw.get("update_id"), int)]
        if numbers:
            self._offset = numbers[-1] + 1

    def _calm(self) -> None:
        if self._troubles:
            log.info("receiving-again", after=self._troubles)
        self._troubles, self.receiving = 0, True
        measures.RECEIVING.set(1)

    def _met_another(self) -> None:
        """We fall silent, and speak again once nobody has met us for a while."""
        if self._soon_alone is not None:
            self._soon_alone.cancel()
        self._soon_alone = asyncio.get_running_loop().call_later(ALONE_AFTER, self._alone)
        self._on_conflict(True)

    def _alone(self) -> None:
        self._soon_alone = None
        log.info("alone-again")
        self._on_conflict(False)

    async def _troubled(self, reply: Reply) -> None:
        if reply.code == 409:
            self._met_another()
        why = {
            401: "token-refused",
            404: "token-unknown",
            409: "second-instance",
            429: "asked-to-slow-down",
        }.get(reply.code, "telegram-unreachable" if reply.code == 0 else "telegram-troubled")
        await self._wait(why, code=reply.code, asked=reply.retry_after)

    async def _wait(self, why: str, *, code: int = 0, asked: float | None = None) -> None:
        """Wait as long as we were asked to; where nobody said how long, a little longer each time."""
        self._troubles += 1
        self.receiving = False
        measures.RECEIVING.set(0)
        (log.error if code in (401, 404, 409) else log.warning)(why, code=code, times=self._troubles)
        longest = LONGEST_WAIT if self._soon_alone is None else MEANWHILE
        backoff = min(QUICK * 2 ** (self._troubles - 1), longest) * random.uniform(0.8, 1.2)  # noqa: S311 -- jitter
        await pause(asked or backoff, self.stopping)


def _answer_of(asking: "asyncio.Task[Reply]") -> Reply:
    """Whatever broke while we asked is a trouble like any other: being deaf for good would be worse."""
    failed = asking.exception()
    if failed is None:
        return asking.result()
    log.error("not-asked", trouble=type(failed).__name__)
    return Reply(ok=False, reason=type(failed).__name__, reached=False)
