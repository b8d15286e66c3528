"""Leaving a form: stopping it, letting it go, going back to it, and wiping what was left half-way."""

from dataclasses import replace
from datetime import datetime

from telegram import Update

from handlers.talk.forms.asking import ask, help_now, open_draft, start
from handlers.talk.forms.shape import FORMS
from handlers.talk.forms.taps import WAITING, DropAndStart, Stop
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage.core import drafts
from storage.core.database import Tx


async def let_go(turn: Turn) -> bool:
    """Drop the open draft and clear what was typed for a private form. False when there was none."""
    if turn.speaker is None:
        return False
    draft = await drafts.of(turn.tx, turn.speaker.id)
    if draft is None:
        return False
    await drafts.forget(turn.tx, turn.speaker.id)
    form = FORMS.get(draft.form)
    if form and form.private:
        turn.clear(draft.messages)
    if form and form.when_let_go:
        await form.when_let_go(turn)
    return True


async def stop(_: Update, turn: Turn) -> None:
    """The Stop button of a question."""
    found = await open_draft(turn)
    if found is None or found[1].token != turn.pressed(Stop).token:
        raise OldButton
    await let_go(turn)
    turn.show(found[0].stopped, buttons=help_now(found[0]))


async def cancel(_: Update, turn: Turn) -> None:
    """/cancel: always works, says what the form itself says of stopping, or that there was nothing to stop."""
    found = await open_draft(turn)
    if await let_go(turn):
        form = found[0] if found else None
        turn.say(form.stopped if form else "form-cancelled", buttons=help_now(form))
    else:
        turn.say("form-nothing-to-cancel")


async def carry_on(_: Update, turn: Turn) -> None:
    """Ask again where they were."""
    await ask_again(turn)


async def ask_again(turn: Turn) -> None:
    """Put the open question once more. Raises OldButton when none is open."""
    found = await open_draft(turn)
    if found is None:
        raise OldButton
    form, draft = found
    if form.by_hand:
        await form.by_hand.again(turn, draft)
        return
    question = form.find(draft.question)
    await ask(turn, form, draft, question, form.questions.index(question))


async def drop_and_start(_: Update, turn: Turn) -> None:
    """Stop the old form and begin the other, with what it was given. A second tap finds it begun."""
    wanted = turn.pressed(DropAndStart).form
    form, found = FORMS.get(wanted), await open_draft(turn)
    if found and found[1].form == wanted:
        return
    waiting = found[1].answers.get(WAITING) if found else None
    if form is None or turn.speaker is None or not waiting or waiting["form"] != wanted:
        raise OldButton
    await let_go(turn)
    if form.allowed:
        await form.allowed(turn)
    turn.speaker = replace(turn.speaker, draft_form=None)
    await start(turn, form, given=waiting["given"])


async def wipe_expired(tx: Tx, now: datetime) -> list[tuple[PersonId, str, list[int]]]:
    """Forget drafts whose time is over; returns whose, so that their messages can be cleared."""
    gone = await drafts.expired(tx, now)
    for person, name, _messages in gone:
        await drafts.forget(tx, person)
        form = FORMS.get(name)
        if form and form.when_wiped:
            await form.when_wiped(tx, person)
    return gone


async def no_such_command(_: Update, turn: Turn) -> None:
    """A slash at the start and nothing that answers it: never taken for an answer, never met with silence."""
    found = await open_draft(turn)
    if found is None:
        turn.say("unknown")
        return
    form, draft = found
    if form.private and turn.message_id:
        await drafts.keep(turn.tx, replace(draft, messages=(*draft.messages, turn.message_id)))
    turn.say("form-no-such-command", buttons=help_now(form))
