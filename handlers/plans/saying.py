"""How plans are spoken of: all that can be chosen, and one of them line by line."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.circles.saying import plan as shipped
from handlers.talk.words import Words, sets
from mentoring.plans import Plan, Step
from storage import plans
from storage.core.database import Tx


@dataclass(frozen=True)
class Offered:
    """A plan somebody can choose. `id` is what a circle keeps; `own`: the network wrote it."""

    id: str
    plan: Plan
    own: bool


async def offered(tx: Tx) -> list[Offered]:
    """The eight that are shipped, then the network's own that are not retired."""
    eight = [Offered(row["id"], shipped(row["id"]), own=False) for row in sets("plans")["plans"]]
    return [*eight, *(Offered(one.id, one.plan, own=True) for one in await plans.live(tx))]


def source(plan_id: str) -> tuple[int, str]:
    """The version of a shipped plan, and where its words came from (P-M18)."""
    row = next(row for row in sets("plans")["plans"] if row["id"] == plan_id)
    return int(row["version"]), str(row["source"])


def known_as() -> list[str]:
    """What a round of consent may be called."""
    return [str(name) for name in sets("plans")["own"]["yes_rounds"]]


def ready_step(name: str) -> Step:
    """One of the steps a plan is offered: `yes_round` or `pause`."""
    row = sets("plans")["own"][name]
    return Step(row["minutes"], row["title"], row["say"])


def lines(words: Words, steps: Sequence[Step]) -> str:
    """A line a step, with what the guide says under it."""
    return "\n".join(
        words("plan-line-said", number=number, minutes=step.minutes, title=step.title, line=step.say)
        if step.say
        else words("plan-line", number=number, minutes=step.minutes, title=step.title)
        for number, step in enumerate(steps, start=1)
    )
