"""Receiving: each update once, in order within its chat, committed before Telegram is told it may forget it."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

import structlog
from telegram import Update
from telegram.ext import Application

from bot import measures
from bot.clock import Clock
from bot.deliver import Door
from bot.held import Held
from bot.logs import trouble_reference
from bot.not_saved import NotSaved
from bot.parsing import parsed, who_waits
from bot.sorting import Raw, dropped_unread, lane_of
from bot.without_memory import WithoutMemory, asks_for_help
from handlers import errors, support
from handlers.talk.turn import OPEN, House, Turn
from mentoring.problems import Problem
from storage import people
from storage.core import seen
from storage.core.database import Database, Tx

log = structlog.get_logger("receive")

App = Application[Any, Any, Any, Any, Any, Any]
TRIES = 3
LONGEST_TURN = 20.0
"""Seconds. A turn holds up every other: one that waits for something that never comes is undone."""


class NotTaken(Exception):
    """The update could be neither handled nor set aside (the disk is full, say): Telegram must keep it."""


@dataclass(frozen=True)
class Desk:
    """What slow work between two turns gets: the database, the clock and the house."""

    database: Database
    clock: Clock
    house: House


class Receiver:
    """`take(raw)` for one update: returns once it is committed, set aside or dropped. Raises NotTaken otherwise."""

    def __init__(
        self,
        app: App,
        database: Database,
        door: Door,
        clock: Clock,
        house: House,
        help_card: WithoutMemory,
        not_saved: NotSaved,
    ) -> None:
        self.held: Held | None = None
        self._help_card, self._not_saved = help_card, not_saved
        self._app, self._database, self._door, self._clock, self._house = app, database, door, clock, house
        self._lanes: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._jobs: set[asyncio.Task[None]] = set()
        app.add_error_handler(_keep_trouble)

    async def take_all(self, batch: list[Raw]) -> None:
        """A batch: in order within each chat, side by side across chats. Raises NotTaken if any was not taken."""
        if len(batch) == 1:
            await self.take(batch[0])
            return
        done = await asyncio.gather(*(self.take(raw) for raw in batch), return_exceptions=True)
        for result in done:
            if isinstance(result, BaseException):
                raise result

    async def take(self, raw: Raw) -> None:
        """One update, in its chat's lane."""
        if dropped_unread(raw):
            measures.UPDATES.labels("unread").inc()
            return
        lane = self._lanes.setdefault(lane_of(raw), asyncio.Lock())
        async with self._help_card.standing_by(raw, mute=self._door.paused), lane:
            if self.held is not None:
                await self.held.answer(raw)
                raise NotTaken
            await self._take_or_say(raw)

    async def quiet(self) -> None:
        """Return when no slow work is left between turns."""
        while self._jobs:
            await asyncio.wait(self._jobs)

    async def close(self) -> None:
        for job in self._jobs:
            job.cancel()
        await asyncio.gather(*self._jobs, return_exceptions=True)

    async def _take_or_say(self, raw: Raw) -> None:
        try:
            await self._take(raw)
        except NotTaken:
            measures.UPDATES.labels("not-taken").inc()
            await self._not_saved.tell(raw)
            raise
        self._not_saved.taken(raw)

    async def _take(self, raw: Raw) -> None:
        update_id = raw.get("update_id")
        if not isinstance(update_id, int):
            measures.UPDATES.labels("nameless").inc()
            return
        try:
            update = parsed(raw, self._app.bot)
        except Exception as trouble:
            await self._set_aside(update_id, raw, type(trouble).__name__, None)
            return
        await self._handle(update, update_id, raw)

    async def _handle(self, update: Update, update_id: int, raw: Raw) -> None:
        trouble: Exception | None = None
        for attempt in range(TRIES):
            try:
                await self._once(update, update_id)
            except sqlite3.OperationalError as failed:  # the disk or a lock: not the update's fault
                trouble = failed
                log.exception("memory-trouble", attempt=attempt, trouble=type(failed).__name__)
                await asyncio.sleep(0.05 * 4**attempt)
                continue
            except Exception as failed:
                trouble = failed
                log.exception("turn-failed", update=update_id, trouble=type(failed).__name__)
                continue
            measures.UPDATES.labels("taken").inc()
            return
        if isinstance(trouble, sqlite3.OperationalError):
            raise NotTaken from trouble
        await self._set_aside(update_id, raw, type(trouble).__name__, update)

    async def _once(self, update: Update, update_id: int) -> None:
        try:
            await self._turn(update, update_id, self._app.process_update)
        except Problem as problem:
            await self._tell(update, update_id, problem)

    async def _turn(self, update: Update, update_id: int, act: Callable[[Update], Awaitable[None]]) -> None:
        """Open a transaction, act in it, commit; only then are letters let out and slow work begun."""
        turn: Turn | None = None
        now = self._clock.now()
        try:
            async with self._database.begin() as tx:
                if await seen.first_time(tx, update_id, now=now):
                    turn = await self._open(tx, update)
                    await _acted(turn, update, act)
        except BaseException:
            for undo in turn.if_undone if turn else ():
                undo()
            raise
        measures.TURNS.labels("done" if turn else "repeated").inc()
        self._after(update, turn)

    async def _open(self, tx: Tx, update: Update) -> Turn:
        user = update.effective_user
        speaker = await people.who_is(tx, user.id) if user else None
        if speaker is not None and speaker.resting and _private(update):
            await people.back(tx, speaker.id, now=self._clock.now())
        return Turn.begin(self._app, update, tx, speaker=speaker, now=self._clock.now(), house=self._house)

    def _after(self, update: Update, turn: Turn | None) -> None:
        if turn is not None:
            answer = turn.callback_answer()
            for job in turn.jobs:
                self._begin(job, turn)
        else:
            answer = {"callback_query_id": update.callback_query.id} if update.callback_query else None
        if answer is not None:
            self._door.answer(answer)

    def _begin(self, job: Any, turn: Turn) -> None:
        task = asyncio.create_task(self._work(job, turn))
        self._jobs.add(task)
        task.add_done_callback(self._jobs.discard)

    async def _work(self, job: Any, turn: Turn) -> None:
        """Slow work between two turns; when it breaks, whoever waits for it hears so."""
        try:
            await job(Desk(self._database, self._clock, self._house))
        except Exception as trouble:
            reference = trouble_reference()
            log.exception("job-failed", reference=reference, trouble=type(trouble).__name__)
            async with self._database.begin() as tx:
                turn.tx = tx
                errors.tell_trouble(turn, reference)

    async def _tell(self, update: Update, update_id: int, problem: Problem) -> None:
        """The rule said no: nothing of the turn was kept; say why."""

        async def say(_: Update) -> None:
            await errors.tell(OPEN.get(), problem)

        await self._turn(update, update_id, say)

    async def _set_aside(self, update_id: int, raw: Raw, trouble: str, update: Update | None) -> None:
        """Put the update by: its id, its keys, the kind of trouble. Tell whoever sent it what to do; whoever asked
        for help gets the help card all the same."""
        reference, known = trouble_reference(), update or who_waits(raw)
        turn: Turn | None = None
        measures.SET_ASIDE.inc()
        log.error("set-aside", update=update_id, reference=reference, trouble=trouble)
        try:
            async with self._database.begin() as tx:
                keys = [key for key in raw if key != "update_id"]
                await seen.set_aside(
                    tx, update_id, reference=reference, keys=keys, trouble=trouble, now=self._clock.now()
                )
                if await seen.first_time(tx, update_id, now=self._clock.now()) and known and _private(known):
                    turn = await self._open(tx, known)
                    if asks_for_help(raw):
                        support.say_card_at_least(turn)
                    else:
                        errors.tell_trouble(turn, reference)
        except sqlite3.Error as failed:
            raise NotTaken from failed
        if known is not None:
            self._after(known, turn)


async def _acted(turn: Turn, update: Update, act: Callable[[Update], Awaitable[None]]) -> None:
    token = OPEN.set(turn)
    try:
        async with asyncio.timeout(LONGEST_TURN):
            await act(update)
    finally:
        OPEN.reset(token)
    if turn.error is not None:
        raise turn.error


async def _keep_trouble(update: object, turn: Turn) -> None:
    """The library's error hook: `Turn.from_error` has kept the exception already, and _turn raises it to roll back."""


def _private(update: Update) -> bool:
    chat, user = update.effective_chat, update.effective_user
    return chat is not None and user is not None and chat.id == user.id
