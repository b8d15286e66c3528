"""The writer's page: who has it, what waits for their yes, choosing again, closing, taking back, how things are."""

from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update

from handlers.concerns import saying
from handlers.concerns.taps import (
    AskAfter,
    Choose,
    HappyToClose,
    HowItIs,
    OpenFollowUp,
    OpenMine,
    OutsideHelp,
    ReadIt,
    SomeoneElse,
    StayThere,
    TakeItBack,
    WriteMore,
)
from handlers.doors import NothingForNow, OpenMenu, OpenRecord, OpenSupport
from handlers.guards import for_members
from handlers.reflections import showing
from handlers.talk.buttons import Rows, Said, Tap
from handlers.talk.turn import Turn
from mentoring.calendar import UK
from mentoring.concerns import Asked, Side, State
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import concern_endings, concern_moves, concerns, safe_contacts
from storage.concerns import Concern


async def _own(turn: Turn, concern_id: str) -> Concern:
    """A concern of whoever speaks. Raises OldButton, as for one that does not exist."""
    concern = await concerns.of(turn.tx, concern_id, turn.person)
    if concern.side is not Side.WRITER:
        raise OldButton
    return concern


@for_members
async def open_mine(_: Update, turn: Turn) -> None:
    await show(turn, await _own(turn, turn.pressed(OpenMine).concern))


async def show(turn: Turn, concern: Concern) -> None:
    """The page, as things stand at this moment."""
    if concern.state is State.MOVED:
        await _show_choice(turn, concern)
    elif concern.state is State.CLOSED:
        await _show_closed(turn, concern)
    else:
        holes = await _holes(turn, concern)
        turn.show("concern-page", word=concern.word, buttons=_rows(concern, holes), **holes)


async def _holes(turn: Turn, concern: Concern) -> dict[str, Any]:
    today = turn.now.astimezone(ZoneInfo(UK)).date()
    away = await safe_contacts.aways_of(turn.tx, concern.contact) if concern.contact else []
    off = next((days for days in away if days.covers(today)), None)
    late = concern.state is State.SENT and turn.now >= saying.answer_by(concern.with_since)
    stands = "late" if late else "read" if concern.read else str(concern.state)
    return {
        "stands": stands,
        "contact": await saying.first_name(turn.tx, concern.contact, turn.words),
        "other": await saying.first_name(turn.tx, concern.handing_to, turn.words),
        "day": turn.words.day(saying.answer_by(concern.with_since), turn.zone),
        "off": turn.words.dated(off.last) if off else "",
        "away": "yes" if off else "no",
        "handing": "yes" if concern.handing_to else "no",
        "acted": "yes" if concern.acted else "no",
        "closing": "contact" if concern.agreed.contact else "writer" if concern.agreed.writer else "no",
    }


def _rows(concern: Concern, holes: dict[str, Any]) -> Rows:
    here = concern.id
    rows: list[list[Tap]] = []
    if concern.handing_to:
        yes = Choose(here, concern.handing_to).named("concern-yes-name", name=holes["other"][:14])
        rows.append([yes, StayThere(here)])
    last: list[Tap] = [OpenSupport(), OpenMenu()]
    return [
        *rows,
        [ReadIt(here), WriteMore(here).named("concern-add-to-it")],
        [SomeoneElse(here), HappyToClose(here)],
        [TakeItBack(here)],
        last,
    ]


# Who hears it


async def _show_choice(turn: Turn, concern: Concern) -> None:
    free = await concern_moves.free(turn.tx, concern.id, turn.person, now=turn.now)
    rows: list[list[Tap]] = [
        [Said(Choose(concern.id, one.person), await saying.contact_label(turn.tx, one, turn.words))] for one in free
    ]
    alone = concern.state is State.MOVED
    back: list[Tap] = [] if alone else [OpenMine(concern.id).named("form-back")]
    rows += [[OutsideHelp(), *back], [ReadIt(concern.id), TakeItBack(concern.id)], [OpenSupport(), OpenMenu()]]
    turn.show("concern-choose", word=concern.word, count=len(free), alone="yes" if alone else "no", buttons=rows)


@for_members
async def someone_else(_: Update, turn: Turn) -> None:
    concern = await _own(turn, turn.pressed(SomeoneElse).concern)
    if concern.state is State.CLOSED:
        raise OldButton
    await _show_choice(turn, concern)


@for_members
async def choose(_: Update, turn: Turn) -> None:
    """From this tap on it is closed to whoever had it. A second tap shows where it is."""
    tapped = turn.pressed(Choose)
    before = await _own(turn, tapped.concern)
    if before.contact != tapped.contact:
        by, contact = saying.answer_by(turn.now), PersonId(tapped.contact)
        await saying.hide_from(turn, before.contact)
        await concern_moves.choose(turn.tx, before.id, turn.person, contact, by=by, now=turn.now)
    await show(turn, await _own(turn, tapped.concern))


