"""Forwarded words: another's never answer a question, open a page or say yes for whoever passed them on."""

from telegram import Update
from telegram.ext import MessageHandler, filters

from handlers.doors import OpenSupport
from handlers.reflections import care
from handlers.reflections.asking import clear_typed
from handlers.reflections.offering import PRIVATE, SECRETS
from handlers.talk import forms
from handlers.talk.forms.remembering import with_message
from handlers.talk.turn import Turn
from storage.core import drafts


async def forwarded(update: Update, turn: Turn) -> None:
    """One's own words, brought from another chat, are one's own. Another's are not read while a question is open;
    when none is, they are offered as a page, as anything is."""
    found = None if _is_their_own(update) else await forms.open_draft(turn)
    if found is None:
        await forms.heard(update, turn)
        return
    form, draft = found
    if form.name in SECRETS:
        clear_typed(turn)
    elif form.private and turn.message_id:
        await drafts.keep(turn.tx, with_message(draft, turn.message_id))
    if care.needs_card(turn.text, turn.words.language):
        await care.show_card(turn)
    turn.say("forwarded-not-read", buttons=[[OpenSupport()]])


def _is_their_own(update: Update) -> bool:
    message = update.effective_message
    first = getattr(message.forward_origin, "sender_user", None) if message else None
    return first is not None and first == update.effective_user


TEXT = PRIVATE & filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND
HANDLERS = [MessageHandler(TEXT & filters.FORWARDED, forwarded)]
