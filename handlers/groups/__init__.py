"""Groups: what Telegram tells us about them, the door to each circle's own, and the five commands that work there."""

from telegram.ext import ChatJoinRequestHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from handlers.groups import coming, commands, door, letters, linking

IN_GROUPS = filters.ChatType.GROUPS
CAME_OR_WENT = filters.StatusUpdate.NEW_CHAT_MEMBERS | filters.StatusUpdate.LEFT_CHAT_MEMBER
HANDLERS = [
    ChatMemberHandler(coming.about_us, ChatMemberHandler.MY_CHAT_MEMBER),
    ChatMemberHandler(door.somebody_moved, ChatMemberHandler.CHAT_MEMBER),
    ChatJoinRequestHandler(door.asks_to_join),
    MessageHandler(filters.StatusUpdate.MIGRATE, coming.moved),
    MessageHandler(CAME_OR_WENT, door.service_message),
    CommandHandler("start", linking.start_here, filters=IN_GROUPS),
    CommandHandler("rules", commands.rules_here, filters=IN_GROUPS),
    CommandHandler("agenda", commands.agenda_here, filters=IN_GROUPS),
    CommandHandler("next", commands.next_here, filters=IN_GROUPS),
    CommandHandler("help", commands.help_here, filters=IN_GROUPS),
]
LETTERS = letters.LETTERS
NIGHTLY = [coming.notice_lost_groups]
