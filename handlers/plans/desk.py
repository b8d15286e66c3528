"""/plans: every plan there is, one of them whole, and retiring one of the network's own."""

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenMenu, OpenPlans, WritePlan
from handlers.guards import for_roles
from handlers.plans import saying
from handlers.talk.buttons import Button, Rows, Said, Tap, in_rows
from handlers.talk.turn import Turn
from mentoring.people import Role
from mentoring.problems import OldButton
from storage import plans
from storage.core import audit

SHORT = 24
coordinators = for_roles(Role.COORDINATOR)


class SeePlan(Button, prefix="pn-see", label="plans-see"):
    plan: str


class WriteFrom(Button, prefix="pn-from", label="plans-write-from"):
    """Begin with the words of this plan; the network's own is changed into a new version."""

    plan: str


class ForSession(Button, prefix="pn-next", label="plans-for-session"):
    """The next sessions of the circles a coordinator planned, to change the plan of one."""


class Retire(Button, prefix="pn-ret", label="plans-retire"):
    plan: str
    sure: bool = False


def short(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


@coordinators
async def front(_: Update, turn: Turn) -> None:
    """The eight, and the network's own."""
    every = await saying.offered(turn.tx)
    taps: list[Tap] = [Said(SeePlan(one.id), short(one.plan.name)) for one in every]
    turn.show(
        "plans-front",
        buttons=[*in_rows(taps), [WritePlan(), ForSession()], [OpenMenu()]],
        own=sum(one.own for one in every),
    )


async def one_of(turn: Turn, plan_id: str) -> saying.Offered:
    """A plan that can be chosen now. Raises OldButton."""
    found = next((one for one in await saying.offered(turn.tx) if one.id == plan_id), None)
    if found is None:
        raise OldButton
    return found


@coordinators
async def see_plan(_: Update, turn: Turn) -> None:
    await show_plan(turn, turn.pressed(SeePlan).plan)


async def show_plan(turn: Turn, plan_id: str) -> None:
    """One plan whole: its steps, its version, and where its words came from (P-M18)."""
    one = await one_of(turn, plan_id)
    if one.own:
        written = await plans.one(turn.tx, plan_id)
        version, source = written.version, await _came_from(turn, written.came_from)
        more: list[Tap] = [WriteFrom(one.id).named("plans-change"), Retire(one.id)]
    else:
        version, source = saying.source(plan_id)
        source, more = turn.words("plans-shipped", source=source), [WriteFrom(one.id)]
    turn.show(
        "plans-one",
        buttons=[more, [OpenPlans().named("form-back"), OpenMenu()]],
        name=one.plan.name,
        minutes=one.plan.total,
        steps=saying.lines(turn.words, one.plan.steps),
        version=version,
        source=source,
    )


async def _came_from(turn: Turn, source: str) -> str:
    """In words: written here, or begun with another plan."""
    first = source.partition("@")[0]
    known = next((one.plan.name for one in await saying.offered(turn.tx) if one.id == first), None)
    return turn.words("plans-own-from", name=known) if known else turn.words("plans-own")


@coordinators
async def retire(_: Update, turn: Turn) -> None:
    """Asked once more. Circles that meet by it go on; nobody new can choose it."""
    tapped = turn.pressed(Retire)
    written = await plans.one(turn.tx, tapped.plan)
    if not tapped.sure:
        sure, keep = Retire(written.id, sure=True).named("plans-yes-retire"), SeePlan(written.id).named("plans-keep")
        meet = await plans.circles_by(turn.tx, written.id)
        turn.show("plans-retire-sure", buttons=[[sure, keep]], name=written.plan.name, circles="some" if meet else "no")
        return
    await plans.retire(turn.tx, written.id, now=turn.now)
    await audit.note(turn.tx, "plan-retired", by=turn.person, about=written.id, now=turn.now)
    rows: Rows = [[OpenPlans(), OpenMenu()]]
    turn.show("plans-retired", buttons=rows, name=written.plan.name)


HANDLERS = [
    CommandHandler("plans", front),
    OpenPlans.handler(front),
    SeePlan.handler(see_plan),
    Retire.handler(retire),
]
