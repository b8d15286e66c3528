"""Raising a concern: safe first, then what it is about, with other roads beside it (J12.1 to 3)."""

from telegram import Update
from telegram.ext import CommandHandler

from handlers import menu
from handlers.concerns import asking
from handlers.concerns.saying import first_name
from handlers.concerns.taps import AskObserver, ImSafe, NotSure, OpenMine, OutsideHelp, PickKind
from handlers.doors import NothingForNow, OpenConcern, OpenMenu, OpenRecord, OpenSpeakUp, OpenSupport
from handlers.guards import for_members
from handlers.privacy import EraseMe, SeeKept, TakeAway
from handlers.reflections import care
from handlers.talk import forms
from handlers.talk.buttons import Rows, Said, Tap, in_rows, keyboard
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring import concerns as rules
from mentoring.concerns import Kind
from mentoring.people import PersonId
from mentoring.problems import OldButton
from mentoring.support import Line
from storage import circles, concerns, people
from storage.core.letters import Lane

OBSERVER = "concern-observer"
OUTSIDE = "racism-at-work"
"""The part of the help card that holds outside advice."""


@for_members
async def front(_: Update, turn: Turn) -> None:
    """/concern: are you safe right now? What is open already is one tap away."""
    if turn.message is not None:
        turn.clear([turn.message.message_id])  # that somebody asked is nobody else's business
    mine = [Said(OpenMine(concern), word) for concern, word in await concerns.mine(turn.tx, turn.person)]
    rows: Rows = [*in_rows(list(mine)), [ImSafe(), NotSure()], [OpenSupport(), OpenMenu()]]
    turn.show("concern-front", open="yes" if mine else "no", buttons=rows)


@for_members
async def not_sure(_: Update, turn: Turn) -> None:
    """The people who can help now come first; a concern can wait."""
    await care.show_card(turn)
    turn.say("concern-can-wait", buttons=[[ImSafe().named("concern-go-on"), OpenMenu()], [OpenSupport()]])


@for_members
async def im_safe(_: Update, turn: Turn) -> None:
    """What is it about?"""
    rules.check_room(len(await concerns.mine(turn.tx, turn.person)))
    kinds: list[Tap] = [PickKind(kind).named(f"concern-kind-{kind}") for kind in Kind]
    turn.show("concern-ask-kind", buttons=[*in_rows(kinds), [OpenSupport(), OpenMenu()]])


@for_members
async def pick_kind(_: Update, turn: Turn) -> None:
    """Some kinds have roads of their own first; each of them leads on to a safe contact too."""
    tapped = turn.pressed(PickKind)
    if tapped.kind not in set(Kind):
        raise OldButton
    first = None if tapped.on else BESIDE.get(Kind(tapped.kind))
    if first is not None:
        await first(turn)
        return
    rules.check_room(len(await concerns.mine(turn.tx, turn.person)))
    await forms.start(turn, asking.FORM, given={"kind": tapped.kind})


# Roads beside it


def _last(kind: Kind, *first: Tap) -> Rows:
    talk = PickKind(kind, on=True).named("concern-talk-to-someone")
    return [[*first, talk], [OpenSupport(), OpenConcern().named("form-back")]]


async def _racism(turn: Turn) -> None:
    """None of the choices is the right one."""
    down, advice = OpenRecord().named("concern-write-down"), OutsideHelp().named("concern-outside-advice")
    first: Rows = [[NothingForNow(), down], [OpenSpeakUp(), advice]]
    turn.show("concern-racism", buttons=menu.open_rows([*first, *_last(Kind.RACISM)]))


async def _data(turn: Turn) -> None:
    """To whoever answers for people's data; seeing, taking and erasing it on the spot."""
    contact = turn.house.settings.network.contact
    rows: Rows = [[SeeKept(), TakeAway()], *_last(Kind.DATA, EraseMe())]
    turn.show("concern-data", known="yes" if contact else "no", contact=contact, buttons=rows)


async def _worried(turn: Turn) -> None:
    """Who to call, how to ask, what not to promise. The bot contacts nobody."""
    observed = [
        AskObserver(circle.id)
        for circle in await circles.of_member(turn.tx, turn.person)
        if (await circles.staff(turn.tx, circle.id)).observer
    ]
    turn.show("concern-worried", buttons=[observed[:1], *_last(Kind.WORRIED)])


BESIDE = {Kind.RACISM: _racism, Kind.DATA: _data, Kind.WORRIED: _worried}


@for_members
async def outside_help(_: Update, turn: Turn) -> None:
    """Acas, a union, Citizens Advice: nobody of this network. What was half-typed is let go."""
    found = await forms.open_draft(turn)
    if found is not None and found[0] is asking.FORM:
        await forms.let_go(turn)
    nation = await people.nation_of(turn.tx, turn.person)
    card = sets("support", turn.words.language)["lines"]
    lines = [Line(row["part"], row["text"], frozenset(row.get("nations", ()))) for row in card]
    said = [line.text for line in lines if line.part == OUTSIDE and (not line.nations or nation in line.nations)]
    turn.show("concern-outside", lines="\n".join(said), buttons=[[OpenConcern().named("form-back"), OpenSupport()]])


@for_members
async def ask_observer(_: Update, turn: Turn) -> None:
    """The observer of one's own circle hears that somebody would like a word, and not what about."""
    circle = turn.pressed(AskObserver).circle
    observer = (await circles.staff(turn.tx, circle)).observer
    if observer is None or await circles.seat_of(turn.tx, circle, turn.person) is None:
        raise OldButton
    asked = await people.find(turn.tx, observer)
    due = asked.quiet_until(turn.now) if asked else None
    turn.write_to(observer, OBSERVER, about={"person": turn.person}, due=due, lane=Lane.REPLY)
    name = await first_name(turn.tx, observer, turn.words)
    turn.show("concern-observer-asked", name=name, buttons=[[OpenSupport(), OpenMenu()]])


async def _observer(reading: Reading) -> Deed | None:
    person = PersonId(str(reading.letter.about["person"]))
    if await people.find(reading.tx, person) is None:
        return None
    name = await first_name(reading.tx, person, reading.words)
    rows = keyboard([[OpenSupport()]], reading.words)
    return Send(reading.words("concern-observer-letter", name=name), rows, spoiler=True)


HANDLERS = [
    CommandHandler("concern", front),
    OpenConcern.handler(front),
    NotSure.handler(not_sure),
    ImSafe.handler(im_safe),
    PickKind.handler(pick_kind),
    OutsideHelp.handler(outside_help),
    AskObserver.handler(ask_observer),
]
LETTERS = {OBSERVER: LetterKind(_observer)}
