"""The safe contact's side: what they have open, and what they may do with it. Nobody else has a list (J12.10)."""

from telegram import Update
from telegram.ext import CommandHandler

from handlers.concerns import mine, saying
from handlers.concerns.taps import (
    AskToTalk,
    HadToAct,
    HandOver,
    HandTo,
    HaveClash,
    HaveRead,
    OpenAway,
    OpenConcerns,
    OpenTheirs,
)
from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members, for_roles
from handlers.reflections import showing
from handlers.talk.buttons import Rows, Said, in_rows
from handlers.talk.turn import Turn
from mentoring.concerns import Side
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from storage import concern_moves, concerns
from storage.concerns import Concern


@for_roles(Role.SAFE_CONTACT)
async def front(_: Update, turn: Turn) -> None:
    """/concerns: their own open ones, by code word."""
    theirs = await concerns.with_contact(turn.tx, turn.person)
    taps = [Said(OpenTheirs(concern), f"{word} ·" if new else word) for concern, word, new in theirs]
    turn.show("concerns-open", count=len(theirs), buttons=[*in_rows(list(taps)), [OpenAway(), OpenSupport()]])


async def _theirs(turn: Turn, concern_id: str) -> Concern:
    """A concern that whoever speaks is to hear. Raises OldButton, as for one that does not exist."""
    concern = await concerns.of(turn.tx, concern_id, turn.person)
    if concern.side is not Side.CONTACT:
        raise OldButton
    return concern


def _back(concern: Concern) -> Rows:
    return [[OpenTheirs(concern.id).named("form-back"), OpenSupport()]]


@for_members
async def have_read(_: Update, turn: Turn) -> None:
    concern = await _theirs(turn, turn.pressed(HaveRead).concern)
    await concern_moves.have_read(turn.tx, concern.id, turn.person, now=turn.now)
    turn.say("concern-told-read", buttons=_back(concern))


@for_members
async def ask_to_talk(_: Update, turn: Turn) -> None:
    """A line of ours goes to the writer; how and where is theirs to say."""
    concern = await _theirs(turn, turn.pressed(AskToTalk).concern)
    if concern.left:
        raise OldButton
    await concerns.add(turn.tx, concern.id, turn.person, turn.words("concern-would-talk"), now=turn.now)
    turn.say("concern-asked-to-talk", buttons=_back(concern))


@for_members
async def have_clash(_: Update, turn: Turn) -> None:
    """Closed to them with this tap, and out of their chat. Why is never asked."""
    concern = await _theirs(turn, turn.pressed(HaveClash).concern)
    await concern_moves.clash(turn.tx, concern.id, turn.person, now=turn.now)
    await showing.hide(turn)
    turn.later(mine.finish_endings)
    turn.show("concern-moved-on", buttons=[[OpenConcerns(), OpenMenu()], [OpenSupport()]])


@for_members
async def hand_over(_: Update, turn: Turn) -> None:
    """To whom? It needs the writer's yes."""
    concern = await _theirs(turn, turn.pressed(HandOver).concern)
    free = [] if concern.left else await concern_moves.free(turn.tx, concern.id, turn.person, now=turn.now)
    taps = [Said(HandTo(concern.id, one.person), await saying.contact_label(turn.tx, one, turn.words)) for one in free]
    turn.say("concern-hand-to", count=len(free), buttons=[*in_rows(list(taps), 1), *_back(concern)])


@for_members
async def hand_to(_: Update, turn: Turn) -> None:
    tapped = turn.pressed(HandTo)
    concern = await _theirs(turn, tapped.concern)
    await concern_moves.offer(turn.tx, concern.id, turn.person, PersonId(tapped.contact), now=turn.now)
    turn.show("concern-hand-asked", buttons=_back(concern))


@for_members
async def had_to_act(_: Update, turn: Turn) -> None:
    """Life at risk, or somebody may be badly harmed: the writer is told that somebody else knows."""
    tapped = turn.pressed(HadToAct)
    concern = await _theirs(turn, tapped.concern)
    if not tapped.sure:
        sure = HadToAct(concern.id, sure=True).named("concern-yes-had-to")
        turn.say("concern-had-to-act-sure", buttons=[[sure], *_back(concern)])
        return
    await concern_moves.had_to_act(turn.tx, concern.id, turn.person, now=turn.now)
    turn.show("concern-acted-told", buttons=_back(concern))


HANDLERS = [
    CommandHandler("concerns", front),
    OpenConcerns.handler(front),
    HaveRead.handler(have_read),
    AskToTalk.handler(ask_to_talk),
    HaveClash.handler(have_clash),
    HandOver.handler(hand_over),
    HandTo.handler(hand_to),
    HadToAct.handler(had_to_act),
]
