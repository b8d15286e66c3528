"""The circles' groups, as Telegram sees them now: whether the bot may look after each, and nobody else can look in."""

import asyncio
import sqlite3
from collections import Counter

from bot.config import Config
from bot.doctor.finding import Finding, good, look
from bot.doctor.road import Answer, ask
from handlers.groups import standing
from storage.core import groups
from storage.core.keys import MasterKey, MasterKeyRefused
from storage.core.keystore import Keystore
from storage.core.keystore_file import KeystoreRefused

WHAT = "circle groups"
AT_ONCE = 5
SAYS = {
    "gone": "without the bot, or gone",
    "rights": "where it lacks a right",
    "public": "public, so that anyone can read it",
    "unknown": "of which Telegram tells nothing",
}


async def finding(config: Config) -> Finding:
    """One line for all of them: how many, and what is wrong with how many. Neither titles nor numbers of groups."""
    try:
        keystore = await Keystore.open(config.storage.keystore_path, MasterKey.load(config.keys.master_key_file))
        try:
            chats = groups.linked_on_disk(config.storage.path, keystore)
        finally:
            await keystore.close()
    except (MasterKeyRefused, KeystoreRefused, sqlite3.Error, OSError):
        return look(WHAT, "cannot be looked at before the keys and the database are right", "put those right first")
    limit = asyncio.Semaphore(AT_ONCE)

    async def one(chat: int) -> set[str]:
        async with limit:
            return await _troubles(config, chat)

    found = Counter(trouble for troubles in await asyncio.gather(*map(one, chats)) for trouble in troubles)
    if not found:
        return good(WHAT, f"{len(chats)}, each with the two rights the bot needs, and none public")
    wrong = "; ".join(f"{found[trouble]} {said}" for trouble, said in SAYS.items() if found[trouble])
    return look(WHAT, f"of {len(chats)}: {wrong}", "its guides and coordinator were told how to mend it: ask them")


async def _troubles(config: Config, chat: int) -> set[str]:
    token = config.telegram.token
    us = token.reveal().partition(":")[0] if token else ""
    member, place = (
        await ask(config, "getChatMember", chat_id=chat, user_id=us),
        await ask(config, "getChat", chat_id=chat),
    )
    if _is_gone(member) or _is_gone(place):
        return {"gone"}
    if member.code != 200 or place.code != 200:
        return {"unknown"}
    wrong = {"rights"} if standing.missing_rights(member.result) else set()
    return wrong | ({"public"} if standing.PUBLIC in standing.troubles_of(place.result) else set())


def _is_gone(answer: Answer) -> bool:
    """400: no such chat; 403: shown out."""
    return answer.code in (400, 403)
