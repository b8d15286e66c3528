"""The cast: made-up people with phones, who say and tap for real while the network is made ready."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any  # a set of content/ holds text, numbers, lists and tables

from bot.app import Running
from bot.rehearsal import moving
from bot.rehearsal.parts import Chat
from bot.rehearsal.people import Person
from bot.rehearsal.refusals import NotPossible
from bot.rehearsal.server import RehearsalServer
from handlers import menu
from handlers.talk.buttons import Button
from handlers.talk.words import sets
from mentoring.joining import Chances
from mentoring.people import PersonId, Role
from storage import people

Row = Mapping[str, Any]
SENT_THINGS = frozenset(("member", "mentor"))
"""Whoever holds only these parts has asked for chances and stories; those who look after others have not."""


@dataclass
class Cast:
    """Everyone on the stage. `ids` holds those who have joined; `rows` is what content/ says of them."""

    server: RehearsalServer
    running: Running
    rows: Sequence[Row] = field(default_factory=lambda: sets("rehearsal")["cast"])
    people: dict[str, Person] = field(default_factory=dict)
    ids: dict[str, PersonId] = field(default_factory=dict)

    def named(self, *names: str) -> list[PersonId]:
        """Their ids inside the network."""
        return [self.ids[name] for name in names]

    async def come(self) -> None:
        """Everyone gets a phone; whoever has a part has joined."""
        for row in self.rows:
            self.people[row["name"]] = self.server.person(row["name"])
            if row["parts"]:
                await self._join(row)

    async def _join(self, row: Row) -> None:
        now, person = self.running.clock.now(), self.people[row["name"]]
        hears = "yes" if set(row["parts"]) <= SENT_THINGS else "no"
        choices = {"chances": Chances(hears).value, "stories": hears}
        person.user.started = True
        async with self.running.database.begin() as tx:
            member = await people.admit(tx, person.id, row["name"], now=now, setting=row["setting"], choices=choices)
            for part in row["parts"]:
                await people.grant(tx, member, Role(part), now=now)
            await menu.owe_menu(tx, member, now=now)
        self.ids[row["name"]] = member

    async def say(self, names: Sequence[str], words: str) -> None:
        """Each of them writes this to the bot, at the same time."""
        for name in names:
            self.people[name].says(words)
        await moving.settle(self.server, self.running)

    async def tap(self, names: Sequence[str], button: type[Button]) -> None:
        """Each of them taps their newest button of this kind."""
        for name in names:
            press(self.people[name], button)
        await moving.settle(self.server, self.running)


def press(person: Person, button: type[Button], where: Chat | None = None) -> None:
    """Tap the newest button of a kind. Raises NotPossible when there is none."""
    for message in reversed(person.messages(where)):
        for shown in (shown for row in message.buttons for shown in row):
            told = str(shown.get("callback_data", ""))
            if told.partition(":")[0] == button.prefix:
                person.taps(message, told, where)
                return
    raise NotPossible(f"no button of the kind {button.prefix} is in sight")


def door_of(person: Person) -> str:
    """The newest invite link under a message of the bot. Raises NotPossible when there is none."""
    for message in reversed(person.hears()):
        for shown in (shown for row in message.buttons for shown in row):
            if "t.me/+" in str(shown.get("url", "")):
                return str(shown["url"])
    raise NotPossible("no door is in sight")
