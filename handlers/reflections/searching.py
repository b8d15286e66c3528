"""Looking through one's pages for a word: asked for, cleared from the chat, and in memory alone."""

from dataclasses import replace
from datetime import datetime, timedelta

from telegram import Update

from handlers import menu
from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.reflections import care, looking, unlocking
from handlers.reflections.asking import ask, clear_typed
from handlers.reflections.looking import SearchPages
from handlers.reflections.sights import Sight
from handlers.reflections.unlocking import Unlocked
from handlers.talk import forms, post
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.forms import Answers, ByHand, Form, Stop
from handlers.talk.forms.remembering import remember
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.names import visible
from mentoring.people import PersonId
from storage.core import drafts, letters
from storage.core.drafts import Draft
from storage.core.ids import new_id
from storage.core.letters import Lane

SEARCH = "pages-search"
ASK = "pages-ask-word"
LONGEST_WORD = 100
ASKED_FOR = timedelta(minutes=10)


async def search(_: Update, turn: Turn) -> None:
    """Ask for the word, once the pages are open."""
    if await unlocking.is_open(turn, then=SEARCH):
        await forms.start(turn, FORM)


def _draft(person: PersonId, now: datetime) -> Draft:
    return Draft(person, SEARCH, new_id()[:8], "word", {}, (), now, now + ASKED_FOR)


def _rows(token: str) -> Rows:
    return [[Stop(token), OpenSupport()]]


async def _begin(turn: Turn, _: Answers) -> None:
    await _again(turn, _draft(turn.person, turn.now))


async def _again(turn: Turn, draft: Draft) -> None:
    await drafts.keep(turn.tx, replace(draft, touched=turn.now, expires=turn.now + ASKED_FOR))
    ask(turn, draft, ASK, buttons=_rows(draft.token))


async def _go_on(them: Unlocked) -> None:
    """Their words were right: the word they had been about to look for is asked for."""
    draft = _draft(them.person, them.now)
    await drafts.keep(them.tx, draft)
    about = {"token": draft.token}
    await letters.owe(them.tx, kind=ASK, to=them.person, due=them.now, about=about, lane=Lane.REPLY)


async def _ask(reading: Reading) -> post.Deed | None:
    draft = await drafts.of(reading.tx, PersonId(reading.letter.person or ""))
    token = str(reading.letter.about["token"])
    if draft is None or draft.token != token:
        return None
    return post.Send(reading.words(ASK), keyboard(menu.open_rows(_rows(token)), reading.words))


async def _heard(turn: Turn, draft: Draft) -> None:
    """The word goes from the chat at once; it is looked for in memory, and let go."""
    clear_typed(turn)
    if care.looks_like_words(turn.text):
        ask(turn, draft, "pages-those-look-like-words", buttons=[[OpenSupport()]])
        return
    word = turn.text.strip()
    if not visible(word) or len(word) > LONGEST_WORD:  # not raised: that would undo the clearing
        ask(turn, draft, "pages-word-odd", buttons=[[OpenSupport()]])
        return
    await drafts.forget(turn.tx, turn.person)
    turn.clear(draft.messages)
    if care.needs_card(word, turn.words.language):
        await care.show_card(turn)
    await looking.look(turn, Sight(turn.now, word=word))


FORM = forms.register(Form(SEARCH, private=True, by_hand=ByHand(_begin, _heard, _again)))
unlocking.THEN[SEARCH] = _go_on

HANDLERS = [SearchPages.handler(for_members(search))]
LETTERS = {ASK: LetterKind(_ask, settled=remember)}
