"""Asking an observer for a chat, and everything that may stand in the way: nobody answers, is asleep, or is gone."""

from datetime import datetime, timedelta

from handlers.doors import OpenSupport
from handlers.holding.taps import ChatNow, OfferTimes, PassOn
from handlers.sessions import saying
from handlers.sessions.gaps import stand_ins
from handlers.sessions.letters import send
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.words import sets
from mentoring.people import PersonId, Role
from mentoring.sessions import OFFER_STANDS
from storage import people, quiet_words, sessions
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Lane, Letter
from storage.quiet_words import QuietWord
from storage.sessions import Session

ANSWER_IN = timedelta(hours=2)
THAT_EVENING = timedelta(hours=4)
"""How long after a session observers are asked at once, whatever the hour: its debrief is let through (K14)."""
THERE = ("now", "talk", "text")
NOT_THERE = ("resting", "given-up")


async def owe_ask(tx: Tx, ask: str, session: Session, observer: PersonId, now: datetime) -> datetime:
    """The observer's letter, and what happens when it goes two hours without an answer. Returns when they see it."""
    due = await seen_at(tx, session, observer, now)
    topic, about, lane = quiet_words.topic(ask), {"ask": ask}, Lane.SESSION
    await letters.owe(tx, kind="chat-wanted", due=due, to=observer, about=about, topic=topic, lane=lane)
    await letters.owe(tx, kind="chat-unanswered", due=due + ANSWER_IN, about=about, topic=topic, lane=lane)
    return due


async def seen_at(tx: Tx, session: Session, observer: PersonId, now: datetime) -> datetime:
    """Now; or when their quiet hours end, once the evening of the session is over (UTC)."""
    if now < session.rule.ends + THAT_EVENING:
        return now
    found = await people.find(tx, observer)
    return (found.quiet_until(now) if found else None) or now


async def _wanted(reading: Reading) -> Deed | None:
    """Hidden until tapped: a lock screen shows no name."""
    ask = await quiet_words.find(reading.tx, str(reading.letter.about["ask"]))
    if ask is None or ask.observer != reading.letter.person:
        return None
    session = await sessions.find(reading.tx, ask.session)
    name = await saying.member_name(reading.tx, session, ask.person, reading.words)
    rows: Rows = [[ChatNow(ask.id), OfferTimes(ask.id)], [PassOn(ask.id)]]
    words = reading.words("chat-wanted", name=name)
    return Send(words, keyboard(rows, reading.words), spoiler=True) if name else None


async def _not_reached(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """An observer who blocked the bot never saw it: a stand-in is asked at once, not in two hours."""
    ask = await quiet_words.find(tx, str(letter.about["ask"]))
    if ask is not None and ask.observer == letter.person and outcome.state in NOT_THERE:
        await _somebody_else(tx, ask, now)


async def _unanswered(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    """Two hours: a stand-in is asked, and whoever waits hears that it is slow, with help at hand."""
    ask = await quiet_words.find(tx, str(letter.about["ask"]))
    if ask is not None:
        await _somebody_else(tx, ask, now)


async def _somebody_else(tx: Tx, ask: QuietWord, now: datetime, *, but: PersonId | None = None) -> None:
    """The sorry line goes out whether or not there is a stand-in (J5.9)."""
    await pass_on(tx, ask, now, but=but)
    await letters.owe(tx, kind="chat-slow", due=now, to=ask.person, lane=Lane.SESSION)


async def pass_on(tx: Tx, ask: QuietWord, now: datetime, *, but: PersonId | None = None) -> bool:
    """To the next observer in order who has not been asked. False when there is nobody else."""
    session = await sessions.find(tx, ask.session)
    others = [person for person in await stand_ins(tx, session, "observer") if person != ask.person]
    later = others[others.index(ask.observer) + 1 :] if ask.observer in others else others
    if but is not None:  # whoever was asked is leaving for good: they took nobody's turn
        later = [person for person in others if person != but]
    if not later:
        return False
    await quiet_words.pass_on(tx, ask.id, later[0])
    await owe_ask(tx, ask.id, session, later[0], now)
    return True


async def before_erasing(tx: Tx, person: PersonId, now: datetime) -> None:
    """An observer goes for good with asks open: somebody else is asked, and whoever waits is not left waiting."""
    for ask in await quiet_words.asked_of(tx, person):
        if ask.kind == "chat":
            await _somebody_else(tx, ask, now, but=person)


async def lose_part(tx: Tx, person: PersonId, role: Role, now: datetime) -> None:
    """The same when the part of an observer is taken back."""
    if role is Role.OBSERVER:
        await before_erasing(tx, person, now)


async def _slow(reading: Reading) -> Deed | None:
    """The sorry line, with the lines that are there for everyone, at any hour (J5.9)."""
    return send(reading, "chat-slow", [OpenSupport()], lines=lines_there())


def lines_there() -> str:
    """The help lines that are there for everyone now, whatever their nation."""
    here = [str(line["text"]) for line in sets("support")["lines"] if line["part"] in THERE and "nations" not in line]
    return "\n".join(here)


async def _nothing(_: Reading) -> Deed | None:
    return None


def is_open(session: Session, now: datetime) -> bool:
    """Whether the offer of a chat still stands: three days (P-M11)."""
    return now < session.rule.ends + OFFER_STANDS


LETTERS = {
    "chat-wanted": LetterKind(_wanted, settled=_not_reached),
    "chat-unanswered": LetterKind(_nothing, settled=_unanswered),
    "chat-slow": LetterKind(_slow),
}
