"""Words, pictures and edits that nobody asked for: offered a locked page, refused kindly, or told the truth about."""

from collections import OrderedDict
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from telegram import Update
from telegram.ext import MessageHandler, filters

from handlers import menu
from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.reflections import care, kinds, setup
from handlers.reflections.afterwards import SAVED, about_page
from handlers.reflections.asking import clear_and_tell, clear_typed
from handlers.talk import forms, post
from handlers.talk.buttons import Button, Rows, keyboard
from handlers.talk.forms.remembering import with_message
from handlers.talk.post import LetterKind, Outcome, Reading
from handlers.talk.turn import Turn
from mentoring.names import visible
from mentoring.people import PersonId
from storage import reflections
from storage.core import drafts, letters
from storage.core.database import Tx
from storage.core.keystore import Keystore
from storage.core.letters import About, Lane, Letter

JOINED_WITHIN = timedelta(minutes=1)
"""A long text is sent by the phone as several messages, one right after the other: they are one page."""
ALBUMS_KNOWN = 256
SECRETS = ("pages-setup", "pages-unlock", "pages-code", "pages-code-in", "pages-old-words")
"""Forms in which words and codes are typed: an edit of those leaves the chat as they do."""


class LockIt(Button, prefix="rf-yes", label="page-yes-lock-it"):
    page: str


class ForgetIt(Button, prefix="rf-no", label="page-no-forget-it"):
    """`page` is empty when nothing was locked; then `message` is what they had typed."""

    page: str
    message: int


_before = forms.UNASKED[-1]


# Words


async def unasked(turn: Turn) -> None:
    """A member typed something outside every form."""
    if turn.speaker is None or not turn.speaker.is_member or not visible(turn.text):
        await _before(turn)
    elif care.looks_like_words(turn.text):
        clear_typed(turn)
        turn.say("pages-those-look-like-words", buttons=[[OpenSupport()]])
    else:
        if care.needs_card(turn.text, turn.words.language):
            await care.show_card(turn)
        await _offer(turn)


async def _offer(turn: Turn) -> None:
    message = turn.message_id or 0
    if not await reflections.has_lock(turn.tx, turn.person):
        rows: Rows = [[setup.SetUp(), ForgetIt("", message)], [OpenMenu(), OpenSupport()]]
        turn.say("page-offer-no-lock", buttons=menu.open_rows(rows))
        return
    page = await reflections.offered_since(turn.tx, turn.person, turn.now - JOINED_WITHIN)
    page = page or await reflections.begin(turn.tx, turn.person, now=turn.now, state=reflections.OFFERED)
    words = reflections.Part(turn.text, "", 0, turn.now.isoformat(), turn.zone)
    part = await reflections.add(turn.tx, turn.person, page, words, now=turn.now)
    await _lapse_in_an_hour(turn.tx, turn.person, page, message, turn.now)
    text = turn.words("page-offer", parts=part, hint=care.first_hint(turn.text) or "none")
    rows = menu.open_rows([[LockIt(page), ForgetIt(page, message)], [OpenMenu(), OpenSupport()]])
    turn.show_text(text, buttons=rows, kind="offered", about={"page": page})


async def _lapse_in_an_hour(tx: Tx, person: PersonId, page: str, message: int, now: datetime) -> None:
    """The offer's end is on disk with it, and so are the messages to clear when it is taken up."""
    known = await _messages(tx, page)
    await letters.withdraw(tx, _topic(page))
    about = {"page": page, "messages": ",".join(str(m) for m in dict.fromkeys([*known, message]))}
    due = now + reflections.UNFINISHED_KEPT
    await letters.owe(tx, kind="offer-lapses", to=person, due=due, about=about, topic=_topic(page), lane=Lane.CRISIS)


async def _messages(tx: Tx, page: str) -> list[int]:
    lapses = await letters.of_topic(tx, _topic(page))
    return [int(m) for letter in lapses for m in str(letter.about["messages"]).split(",") if m]


def _topic(page: str) -> str:
    return f"offer:{page}"


async def lock_it(_: Update, turn: Turn) -> None:
    """Keep what was offered as a free page, and clear it from the chat."""
    page = turn.pressed(LockIt).page
    if await reflections.is_saved(turn.tx, turn.person, page):
        turn.toast("page-saved-already")
        return
    if not await reflections.is_offered(turn.tx, turn.person, page):
        turn.show("page-offer-over", buttons=menu.open_rows([[OpenMenu(), OpenSupport()]]))
        return
    await reflections.keep(turn.tx, turn.person, page, kinds.FREE, zone=turn.zone, now=turn.now)
    await _clear(turn, page, SAVED, about_page(turn, page, kinds.FREE))


async def forget_it(_: Update, turn: Turn) -> None:
    """Keep nothing of it, and clear it from the chat."""
    pressed = turn.pressed(ForgetIt)
    if pressed.page:
        await reflections.let_offer_go(turn.tx, turn.person, pressed.page)
        await _clear(turn, pressed.page, "page-forgotten")
    else:
        clear_and_tell(turn, [m for m in (pressed.message, turn.message_id or 0) if m], "page-forgotten")


