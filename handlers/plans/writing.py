"""Writing a plan: its name, then step by step, with the sum in sight; kept as a new version."""

from dataclasses import asdict, replace
from typing import Any

from telegram import Update

from handlers import errors
from handlers.circles import agreed
from handlers.doors import WritePlan
from handlers.guards import for_roles
from handlers.plans import saying
from handlers.plans.desk import WriteFrom, one_of
from handlers.plans.page import FORM, LINE, LOOK, NAME, NEW_NAME, ONE, STEP, Page, show
from handlers.talk import forms
from handlers.talk.forms import FORMS, Answers, ByHand, CarryOn, Form, PickOne
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring import own_plans as rules
from mentoring.names import clean_text
from mentoring.people import Role
from mentoring.planning import check_title
from mentoring.plans import Step
from storage import plans
from storage.core import drafts
from storage.core.drafts import Draft
from storage.core.ids import new_id

NEW_CIRCLE = "new-circle"
errors.NEXT_STEPS[rules.StepDoesNotFit] = [[CarryOn()]]
errors.NEXT_STEPS[rules.TooManySteps] = [[CarryOn()]]
coordinators = for_roles(Role.COORDINATOR)


# Beginning


@coordinators
async def write(_: Update, turn: Turn) -> None:
    """A plan from nothing. In the middle of /newcircle its answers wait in this draft, and go on from there after."""
    await _start(turn, {})


@coordinators
async def write_from(_: Update, turn: Turn) -> None:
    """A shipped plan's words, under a name of the network's own; or the next version of one of its own."""
    one = await one_of(turn, turn.pressed(WriteFrom).plan)
    steps = [asdict(step) for step in rules.plainly(one.plan)]
    if one.own:
        written = await plans.one(turn.tx, one.id)
        name, over, source = written.plan.name, [written.id, written.version], written.plan.id
    else:
        name, over, source = "", None, plans.named(one.id, saying.source(one.id)[0])
    await _start(turn, {"name": name, "steps": steps, "over": over, "came_from": source})


async def _start(turn: Turn, given: Answers) -> None:
    found = await forms.open_draft(turn)
    if found and found[1].form == NEW_CIRCLE:
        held = {"form": NEW_CIRCLE, "question": found[1].question, "answers": found[1].answers}
        await _begin(turn, {**given, "held": held})
    else:
        await forms.start(turn, WRITING, given=given)


async def _begin(turn: Turn, given: Answers) -> None:
    answers: dict[str, Any] = {"name": "", "steps": [], "over": None, "came_from": plans.OWN, "seen": 0, **given}
    question = LOOK if answers["name"] else NAME
    await show(turn, Page(Draft(turn.person, FORM, new_id()[:8], question, answers, (), turn.now, turn.now)))


async def back_to_circle(turn: Turn, page: Page) -> bool:
    """Go on planning the circle that waited. False when none did."""
    held = page.answers.get("held")
    if held is None or held["form"] not in FORMS or turn.speaker is None:
        return False
    again = Draft(turn.person, held["form"], new_id()[:8], held["question"], held["answers"], (), turn.now, turn.now)
    await drafts.keep(turn.tx, replace(again, expires=turn.now + forms.A_DAY))
    turn.speaker = replace(turn.speaker, draft_form=held["form"])
    await forms.ask_again(turn)
    return True


# What is typed


async def _heard(turn: Turn, draft: Draft) -> None:
    page = Page(draft)
    if draft.question in {NAME, NEW_NAME}:
        await _named(turn, page)
    elif draft.question in {STEP, ONE}:
        await _step(turn, page)
    elif draft.question == LINE:
        await _line(turn, page)
    else:
        raise PickOne


async def _named(turn: Turn, page: Page) -> None:
    """A name that fits a button, tells nothing on a lock screen (H-03) and is nobody else's."""
    telling, words = sets("titles"), agreed.kind_words(clean_text(turn.text, rules.LONGEST_NAME))
    suggestion = turn.words("plans-name-suggestion")
    name = check_title(words, telling["stems"], telling["words"], suggestion=suggestion)
    over = page.answers["over"]
    every = await saying.offered(turn.tx)
    rules.check_name(name, [one.plan.name for one in every if not over or one.id != over[0]])
    first = page.draft.question == NAME and not page.steps
    await show(turn, page.with_answers(name=name).at(STEP if first else LOOK))


async def _step(turn: Turn, page: Page) -> None:
    """Minutes and a title; the line to say is asked for next."""
    minutes, title = rules.read_step(turn.text)
    agreed.kind_words(title)
    step, place = Step(minutes, title), page.place
    if page.draft.question == ONE and place is not None:
        await show(turn, page.with_steps(rules.change(page.steps, place, step), place=place).at(LINE))
    else:
        await show(turn, page.with_steps(rules.put(page.steps, step), place=len(page.steps)).at(LINE))


async def _line(turn: Turn, page: Page) -> None:
    line, place = agreed.kind_words(rules.read_line(turn.text)), page.place
    if place is None:
        raise PickOne
    said = replace(page.steps[place], say=line)
    await show(turn, page.with_steps(rules.change(page.steps, place, said)).after_line())


async def _again(turn: Turn, draft: Draft) -> None:
    await show(turn, Page(draft))


async def _allowed(turn: Turn) -> None:
    await turn.need(Role.COORDINATOR)


WRITING = forms.register(
    Form(FORM, by_hand=ByHand(_begin, _heard, _again), allowed=_allowed, stopped="plans-writing-stopped")
)

HANDLERS = [WritePlan.handler(write), WriteFrom.handler(write_from)]
