"""Holding: the guides' panel, what each can do in the room, and the care that comes after."""

from handlers.holding import after, chats, fallback, guiding, lines, one_guide, panel, room

HANDLERS = [
    *guiding.HANDLERS,
    *one_guide.HANDLERS,
    *fallback.HANDLERS,
    *room.HANDLERS,
    *after.HANDLERS,
    *chats.HANDLERS,
]
LETTERS = {
    **panel.LETTERS,
    **one_guide.LETTERS,
    **fallback.LETTERS,
    **lines.LETTERS,
    **room.LETTERS,
    **after.LETTERS,
    **chats.LETTERS,
}
