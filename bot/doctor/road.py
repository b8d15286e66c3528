"""What only Telegram can tell: whether it answers, what the bot may see, and whether our clock is right."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from bot.config import Config
from bot.doctor.finding import Finding, fails, good, look

PATIENCE = 10.0
MOST_SECONDS_OFF = 30
LONG_QUEUE = 500
MUST_BE_OFF = {
    "can_read_all_group_messages": ("reads every message of its groups", "/setprivacy: Enable"),
    "supports_inline_queries": ("takes inline queries", "/setinline: turn it off"),
    "can_connect_to_business": ("can be let into business accounts", "turn business mode off"),
    "supports_guest_queries": ("answers in chats it is no part of", "turn guest mode off"),
}


@dataclass(frozen=True)
class Answer:
    """What came back; `code` 0 when nothing did, and then `trouble` names why without repeating an address."""

    code: int
    result: dict[str, Any] = field(default_factory=dict)
    date: datetime | None = None
    trouble: str = ""


async def ask(config: Config, method: str, **given: str | int) -> Answer:
    """One Bot API question. Never raises for what the network does."""
    token = config.telegram.token
    if token is None:
        return Answer(0, trouble="no token")
    address = f"{config.telegram.api_base_url}{token.reveal()}/{method}"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session,
            session.post(address, json=given) as reply,
        ):
            body = await reply.json(content_type=None)
            result = body.get("result") if isinstance(body, dict) else None
            return Answer(reply.status, result if isinstance(result, dict) else {}, _date(reply.headers.get("Date")))
    except (aiohttp.ClientError, TimeoutError, ValueError, OSError) as failed:
        # str(failed) may hold the address, and the address holds the token
        return Answer(0, trouble=type(failed).__name__)


def _date(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header).astimezone(UTC) if header else None
    except ValueError:
        return None


async def findings(config: Config) -> list[Finding]:
    """What Telegram says about our bot; one line only when it cannot be asked."""
    if config.telegram.token is None:
        return [good("Telegram", "not asked: a rehearsal needs no Telegram")]
    me = await ask(config, "getMe")
    reached = reach(me)
    if me.code != 200:
        return [reached]
    webhook = await ask(config, "getWebhookInfo")
    return [reached, clock(me, datetime.now(UTC)), flags(me), groups(me), updates(config, webhook)]


def reach(me: Answer) -> Finding:
    what = "Telegram"
    if me.code == 200:
        return good(what, f"answers, and knows us as @{me.result.get('username', '?')}")
    if me.code in (401, 404):
        return fails(what, f"does not know this token ({me.code})", "ask @BotFather for the token again")
    if me.code:
        return fails(what, f"answers {me.code}", "wait and try again; see [telegram] api_base_url if it stays")
    return fails(
        what, f"cannot be reached ({me.trouble})", "look at the network, the proxy and [telegram] api_base_url"
    )


def clock(me: Answer, now: datetime) -> Finding:
    what = "clock"
    if me.date is None:
        return look(what, "cannot be compared: the server sends no date", "see that time synchronisation is on")
    off = round(abs((now - me.date).total_seconds()))
    if off > MOST_SECONDS_OFF:
        return fails(what, f"is {off} seconds off", "turn on time synchronisation: reminders go by this clock")
    return good(what, "agrees with the server's")


def flags(me: Answer) -> Finding:
    what = "what it sees"
    wrong = [said for flag, said in MUST_BE_OFF.items() if me.result.get(flag)]
    if wrong:
        return fails(
            what,
            "; ".join(f"the bot {said}" for said, _ in wrong),
            "at @BotFather, " + "; ".join(todo for _, todo in wrong),
        )
    return good(what, "only what is meant for it: privacy mode is on, inline and business modes are off")


def groups(me: Answer) -> Finding:
    what = "groups"
    if me.result.get("can_join_groups") is False:
        return look(
            what,
            "the bot cannot be added to a group",
            "at @BotFather, /setjoingroups: Enable, while a circle is set up",
        )
    return good(what, "the bot can be added to a circle's group")


def updates(config: Config, webhook: Answer) -> Finding:
    what = "updates"
    if webhook.code != 200:
        return look(what, "Telegram does not say how they come", "try again")
    address, waiting = webhook.result.get("url", ""), int(webhook.result.get("pending_update_count", 0))
    if config.telegram.mode == "polling" and address:
        todo = "see whether another program uses this token; `run` takes the webhook away"
        return fails(what, "a webhook is set, so polling gets nothing", todo)
    if config.telegram.mode == "webhook" and address != config.telegram.webhook_url:
        return look(what, "the webhook is not the one in the settings", "`run` sets it")
    if waiting > LONG_QUEUE:
        return look(what, f"{waiting} are waiting", "is the bot running?")
    return good(what, f"{config.telegram.mode}, {waiting} waiting")
