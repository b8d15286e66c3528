"""The stage: the real bot, real SQLite and the rehearsal server over real HTTP; people who say, tap and hear."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot import logs
from bot.app import Running, opened
from bot.clock import Clock
from bot.config import Config, Secret
from bot.rehearsal import groups as acts
from bot.rehearsal.parts import Chat, Message
from bot.rehearsal.people import Person
from bot.rehearsal.refusals import NotPossible
from bot.rehearsal.server import RehearsalServer
from mentoring.people import PersonId, Role
from storage import people
from storage.core import groups, letters, migrate
from storage.core.keys import MasterKey
from storage.core.keystore import Keystore
from storage.core.vault import Kdf, KeyDerivation
from tests import lock_screen, typed

MONDAY = datetime(2026, 2, 2, 10, 0, tzinfo=UTC)
QUICK_KDF = Kdf(memory=64, passes=1, lanes=1)
ISOLATES = str.maketrans("", "", "\u2068\u2069")


def plain(text: str) -> str:
    """As a person reads it: without the invisible signs around names."""
    return text.translate(ISOLATES)


@dataclass
class Somebody:
    """One person with their phone. Every act waits until the bot has nothing left to do."""

    stage: "Stage"
    part: Person
    name: str
    id: PersonId | None = None
    _before: dict[tuple[int, int], int] = field(default_factory=dict)

    async def says(self, text: str, where: Chat | None = None) -> None:
        typed.remember(text)
        self._mark()
        if where is None and not self.part.user.started:
            self.part.starts() if text == "/start" else self.part.says(text)
        else:
            self.part.says(text, where)
        await self.stage.settle()

    types = says

    async def sends(self, content: dict[str, Any]) -> Message:
        """Send what is not words, in the Bot API's own fields."""
        self._mark()
        message = self.part.sends(content)
        await self.stage.settle()
        return message

    async def starts(self, payload: str = "") -> None:
        """Follow a deep link into the bot."""
        self._mark()
        self.part.starts(payload)
        await self.stage.settle()

    async def taps(self, label: str, where: Chat | None = None) -> None:
        """Tap the newest button with this label; fails with the transcript when there is none."""
        self._mark()
        try:
            self.part.taps_on(label, where)
        except NotPossible:
            raise AssertionError(f"{self.name} sees no button «{label}»\n{self.transcript(where)}") from None
        await self.stage.settle()

    def hears(self, text: str, where: Chat | None = None) -> bool:
        """Whether the bot has shown this since their last act (in messages, edits, or a line above the chat)."""
        return any(text in said for said in self.news(where))

    def news(self, where: Chat | None = None) -> list[str]:
        """Everything shown since their last act, oldest first."""
        chat = where or self.part.chat
        shown = [line for message in chat.messages.values() if self._is_bots(message) for line in self._new(message)]
        toasts = [tap.text for tap in self.stage.server.world.taps.values() if tap.user is self.part.user and tap.text]
        return [*shown, *toasts[self._before.get((0, 0), 0) :]]

    @property
    def screen(self) -> str:
        """The newest message of the bot that is still there."""
        seen = self.part.hears()
        return plain(seen[-1].text) if seen else ""

    @property
    def buttons(self) -> list[str]:
        """The labels under the newest message."""
        seen = self.part.hears()
        return [str(b["text"]) for row in seen[-1].buttons for b in row] if seen else []

    def transcript(self, where: Chat | None = None) -> str:
        """The chat as they see it now."""
        lines = []
        for message in self.part.messages(where):
            who = "bot" if self._is_bots(message) else message.sender.first_name
            buttons = " ".join(f"[[{b.get('text')}]]" for row in message.buttons for b in row)
            lines.append(f"{who}: {plain(message.text)} {buttons}")
        return "\n".join(lines)

    def _is_bots(self, message: Message) -> bool:
        return message.sender is self.part.world.bot

    def _new(self, message: Message) -> list[str]:
        known = self._before.get((message.chat.id, message.id))
        said = [str(c.get("text") or c.get("caption") or "") for c in (*message.versions, message.content)]
        return [plain(text) for text in (said if known is None else said[known:])]

    def _mark(self) -> None:
        for chat in self.part.world.chats.values():
            for message in chat.messages.values():
                self._before[chat.id, message.id] = len(message.versions) + 1
        taps = self.stage.server.world.taps.values()
        self._before[0, 0] = len([tap for tap in taps if tap.user is self.part.user and tap.text])


