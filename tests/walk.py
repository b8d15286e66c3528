"""A walk on the real bot: people tap, type, come and go in any order, and the bot stops and starts meanwhile."""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.rehearsal import groups as doors
from bot.rehearsal.parts import Message
from bot.rehearsal.refusals import NotPossible
from handlers.circles import agreed
from handlers.holding.taps import Begin
from handlers.plans.choosing import PickPlan
from handlers.sessions.rota_taps import CanAfterAll, CantHold, ImBack, StepBackFor
from handlers.sessions.taps import CantMakeIt, NotToday
from handlers.talk.buttons import Button
from mentoring.ground_rules import Rule
from mentoring.people import PersonId
from storage import circles, ground_rules, sessions
from tests.session_steps import Evening
from tests.stage import Somebody, Stage

COMMANDS = ("/circles", "/sessions", "/hold", "/rules", "/menu", "/rota", "/agenda", "/next", "/cancel", "/help")
WORDS = ("hello", "3", "Thu 19 Feb 7pm", "https://call.example.org/room/7", "yes")
PLANS = ("PL1", "PL2", "PL5", "PL6")
EVENING = frozenset({"se-read", "se-in", "ho-begin"})
EAGER = EVENING | {"ci-more", "ci-seat", "ci-read", "ci-take", "ci-name", "gr-yes", "se-can"}
EAGER |= {"ho-one", "ho-fine", "ho-chat", "ho-close"}
"""How the buttons begin of somebody who wants a seat, an evening, and its end."""
Act = Callable[[], Awaitable[bool]]
Press = tuple[Somebody, Message, str]
"""Who taps, under which message, and what the button carries."""


def shown(somebody: Somebody, last: int = 1000) -> list[Press]:
    """Every button still on their screen, in their newest messages."""
    every = somebody.part.hears()[-last:]
    return [
        (somebody, m, str(b["callback_data"])) for m in every for row in m.buttons for b in row if "callback_data" in b
    ]


