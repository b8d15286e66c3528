"""An edited copy, typed by the writer: locked the moment it arrives, and cleared from the chat."""

from dataclasses import replace

from telegram import Update

from handlers.doors import OpenShared, OpenSupport
from handlers.guards import for_members
from handlers.reflections import care, showing
from handlers.reflections.asking import ask, clear_and_tell, clear_typed
from handlers.reflections.tapped import MyPages
from handlers.sharing import preview
from handlers.sharing.taps import TypeOwn
from handlers.talk import forms
from handlers.talk.buttons import Rows
from handlers.talk.forms import QUIET_HOUR, Answers, ByHand, Form, Stop, with_message
from handlers.talk.turn import Turn
from mentoring import sharing
from mentoring.names import visible
from mentoring.problems import NothingWritten
from storage import share_drafts
from storage.core import drafts
from storage.core.drafts import Draft
from storage.core.ids import new_id


async def type_own(_: Update, turn: Turn) -> None:
    """Their own words for it."""
    draft = await preview.current(turn, turn.pressed(TypeOwn).draft)
    if draft is not None:
        await forms.start(turn, FORM, given={"draft": draft.id})


async def _begin(turn: Turn, given: Answers) -> None:
    kept = {"draft": str(given.get("draft", ""))}
    await _again(turn, Draft(turn.person, FORM.name, new_id()[:8], "copy", kept, (), turn.now, turn.now))


async def _again(turn: Turn, draft: Draft) -> None:
    await _keep(turn, draft)
    ask(turn, draft, "share-type-it", buttons=_rows(draft))


async def _keep(turn: Turn, draft: Draft) -> None:
    await drafts.keep(turn.tx, replace(draft, touched=turn.now, expires=turn.now + QUIET_HOUR))


def _rows(draft: Draft) -> Rows:
    return [[Stop(draft.token), OpenSupport()]]


async def _heard(turn: Turn, draft: Draft) -> None:
    """The copy: locked at once, and what goes is shown anew. One that does not fit stays in the chat for now."""
    if care.looks_like_words(turn.text):
        clear_typed(turn)
        ask(turn, draft, "pages-those-look-like-words", buttons=_rows(draft))
        return
    if not visible(turn.text):
        raise NothingWritten
    draft = with_message(draft, turn.message_id)
    over = sharing.over(turn.text)
    if over:
        await _keep(turn, draft)
        ask(turn, draft, "share-own-too-long", over=over, buttons=_rows(draft))
        return
    await _locked(turn, draft)


async def _locked(turn: Turn, draft: Draft) -> None:
    draft_id = str(draft.answers["draft"])
    there = await share_drafts.put_own(turn.tx, turn.person, draft_id, turn.text, now=turn.now)
    await drafts.forget(turn.tx, turn.person)
    clear_and_tell(turn, draft.messages, "typed-words")
    if care.needs_card(turn.text, turn.words.language):
        await care.show_card(turn)
    if there:
        await showing.hide(turn)
        showing.show_for_a_while(turn, preview.PREVIEW, {"draft": draft_id, "trim": 0})
    else:
        turn.say("share-over", buttons=[[OpenShared(), MyPages()], [OpenSupport()]])


FORM = forms.register(
    Form("share-own-copy", private=True, stopped="share-own-stopped", by_hand=ByHand(_begin, _heard, _again))
)
HANDLERS = [TypeOwn.handler(for_members(type_own))]
