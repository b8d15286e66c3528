"""The page's own door: its files, its words, the clock, what is kept, and links that are followed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.rehearsal import control, kept, links, moving
from bot.rehearsal.asked import Asked, read
from bot.rehearsal.people import Person
from bot.rehearsal.refusals import Json, NotPossible, Refused
from handlers.talk.words import sets
from mentoring.calendar import UK
from storage import people

if TYPE_CHECKING:
    from bot.rehearsal.stage import Stage

PAGE = Path(__file__).with_name("page")
PICTURES = frozenset(("image/png", "image/jpeg"))
KINDS: Mapping[str, str] = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}


class Front:
    """Answers everything of the page that is not the small Telegram's own control."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._files = {path.name: path for path in PAGE.iterdir() if path.suffix in KINDS}
        self._clock = asyncio.Lock()

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """One request: 200, 400 when it cannot be done (yet), 403 from elsewhere, 404."""
        if not control.from_here(request):
            return control.as_json({"problem": "only pages of this machine may ask"}, 403)
        if not request.path.startswith("/rehearsal/stage/"):
            return self._file(request)
        steps = request.path.removeprefix("/rehearsal/stage/").split("/")
        try:
            answer = await (self._looks(request, steps) if request.method == "GET" else self._does(request, steps))
        except LookupError:
            return control.as_json({"problem": "there is no such thing here"}, 404)
        except (NotPossible, Refused, ValueError, TypeError) as problem:
            return control.as_json({"problem": str(problem)}, 400)
        return answer if isinstance(answer, web.StreamResponse) else control.as_json(answer)

    def _file(self, request: web.BaseRequest) -> web.Response:
        path = self._files.get(request.path.strip("/") or "index.html")
        if path is None or request.method != "GET":
            return web.Response(status=404, headers=HEADERS)
        return web.Response(body=path.read_bytes(), content_type=KINDS[path.suffix], charset="utf-8", headers=HEADERS)

    async def _looks(self, request: web.BaseRequest, steps: list[str]) -> object:
        match steps:
            case ["words"]:
                return sets("rehearsal")["page"]
            case ["now"]:
                return await self.now()
        self._need_ready()
        match steps:
            case ["commands"]:
                return self._commands(Asked(dict(request.query)))
            case ["files"]:
                return self._download(request.query.get("id", ""))
            case ["kept"]:
                return await asyncio.to_thread(kept.tables, self.stage.folder)
            case ["kept", file, table]:
                return await asyncio.to_thread(kept.rows, self.stage.folder, file, table)
        raise LookupError

    async def _does(self, request: web.BaseRequest, steps: list[str]) -> object:
        self._need_ready()
        asked = await read(request)
        match steps:
            case ["clock"]:
                return await self._move(asked)
            case ["look"]:
                return await asyncio.to_thread(kept.look, self.stage.folder, asked.text("word"))
            case ["follow"]:
                person = Person(self.stage.server.world, self.stage.server.world.users[asked.integer("person")])
                return links.follow(person, asked.text("address"), title=asked.text("title"))
        raise LookupError

    def _need_ready(self) -> None:
        if not self.stage.ready:
            raise NotPossible("the network is not ready yet")

    async def now(self) -> Json:
        """Where the rehearsal stands: whether it is ready, its time, what is due next, and everybody's parts."""
        stage = self.stage
        running = stage.running
        if not stage.ready or running is None:
            return {"ready": False, "step": stage.step, "done": stage.done, "of": stage.of}
        due = await moving.next_due(running)
        return {
            "ready": True,
            "now": running.clock.now().isoformat(),
            "moved": stage.moved,
            "next": None if due is None else due.isoformat(),
            "faults": len(stage.server.faults.arranged),
            "bot": stage.server.world.bot.username,
            "people": [await self._person(user.id) for user in stage.server.world.users.values() if not user.is_bot],
        }

    async def _person(self, number: int) -> Json:
        running, user = self.stage.running, self.stage.server.world.users[number]
        parts: list[str] = []
        if running is not None:
            async with running.database.read() as tx:
                known = await people.who_is(tx, number)
            roles = sorted(known.roles) if known is not None else []
            parts = [part for part in roles if part != "member" or len(roles) == 1]
            if not parts:
                parts = ["newcomer" if known is None else "waiting"]
        line = self.stage.lines.get(user.first_name, "")
        shown = {"id": number, "name": user.first_name, "line": line, "parts": parts}
        return {**shown, "started": user.started, "blocked": user.blocked}

    def _commands(self, asked: Asked) -> object:
        """What the «/» button shows: the narrowest scope that was set counts (T-8)."""
        chat_id = asked.integer("chat")
        everywhere = "all_private_chats" if chat_id > 0 else "all_group_chats"
        kept_commands = self.stage.server.world.commands
        for scope in ({"type": "chat", "chat_id": chat_id}, {"type": everywhere}, {"type": "default"}):
            found = kept_commands.get((json.dumps(scope, sort_keys=True), ""))
            if found:
                return found
        return []

    def _download(self, number: str) -> web.Response:
        found = self.stage.server.world.files[number]
        headers = {**HEADERS, "Content-Disposition": "attachment"}
        kind = found.mime if found.mime in PICTURES else "application/octet-stream"
        return web.Response(body=found.content, content_type=kind, headers=headers)

    async def _move(self, asked: Asked) -> Json:
        stage = self.stage
        if stage.running is None or self._clock.locked():
            raise NotPossible("time is passing already")
        async with self._clock:
            to = asked.text("to")
            if to == "next":
                await moving.to_the_next_letter(stage.server, stage.running)
            else:
                await moving.forward(stage.server, stage.running, self._target(to, asked.text("at")))
        stage.server.world.tell("clock", {"now": stage.running.clock.now().isoformat()})
        return await self.now()

    def _target(self, to: str, at: str) -> datetime:
        now = self.stage.clock.now()
        if to in STEPS:
            return now + STEPS[to]
        return datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(UK)).astimezone(now.tzinfo)
