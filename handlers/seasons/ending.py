"""The end of a season: each is asked in private what next; enough yeses begin another, else the circle ends kindly."""

from datetime import datetime, timedelta

from handlers.circles.seats import PURPOSE
from handlers.sessions import saying
from handlers.talk import post
from handlers.talk.post import Call, Deed, LetterKind, Outcome, Reading
from mentoring import seasons as rules
from mentoring import sessions as session_rules
from mentoring.problems import OldButton
from storage import circles, consents, seasons
from storage.circles import Circle
from storage.core import audit, letters
from storage.core.database import Tx
from storage.core.letters import About, Lane, Letter

AFTER_THE_CHECK = timedelta(hours=1)
"""«What next» comes the day after the last circle, an hour after the soft check."""


async def ask(tx: Tx, circle: Circle, now: datetime) -> None:
    """The last circle is over: everybody who sits in it or holds it is asked, once, and has a week to say."""
    if not await seasons.ask(tx, circle.id):
        return
    due = session_rules.next_day(now, circle.zone) + AFTER_THE_CHECK
    about, topic = {"circle": circle.id}, seasons.topic(circle.id)
    team = await circles.staff(tx, circle.id)
    for person in await saying.seated(tx, circle.id):
        await letters.owe(tx, kind="season-what-next", due=due, to=person, about=about, topic=topic, lane=Lane.SESSION)
    for person in team.everyone:
        await letters.owe(
            tx, kind="season-what-next-staff", due=due, to=person, about=about, topic=topic, lane=Lane.SESSION
        )
    settles = due + rules.TIME_TO_SAY
    await letters.owe(tx, kind="season-settles", due=settles, about=about, topic=topic, lane=Lane.SESSION)


async def settles_at(tx: Tx, circle_id: str, now: datetime) -> datetime:
    """When a season that is asking will be settled (UTC)."""
    owed = await letters.of_topic(tx, seasons.topic(circle_id))
    return next((letter.due for letter in owed if letter.kind == "season-settles"), now)


async def enough(tx: Tx, circle: Circle) -> bool:
    """Do four members, and everybody who holds it, say yes?"""
    team, members = await circles.staff(tx, circle.id), await saying.seated(tx, circle.id)
    return rules.goes_on(await seasons.yeses(tx, circle.id), members=members, helpers=team.everyone)


async def go_on(tx: Tx, circle: Circle, now: datetime) -> None:
    """Another season at the same rhythm: its first session is planned, the circle and each of its people hear of it."""
    if not await seasons.again(tx, circle.id, now=now):
        return
    await letters.withdraw(tx, seasons.topic(circle.id))
    await audit.note(tx, "season-begun", by=None, about=circle.id, now=now)
    await saying.plan_next(tx, circle, now)
    about: About = {"circle": circle.id}
    if circle.group is not None:
        await letters.owe(tx, kind="season-goes-on", due=now, group=circle.group, about=about, lane=Lane.SESSION)
    team = await circles.staff(tx, circle.id)
    told = [*await saying.seated(tx, circle.id), *team.everyone, *await saying.coordinators(tx, circle)]
    for person in dict.fromkeys(told):
        await letters.owe(tx, kind="season-goes-on-you", due=now, to=person, about=about, lane=Lane.SESSION)


async def close(tx: Tx, circle: Circle, now: datetime) -> None:
    """Not enough: seats end, the door is shut, each is told once, and nothing that people own goes (P-B09)."""
    members, team = await saying.seated(tx, circle.id), await circles.staff(tx, circle.id)
    if not await seasons.end(tx, circle.id):
        return
    await letters.withdraw(tx, seasons.topic(circle.id))
    if circle.group is not None:
        about: About = {"circle": circle.id}
        await letters.owe(tx, kind="season-closed", due=now, group=circle.group, about=about, lane=Lane.SESSION)
        _shut_door(tx, circle, now)
    for person in members:
        await consents.withdraw(tx, person, PURPOSE, now, about=circle.id)
    coordinators = await saying.coordinators(tx, circle)
    await circles.close(tx, circle.id)
    await audit.note(tx, "season-closed", by=None, about=circle.id, now=now)
    told = dict.fromkeys(coordinators, "season-closed-told")
    told |= dict.fromkeys(team.everyone, "season-closed-staff") | dict.fromkeys(members, "season-closed-you")
    for person, kind in told.items():
        await letters.owe(tx, kind=kind, due=now, to=person, about={"circle": circle.id}, lane=Lane.SESSION)


def _shut_door(tx: Tx, circle: Circle, now: datetime) -> None:
    """The invite link opens nothing any more. Its address is sealed until Telegram has been told."""
    if circle.door is not None:
        body = post.to_body(Call("revokeChatInviteLink", {"invite_link": circle.door}))
        tx.owed.append(Letter("reply", now, Lane.SESSION, group=circle.group, body=body, made=now))


async def _nothing(_: Reading) -> Deed | None:
    return None


async def _settled(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    try:
        circle = await circles.find(tx, str(letter.about["circle"]))
    except OldButton:
        return
    kept = await seasons.find(tx, circle.id)
    if kept is None or kept.state != "asking" or circle.state == "closed":
        return
    await (go_on if await enough(tx, circle) else close)(tx, circle, now)


LETTERS = {"season-settles": LetterKind(_nothing, settled=_settled)}
