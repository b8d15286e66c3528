"""Posting updates to the bot's webhook, one after the other, again and again until it takes them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import aiohttp

from bot.rehearsal.parts import Webhook
from bot.rehearsal.updates import Update
from bot.rehearsal.world import World


class Postman:
    """Carries updates to the webhook. `answered` is called with each JSON answer the webhook gave."""

    def __init__(self, world: World, seen: Callable[[Update], None], answered: Callable[[object], None]) -> None:
        self._world = world
        self._seen = seen
        self._answered = answered
        self.retry_seconds = 1.0
        self.patience_seconds = 60.0

    async def run(self) -> None:
        """Deliver until cancelled."""
        timeout = aiohttp.ClientTimeout(total=self.patience_seconds)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                await self._next(session)

    async def _next(self, session: aiohttp.ClientSession) -> None:
        hook = self._world.webhook
        update = self._world.updates.deliver_first() if hook is not None else None
        if hook is None or update is None:
            await self._world.changed.wait()
            return
        self._seen(update)
        problem = await self._post(session, hook, update)
        if self._world.webhook is not hook:
            return
        if problem:
            hook.last_error, hook.last_error_at = problem, self._world.now()
            self._world.changed.ring()
            await asyncio.sleep(self.retry_seconds)
            return
        self._world.updates.delivered_first()
        self._world.changed.ring()

    async def _post(self, session: aiohttp.ClientSession, hook: Webhook, update: Update) -> str:
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        try:
            async with session.post(hook.url, data=json.dumps(update.json()), headers=headers) as response:
                body = await response.read()
                if not 200 <= response.status < 300:
                    return f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError, OSError):
            return "Connection failed"
        self._hear(body)
        return ""

    def _hear(self, body: bytes) -> None:
        """A webhook may answer with one method call."""
        try:
            answer = json.loads(body) if body.startswith(b"{") else None
        except ValueError:
            return
        if answer is not None:
            self._answered(answer)
