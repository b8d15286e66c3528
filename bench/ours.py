"""Our bot as it is measured: `python -m bot run`, its own configuration, and a house with people already in it."""

import asyncio
import json
from pathlib import Path

from bench import seed
from bench.driving import TOKEN, Command, Starter
from mentoring.people import PersonId
from storage.core.letters import Lane

UNPACED = 0
"""Lifts our own pace (a server of one's own) when turns are counted, so that the pace is not what is measured."""


class OurBot(Starter):
    """A house of `members`, and letters that wait for another day."""

    def __init__(self, members: int, letters_waiting: int = 0, name: str = "ours") -> None:
        self.name = name
        self.first_person = 1
        self._members = members
        self._letters_waiting = letters_waiting

    def __call__(self, base_url: str, folder: Path) -> Command:
        """Prepares the house the first time the folder is used, and points the bot at the stub every time."""
        if not seed.database(folder).exists():
            folder.mkdir(parents=True, exist_ok=True)
            asyncio.run(self.prepare(folder))
        configuration = _configuration(base_url, folder, self.pace())
        return Command(self.name, self.arguments(folder), {"CIRCLE_CONFIG": str(configuration)}, self.mark())

    def arguments(self, folder: Path) -> list[str]:
        """How it is run."""
        return ["-m", "bot", "run"]

    async def prepare(self, folder: Path) -> None:
        """Makes the house and its people."""
        async with seed.house(folder) as house:
            people = await seed.members(house, self.first_person, self._members)
            await seed.letters_waiting(house, people, self._letters_waiting)

    def pace(self) -> int:
        """`[telegram] messages_per_second`."""
        return UNPACED

    def mark(self) -> str:
        """Every message counts as an answer: what is written here is answered by one message."""
        return ""


class OurPages(OurBot):
    """A house whose members each have a private page open, so that what they write next is a sealed note."""

    async def prepare(self, folder: Path) -> None:
        """Makes the house, its people, their vaults and their pages."""
        async with seed.house(folder) as house:
            await seed.open_pages(house, await seed.members(house, self.first_person, self._members))

    def mark(self) -> str:
        """Nothing else the bot may say counts as the answer to a sealed note."""
        return "Got it, and locked"


class OurPagesTimed(OurPages):
    """The same, with stopwatches on its sealing."""

    def arguments(self, folder: Path) -> list[str]:
        """`bot run`, timed."""
        return ["-m", "bench.sealing_timed", str(_timed(folder))]


def seconds_of_sealing(folder: Path) -> tuple[float, float]:
    """What the stopwatches showed when the bot had ended: of sealing notes, and of all other sealing."""
    note, rest = _timed(folder).read_text().split()
    return float(note), float(rest)


def _timed(folder: Path) -> Path:
    return folder / "sealing-seconds"


class OurUnlockers(OurBot):
    """A house in which so many people have been asked for their words, and others only talk."""

    asker_first, askers = 5_000_000, 40
    unlocker_first = 8_000_000

    async def prepare(self, folder: Path) -> None:
        """Those who talk, and those whose next words are taken for the words of their vault."""
        async with seed.house(folder) as house:
            await seed.members(house, self.asker_first, self.askers)
            await seed.asked_for_words(house, await seed.members(house, self.unlocker_first, self._members))


class OurBroadcast(OurBot):
    """A house in which an opportunity goes out to `audience` people, `wait_seconds` after it was prepared."""

    asker_first = 5_000_000
    askers = 20
    audience_first = 7_000_000

    def __init__(self, audience: int, wait_seconds: float) -> None:
        super().__init__(members=audience)
        self._wait_seconds = wait_seconds

    async def prepare(self, folder: Path) -> None:
        """Askers, an audience that asked to hear of such, and a letter owed to each of the audience."""
        async with seed.house(folder) as house:
            askers = await seed.members(house, self.asker_first, self.askers)
            audience = await seed.members(house, self.audience_first, self._members, chances="yes")
            await self.owe(house, askers, audience)

    async def owe(self, house: seed.House, askers: list[PersonId], audience: list[PersonId]) -> None:
        """An opportunity, sent by one of the askers, who is shown every two seconds how far it is."""
        await seed.opportunity_due(house, askers[-1], self._wait_seconds)

    def pace(self) -> int:
        """Telegram's own ceiling: here the pace is what is measured."""
        return 30


class OurReminders(OurBroadcast):
    """A house in which as many reminders come due in the same second."""

    async def owe(self, house: seed.House, askers: list[PersonId], audience: list[PersonId]) -> None:
        """The reminders."""
        await seed.letters_due(house, audience, Lane.REMINDER, self._wait_seconds)


def _configuration(base_url: str, folder: Path, pace: int) -> Path:
    path = folder / "config.toml"
    keys: dict[str, dict[str, str | int]] = {
        "telegram": {
            "token": TOKEN,
            "api_base_url": base_url,
            "api_file_url": base_url.removesuffix("/bot") + "/file/bot",
            "mode": "polling",
            "messages_per_second": pace,
        },
        "storage": {
            "url": f"sqlite:///{seed.database(folder)}",
            "keystore_url": f"sqlite:///{seed.keystore(folder)}",
        },
        "keys": {"master_key_file": str(seed.master_key(folder))},
        "web": {"port": 0},
    }
    lines: list[str] = []
    for table, pairs in keys.items():
        lines.append(f"[{table}]")
        lines += [f"{key} = {json.dumps(value)}" for key, value in pairs.items()]
    path.write_text("\n".join(lines) + "\n")
    return path
