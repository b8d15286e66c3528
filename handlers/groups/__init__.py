"""Groups: what Telegram tells us about them, the door to each circle's own, and the five commands that work there."""

from telegram.ext import ChatJoinRequestHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from handlers import briefly
from handlers.groups import coming, commands, counting, door, letters, linking, standing
from handlers.groups.place import IN_GROUPS, UNNAMED, TappedInAGroup
from storage import group_guests, group_troubles

CAME_OR_WENT = filters.StatusUpdate.NEW_CHAT_MEMBERS | filters.StatusUpdate.LEFT_CHAT_MEMBER
HANDLERS = [
    ChatMemberHandler(coming.about_us, ChatMemberHandler.MY_CHAT_MEMBER),
    ChatMemberHandler(door.somebody_moved, ChatMemberHandler.CHAT_MEMBER),
    ChatJoinRequestHandler(door.asks_to_join),
    MessageHandler(filters.StatusUpdate.MIGRATE, coming.moved),
    MessageHandler(CAME_OR_WENT, door.service_message),
    TappedInAGroup(commands.tapped_here),
    MessageHandler(filters.COMMAND & UNNAMED, commands.without_a_name),
    CommandHandler("start", linking.start_here, filters=IN_GROUPS),
    CommandHandler("rules", commands.rules_here, filters=IN_GROUPS),
    CommandHandler("agenda", commands.agenda_here, filters=IN_GROUPS),
    CommandHandler("next", commands.next_here, filters=IN_GROUPS),
    CommandHandler("help", commands.help_here, filters=IN_GROUPS),
    *counting.HANDLERS,
    MessageHandler(filters.COMMAND & IN_GROUPS, commands.personal_here),
]
LETTERS = {**letters.LETTERS, **briefly.LETTERS}
NIGHTLY = [coming.notice_lost_groups, standing.each_night, group_guests.keep_times, group_troubles.keep_times]
