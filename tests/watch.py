"""What must hold after every act of a walk, looked up in the rows by other ways than the bot's own."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.sessions import saying
from handlers.talk.words import of
from mentoring.circles import MOST_SEATS
from mentoring.people import PersonId
from mentoring.sessions import Stage
from storage import circles, rota, sessions
from storage.core.database import Tx
from storage.core.instants import ms
from storage.sessions import Session
from tests.walk import Walk

LONGEST = timedelta(minutes=90)


@dataclass
class Watch:
    """Remembers how things were before each act, and says what may not be. `reached` is what came about at all."""

    walk: Walk
    reached: set[str] = field(default_factory=set)
    _state: dict[str, Stage] = field(default_factory=dict)
    _cards: dict[str, str] = field(default_factory=dict)
    _unfit: dict[str, list[str]] = field(default_factory=dict)
    _ends: dict[str, datetime] = field(default_factory=dict)
    _with_one: dict[str, set[PersonId]] = field(default_factory=dict)
    _read: defaultdict[tuple[PersonId, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    _yes: defaultdict[tuple[PersonId, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    async def look(self) -> list[str]:
        """All that is wrong now; empty when nothing is."""
        wrong: list[str] = []
        async with self.walk.stage.database.read() as tx:
            every = [await sessions.find(tx, row[0]) for row in await tx.conn.slow("select id from sessions")]
            cards = {one.id: await saying.version(tx, of("en"), one) for one in every}
            self._remember_taps(cards)
            unfit = {one.id: await self._not_to_begin(tx, one, cards[one.id]) for one in every}
            wrong += await self._seats(tx)
            for session in every:
                wrong += self._begun(session, unfit[session.id]) + self._in_time(session)
                wrong += await self._consent(tx, session, cards[session.id])
                wrong += await self._late(tx, session)
            wrong += [f"set aside: {tuple(row)}" for row in await tx.conn.slow("select * from set_aside")]
        self._state, self._cards, self._unfit = {one.id: one.state for one in every}, cards, unfit
        return wrong

    # Never a seventh

    async def _seats(self, tx: Tx) -> list[str]:
        circle, now = self.walk.night.circle, ms(self.walk.stage.now)
        taken = {row[0] for row in await tx.conn.slow("select person_id from seats where circle_id = ?", (circle,))}
        kept = "select person_id from held_seats where circle_id = ? and until > ?"
        held = {row[0] for row in await tx.conn.slow(kept, (circle, now))}
        if len(taken | held) >= MOST_SEATS:
            self.reached.add("full")
        if held:
            self.reached.add("a seat is held")
        return [f"{len(taken)} seats and {len(held)} holds"] if len(taken | held) > MOST_SEATS else []

    # Begun only with the right people there

    async def _not_to_begin(self, tx: Tx, session: Session, card: str) -> list[str]:
        """Why it may not begin as things are at this moment; counted by hand, without the rule."""
        seated = {seat.person for seat in await circles.seated(tx, session.circle)}
        yeses = [y for y in await sessions.yeses(tx, session.id) if y.version == card and y.person in seated]
        team, here = await rota.team(tx, session), {yes.person for yes in yeses}
        guides, fewest = set(team.guides) - here, 3 if session.chat else 4
        why = [] if fewest <= len(here) <= MOST_SEATS else [f"{len(here)} are in"]
        if self._in_the_group() > MOST_SEATS:
            why.append(f"{self._in_the_group()} in the group")
        if session.chat:  # just company: any one helper will do
            return why if guides or team.observer not in {None, *here} else [*why, "nobody holds the chat"]
        if team.observer is None or team.observer in {*team.guides, *here}:
            why.append("no observer")
        alone_is_fine = len(guides) == 1 and len(here) <= 4 and all(yes.one_guide for yes in yeses)
        return why if len(guides) >= 2 or alone_is_fine else [*why, f"{len(guides)} guides"]

    def _in_the_group(self) -> int:
        """Who is in the circle's chat and is neither the bot nor holds anything."""
        night = self.walk.night
        helpers = {somebody.part.id for somebody in (*self.walk.helpers, night.coordinator)}
        everybody = [*self.walk.would_be, self.walk.stage.person("Stranger")]
        return sum(night.chat.member(one.part.user).present and one.part.id not in helpers for one in everybody)

    def _begun(self, session: Session, unfit: list[str]) -> list[str]:
        """Two who tap at once come one after the other: before or after, it has to have been right."""
        before = self._state.get(session.id, Stage.PLANNED)
        if session.begun is None or before in {Stage.BEGUN, Stage.CLOSED}:
            return []
        self.reached.add("a small chat begun" if session.chat else "begun")
        was = self._unfit.get(session.id, ["unknown"])
        return [f"begun although {unfit}, {was}"] if unfit and was else []

    # Never past its end

    def _in_time(self, session: Session) -> list[str]:
        if session.begun is None:
            return []
        latest = min(session.begun + LONGEST, self._ends.setdefault(session.id, self._planned_end(session)))
        if session.closed is None:
            late = self.walk.stage.now > latest
        else:
            self.reached.add("closed")
            late = session.closed > latest
        moved = self._planned_end(session) > self._ends[session.id]
        return [f"past {latest:%H:%M:%S}: {session.state}, {session.closed}"] * late + ["its end moved"] * moved

    @staticmethod
    def _planned_end(session: Session) -> datetime:
        return session.starts + timedelta(minutes=session.minutes)

    # Nobody comes late as a fifth to one guide

    async def _late(self, tx: Tx, session: Session) -> list[str]:
        """While one guide held it all along, whoever is in now and was not before was asked, and is no fifth."""
        before = self._with_one.pop(session.id, None)
        if session.state is not Stage.BEGUN or session.chat or len((await rota.team(tx, session)).guides) > 1:
            return []
        yeses = {yes.person: yes for yes in await sessions.yeses(tx, session.id)}
        self._with_one[session.id] = set(yeses)
        new = set(yeses) - before if before is not None else set()
        if new:
            self.reached.add("late to one guide")
        return [f"{self._name(one)} came late as one of {len(yeses)}" for one in new if len(yeses) > 4] + [
            f"{self._name(one)} was not asked about one guide" for one in new if not yeses[one].one_guide
        ]

    # On no older consent

    def _remember_taps(self, cards: dict[str, str]) -> None:
        """What was on the card when somebody tapped: while others tap at once, before or after them."""
        for somebody, data in self.walk.pressed:
            prefix, *rest = data.split(":")
            if prefix in {"se-read", "se-in"} and somebody.id is not None:
                words = {found for found in (self._cards.get(rest[0]), cards.get(rest[0])) if found}
                kept = self._read if prefix == "se-read" else self._yes
                kept[somebody.id, rest[0]] |= words
            if prefix in {"se-not", "se-cant"} and somebody.id is not None and len(self.walk.pressed) == 1:
                self._yes.pop((somebody.id, rest[0]), None)

    async def _consent(self, tx: Tx, session: Session, card: str) -> list[str]:
        """Whoever is counted in read this very card, and said yes to it since their last no."""
        wrong = []
        running = session.state in {Stage.BEGUN, Stage.CLOSED}
        if running and self._state.get(session.id) in {Stage.BEGUN, Stage.CLOSED}:
            return []  # looked at when it began: another observer in the middle puts nobody out
        for person in await saying.in_today(tx, session):
            self.reached.add("in today")
            if card not in self._read[person, session.id] or card not in self._yes[person, session.id]:
                wrong.append(f"{self._name(person)} is counted in on an older consent")
        return wrong

    def _name(self, person: PersonId) -> str:
        return next((one.name for one in self.walk.everybody if one.id == person), "somebody")
