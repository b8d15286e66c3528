"""People on a Bot API server that is not ours, and our bot beside them as a process."""

import asyncio
import os
import shutil
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any  # a stranger's JSON, of any shape

import aiohttp

from tests.peers.node import PATIENCE, running
from tests.stage import plain
from tests.storm.weather import CONFIG, ROOT

TOKEN = "1000:a-token-for-a-server-of-somebody-else"
AHEAD = (datetime.now(UTC).replace(hour=11, minute=0) - datetime.now(UTC)) % timedelta(days=1)
"""The bot lives at the next eleven o'clock, so that no quiet hours are in the way at whatever hour this runs."""


class TheirServer:
    """Tells what the bot said, and hands it what people do."""

    def __init__(self, process: Process, session: aiohttp.ClientSession, url: str) -> None:
        self._process, self._session, self.url = process, session, url

    async def hands(self, what: str, **content: object) -> None:
        """Give the bot an update, by their own way in: sendMessage, sendCommand or sendCallback."""
        await self._asks(what, botToken=TOKEN, date=_unix(), **content)

    async def said(self) -> list[dict[str, Any]]:
        """Every message of the bot that is still there, oldest first, as it reads now."""
        history = await self._asks("getUpdatesHistory", token=TOKEN)
        return sorted((kept for kept in history if "chat_id" in kept.get("message", {})), key=lambda k: k["messageId"])

    async def changed(self) -> None:
        """Return at the next message or edit of the bot."""
        if self._process.stdout is None or not await self._process.stdout.readline():
            raise AssertionError("their server has ended")

    async def _asks(self, what: str, **content: object) -> Any:
        async with self._session.post(f"{self.url}/{what}", json=content) as answer:
            said = await answer.json()
            assert said["ok"], said
            return said["result"]


@dataclass
class Visitor:
    """Somebody in a private chat with the bot, who waits for words before they go on."""

    server: TheirServer
    name: str
    id: int

    async def says(self, text: str) -> None:
        await self.server.hands("sendMessage", text=text, **self._here)

    async def starts(self, payload: str) -> None:
        mark = {"type": "bot_command", "offset": 0, "length": len("/start")}
        await self.server.hands("sendCommand", text=f"/start {payload}", entities=[mark], **self._here)

    async def taps(self, label: str) -> None:
        """Tap the newest button with this label, once it is there."""
        kept = await self._find(f"[[{label}]]")
        told = next(b["callback_data"] for b in _buttons(kept["message"]) if b["text"] == label)
        under = {"message_id": kept["messageId"], "date": _unix(), "chat": self._here["chat"], "text": "…"}
        await self.server.hands("sendCallback", message=under, data=told, **{"from": self._here["from"]})

    async def hears(self, words: str) -> str:
        """Wait until these words are on the screen; give the whole message. Fails with the transcript."""
        return _read(await self._find(words))

    async def transcript(self) -> list[str]:
        return [_read(kept) for kept in await self._mine()]

    async def _find(self, words: str) -> dict[str, Any]:
        try:
            async with asyncio.timeout(PATIENCE * 2):
                while True:
                    found = [kept for kept in await self._mine() if words in _read(kept)]
                    if found:
                        return found[-1]
                    await self.server.changed()
        except TimeoutError:
            raise AssertionError(f"{self.name} never saw «{words}»\n" + "\n".join(await self.transcript())) from None

    async def _mine(self) -> list[dict[str, Any]]:
        return [kept for kept in await self.server.said() if int(kept["message"]["chat_id"]) == self.id]

    @property
    def _here(self) -> dict[str, Any]:
        return {
            "from": {"id": self.id, "first_name": self.name, "is_bot": False, "language_code": "en"},
            "chat": {"id": self.id, "first_name": self.name, "type": "private"},
        }


@asynccontextmanager
async def their_server() -> AsyncIterator[TheirServer]:
    """telegram-test-api on a free port."""
    async with running("their_server.js") as process, aiohttp.ClientSession() as session:
        if process.stdout is None:
            raise RuntimeError("their server has no pipe")
        port = int(await process.stdout.readline())
        yield TheirServer(process, session, f"http://127.0.0.1:{port}")


@asynccontextmanager
async def our_bot(config: Path) -> AsyncIterator[Process]:
    """`python -m bot run`, as an operator types it."""
    process = await asyncio.create_subprocess_exec(*_bot("run", config), cwd=ROOT, env=_surroundings(), stdout=DEVNULL)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def invitation(config: Path, role: str) -> str:
    """The payload of a link that `python -m bot invite` prints; the bot's name is asked of their server."""
    process = await asyncio.create_subprocess_exec(
        *_bot("invite", config), "--role", role, cwd=ROOT, env=_surroundings(), stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await process.communicate()
    assert process.returncode == 0
    link = printed.decode().strip()
    assert link.startswith("https://t.me/TestNameBot?start=")
    return link.partition("start=")[2]


def settled(empty_house: Path, folder: Path, server: TheirServer) -> Path:
    """A house whose config.toml names their server and a token."""
    shutil.copytree(empty_house, folder)
    config = folder / "config.toml"
    config.write_text(CONFIG.format(token=TOKEN, server=server.url, folder=folder))
    config.chmod(0o600)
    (folder / "clock").write_text(str(AHEAD.total_seconds()))
    return config


def _bot(command: str, config: Path) -> tuple[str, ...]:
    return sys.executable, "-m", "bot", command, "--config", str(config)


def _surroundings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("CIRCLE_")}


def _unix() -> int:
    return int((datetime.now(UTC) + AHEAD).timestamp())


def _buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [button for row in (message.get("reply_markup") or {}).get("inline_keyboard", []) for button in row]


def _read(kept: dict[str, Any]) -> str:
    message = kept["message"]
    return " ".join([plain(message["text"]), *(f"[[{button['text']}]]" for button in _buttons(message))])
