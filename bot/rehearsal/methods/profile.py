"""How the bot presents itself: commands by scope and language, name, descriptions, menu button."""

from __future__ import annotations

import json
import re
from functools import partial

from bot.rehearsal.asked import Asked
from bot.rehearsal.methods.calls import Method
from bot.rehearsal.refusals import Json, bad
from bot.rehearsal.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}\Z")
_SCOPES: dict[str, tuple[str, ...]] = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
_LONGEST = {"name": 64, "description": 512, "short_description": 120}


def set_my_commands(world: World, asked: Asked) -> object:
    """Replace the commands of one scope and language."""
    given = asked.listed("commands", "commands list")
    if given is None:
        raise bad("can't parse commands list: expected an Array")
    if len(given) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    key = _scope(world, asked)
    commands = [_command(raw) for raw in given]
    if commands:
        world.commands[key] = commands
    else:
        world.commands.pop(key, None)
    return True


def get_my_commands(world: World, asked: Asked) -> object:
    """The commands of exactly one scope and language."""
    return world.commands.get(_scope(world, asked), [])


def delete_my_commands(world: World, asked: Asked) -> object:
    """Forget the commands of one scope and language."""
    world.commands.pop(_scope(world, asked), None)
    return True


def set_words(what: str, world: World, asked: Asked) -> object:
    """Set the name or a description in one language."""
    words = asked.text(what)
    if len(words) > _LONGEST[what]:
        raise bad(f"bot {what.replace('_', ' ')} is too long")
    world.names[what, _language(asked)] = words
    return True


def get_words(what: str, world: World, asked: Asked) -> object:
    """The name or a description in one language, or in the default one."""
    default = world.names.get((what, ""), world.bot.first_name if what == "name" else "")
    return {what: world.names.get((what, _language(asked)), default) or default}


def set_chat_menu_button(world: World, asked: Asked) -> object:
    """Set the button beside the writing field, for one person or for all."""
    given = asked.mapped("menu_button", "menu button") or {"type": "default"}
    kind = given.get("type")
    if kind not in {"default", "commands", "web_app"}:
        raise bad("can't parse menu button: Unsupported type specified")
    world.menu_buttons[_menu_owner(world, asked)] = given
    return True


def get_chat_menu_button(world: World, asked: Asked) -> object:
    """The button beside the writing field."""
    return world.menu_buttons.get(_menu_owner(world, asked), {"type": "default"})


def _menu_owner(world: World, asked: Asked) -> int:
    if not asked.has("chat_id"):
        return 0
    place = world.find_chat(asked.text("chat_id"))
    if place.person is None:
        raise bad("chat not found")
    return place.id


def _language(asked: Asked) -> str:
    code = asked.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad("BOT_LANG_CODE_INVALID" if len(code) < 9 else "invalid language code specified")
    return code


def _scope(world: World, asked: Asked) -> tuple[str, str]:
    given = asked.mapped("scope", "BotCommandScope") or {"type": "default"}
    kind = given.get("type")
    if not isinstance(kind, str) or kind not in _SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    named: Json = {"type": kind}
    for name in _SCOPES[kind]:
        if given.get(name) is None:
            raise bad(f"can't parse BotCommandScope: Can't find field \"{name}\"")
        named[name] = given[name]
    if "chat_id" in named:
        world.find_chat(str(named["chat_id"]))
    return json.dumps(named, sort_keys=True), _language(asked)


def _command(raw: object) -> Json:
    if not isinstance(raw, dict):
        raise bad("can't parse BotCommand: expected an Object")
    command, description = raw.get("command"), raw.get("description")
    if not isinstance(command, str) or not isinstance(description, str):
        raise bad("can't parse BotCommand: Field must be of type String")
    command = command.removeprefix("/")
    if not _COMMAND.match(command):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(description.strip()) <= 256:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


METHODS: dict[str, Method] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": partial(set_words, "name"),
    "getMyName": partial(get_words, "name"),
    "setMyDescription": partial(set_words, "description"),
    "getMyDescription": partial(get_words, "description"),
    "setMyShortDescription": partial(set_words, "short_description"),
    "getMyShortDescription": partial(get_words, "short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
