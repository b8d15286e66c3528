"""Joining: the front door, one-person invitations, the first yes, and what somebody chooses to tell us."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from telegram import Update
from telegram.ext import CommandHandler

from handlers import errors, menu, restored
from handlers.doors import OpenSupport
from handlers.guards import in_private
from handlers.talk import forms
from handlers.talk.buttons import Button
from handlers.talk.forms import Answers, Choice, Form, Question
from handlers.talk.turn import Turn
from handlers.waiting import forget_me, join_in, newcomer, stand_in_line, where_they_stand
from handlers.welcome import Agree, welcome
from mentoring.joining import Chances, InvitationSpent, Setting, Wants, WrongCodes
from mentoring.names import clean_name
from mentoring.people import Nation, PersonId, Role
from mentoring.problems import NotJoined
from storage import consents, invitations, joining, people
from storage.core.database import Tx
from storage.joining import Told

Start = Callable[[Turn, str], Awaitable[None]]

MEMBERSHIP = "membership"
OPPORTUNITIES = "opportunities"


class FrontDoor(Button, prefix="door", label="joining-front-door"):
    """The welcome, for anybody."""


errors.NEXT_STEPS[InvitationSpent] = [[FrontDoor()]]
errors.NEXT_STEPS[NotJoined] = [[FrontDoor()]]
_before = forms.UNASKED[-1]


# Through which door


async def start(_: Update, turn: Turn) -> None:
    """/start, bare or with what a link carried."""
    payload = turn.text.partition(" ")[2].strip()
    for prefix, answer in STARTS.items():
        if payload.startswith(prefix):
            await answer(turn, payload.removeprefix(prefix))
            return
    await front_door(turn)


async def front_door(turn: Turn) -> None:
    """The welcome for strangers, where they stand for those who wait, home for members."""
    if turn.speaker is None:
        await restored.tell_stranger(turn)
        welcome(turn, "")
    elif turn.speaker.is_member:
        if turn.speaker.is_muted:  # /start is how somebody who muted everything asks to hear from us again
            await people.choose(turn.tx, turn.speaker.id, {**turn.speaker.choices, people.MUTED: False})
        await menu.show_home(turn)
    elif not await where_they_stand(turn):
        await _ask_on(turn)


async def knock(_: Update, turn: Turn) -> None:
    """The front door, by a tap."""
    await front_door(turn)


async def unasked(turn: Turn) -> None:
    """Words that no form asked for, from somebody who is not in yet: the way on from where they are, and help."""
    if turn.speaker is not None and turn.speaker.is_member:
        await _before(turn)
    elif turn.speaker is None:
        turn.say("joining-not-caught", buttons=menu.open_rows([[FrontDoor(), OpenSupport()]]))
    else:
        await front_door(turn)


async def _with_code(turn: Turn, code: str) -> None:
    if turn.speaker is None:
        await _part(turn, code)
        welcome(turn, code)
    elif not turn.speaker.is_member:
        await _take_part(turn, turn.speaker.id, code)
        await _after_code(turn)
    elif await _part(turn, code) in turn.speaker.roles:
        await menu.show_home(turn)  # nothing new in it: the code stays good for somebody else
    else:
        role = await _take_part(turn, turn.speaker.id, code)
        await menu.owe_menu(turn.tx, turn.speaker.id, now=turn.now)
        turn.say("joining-new-part", part=turn.words(f"part-{role}"))


async def _after_code(turn: Turn) -> None:
    """A code in the hands of somebody who waits: in at once, or on with the questions."""
    person = newcomer(turn).id
    if await joining.find(turn.tx, person):
        await join_in(turn, person)
    else:
        await _ask_on(turn)


STARTS: dict[str, Start] = {"j_": _with_code}
"""What a link may carry: the payload's prefix → who answers the rest of it. Each feature adds its own."""


# Wrong codes are counted in memory, one memory for each bot that is open.
_wrong_codes: WeakKeyDictionary[Any, WrongCodes] = WeakKeyDictionary()


