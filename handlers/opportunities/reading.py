"""What members do with chances: read them one by one, save one, ask for more, or say it is not for them."""

from typing import Any

from telegram import Update
from telegram.ext import CommandHandler

from handlers import errors
from handlers.doors import OpenMenu, OpenOpportunities
from handlers.guards import for_members
from handlers.opportunities import cards
from handlers.opportunities.taps import (
    SEE_OPEN,
    MySaved,
    NextOne,
    NotForMe,
    OpenOne,
    SaveIt,
    ShowAgain,
    TellMeMore,
    Unsave,
    WhatISee,
    member_taps,
)
from handlers.talk.buttons import Rows, Said, Tap
from handlers.talk.turn import Turn
from mentoring.opportunities import HasClosed, WasTakenBack
from mentoring.people import Role
from mentoring.problems import OldButton
from storage import opportunities
from storage.opportunities import Answer, Opportunity

MOST_LISTED = 8

errors.NEXT_STEPS[HasClosed] = SEE_OPEN
errors.NEXT_STEPS[WasTakenBack] = SEE_OPEN


async def browse(_: Update, turn: Turn) -> None:
    """/opportunities: what is open, what closes soonest first."""
    await _show_from(turn, 0)


async def next_one(_: Update, turn: Turn) -> None:
    """The one after the one that is shown, round and round."""
    seen = turn.pressed(NextOne).opportunity
    found = await opportunities.still_open(turn.tx, turn.person, turn.now)
    await _show_from(turn, next((n + 1 for n, each in enumerate(found) if each.id == seen), 0))


async def _show_from(turn: Turn, place: int) -> None:
    found = await opportunities.still_open(turn.tx, turn.person, turn.now)
    if not found:
        turn.show("opportunities-nothing", buttons=[[WhatISee(), OpenMenu()]])
        return
    await _page(turn, found[place % len(found)], more=len(found) > 1)


async def _page(turn: Turn, opportunity: Opportunity, *, more: bool) -> None:
    said = await opportunities.answer_of(turn.tx, opportunity.id, turn.person)
    keeping: Tap = Unsave(opportunity.id) if said is Answer.SAVED else SaveIt(opportunity.id)
    after: list[Tap] = [NextOne(opportunity.id)] if more else []
    rows: Rows = [
        [keeping, TellMeMore(opportunity.id)],
        [NotForMe(opportunity.id), *after],
        [MySaved(), WhatISee()],
        [OpenMenu()],
    ]
    turn.show_text(cards.copy(turn.words, opportunity, turn.now), buttons=rows)


async def mine(_: Update, turn: Turn) -> None:
    """What they have saved and may still go for."""
    saved = await opportunities.saved_by(turn.tx, turn.person, turn.now)
    rows: list[Any] = [[Said(OpenOne(each.id), cards.short(each.title))] for each in saved[:MOST_LISTED]]
    key = "opportunities-mine" if saved else "opportunities-mine-none"
    turn.show(key, buttons=[*rows, [OpenOpportunities().named("opportunities-tap-see-open"), OpenMenu()]])


async def open_one(_: Update, turn: Turn) -> None:
    """One of them, on a page of its own."""
    await _page(turn, await _open(turn, turn.pressed(OpenOne).opportunity), more=False)


async def _open(turn: Turn, wanted: str) -> Opportunity:
    """One that may still be gone for. Raises NotSentYet (to coordinators), OldButton, WasTakenBack, HasClosed."""
    found = await opportunities.find(turn.tx, wanted)
    if found.state == "draft" and not turn.holds(Role.COORDINATOR):
        raise OldButton
    found.check_open(turn.now)
    return found


async def save_it(_: Update, turn: Turn) -> None:
    """Saved, with the reminders that still fit. Twice is once."""
    found = await _open(turn, turn.pressed(SaveIt).opportunity)
    coming = await opportunities.save(turn.tx, found, turn.person, now=turn.now, zone=turn.zone)
    if coming is None:
        turn.toast("opportunities-saved-already")
        return
    day = cards.day(turn.words, found.closes, turn.now)
    turn.say(f"opportunities-saved-{len(coming)}", day=day, buttons=[[MySaved(), OpenMenu()]])


async def unsave(_: Update, turn: Turn) -> None:
    """No longer saved."""
    opportunity = turn.pressed(Unsave).opportunity
    await opportunities.unsave(turn.tx, opportunity, turn.person)
    turn.say("opportunities-unsaved", buttons=[[ShowAgain(opportunity), MySaved()]])


async def tell_me_more(_: Update, turn: Turn) -> None:
    """The whole card. Nobody keeps that it was opened."""
    found = await opportunities.find(turn.tx, turn.pressed(TellMeMore).opportunity)
    if found.state != "draft" or not turn.holds(Role.COORDINATOR):
        found = await _open(turn, found.id)
    first, second = member_taps(found.id)
    turn.say_text(cards.whole(turn.words, found, turn.now), buttons=[[first[0], *second]])


async def not_for_me(_: Update, turn: Turn) -> None:
    """Put away, without a reason and without anybody being told."""
    found = await _open(turn, turn.pressed(NotForMe).opportunity)
    await opportunities.not_for(turn.tx, found, turn.person, now=turn.now)
    turn.show("opportunities-put-away", buttons=[[ShowAgain(found.id), OpenOpportunities()]])


async def show_again(_: Update, turn: Turn) -> None:
    """Have it back after all, where it was put away."""
    found = await _open(turn, turn.pressed(ShowAgain).opportunity)
    await opportunities.for_me_after_all(turn.tx, found.id, turn.person)
    turn.show_text(cards.copy(turn.words, found, turn.now), buttons=member_taps(found.id))


HANDLERS = [
    CommandHandler("opportunities", for_members(browse)),
    OpenOpportunities.handler(for_members(browse)),
    NextOne.handler(for_members(next_one)),
    MySaved.handler(for_members(mine)),
    OpenOne.handler(for_members(open_one)),
    SaveIt.handler(for_members(save_it)),
    Unsave.handler(for_members(unsave)),
    TellMeMore.handler(for_members(tell_me_more)),
    NotForMe.handler(for_members(not_for_me)),
    ShowAgain.handler(for_members(show_again)),
]
