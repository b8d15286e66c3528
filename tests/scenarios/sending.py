"""Steps that many opportunity tests share: people who asked to hear of chances, and a card from form to send."""

from datetime import UTC, datetime
from typing import Any

from mentoring.joining import Setting
from mentoring.people import PersonId
from storage import opportunities, people
from tests.stage import Somebody, Stage, plain

NAMES = ("Ama", "Bea", "Cleo", "Dee", "Esi", "Femi", "Gifty", "Hana", "Ines", "Jo", "Kofi", "Lola")
COPY = "\n".join(
    (
        "One you asked to hear about:",
        "Secondment: Project lead, hand therapy · 6 months, 3 days a week · remote or Leeds",
        "Closes Fri 27 Feb. Open to: any sector. Talk to: J. Obi first.",
        "What we know about the team: two part-time leads; staff network active.",
    )
)
CARD = {
    "title": "Project lead, hand therapy",
    "category": "*Secondment",
    "closes": "Fri 27 Feb",
    "where": "remote or Leeds",
    "who": "any sector",
    "how": "https://jobs.example.org/1",
    "pay": "*Not said",
    "hours": "6 months, 3 days a week",
    "person": "J. Obi",
    "team": "two part-time leads; staff network active",
    "interview": "*Not said",
}


def id_of(somebody: Somebody) -> PersonId:
    assert somebody.id is not None
    return somebody.id


async def wishes(stage: Stage, *members: Somebody, **choices: Any) -> None:
    """They have said what they would like to be sent."""
    async with stage.database.begin() as tx:
        for member in members:
            await people.choose(tx, id_of(member), choices or {"chances": "yes"})


async def dies_in_the_middle(stage: Stage, sender: Somebody, tap: str, everyone: list[Somebody], left_as: str) -> None:
    """What this tap sends is cut off: two have it and no answer came, three wait or were on the way, and it goes on."""
    for person in everyone[:2]:
        stage.server.faults.drop(after_effect=True, method="sendMessage", chat_id=person.part.id)
    stage.running.door.pause(paused=True)
    sender.part.taps_on(tap)
    await stage.server.quiet()
    async with stage.database.begin() as tx:
        three = tuple(person.id for person in everyone[2:5])
        await tx.conn.change(
            "update letters set state = ? where lane = 4 and state = 'waiting' and person_id in (?, ?, ?)",
            (left_as, *three),
        )
    for _ in range(2):
        await stage.restart()
        await stage.forward(minutes=1)


def check_once(got: list[int], left_as: str) -> None:
    """Each has one, but for those to whom it may have been on the way (decision 0003)."""
    assert got[:2] == [1, 1]
    assert got[5:] == [1] * 7
    assert got[2:5] == ([1, 1, 1] if left_as == "waiting" else [0, 0, 0])


async def works_in(stage: Stage, setting: Setting, *members: Somebody) -> None:
    async with stage.database.begin() as tx:
        for member in members:
            person = id_of(member)
            sealed = await tx.seal("people", "setting", person, person, setting)
            await tx.sql.joining.set_setting(person_id=person, setting=sealed)


async def readers(stage: Stage, *names: str) -> list[Somebody]:
    found = await stage.members(*(names or NAMES))
    await wishes(stage, *found)
    return found


async def answers(nana: Somebody, **other: str) -> None:
    """Every question of the card; an answer that begins with * is tapped."""
    await nana.says("/broadcast")
    await nana.taps("Opportunity")
    for said in {**CARD, **other}.values():
        await (nana.taps(said[1:]) if said.startswith("*") else nana.types(said))


async def is_ready(nana: Somebody, **other: str) -> None:
    """A card, its fair check, and everyone chosen: only the sending is left."""
    await answers(nana, **other)
    await nana.taps("Yes to all")
    await nana.taps("Everyone")


async def sends(stage: Stage, nana: Somebody, **other: str) -> None:
    await is_ready(nana, **other)
    await nana.taps("Send now")
    await nana.taps("Yes, send")
    await stage.forward(seconds=5)


def chances(somebody: Somebody) -> list[str]:
    """Every copy they can see in their chat, as it reads now."""
    seen = [plain(message.text) for message in somebody.part.hears()]
    return [text for text in seen if text.startswith(("One you asked", "This was taken back"))]


async def copies(stage: Stage) -> dict[str, int]:
    async with stage.database.read() as tx:
        rows = await tx.conn.slow("select state, count(*) from letters where lane = 4 group by state")
        return {row[0]: row[1] for row in rows}


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[arg-type,misc]  # a test's shorthand for year, month, day …


async def newest(stage: Stage) -> str:
    """The id of the chance that was sent last."""
    async with stage.database.read() as tx:
        return (await opportunities.sent(tx))[0].id


async def presses(somebody: Somebody, told: str) -> None:
    """Press a button that an old screen, or a bad app, still has."""
    somebody._mark()
    somebody.part.taps(somebody.part.hears()[-1], told, forged=True)
    await somebody.stage.settle()
