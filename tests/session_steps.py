"""Steps that many session tests share: a circle with seats taken, and an evening brought up to its begin."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.rehearsal.parts import Chat
from mentoring.people import PersonId
from storage import circles, seats, sessions
from storage.sessions import Session
from tests.circle_steps import open_circle
from tests.stage import Somebody, Stage

LINK = "https://call.example.org/room/42"
NAMES = ("Ama", "Mei", "Tunde", "Fatima", "Kofi")


@dataclass
class Evening:
    """A circle whose first session is on Thursday 12 February at seven, with its people."""

    stage: Stage
    circle: str
    chat: Chat
    coordinator: Somebody
    guides: list[Somebody]
    observer: Somebody
    members: list[Somebody] = field(default_factory=list)

    async def session(self) -> Session:
        async with self.stage.database.read() as tx:
            found = await sessions.next_of(tx, self.circle, self.stage.now)
        assert found is not None
        return found

    async def to(self, **before: float) -> None:
        """To so long before the start."""
        await self.stage.until((await self.session()).starts - timedelta(**before))

    async def read_cards(self) -> None:
        await self.to(hours=24)
        for member in self.members:
            await member.taps("I've read it")

    async def set_link(self) -> None:
        guide = self.guides[0]
        await guide.says("/hold")
        await guide.taps("Set the link")
        await guide.types(LINK)

    async def gathered(self, *, but: int = 0) -> None:
        """Ten minutes before: the cards are read, the link is set, and all but the last few are in."""
        await self.read_cards()
        await self.set_link()
        await self.to(minutes=10)
        for member in self.members[: len(self.members) - but]:
            await member.taps("I'm in today")

    async def begun(self) -> None:
        await self.gathered()
        await self.to(minutes=0)
        await self.guides[0].taps("Begin")


async def evening(stage: Stage, *, members: int = 5, length: str = "No end for now") -> Evening:
    """Planned by its coordinator, its group linked, and `members` seats taken."""
    opened = await open_circle(stage, length=length)
    found = Evening(stage, opened.id, opened.chat, opened.coordinator, opened.guides, opened.observer)
    found.members = await stage.members(*NAMES[:members])
    async with stage.database.begin() as tx:
        for member in found.members:
            await seats.take_seat(tx, found.circle, member.id or PersonId(""), now=stage.now, promised="promises")
    return found


async def stand_down(evening: Evening, person: Somebody) -> None:
    async with evening.stage.database.begin() as tx:
        await circles.stand_down(tx, evening.circle, person.id or PersonId(""))


async def closed(night: Evening) -> None:
    """Begun, and ninety minutes later."""
    await night.begun()
    await night.stage.forward(minutes=90)
