"""A door of one's own: a link made for one person, refused to others, taken back once it is used or passed on."""

from collections.abc import Mapping
from datetime import datetime

from handlers.circles.parts import circle_of, has_part
from handlers.talk import post
from handlers.talk.buttons import Link, keyboard
from handlers.talk.post import Call, Deed, LetterKind, Outcome, Reading, Send
from mentoring.people import PersonId
from storage import circles, own_doors
from storage.circles import Circle
from storage.core import groups, letters
from storage.core.database import Tx
from storage.core.letters import Lane, Letter
from storage.own_doors import OwnDoor


async def _door(reading: Reading) -> Deed | None:
    """The link, if it is there; otherwise Telegram is asked for one, and the letter comes again with it."""
    circle, person = await circle_of(reading), PersonId(reading.letter.person or "")
    if circle is None or not await has_part(reading.tx, circle, person, reading.now):
        return None
    chat = await groups.chat_of(reading.tx, circle.group) if circle.group else None
    if circle.door is None or chat is None or reading.letter.about.get("failed"):
        return Send(reading.words("circle-door-soon"))
    own = await own_doors.find(reading.tx, circle.id, person)
    if own is None:
        return Call("createChatInviteLink", {"chat_id": chat, "creates_join_request": True}, chat=False)
    markup = keyboard([[Link("circle-open-the-circle", own.link)]], reading.words)
    return Send(reading.words(reading.letter.kind), markup, protect=True)


async def _made(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """The link is there: it is kept sealed, and the letter follows. One made a moment before is taken back."""
    made = outcome.result if isinstance(outcome.result, Mapping) else {}
    if letter.person is None or ("invite_link" not in made and outcome.state != "given-up"):
        return
    about, person = dict(letter.about), PersonId(letter.person)
    if "invite_link" in made:
        circle = await circles.find(tx, str(about["circle"]))
        old = await own_doors.find(tx, circle.id, person)
        if old is not None:
            await _lock(tx, circle, old.link, now)
        await own_doors.keep(tx, circle.id, person, made["invite_link"], now=now)
    elif about.get("failed"):
        return
    else:
        about["failed"] = 1
    await letters.owe(tx, kind=letter.kind, due=now, to=person, about=about, lane=Lane.REPLY)


async def used(tx: Tx, circle: Circle, person: PersonId, now: datetime) -> None:
    """They are inside: their link is taken back, and My door makes another if they need one (H-19)."""
    own = await own_doors.find(tx, circle.id, person)
    if own is not None:
        await take_back(tx, own, now)


async def take_back(tx: Tx, own: OwnDoor, now: datetime) -> None:
    """Make somebody's link useless, and forget it."""
    await own_doors.forget(tx, own.circle, own.person)
    await _lock(tx, await circles.find(tx, own.circle), own.link, now)


async def passed_on(tx: Tx, circle: Circle, link: str, now: datetime) -> None:
    """Somebody without a part came with this link (J4): it is taken back, and whose it was gets a fresh one."""
    own = await own_doors.of_link(tx, link)
    if own is not None and own.circle == circle.id:
        await take_back(tx, own, now)
        await fresh(tx, circle.id, own.person, now)
    elif link == circle.door and circle.group is not None:
        await _lock(tx, circle, link, now)
        about = {"circle": circle.id}
        await letters.owe(tx, kind="group-make-door", due=now, group=circle.group, about=about, lane=Lane.SESSION)
        for helper in (await circles.staff(tx, circle.id)).everyone:
            await fresh(tx, circle.id, helper, now)


async def fresh(tx: Tx, circle_id: str, person: PersonId, now: datetime) -> None:
    """Another link for somebody whose own no longer works."""
    await letters.owe(tx, kind="circle-fresh-door", due=now, to=person, about={"circle": circle_id})


async def _lock(tx: Tx, circle: Circle, link: str, now: datetime) -> None:
    """Owe Telegram the revoking of a link: sealed until it is done."""
    body = post.to_body(Call("revokeChatInviteLink", {"invite_link": link}))
    if circle.group is not None:
        tx.owed.append(Letter("circle-lock", now, Lane.REPLY, group=circle.group, body=body, made=now))


async def _locked(reading: Reading) -> Deed | None:
    return post.from_body(reading.letter.body) if reading.letter.body else None


async def each_night(tx: Tx, now: datetime) -> None:
    """Links of people who have no part in the circle any more are taken back."""
    for own in await own_doors.idle(tx):
        await take_back(tx, own, now)


LETTERS = {
    "circle-door": LetterKind(_door, settled=_made),
    "circle-fresh-door": LetterKind(_door, settled=_made, waits_for_morning=True),
    "circle-lock": LetterKind(_locked),
}
