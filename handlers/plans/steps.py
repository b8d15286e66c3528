"""The taps while a plan is written: ready steps added, others moved and dropped, the whole looked at and kept."""

from collections.abc import Awaitable, Callable

from telegram import Update

from handlers.doors import OpenMenu
from handlers.guards import for_roles
from handlers.plans import saying
from handlers.plans.desk import SeePlan
from handlers.plans.page import FORM, LOOK, NEW_NAME, ONE, PICK, STEP, YES, Do, Page, show
from handlers.plans.writing import back_to_circle
from handlers.talk import forms
from handlers.talk.turn import Turn
from mentoring import own_plans as rules
from mentoring.own_plans import NoYesRound
from mentoring.people import Role
from mentoring.problems import OldButton
from storage import plans
from storage.core import audit, drafts


@for_roles(Role.COORDINATOR)
async def tapped(_: Update, turn: Turn) -> None:
    """One tap. Tapped under an older page, the newest is shown instead."""
    pressed, found = turn.pressed(Do), await forms.open_draft(turn)
    if found is None or found[1].form != FORM or found[1].token != pressed.token:
        raise OldButton
    page, act = Page(found[1]), ACTS.get(pressed.act)
    if act is None:
        raise OldButton
    if pressed.seen != page.answers["seen"]:
        await show(turn, page)
    else:
        await act(turn, page, pressed.place)


async def _yes(turn: Turn, page: Page, place: int) -> None:
    """A round of consent, first or second (K5)."""
    at = min(place, len(page.steps), rules.EARLY - 1)
    steps = rules.put(page.steps, saying.ready_step("yes_round"), at)
    await show(turn, page.with_steps(steps).after_line())


async def _pause(turn: Turn, page: Page, _: int) -> None:
    await show(turn, page.with_steps(rules.put(page.steps, saying.ready_step("pause"))).after_line())


async def _middle(turn: Turn, page: Page, _: int) -> None:
    """A break where half the time has gone."""
    await show(turn, page.with_steps(rules.with_break(page.steps, saying.ready_step("pause"))).at(LOOK))


async def _undo(turn: Turn, page: Page, _: int) -> None:
    await show(turn, page.with_steps(page.steps[:-1]).at(STEP))


async def _skip(turn: Turn, page: Page, _: int) -> None:
    """No line: the guide finds their own words."""
    await show(turn, page.after_line())


async def _one(turn: Turn, page: Page, place: int) -> None:
    if not 0 <= place < len(page.steps):
        raise OldButton
    await show(turn, page.with_answers(place=place).at(ONE))


async def _drop(turn: Turn, page: Page, _: int) -> None:
    if page.place is None:
        raise OldButton
    await show(turn, page.with_steps(rules.drop(page.steps, page.place)).at(LOOK))


async def _earlier(turn: Turn, page: Page, _: int) -> None:
    if page.place is None:
        raise OldButton
    moved = rules.earlier(page.steps, page.place)
    await show(turn, page.with_steps(moved, place=max(0, page.place - 1)).at(ONE))


async def _keep(turn: Turn, page: Page, _: int) -> None:
    """Checked as a whole. Without a round of consent, one is offered first."""
    over = page.answers["over"]
    try:
        plan = rules.whole("", page.answers["name"], page.steps, known_as=saying.known_as())
    except NoYesRound:
        await show(turn, page.at(YES))
        return
    if not plan.name:
        await show(turn, page.at(NEW_NAME))
        return
    kept = await plans.write(
        turn.tx,
        plan,
        over=(over[0], over[1]) if over else None,
        came_from=page.answers["came_from"],
        by=turn.person,
        now=turn.now,
    )
    await drafts.forget(turn.tx, turn.person)
    await audit.note(turn.tx, "plan-written", by=turn.person, about=kept, now=turn.now)
    if not await back_to_circle(turn, page):
        turn.show("plans-kept", buttons=[[SeePlan(kept), OpenMenu()]], name=plan.name, minutes=plan.total)


async def _stop(turn: Turn, page: Page, _: int) -> None:
    """Nothing of it is kept; a circle that was being planned goes on."""
    await drafts.forget(turn.tx, turn.person)
    if not await back_to_circle(turn, page):
        turn.show("plans-writing-stopped")


Act = Callable[[Turn, Page, int], Awaitable[None]]


def _goes_to(question: str) -> Act:
    async def go(turn: Turn, page: Page, _: int) -> None:
        await show(turn, page.at(question))

    return go


ACTS: dict[str, Act] = {
    "yes": _yes,
    "pause": _pause,
    "middle": _middle,
    "undo": _undo,
    "skip": _skip,
    "one": _one,
    "drop": _drop,
    "earlier": _earlier,
    "keep": _keep,
    "stop": _stop,
    "add": _goes_to(STEP),
    "look": _goes_to(LOOK),
    "back": _goes_to(LOOK),
    "pick": _goes_to(PICK),
    "rename": _goes_to(NEW_NAME),
}

HANDLERS = [Do.handler(tapped)]
