"""Writing words that are shown without a name: locked to a button at once, looked at, and sent or let go."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from telegram import Update

from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.reflections import care
from handlers.reflections.asking import ask, clear_and_tell, clear_typed
from handlers.talk import forms
from handlers.talk.forms import QUIET_HOUR, Answers, ByHand, CarryOn, Form, Stop, with_message
from handlers.talk.turn import Turn
from handlers.unnamed.taps import AfterCard, ChangeUnnamed, DropUnnamed, SendUnnamed
from mentoring import unnamed as rules
from mentoring.names import visible
from mentoring.people import PersonId
from mentoring.problems import NothingWritten, OldButton, TooLong
from mentoring.unnamed import Points
from storage import circles, people, unnamed
from storage.circles import Circle
from storage.core import drafts
from storage.core.database import Tx
from storage.core.drafts import Draft
from storage.core.ids import new_id
from storage.unnamed import Held

NAME = "unnamed"
WRITING, CHECKING = "writing", "checking"
WORST_FIRST = (Points.NUMBER, Points.NAME, Points.PLACE)


@dataclass(frozen=True)
class Kind:
    """One use of such words: whether the speaker may (asked at each step), and what follows from the last tap.

    `circle` gives the circle of a `where` and raises when they may not; `holes` fill what is said before it.
    """

    asks: str
    preview: str
    send: str
    circle: Callable[[Turn, str], Awaitable[Circle]]
    holes: Callable[[Turn, Circle], Awaitable[dict[str, Any]]]
    finish: Callable[[Turn, str, Held], Awaitable[None]]


KINDS: dict[str, Kind] = {}
"""`what` → its kind; each module of this feature adds its own."""


async def start(turn: Turn, what: str, where: str) -> None:
    """Say what becomes of the words, and ask for them. Raises as the kind's `circle` does."""
    await KINDS[what].circle(turn, where)
    await forms.start(turn, FORM, given={"what": what, "where": where})


async def _begin(turn: Turn, given: Answers) -> None:
    busy = await forms.open_draft(turn)
    if busy is not None and busy[0] is not FORM:
        turn.say("form-busy", buttons=[[CarryOn(), Stop(busy[1].token)]])
        return
    await forms.let_go(turn)
    await _ask_words(turn, Draft(turn.person, NAME, new_id()[:8], WRITING, given, (), turn.now, turn.now))


async def _ask_words(turn: Turn, draft: Draft, *, again: bool = False) -> None:
    kind = KINDS[str(draft.answers["what"])]
    holes = await kind.holes(turn, await kind.circle(turn, str(draft.answers["where"])))
    await _keep(turn, replace(draft, question=WRITING))
    key = "unnamed-write-again" if again else kind.asks
    ask(turn, draft, key, buttons=[[Stop(draft.token).named("unnamed-dont"), OpenSupport()]], **holes)


async def _again(turn: Turn, draft: Draft) -> None:
    """After something else: the words are asked for anew, for only the old button opens the old ones."""
    await _ask_words(turn, draft, again=draft.question == CHECKING)


async def _heard(turn: Turn, draft: Draft) -> None:
    """Locked to a token that goes into the button and nowhere else. Help comes first where it is needed (H-02)."""
    if care.looks_like_words(turn.text):
        clear_typed(turn)
        ask(turn, draft, "pages-those-look-like-words")
        return
    words = visible(turn.text)
    if not words:
        raise NothingWritten
    if len(words) > rules.MOST_LETTERS:
        raise TooLong(limit=rules.MOST_LETTERS, over=len(words) - rules.MOST_LETTERS)
    held = Held(str(draft.answers["what"]), str(draft.answers["where"]), words)
    token = await unnamed.hold(turn.tx, held, now=turn.now)
    draft = with_message(replace(draft, question=CHECKING), turn.message_id)
    await _keep(turn, draft)
    if care.needs_card(turn.text, turn.words.language):
        await care.show_card(turn)
        ask(turn, draft, "unnamed-after-card", buttons=[[AfterCard(token), DropUnnamed(token)], [OpenSupport()]])
    else:
        await _preview(turn, draft, token, held)


