"""Short ways to the middle of a story: one that is told, one at the desk, one that is out."""

from collections.abc import Sequence

from handlers.stories import NIGHTLY
from handlers.talk.buttons import Button
from mentoring.people import PersonId
from storage import stories
from storage.stories import Story
from tests.stage import Somebody, Stage

SCENE = "It was a long day on the unit and I had been passed over for the third time."
HAPPENED = "Somebody in the meeting said my name when I was not in the room."
DID = "I took the chance and asked what had held me back before."
LEARNT = "Ask in writing. Keep the answer."
PARTS = (SCENE, HAPPENED, DID, LEARNT)
GONE = "This story was taken back by its teller. Someone may have read or noted it before."


def id_of(somebody: Somebody) -> PersonId:
    assert somebody.id is not None
    return somebody.id


async def tells(teller: Somebody, parts: Sequence[str] = PARTS) -> None:
    await teller.says("/story")
    await teller.taps("One day I…")
    for part in parts:
        await teller.types(part)


async def chooses(
    teller: Somebody, *, name: str = "First name", where: str = "Members only", long: str = "1 year"
) -> None:
    await teller.taps("Being passed over")
    await teller.taps(name)
    if name == "A made-up name":
        await teller.types("Efe")
    await teller.taps(where)
    await teller.taps(long)
    await teller.taps("No questions")


async def checks(teller: Somebody) -> None:
    await teller.taps("No")
    await teller.taps("Yes")
    await teller.taps("Yes")
    await teller.taps("Nobody, or they said yes")
    if "OK" in teller.buttons:
        await teller.taps("OK")


async def sends(teller: Somebody, *, parts: Sequence[str] = PARTS, **chosen: str) -> None:
    await tells(teller, parts)
    await chooses(teller, **chosen)
    await checks(teller)
    await teller.taps("Send for a check")


async def opens_at_desk(coordinator: Somebody) -> None:
    await coordinator.says("/storydesk")
    await coordinator.taps("One day I…")


async def passed(teller: Somebody, coordinator: Somebody, **chosen: str) -> None:
    await sends(teller, **chosen)
    await opens_at_desk(coordinator)
    await coordinator.taps("Looks good")


async def wants_new_ones(somebody: Somebody) -> None:
    await somebody.says("/stories")
    await somebody.taps("Tell me about new ones")


async def out(stage: Stage, teller: Somebody, coordinator: Somebody, **chosen: str) -> None:
    await passed(teller, coordinator, **chosen)
    await stage.forward(days=2)


async def story_of(stage: Stage, teller: Somebody) -> Story:
    async with stage.database.read() as tx:
        [story] = await stories.of_teller(tx, id_of(teller))
    return story


async def count(stage: Stage, table: str) -> int:
    async with stage.database.read() as tx:
        return int((await tx.conn.slow(f"select count(*) from {table}"))[0][0])


async def night(stage: Stage, **later: float) -> None:
    await stage.forward(**later)
    async with stage.database.begin() as tx:
        for keep_times in NIGHTLY:
            await keep_times(tx, stage.now)
    await stage.settle()
    await stage.forward(hours=12)


async def forges(somebody: Somebody, button: Button) -> None:
    """A bad app sends what no button of theirs carries."""
    await somebody.says("/stories")
    somebody._mark()
    somebody.part.taps(somebody.part.hears()[-1], button.data(), forged=True)
    await somebody.stage.settle()


def everything_on_disk(stage: Stage) -> bytes:
    return b"".join(path.read_bytes() for path in stage.folder.iterdir() if path.is_file())
