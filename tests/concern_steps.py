"""Steps of a concern, for scenarios that begin further on: two safe contacts, raising one, hearing it."""

from collections.abc import Sequence

from bot import rounds
from bot.features import NIGHTLY
from handlers.talk.buttons import Button
from mentoring.joining import Setting
from mentoring.people import PersonId, Role
from tests.page_steps import shown
from tests.stage import Somebody, Stage

MARKER = "periwinkle-anvil-4471"
ANSWER = "thimble-estuary-8836"
KNOCK = "You have something waiting. Open it when you're somewhere private."


async def contact(
    stage: Stage, name: str, sector: Setting = Setting.VOLUNTARY, *, roles: Sequence[Role] = ()
) -> Somebody:
    """A safe contact, who mostly works in this sector."""
    somebody = await stage.member(name, roles=[Role.SAFE_CONTACT, *roles])
    await works_in(stage, somebody, sector)
    return somebody


async def works_in(stage: Stage, somebody: Somebody, sector: Setting) -> None:
    async with stage.database.begin() as tx:
        person = somebody.id or PersonId("")
        sealed = await tx.seal("people", "setting", person, person, sector)
        await tx.conn.change("update people set setting = ? where id = ?", (sealed, person))


async def two_contacts(stage: Stage) -> tuple[Somebody, Somebody]:
    return await contact(stage, "Yemi"), await contact(stage, "Ros", Setting.UNIVERSITY)


async def begins(writer: Somebody, *, kind: str = "A person here") -> None:
    """Up to «What would help most?»."""
    await writer.says("/concern")
    await writer.taps("Yes")
    await writer.taps(kind)


async def decides(
    writer: Somebody,
    *,
    kind: str = "A person here",
    wanted: str = "Please act",
    about: Sequence[str] = (),
    named: bool = False,
) -> None:
    """Up to «Who would you like to hear this?»."""
    await begins(writer, kind=kind)
    await writer.taps(wanted)
    for name in about:
        await writer.taps(name)
    await writer.taps("That's all" if about else "Skip")
    await writer.taps("Use my name" if named else "No name")


async def writes(writer: Somebody, text: str = f"It is about {MARKER}", *, to: str = "Yemi, Voluntary") -> None:
    """Up to the last look before it is sent."""
    await writer.taps(to)
    await writer.types(text)


async def raises(
    stage: Stage,
    writer: Somebody,
    text: str = f"It is about {MARKER}",
    *,
    to: str = "Yemi, Voluntary",
    named: bool = False,
    about: Sequence[str] = (),
) -> str:
    """The whole straight road. Returns the concern's id."""
    await decides(writer, named=named, about=about)
    await writes(writer, text, to=to)
    await writer.taps("Send")
    assert writer.hears("Your word for this is"), writer.transcript()
    return await newest(stage)


async def newest(stage: Stage) -> str:
    """The id of the concern that was sent last."""
    async with stage.database.read() as tx:
        rows = list(await tx.conn.slow("select id from concerns order by sent_at desc"))
    return str(rows[0]["id"])


async def hears_it(somebody: Somebody) -> None:
    """Open what waits, from the discreet line."""
    assert KNOCK in somebody.transcript()
    await somebody.taps("Open it")


async def answers(somebody: Somebody, text: str = f"Thank you. {ANSWER}") -> None:
    """Reply to what is open on the screen."""
    await somebody.taps("Reply")
    await somebody.types(text)
    await somebody.taps("Send")


async def opened_by(stage: Stage) -> tuple[Somebody, Somebody, str]:
    """Ama has sent one with no name, and Yemi has it open."""
    yemi, _ = await two_contacts(stage)
    ama = await stage.member("Ama")
    concern = await raises(stage, ama)
    await hears_it(yemi)
    assert MARKER in shown(yemi)
    return ama, yemi, concern


async def forges(somebody: Somebody, button: Button) -> None:
    """A bad app sends what no button of theirs carries."""
    await somebody.says("/help")
    somebody._mark()
    somebody.part.taps(somebody.part.hears()[-1], button.data(), forged=True)
    await somebody.stage.settle()


async def row(stage: Stage, concern: str) -> dict[str, object] | None:
    """A concern as it lies on disk."""
    async with stage.database.read() as tx:
        found = await tx.sql.concerns.find(id=concern)
    return None if found is None else dict(found)


async def night(stage: Stage) -> None:
    """The nightly round."""
    await rounds.nightly(stage.running.desk, NIGHTLY)
    await stage.settle()
