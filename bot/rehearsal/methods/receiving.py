"""How the bot gets its news: long polling with offsets, and where webhooks are set."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from bot.rehearsal import sight
from bot.rehearsal.asked import Asked
from bot.rehearsal.methods.calls import Method
from bot.rehearsal.parts import Webhook
from bot.rehearsal.refusals import Json, bad, conflict
from bot.rehearsal.updates import Update
from bot.rehearsal.world import World

LONGEST_POLL = 50
_WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
_OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Polling:
    """The one long poll that may wait; a newer one ends it with 409."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._newest = 0
        self._waiting = 0
        self.closing = False

    @property
    def waits(self) -> bool:
        """Whether a poll is waiting for news now."""
        return self._waiting > 0

    async def get_updates(self, asked: Asked) -> list[Update]:
        """Confirm what lies before `offset`, then wait up to `timeout` seconds (at most 50) for something new."""
        world = self._world
        if world.webhook is not None:
            raise conflict(_WEBHOOK_ACTIVE)
        limit = asked.integer("limit", 100)
        limit = limit if 1 <= limit <= 100 else 100
        allow(world, asked)
        self._newest += 1
        mine = self._newest
        offset = asked.integer("offset")
        if offset:
            world.updates.confirm(offset)
        world.changed.ring()
        await self._wait(mine, max(0, min(LONGEST_POLL, asked.integer("timeout"))))
        if mine != self._newest:
            raise conflict(_OTHER_POLL)
        if self._world.webhook is not None:
            raise conflict("terminated by setWebhook request")
        return world.updates.batch(limit, world.now())

    async def _wait(self, mine: int, seconds: int) -> None:
        if seconds == 0:
            return
        self._waiting += 1
        try:
            await self._world.changed.until(lambda: self._over(mine), seconds)
        finally:
            self._waiting -= 1

    def _over(self, mine: int) -> bool:
        newer = mine != self._newest
        return newer or self.closing or self._world.webhook is not None or not self._world.updates.idle


def allow(world: World, asked: Asked) -> None:
    """Remember the kinds of updates the bot wants; an empty list means the usual ones."""
    kinds = asked.listed("allowed_updates", "allowed_updates") if "allowed_updates" in asked.values else None
    if kinds is None:
        return
    world.updates.allowed = frozenset(kind for kind in kinds if isinstance(kind, str)) or None


def set_webhook(world: World, asked: Asked) -> object:
    """Have updates posted to an address on this machine; an empty one removes the webhook."""
    url = asked.text("url")
    if not url:
        return delete_webhook(world, asked)
    _check_address(url)
    secret = asked.text("secret_token")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad("secret token contains unallowed characters")
    allow(world, asked)
    if asked.flag("drop_pending_updates"):
        world.updates.drop_all()
    world.webhook = Webhook(url, secret, asked.integer("max_connections", 40))
    world.changed.ring()
    return True


def delete_webhook(world: World, asked: Asked) -> object:
    """Stop posting updates."""
    if asked.flag("drop_pending_updates"):
        world.updates.drop_all()
    world.webhook = None
    world.changed.ring()
    return True


def get_webhook_info(world: World, asked: Asked) -> object:
    """Where updates go, how many wait, and what went wrong last."""
    hook = world.webhook
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(world.updates.waiting)}
    if world.updates.allowed is not None:
        info["allowed_updates"] = sorted(world.updates.allowed)
    if hook is None:
        return info
    info.update({"url": hook.url, "max_connections": hook.connections, "ip_address": "127.0.0.1"})
    if hook.last_error_at is not None:
        info.update({"last_error_date": sight.unix(hook.last_error_at), "last_error_message": hook.last_error})
    return info


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    # A rehearsal never talks to another machine, so an address beyond this one counts as not found.
    if not _on_this_machine(parts.hostname):
        raise bad("bad webhook: Failed to resolve host: Name or service not known")


def _on_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


METHODS: dict[str, Method] = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
