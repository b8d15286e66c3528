"""Holding: the guides' panel, what each can do in the room, and the care that comes after."""

from handlers.holding import after, chats, guiding, lines, panel, room

HANDLERS = [*guiding.HANDLERS, *room.HANDLERS, *after.HANDLERS, *chats.HANDLERS]
LETTERS = {**panel.LETTERS, **lines.LETTERS, **room.LETTERS, **after.LETTERS, **chats.LETTERS}
