"""Counting who is in a group: the calls to Telegram, and what a coordinator can do about a seventh."""

from datetime import datetime

from telegram import Update

from handlers.circles import crowd
from handlers.circles.parts import circle_of
from handlers.doors import OpenCircles, OpenMenu
from handlers.groups import standing
from handlers.guards import for_roles
from handlers.talk.buttons import Button, Rows, keyboard
from handlers.talk.post import Call, Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from mentoring import circles as rules
from mentoring.people import Role
from storage import circles, group_guests, group_troubles, people
from storage.circles import Circle
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Lane, Letter

GONE = ("left", "kicked")


class AskedToLeave(Button, prefix="gr-leave", label="group-asked-to-leave"):
    """They are a guest, and the coordinator has asked them to leave the group."""

    circle: str


class SeatElsewhere(Button, prefix="gr-else", label="group-seat-elsewhere"):
    """Whoever has no seat is shown the circles that have one."""

    circle: str


# What is asked of Telegram


async def _count(_: Reading) -> Deed | None:
    return Call("getChatMemberCount")


async def _counted(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    if outcome.state != "sent" or letter.group is None or not isinstance(outcome.result, int):
        return
    await group_guests.count_heads(tx, letter.group, outcome.result)
    circle = await circles.of_group(tx, letter.group)
    if circle is not None:
        await crowd.look(tx, circle, now)


async def _guest(reading: Reading) -> Deed | None:
    telegram = await group_guests.telegram_of(reading.tx, str(reading.letter.about["guest"]))
    return Call("getChatMember", {"user_id": telegram}) if telegram else None


async def _guest_known(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """Somebody who has left without our hearing of it is a guest no more; the same for a bot."""
    member = outcome.result if isinstance(outcome.result, dict) else {}
    left = member.get("status") in GONE or (member.get("status") == "restricted" and not member.get("is_member"))
    if outcome.state == "sent" and left and letter.group is not None:
        await group_guests.forget(tx, str(letter.about["guest"]))
        await no_bot_left(tx, letter.group, now)
        await crowd.count(tx, letter.group, now)


async def no_bot_left(tx: Tx, group: str, now: datetime) -> None:
    """The last bot that is not ours has gone: if one comes again, it is told again."""
    circle = await circles.of_group(tx, group)
    if circle is not None and not await group_guests.bots(tx, group):
        await standing.keep(tx, circle, (standing.OTHER_BOT,), frozenset(), now)


async def ask_for_bots(tx: Tx, group: str, us: int, now: datetime) -> None:
    """Look for bots that lead the group beside us (`us`), then count who is there.

    Such a bot reads everything, and may have been there before us.
    """
    await letters.owe(tx, kind="group-bots", due=now, group=group, about={"us": us}, lane=Lane.REPLY)


async def _bots(_: Reading) -> Deed | None:
    return Call("getChatAdministrators", {"return_bots": True})


async def _bots_known(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """Telegram names those who lead. A bot that does not lead, and was there before us, it names to nobody."""
    circle = await circles.of_group(tx, letter.group) if letter.group else None
    if circle is None or circle.group is None:
        return
    leading = outcome.result if outcome.state == "sent" and isinstance(outcome.result, list) else []
    bots = [int(member["user"]["id"]) for member in leading if member["user"].get("is_bot")]
    others = [bot for bot in bots if bot != letter.about["us"]]
    for bot in others:
        await group_guests.come(tx, circle.group, bot, is_bot=True, now=now)
    if others:
        trouble = frozenset({standing.OTHER_BOT})
        await standing.keep(tx, circle, trouble, trouble, now)
    await crowd.count(tx, circle.group, now)


# What is said


async def _too_many(reading: Reading) -> Deed | None:
    """Dropped once they are six again. The ways out are a coordinator's."""
    circle = await circle_of(reading)
    if circle is None or circle.group is None or not await _are_too_many(reading.tx, circle):
        return None
    reader = reading.letter.person
    leads = reader in await people.holding(reading.tx, Role.COORDINATOR)
    ways: Rows = [[AskedToLeave(circle.id)], [SeatElsewhere(circle.id)]] if leads else []
    part = "coordinator" if leads else "guide"
    seen = await crowd.seen_there(reading.tx, circle, reading.now) > rules.MOST_SEATS
    said = reading.words("circle-too-many", title=circle.title, part=part, seen="yes" if seen else "no")
    return Send(said, keyboard(ways, reading.words))


async def _are_too_many(tx: Tx, circle: Circle) -> bool:
    return circle.group is not None and crowd.TOO_MANY in await group_troubles.of_group(tx, circle.group)


async def _six_again(reading: Reading) -> Deed | None:
    circle = await circle_of(reading)
    if circle is None or await _are_too_many(reading.tx, circle):
        return None
    return Send(reading.words("circle-six-again", title=circle.title))


async def _seat_elsewhere(reading: Reading) -> Deed | None:
    """To a member of the network without a seat in this circle, who is in its group all the same."""
    circle, reader = await circle_of(reading), reading.letter.person
    if circle is None or reader is None:
        return None
    return Send(reading.words("circle-seat-elsewhere"), keyboard([[OpenCircles()]], reading.words))


# What a coordinator can do


async def _pressed(turn: Turn, circle_id: str) -> Circle | None:
    """The circle, when there is still somebody too many in its group; otherwise that is said."""
    circle = await circles.find(turn.tx, circle_id)
    if await _are_too_many(turn.tx, circle):
        return circle
    turn.show("circle-six-again", buttons=[[OpenMenu()]], title=circle.title)
    return None


@for_roles(Role.COORDINATOR)
async def asked_to_leave(_: Update, turn: Turn) -> None:
    """We cannot show anybody out, and begin again once we see that they have gone."""
    circle = await _pressed(turn, turn.pressed(AskedToLeave).circle)
    if circle is not None:
        await crowd.look_again(turn.tx, circle.id, turn.now)
        turn.show("group-asked-to-leave-done", buttons=[[SeatElsewhere(circle.id), OpenMenu()]], title=circle.title)


@for_roles(Role.COORDINATOR)
async def seat_elsewhere(_: Update, turn: Turn) -> None:
    """A member of the network hears of circles with room; nobody else is written to."""
    circle = await _pressed(turn, turn.pressed(SeatElsewhere).circle)
    if circle is None or circle.group is None:
        return
    found = 0
    for guest in await group_guests.without_part(turn.tx, circle.group, circle.id, turn.now):
        somebody = await people.who_is(turn.tx, guest.telegram)
        if somebody is not None and somebody.is_member:
            turn.write_to(somebody.id, "circle-seat-elsewhere", about={"circle": circle.id}, lane=Lane.REPLY)
            found += 1
    known = "yes" if found else "no"
    turn.show("group-seat-elsewhere-done", buttons=[[AskedToLeave(circle.id), OpenMenu()]], known=known)


HANDLERS = [AskedToLeave.handler(asked_to_leave), SeatElsewhere.handler(seat_elsewhere)]
LETTERS = {
    "group-count": LetterKind(_count, settled=_counted),
    "group-bots": LetterKind(_bots, settled=_bots_known),
    "group-guest": LetterKind(_guest, settled=_guest_known),
    "circle-too-many": LetterKind(_too_many, waits_for_morning=True),
    "circle-six-again": LetterKind(_six_again, waits_for_morning=True),
    "circle-seat-elsewhere": LetterKind(_seat_elsewhere, waits_for_morning=True),
}