@dataclass
class Walk:
    """A circle with its people, and dice that say what happens next. `log` is all that was done."""

    night: Evening
    dice: random.Random
    others: list[Somebody]
    ros: Somebody
    first: str
    start: datetime
    roughness: float = 0.3
    log: list[str] = field(default_factory=list)
    pressed: list[tuple[Somebody, str]] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        return self.night.stage

    @property
    def would_be(self) -> list[Somebody]:
        return [*self.night.members, *self.others]

    @property
    def everybody(self) -> list[Somebody]:
        return [*self.would_be, *self.night.guides, self.night.observer, self.ros, self.night.coordinator]

    # The next thing that happens

    async def act(self) -> None:
        """One act of anybody; all that follows from it has happened when this returns."""
        self.pressed.clear()
        done = False
        while not done:
            acts = self._rough() if self.dice.random() < self.roughness else self._smooth()
            done = await self.dice.choice(acts)()
        await self.stage.settle()

    def _smooth(self) -> Sequence[Act]:
        """What people mostly do."""
        often = (self.an_eager_tap, self.an_eager_tap, self.everybody_at_once, self.everybody_at_once)
        repeats = (self.twice, self.heard_twice, self.a_restart_in_the_middle)
        return (*often, *repeats, self.any_tap, self.a_command, self.to_the_group, self.a_little_later, self.a_begin)

    def _rough(self) -> Sequence[Act]:
        """What may come in between."""
        taps = (self.any_tap, self.an_old_tap, self.a_forged_tap, self.two_at_once, self.a_no, self.some_words)
        group = (self.let_in_by_hand, self.out_of_the_group, self.out_of_the_group)
        holding = (self.a_helper_steps_back, self.a_helper_is_back, self.another_holds_it)
        return (*taps, *group, *holding, self.another_plan, self.other_rules, self.a_restart)

    def note(self, line: str) -> bool:
        self.log.append(f"{self.stage.now:%d %H:%M:%S} {line}")
        return True

    # Taps

    def press(self, press: Press, how: str = "taps") -> None:
        """Tap, and do not wait for the answer."""
        somebody, message, data = press
        somebody.part.taps(message, data, forged=True)
        self.pressed.append((somebody, data))
        self.note(f"{somebody.name} {how} {data} under «{message.text[:30]}»")

    def own(self, somebody: Somebody, button: Button, how: str = "presses") -> bool:
        """A button that may be nowhere on their screen."""
        heard = somebody.part.hears()
        if heard:
            self.press((somebody, heard[-1], button.data()), how)
        return bool(heard)

    def one_of(self, presses: Sequence[Press]) -> Press | None:
        return self.dice.choice(presses) if presses else None

    def eager(self) -> list[Press]:
        """What somebody would tap who wants it to go on: one such kind of button, wherever it is to be seen."""
        kinds: dict[str, list[Press]] = {}
        for press in (press for who in self.everybody for press in shown(who, 6)):
            kinds.setdefault(press[2].split(":")[0], []).append(press)
        wanted = sorted(EAGER & set(kinds)) + 4 * sorted(EVENING & set(kinds))
        return kinds[self.dice.choice(wanted)] if wanted else []

    async def an_eager_tap(self) -> bool:
        return self._presses(self.one_of(self.eager()))

    async def any_tap(self) -> bool:
        return self._presses(self.one_of(shown(self.dice.choice(self.everybody), 1)))

    async def an_old_tap(self) -> bool:
        """Also under what the message said before it was edited, or once it is gone."""
        somebody = self.dice.choice(self.everybody)
        return self._presses(self.one_of(shown(somebody)), "taps the old")

    def _presses(self, press: Press | None, how: str = "taps") -> bool:
        if press is not None:
            self.press(press, how)
        return press is not None

    async def everybody_at_once(self) -> bool:
        presses = {press[0].name: press for press in self.eager()}
        for press in presses.values():
            self.press(press, "at once with others taps")
        return bool(presses)

    async def two_at_once(self) -> bool:
        presses = [press for who in self.everybody for press in shown(who, 2)]
        for press in self.dice.sample(presses, min(2, len(presses))):
            self.press(press, "at once taps")
        return bool(presses)

    async def twice(self) -> bool:
        press = self.one_of(self.eager())
        return self._presses(press) and self._presses(press, "again taps")

    async def heard_twice(self) -> bool:
        self.stage.server.faults.duplicate_updates(self.dice.randint(1, 3))
        return await self.an_eager_tap()

    async def a_forged_tap(self) -> bool:
        """A bad app presses what only somebody else's screen shows."""
        press, somebody = self.one_of(shown(self.dice.choice(self.everybody))), self.dice.choice(self.everybody)
        heard = somebody.part.hears()
        return bool(press and heard) and self._presses((somebody, heard[-1], press[2] if press else ""), "forges")

    async def a_no(self) -> bool:
        session, somebody = await self.session(), self.dice.choice(self.would_be)
        if session is None:
            return False
        return self.own(somebody, self.dice.choice([NotToday, CantMakeIt])(session))

    async def a_begin(self) -> bool:
        session = await self.session()
        return session is not None and self.own(self.dice.choice(self.night.guides), Begin(session))

    # Words

    async def a_command(self) -> bool:
        return self._says(self.dice.choice(COMMANDS))

    async def some_words(self) -> bool:
        return self._says(self.dice.choice(WORDS))

    def _says(self, text: str) -> bool:
        somebody = self.dice.choice(self.everybody)
        somebody.part.says(text)
        return self.note(f"{somebody.name} says {text}")

    # The group

    def _addresses(self) -> list[str]:
        every = [b for who in self.everybody for m in who.part.hears() for row in m.buttons for b in row]
        return sorted({str(b["url"]) for b in every if str(b.get("url", "")).startswith("https://t.me/+")})

    async def to_the_group(self) -> bool:
        """Anybody follows any door they were given, or were passed on."""
        found, somebody = self._addresses(), self.dice.choice([*self.everybody, self.stage.person("Stranger")])
        try:
            somebody.part.joins(self.dice.choice(found))
        except (IndexError, NotPossible):
            return False
        return self.note(f"{somebody.name} follows a door")

    async def let_in_by_hand(self) -> bool:
        somebody = self.dice.choice([*self.others, self.stage.person("Stranger")])
        if self.night.chat.member(somebody.part.user).present:
            return False
        doors.adds(self.night.coordinator.part, somebody.part, self.night.chat)
        return self.note(f"{somebody.name} is let in by hand")

    async def out_of_the_group(self) -> bool:
        somebody = self.dice.choice([*self.would_be, self.stage.person("Stranger")])
        if not self.night.chat.member(somebody.part.user).present:
            return False
        somebody.part.leaves(self.night.chat)
        return self.note(f"{somebody.name} leaves the group")

    # Who holds it, and what is on the card

    @property
    def helpers(self) -> list[Somebody]:
        return [*self.night.guides, self.night.observer, self.ros]

    async def a_helper_steps_back(self) -> bool:
        session, helper = await self.session(), self.dice.choice(self.helpers)
        if session is None:
            return False
        return self.own(helper, self.dice.choice([CantHold(session), StepBackFor(self.night.circle, 14)]))

    async def a_helper_is_back(self) -> bool:
        session, helper = await self.session(), self.dice.choice(self.helpers)
        if session is None:
            return False
        return self.own(helper, self.dice.choice([CanAfterAll(session), ImBack()]))

    async def another_holds_it(self) -> bool:
        """One of the would-be members, Ros, or Obi is the circle's observer from now on; or nobody is."""
        observer = self.dice.choice([self.ros, self.night.observer, self.night.observer, None])
        async with self.stage.database.begin() as tx:
            for person in (self.night.observer, self.ros):
                await circles.stand_down(tx, self.night.circle, person.id or PersonId(""))
            if observer is not None and observer.id is not None:
                await circles.staff_up(tx, self.night.circle, observer.id, "observer", now=self.stage.now)
        return self.note(f"{observer.name if observer else 'nobody'} observes from now on")

    async def another_plan(self) -> bool:
        session = await self.session()
        if session is None:
            return False
        return self.own(self.dice.choice(self.night.guides), PickPlan(session, self.dice.choice(PLANS), sure=True))

    async def other_rules(self) -> bool:
        rule = Rule("R-9", f"Our own rule number {self.dice.randint(1, 9)}.")
        async with self.stage.database.begin() as tx:
            now, by = await agreed.current(tx, self.night.circle), self.night.guides[0].id or PersonId("")
            rules = (*agreed.shipped(), rule)
            await ground_rules.write(tx, self.night.circle, rules, over=now.version, by=by, now=self.stage.now)
        return self.note("the rules are reworded")

    # Time, and the bot itself

    async def session(self) -> str | None:
        async with self.stage.database.read() as tx:
            found = await sessions.next_of(tx, self.night.circle, self.stage.now)
        return found.id if found else None

    async def a_restart(self) -> bool:
        await self.stage.restart()
        return self.note("the bot is stopped and started")

    async def a_restart_in_the_middle(self) -> bool:
        return await self.everybody_at_once() and await self.a_restart()

    async def a_little_later(self) -> bool:
        await self.stage.forward(seconds=self.dice.choice([1, 30, 61, 297, 301]))
        return self.note("a little later")

    async def later(self, hours: float) -> None:
        """To so long after the start of the session; now and then nobody runs the bot meanwhile."""
        self.pressed.clear()
        target = self.start + timedelta(hours=hours, seconds=self.dice.randint(-20, 20))
        if target <= self.stage.now:
            return
        if self.dice.random() < 0.15:
            await self.stage.end()
            self.stage.clock.set(target)
            await self.stage.begin()
            self.note("the bot was away until now")
        await self.stage.until(target)
        self.note(f"it is {hours:.2f} h from the start")
