"""What happens by itself around a session: when a bell rings, whoever is concerned by then is written to."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.sessions import saying
from handlers.talk.post import Deed, LetterKind, Outcome, Reading
from mentoring import circles as room_rules
from mentoring import sessions as rules
from mentoring.people import PersonId
from mentoring.problems import OldButton
from mentoring.sessions import Call, Stage
from storage import circles, headcount, live, panels, quiet_words, rota, sessions
from storage.circles import Circle, Staff
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import About, Lane, Letter
from storage.sessions import Session


@dataclass(frozen=True)
class Bell:
    """What rang: the session and circle as they are now, who holds it, when it was due and what it is now (UTC)."""

    tx: Tx
    session: Session
    circle: Circle
    team: Staff
    due: datetime
    now: datetime
    about: About

    async def write(self, kind: str, to: Iterable[PersonId], **about: str | int) -> None:
        """Owe each a letter. It counts as due when the bell was, so that one too late is not sent."""
        for person in to:
            await self._owe(kind, {"session": self.session.id, **about}, person=person)

    async def write_to_group(self, kind: str) -> None:
        if self.circle.group is not None:
            await self._owe(kind, {"session": self.session.id}, group=self.circle.group)

    async def _owe(self, kind: str, about: About, *, person: PersonId | None = None, group: str | None = None) -> None:
        topic = sessions.topic(self.session.id)
        await letters.owe(
            self.tx, kind=kind, due=self.due, to=person, group=group, about=about, topic=topic, lane=Lane.SESSION
        )


Ring = Callable[[Bell], Awaitable[None]]


async def rung(tx: Tx, session: Session, now: datetime, about: About | None = None) -> Bell:
    """A bell that rings at this moment."""
    circle, team = await circles.find(tx, session.circle), await rota.team(tx, session)
    return Bell(tx, session, circle, team, now, now, about or {})


def bell(call: Call, ring: Ring) -> LetterKind:
    """A letter to nobody: nothing is sent, and `ring` follows in the transaction that settles it."""

    async def nothing(_: Reading) -> Deed | None:
        return None

    async def settled(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
        try:
            session = await sessions.find(tx, str(letter.about["session"]))
            circle = await circles.find(tx, session.circle)
        except OldButton:
            return
        if _still_true(call, session, letter.due, now):
            team = await rota.team(tx, session)
            await ring(Bell(tx, session, circle, team, letter.due, now, letter.about))

    return LetterKind(nothing, settled=settled)


def _still_true(call: Call, session: Session, due: datetime, now: datetime) -> bool:
    """One that was withdrawn while it was on its way, or comes too late to be of use, rings for nobody."""
    if call is not Call.NEXT_STEP and (call, due) not in rules.calls(session.rule):
        return False
    return rules.still_useful(call, due, session.starts, now)


# Before the start


def is_short(team: Staff) -> bool:
    return len(team.guides) < room_rules.GUIDES_NEEDED or team.observer is None


async def _notice(bell: Bell) -> None:
    await bell.write_to_group("session-notice")


async def _cards(bell: Bell) -> None:
    await bell.write("session-card", await saying.seated(bell.tx, bell.circle.id))


async def _prep(bell: Bell) -> None:
    await bell.write("session-prep", bell.team.everyone)


async def _hour_before(bell: Bell) -> None:
    await bell.write("session-hour-before", await saying.seated(bell.tx, bell.circle.id))
    await bell.write("one-thing-again", await quiet_words.wrote_last_time(bell.tx, bell.circle.id))


async def _ready(bell: Bell) -> None:
    """The door of «I'm in today» opens; the guides get their panel. Who said beforehand that they come is forgotten."""
    await sessions.gather(bell.tx, bell.session.id)
    await headcount.forget(bell.tx, bell.session.id)
    await bell.write("session-ready", await saying.seated(bell.tx, bell.circle.id))
    await bell.write("session-panel", bell.team.guides, fresh=1)
    if bell.team.observer is not None:
        await bell.write("session-observer-ready", [bell.team.observer])


