"""The letters of opportunities: the copy and its changes, and what those who saved it are told."""

from datetime import datetime, timedelta

from handlers.opportunities import cards, sending
from handlers.opportunities.taps import OpenOne, TellMeMore, Unsave, member_taps
from handlers.talk.buttons import keyboard
from handlers.talk.post import Deed, Edit, LetterKind, NotYet, Outcome, Reading, Send
from mentoring import opportunities as rules
from mentoring import opportunity_reminders as reminding
from mentoring import pacing
from mentoring.calendar import UK
from mentoring.opportunities import Field
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import opportunities, people
from storage import opportunity_reminders as reminders
from storage import opportunity_sends as sends
from storage.core.database import Tx
from storage.core.letters import Letter
from storage.opportunities import Answer, Opportunity
from storage.people import Person

LOOK_AGAIN = timedelta(minutes=5)
JUST_FIXED = timedelta(minutes=10)
A_DAY_LATE = 24 * 60


async def _about(reading: Reading) -> Opportunity | None:
    try:
        return await opportunities.find(reading.tx, str(reading.letter.about["opportunity"]))
    except OldButton:
        return None


async def _answer(reading: Reading, opportunity: Opportunity) -> Answer | None:
    return await opportunities.answer_of(reading.tx, opportunity.id, PersonId(reading.letter.person or ""))


async def _wanted(reading: Reading) -> tuple[Opportunity, Person] | None:
    """An open chance and its reader, who still asks for its kind and has not said that it is not for them."""
    opportunity = await _about(reading)
    if opportunity is None or not opportunity.is_open(reading.now):
        return None
    reader = await people.find(reading.tx, PersonId(reading.letter.person or ""))
    if reader is None or not rules.wants(reader.choices, opportunity.card[Field.CATEGORY]):
        return None
    return None if await _answer(reading, opportunity) is Answer.NOT_FOR_ME else (opportunity, reader)


async def _copy(reading: Reading) -> Deed | None:
    """The copy as it is true now."""
    found = await _wanted(reading)
    if found is None:
        return None
    await _wait_for_its_turn(reading, *found)
    return _sent(reading, found[0])


async def _nudge(reading: Reading) -> Deed | None:
    """The card once more. Who saved it gets one reminder a day, and their own goes before this one."""
    found = await _wanted(reading)
    if found is None:
        return None
    await _wait_for_its_turn(reading, *found)
    opportunity, reader = found
    saved = await _answer(reading, opportunity) is Answer.SAVED
    if saved and reminding.is_own_day(opportunity.closes, reading.now, zone=_zone(reader)):
        return None
    return _sent(reading, opportunity, again=True)


def _zone(reader: Person) -> str:
    return str(reader.choices.get("zone", UK))


def _sent(reading: Reading, opportunity: Opportunity, *, again: bool = False) -> Send:
    text = cards.copy(reading.words, opportunity, reading.now, again=again)
    return Send(text, keyboard(member_taps(opportunity.id), reading.words))


async def _wait_for_its_turn(reading: Reading, opportunity: Opportunity, reader: Person) -> None:
    """Raises NotYet while paused, and while this week is full (K14)."""
    if opportunity.state == "paused":
        raise NotYet(reading.now + LOOK_AGAIN)
    a_week = int(reader.choices.get("chances_a_week", pacing.SENDS_A_WEEK))
    now, urgent = reading.now, rules.is_short_notice(opportunity.closes, reading.now)
    sent, ahead = await sends.earlier_copies(reading.tx, reading.letter, now)
    if not pacing.may_send(sent, now, urgent=urgent, a_week=a_week):
        raise NotYet(pacing.next_send(sent, now, urgent=urgent, a_week=a_week))
    if not pacing.may_send([*sent, *[now] * ahead], now, urgent=urgent, a_week=a_week):
        raise NotYet(now + LOOK_AGAIN)  # others are on their way to this reader at this very moment


