"""After something was put back from a copy: members hear what is missing, and strangers who were members hear why."""

from datetime import UTC, datetime
from typing import Any

from handlers.doors import OpenMenu, OpenSupport
from handlers.talk.buttons import keyboard
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import of
from mentoring.calendar import UK
from mentoring.people import PersonId
from storage import people, restoring

HELD = "restored-please-wait"


def please_wait() -> str:
    """What everybody is answered while an operator has not yet put right an older copy or a damaged database."""
    return of()(HELD)


async def tell_stranger(turn: Turn) -> None:
    """Nobody can be asked to join again whom no row knows: so it is said at the door, for a while."""
    lost = await restoring.lost_lately(turn.tx, turn.now)
    if lost is not None:
        since, until = lost
        turn.say("restored-stranger", since=turn.words.when(since), until=turn.words.when(until))


async def _gap(reading: Reading) -> Deed | None:
    since, until = (datetime.fromtimestamp(int(reading.letter.about[key]) / 1000, UTC) for key in ("from", "until"))
    person = reading.letter.person
    if person is None or until <= since:
        return None
    found = await people.find(reading.tx, PersonId(person))
    zone = str(found.choices.get("zone", UK)) if found else UK
    between = {"since": reading.words.when(since, zone), "until": reading.words.when(until, zone)}
    return _send(reading, "restored-gap-keys" if reading.letter.about.get("keys") else "restored-gap", **between)


async def _old_words(reading: Reading) -> Deed | None:
    return _send(reading, "restored-old-words")


async def _no_lock(reading: Reading) -> Deed | None:
    return _send(reading, "restored-no-lock")


def _send(reading: Reading, key: str, **holes: str) -> Send:
    return Send(reading.words(key, **holes), keyboard([[OpenMenu(), OpenSupport()]], reading.words))


HANDLERS: list[Any] = []
LETTERS = {
    restoring.GAP: LetterKind(_gap, waits_for_morning=True),
    restoring.OLD_WORDS: LetterKind(_old_words, waits_for_morning=True),
    restoring.NO_LOCK: LetterKind(_no_lock, waits_for_morning=True),
}