async def _clear(turn: Turn, page: str, then: str, about: About | None = None) -> None:
    messages = [*await _messages(turn.tx, page), *([turn.message_id] if turn.message_id else [])]
    await letters.withdraw(turn.tx, _topic(page))
    clear_and_tell(turn, [m for m in messages if m], then, about=about)


async def _nothing(reading: Reading) -> post.Deed | None:
    return None


async def _lapsed(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """An hour without an answer: nothing is kept."""
    if letter.person is not None:
        await reflections.let_offer_go(tx, PersonId(letter.person), str(letter.about["page"]))


async def _offered(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """Our own question has its number: it is cleared with their words."""
    person, page = PersonId(letter.person or ""), str(letter.about["page"])
    if outcome.message_id is not None and await reflections.is_offered(tx, person, page):
        lapses = await letters.of_topic(tx, _topic(page))
        began = lapses[-1].due - reflections.UNFINISHED_KEPT if lapses else now
        await _lapse_in_an_hour(tx, person, page, outcome.message_id, began)


# Pictures, voices, files, contacts

# What is known of an album, though each of its pictures comes as an update of its own: which one is answered, and which
# letter says that part of it is still there.
_albums: WeakKeyDictionary[Keystore, OrderedDict[str, int | str]] = WeakKeyDictionary()


async def only_words(update: Update, turn: Turn) -> None:
    """Nothing but words is taken; what was sent is cleared, because it may show more than they meant (3.19)."""
    if turn.message is None:
        return
    album = turn.message.media_group_id or ""
    first = not album or _is_first(turn.tx, f"answered:{album}", update.update_id)
    clear_and_tell(turn, [turn.message.message_id], "only-words" if first else "album-left", about={"album": album})


def _is_first(tx: Tx, what: str, one: int | str) -> bool:
    """Whether this one was the first to ask; it may ask again."""
    known = _albums.setdefault(tx.keystore, OrderedDict())
    if len(known) > ALBUMS_KNOWN:
        known.popitem(last=False)
    return known.setdefault(what, one) == one


async def _only_words(reading: Reading) -> post.Deed | None:
    about, help_now = reading.letter.about, keyboard([[OpenSupport()]], reading.words)
    if about["cleared"]:
        return post.Send(reading.words("only-words"), help_now)
    if about["album"]:
        _is_first(reading.tx, f"left:{about['album']}", reading.letter.id)
    return post.Send(reading.words("only-words-not-cleared"), help_now)


async def _album_left(reading: Reading) -> post.Deed | None:
    """Said once of an album, however many of its pictures could not be cleared."""
    told = _is_first(reading.tx, f"left:{reading.letter.about['album']}", reading.letter.id)
    return post.Send(reading.words("album-left"), keyboard([[OpenSupport()]], reading.words)) if told else None


# Edits


async def edited(_: Update, turn: Turn) -> None:
    """An edit changes nothing that is locked, and is never read as an answer."""
    found = await forms.open_draft(turn)
    if found is None:
        await _edited_unasked(turn)
        return
    form, draft = found
    if form.name in SECRETS:
        clear_typed(turn)
    elif form.private and turn.message_id and turn.message_id not in draft.messages:
        await drafts.keep(turn.tx, with_message(draft, turn.message_id))
    turn.say("page-edits" if form.name == "page" else "edits-not-read", buttons=[[OpenSupport()]])


async def _edited_unasked(turn: Turn) -> None:
    if care.looks_like_words(turn.text):
        clear_typed(turn)
        turn.say("pages-those-look-like-words", buttons=[[OpenSupport()]])
    elif turn.speaker and await reflections.offered_since(
        turn.tx, turn.speaker.id, turn.now - reflections.UNFINISHED_KEPT
    ):
        turn.say("page-edits", buttons=[[OpenSupport()]])


# Letters


def _told(done: str, not_done: str) -> LetterKind:
    async def render(reading: Reading) -> post.Deed | None:
        return post.Send(
            reading.words(done if reading.letter.about["cleared"] else not_done),
            keyboard([[OpenSupport()]], reading.words),
        )

    return LetterKind(render)


PRIVATE = filters.ChatType.PRIVATE
HANDLERS = [
    LockIt.handler(for_members(lock_it)),
    ForgetIt.handler(for_members(forget_it)),
    MessageHandler(PRIVATE & filters.UpdateType.MESSAGE & ~filters.TEXT & ~filters.StatusUpdate.ALL, only_words),
    MessageHandler(PRIVATE & filters.UpdateType.EDITED_MESSAGE & filters.TEXT, edited),
]
LETTERS = {
    "offered": LetterKind(post.KINDS["reply"].render, settled=_offered),
    "offer-lapses": LetterKind(_nothing, settled=_lapsed),
    "page-forgotten": _told("page-forgotten", "page-forgotten-not-cleared"),
    "only-words": LetterKind(_only_words),
    "album-left": LetterKind(_album_left),
}
forms.UNASKED.append(unasked)
