"""The first hello: reminders that say nothing telling, questions to pick from, and how it felt, each asked apart."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from telegram import Update

from handlers.doors import OpenMentoring, OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.mentors import cards, deciding, news
from handlers.mentors.parties import open_meeting
from handlers.mentors.taps import CannotMakeIt, Feel, HelloCard, OpenBooked, OpenFelt, RunningLate
from handlers.talk.buttons import Link, Rows, Said, Tap, in_rows, keyboard
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import Words, sets
from mentoring import meetings as rules
from mentoring.meetings import ANSWER_WITHIN, NUDGE_AFTER, Feeling
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import meetings
from storage.core import letters
from storage.core.database import Tx
from storage.core.instants import ms
from storage.core.letters import Lane, Letter
from storage.meetings import Meeting

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
STILL_USEFUL = 180


async def owe_all(tx: Tx, meeting: Meeting, now: datetime) -> None:
    """All that follows a booking: reminders, the hour itself, how it felt, a nudge, and the closing a week later."""
    at, asked = meeting.at, meeting.asked_after
    if at is None or asked is None:
        return
    await _owe(tx, meeting, "hello-booked", now, to=[meeting.mentor])
    for kind, due in (("hello-day", at - A_DAY), ("hello-hour", at - AN_HOUR)):
        if due > now:
            await _owe(tx, meeting, kind, due)
    await _owe(tx, meeting, "hello-now", at, lane=Lane.SESSION)
    await _owe(tx, meeting, "hello-felt", asked, lane=Lane.SESSION)
    await _owe(tx, meeting, "hello-nudge", asked + NUDGE_AFTER)
    await _owe(tx, meeting, "hello-decides", asked + ANSWER_WITHIN, to=[meeting.mentee])


async def _owe(
    tx: Tx,
    meeting: Meeting,
    kind: str,
    due: datetime,
    *,
    to: Sequence[PersonId] = (),
    lane: Lane = Lane.REMINDER,
) -> None:
    about = _about(meeting)
    for person in to or (meeting.mentee, meeting.mentor):
        await letters.owe(tx, kind=kind, to=person, due=due, about=about, lane=lane, topic=meetings.topic(meeting.id))


def _about(meeting: Meeting) -> dict[str, str | int]:
    return {"meeting": meeting.id, "at": ms(meeting.at) if meeting.at else 0}


async def _still_true(reading: Reading) -> Meeting | None:
    """The meeting of a letter, while it is booked for the hour the letter was written for."""
    about = reading.letter.about
    meeting = await meetings.find(reading.tx, str(about["meeting"]))
    if meeting is None or meeting.state != "booked" or meeting.at is None or ms(meeting.at) != about["at"]:
        return None
    return meeting


# Before


async def _booked(reading: Reading) -> Deed | None:
    meeting = await _still_true(reading)
    return cards.knocking(reading.words, OpenBooked(meeting.id)) if meeting else None


def _reminder(key: str) -> LetterKind:
    async def render(reading: Reading) -> Deed | None:
        meeting = await _still_true(reading)
        if meeting is None or meeting.at is None or reading.now >= meeting.at:
            return None
        when = reading.words.when(meeting.at, await cards.zone_of(reading))
        rows: Rows = [[HelloCard(meeting.id)], [CannotMakeIt(meeting.id)]]
        return Send(reading.words(key, when=when), keyboard(rows, reading.words))

    # An hour before what they booked themselves is no time to wait for a later morning.
    return LetterKind(render, waits_for_morning=key == "hello-day", useful_for=STILL_USEFUL)


async def show_card(_: Update, turn: Turn) -> None:
    """The questions of their own side."""
    meeting = await open_meeting(turn, turn.pressed(HelloCard).meeting)
    turn.say_text(cards.hello_card(turn.words, mentee=turn.person == meeting.mentee), buttons=[[OpenMenu()]])


async def _now(reading: Reading) -> Deed | None:
    meeting = await _still_true(reading)
    if meeting is None or meeting.at is None:
        return None
    if reading.now >= meeting.at + timedelta(minutes=meeting.minutes or 0):
        return None
    link = await meetings.link_of(reading.tx, meeting)
    first: list[Tap] = [Link("hello-open-link", link)] if link else []
    rows: Rows = [first, [RunningLate(meeting.id), CannotMakeIt(meeting.id)]]
    return Send(reading.words("hello-now"), keyboard(rows, reading.words))


async def running_late(_: Update, turn: Turn) -> None:
    """One line to the other, once."""
    meeting = await open_meeting(turn, turn.pressed(RunningLate).meeting)
    if meeting.state != "booked" or meeting.at is None:
        raise OldButton
    topic = meetings.topic(meeting.id)
    other = meeting.other(turn.person)
    told = any(
        letter.kind == "hello-late" and letter.person == other for letter in await letters.of_topic(turn.tx, topic)
    )
    if not told:
        turn.write_to(other, "hello-late", about=_about(meeting), lane=Lane.SESSION, topic=topic, keep=True)
    turn.toast("hello-late-told", alert=True)


async def _late(reading: Reading) -> Deed | None:
    return Send(reading.words("hello-late")) if await _still_true(reading) else None


# After


def _how_it_felt(words: Words, meeting: Meeting) -> tuple[str, Rows]:
    after = sets("agreement")["hello"]["after"]
    offered = rules.feelings_offered(meeting.hello)
    said = {button["id"]: button["says"] for button in after["buttons"]}
    taps = [Said(Feel(meeting.id, meeting.hello, feeling), said[feeling]) for feeling in offered]
    return str(after["text"]), [*in_rows(taps), [OpenSupport()]]


async def _felt(reading: Reading) -> Deed | None:
    meeting = await _still_true(reading)
    if meeting is None:
        return None
    text, rows = _how_it_felt(reading.words, meeting)
    return Send(text, keyboard(rows, reading.words))


async def _nudge(reading: Reading) -> Deed | None:
    meeting = await _still_true(reading)
    if meeting is None:
        return None
    felt = (await meetings.felt(reading.tx, meeting)).get(PersonId(reading.letter.person or ""), Feeling.LATER)
    return cards.knocking(reading.words, OpenFelt(meeting.id)) if felt is Feeling.LATER else None


async def _to_feel(turn: Turn, meeting_id: str) -> Meeting:
    meeting = await open_meeting(turn, meeting_id)
    if meeting.state != "booked" or meeting.asked_after is None or turn.now < meeting.asked_after:
        raise OldButton
    return meeting


async def open_felt(_: Update, turn: Turn) -> None:
    """The question once more, after a few days."""
    text, rows = _how_it_felt(turn.words, await _to_feel(turn, turn.pressed(OpenFelt).meeting))
    turn.show_text("\n".join([text, turn.words("hello-nudge")]), buttons=rows)


async def feel(_: Update, turn: Turn) -> None:
    """One side's answer, sealed. What it comes to is said once both have answered. Raises OneMoreAlready."""
    pressed = turn.pressed(Feel)
    meeting = await _to_feel(turn, pressed.meeting)
    if pressed.hello != meeting.hello or pressed.feeling not in set(Feeling):
        raise OldButton
    feeling = Feeling(pressed.feeling)
    rules.check_feeling(feeling, meeting.hello)
    await meetings.feel(turn.tx, meeting, turn.person, feeling)
    seen = await deciding.decide(turn.tx, meeting, turn.now, speaker=turn.person)
    if seen is None:
        turn.show(
            "hello-no-rush" if feeling is Feeling.LATER else "hello-thanks", buttons=[[OpenMentoring(), OpenMenu()]]
        )
        return
    settled = await meetings.find(turn.tx, meeting.id)
    if settled:
        await news.show_standing(turn, settled, seen)


async def _decides(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    meeting = await meetings.find(tx, str(letter.about["meeting"]))
    if meeting and meeting.state == "booked" and meeting.at and ms(meeting.at) == letter.about["at"]:
        await deciding.decide(tx, meeting, now, speaker=None)


HANDLERS = [
    HelloCard.handler(for_members(show_card)),
    RunningLate.handler(for_members(running_late)),
    OpenFelt.handler(for_members(open_felt)),
    Feel.handler(for_members(feel)),
]
LETTERS = {
    "hello-booked": LetterKind(_booked, waits_for_morning=True),
    "hello-day": _reminder("hello-day"),
    "hello-hour": _reminder("hello-hour"),
    "hello-now": LetterKind(_now, useful_for=STILL_USEFUL),
    "hello-late": LetterKind(_late, useful_for=STILL_USEFUL),
    "hello-felt": LetterKind(_felt),
    "hello-nudge": LetterKind(_nudge, waits_for_morning=True),
    "hello-decides": cards.alarm(_decides),
}
