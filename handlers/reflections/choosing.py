"""/reflect: which kind of page, or the words that lock pages first."""

from telegram import Update
from telegram.ext import CommandHandler

from handlers import menu
from handlers.doors import OpenKeys, OpenReflect, OpenSupport, TakeACopy
from handlers.guards import for_members
from handlers.reflections import kinds, setup
from handlers.reflections.page import PAGE
from handlers.reflections.tapped import MyPages
from handlers.sharing_doors import list_row
from handlers.talk import forms
from handlers.talk.buttons import Button, Said, Tap, in_rows
from handlers.talk.turn import Turn
from storage import reflections


class PickKind(Button, prefix="rf-kind", label="page-kind-unknown"):
    kind: str


class MoreKinds(Button, prefix="rf-more", label="page-more-kinds"):
    pass


async def reflect(_: Update, turn: Turn) -> None:
    """/reflect, or its door."""
    await show_front(turn)


async def show_front(turn: Turn) -> None:
    """The kinds of pages; the words first when there is no lock yet."""
    if not await reflections.has_lock(turn.tx, turn.person):
        setup.explain(turn)
        return
    rows = _kind_rows(turn, kinds.FRONT, columns=2)
    rows += [[MoreKinds(), MyPages()], [TakeACopy(), OpenKeys()], await list_row(turn.tx, turn.person, turn.now)]
    turn.show("page-kinds", buttons=menu.open_rows([*rows, [OpenSupport()]]))


async def more_kinds(_: Update, turn: Turn) -> None:
    """The longer kinds, and the free page."""
    rows = _kind_rows(turn, kinds.MORE, columns=1)
    turn.show("page-more", buttons=menu.open_rows([*rows, [OpenReflect().named("form-back"), OpenSupport()]]))


def _kind_rows(turn: Turn, ids: tuple[str, ...], *, columns: int) -> list[list[Tap]]:
    known = [kind_id for kind_id in ids if kinds.find(kind_id, turn.words.language)]
    return in_rows([Said(PickKind(kind_id), kinds.label(kind_id, turn.words)) for kind_id in known], columns)


async def pick_kind(_: Update, turn: Turn) -> None:
    """Begin a page."""
    kind = turn.pressed(PickKind).kind
    if await reflections.has_lock(turn.tx, turn.person):
        await forms.start(turn, forms.FORMS[PAGE], given={"kind": kind})
    else:
        setup.explain(turn)


HANDLERS = [
    CommandHandler("reflect", for_members(reflect)),
    OpenReflect.handler(for_members(reflect)),
    MoreKinds.handler(for_members(more_kinds)),
    PickKind.handler(for_members(pick_kind)),
]
