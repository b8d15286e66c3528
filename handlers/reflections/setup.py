"""Before the first page: five words are chosen, shown once, typed back, and made into a lock."""

from dataclasses import replace

from telegram import Update

from handlers import menu
from handlers.doors import OpenMenu, OpenReflect, OpenSupport
from handlers.guards import for_members
from handlers.reflections import showing
from handlers.reflections.asking import ask, ask_text, clear_typed
from handlers.reflections.chosen import WORDS
from handlers.reflections.locking import FIRST, LOCKERS, SET_UP, TYPING, locking
from handlers.talk import forms, post
from handlers.talk.buttons import Button, Rows, keyboard
from handlers.talk.forms import Answers, ByHand, Form, Stop
from handlers.talk.post import LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import reflections
from storage.core import drafts
from storage.core.drafts import Draft
from storage.core.ids import new_id
from storage.core.vault import TooEasy, canonical, check_choice, new_words

SHOWN, OWN, LOCKING = "shown", "own", "locking"


class SetUp(Button, prefix="rf-setup", label="pages-set-up"):
    """What the five words are, and what losing them means."""


class Understood(Button, prefix="rf-know", label="pages-understood"):
    """They know that nobody can help when the words are lost."""


class Written(Button, prefix="rf-wrote", label="pages-written-down"):
    token: str


class ChooseOwn(Button, prefix="rf-own", label="pages-choose-own"):
    token: str


class OtherWords(Button, prefix="rf-other", label="pages-other-words"):
    token: str


# The conversation


def explain(turn: Turn) -> None:
    """Say what the words are, and that nobody can help when they are lost; go on only when they say they know."""
    turn.show(
        "pages-explain", buttons=menu.open_rows([[Understood(), OpenMenu().named("pages-not-now")], [OpenSupport()]])
    )


async def set_up(_: Update, turn: Turn) -> None:
    """The front of it, by a tap."""
    if await reflections.has_lock(turn.tx, turn.person):
        turn.show("pages-have-lock", buttons=[[OpenReflect(), OpenSupport()]])
    else:
        explain(turn)


async def understood(_: Update, turn: Turn) -> None:
    """On with it."""
    turn.unbutton()
    await forms.start(turn, FORM)


async def choose_again(turn: Turn, why: str) -> None:
    """Choose words in place of those there are; `why` says what is done with them (see `locking.LOCKERS`)."""
    await forms.start(turn, FORM, given={"why": why})


async def _begin(turn: Turn, given: Answers) -> None:
    why = given.get("why", FIRST)
    if why not in LOCKERS or (why == FIRST and await reflections.has_lock(turn.tx, turn.person)):
        turn.show("pages-have-lock", buttons=[[OpenReflect(), OpenSupport()]])
        return
    draft = Draft(turn.person, FORM.name, new_id()[:8], SHOWN, {"why": why}, (), turn.now, turn.now)
    await _show_new_words(turn, draft)


async def _show_new_words(turn: Turn, draft: Draft) -> None:
    WORDS.keep(turn.house.vaults, turn.person, new_words(), turn.now)
    await _keep(turn, replace(draft, question=SHOWN))
    showing.show_for_a_while(turn, "five-words", {"token": draft.token})


async def _keep(turn: Turn, draft: Draft) -> None:
    await drafts.keep(turn.tx, replace(draft, touched=turn.now, expires=turn.now + FORM.kept_for))


async def _mine(turn: Turn, token: str) -> Draft:
    found = await forms.open_draft(turn)
    if found is None or found[0] is not FORM or found[1].token != token:
        raise OldButton
    return found[1]


async def written(_: Update, turn: Turn) -> None:
    """They have written the words down: hide them, and ask for them."""
    draft = await _mine(turn, turn.pressed(Written).token)
    await showing.hide(turn)
    if WORDS.of(turn.house.vaults, turn.person, turn.now) is None:
        await _start_over(turn, draft)
        return
    await _keep(turn, replace(draft, question=TYPING))
    await _ask(turn, draft, "pages-type-back")


async def choose_own(_: Update, turn: Turn) -> None:
    """They would rather have words of their own."""
    draft = await _mine(turn, turn.pressed(ChooseOwn).token)
    await showing.hide(turn)
    WORDS.forget(turn.house.vaults, turn.person)
    await _keep(turn, replace(draft, question=OWN))
    await _ask(turn, draft, "pages-own")


