"""Any order of taps and changes: nobody is counted in on an older consent, and nothing tells who said no (H-09)."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from handlers.circles import agreed
from handlers.circles.agreed import CanKeep, NotForMe
from handlers.plans.choosing import PickPlan
from handlers.sessions import saying
from handlers.sessions.taps import CantMakeIt, InToday, NotToday, ReadCard
from handlers.talk.buttons import Button
from handlers.talk.words import of
from mentoring.ground_rules import Rule
from mentoring.people import PersonId, Role
from storage import circles, ground_rules, sessions
from tests.dump import told
from tests.session_steps import Evening, evening
from tests.stage import Somebody, Stage, set_up

PLANS = ("PL2", "PL5", "PL6")
NOES = ("no", "cannot", "refuse")
Act = tuple[str, int]
"""What somebody does, and who (0 or 1); or what changes, and into which."""

taps = st.tuples(st.sampled_from(["read", "read-old", "yes", "keep", *NOES]), st.integers(0, 1))
changes = st.tuples(st.sampled_from(["plan", "rules", "observer"]), st.integers(0, 2))
comes_in = st.integers(0, 1).map(lambda who: [("keep", who), ("read", who), ("yes", who)])
alone = st.one_of(taps, taps, changes).map(lambda act: [act])
orders = st.lists(st.one_of(alone, comes_in), min_size=3, max_size=12).map(lambda parts: [a for p in parts for a in p])
QUICKLY = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # each example is a house of its own: too dear to shrink
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Played:
    """An evening at ten minutes before the start, and what was on each card when it was tapped."""

    night: Evening
    session: str
    ros: Somebody
    first: str
    seen: list[tuple[Act, str, str]] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        return self.night.stage

    async def words(self) -> tuple[str, str]:
        """The card and the rules, as they are at this moment."""
        async with self.stage.database.read() as tx:
            card = await saying.card(tx, of("en"), await sessions.find(tx, self.session))
            rules = await agreed.current(tx, self.night.circle)
        return card, agreed.version(rules) if rules.version > 1 else ""

    async def do(self, act: Act) -> None:
        self.seen.append((act, *await self.words()))
        kind, which = act
        if kind == "plan":
            await self._press(self.night.guides[0], PickPlan(self.session, PLANS[which], sure=True))
        elif kind == "rules":
            await self._reword(which)
        elif kind == "observer":
            await self._hand_over(self.ros if which else self.night.observer)
        else:
            await self._press(self.night.members[which], await self._button(kind))

    async def _button(self, kind: str) -> Button:
        async with self.stage.database.read() as tx:
            card = await saying.version(tx, of("en"), await sessions.find(tx, self.session))
            rules = agreed.version(await agreed.current(tx, self.night.circle))
        return {
            "read": ReadCard(self.session, card[:12]),
            "read-old": ReadCard(self.session, self.first[:12]),
            "yes": InToday(self.session),
            "keep": CanKeep(self.night.circle, rules[: agreed.SHORT]),
            "no": NotToday(self.session),
            "cannot": CantMakeIt(self.session),
            "refuse": NotForMe(self.night.circle),
        }[kind]

    async def _press(self, somebody: Somebody, button: Button) -> None:
        """On the newest message of theirs, whatever it shows: taps come in any order."""
        somebody.part.taps(somebody.part.hears()[-1], button.data(), forged=True)
        await self.stage.settle()

    async def _reword(self, which: int) -> None:
        async with self.stage.database.begin() as tx:
            now = await agreed.current(tx, self.night.circle)
            rules = (*agreed.shipped(), Rule(f"R-{which}", f"Our own rule number {which}."))
            by = self.night.guides[0].id or PersonId("")
            await ground_rules.write(tx, self.night.circle, rules, over=now.version, by=by, now=self.stage.now)

    async def _hand_over(self, observer: Somebody) -> None:
        async with self.stage.database.begin() as tx:
            for person in (self.night.observer, self.ros):
                await circles.stand_down(tx, self.night.circle, person.id or PersonId(""))
            await circles.staff_up(tx, self.night.circle, observer.id or PersonId(""), "observer", now=self.stage.now)

    async def counted(self) -> list[int]:
        async with self.stage.database.read() as tx:
            here = await saying.in_today(tx, await sessions.find(tx, self.session))
        return [which for which, member in enumerate(self.night.members) if member.id in here]

    def names(self) -> dict[str, str]:
        people = [*self.night.members, *self.night.guides, self.night.observer, self.ros, self.night.coordinator]
        named = {str(one.id): one.name for one in people}
        return {**named, self.night.circle: "the circle", self.session: "the session"}


async def arrive(stage: Stage) -> Played:
    night = await evening(stage, members=2)
    ros = await stage.member("Ros", roles=[Role.OBSERVER])
    for somebody in (*night.members, ros):
        await somebody.says("/menu")
    await night.to(minutes=10)
    session = (await night.session()).id
    async with stage.database.read() as tx:
        first = await saying.version(tx, of("en"), await sessions.find(tx, session))
    return Played(night, session, ros, first)


def consented(played: Sequence[tuple[Act, str, str]], which: int, card: str, rules: str) -> bool:
    """Whether somebody's taps, since their last no, are a whole consent to exactly these words."""
    since = max((at for at, (act, _, _) in enumerate(played) if act[0] in NOES and act[1] == which), default=-1)
    yeses = [at for at, (act, on, _) in enumerate(played) if act == ("yes", which) and at > since and on == card]
    reads = [
        at for at, (act, on, _) in enumerate(played) if act in {("read", which), ("read-old", which)} and on == card
    ]
    keeps = [at for at, (act, _, on) in enumerate(played) if act == ("keep", which) and on == rules]
    return any(read < yes and (not rules or any(keep < yes for keep in keeps)) for yes in yeses for read in reads)