@for_members
async def stay_there(_: Update, turn: Turn) -> None:
    concern = await _own(turn, turn.pressed(StayThere).concern)
    await concern_moves.keep_it_there(turn.tx, concern.id, turn.person)
    await show(turn, await _own(turn, concern.id))


# Closing


@for_members
async def close(_: Update, turn: Turn) -> None:
    """For either side: it closes when both have tapped."""
    concern = await concerns.of(turn.tx, turn.pressed(HappyToClose).concern, turn.person)
    await showing.hide(turn)
    closed = await concern_endings.agree(turn.tx, concern.id, turn.person, now=turn.now)
    if concern.side is Side.CONTACT:
        turn.show("concern-contact-closed" if closed else "concern-close-asked", buttons=[[OpenMenu(), OpenSupport()]])
    elif closed:
        await show(turn, await _own(turn, concern.id))
    else:
        back = OpenMine(concern.id).named("concern-see-it")
        turn.show("concern-close-asked", buttons=[[back, OpenSupport()]])


async def _show_closed(turn: Turn, concern: Concern) -> None:
    here = concern.id
    rows: list[list[Tap]] = [
        [ReadIt(here), WriteMore(here).named("concern-add-to-it")],
        [TakeItBack(here), OpenSupport()],
    ]
    if concern.asked is None:
        both, once, no = (AskAfter(here, answer) for answer in Asked)
        first: list[Tap] = [both, once.named("concern-just-once"), no.named("concern-no")]
        turn.show("concern-closed", buttons=[first, *rows])
    else:
        turn.show("concern-closed-and-asked", asked=concern.asked, buttons=rows)


@for_members
async def ask_after(_: Update, turn: Turn) -> None:
    tapped = turn.pressed(AskAfter)
    if tapped.answer not in set(Asked):
        raise OldButton
    await concern_endings.ask_after(turn.tx, tapped.concern, turn.person, Asked(tapped.answer), now=turn.now)
    await show(turn, await _own(turn, tapped.concern))


@for_members
async def take_it_back(_: Update, turn: Turn) -> None:
    """Asked once more; then the words go, from the contact's chat too, and their key after them."""
    tapped = turn.pressed(TakeItBack)
    concern = await _own(turn, tapped.concern)
    if not tapped.sure:
        sure = TakeItBack(concern.id, sure=True).named("concern-yes-take-back")
        turn.show(
            "concern-take-back-sure", buttons=[[sure, OpenMine(concern.id).named("concern-keep-it")], [OpenSupport()]]
        )
        return
    await concern_endings.take_back(turn.tx, concern.id, turn.person, now=turn.now)
    await saying.hide_from(turn, concern.contact)
    await showing.hide(turn)
    turn.later(finish_endings)
    turn.show("concern-taken-back", buttons=[[OpenSupport(), OpenMenu()]])


async def finish_endings(desk: Any) -> None:  # bot.receive.Desk, which is above this room
    """Destroy the keys of concerns whose rows are gone: after the turn, at every start and every minute."""
    async with desk.database.read() as tx:
        waiting = await concern_endings.endings(tx)
    for concern in waiting:
        if await concern_endings.destroy_key(desk.database.keystore, concern):
            async with desk.database.begin() as tx:
                await concern_endings.ended(tx, concern)
    if waiting:
        await desk.database.wipe_log()


# How things are


@for_members
async def open_follow_up(_: Update, turn: Turn) -> None:
    """Has anything been made harder for you? The answer is kept nowhere."""
    concern = await _own(turn, turn.pressed(OpenFollowUp).concern)
    taps: list[Tap] = [HowItIs(concern.id, each).named(f"concern-harder-{each}") for each in ANSWERS]
    turn.show("concern-follow-up", buttons=[taps[:2], taps[2:], [OpenSupport()]])


ANSWERS = ("no", "bit", "yes", "rather-not")
HARDER = frozenset(("bit", "yes"))


@for_members
async def how_it_is(_: Update, turn: Turn) -> None:
    tapped = turn.pressed(HowItIs)
    concern = await _own(turn, tapped.concern)
    if tapped.answer not in HARDER:
        turn.show("concern-follow-up-thanks", buttons=[[OpenSupport(), OpenMenu()]])
        return
    name = await saying.first_name(turn.tx, concern.contact, turn.words)
    talk = WriteMore(concern.id).named("concern-talk-to", name=name[:14])
    down = OpenRecord().named("concern-write-down")
    rows: Rows = [[NothingForNow(), down], [talk, OutsideHelp()], [OpenSupport()]]
    turn.show("concern-made-harder", buttons=rows)


HANDLERS = [
    OpenMine.handler(open_mine),
    SomeoneElse.handler(someone_else),
    Choose.handler(choose),
    StayThere.handler(stay_there),
    HappyToClose.handler(close),
    AskAfter.handler(ask_after),
    TakeItBack.handler(take_it_back),
    OpenFollowUp.handler(open_follow_up),
    HowItIs.handler(how_it_is),
]