async def other_words(_: Update, turn: Turn) -> None:
    """Five other words."""
    draft = await _mine(turn, turn.pressed(OtherWords).token)
    await showing.hide(turn)
    await _show_new_words(turn, draft)


async def _start_over(turn: Turn, draft: Draft) -> None:
    turn.say("pages-forgot-words", buttons=[[OpenSupport()]])
    await _show_new_words(turn, draft)


async def _ask(turn: Turn, draft: Draft, key: str, **holes: str | int) -> None:
    """Ask for words, under their sign once they have one."""
    text = turn.words(key, **holes)
    if draft.answers.get("why", FIRST) != FIRST:
        text = turn.words("vault-sign", sign=await reflections.sign_of(turn.tx, turn.person)) + "\n" + text
    ask_text(turn, draft, text, buttons=_ways_out(draft))


def _ways_out(draft: Draft) -> Rows:
    return [[OtherWords(draft.token)], [Stop(draft.token), OpenSupport()]]


async def _heard(turn: Turn, draft: Draft) -> None:
    """Words were typed. They leave the chat before anything is done with them, whatever becomes of them."""
    clear_typed(turn)
    words = canonical(turn.text)
    if draft.question == LOCKING:
        turn.say("pages-locking", buttons=[[OpenSupport()]])
    elif draft.question == OWN:
        await _heard_own(turn, draft, words)
    else:
        await _heard_back(turn, draft, words)


async def _heard_own(turn: Turn, draft: Draft, words: str) -> None:
    try:
        check_choice(words)
    except TooEasy as easy:  # not raised: that would undo the clearing of what they typed
        await _ask(turn, draft, easy.words_key(), **easy.facts)
        return
    WORDS.keep(turn.house.vaults, turn.person, words, turn.now)
    await _keep(turn, replace(draft, question=TYPING))
    await _ask(turn, draft, "pages-own-again")


async def _heard_back(turn: Turn, draft: Draft, words: str) -> None:
    expected = WORDS.of(turn.house.vaults, turn.person, turn.now)
    if expected is None:
        await _start_over(turn, draft)
    elif words != expected:
        await _keep(turn, draft)
        await _ask(turn, draft, "pages-not-same")
    else:
        await showing.hide(turn)
        await reflections.sign_of(turn.tx, turn.person)
        await _keep(turn, replace(draft, question=LOCKING))
        ask(turn, draft, "pages-locking", buttons=[[OpenSupport()]])
        turn.later(locking(turn.person, words, str(draft.answers.get("why", FIRST))))


async def _again(turn: Turn, draft: Draft) -> None:
    if draft.question == OWN:
        await _ask(turn, draft, "pages-own")
    elif draft.question == TYPING and WORDS.of(turn.house.vaults, turn.person, turn.now):
        await _ask(turn, draft, "pages-type-back")
    else:
        await _show_new_words(turn, draft)


async def _let_go(turn: Turn) -> None:
    WORDS.forget(turn.house.vaults, turn.person)
    await showing.hide(turn)


FORM = forms.register(
    Form(SET_UP, private=True, when_let_go=_let_go, by_hand=ByHand(_begin, _heard, _again)),
)


# Letters


async def _five_words(reading: Reading) -> post.Deed | None:
    """The words, straight from memory; after a restart they are gone, and others are offered."""
    person, token = PersonId(reading.letter.person or ""), str(reading.letter.about["token"])
    words = WORDS.of(showing.vaults_of(reading), person, reading.now)
    if words is None:
        rows: Rows = [[OtherWords(token)], [Stop(token), OpenSupport()]]
        return showing.filled(reading, reading.words("pages-words-gone"), keyboard(rows, reading.words))
    rows = [[Written(token)], [ChooseOwn(token), OtherWords(token)], [Stop(token), OpenSupport()]]
    text = reading.words.label("pages-five-words", words=words)
    return showing.filled(reading, text, keyboard(rows, reading.words), spoiler=True)


HANDLERS = [
    SetUp.handler(for_members(set_up)),
    Understood.handler(for_members(understood)),
    Written.handler(for_members(written)),
    ChooseOwn.handler(for_members(choose_own)),
    OtherWords.handler(for_members(other_words)),
]
LETTERS = {
    "five-words": LetterKind(_five_words, settled=showing.maybe_not_shown, secret=True),
}
