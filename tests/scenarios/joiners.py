"""Acts of people at the front door, for the scenarios of joining."""

from handlers.joining import NIGHTLY
from mentoring.people import PersonId, Role
from storage import invitations, people
from storage.people import Person
from tests.stage import Somebody, Stage


async def invitation(stage: Stage, role: Role = Role.MEMBER) -> str:
    async with stage.database.begin() as tx:
        return await invitations.make(tx, role=role, by=None, now=stage.now)


async def known(stage: Stage, somebody: Somebody) -> Person | None:
    async with stage.database.read() as tx:
        return await people.who_is(tx, somebody.part.id)


async def count(stage: Stage, table: str) -> int:
    async with stage.database.read() as tx:
        rows = await tx.conn.slow(f"select count(*) from {table}")
        return int(rows[0][0])


async def agrees(somebody: Somebody, payload: str = "hello") -> None:
    await somebody.starts(payload)
    await somebody.taps("Join")
    await somebody.taps("Yes")
    await somebody.taps("I agree")


async def answers(somebody: Somebody, *, name: str = "Ama", wants: str = "Both") -> None:
    await somebody.types(name)
    await somebody.taps("NHS")
    await somebody.taps("Wales")
    await somebody.taps(wants)
    await somebody.taps("Let me pick")


async def asks_to_join(stage: Stage, name: str = "Ama") -> Somebody:
    somebody = stage.person(name)
    await agrees(somebody)
    await answers(somebody, name=name)
    return somebody


async def night(stage: Stage) -> None:
    async with stage.database.begin() as tx:
        for keep_times in NIGHTLY:
            await keep_times(tx, stage.now)


async def id_of(stage: Stage, somebody: Somebody) -> PersonId:
    person = await known(stage, somebody)
    assert person is not None
    return person.id
