"""The page of a plan that is being written: what is kept of it meanwhile, and what it shows at each question."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from handlers.plans import saying
from handlers.talk.buttons import Button, Rows, Said, Tap
from handlers.talk.forms import A_DAY
from handlers.talk.turn import Turn
from mentoring import own_plans as rules
from mentoring.calendar import MAX_MINUTES
from mentoring.plans import Step
from storage.core import drafts
from storage.core.drafts import Draft

FORM = "own-plan"
NAME, STEP, LINE, LOOK = "name", "step", "line", "look"
PICK, ONE, NEW_NAME, YES = "pick", "one", "new-name", "yes"


class Do(Button, prefix="pn-do", label="form-back"):
    """One thing to do with the plan. `seen`: how many changes had been made when it was shown."""

    token: str
    act: str
    seen: int
    place: int = 0


@dataclass(frozen=True)
class Page:
    """A plan that is being written, in its draft."""

    draft: Draft

    @property
    def answers(self) -> dict[str, Any]:
        return self.draft.answers

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(Step(**step) for step in self.answers["steps"])

    @property
    def place(self) -> int | None:
        """The step that is being looked at."""
        place = self.answers.get("place")
        return place if place is not None and place < len(self.answers["steps"]) else None

    def with_answers(self, **more: Any) -> "Page":
        return Page(replace(self.draft, answers={**self.answers, **more}))

    def with_steps(self, steps: tuple[Step, ...], *, place: int | None = None) -> "Page":
        """Other steps: what was shown before is out of date from here on."""
        kept = [asdict(step) for step in steps]
        return self.with_answers(steps=kept, seen=self.answers["seen"] + 1, place=place)

    def at(self, question: str) -> "Page":
        return Page(replace(self.draft, question=question))

    def after_line(self) -> "Page":
        """On to the next step while the plan is first written; back to the whole of it afterwards."""
        return self.at(LOOK if self.answers.get("looked") else STEP)

    def do(self, act: str, key: str, place: int = 0) -> Tap:
        return Do(self.draft.token, act, self.answers["seen"], place).named(key)


async def show(turn: Turn, page: Page) -> None:
    """Keep where they are, and put its question."""
    if page.draft.question == LOOK:
        page = page.with_answers(looked=True)
    await drafts.keep(turn.tx, replace(page.draft, touched=turn.now, expires=turn.now + A_DAY))
    steps, place = page.steps, page.place
    one = steps[place] if place is not None else None
    turn.show(
        f"plans-ask-{page.draft.question}",
        buttons=_rows(page),
        name=page.answers["name"] or "",
        steps=saying.lines(turn.words, steps),
        count=len(steps),
        total=rules.total(steps),
        left=MAX_MINUTES - rules.total(steps),
        pause="yes" if rules.wants_break(steps, saying.ready_step("pause")) else "no",
        one=saying.lines(turn.words, [one]) if one else "",
    )


def _rows(page: Page) -> Rows:
    stop, back = page.do("stop", "form-stop"), page.do("back", "form-back")
    if page.draft.question == STEP:
        return _step_rows(page, stop)
    if page.draft.question == LOOK:
        return _look_rows(page, stop)
    more = [*_step_taps(page)] if page.draft.question == PICK else _ready_taps(page)
    return [*more, [stop] if page.draft.question in {NAME, LINE} else [back, stop]]


def _ready_taps(page: Page) -> Rows:
    if page.draft.question == LINE:
        return [[page.do("skip", "form-skip")]]
    if page.draft.question == ONE:
        return [[page.do("earlier", "plans-earlier"), page.do("drop", "plans-drop")]]
    if page.draft.question == YES:
        places = [page.do("yes", "plans-yes-first", 0), page.do("yes", "plans-yes-second", 1)]
        return [[place] for place in places[: 1 + bool(page.steps)]]
    return []


def _step_rows(page: Page, stop: Tap) -> Rows:
    ready: list[Tap] = [page.do("pause", "plans-add-break")]
    if len(page.steps) < rules.EARLY and not rules.has_yes_round(page.steps, saying.known_as()):
        ready.insert(0, page.do("yes", "plans-add-yes", len(page.steps)))
    if not page.steps:
        return [ready, [stop]]
    return [ready, [page.do("undo", "plans-undo"), page.do("look", "form-done")], [stop]]


def _look_rows(page: Page, stop: Tap) -> Rows:
    rows: list[list[Tap]] = [[page.do("keep", "plans-keep-it"), page.do("add", "plans-add-step")]]
    if page.steps:
        rows.append([page.do("pick", "plans-change-step"), page.do("rename", "plans-rename")])
    if rules.wants_break(page.steps, saying.ready_step("pause")):
        rows.append([page.do("middle", "plans-add-break")])
    return [*rows, [stop]]


def _step_taps(page: Page) -> Rows:
    """The steps by their titles, two to a row."""
    taps: list[Tap] = [
        Said(Do(page.draft.token, "one", page.answers["seen"], at), f"{at + 1}. {step.title}"[:24])
        for at, step in enumerate(page.steps)
    ]
    return [taps[at : at + 2] for at in range(0, len(taps), 2)]
