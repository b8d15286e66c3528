"""The hand on the small Telegram from outside: people, chats, acts, troubles, clock and events, as JSON over HTTP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from aiohttp import web

from bot.rehearsal import sight
from bot.rehearsal.acts import ACTS
from bot.rehearsal.asked import Asked, read
from bot.rehearsal.parts import Chat, Message
from bot.rehearsal.people import Person
from bot.rehearsal.refusals import Json, NotPossible, Refused

if TYPE_CHECKING:
    from bot.rehearsal.server import RehearsalServer

_HOSTS = frozenset({"127.0.0.1", "localhost"})


async def answer(server: RehearsalServer, request: web.BaseRequest, path: str) -> web.StreamResponse:
    """Answer one control call: 200 with JSON, 400 when a person could not do that, 403 from a foreign page, 404."""
    if not from_here(request):
        return as_json({"problem": "only pages of this machine may ask"}, 403)
    if path == "events":
        return await _events(server, request)
    try:
        return as_json(await _result(server, request, path.strip("/").split("/")))
    except (NotPossible, Refused, KeyError, ValueError, TypeError) as problem:
        return as_json({"problem": str(problem)}, 404 if isinstance(problem, LookupError) else 400)


def from_here(request: web.BaseRequest) -> bool:
    """Whether a request comes from a page or a program of this machine."""
    # A page of the open web can reach loopback through somebody's browser; its host and body type give it away.
    if (request.host or "").rpartition(":")[0] not in _HOSTS:
        return False
    return request.method == "GET" or request.content_type == "application/json"


async def _result(server: RehearsalServer, request: web.BaseRequest, steps: list[str]) -> object:
    asked = await read(request)
    if request.method == "GET":
        return _looks(server, steps)
    match steps:
        case ["act", name]:
            return _act(server, name, asked)
        case ["people"]:
            return _new_person(server, asked)
        case ["faults"]:
            return _fault(server, asked)
        case ["limits"]:
            server.limits.use(
                on=asked.flag("on"), counting="bucket" if asked.text("counting") == "bucket" else "sliding"
            )
            return {"on": server.limits.on, "counting": server.limits.counting}
        case ["clock"]:
            server.world.jump(timedelta(seconds=asked.integer("seconds")))
            return {"now": server.world.now().isoformat()}
    raise LookupError("there is no such page")


def _looks(server: RehearsalServer, steps: list[str]) -> object:
    world = server.world
    match steps:
        case ["state"]:
            return {
                "now": world.now().isoformat(),
                "bot": sight.user(world.bot),
                "people": [_person(user.id, server) for user in world.users.values() if not user.is_bot],
                "chats": [_chat(place, server) for place in world.chats.values()],
                "waiting_updates": len(world.updates.waiting),
            }
        case ["chats", number]:
            place = world.chats[int(number)]
            return {**_chat(place, server), "messages": [said(message, server) for message in place.messages.values()]}
        case ["sends"]:
            return [{"method": send.method, "chat_id": send.chat_id, "at": send.at} for send in server.sends]
        case ["counts"]:
            return [{"method": name, "code": code, "calls": calls} for (name, code), calls in server.counts.items()]
    raise LookupError("there is no such page")


def said(message: Message, server: RehearsalServer) -> Json:
    """A message as the page shows it, with all it ever said."""
    return {
        **sight.message(message),
        "gone": message.gone(server.world.now()),
        "versions": message.versions,
        "keyboard": message.keyboard,
    }


def _act(server: RehearsalServer, name: str, asked: Asked) -> object:
    user = server.world.users[asked.integer("person")]
    done = ACTS[name](Person(server.world, user), asked)
    if isinstance(done, Message):
        return said(done, server)
    if isinstance(done, list):
        return [said(message, server) for message in done]
    return done


def _new_person(server: RehearsalServer, asked: Asked) -> object:
    name = asked.text("first_name").strip()
    if not name:
        raise NotPossible("a person has a first name")
    person = server.person(name, asked.text("username"), last_name=asked.text("last_name"))
    return _person(person.id, server)


def _fault(server: RehearsalServer, asked: Asked) -> object:
    faults = server.faults
    method, chat_id = asked.text("method") or None, asked.integer("chat_id") or None
    times, after, code = asked.integer("times", 1), asked.integer("after"), asked.integer("code", 502)
    arranged: dict[str, Callable[[], object]] = {
        "too_many": lambda: faults.too_many(
            asked.integer("seconds", 3), method=method, chat_id=chat_id, times=times, after=after
        ),
        "refuse": lambda: faults.refuse(
            code, asked.text("description"), method=method, chat_id=chat_id, times=times, after=after
        ),
        "page": lambda: faults.page(code, method=method, chat_id=chat_id, times=times),
        "truncated": lambda: faults.truncated(method=method, chat_id=chat_id, times=times),
        "hang": lambda: faults.hang(method=method, chat_id=chat_id, times=times),
        "drop_before": lambda: faults.drop(
            after_effect=False, method=method, chat_id=chat_id, times=times, after=after
        ),
        "drop_after": lambda: faults.drop(after_effect=True, method=method, chat_id=chat_id, times=times, after=after),
        "duplicate_updates": lambda: faults.duplicate_updates(times),
        "unparseable_update": lambda: faults.unparseable_update(chat_id) is not None,
        "unknown_update": lambda: faults.unknown_update() is not None,
        "round_trip_ms": lambda: setattr(faults, "round_trip_ms", float(asked.integer("milliseconds"))),
        "release": faults.release,
    }
    arranged[asked.text("kind")]()
    return {"arranged": len(faults.arranged)}


def _person(user_id: int, server: RehearsalServer) -> Json:
    user = server.world.users[user_id]
    return {**sight.user(user), "started": user.started, "blocked": user.blocked}


def _chat(place: Chat, server: RehearsalServer) -> Json:
    return {
        **sight.chat(place),
        "members": [sight.member(seat, place) for seat in place.members.values()],
        "asking_to_join": list(place.requests),
        "moved_to": place.moved_to,
        "closed": place.closed,
        "last_message_id": max(place.messages, default=0),
    }


async def _events(server: RehearsalServer, request: web.BaseRequest) -> web.StreamResponse:
    waiting: asyncio.Queue[str] = asyncio.Queue()

    def listen(what: str, about: Json) -> None:
        waiting.put_nowait(f"event: {what}\ndata: {json.dumps(about)}\n\n")

    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    await response.write(b": listening\n\n")
    server.world.listeners.append(listen)
    try:
        while True:
            await response.write((await waiting.get()).encode())
    finally:
        server.world.listeners.remove(listen)


def as_json(result: object, status: int = 200) -> web.Response:
    """An answer that nobody keeps."""
    headers = {"Cache-Control": "no-store"}
    return web.Response(
        body=json.dumps(result).encode(), status=status, content_type="application/json", headers=headers
    )
