"""What is written around a session before it begins: the circle's notice, the card, the hour before, the question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from handlers.doors import OpenSupport
from handlers.sessions import saying
from handlers.sessions.rota_taps import CantHold
from handlers.sessions.taps import (
    AskQuestion,
    CantMakeIt,
    InToday,
    LifeCard,
    NotToday,
    OnMyWayIn,
    ReadCard,
    RunningLate,
    SetLink,
)
from handlers.talk.buttons import Link, Rows, Tap, keyboard
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.words import Words, sets
from mentoring.calendar import clock_change_between, instant
from mentoring.people import PersonId
from mentoring.problems import OldButton
from mentoring.sessions import LATE_BUT_USEFUL, Stage
from mentoring.turns import places
from storage import circles, rota, sessions, turns
from storage.circles import Circle
from storage.core.database import Tx
from storage.sessions import Session

TURN, PANEL, ONE_THING = "turn_", "panel_", "thing_"
"""What a button under a group's message carries into the private chat."""
WEEK = timedelta(weeks=1)
LATE = int(LATE_BUT_USEFUL / timedelta(minutes=1))
"""A reminder later than this is not sent any more (J5)."""


@dataclass(frozen=True)
class Scene:
    """A letter's session and circle, as they are now, and its reader."""

    session: Session
    circle: Circle
    reader: PersonId | None


async def scene(reading: Reading) -> Scene | None:
    """None when the session or its circle is gone."""
    try:
        session = await sessions.find(reading.tx, str(reading.letter.about["session"]))
        circle = await circles.find(reading.tx, session.circle)
    except OldButton:
        return None
    reader = PersonId(reading.letter.person) if reading.letter.person else None
    return None if circle.state == "closed" else Scene(session, circle, reader)


async def ahead(reading: Reading) -> Scene | None:
    """The scene of a letter that may only come before the start (J5)."""
    found = await scene(reading)
    if found is None or found.session.state is Stage.CLOSED or reading.now >= found.session.starts:
        return None
    return found


async def for_seated(reading: Reading) -> Scene | None:
    """The same, for somebody who still has a seat."""
    found = await ahead(reading)
    if found is None or found.reader not in await saying.seated(reading.tx, found.circle.id):
        return None
    return found


async def for_helper(reading: Reading) -> Scene | None:
    """The same, for somebody who still holds the circle."""
    found = await ahead(reading)
    if found is None or found.reader not in (await rota.team(reading.tx, found.session)).everyone:
        return None
    return found


def send(reading: Reading, key: str, *rows: Sequence[Tap], **holes: object) -> Send:
    return Send(reading.words(key, **holes), keyboard(rows, reading.words))


def private_link(reading: Reading, key: str, payload: str, session: Session) -> Link:
    """A button from a group into the private chat."""
    return Link(key, f"https://t.me/{reading.bot_name}?start={payload}{session.id}")


async def _notice(reading: Reading) -> Deed | None:
    found = await ahead(reading)
    if found is None or found.session.chat or found.circle.group != reading.letter.group:
        return None
    when, plan = reading.words.when(found.session.starts, found.circle.zone), saying.the_plan(found.session)
    if not places(plan):
        return send(reading, "session-notice-no-turns", when=when, plan=plan.name)
    ask = private_link(reading, "session-ask-for-turn", TURN, found.session)
    season = await saying.season_line(reading.tx, found.session, reading.words)
    if season:
        return send(reading, "session-notice-of-season", [ask], when=when, plan=plan.name, season=season)
    return send(reading, "session-notice", [ask], when=when, plan=plan.name)


async def _card(reading: Reading) -> Deed | None:
    found = await for_seated(reading)
    return None if found is None else await _card_now(reading, found)


async def _card_again(reading: Reading) -> Deed | None:
    """Its words have changed: for everybody but who has read these very words."""
    found = await for_seated(reading)
    if found is None or (await saying.card_of(reading.tx, found.session, _reader(found), reading.words)).is_read:
        return None
    return await _card_now(reading, found)


async def _card_now(reading: Reading, found: Scene) -> Deed:
    """The before card, with a line about the clocks in the week they change, and one for who read older words."""
    session = found.session
    clocks = await _clocks(reading, session, found.circle.zone, found.reader)
    return send(
        reading,
        "session-card-changed" if await _read_an_older_card(reading, found) else "session-card",
        *await card_rows(reading.tx, reading.words, session),
        when=reading.words.when(session.starts, await saying.zone_of(reading.tx, found.reader)),
        card=await saying.card(reading.tx, reading.words, session),
        notes="\n".join(filter(None, [await saying.season_line(reading.tx, session, reading.words), clocks])),
    )


async def card_rows(tx: Tx, words: Words, session: Session) -> Rows:
    read = ReadCard(session.id, (await saying.version(tx, words, session))[:12])
    return [[read], [AskQuestion(session.id), CantMakeIt(session.id)]]


async def _clocks(reading: Reading, session: Session, home: str, reader: PersonId | None) -> str:
    """A line for the week in which the clocks change before the session; empty in other weeks.

    A circle keeps the wall time of its own zone (`home`). Where the reader's phone does not change with it, the
    session comes at another hour for them: they are told that instead.
    """
    zone = await saying.zone_of(reading.tx, reader)
    own = clock_change_between(session.starts - WEEK, session.starts, zone)
    change = own or clock_change_between(session.starts - WEEK, session.starts, home)
    if change is None:
        return ""
    noon = instant(change, time(12), home if own is None else zone)
    return reading.words(
        "session-clocks" if own else "session-clocks-there",
        still="yes" if noon > reading.now else "no",
        day=reading.words.day(noon, home if own is None else zone),
        clock=reading.words.clock(session.starts, zone),
    )


