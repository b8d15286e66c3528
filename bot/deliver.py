"""The door: which letter goes next, and keeping how each fared."""

import asyncio
import heapq
import itertools
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog

from bot import measures
from bot.carry import A_MOMENT, Courier, Settled
from bot.clock import Clock
from bot.wire import Wire
from handlers.talk.post import LetterKind, Outcome
from mentoring.people import PersonId
from storage import people
from storage.core import groups, letters
from storage.core.database import Database, Tx
from storage.core.instants import ms
from storage.core.letters import Lane, Letter

log = structlog.get_logger("door")

PAGE = 200
AT_ONCE = {Lane.CRISIS: 256, Lane.REPLY: 256, Lane.SESSION: 64, Lane.REMINDER: 16, Lane.BROADCAST: 8}
"""Letters of a lane under way at one moment."""


@dataclass(order=True)
class _Ready:
    lane: int
    order: int
    letter: Letter = field(compare=False)


class Door:
    """Everything the bot says goes out here. `fresh()` takes what a commit has just made; the rest are rows."""

    def __init__(
        self, database: Database, wire: Wire, courier: Courier, clock: Clock, kinds: Mapping[str, LetterKind]
    ) -> None:
        self._database, self._wire, self._courier, self._clock, self._kinds = database, wire, courier, clock, kinds
        self._ready: list[_Ready] = []
        self._held: set[str] = set()
        self._done_meanwhile: set[str] | None = None  # settled while the rows are looked at
        self._under_way: dict[Lane, int] = dict.fromkeys(Lane, 0)
        self._order = itertools.count()
        self._settled: list[Settled] = []
        self._woken, self._to_settle, self._idle = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._look_again, self._more, self._running = True, False, False
        self._tasks: set[asyncio.Task[None]] = set()
        self.set_alarm: Callable[[datetime | None], None] = lambda due: None
        self.paused = False  # while another instance holds the token: write nothing

    def fresh(self, owed: list[Letter]) -> None:
        """Letters that are on disk since a moment: what is urgent and due goes straight out."""
        now = self._clock.now()
        for letter in owed:
            if letter.due <= now and letter.lane <= Lane.SESSION:
                self._hold(letter)
            else:
                self._look_again = True
        self._idle.clear()
        self._woken.set()
        if self._running:
            self._dispatch()  # an answer sets out before anything else is asked for

    def answer(self, params: dict[str, Any]) -> None:
        """Answer a tap. Kept nowhere: a phone that spins forgets it anyway."""
        self._start(self._answer(params))

    def wake(self) -> None:
        """Look at the rows again: something is due, or the clock was moved."""
        self._look_again = True
        self._idle.clear()
        self._woken.set()

    def pause(self, *, paused: bool) -> None:
        """Stop writing while a second instance speaks with our token; go on when it has gone."""
        self.paused = paused
        self.wake()

    async def quiet(self) -> None:
        """Return when nothing that is due is left to send or to settle."""
        await self._idle.wait()

    @property
    def waiting(self) -> int:
        return len(self._held)

    async def run(self) -> None:
        """Send what is due, until cancelled."""
        settling = asyncio.create_task(self._keep_settling())
        self._running = True
        try:
            while True:
                self._woken.clear()
                if self._look_again:
                    await self._look_or_wait()
                self._dispatch()
                if not (self._held or self._settled or self._tasks or self._look_again):
                    self._idle.set()
                measures.BACKLOG.set(len(self._held))
                await self._woken.wait()
        finally:
            self._running = False
            settling.cancel()

    async def close(self) -> None:
        """Give what is on its way a moment, keep how it fared, and leave the rest to the rows."""
        self._courier.stopping.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=3)
            for task in late:
                task.cancel()
        await self._settle()

    def _hold(self, letter: Letter) -> None:
        if letter.id not in self._held:
            self._held.add(letter.id)
            heapq.heappush(self._ready, _Ready(int(letter.lane), next(self._order), letter))

    async def _look_or_wait(self) -> None:
        """Look at the rows; when they cannot be read, look again in a moment rather than fall silent for good."""
        self._look_again = False
        try:
            await self._look()
        except Exception as trouble:
            log.exception("rows-unreadable", trouble=type(trouble).__name__)
            self._look_again = True
            asyncio.get_running_loop().call_later(1.0, self._woken.set)

    async def _look(self) -> None:
        """Take a page of due letters from the rows, and set the alarm for the next."""
        now, done = self._clock.now(), set[str]()
        self._done_meanwhile = done
        async with self._database.read() as tx:
            most = len(self._held) + PAGE
            found = await letters.due(tx, now, most=most)
            self._more = len(found) == most
            self.set_alarm(await letters.next_due(tx, now))
        self._done_meanwhile = None
        for letter in found:
            if letter.id not in done:  # what we read may be older than what was settled since: never send it twice
                self._hold(letter)

    def _dispatch(self) -> None:
        passed = []
        while self._ready and not self.paused:
            first = heapq.heappop(self._ready)
            lane = Lane(first.lane)
            if self._under_way[lane] >= AT_ONCE[lane]:
                passed.append(first)
                if lane == Lane.BROADCAST:
                    break
                continue
            self._under_way[lane] += 1
            self._start(self._carry(first.letter))
        for waiting in passed:
            heapq.heappush(self._ready, waiting)

    def _start(self, work: Any) -> None:
        self._idle.clear()
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._woken.set()

    async def _carry(self, letter: Letter) -> None:
        try:
            self._settled.append(await self._courier.carry(letter))
            measures.LAG.labels(letter.lane.name.lower()).set((self._clock.now() - letter.due).total_seconds())
        except Exception as trouble:
            log.exception("letter-not-carried", letter=letter.id, trouble=type(trouble).__name__)
            self._settled.append(Settled(letter, put_off=self._clock.now() + A_MOMENT))
        finally:
            self._under_way[letter.lane] -= 1
        self._to_settle.set()

    async def _answer(self, params: dict[str, Any]) -> None:
        reply = await self._wire.call("answerCallbackQuery", params)
        if not reply.ok and "query is too old" not in reply.reason:
            log.info("tap-not-answered", code=reply.code)

    async def _keep_settling(self) -> None:
        while True:
            await self._to_settle.wait()
            self._to_settle.clear()
            try:
                await self._settle()
            except Exception as trouble:
                log.exception("not-settled", trouble=type(trouble).__name__)
                await asyncio.sleep(1)
                self._to_settle.set()
            self._woken.set()

    async def _settle(self) -> None:
        """Keep how a batch of letters fared, and what follows from it, in one transaction."""
        batch = self._settled[:]
        if not batch:
            return
        try:
            await self._settle_together(batch)
        except sqlite3.Error:
            raise  # the disk or a lock: all of it is tried again in a moment
        except Exception as trouble:
            log.exception("not-settled-together", trouble=type(trouble).__name__)
            for settled in batch:
                await self._settle_alone(settled)
        self._let_go(batch)

    async def _settle_together(self, batch: list[Settled], *, following: bool = True) -> None:
        now = self._clock.now()
        async with self._database.begin() as tx:
            await self._keep(tx, batch)
            for settled in batch if following else ():
                await self._follow(tx, settled, now)

    async def _settle_alone(self, settled: Settled) -> None:
        """One that breaks what should follow from it holds nobody else up: how it fared is kept all the same."""
        try:
            await self._settle_together([settled])
        except sqlite3.Error:
            raise
        except Exception as trouble:
            letter = settled.letter
            log.exception("nothing-followed", kind=letter.kind, letter=letter.id, trouble=type(trouble).__name__)
            await self._settle_together([settled], following=False)

    def _let_go(self, batch: list[Settled]) -> None:
        del self._settled[: len(batch)]
        for settled in batch:
            self._held.discard(settled.letter.id)
            if self._done_meanwhile is not None:
                self._done_meanwhile.add(settled.letter.id)
        if (self._more and len(self._held) < PAGE // 2) or any(settled.put_off for settled in batch):
            self._look_again = True

    async def _keep(self, tx: Tx, batch: list[Settled]) -> None:
        put_off = [_put_off(s.letter, s.put_off) for s in batch if s.put_off]
        kept = [_kept(s.letter, s.outcome) for s in batch if s.outcome and self._has_a_row_still(s.letter, s.outcome)]
        gone = [{"id": s.letter.id} for s in batch if s.outcome and not self._has_a_row_still(s.letter, s.outcome)]
        writes: list[tuple[Callable[..., Awaitable[Any]], list[dict[str, Any]]]] = [
            (tx.sql.letters.put_off_many, put_off),
            (tx.sql.letters.settle_many, kept),
            (tx.sql.letters.forget_many, gone),
        ]
        for write, rows in writes:
            if rows:
                await write(rows)

    async def _follow(self, tx: Tx, settled: Settled, now: datetime) -> None:
        letter, outcome = settled.letter, settled.outcome
        if outcome is None:
            return
        if outcome.state == "resting" and outcome.reason != "nobody to send to":
            await self._rest(tx, letter)
        if outcome.state in ("given-up", "unknown"):
            log.warning(
                "letter-troubled", state=outcome.state, kind=letter.kind, letter=letter.id, reason=outcome.reason
            )
        kind = self._kinds.get(letter.kind)
        if kind and kind.settled:
            await kind.settled(tx, letter, outcome, now)

    def _has_a_row_still(self, letter: Letter, outcome: Outcome) -> bool:
        kind = self._kinds.get(letter.kind)
        back = outcome.state == "resting" and letter.person is not None and kind is not None and kind.waits_for_return
        return letter.keep or back or outcome.state in ("given-up", "unknown")

    async def _rest(self, tx: Tx, letter: Letter) -> None:
        """They blocked the bot, or the group let it go: nothing more is sent there until they are back."""
        if letter.person is not None:
            await people.rest(tx, PersonId(letter.person), resting=True)
        elif letter.group is not None and await groups.lose(tx, letter.group):
            log.warning("group-lost", group=letter.group)


def _kept(letter: Letter, outcome: Outcome) -> dict[str, Any]:
    return {"id": letter.id, "state": outcome.state, "message_id": outcome.message_id, "reason": outcome.reason}


def _put_off(letter: Letter, until: datetime) -> dict[str, Any]:
    """Unless somebody has given it another time while it was looked at: theirs is newer."""
    return {"id": letter.id, "due": ms(until), "was": ms(letter.due), "tries": letter.tries}
