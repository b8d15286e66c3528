"""Steps that many circle tests share: planning one the way a coordinator does, and taking a seat in it."""

from dataclasses import dataclass

from bot import rounds
from bot.features import NIGHTLY
from bot.rehearsal import groups as acts
from bot.rehearsal.parts import Chat
from mentoring.people import Role
from tests.stage import Somebody, Stage


@dataclass
class Opened:
    """A circle that was planned by its coordinator, and its Telegram group."""

    id: str
    chat: Chat
    coordinator: Somebody
    guides: list[Somebody]
    observer: Somebody


async def helpers(stage: Stage) -> tuple[list[Somebody], Somebody]:
    """Two guides, Ed and Gus, and Obi who observes."""
    guides = [await stage.member(name, roles=[Role.GUIDE]) for name in ("Ed", "Gus")]
    return guides, await stage.member("Obi", roles=[Role.OBSERVER])


async def answer_planning(
    coordinator: Somebody, *, title: str = "Thursday circle", seats: int = 6, length: str = "No end for now"
) -> None:
    """Every question of /newcircle up to the preview."""
    await coordinator.says("/newcircle")
    await coordinator.types(title)
    await coordinator.taps("My next step")
    await coordinator.taps("Members only")
    await coordinator.types("Thu 12 Feb 7pm")
    await coordinator.taps("Every 3 weeks")
    await coordinator.taps(length)
    await coordinator.taps("Regular circle")
    await coordinator.taps("Ed")
    await coordinator.taps("Gus")
    await coordinator.taps("That's all")
    await coordinator.taps("Obi")
    await coordinator.taps(str(seats))


def link_payload(coordinator: Somebody) -> str:
    """What the newest «Choose the group» button carries to the group."""
    for message in reversed(coordinator.part.hears()):
        for row in message.buttons:
            for button in row:
                url = str(button.get("url", ""))
                if "startgroup=" in url:
                    return url.partition("startgroup=")[2].partition("&")[0]
    raise AssertionError("no link to a group was given")


async def bring_in(stage: Stage, person: Somebody, title: str, payload: str | None, *, admin: bool = True) -> Chat:
    """A new Telegram group, and the bot brought into it, with the code of a link or without."""
    chat = acts.creates(stage.server.world, person.part, title)
    acts.adds_bot(person.part, chat, payload, admin=admin)
    await stage.settle()
    return chat


async def open_circle(
    stage: Stage, *, title: str = "Thursday circle", seats: int = 6, length: str = "No end for now"
) -> Opened:
    """The whole straight road: planned, its group linked, its door ready."""
    coordinator = await stage.coordinator("Nana")
    guides, observer = await helpers(stage)
    await answer_planning(coordinator, title=title, seats=seats, length=length)
    await coordinator.taps("Open it")
    chat = await bring_in(stage, coordinator, title, link_payload(coordinator))
    async with stage.database.read() as tx:
        rows = await tx.sql.circles.open_ones()
    return Opened(rows[0]["id"], chat, coordinator, guides, observer)


async def take_seat(person: Somebody, *, shown: bool = True) -> None:
    """From /circles to one's own door."""
    await person.says("/circles")
    await person.taps("More about it")
    await person.taps("Ask for a seat")
    await person.taps("No need")
    await person.taps("Yes, I can")
    await person.taps("Yes" if shown else "No, keep me hidden")


def door(person: Somebody) -> str:
    """The invite link under the newest «Open the circle» button."""
    for message in reversed(person.part.hears()):
        for row in message.buttons:
            for button in row:
                if button.get("text") == "Open the circle":
                    return str(button["url"])
    raise AssertionError(f"{person.name} was given no door\n{person.transcript()}")


async def joins(stage: Stage, person: Somebody, link: str) -> None:
    """Tap an invite link in the Telegram app."""
    person.part.joins(link)
    await stage.settle()


def inside(stage: Stage, chat: Chat) -> bool:
    """Whether the bot is in a group."""
    return chat.member(stage.server.world.bot).present


async def by_night(stage: Stage) -> None:
    """What the house looks after each night, and all that follows from it."""
    await rounds.nightly(stage.running.desk, NIGHTLY)
    await stage.settle()
