"""How many are in a circle's group: never more than six members, and what is said when a seventh was let in."""

from datetime import datetime

from mentoring import circles as rules
from mentoring.people import PersonId, Role
from storage import circles, group_guests, group_troubles, people
from storage.circles import Circle
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Lane

TOO_MANY = "too-many"


async def in_the_group(tx: Tx, circle_id: str, now: datetime) -> int:
    """How many members there would be if everybody in the circle's group came."""
    circle = await circles.find(tx, circle_id)
    if circle.group is None:
        return 0
    here_for_an_evening = await group_guests.stand_ins(tx, circle.group, circle.id, now)
    bots = await group_guests.bots(tx, circle.group)
    return rules.in_the_group(
        seen=await seen_there(tx, circle, now),
        heads=await group_guests.headcount(tx, circle.group),
        helpers=len(await _helpers(tx, circle)) + here_for_an_evening + bots,
    )


async def seen_there(tx: Tx, circle: Circle, now: datetime) -> int:
    """The same, of those alone whom we saw come: seats of people who have not left, and guests."""
    guests = await group_guests.without_part(tx, circle.group, circle.id, now) if circle.group else []
    return await group_guests.coming(tx, circle.id) + len(guests)


async def _helpers(tx: Tx, circle: Circle) -> frozenset[PersonId]:
    """Who may be in the group without a seat."""
    team, coordinators = await circles.staff(tx, circle.id), await people.holding(tx, Role.COORDINATOR)
    return frozenset((*team.everyone, *coordinators, *((circle.made_by,) if circle.made_by else ())))


async def told(tx: Tx, circle: Circle) -> list[PersonId]:
    """Who hears of the group's trouble: its guides, and whoever planned it or else every coordinator."""
    team, coordinators = await circles.staff(tx, circle.id), await people.holding(tx, Role.COORDINATOR)
    planners = [circle.made_by] if circle.made_by in coordinators else coordinators
    return sorted({*team.guides, *planners})


async def look(tx: Tx, circle: Circle, now: datetime) -> None:
    """Count anew after somebody came or went: a seventh is told of once, and so is that they are six again."""
    if circle.group is None or circle.state == "closed":
        return
    many = await in_the_group(tx, circle.id, now) > rules.MOST_SEATS
    if many:
        news = await group_troubles.note(tx, circle.group, TOO_MANY, now=now)
    else:
        news = await group_troubles.mend(tx, circle.group, TOO_MANY)
    if news:
        kind = "circle-too-many" if many else "circle-six-again"
        for person in await told(tx, circle):
            await letters.owe(tx, kind=kind, due=now, to=person, about={"circle": circle.id})


async def look_again(tx: Tx, circle_id: str, now: datetime) -> None:
    """Ask Telegram who is still there, in case nobody told us that they left."""
    circle = await circles.find(tx, circle_id)
    if circle.group is not None:
        await count(tx, circle.group, now)
        await ask_after_guests(tx, circle, now)


async def ask_after_guests(tx: Tx, circle: Circle, now: datetime) -> None:
    """Is each still there? Bots too: one that has left unheard would make room for a seventh."""
    if circle.group is None:
        return
    people_there = [guest.id for guest in await group_guests.without_part(tx, circle.group, circle.id, now)]
    for guest in (*people_there, *await group_guests.other_bots(tx, circle.group)):
        about = {"guest": guest}
        await letters.owe(tx, kind="group-guest", due=now, group=circle.group, about=about, lane=Lane.REPLY)


async def count(tx: Tx, group: str, now: datetime) -> None:
    """Have the heads counted, between two turns."""
    await letters.owe(tx, kind="group-count", due=now, group=group, lane=Lane.REPLY)
