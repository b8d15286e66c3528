"""The bot answers a tap, and says who it is."""

from __future__ import annotations

from datetime import timedelta

from bot.rehearsal import sight
from bot.rehearsal.asked import Asked
from bot.rehearsal.methods.calls import Method
from bot.rehearsal.refusals import bad, too_many
from bot.rehearsal.world import World


def answer_callback_query(world: World, asked: Asked) -> object:
    """Answer a tap once, in time, with at most 200 characters."""
    tap = world.answer_within(asked.text("callback_query_id"))
    text = asked.text("text")
    if len(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    tap.answered, tap.text = True, text
    tap.alert, tap.url = asked.flag("show_alert"), asked.text("url")
    answer = {"query_id": tap.id, "user_id": tap.user.id, "text": text, "alert": tap.alert}
    world.tell("answered", {**answer, "chat_id": tap.message.chat.id, "message_id": tap.message.id})
    return True


def get_me(world: World, asked: Asked) -> object:
    """Who the bot is."""
    return {
        **sight.user(world.bot),
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy_mode,
        "supports_inline_queries": False,
        "supports_guest_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


def log_out(world: World, asked: Asked) -> object:
    """Leave the cloud server: every later call is refused."""
    world.logged_out = True
    return True


def close(world: World, asked: Asked) -> object:
    """Close the bot's instance before moving it; not in its first ten minutes."""
    early = timedelta(minutes=10) - (world.now() - world.since)
    if early > timedelta(0):
        raise too_many(int(early.total_seconds()) or 1)
    return True


METHODS: dict[str, Method] = {
    "answerCallbackQuery": answer_callback_query,
    "getMe": get_me,
    "logOut": log_out,
    "close": close,
}
