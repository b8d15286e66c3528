"""A send at a time of its own: set, seen, taken off again, and let out by its bell as a tap would have (J8, step 5)."""

from datetime import datetime
from typing import Any

from telegram import Update

from handlers.doors import OpenMenu
from handlers.guards import for_roles
from handlers.opportunities import asking
from handlers.opportunities.taps import (
    DropDraft,
    DropTime,
    FixSomething,
    OpenDraft,
    SaveDraft,
    SeeProgress,
    SendNow,
    SetTime,
)
from handlers.talk import forms
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.dates import understand
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from mentoring import opportunities as rules
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton, Problem
from storage import opportunities, opportunity_times, people
from storage import opportunity_sends as sends
from storage.core import letters
from storage.core.database import Tx
from storage.core.instants import instant, ms
from storage.core.letters import Letter
from storage.opportunities import Opportunity

WENT, STAYED = "opportunity-went", "opportunity-stayed"


# Setting it


async def set_time(_: Update, turn: Turn) -> None:
    """Ask for a day and a time."""
    draft = await opportunities.draft(turn.tx, turn.pressed(SetTime).opportunity)
    await forms.start(turn, TIME_FORM, given={"opportunity": draft.id})


async def _read(turn: Turn, _: Question, answers: Answers) -> None:
    draft = await opportunities.draft(turn.tx, answers["opportunity"])
    at = understand(str(answers["at"]), now=turn.now, zone=turn.zone)
    rules.check_send_time(at, draft.closes, turn.now)
    answers["at"] = ms(at)


async def _keep(turn: Turn, answers: Answers) -> None:
    draft = await opportunities.draft(turn.tx, answers["opportunity"])
    await opportunity_times.keep(turn.tx, draft.id, instant(answers["at"]), by=turn.person, now=turn.now)
    _show(turn, draft, instant(answers["at"]))


TIME_FORM = forms.register(
    Form(
        "opportunity-time",
        (Question("at", "opportunities-ask-send-time", text=str),),
        _keep,
        allowed=asking.allowed,
        on_answer=_read,
    )
)


def _show(turn: Turn, draft: Opportunity, at: datetime) -> None:
    rows: Rows = [
        [SendNow(draft.id), SetTime(draft.id).named("opportunities-tap-other-time")],
        [DropTime(draft.id), DropDraft(draft.id)],
        [FixSomething(draft.id), OpenMenu()],
    ]
    turn.show("opportunities-timed", title=draft.title, when=turn.words.when(at, turn.zone), buttons=rows)


async def shown(turn: Turn, draft: Opportunity) -> bool:
    """Show when a draft goes out by itself. False when it does not."""
    at = await opportunity_times.of(turn.tx, draft.id)
    if at is None or draft.fair is None or draft.audience is None:
        return False
    _show(turn, draft, at)
    return True


async def drop_time(_: Update, turn: Turn) -> None:
    """A draft like any other again. Twice is once."""
    draft = await opportunities.draft(turn.tx, turn.pressed(DropTime).opportunity)
    await opportunity_times.drop(turn.tx, draft.id)
    turn.show("opportunities-untimed", buttons=[[OpenDraft(draft.id), SaveDraft(draft.id)], [OpenMenu()]])


# Its bell


async def _nothing(_: Reading) -> Deed | None:
    return None


async def _rung(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    """Let it out, if whoever set the time still may and it still is as it was checked; then say which of the two."""
    opportunity, by = str(letter.about["opportunity"]), PersonId(str(letter.about["by"]))
    sender = await people.find(tx, by)
    if sender is None or Role.COORDINATOR not in sender.roles:
        return
    try:
        await sends.send(tx, opportunity, by=by, screen=None, now=now)
    except Problem:  # one that was sent by hand, or deleted, is no draft by then: that letter says nothing
        await letters.owe(tx, kind=STAYED, to=by, due=now, about={"opportunity": opportunity})
    else:
        await letters.owe(tx, kind=WENT, to=by, due=now, about={"opportunity": opportunity})


def _news(key: str, button: Any, *, draft: bool) -> LetterKind:
    async def render(reading: Reading) -> Deed | None:
        try:
            found = await opportunities.find(reading.tx, str(reading.letter.about["opportunity"]))
        except OldButton:
            return None
        if (found.state == "draft") is not draft:
            return None
        return Send(reading.words(key), keyboard([[button(found.id)], [OpenMenu()]], reading.words))

    return LetterKind(render, waits_for_morning=True)


_coordinators = for_roles(Role.COORDINATOR)
HANDLERS = [
    SetTime.handler(_coordinators(set_time)),
    DropTime.handler(_coordinators(drop_time)),
]
LETTERS = {
    opportunity_times.BELL: LetterKind(_nothing, settled=_rung),
    WENT: _news("opportunities-went", SeeProgress, draft=False),
    STAYED: _news("opportunities-stayed", OpenDraft, draft=True),
}