async def _copy_settled(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """A copy arrived or could not: the sender's screen moves on."""
    opportunity = await _change_if_crossed(tx, letter, outcome, now)
    if opportunity is not None and opportunity.state != "recalled":
        await sending.owe_progress(tx, opportunity, now=now)


async def _nudge_settled(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """No screen moves: how many reminders there are would tell how many had put it away."""
    await _change_if_crossed(tx, letter, outcome, now)


async def _change_if_crossed(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> Opportunity | None:
    """One that was on its way while the chance was changed or taken back is changed too."""
    try:
        opportunity = await opportunities.find(tx, str(letter.about["opportunity"]))
    except OldButton:
        return None
    fixed = opportunity.fixed_at is not None and now - opportunity.fixed_at < JUST_FIXED
    if outcome.state == "sent" and outcome.message_id and (opportunity.state == "recalled" or fixed):
        reader = PersonId(letter.person or "")
        await sends.owe_change(tx, opportunity.id, reader, outcome.message_id, letter.kind, now=now)
    return opportunity


async def _change(reading: Reading) -> Deed | None:
    """What a copy or a reminder that is out says now: the fixed card, that it closed, or that it was taken back."""
    opportunity = await _about(reading)
    if opportunity is None:
        return None
    message = int(reading.letter.about["message"])
    if opportunity.state == "recalled":
        return Edit(message, reading.words("opportunities-taken-back"))
    if await _answer(reading, opportunity) is Answer.NOT_FOR_ME:
        return None
    again = reading.letter.about.get("kind") == sends.NUDGE
    text = cards.copy(reading.words, opportunity, reading.now, again=again)
    rows = member_taps(opportunity.id) if opportunity.is_open(reading.now) else []
    return Edit(message, text, keyboard(rows, reading.words))


async def _reminder(reading: Reading) -> Deed | None:
    """The one they asked for, unless the sender's made them save it today."""
    opportunity = await _about(reading)
    if opportunity is None or not opportunity.is_open(reading.now):
        return None
    if await _answer(reading, opportunity) is not Answer.SAVED:
        return None
    reader = await people.find(reading.tx, PersonId(reading.letter.person or ""))
    if reader is None or await _was_nudged_today(reading, opportunity, reader):
        return None
    text = reading.words(
        "opportunities-reminder",
        title=opportunity.title,
        day=cards.day(reading.words, opportunity.closes, reading.now),
    )
    return Send(text, keyboard([[TellMeMore(opportunity.id), Unsave(opportunity.id)]], reading.words))


async def _was_nudged_today(reading: Reading, opportunity: Opportunity, reader: Person) -> bool:
    now, zone = reading.now, _zone(reader)
    return await reminders.came_today(reading.tx, opportunity.id, reader.id, now=now, zone=zone)


async def _detail(reading: Reading) -> Deed | None:
    """One line for whoever saved it: what changed, as it is now."""
    opportunity = await _about(reading)
    if opportunity is None or opportunity.state == "recalled":
        return None
    if await _answer(reading, opportunity) is not Answer.SAVED:
        return None
    words, field = reading.words, Field(str(reading.letter.about["field"]))
    if not opportunity.is_open(reading.now):
        return Send(words("opportunities-detail-closed", title=opportunity.title))
    said = cards.said(words, opportunity, field, reading.now)
    key = "opportunities-detail-day" if field is Field.CLOSES else "opportunities-detail"
    text = words(key, name=cards.names()[field], said=said, title=opportunity.title)
    return Send(text, keyboard([[OpenOne(opportunity.id)]], words))


LETTERS = {
    sends.COPY: LetterKind(_copy, _copy_settled, waits_for_morning=True),
    sends.NUDGE: LetterKind(_nudge, _nudge_settled, waits_for_morning=True),
    "opportunity-change": LetterKind(_change, waits_for_return=True),
    "opportunity-reminder": LetterKind(_reminder, waits_for_morning=True, useful_for=A_DAY_LATE),
    "opportunity-detail": LetterKind(_detail, waits_for_morning=True),
}