class Stage:
    """A house of its own for one test."""

    def __init__(self, folder: Path, server: RehearsalServer, clock: Clock, config: Config) -> None:
        self.folder, self.server, self.clock, self.config = folder, server, clock, config
        self.cast: dict[str, Somebody] = {}
        self.running: Running
        self._open = AsyncExitStack()

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def database(self):  # type: ignore[no-untyped-def]  # tests read it as storage's own Database
        return self.running.database

    async def begin(self) -> None:
        """Open the bot and let it listen."""
        self._open = AsyncExitStack()
        self.running = await self._open.enter_async_context(opened(self.config, clock=self.clock, kdf=quick_kdf()))
        polling = asyncio.create_task(self.running.poller.run())

        async def hang_up() -> None:
            self.running.poller.stopping.set()
            await polling

        self._open.push_async_callback(hang_up)
        await self.settle()

    async def end(self) -> None:
        await self._open.aclose()

    async def restart(self) -> None:
        """Stop the bot cleanly and open it again on the same files."""
        await self.end()
        await self.begin()

    async def settle(self) -> None:
        """Return when every update is taken and everything due is said."""
        await self.server.quiet()
        await self.running.quiet()

    async def forward(self, **by: float) -> None:
        """Let time pass (hours=1, days=2 …), stopping at every letter that falls due on the way."""
        await self.until(self.now + timedelta(**by))

    async def until(self, target: datetime) -> None:
        while True:
            async with self.database.read() as tx:
                due = await letters.next_due(tx, self.now)
            step = target if due is None or due > target else due
            self.clock.set(step)
            await self.running.look_at_the_clock()
            if step == target:
                return

    def person(self, name: str) -> Somebody:
        """Somebody with a phone who has never met the bot."""
        if name not in self.cast:
            self.cast[name] = Somebody(self, self.server.person(name), name)
        return self.cast[name]

    async def member(self, name: str, *, roles: Sequence[Role] = ()) -> Somebody:
        """Somebody who has joined already, with these parts."""
        somebody = self.person(name)
        somebody.part.user.started = True
        async with self.database.begin() as tx:
            somebody.id = await people.admit(tx, somebody.part.id, name, now=self.now)
            for role in (Role.MEMBER, *roles):
                await people.grant(tx, somebody.id, role, now=self.now)
        return somebody

    async def members(self, *names: str) -> list[Somebody]:
        return [await self.member(name) for name in names]

    async def coordinator(self, name: str = "Nana") -> Somebody:
        return await self.member(name, roles=[Role.COORDINATOR])

    async def group(self, title: str, *, people: Sequence[Somebody], admin: bool = True) -> Chat:
        """A Telegram group made by the first of these people, linked, with the bot in it (an admin unless told not)."""
        first, *others = people
        chat = acts.creates(self.server.world, first.part, title, *(o.part for o in others))
        async with self.database.begin() as tx:  # known already: the bot leaves a stranger's group at once
            await groups.link(tx, chat.id, now=self.now)
        acts.adds_bot(first.part, chat, admin=admin)
        await self.settle()
        return chat


def quick_kdf() -> KeyDerivation:
    """Keys for a test: made like a house's, and cheap."""
    return KeyDerivation(kdf=QUICK_KDF, floor=QUICK_KDF)


def prepare(folder: Path) -> None:
    """An empty house: schema at head, a master key, a keystore."""
    folder.mkdir(parents=True, exist_ok=True)
    migrate.migrate(f"sqlite:///{folder}/circle.sqlite", create=True)
    Keystore.create(folder / "keystore.sqlite", MasterKey.create(folder / "master.key"))


@asynccontextmanager
async def set_up(empty_house: Path, folder: Path, *, per_second: int = 0) -> AsyncIterator[Stage]:
    """A stage on a copy of the empty house. `per_second` 0 lifts the pace, and the server's limits with it.

    When all is played, nothing that anybody typed may lie readable in any of its files, and no letter that nobody asked
    for may have begun with words that a lock screen should not show.
    """
    shutil.copytree(empty_house, folder, dirs_exist_ok=True)
    clock = Clock()
    clock.set(MONDAY)
    async with RehearsalServer(now=clock.now) as server:
        server.limits.on = bool(per_second)
        config = Config.rehearsing(folder, server=server.url, token=Secret(server.token))
        config = replace(config, telegram=replace(config.telegram, messages_per_second=per_second))
        logs.start(config.logs, hide=[config.telegram.token])  # as the real bot does: swept with everything else
        stage = Stage(folder, server, clock, config)
        with lock_screen.watched() as shown:
            await stage.begin()
            try:
                yield stage
                lies = typed.lying_in(folder, typed.TYPED)
            finally:
                await stage.end()
        assert not lies, "what somebody typed lies readable on disk"
        assert not shown.odd, f"a lock screen shows what is not on the list (H-03): {shown.odd[:3]}"
