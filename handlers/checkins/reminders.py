"""Before a check-in: a day and an hour ahead, what the mentee needs that day, and what the mentor may make of it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update

from handlers.checkins import saying
from handlers.checkins.taps import CantCome, MoveIt, PickOpener, RunLate, SeeALine
from handlers.doors import OpenMenu
from handlers.guards import for_members
from handlers.talk.buttons import Link, Rows, Said, Tap, in_rows, keyboard
from handlers.talk.post import Deed, LetterKind, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import Words, sets
from mentoring.checkins import HOUR_BEFORE, Rhythm
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import checkin_secrets, checkins
from storage.checkins import Checkin
from storage.core import letters
from storage.core.instants import ms
from storage.core.letters import About

STILL_USEFUL = 180
A_LITTLE = timedelta(minutes=5)
IMPORTANT = "important"
"""«Talk about race today»: under a word that names nothing, the mentor is asked to make room (P-D07)."""
PROMPTS: Mapping[str, str] = {
    "a-sounding-board": "CI-G",
    "a-plan": "CI-G",
    "a-door-opened": "CI-SEEN",
    "back-up": "CI-BACKUP",
    "a-true-story": "CI-J",
}


def openers() -> list[str]:
    """The ids of what a mentee may need, in the order they are shown."""
    return [*(str(button["id"]) for button in sets("prompts")["checkin"]["opener"]["buttons"]), IMPORTANT]


def _opener_rows(words: Words, checkin: Checkin) -> Rows:
    says = [*(str(b["says"]) for b in sets("prompts")["checkin"]["opener"]["buttons"]), words.label("checkin-race")]
    return in_rows([Said(PickOpener(checkin.id, checkin.version, n), text) for n, text in enumerate(says)])


async def still_true(reading: Reading) -> Checkin | None:
    """The check-in of a letter, while it is booked for the time the letter was written for."""
    about = reading.letter.about
    checkin = await checkins.find(reading.tx, str(about["checkin"]))
    if checkin is None or checkin.state != "booked" or ms(checkin.starts) != about["at"]:
        return None
    return checkin


def _ways_out(checkin: Checkin) -> list[Tap]:
    return [MoveIt(checkin.id, checkin.version), CantCome(checkin.id, checkin.version)]


async def _day(reading: Reading) -> Deed | None:
    """To both; the mentee is asked what they need, unless it is a coffee chat, which needs nothing."""
    checkin = await still_true(reading)
    if checkin is None or reading.now >= checkin.starts:
        return None
    reader = PersonId(reading.letter.person or "")
    zone = ZoneInfo(await saying.zone_of(reading.tx, reader))
    today = checkin.starts.astimezone(zone).date() == reading.now.astimezone(zone).date()
    when = reading.words.when(checkin.starts, zone.key)
    lines = [reading.words("checkin-day", when=when, today="yes" if today else "no")]
    rows: Rows = []
    if checkin.rhythm is Rhythm.COFFEE:
        lines.append(str(sets("prompts")["checkin"]["coffee_15"]))
    elif reader == checkin.mentee:
        lines.append(str(sets("prompts")["checkin"]["opener"]["text"]))
        rows = _opener_rows(reading.words, checkin)
    return Send("\n".join(lines), keyboard([*rows, _ways_out(checkin)], reading.words))


async def _hour(reading: Reading) -> Deed | None:
    checkin = await still_true(reading)
    if checkin is None or reading.now >= checkin.starts:
        return None
    zone = await saying.zone_of(reading.tx, PersonId(reading.letter.person or ""))
    link = await checkin_secrets.link_of(reading.tx, checkin)
    first: list[Tap] = [Link("checkin-open-link", link)] if link else []
    late = "yes" if checkin.starts - reading.now < HOUR_BEFORE - A_LITTLE else "no"
    text = reading.words("checkin-hour", when=reading.words.when(checkin.starts, zone), late=late)
    ways_out: list[Tap] = [RunLate(checkin.id, checkin.version), CantCome(checkin.id, checkin.version)]
    return Send(text, keyboard([first, ways_out], reading.words))


# What the mentee needs


async def pick_opener(_: Update, turn: Turn) -> None:
    """Kept sealed until the meeting is over. Another tap changes it; the mentor hears the last one, once."""
    pressed = turn.pressed(PickOpener)
    checkin = await saying.own_checkin(turn, pressed.checkin)
    stale = checkin.version != pressed.version or not 0 <= pressed.place < len(openers())
    if stale or turn.person != checkin.mentee or checkin.rhythm is Rhythm.COFFEE:
        raise OldButton
    pick = openers()[pressed.place]
    if await checkin_secrets.opener_of(turn.tx, checkin) != pick:
        if not await checkin_secrets.pick_opener(turn.tx, checkin, pick, turn.now):
            raise OldButton
        about: About = {"checkin": checkin.id, "at": ms(checkin.starts)}
        topic = checkins.topic(checkin.id)
        await letters.withdraw(turn.tx, topic, kind="checkin-need")
        turn.write_to(checkin.mentor, "checkin-need", about=about, topic=topic)
    turn.show("checkin-need-passed-on", buttons=[_ways_out(checkin), [OpenMenu()]])


async def _need(reading: Reading) -> Deed | None:
    """The pick as a word, with prompts. The important one names no subject; its line waits behind a tap."""
    checkin = await still_true(reading)
    pick = await checkin_secrets.opener_of(reading.tx, checkin) if checkin else None
    if checkin is None or pick is None or reading.now >= checkin.starts:
        return None
    if pick == IMPORTANT:
        return Send(reading.words("checkin-make-room"), keyboard([[SeeALine(checkin.id)]], reading.words))
    when = reading.words.when(checkin.starts, await saying.zone_of(reading.tx, checkin.mentor))
    lines = [reading.words("checkin-need", when=when, need=_says(pick)), *(f"• {line}" for line in _prompts(pick))]
    return Send("\n".join(lines))


def _says(pick: str) -> str:
    buttons = sets("prompts")["checkin"]["opener"]["buttons"]
    return next(str(button["says"]) for button in buttons if button["id"] == pick)


def _prompts(pick: str) -> list[str]:
    checkin: Mapping[str, Any] = sets("prompts")["checkin"]
    if pick in PROMPTS:
        return list(checkin["sets"][PROMPTS[pick]])
    return [str(line) for line in checkin["curious"].values()][:3]


async def see_a_line(_: Update, turn: Turn) -> None:
    """NA3, for the mentor, once they are somewhere private."""
    checkin = await saying.own_checkin(turn, turn.pressed(SeeALine).checkin)
    if turn.person != checkin.mentor or await checkin_secrets.opener_of(turn.tx, checkin) != IMPORTANT:
        raise OldButton
    line = str(sets("naming")["mentor_scripts"]["NA3"])
    turn.show_text("\n".join([turn.words("checkin-make-room"), "", turn.words("checkin-you-might-say"), line]))


HANDLERS = [PickOpener.handler(for_members(pick_opener)), SeeALine.handler(for_members(see_a_line))]
LETTERS = {
    "checkin-day": LetterKind(_day, waits_for_morning=True, useful_for=STILL_USEFUL),
    # An hour before what they booked themselves is no time to wait for a later morning.
    "checkin-hour": LetterKind(_hour, useful_for=STILL_USEFUL),
    "checkin-need": LetterKind(_need, waits_for_morning=True),
}
