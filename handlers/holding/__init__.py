"""Holding: the guides' panel, what each can do in the room, and the care that comes after."""

from handlers.holding import after, asking, chats, guiding, lines, listening, one_thing, panel, room

HANDLERS = [
    *guiding.HANDLERS,
    *room.HANDLERS,
    *after.HANDLERS,
    *one_thing.HANDLERS,
    *chats.HANDLERS,
    *listening.HANDLERS,
]
LETTERS = {
    **panel.LETTERS,
    **lines.LETTERS,
    **room.LETTERS,
    **after.LETTERS,
    **one_thing.LETTERS,
    **asking.LETTERS,
    **chats.LETTERS,
    **listening.LETTERS,
}
BEFORE_ERASING = [asking.before_erasing]