# While it runs


async def _next_step(bell: Bell) -> None:
    """The guides' panels turn the page; the circle hears of nothing but the break (J5.5)."""
    if bell.session.state is Stage.BEGUN:
        await refresh_panels(bell.tx, bell.session, bell.now)
        if bell.about.get("pause"):
            await bell.write_to_group("session-break")


async def refresh_panels(tx: Tx, session: Session, now: datetime, *, but: PersonId | None = None) -> None:
    """Every panel that is open shows how things are now; `but` has turned the page already."""
    for person in await panels.open_ones(tx, session.id):
        if person == but:
            continue
        about: About = {"session": session.id, "fresh": 0}
        topic = sessions.topic(session.id)
        await letters.owe(tx, kind="session-panel", due=now, to=person, about=about, topic=topic, lane=Lane.SESSION)


async def _ten_left(bell: Bell) -> None:
    if bell.session.state is Stage.BEGUN:
        await bell.write_to_group("session-ten-left")
        await refresh_panels(bell.tx, bell.session, bell.now)


async def _time_is_up(bell: Bell) -> None:
    """At the planned end, ninety minutes at most, it closes by itself (P-M12). One never begun is quietly put away."""
    if bell.session.state is Stage.BEGUN:
        await close(bell.tx, bell.session, bell.now)
        await bell.write("session-time", bell.team.guides)
    elif bell.session.state is not Stage.CLOSED:
        await sessions.close(bell.tx, bell.session, at=bell.due)
        await saying.plan_next(bell.tx, bell.circle, bell.now, past=bell.session.starts)


async def close(tx: Tx, session: Session, now: datetime) -> None:
    """Close it, thank the circle, plan the next one. Raises NotBegun or AlreadyClosed."""
    over, hurt = rules.close(session.rule, now).closed, (await live.of(tx, session.id)).hurt
    closed = await sessions.close(tx, session, at=over or now)
    if closed is None:
        raise rules.AlreadyClosed
    bell = await rung(tx, closed, now)
    await bell.write_to_group("session-closed")
    if hurt:
        await bell.write("session-open-door", dict.fromkeys([*await _came(bell), *bell.team.everyone]))
    await refresh_panels(tx, closed, now)
    await saying.plan_next(tx, bell.circle, now, past=closed.starts)


# After


async def _helper_debrief(bell: Bell) -> None:
    await bell.write("helper-debrief", bell.team.everyone)


async def _member_debrief(bell: Bell) -> None:
    await bell.write("session-debrief", await _came(bell))


async def _next_day(bell: Bell) -> None:
    await bell.write("session-next-day", await _came(bell))


async def _came(bell: Bell) -> list[PersonId]:
    return [yes.person for yes in await sessions.yeses(bell.tx, bell.session.id)]


async def _wipe_link(bell: Bell) -> None:
    await sessions.wipe_link(bell.tx, bell.session.id)


async def _offer_closes(bell: Bell) -> None:
    await quiet_words.close_offer(bell.tx, bell.session.id)


RINGS: Mapping[Call, Ring] = {
    Call.CIRCLE_NOTICE: _notice,
    Call.BEFORE_CARD: _cards,
    Call.HELPER_PREP: _prep,
    Call.HOUR_BEFORE: _hour_before,
    Call.READY: _ready,
    Call.NEXT_STEP: _next_step,
    Call.TEN_LEFT: _ten_left,
    Call.TIME_IS_UP: _time_is_up,
    Call.HELPER_DEBRIEF: _helper_debrief,
    Call.MEMBER_DEBRIEF: _member_debrief,
    Call.NEXT_DAY: _next_day,
    Call.WIPE_LINK: _wipe_link,
    Call.OFFER_CLOSES: _offer_closes,
}
LETTERS = {sessions.bell(call): bell(call, ring) for call, ring in RINGS.items()}
