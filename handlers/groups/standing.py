"""How we stand in a group, and what about it could harm the people in it: looked at when something changes and each
night, told once to those who can mend it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from handlers.circles import crowd
from handlers.circles.parts import circle_of
from handlers.talk.post import Call, Deed, LetterKind, Outcome, Reading, Send
from storage import circle_doors, circles, group_troubles
from storage.circles import Circle
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import About, Lane, Letter

RIGHTS = {"no-invite": "can_invite_users", "no-delete": "can_delete_messages"}
"""All the bot asks for, by the trouble that lacking it is: nothing lets it read more, or show anybody out."""
PUBLIC, OTHER_BOT = "public", "other-bot"
SEEN = (PUBLIC, "linked", "history", "topics")
NO_SEATS = frozenset((*RIGHTS, PUBLIC))
"""While one of these is so, no seat is offered."""


def missing_rights(member: Mapping[str, Any]) -> frozenset[str]:
    """The troubles a ChatMember of ours (as Telegram writes it) means: empty for an admin with both rights."""
    leads = member.get("status") == "administrator"
    return frozenset(trouble for trouble, right in RIGHTS.items() if not (leads and member.get(right)))


def troubles_of(chat: Mapping[str, Any]) -> frozenset[str]:
    """What a ChatFullInfo tells: anyone could read, a channel hangs on it, newcomers read what was said, topics."""
    public = bool(chat.get("username") or chat.get("active_usernames"))
    signs = {
        PUBLIC: public,
        "linked": bool(chat.get("linked_chat_id")),
        "history": bool(chat.get("has_visible_history")) and not public,  # which a public group always has
        "topics": bool(chat.get("is_forum")),
    }
    return frozenset(trouble for trouble, so in signs.items() if so)


async def keep(tx: Tx, circle: Circle, among: Iterable[str], now_so: frozenset[str], now: datetime) -> None:
    """Of the troubles `among`, those of `now_so` are so and the others are not. What is new is told, once."""
    if circle.group is None:
        return
    new = []
    for trouble in among:
        if trouble not in now_so:
            await group_troubles.mend(tx, circle.group, trouble)
        elif await group_troubles.note(tx, circle.group, trouble, now=now):
            new.append(trouble)
    standing = await group_troubles.of_group(tx, circle.group)
    await circle_doors.keep_door(tx, circle.id, kept=not standing & NO_SEATS)
    if any(trouble in RIGHTS for trouble in new):
        await _tell(tx, circle, "circle-rights-missing", {}, now)
    for trouble in new:
        if trouble not in RIGHTS:
            await _tell(tx, circle, "circle-group-trouble", {"trouble": trouble}, now)


async def _tell(tx: Tx, circle: Circle, kind: str, more: Mapping[str, str], now: datetime) -> None:
    for person in await crowd.told(tx, circle):
        await letters.owe(tx, kind=kind, due=now, to=person, about={"circle": circle.id, **more})


async def ask(tx: Tx, group: str, now: datetime) -> None:
    """Have the group looked at, between two turns: what it is like now, and how many are in it."""
    await letters.owe(tx, kind="group-standing", due=now, group=group, lane=Lane.SESSION)
    await crowd.count(tx, group, now)


async def each_night(tx: Tx, now: datetime) -> None:
    """Every open circle's group: our rights, what it is like, who is there. Telegram tells nothing of most of this."""
    for found in await circle_doors.watched(tx):
        circle = await circles.find(tx, found)
        if circle.group is not None:
            about: About = {"circle": found, "new": 0}
            await letters.owe(tx, kind="group-rights", due=now, group=circle.group, about=about)
            await letters.owe(tx, kind="group-standing", due=now, group=circle.group, lane=Lane.SESSION)
            await crowd.ask_after_guests(tx, circle, now)


async def _standing(_: Reading) -> Deed | None:
    return Call("getChat")


async def _standing_known(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    circle = await circles.of_group(tx, letter.group) if letter.group else None
    if circle is not None and outcome.state == "sent" and isinstance(outcome.result, dict):
        await keep(tx, circle, SEEN, troubles_of(outcome.result), now)


async def _rights_missing(reading: Reading) -> Deed | None:
    """One sentence that names what is missing now. Not true any more once nothing is."""
    circle = await circle_of(reading)
    if circle is None or circle.group is None:
        return None
    missing = await group_troubles.of_group(reading.tx, circle.group) & RIGHTS.keys()
    if not missing:
        return None
    named = "both" if len(missing) > 1 else next(iter(missing)).removeprefix("no-")
    return Send(reading.words("circle-rights-missing", title=circle.title, missing=named))


async def _trouble(reading: Reading) -> Deed | None:
    """What is wrong, and how it is mended. Dropped when it has been."""
    circle, trouble = await circle_of(reading), str(reading.letter.about["trouble"])
    if circle is None or circle.group is None:
        return None
    if trouble not in await group_troubles.of_group(reading.tx, circle.group):
        return None
    return Send(reading.words(f"circle-group-{trouble}", title=circle.title))


LETTERS = {
    "group-standing": LetterKind(_standing, settled=_standing_known),
    "circle-rights-missing": LetterKind(_rights_missing, waits_for_morning=True),
    "circle-group-trouble": LetterKind(_trouble, waits_for_morning=True),
}
