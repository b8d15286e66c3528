"""Holding: the guides' panel, what each can do in the room, and the care that comes after."""

from handlers.holding import (
    after,
    asking,
    chats,
    dealing,
    fallback,
    guiding,
    lines,
    listening,
    one_guide,
    one_thing,
    panel,
    pausing,
    relay,
    room,
    trouble,
)
from storage import parts

parts.before_taking_back.append(asking.lose_part)

_UNDER_WAY = (guiding, one_guide, fallback, pausing, dealing, trouble, room, relay)
_AFTERWARDS = (after, one_thing, chats, listening)
_IN_THE_ROOM = (panel, one_guide, fallback, lines, dealing, trouble, room, relay)
_WRITING = (*_IN_THE_ROOM, after, one_thing, asking, chats, listening)

HANDLERS = [handler for part in (*_UNDER_WAY, *_AFTERWARDS) for handler in part.HANDLERS]
LETTERS = {name: kind for part in _WRITING for name, kind in part.LETTERS.items()}
BEFORE_ERASING = [asking.before_erasing]
