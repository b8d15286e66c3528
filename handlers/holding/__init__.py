"""Holding: the guides' panel, what each can do in the room, and the care that comes after."""

from handlers.holding import after, chats, dealing, guiding, lines, panel, pausing, relay, room, trouble

_UNDER_WAY = (guiding, pausing, dealing, trouble, room, relay)

HANDLERS = [
    *(handler for part in _UNDER_WAY for handler in part.HANDLERS),
    *after.HANDLERS,
    *chats.HANDLERS,
]
LETTERS = {
    **panel.LETTERS,
    **lines.LETTERS,
    **dealing.LETTERS,
    **trouble.LETTERS,
    **room.LETTERS,
    **relay.LETTERS,
    **after.LETTERS,
    **chats.LETTERS,
}
