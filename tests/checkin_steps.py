"""Short ways to check-ins that are booked: a pair that stands, a suggestion sent, and a yes."""

from mentoring.agreements import Rhythm
from mentoring.people import PersonId, Role
from storage import agreements, checkins, pairs, people
from storage.checkins import Checkin
from storage.pairs import Pair
from tests.stage import Somebody, Stage


def id_of(somebody: Somebody) -> PersonId:
    assert somebody.id is not None
    return somebody.id


async def pair_up(
    stage: Stage, mentee: Somebody, mentor: Somebody, *, every: str = "monthly", minutes: int = 45
) -> Pair:
    """Two people whose agreement stands since this moment."""
    async with stage.database.begin() as tx:
        agreement = await agreements.begin(tx, id_of(mentee), id_of(mentor), stage.now)
        pair = await pairs.make(
            tx, agreement, mentee=id_of(mentee), mentor=id_of(mentor), rhythm=Rhythm(every, 45), now=stage.now
        )
    assert pair is not None
    return pair


async def a_pair(stage: Stage, *, every: str = "monthly") -> tuple[Somebody, Somebody, Pair]:
    """Ama, her mentor Efua, and what stands between them."""
    ama = await stage.member("Ama")
    efua = await stage.member("Efua", roles=[Role.MENTOR])
    return ama, efua, await pair_up(stage, ama, efua, every=every)


async def live_in(stage: Stage, somebody: Somebody, zone: str) -> None:
    async with stage.database.begin() as tx:
        await people.choose(tx, id_of(somebody), {"zone": zone})


async def plan(
    mentor: Somebody,
    *,
    how: str = "As agreed",
    day: str = "Tue",
    nth: str | None = "The first",
    at: str = "19:00",
    where: str = "Phone",
) -> None:
    """From /checkin to the preview, or to the first awkward date."""
    await mentor.says("/checkin")
    await mentor.taps("Ama")
    await mentor.taps(how)
    await mentor.taps(day)
    if nth:
        await mentor.taps(nth)
    await mentor.taps(at)
    if where in mentor.buttons:
        await mentor.taps(where)


async def suggested(
    mentor: Somebody, mentee: Somebody, *, how: str = "As agreed", nth: str | None = "The first"
) -> None:
    """Sent, and open before the mentee."""
    await plan(mentor, how=how, nth=nth)
    await mentor.taps("Send")
    await mentee.taps("Open it")


async def booked_once(stage: Stage) -> tuple[Somebody, Somebody, Pair]:
    """One catch-up: tomorrow, Tuesday 3 February, seven in the evening."""
    ama, efua, pair = await a_pair(stage)
    await suggested(efua, ama, how="Just once", nth=None)
    await ama.taps("Yes")
    return ama, efua, pair


async def dates_of(stage: Stage, pair: Pair, state: str = "booked") -> list[Checkin]:
    async with stage.database.read() as tx:
        return [one for one in await checkins.of_pair(tx, pair.id) if one.state == state]


def said(somebody: Somebody, words: str) -> int:
    """How many messages in the chat say this now."""
    return somebody.transcript().count(words)
