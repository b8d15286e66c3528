"""Steps that plan tests share: writing one the way a coordinator does."""

from tests.circle_steps import helpers
from tests.stage import Somebody, Stage

STEPS = (
    ("5, Arrive", "Come in and get comfy."),
    ("yes", ""),
    ("20 min Stories", "One story each."),
    ("15 Talk in pairs", ""),
)


async def opens_plans(nana: Somebody, label: str) -> None:
    """The list of plans, and one of its buttons."""
    await nana.says("/plans")
    await nana.taps(label)


async def names_plan(nana: Somebody, name: str = "Pairs evening") -> None:
    """From a list of plans to the first step of one to be written."""
    await nana.taps("Write a plan")
    await nana.types(name)


async def begins_plan(nana: Somebody, name: str = "Pairs evening") -> None:
    await nana.says("/plans")
    await names_plan(nana, name)


async def writes_plan(nana: Somebody, name: str = "Pairs evening") -> None:
    """Name, then four steps: 45 minutes with a yes round second. Up to the look at the whole."""
    await begins_plan(nana, name)
    await adds_steps(nana)


async def adds_steps(nana: Somebody) -> None:
    for step, line in STEPS:
        if step == "yes":
            await nana.taps("Add a yes round")
            continue
        await nana.types(step)
        if line:
            await nana.types(line)
        else:
            await nana.taps("Skip")
    await nana.taps("That's all")


async def keeps_plan(nana: Somebody, name: str = "Pairs evening") -> None:
    await writes_plan(nana, name)
    await nana.taps("Keep it")
    assert nana.hears(f"Kept: {name}, 45 minutes")


async def at_the_plans_of_the_session(guide: Somebody) -> None:
    """From what is coming up to the plans the first session could have."""
    await guide.says("/sessions")
    await guide.taps("Thu 12 Feb, 7:00 pm")
    await guide.taps("Details")
    await guide.taps("Change the plan")


async def changes_plan(guide: Somebody, name: str) -> None:
    """Another plan for the first session alone."""
    await at_the_plans_of_the_session(guide)
    await guide.taps(name)
    await guide.taps("Just this one")


async def at_the_plan(stage: Stage) -> Somebody:
    """A coordinator in the middle of /newcircle, at «Which plan?»."""
    nana = await stage.coordinator("Nana")
    await helpers(stage)
    await nana.says("/newcircle")
    await nana.types("Thursday circle")
    await nana.taps("My next step")
    await nana.taps("Members only")
    await nana.types("Thu 12 Feb 7pm")
    await nana.taps("Every 3 weeks")
    await nana.taps("No end for now")
    return nana


async def opens_session(nana: Somebody) -> None:
    await opens_plans(nana, "Plan of a session")
    await nana.taps("Thursday circle")


async def meets_by(nana: Somebody, name: str = "Pairs evening") -> None:
    """The circle meets by another plan from now on."""
    await opens_session(nana)
    await nana.taps(name)
    await nana.taps("From now on")
