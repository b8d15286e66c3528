"""What Telegram means by an answer, for the letter that was sent."""

from dataclasses import replace

from bot.reply import Reply
from handlers.talk.post import Deed, Edit, Send

ALREADY_SO = ("message is not modified", "message to delete not found", "message can't be deleted")
GONE = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID")
NO_THREAD = ("message thread not found", "TOPIC_CLOSED", "TOPIC_DELETED")
"""A forum's topic is gone or closed: the main thread is there still."""
OUT_OF_REACH = ("chat not found", "user is deactivated", "PEER_ID_INVALID", "group chat was deleted")
MAYBE_OUT = (0, 500, 502, 504)
"""Answers after which Telegram may have acted all the same."""


def is_so_already(reply: Reply) -> bool:
    """What was asked for is as it should be, or can never be done: nothing is left to do."""
    return any(words in reply.reason for words in ALREADY_SO)


def out_of_reach(reply: Reply) -> bool:
    """They blocked the bot, closed their account or never began; or the group let it go."""
    return reply.code == 403 or any(words in reply.reason for words in OUT_OF_REACH)


def other_way(deed: Deed, reply: Reply) -> Send | None:
    """The same words sent anew where the message is gone, or in the main thread where the topic is."""
    if isinstance(deed, Edit) and deed.or_send and any(words in reply.reason for words in GONE):
        return Send(deed.text, deed.markup, spoiler=deed.spoiler)
    if isinstance(deed, Send) and deed.thread and any(words in reply.reason for words in NO_THREAD):
        return replace(deed, thread=None)
    return None


def of_the_road(reply: Reply) -> bool:
    """Telegram is troubled, or asks for time: nothing is wrong with what we asked."""
    return reply.code in (0, 401, 404, 429) or reply.code >= 500


def maybe_out(reply: Reply) -> bool:
    """It may have arrived all the same."""
    return reply.reached and reply.code in MAYBE_OUT
