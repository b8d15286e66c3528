"""Links that let one person in, once: made on the command line for whoever comes first."""

import io
from datetime import UTC, datetime

import segno

from bot.config import Config
from bot.doctor import road
from mentoring.people import Role
from storage import invitations
from storage.core.database import Database
from storage.core.keys import MasterKey
from storage.core.keystore import Keystore
from storage.core.migrate import migrate


class NameUnknown(Exception):
    """Nobody could tell the bot's name, so no link can be made. The message is one sentence for the operator."""


async def links(config: Config, role: Role, count: int, *, bot_name: str = "") -> list[str]:
    """`count` addresses, each good for one person. Raises NameUnknown, and whatever keeps the memory from opening."""
    name = bot_name.removeprefix("@") or await _name(config)
    migrate(config.storage.url)
    keystore = await Keystore.open(config.storage.keystore_path, MasterKey.load(config.keys.master_key_file))
    try:
        database = await Database.open(config.storage.path, keystore, readers=0)
        try:
            async with database.begin() as tx:
                codes = [await invitations.make(tx, role=role, by=None, now=datetime.now(UTC)) for _ in range(count)]
        finally:
            await database.close()
    finally:
        await keystore.close()
    return [f"https://t.me/{name}?start=j_{code}" for code in codes]


async def _name(config: Config) -> str:
    me = await road.ask(config, "getMe")
    name = me.result.get("username")
    if not isinstance(name, str):
        why = (
            "there is no token"
            if config.telegram.token is None
            else f"Telegram did not tell it ({me.trouble or me.code})"
        )
        raise NameUnknown(f"The bot's name is not known: {why}. Give it with --bot-name.")
    return name


def picture(link: str) -> str:
    """The link as a QR code, drawn with letters."""
    drawn = io.StringIO()
    segno.make(link, error="m").terminal(drawn, compact=True)
    return drawn.getvalue()
