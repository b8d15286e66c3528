"""Words about ending one's life on a page: help comes first, nobody is told, and nothing of it is marked (J11, H-02).

The same page is written in two houses, once with the words and once without; nobody else can tell the two apart.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from mentoring.people import Role
from tests.dump import told
from tests.page_steps import count, sets_up, shown
from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage, plain, set_up

THE_WORDS = "I was passed over once more, and some days I want to die"
OTHER_WORDS = "I was passed over once more, and some days I want to cry"
THEIR_OWN = {"pages", "page_parts", "drafts"}
"""Where a page is kept and is written: an envelope differs each time, a message has a number of its own."""


@dataclass
class House:
    """Everybody who could be told: a coordinator, guides, an observer, a safe contact, and the circle itself."""

    night: Evening
    safe_contact: Somebody

    @classmethod
    async def of(cls, stage: Stage) -> "House":
        night = await evening(stage)
        house = cls(night, await stage.member("Yemi", roles=[Role.SAFE_CONTACT]))
        await sets_up(house.ama)
        return house

    @property
    def stage(self) -> Stage:
        return self.night.stage

    @property
    def ama(self) -> Somebody:
        return self.night.members[0]

    @property
    def others(self) -> list[Somebody]:
        return [one for one in self.stage.cast.values() if one is not self.ama]

    async def writes(self, text: str) -> None:
        await self.ama.says("/reflect")
        await self.ama.taps("Hard day")
        await self.ama.types(text)

    def heard(self) -> dict[str, list[str]]:
        """Whatever was said in anybody else's chat, and in the circle's group."""
        chats = {one.name: one.part.chat for one in self.others} | {"the group": self.night.chat}
        bot = self.stage.server.world.bot
        return {
            name: [plain(m.text) for m in chat.messages.values() if m.sender is bot] for name, chat in chats.items()
        }

    async def tables(self) -> dict[str, list[str]]:
        known = {str(one.id): name for name, one in self.stage.cast.items()} | {self.night.circle: "the circle"}
        every = await told(self.stage, known)
        assert set(every) >= THEIR_OWN
        return {table: rows for table, rows in every.items() if table not in THEIR_OWN}


@asynccontextmanager
async def two_houses(empty_house: Path, folder: Path) -> AsyncIterator[tuple[House, House]]:
    async with set_up(empty_house, folder / "with") as one, set_up(empty_house, folder / "without") as other:
        yield await House.of(one), await House.of(other)


@pytest.mark.parametrize("way", ["Go on", "Stop here"])
async def test_nobody_else_can_tell_that_somebody_wrote_of_ending_their_life(
    empty_house: Path, tmp_path: Path, way: str
) -> None:
    async with two_houses(empty_house, tmp_path) as (one, other):
        before = one.heard()
        assert {"Yemi", one.night.coordinator.name, one.night.observer.name, "the group"} <= set(before)
        await one.writes(THE_WORDS)
        await other.writes(OTHER_WORDS)
        assert "Samaritans, day or night: 116 123" in one.ama.news()[0]
        assert "Your words are safe here if you'd like to go on" in one.ama.news()[1]
        assert not other.ama.hears("116 123")
        assert await one.tables() == await other.tables()

        await one.ama.taps(way)
        if way == "Stop here":
            await other.ama.taps("Stop")
        for house in (one, other):
            await stops_or_saves(house)
        assert await one.tables() == await other.tables()
        assert one.heard() == before
        for house in (one, other):
            await house.stage.forward(days=2)
        assert one.heard() == other.heard()
        assert await one.tables() == await other.tables()


async def stops_or_saves(house: House) -> None:
    """To the end of the page, when it was not stopped."""
    if "Next question" not in house.ama.buttons:
        assert house.ama.hears("I've kept nothing"), house.ama.transcript()
        return
    await house.ama.taps("Next question")
    while "Skip" in house.ama.buttons:
        await house.ama.taps("Skip")
    await house.ama.taps("All clear, save")
    assert house.ama.hears("Saved, and cleared")


async def test_stopping_after_the_card_keeps_nothing_and_leaves_the_help_in_the_chat(stage: Stage) -> None:
    ama = await stage.member("Ama")
    await sets_up(ama)
    await ama.says("/reflect")
    await ama.taps("Hard day")
    await ama.types(THE_WORDS)
    assert await count(stage, "page_parts") == 1
    await ama.taps("Stop here")
    assert ama.hears("I've kept nothing")
    assert THE_WORDS not in shown(ama)
    assert "116 123" in shown(ama)
    assert await count(stage, "pages") == await count(stage, "page_parts") == await count(stage, "drafts") == 0
