"""Carrying one letter: reading it as the rows are now, sending it, and saying how it fared."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

import structlog

from bot import meaning, measures
from bot.clock import Clock, pause
from bot.pace import Pace
from bot.reply import Reply
from bot.wire import Wire
from bot.wording import ApiCall, calls
from handlers.talk.post import Call, Deed, Document, Edit, LetterKind, NotYet, Outcome, Reading, Send, from_body
from handlers.talk.words import of
from mentoring.people import PersonId
from storage import people
from storage.core import groups, letters
from storage.core.database import Database, Tx
from storage.core.letters import Lane, Letter
from storage.core.vault import OpenVaults

log = structlog.get_logger("door")

MOST_TRIES = 8
LONGEST_PAUSE = 5.0
"""Seconds between two tries at most, so that what waits goes out soon after a trouble has ended."""
PATIENT = 60.0
"""Seconds for another try after one that was not answered in time: a slow road then costs one copy more, not one each
minute."""
LONG_REST = 10.0
"""Seconds a letter waits in its lane for a chat that was asked to slow down; past that it waits as a row."""
LONGEST_REST_OF_ALL = 60.0
"""Seconds that everything rests at most: two chats may each have been told to rest for an hour on their own account."""
A_WHILE, A_MOMENT = timedelta(minutes=1), timedelta(seconds=5)
MOST_ROUNDS = 120
"""Letters that a troubled road keeps back are tried again each minute: an outage of two hours loses nothing."""
UNREACHED = (Lane.CRISIS, Lane.REPLY)
"""Lanes that answer somebody who has just written: they are there, whatever we believed."""


@dataclass(frozen=True)
class Settled:
    """A letter carried: its outcome, or the instant it was put off to."""

    letter: Letter
    outcome: Outcome | None = None
    put_off: datetime | None = None
    chat: int | None = None


@dataclass(frozen=True)
class _Read:
    chat: int | None = None
    deed: Deed | None = None
    wait: datetime | None = None


class Courier:
    """`carry(letter)` for any letter that is due. One at a time to a chat, in the order they set out."""

    def __init__(
        self,
        database: Database,
        wire: Wire,
        pace: Pace,
        clock: Clock,
        kinds: Mapping[str, LetterKind],
        *,
        bot_name: str = "",
        bot_id: int = 0,
        vaults: OpenVaults | None = None,
    ) -> None:
        self._bot_name, self._bot_id, self._vaults = bot_name, bot_id, vaults
        self._database, self._wire, self._pace, self._clock, self._kinds = database, wire, pace, clock, kinds
        self._chats: WeakValueDictionary[tuple[int, bool], asyncio.Lock] = WeakValueDictionary()
        self._recent_429: deque[tuple[float, int]] = deque(maxlen=8)
        self.stopping = asyncio.Event()

    async def carry(self, letter: Letter) -> Settled:
        """Read it, send it, and say how it fared. Trouble of one letter never reaches another."""
        kind = self._kinds.get(letter.kind)
        if kind is None:
            return Settled(letter, Outcome("given-up", reason="no such kind of letter"))
        try:
            if kind.prepare is not None:
                await kind.prepare(letter)
            read = await self._read(letter, kind)
        except sqlite3.OperationalError as trouble:  # the disk or a lock: not the letter's fault, so it waits
            log.warning("letter-not-read", letter=letter.id, trouble=type(trouble).__name__)
            return Settled(letter, put_off=self._clock.now() + A_MOMENT)
        except Exception as trouble:
            log.exception("letter-unreadable", kind=letter.kind, letter=letter.id, trouble=type(trouble).__name__)
            return Settled(letter, Outcome("given-up", reason=f"could not be worded: {type(trouble).__name__}"))
        if read.wait is not None:
            return Settled(letter, put_off=read.wait)
        return await self._carried(letter, kind, read)

    async def _carried(self, letter: Letter, kind: LetterKind, read: _Read) -> Settled:
        if read.chat is None:
            return Settled(letter, Outcome("resting", reason="nobody to send to"))
        if read.deed is None:
            return Settled(letter, Outcome("dropped"))
        # words never queue behind a menu that fails
        lock = self._chats.setdefault((read.chat, _spoken(read.deed)), asyncio.Lock())
        async with lock:
            return await self._sent_or_put_off(read.chat, letter, kind, read.deed)

    async def _read(self, letter: Letter, kind: LetterKind) -> _Read:
        if letter.body is not None and letter.chat is not None:
            return _Read(letter.chat, from_body(letter.body))
        now = self._clock.now()
        late = kind.useful_for is not None and now - letter.due > timedelta(minutes=kind.useful_for)
        async with self._database.read() as tx:
            found = await self._reader(tx, letter, kind, now)
            if found is None:
                return _Read()
            chat, language, wait, muted = found
            if wait is not None or late:
                return _Read(chat, wait=wait)
            try:
                reading = Reading(tx, letter, of(language), now, self._bot_name, self._vaults, self._bot_id)
                deed = await kind.render(reading)
                return _Read(chat, _silenced(deed) if muted and _unprompted(letter, kind) else deed)
            except NotYet as later:
                return _Read(chat, wait=later.until)

    async def _reader(
        self, tx: Tx, letter: Letter, kind: LetterKind, now: datetime
    ) -> tuple[int, str, datetime | None, bool] | None:
        """Where it goes, in which language, until when quiet hours hold it, and whether they muted what they did not
        ask for. None when there is nobody."""
        if letter.person is None:
            chat = letter.chat if letter.group is None else await groups.chat_of(tx, letter.group)
            return None if chat is None else (chat, "en", None, False)
        person = await people.find(tx, PersonId(letter.person))
        if person is None or (person.resting and letter.lane not in UNREACHED):
            return None
        chat = await people.telegram_of(tx, person.id)
        wait = person.quiet_until(now) if kind.waits_for_morning else None
        return None if chat is None else (chat, person.language, wait, person.is_muted)

    async def _sent_or_put_off(self, chat: int, letter: Letter, kind: LetterKind, deed: Deed) -> Settled:
        try:
            return Settled(letter, await self._send(chat, letter, kind, deed), chat=chat)
        except NotYet as later:
            return Settled(replace(letter, tries=letter.tries + 1), put_off=later.until)

    async def _send(self, chat: int, letter: Letter, kind: LetterKind, deed: Deed) -> Outcome:
        once_only = _once_only(letter, kind)
        message_id, result = None, None
        for n, call in enumerate(calls(deed)):
            reply = await self._call(chat, letter, call, claim=once_only and n == 0, once_only=once_only)
            if reply is None:
                return Outcome("withdrawn")
            measures.LETTERS.labels(letter.lane.name.lower(), "sent" if reply.ok else str(reply.code)).inc()
            if not reply.ok:
                return await self._troubled(chat, letter, kind, deed, reply)
            result = reply.result
            if isinstance(result, dict) and "message_id" in result:
                message_id = int(result["message_id"])
        return Outcome("sent", message_id, result)

    async def _call(self, chat: int, letter: Letter, call: ApiCall, *, claim: bool, once_only: bool) -> Reply | None:
        """Make the call until it is answered for good. None when the letter was withdrawn meanwhile."""
        tries, most = 0, 1 if letter.tries else MOST_TRIES
        patience = PATIENT if letter.tries else None
        while True:
            self._wait_elsewhere(chat)
            slot = await self._pace.slot(letter.lane, chat) if call.counted else None
            if claim and tries == 0 and not await self._claim(letter):
                return None
            reply = await self._wire.call(call.method, call.addressed(chat), timeout=patience)
            if slot is not None:
                self._pace.landed(slot)
            tries += 1
            if not await self._again(chat, call, reply, last=tries >= most, once_only=once_only):
                return reply
            if reply.unanswered:
                patience = PATIENT
            if reply.code != 429:
                await pause(min(0.25 * 2**tries, LONGEST_PAUSE), self.stopping)

    def _wait_elsewhere(self, chat: int) -> None:
        """A chat that must rest for long holds no place in its lane: the letter goes back to the rows meanwhile."""
        held = self._pace.held_for(chat)
        if held > LONG_REST:
            raise NotYet(self._clock.now() + timedelta(seconds=held))

    async def _claim(self, letter: Letter) -> bool:
        """On disk before it leaves: after a crash nobody is sent a broadcast twice."""
        async with self._database.begin() as tx:
            return bool(await tx.sql.letters.claim(id=letter.id))

    async def _again(self, chat: int, call: ApiCall, reply: Reply, *, last: bool, once_only: bool) -> bool:
        """Whether to make the same call again. A 429 is waited out here or, where the pace counts the call, there."""
        if reply.ok or self.stopping.is_set():
            return False
        if reply.code == 429:
            seconds = reply.retry_after or 1.0
            self._slow_down(chat, seconds)
            if not call.counted and seconds <= LONG_REST:
                await pause(seconds, self.stopping)
            return True
        if not meaning.of_the_road(reply) or (once_only and meaning.maybe_out(reply)):
            return False
        return not last or not reply.reached or (reply.code in (401, 404) and call.to_chat)

    def _slow_down(self, chat: int, seconds: float) -> None:
        """A 429 rests the chat it came from; from two chats within a second, everything."""
        now = asyncio.get_running_loop().time()
        self._recent_429.append((now, chat))
        self._pace.hold(chat, seconds)
        if len({other for at, other in self._recent_429 if at > now - 1.0}) > 1:
            self._pace.hold_all(min(seconds, LONGEST_REST_OF_ALL))
        measures.SLOWED.inc()
        log.warning("slowed-down", seconds=seconds)

    async def _troubled(self, chat: int, letter: Letter, kind: LetterKind, deed: Deed, reply: Reply) -> Outcome:
        if reply.migrate_to is not None:
            await self._follow(chat, reply.migrate_to)
            return await self._send(reply.migrate_to, letter, kind, deed)
        if meaning.is_so_already(reply):
            return Outcome("sent", reason=reply.reason)
        other_way = meaning.other_way(deed, reply)
        if other_way is not None:
            return await self._send(chat, letter, kind, other_way)
        if meaning.out_of_reach(reply):
            return Outcome("resting", reason=reply.reason)
        if meaning.of_the_road(reply) and not (_once_only(letter, kind) and meaning.maybe_out(reply)):
            self._put_off(letter, kind, deed, reply)
        if reply.code in meaning.MAYBE_OUT:
            return Outcome("unknown", reason=reply.reason)
        return Outcome("given-up", reason=reply.reason)

    async def _follow(self, chat: int, new: int) -> None:
        """A group has another number; whoever looks after it hears so, in case nothing else tells us."""
        async with self._database.begin() as tx:
            if await groups.move(tx, chat, new):
                group = await groups.of_chat(tx, new)
                await letters.owe(tx, kind="group-moved", due=self._clock.now(), group=group, lane=Lane.SESSION)

    def _put_off(self, letter: Letter, kind: LetterKind, deed: Deed, reply: Reply) -> None:
        """Raise NotYet when the trouble is the road's and the letter is still of use after a while."""
        now = self._clock.now()
        if self.stopping.is_set():
            raise NotYet(now + A_MOMENT)  # for whoever opens these rows next
        if letter.tries >= MOST_ROUNDS or (reply.code in (401, 404) and not _spoken(deed)):
            return
        if kind.useful_for is None or now + A_WHILE <= _first_due(letter) + timedelta(minutes=kind.useful_for):
            raise NotYet(now + A_WHILE)


def _once_only(letter: Letter, kind: LetterKind) -> bool:
    return letter.lane == Lane.BROADCAST or kind.secret


def _spoken(deed: Deed) -> bool:
    return not isinstance(deed, Call) or deed.chat


def _first_due(letter: Letter) -> datetime:
    """When it was due at first, however often it was put off."""
    return letter.made or letter.due


def _unprompted(letter: Letter, kind: LetterKind) -> bool:
    """Neither an answer nor of a session they are in: what muting keeps back."""
    return letter.lane >= Lane.REMINDER or (letter.lane == Lane.REPLY and kind.waits_for_morning)


def _silenced(deed: Deed | None) -> Deed | None:
    """What makes no sound still happens (a copy is changed, a menu set); the rest is dropped."""
    if isinstance(deed, Edit):
        return replace(deed, or_send=False)
    return None if isinstance(deed, Send | Document) else deed
