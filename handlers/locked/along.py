"""Locked writing that goes along when everything is taken away (/privacy), while it is open."""

from collections.abc import Awaitable, Callable

from handlers.locked.reading import key_of
from handlers.locked.tool import Tool
from handlers.locked.wording import title, whole
from handlers.privacy_copy import Copy
from handlers.reflections.showing import vaults_of
from handlers.talk.post import Reading
from mentoring.people import PersonId
from storage.core.vault import VaultClosed

MANY = 100_000


def rows_of(tool: Tool) -> Callable[[Reading, PersonId], Awaitable[list[Copy]]]:
    """What a tool adds to the files: each thing with its day, in the words it is read back in."""

    async def rows(reading: Reading, person: PersonId) -> list[Copy]:
        try:
            hold = key_of(vaults_of(reading), tool, person)
            listed = await tool.shelf.listed(reading.tx, person, hold, most=MANY)
            opened = [await tool.shelf.of(reading.tx, person, one.id, hold) for one in listed]
        except VaultClosed:
            return []
        words = reading.words
        return [{"day": title(one.head, words), "text": whole(tool, one, words)} for one in opened if one]

    return rows
