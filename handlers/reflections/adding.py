"""Adding to a kept page: a mark with one tap, or a dated note or step of one's own. The pages may stay locked."""

from telegram import Update

from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.menu import open_rows
from handlers.reflections.page import PAGE
from handlers.reflections.tapped import MyPages, ReadPage
from handlers.talk import forms
from handlers.talk.buttons import Button, Labelled, Rows
from handlers.talk.turn import Turn
from mentoring import pages
from mentoring.pages import Added
from mentoring.problems import OldButton
from storage import reflections

OTHER_WAY = {
    Added.CPD: Added.NOT_CPD,
    Added.NOT_CPD: Added.CPD,
    Added.IS_WIN: Added.NOT_WIN,
    Added.NOT_WIN: Added.IS_WIN,
}
"""Each mark, and what takes it back."""


class MarkPage(Button, prefix="rf-mark", label="page-mark-cpd"):
    """One mark more; the last one counts."""

    page: str
    mark: str


class AddTo(Button, prefix="rf-add", label="page-add-note"):
    """Words to add: a note, or one step."""

    page: str
    kind: str


def marking(page: str, mark: Added) -> Labelled:
    """The button of a mark, in words of its own."""
    return MarkPage(page, mark).named(f"page-mark-{mark}")


async def mark_page(_: Update, turn: Turn) -> None:
    """It is locked like everything else: which page counts as what shows nowhere outside."""
    pressed = turn.pressed(MarkPage)
    if pressed.mark not in OTHER_WAY:
        raise OldButton
    mark = Added(pressed.mark)
    await reflections.mark(turn.tx, turn.person, pressed.page, mark, zone=turn.zone, now=turn.now)
    again = ReadPage(pressed.page).named("pages-read-it")
    rows: Rows = [[marking(pressed.page, OTHER_WAY[mark]), again], [MyPages(), OpenMenu()], [OpenSupport()]]
    turn.say(f"page-marked-{mark}", buttons=open_rows(rows))


async def add_to(_: Update, turn: Turn) -> None:
    """The words for it are written like a page, and hung on this one when they are kept."""
    pressed = turn.pressed(AddTo)
    if pressed.kind not in (Added.NOTE, Added.STEP):
        raise OldButton
    await must_be_kept(turn, pressed.page)
    await forms.start(turn, forms.FORMS[PAGE], given={"kind": pressed.kind, "on": pressed.page})


async def must_be_kept(turn: Turn, page: str) -> None:
    """Raises PageGone."""
    if not await reflections.is_kept(turn.tx, turn.person, page):
        raise reflections.PageGone


def first_mark(kind: str) -> Added:
    """What one tap does to the CPD mark of a page that has just been kept."""
    return Added.NOT_CPD if pages.counts_as_cpd(kind, ()) else Added.CPD


HANDLERS = [
    MarkPage.handler(for_members(mark_page)),
    AddTo.handler(for_members(add_to)),
]
