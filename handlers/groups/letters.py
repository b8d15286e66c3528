"""What is written because of a group: asking for rights, hanging the door, saying that it is ready or lost."""

from datetime import datetime, timedelta

from handlers.circles import opening, saying
from handlers.circles.parts import circle_of
from handlers.groups import counting, standing
from handlers.planning import FreshLink
from handlers.talk.buttons import Link, keyboard
from handlers.talk.post import Call, Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from mentoring.calendar import UK
from storage import circle_doors, circles, own_doors
from storage.circles import Circle
from storage.core import groups, letters
from storage.core.database import Tx
from storage.core.letters import Lane, Letter

ASK_AGAIN = timedelta(minutes=5)


def ask_for_rights(turn: Turn, circle: Circle, *, new_door: bool = False) -> None:
    """Look what the bot may do in the circle's group, and hang the door there if it may."""
    if circle.group is not None:
        turn.write_to_group(circle.group, "group-rights", about={"circle": circle.id, "new": int(new_door)})


async def _rights(reading: Reading) -> Deed | None:
    return Call("getChatMember", {"user_id": reading.bot_id})


async def _rights_known(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    if await _asked_again(tx, letter, outcome, now) or outcome.state != "sent" or letter.group is None:
        return
    circle = await circles.find(tx, str(letter.about["circle"]))
    missing = standing.missing_rights(outcome.result)
    await standing.keep(tx, circle, standing.RIGHTS, missing, now)
    await counting.ask_for_bots(tx, letter.group, int(outcome.result["user"]["id"]), now)
    if not missing and (circle.door is None or letter.about["new"]):
        await make_door(tx, letter.group, circle.id, now)


async def make_door(tx: Tx, group: str, circle_id: str, now: datetime) -> None:
    """A link into the group for those who hold the circle; the sign that its door is ready."""
    about = {"circle": circle_id}
    await letters.owe(tx, kind="group-make-door", due=now, group=group, about=about, lane=Lane.SESSION)


async def _asked_again(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> bool:
    """No answer came through: ask again a little later. True when that is so."""
    if outcome.state == "unknown":
        due = now + ASK_AGAIN
        await letters.owe(tx, kind=letter.kind, due=due, group=letter.group, about=letter.about, lane=Lane.SESSION)
    return outcome.state == "unknown"


async def _make_door(reading: Reading) -> Deed | None:
    if await circle_of(reading) is None:
        return None
    return Call("createChatInviteLink", {"creates_join_request": True})


async def _door_made(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """The link is there: keep it sealed; the first time, the circle opens and everyone who waits for it hears so."""
    if await _asked_again(tx, letter, outcome, now) or outcome.state not in ("sent", "given-up"):
        return
    circle = await circles.find(tx, str(letter.about["circle"]))
    if outcome.state == "given-up":
        await standing.keep(tx, circle, standing.RIGHTS, frozenset(standing.RIGHTS), now)
        return
    await circle_doors.hang_door(tx, circle.id, outcome.result["invite_link"])
    if letter.group is not None:
        await standing.ask(tx, letter.group, now)
    if circle.state == "planned":
        await opening.opened(tx, await circles.find(tx, circle.id), now)


async def _moved(_: Reading) -> Deed | None:
    return None


async def _has_moved(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    """An error told us that the group has another number: links made before lead nowhere, so new ones are made."""
    circle = await circles.of_group(tx, letter.group) if letter.group else None
    if circle is not None and circle.group is not None and circle.state != "closed":
        await new_number(tx, circle, now)
        await make_door(tx, circle.group, circle.id, now)


async def new_number(tx: Tx, circle: Circle, now: datetime) -> None:
    """Whoever had a door of their own to the old number and is not inside gets another, without asking."""
    for person in await own_doors.forget_all(tx, circle.id):
        await letters.owe(tx, kind="circle-fresh-door", due=now + ASK_AGAIN, to=person, about={"circle": circle.id})


async def _ready(reading: Reading) -> Deed | None:
    circle = await circle_of(reading)
    return Send(reading.words("circle-ready", title=circle.title)) if circle else None


async def _to_hold(reading: Reading) -> Deed | None:
    circle, person = await circle_of(reading), reading.letter.person
    if circle is None or circle.door is None:
        return None
    team = await circles.staff(reading.tx, circle.id)
    if person not in team.everyone:
        return None
    following = await saying.next_time(reading.tx, circle, reading.words, after=reading.now, zone=UK)
    part = "observer" if person == team.observer else "guide"
    text = reading.words("circle-yours-to-hold", title=circle.title, part=part, next=following)
    return Send(text, keyboard([[Link("circle-open-the-circle", circle.door)]], reading.words), protect=True)


async def _group_lost(reading: Reading) -> Deed | None:
    """Dropped when the group has only moved house, or has been linked again."""
    circle = await circle_of(reading)
    if circle is None or (circle.group and await groups.chat_of(reading.tx, circle.group) is not None):
        return None
    markup = keyboard([[FreshLink(circle.id)]], reading.words)
    return Send(reading.words("circle-group-lost", title=circle.title), markup)


async def _stranger_inside(reading: Reading) -> Deed | None:
    circle = await circle_of(reading)
    return Send(reading.words("circle-stranger-inside", title=circle.title)) if circle else None


async def _title_tells(reading: Reading) -> Deed | None:
    circle = await circle_of(reading)
    return Send(reading.words("group-title-tells", title=circle.title)) if circle else None


async def _public(reading: Reading) -> Deed | None:
    return Send(reading.words("group-is-public"))


async def _leave(reading: Reading) -> Deed | None:
    """Out of a group that no circle meets in."""
    chat = reading.letter.chat
    group = reading.letter.group if chat is None else await groups.of_chat(reading.tx, chat)
    if group is not None and (chat is not None or await circles.of_group(reading.tx, group) is not None):
        return None
    return Call("leaveChat")


LETTERS = {
    "group-rights": LetterKind(_rights, settled=_rights_known),
    "group-make-door": LetterKind(_make_door, settled=_door_made),
    "group-moved": LetterKind(_moved, settled=_has_moved),
    "group-leave": LetterKind(_leave),
    "group-title-tells": LetterKind(_title_tells),
    "group-is-public": LetterKind(_public),
    "circle-ready": LetterKind(_ready),
    "circle-yours-to-hold": LetterKind(_to_hold, waits_for_morning=True),
    "circle-stranger-inside": LetterKind(_stranger_inside, waits_for_morning=True),
    "circle-group-lost": LetterKind(_group_lost, waits_for_morning=True),
    **standing.LETTERS,
    **counting.LETTERS,
}
