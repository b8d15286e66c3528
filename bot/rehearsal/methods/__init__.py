"""Every Bot API method the small Telegram knows, by its lower-case name; all others are refused as unknown."""

from __future__ import annotations

from bot.rehearsal.methods import answering, changing, files, invites, looking, members, profile, receiving, saying
from bot.rehearsal.methods.calls import Method

METHODS: dict[str, Method] = {
    name.lower(): method
    for room in (answering, changing, files, invites, looking, members, profile, receiving, saying)
    for name, method in room.METHODS.items()
}