async def _prep(reading: Reading) -> Deed | None:
    """Prep cards and the running order (3.4), the day before."""
    found = await for_helper(reading)
    if found is None:
        return None
    zone = await saying.zone_of(reading.tx, found.reader)
    text = await prep_text(reading.tx, found.session, reading.words, zone)
    rows: Rows = [[CantHold(found.session.id), SetLink(found.session.id)], [OpenSupport()]]
    return Send(text, keyboard(rows, reading.words))


async def prep_text(tx: Tx, session: Session, words: Words, zone: str) -> str:
    observer = await saying.observer_of(tx, session, words)
    lines = [str(line).replace("{observer}", observer) for line in sets("prompts")["debrief"]["helper_prep"]]
    return words(
        "session-prep",
        when=words.when(session.starts, zone),
        cards="\n".join(words("session-prep-line", line=line) for line in lines),
        plan=saying.plan_name(words, session),
        minutes=session.minutes,
        steps=saying.steps(words, session),
    )


async def _hour_before(reading: Reading) -> Deed | None:
    """Somebody who read an older card is asked afresh instead (H-09)."""
    found = await for_seated(reading)
    if found is None:
        return None
    if await _read_an_older_card(reading, found):
        return await _card_now(reading, found)
    here = found.session.id
    return send(reading, "session-hour-before", [OnMyWayIn(here), RunningLate(here)], [CantMakeIt(here)])


async def _ready(reading: Reading) -> Deed | None:
    found = await for_seated(reading)
    if found is None or await saying.is_in_today(reading.tx, found.session, _reader(found)):
        return None
    if await _read_an_older_card(reading, found):
        return await _card_now(reading, found)
    return send(reading, "session-ready", *ready_rows(found.session))


async def _read_an_older_card(reading: Reading, found: Scene) -> bool:
    return (await saying.card_of(reading.tx, found.session, _reader(found), reading.words)).moved_on


def ready_rows(session: Session) -> Rows:
    """The private tap of every session (3.2)."""
    return [[InToday(session.id), NotToday(session.id)], [AskQuestion(session.id), OpenSupport()]]


def _reader(found: Scene) -> PersonId:
    return found.reader or PersonId("")


async def _observer_ready(reading: Reading) -> Deed | None:
    found = await for_helper(reading)
    if found is None:
        return None
    link = await sessions.link_of(reading.tx, found.session.id)
    return send(reading, "session-observer-ready", link_row(link), [LifeCard(found.session.id), OpenSupport()])


def link_row(link: str | None) -> list[Tap]:
    """The way into the call, if there is one: in private messages only."""
    return [Link("session-open-call", link)] if link else []


async def _link(reading: Reading) -> Deed | None:
    """The call link, or a new one, to somebody who is in today or holds the session."""
    found = await scene(reading)
    if found is None or found.session.state is Stage.CLOSED:
        return None
    helps = found.reader in (await rota.team(reading.tx, found.session)).everyone
    link = await sessions.link_of(reading.tx, found.session.id)
    if link is None or not (helps or await saying.is_in_today(reading.tx, found.session, _reader(found))):
        return None
    return send(reading, "session-new-link", link_row(link))


async def _wants_turn(reading: Reading) -> Deed | None:
    """Not true any more once it was taken back."""
    session, asker = str(reading.letter.about["session"]), PersonId(str(reading.letter.about["person"]))
    if not await turns.has_asked(reading.tx, session, asker):
        return None
    return await _about_somebody(reading, "session-wants-turn")


async def _has_question(reading: Reading) -> Deed | None:
    return await _about_somebody(reading, "session-has-question")


async def _about_somebody(reading: Reading, key: str) -> Deed | None:
    """What a member asked to have told to the guides, with their first name."""
    found, asker = await scene(reading), PersonId(str(reading.letter.about["person"]))
    if found is None or found.reader not in (await rota.team(reading.tx, found.session)).everyone:
        return None
    name = await saying.member_name(reading.tx, found.session, asker, reading.words)
    when = reading.words.when(found.session.starts, await saying.zone_of(reading.tx, found.reader))
    return send(reading, key, name=name, title=found.circle.title, when=when) if name else None


LETTERS = {
    "session-notice": LetterKind(_notice, useful_for=LATE),
    "session-card": LetterKind(_card, waits_for_morning=True, useful_for=LATE),
    "session-card-again": LetterKind(_card_again, waits_for_morning=True),
    "session-card-now": LetterKind(_card_again),
    "session-prep": LetterKind(_prep, waits_for_morning=True, useful_for=LATE),
    "session-hour-before": LetterKind(_hour_before, useful_for=LATE),
    "session-ready": LetterKind(_ready, useful_for=LATE),
    "session-observer-ready": LetterKind(_observer_ready, useful_for=LATE),
    "session-link": LetterKind(_link),
    "session-wants-turn": LetterKind(_wants_turn, waits_for_morning=True),
    "session-has-question": LetterKind(_has_question, waits_for_morning=True),
}
