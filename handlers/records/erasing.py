"""Erasing every record and plan, once ERASE is typed: the rows with the turn, the key as soon as that is on disk."""

from typing import Any

from telegram import Update

from handlers import privacy
from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.privacy import NotTheWord
from handlers.records.taps import EraseAll
from handlers.reflections import showing
from handlers.talk import forms
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.turn import Turn
from storage import records
from storage.core.keystore import LogNotWiped


def _the_word(text: str) -> str:
    if text.strip() != privacy.WORD:
        raise NotTheWord
    return text.strip()


async def _days(turn: Turn, _: Answers) -> dict[str, Any]:
    return {"days": turn.house.settings.network.backup_days}


@for_members
async def erase_all(_: Update, turn: Turn) -> None:
    """What goes, and the word."""
    await forms.start(turn, FORM)


async def _erase(turn: Turn, _: Answers) -> None:
    await records.erase_everything(turn.tx, turn.person, now=turn.now)
    await showing.hide(turn)
    days = turn.house.settings.network.backup_days
    turn.say("record-all-erased", days=days, buttons=[[OpenMenu(), OpenSupport()]])
    turn.later(finish_endings)


async def _member(turn: Turn) -> None:
    _ = turn.person


FORM = forms.register(
    Form(
        "record-erase-all",
        (Question("word", "record-ask-erase-all", text=_the_word, holes=_days, extra=((OpenSupport(),),)),),
        _erase,
        private=True,
        stopped="record-erase-stopped",
        allowed=_member,
    )
)


async def finish_endings(desk: Any) -> None:  # bot.receive.Desk, which is above this room
    """Destroy the key of each whose records are gone.

    Called after the turn, at every start and every minute: what a crash left half-done is finished then.
    """
    async with desk.database.read() as tx:
        waiting = await records.endings(tx)
    for person in waiting:
        try:
            await records.destroy_key(desk.database.keystore, person)
        except LogNotWiped:
            continue  # the key is destroyed; its old page is wiped by the next round
        async with desk.database.begin() as tx:
            await records.ended(tx, person)
    if waiting:
        await desk.database.wipe_log()


privacy.ALSO_FINISH.append(finish_endings)

HANDLERS = [EraseAll.handler(erase_all)]