async def _preview(turn: Turn, draft: Draft, token: str, held: Held) -> None:
    """What seems to point to somebody is said once more; a number keeps it back (H-12)."""
    kind = KINDS[held.what]
    circle = await kind.circle(turn, held.where)
    found = rules.points(held.words, await _names(turn.tx, circle))
    worst = next((point for point in WORST_FIRST if point in found), "none")
    change, drop = ChangeUnnamed(token), DropUnnamed(token)
    if rules.is_held(found):
        ask(turn, draft, "unnamed-held", buttons=[[change, drop], [OpenSupport()]])
        return
    holes = await kind.holes(turn, circle)
    send = SendUnnamed(token).named(kind.send, **holes)
    ask(turn, draft, kind.preview, buttons=[[send], [change, drop], [OpenSupport()]], points=worst, **holes)


async def _names(tx: Tx, circle: Circle) -> list[str]:
    """The first names of everybody in a circle: looked for, and kept nowhere."""
    team = await circles.staff(tx, circle.id)
    everyone = [*team.everyone, *(seat.person for seat in await circles.seated(tx, circle.id))]
    found = [await people.name_of(tx, person) for person in everyone]
    return [name.split()[0] for name in found if name and name.split()]


async def _keep(turn: Turn, draft: Draft) -> None:
    """Where they are; never a word of what they wrote."""
    await drafts.keep(turn.tx, replace(draft, touched=turn.now, expires=turn.now + QUIET_HOUR))


async def _mine(turn: Turn, token: str) -> tuple[Draft, Held]:
    """The open draft and the words its button holds. Raises OldButton."""
    found, held = await forms.open_draft(turn), await unnamed.look(turn.tx, token)
    if found is None or found[0] is not FORM or held is None:
        raise OldButton
    return found[1], held


# What is tapped


@for_members
async def after_card(_: Update, turn: Turn) -> None:
    token = turn.pressed(AfterCard).token
    draft, held = await _mine(turn, token)
    await _preview(turn, draft, token, held)


@for_members
async def change_it(_: Update, turn: Turn) -> None:
    """Let go; their message is still above, to be copied."""
    token = turn.pressed(ChangeUnnamed).token
    draft, _held = await _mine(turn, token)
    await unnamed.let_go(turn.tx, token)
    await _ask_words(turn, draft, again=True)


@for_members
async def send_it(_: Update, turn: Turn) -> None:
    """The last tap: nothing stays that ties the words to whoever wrote them."""
    token = turn.pressed(SendUnnamed).token
    draft, held = await _mine(turn, token)
    circle = await KINDS[held.what].circle(turn, held.where)
    if rules.is_held(rules.points(held.words, await _names(turn.tx, circle))):
        raise OldButton
    await _clear(turn, draft, token)
    await KINDS[held.what].finish(turn, token, held)


@for_members
async def drop_it(_: Update, turn: Turn) -> None:
    token = turn.pressed(DropUnnamed).token
    draft, _held = await _mine(turn, token)
    await _clear(turn, draft, token)
    turn.say("unnamed-dropped", buttons=[[OpenMenu(), OpenSupport()]])


async def _clear(turn: Turn, draft: Draft, token: str) -> None:
    await unnamed.let_go(turn.tx, token)
    await drafts.forget(turn.tx, PersonId(draft.person))
    messages = draft.messages if turn.message_id is None else (*draft.messages, turn.message_id)
    clear_and_tell(turn, messages, "typed-words")


FORM = forms.register(Form(NAME, private=True, stopped="unnamed-dropped", by_hand=ByHand(_begin, _heard, _again)))

HANDLERS = [
    AfterCard.handler(after_card),
    ChangeUnnamed.handler(change_it),
    SendUnnamed.handler(send_it),
    DropUnnamed.handler(drop_it),
]
