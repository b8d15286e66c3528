"""How a walk begins, and which moments of a session's life it passes."""

import random

from mentoring.people import Role
from tests.session_steps import NAMES, evening
from tests.stage import Stage
from tests.walk import Walk

NEWCOMERS = ("Joy", "Zola", "Bea")
HOURS = (
    -60.0,
    -46.5,
    -23.9,
    -12,
    -0.9,
    -10 / 60,
    -8 / 60,
    -5 / 60,
    -1 / 60,
    0.02,
    0.1,
    0.2,
    0.7,
    1.2,
    1.45,
    1.52,
    3,
    26,
)
"""When the acts of a walk are, in hours from the start: the whole life of a session, most of it in its last minutes."""


async def setting_out(stage: Stage, seed: int, *, seated: int = 5, roughness: float = 0.3) -> Walk:
    """A circle with some seats taken, more people who would like one, and everybody's phone in their hand."""
    night = await evening(stage, members=seated)
    others = await stage.members(*NAMES[seated:], *NEWCOMERS)
    ros = await stage.member("Ros", roles=[Role.OBSERVER])
    session = await night.session()
    walk = Walk(night, random.Random(seed), others, ros, session.id, session.starts, roughness)
    for somebody in walk.everybody:
        await somebody.says("/circles")
    await night.set_link()
    return walk
