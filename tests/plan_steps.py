"""Steps that plan tests share: writing one the way a coordinator does."""

from tests.stage import Somebody

STEPS = (
    ("5, Arrive", "Come in and get comfy."),
    ("yes", ""),
    ("20 min Stories", "One story each."),
    ("15 Talk in pairs", ""),
)


async def writes_plan(nana: Somebody, name: str = "Pairs evening") -> None:
    """Name, then four steps: 45 minutes with a yes round second. Up to the look at the whole."""
    await nana.says("/plans")
    await nana.taps("Write a plan")
    await nana.types(name)
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