def test_h09_no_order_of_taps_and_changes_counts_anybody_in_on_an_older_consent(empty_house: Path) -> None:
    reached: set[bool] = set()

    async def play(order: Sequence[Act]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with set_up(empty_house, Path(folder) / "house") as stage:
                played = await arrive(stage)
                for act in order:
                    await played.do(act)
                    card, rules = await played.words()
                    here = await played.counted()
                    reached.add(bool(here))
                    for which in here:
                        assert consented(played.seen, which, card, rules), played.seen

    @given(orders)
    @QUICKLY
    def every(order: list[Act]) -> None:
        asyncio.run(play(order))

    every()
    assert reached == {True, False}, "an order has to let somebody in, or nothing was tried"


def without_noes(order: Sequence[Act], undone: Sequence[int]) -> list[Act]:
    """The same evening of somebody who never said no, nor what their no took back."""
    return [act for at, act in enumerate(order) if at not in undone]


def undone_by_noes(order: Sequence[Act]) -> set[int]:
    """Every no, and the taps it took back: «not today» the yes of today; a no to rules one kept, what hung on them."""
    gone: set[int] = set()
    for at, (kind, which) in enumerate(order):
        if kind not in NOES:
            continue
        gone.add(at)
        undone = {"yes"} if kind != "refuse" else {"yes", "read", "read-old", "keep"}
        if kind != "refuse" or _kept(order[:at], which):
            gone |= {n for n, act in enumerate(order[:at]) if act[1] == which and act[0] in undone}
    return gone


def _kept(order: Sequence[Act], which: int) -> bool:
    """Whether their newest yes to rules is to the words as they are by then; the first ones came with the seat."""
    now, standing = None, None
    for kind, who in order:
        if kind == "rules":
            now = who
        elif kind == "keep" and who == which:
            standing = now
        elif kind == "refuse" and who == which and standing == now:
            standing = None
    return standing == now


@given(orders.filter(lambda order: any(act[0] in NOES for act in order)))
@QUICKLY
def test_h09_the_whole_database_is_as_if_nobody_had_said_no(empty_house: Path, order: list[Act]) -> None:
    async def left_by(acts: Sequence[Act]) -> dict[str, list[str]]:
        with tempfile.TemporaryDirectory() as folder:
            async with set_up(empty_house, Path(folder) / "house") as stage:
                played = await arrive(stage)
                for act in acts:
                    await played.do(act)
                return await told(stage, played.names())

    async def play() -> None:
        with_no = await left_by(order)
        without = await left_by(without_noes(order, sorted(undone_by_noes(order))))
        for table, rows in with_no.items():
            assert rows == without[table], table

    asyncio.run(play())


def test_the_dump_tells_a_yes_from_no_yes(empty_house: Path) -> None:
    """The comparison above can fail: one tap more is seen."""

    async def play() -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with set_up(empty_house, Path(folder) / "house") as stage:
                played = await arrive(stage)
                await played.do(("read", 0))
                before = await told(stage, played.names())
                await played.do(("yes", 0))
                assert await played.counted() == [0]
                after = await told(stage, played.names())
                assert before["session_yeses"] != after["session_yeses"]
                await played.do(("no", 0))
                assert await told(stage, played.names()) == before

    asyncio.run(play())
