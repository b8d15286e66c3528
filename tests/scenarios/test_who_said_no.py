"""Nobody hears who said no: the same evening played twice, once with somebody's no and once without, is the same."""

import os
import random
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal.parts import Message
from handlers.holding.taps import Begin
from handlers.plans.choosing import PickPlan
from handlers.sessions.rota_taps import CanAfterAll, CantHold, ImBack, StepBackFor
from handlers.sessions.taps import CantMakeIt, NotToday
from handlers.talk.buttons import Button
from tests.dump import told
from tests.stage import Somebody, Stage, plain, set_up
from tests.walk import COMMANDS, PLANS, Press, Walk, shown
from tests.walk_steps import setting_out

PAIRS = 100 if os.environ.get("SOAK") else 6
SILENT = "Ama"
NOES = ("not today", "cannot come")
ADDRESS = re.compile(r"https?://\S+")
RUNNING = re.compile(r"\b\d+ min(?= left)|\bclose by \d+:\d\d [ap]m")
"""What runs on while a test does: the two evenings are not played within the same second."""
LEGS = ((-30.0, 3), (-23.9, 5), (-0.9, 3), (-9 / 60, 12), (-2 / 60, 6), (0.06, 5), (0.7, 3), (1.6, 2), (26.0, 2))
"""Hours from the start, and how many acts there: somebody says no in the ten minutes before it, or a while after.

No two are a whole step of a plan apart: begun at one, it would turn the page at the other, in one evening just before
a tap and in the other just after.
"""

BEFORE_THE_DOOR = sum(acts + 1 for hours, acts in LEGS if hours < -0.5) + 1

Step = tuple[str, str, str, str, int]
"""What is done, who does it, under which words, on which button or what they say, and which of several alike."""


@dataclass
class House:
    """One of the two: its people under their names, what they press by what is to be read on it."""

    walk: Walk
    steps: list[Step] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        return self.walk.stage

    def who(self, name: str) -> Somebody:
        return self.stage.person(name)

    def buttons(self) -> dict[str, Button]:
        session, circle = self.walk.first, self.walk.night.circle
        every: dict[str, Button] = {"begin": Begin(session), "not today": NotToday(session)}
        every |= {"cannot come": CantMakeIt(session), "cannot hold": CantHold(session), "back": ImBack()}
        every |= {"can after all": CanAfterAll(session), "step back": StepBackFor(circle, 14)}
        return every | {plan: PickPlan(session, plan, sure=True) for plan in PLANS}

    async def do(self, step: Step) -> None:
        kind, name, words, what, which = step
        if kind == "at":
            at = self.walk.start + timedelta(hours=float(what), seconds=7)
            await self.stage.until(max(at, self.stage.now))
        elif kind == "restart":
            await self.stage.restart()
        elif kind == "says":
            self.who(name).part.says(what)
        elif kind == "presses":
            self.walk.own(self.who(name), self.buttons()[what])
        else:
            alike = self.alike(name, words, what)
            assert len(alike) > which, f"{name} does not see «{what}» under «{words}»"
            self.walk.press(alike[which])
        await self.stage.settle()

    def alike(self, name: str, words: str, label: str) -> list[Press]:
        every = shown(self.who(name))
        return [press for press in every if (in_no_order(press[1].text), labelled(press)) == (words, label)]

    def read(self, press: Press) -> Step:
        """A press as anybody could tell it who looks at the screen."""
        name, words, label = press[0].name, in_no_order(press[1].text), labelled(press)
        return "taps", name, words, label, self.alike(name, words, label).index(press)

    def heard(self, but: str) -> dict[str, list[str]]:
        """Whatever was ever said to each of the others, and to the group."""
        chats = {one.name: one.part.chat for one in self.walk.everybody if one.name != but}
        chats["the group"] = self.walk.night.chat
        bot = self.stage.server.world.bot
        return {
            name: sorted({said for m in chat.messages.values() if m.sender is bot for said in ever_said(m)})
            for name, chat in chats.items()
        }

    async def tables(self) -> dict[str, list[str]]:
        named = {str(one.id): one.name for one in self.walk.everybody}
        named |= {self.walk.night.circle: "the circle", self.walk.first: "the session"}
        return await told(self.stage, named)


def in_no_order(text: str) -> str:
    """Line by line, the words of each sorted: people are named in an order of chance, so that it says nothing."""
    lines = RUNNING.sub("(running)", ADDRESS.sub("(address)", plain(text))).splitlines()
    return "\n".join(" ".join(sorted(line.replace(",", "").split())) for line in lines)


def labelled(press: Press) -> str:
    every = [b for row in press[1].buttons for b in row if b.get("callback_data") == press[2]]
    return str(every[0]["text"]) if every else ""


def ever_said(message: Message) -> list[str]:
    now = " ".join(str(b.get("text")) for row in message.buttons for b in row)
    said = [in_no_order(str(content.get("text", ""))) for content in (*message.versions, message.content)]
    return [*said, f"{said[-1]} [{now}]"]


def choose(house: House, dice: random.Random, silent: str) -> Step:
    """What anybody but the one who is to say no does next."""
    walk = house.walk
    kind = dice.random()
    if kind < 0.6:
        found = [press for press in walk.eager() if press[0].name != silent]
        return house.read(dice.choice(found)) if found else choose(house, dice, silent)
    others = [one.name for one in walk.everybody if one.name != silent]
    if kind < 0.7:
        found = shown(house.who(dice.choice(others)), 1)
        return house.read(dice.choice(found)) if found else choose(house, dice, silent)
    if kind < 0.8:
        return "says", dice.choice(others), "", dice.choice(COMMANDS), 0
    if kind < 0.85:
        return "restart", "", "", "", 0
    helpers = [one.name for one in walk.helpers]
    return "presses", dice.choice(helpers), "", dice.choice(["begin", "begin", "can after all", "back", *PLANS]), 0


async def play(house: House, seed: int, no: Step) -> list[Step]:
    """An evening in which somebody says no once, at some moment since the door opened. Returns all that was done."""
    dice, done = random.Random(seed), list[Step]()
    places = [("at", "", "", str(hours), 0) if n == 0 else None for hours, acts in LEGS for n in range(acts + 1)]
    said_at = dice.randrange(BEFORE_THE_DOOR, BEFORE_THE_DOOR + 18)
    for at, place in enumerate(places):
        for step in (place or choose(house, dice, no[1]), *([no] if at == said_at else [])):
            await house.do(step)
            done.append(step)
    return done


@asynccontextmanager
async def house(empty_house: Path, folder: Path, seed: int) -> AsyncIterator[House]:
    async with set_up(empty_house, folder) as stage:
        yield House(await setting_out(stage, seed, seated=5))


@pytest.mark.parametrize("seed", range(PAIRS))
async def test_an_evening_with_a_no_is_the_evening_without_it(empty_house: Path, tmp_path: Path, seed: int) -> None:
    """H-09. To everybody else, in the group, and in every row of the database."""
    no: Step = ("presses", SILENT, "", NOES[seed % 2], 0)
    async with house(empty_house, tmp_path / "with", seed) as one:
        done = await play(one, seed, no)
        heard, rows = one.heard(but=SILENT), await one.tables()
    async with house(empty_house, tmp_path / "without", seed) as other:
        for step in done:
            if step != no:
                await other.do(step)
        without = await other.tables()
        for name, said in other.heard(but=SILENT).items():
            assert heard[name] == said, (seed, name, done)
    for table in rows:
        assert rows[table] == without[table], (seed, table, done)
