"""Forms: conversations as data. Questions, checks and choices; the answers so far are a sealed draft on disk."""

from telegram.ext import CommandHandler, MessageHandler, filters

from handlers.talk.forms.asking import UNASKED, heard, open_draft, picked, start
from handlers.talk.forms.leaving import (
    ask_again,
    cancel,
    carry_on,
    drop_and_start,
    let_go,
    no_such_command,
    stop,
    wipe_expired,
)
from handlers.talk.forms.remembering import LETTERS, with_message
from handlers.talk.forms.shape import (
    A_DAY,
    FORMS,
    MOST_LETTERS,
    QUIET_HOUR,
    Answers,
    ByHand,
    Choice,
    Choices,
    Form,
    PickOne,
    Question,
    any_text,
    register,
)
from handlers.talk.forms.taps import CarryOn, DropAndStart, Pick, Stop

__all__ = [
    "A_DAY",
    "FORMS",
    "HANDLERS",
    "LAST_HANDLERS",
    "LETTERS",
    "MOST_LETTERS",
    "QUIET_HOUR",
    "UNASKED",
    "Answers",
    "ByHand",
    "CarryOn",
    "Choice",
    "Choices",
    "DropAndStart",
    "Form",
    "Pick",
    "PickOne",
    "Question",
    "Stop",
    "any_text",
    "ask_again",
    "heard",
    "let_go",
    "open_draft",
    "register",
    "start",
    "wipe_expired",
    "with_message",
]

HANDLERS = [
    CommandHandler("cancel", cancel, filters=filters.ChatType.PRIVATE),  # their form is nobody else's business
    Pick.handler(picked),
    Stop.handler(stop),
    CarryOn.handler(carry_on),
    DropAndStart.handler(drop_and_start),
]
LAST_HANDLERS = [
    MessageHandler(filters.TEXT & ~filters.COMMAND & filters.ChatType.PRIVATE, heard),
    MessageHandler(filters.COMMAND & filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE, no_such_command),
]