async def _part(turn: Turn, code: str) -> Role:
    """The part a code would give. After too many wrong ones in an hour the answer is the same, unlooked."""
    tried = _wrong_codes.setdefault(turn.application, WrongCodes())
    who = turn.tx.lookup("wrong-codes", str(turn.telegram_id))
    if tried.too_many(who, turn.now):
        raise InvitationSpent
    try:
        return await invitations.role_of(turn.tx, code, turn.now)
    except InvitationSpent:
        tried.note(who, turn.now)
        raise


async def _take_part(turn: Turn, person: PersonId, code: str) -> Role:
    """Spend the code on this person. Somebody who waits holds MEMBER from here: no coordinator need be asked."""
    await _part(turn, code)
    role = await invitations.use(turn.tx, code, turn.now)
    for part in (Role.MEMBER, role):
        await people.grant(turn.tx, person, part, now=turn.now)
    return role


# The first yes, and the questions


async def agree(_: Update, turn: Turn) -> None:
    """Know them from here on, keep their yes to the very words they saw, and ask the first question."""
    code = turn.pressed(Agree).code
    if turn.speaker is not None:
        await front_door(turn)
        return
    if code:
        await _part(turn, code)
    person = await people.admit(
        turn.tx, turn.telegram_id, "", now=turn.now, state="waiting", language=turn.words.language
    )
    if code:
        await _take_part(turn, person, code)
    text = turn.words("joining-deal")
    await consents.give(turn.tx, person, MEMBERSHIP, text, turn.now, language=turn.words.language)
    turn.speaker = await people.find(turn.tx, person)
    await forms.start(turn, FORM)


async def _ask_on(turn: Turn) -> None:
    """The questions, from where they were."""
    if await forms.open_draft(turn):
        await forms.ask_again(turn)
    else:
        await forms.start(turn, FORM)


async def _finish(turn: Turn, answers: Answers) -> None:
    person = newcomer(turn)
    told = Told(
        name=answers["name"],
        setting=answers["setting"],
        nation=Nation(answers["nation"]) if answers["nation"] else None,
        wants=Wants(answers["wants"]),
        chances=Chances(answers["chances"]),
    )
    await joining.keep_told(turn.tx, person.id, told)
    if told.chances is not Chances.NO:
        asked = turn.words("joining-ask-chances")
        await consents.give(turn.tx, person.id, OPPORTUNITIES, asked, turn.now, language=turn.words.language)
    if Role.MEMBER in person.roles:
        await join_in(turn, person.id)
    else:
        await stand_in_line(turn, person.id)


async def _stop(turn: Turn) -> None:
    """Stopped before the end: they are forgotten whole."""
    await forget_me(turn)


def _choices(stem: str, values: type[Setting] | type[Nation] | type[Wants] | type[Chances]) -> list[Choice]:
    return [Choice(str(value), f"{stem}-{value}") for value in values]


async def _their_name(_: Turn, answers: Answers) -> dict[str, Any]:
    return {"name": answers["name"]}


FORM = forms.register(
    Form(
        "joining",
        (
            Question("name", "joining-ask-name", text=clean_name),
            Question("setting", "joining-ask-setting", _choices("setting", Setting), skip=True, holes=_their_name),
            Question("nation", "joining-ask-nation", _choices("nation", Nation), skip=True),
            Question("wants", "joining-ask-wants", _choices("wants", Wants)),
            Question("chances", "joining-ask-chances", _choices("chances", Chances)),
        ),
        _finish,
        stopped="joining-nothing-kept",
        when_let_go=_stop,
    )
)


async def keep_times(tx: Tx, now: datetime) -> None:
    """Wipe requests whose 14 days are over, keys and all, and codes that have run out."""
    await invitations.forget_expired(tx, now)
    for person in await joining.lapsed(tx, now):
        if await joining.forget(tx, person):
            await tx.keystore.destroy(person)


HANDLERS = [
    CommandHandler("start", in_private(start)),
    FrontDoor.handler(in_private(knock)),
    Agree.handler(in_private(agree)),
]
NIGHTLY = [keep_times]
forms.UNASKED.append(unasked)
