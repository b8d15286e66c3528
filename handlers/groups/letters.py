"""What is written because of a group: asking for rights, hanging the door, saying that it is ready or lost."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.circles import opening, saying
from handlers.circles.letters import circle_of
from handlers.planning import FreshLink
from handlers.talk.buttons import Link, keyboard
from handlers.talk.post import Call, Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from mentoring.calendar import UK
from storage import circle_doors, circles
from storage.circles import Circle
from storage.core import groups, letters
from storage.core.database import Tx
from storage.core.letters import About, Lane, Letter

ASK_AGAIN = timedelta(minutes=5)
NEEDED = ("can_invite_users", "can_delete_messages")
"""All the bot asks for: nothing lets it read more, or show anybody out."""


def rights_of(member: Mapping[str, Any]) -> bool:
    """Whether a ChatMember (as Telegram writes it) is an admin with both rights."""
    return member.get("status") == "administrator" and all(member.get(right) for right in NEEDED)


def ask_for_rights(turn: Turn, circle: Circle, *, new_door: bool = False) -> None:
    """Look what the bot may do in the circle's group, and hang the door there if it may."""
    if circle.group is not None:
        about: About = {"circle": circle.id, "bot": turn.bot.id, "new": int(new_door)}
        turn.write_to_group(circle.group, "group-rights", about=about)


async def owe_to_helpers(tx: Tx, circle: Circle, *, now: datetime) -> None:
    """The guides and whoever planned the circle hear which rights are missing."""
    team = await circles.staff(tx, circle.id)
    told = {*team.guides, *((circle.made_by,) if circle.made_by else ())}
    for person in sorted(told):
        await letters.owe(tx, kind="circle-rights-missing", due=now, to=person, about={"circle": circle.id})


async def _rights(reading: Reading) -> Deed | None:
    return Call("getChatMember", {"user_id": int(reading.letter.about["bot"])})


async def _rights_known(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    if await _asked_again(tx, letter, outcome, now) or outcome.state != "sent" or letter.group is None:
        return
    circle = await circles.find(tx, str(letter.about["circle"]))
    if not rights_of(outcome.result):
        await circle_doors.keep_door(tx, circle.id, kept=False)
        await owe_to_helpers(tx, circle, now=now)
    elif circle.door is None or letter.about["new"]:
        about = {"circle": circle.id}
        await letters.owe(tx, kind="group-make-door", due=now, group=letter.group, about=about, lane=Lane.SESSION)


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
        await circle_doors.keep_door(tx, circle.id, kept=False)
        await owe_to_helpers(tx, circle, now=now)
        return
    await circle_doors.hang_door(tx, circle.id, outcome.result["invite_link"])
    if circle.state == "planned":
        await opening.opened(tx, await circles.find(tx, circle.id), now)


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


async def _rights_missing(reading: Reading) -> Deed | None:
    """Not true any more once the door is looked after."""
    circle = await circle_of(reading)
    if circle is None or circle.door_kept or circle.group is None:
        return None
    return Send(reading.words("circle-rights-missing", title=circle.title))


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
    "group-leave": LetterKind(_leave),
    "group-title-tells": LetterKind(_title_tells),
    "group-is-public": LetterKind(_public),
    "circle-ready": LetterKind(_ready),
    "circle-yours-to-hold": LetterKind(_to_hold, waits_for_morning=True),
    "circle-rights-missing": LetterKind(_rights_missing, waits_for_morning=True),
    "circle-stranger-inside": LetterKind(_stranger_inside, waits_for_morning=True),
    "circle-group-lost": LetterKind(_group_lost, waits_for_morning=True),
}
