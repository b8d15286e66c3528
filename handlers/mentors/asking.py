"""Asking a mentor to meet: the clash check on either side, one line, and an answer within seven days."""

from datetime import datetime

from telegram import Update

from handlers.doors import OpenMentoring, OpenMenu
from handlers.guards import for_members
from handlers.mentors import cards, news
from handlers.mentors.parties import on_it, open_meeting
from handlers.mentors.profile import tell_mentor
from handlers.mentors.taps import (
    AskToMeet,
    InAWeek,
    MentorClash,
    MyClash,
    NotThisTime,
    OfferTimes,
    OpenAsk,
    TakeBack,
)
from handlers.talk import forms
from handlers.talk.buttons import Rows, Tap
from handlers.talk.forms import Answers, Choice, Form, Question
from handlers.talk.post import Deed, LetterKind, Outcome, Reading
from handlers.talk.turn import Turn
from mentoring import meetings as rules
from mentoring.meetings import ASK_AGAIN_IN, LONGEST_LINE, Clash
from mentoring.mentors import MentorNotOpen, State
from mentoring.names import clean_text
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import meetings, mentors
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Letter
from storage.meetings import Meeting

WAITS_FOR_MENTOR = ("asked", "times-wanted")


# The mentee's side


async def ask_to_meet(_: Update, turn: Turn) -> None:
    """Before anything is sent: the clash check. Raises TooManyOpenAsks, AskedAlready, TheirMentor, MentorNotOpen."""
    mentor = PersonId(turn.pressed(AskToMeet).mentor)
    await _check_open(turn, mentor)
    turn.show(
        "ask-clash",
        buttons=[
            [MyClash(mentor, Clash.NONE), MyClash(mentor, Clash.YES).named("ask-clash-yes")],
            [MyClash(mentor, Clash.NOT_SURE).named("ask-clash-not-sure"), OpenMentoring().named("form-back")],
        ],
    )


async def _check_open(turn: Turn, mentor: PersonId) -> None:
    await meetings.check_may_ask(turn.tx, turn.person, mentor, turn.now)
    found = await mentors.find(turn.tx, mentor)
    open_to_asks = found is not None and found.state is State.LIVE and await mentors.free_places(turn.tx, mentor)
    if not open_to_asks or mentor == turn.person:
        raise MentorNotOpen


async def my_clash(_: Update, turn: Turn) -> None:
    """A clash, or doubt about one, stops here kindly: the mentor hears nothing, and the answer is not kept."""
    pressed = turn.pressed(MyClash)
    mentor = PersonId(pressed.mentor)
    await _check_open(turn, mentor)
    if pressed.answer not in set(Clash):
        raise OldButton
    if rules.may_meet(Clash(pressed.answer)):
        await forms.start(turn, ASK, given={"mentor": mentor})
        return
    await meetings.hide(turn.tx, turn.person, mentor, turn.now)
    news.show(turn, "clash", mentee=True)


async def _name(turn: Turn, answers: Answers) -> dict[str, str]:
    return {"name": await cards.speaker_name(turn, PersonId(answers["mentor"]))}


def _line(text: str) -> str:
    return clean_text(text, LONGEST_LINE)


async def _ask(turn: Turn, answers: Answers) -> None:
    mentor, line = PersonId(answers["mentor"]), answers["line"]
    await _check_open(turn, mentor)
    meeting = await meetings.ask(turn.tx, turn.person, mentor, None if line == AS_IS else line, turn.now)
    name = await cards.speaker_name(turn, mentor)
    turn.show("ask-sent", name=name, buttons=[[TakeBack(meeting)], [OpenMenu()]])
    found = await meetings.find(turn.tx, meeting)
    if found:
        await owe_ask(turn.tx, found, turn.now)


AS_IS = ""  # no typed line is empty, so this cannot be mistaken for one
ASK = forms.register(
    Form(
        "ask-to-meet",
        [Question("line", "ask-line", [Choice(AS_IS, "ask-send-as-is")], text=_line, holes=_name)],
        _ask,
    )
)


async def take_back(_: Update, turn: Turn) -> None:
    """The mentee changes their mind before meeting. A mentor who has offered times hears the neutral line."""
    meeting = await open_meeting(turn, turn.pressed(TakeBack).meeting)
    if turn.person != meeting.mentee or meeting.state == "agreed":
        raise OldButton
    await meetings.close(turn.tx, meeting, turn.now)
    if meeting.state not in WAITS_FOR_MENTOR or meeting.hello > 1:
        news.owe(turn.tx, meeting, meeting.mentor, "neutral", turn.now)
    turn.show("ask-taken-back", buttons=[[OpenMentoring(), OpenMenu()]])


# The mentor's side


async def open_ask(_: Update, turn: Turn) -> None:
    """The ask itself, for the mentor; where it stands, for the mentee."""
    meeting = await on_it(turn, turn.pressed(OpenAsk).meeting)
    if meeting.state == "times-offered" and turn.person == meeting.mentor:
        name = await cards.speaker_name(turn, meeting.mentee)
        day = turn.words.day(meeting.answer_by or turn.now, turn.zone)
        turn.show("times-waiting", name=name, day=day, buttons=[[OpenMentoring().named("form-back")]])
    elif meeting.state not in WAITS_FOR_MENTOR:
        news.show_moved_on(turn, meeting)
    elif turn.person == meeting.mentee:
        await _show_waiting(turn, meeting)
    elif meeting.state == "times-wanted":
        name = await cards.speaker_name(turn, meeting.mentee)
        rows: Rows = [[OfferTimes(meeting.id).named("ask-offer-others")], [NotThisTime(meeting.id)]]
        turn.show("ask-wanted-again", name=name, buttons=rows)
    else:
        await _show_ask(turn, meeting)


async def _show_waiting(turn: Turn, meeting: Meeting) -> None:
    name = await cards.speaker_name(turn, meeting.mentor)
    day = turn.words.day(meeting.answer_by or turn.now, turn.zone)
    key = "ask-waiting-put-off" if meeting.put_off else "ask-waiting"
    turn.show(key, name=name, day=day, buttons=[[TakeBack(meeting.id)], [OpenMentoring().named("form-back")]])


async def _show_ask(turn: Turn, meeting: Meeting) -> None:
    name = await cards.speaker_name(turn, meeting.mentee)
    line = await meetings.line_of(turn.tx, meeting)
    said = [turn.words("ask-heard", name=name)]
    if line:
        said.append(turn.words("ask-heard-line", line=line))
    said.append(turn.words("ask-heard-check"))
    last: list[Tap] = [NotThisTime(meeting.id)]
    if not meeting.put_off:
        last.append(InAWeek(meeting.id))
    turn.show_text("\n".join(said), buttons=[[OfferTimes(meeting.id), MentorClash(meeting.id)], last])


async def _asked(turn: Turn, meeting_id: str) -> Meeting:
    """The ask, while the mentor who taps may still answer it. Raises OldButton."""
    meeting = await open_meeting(turn, meeting_id)
    if turn.person != meeting.mentor or meeting.state not in WAITS_FOR_MENTOR:
        raise OldButton
    return meeting


async def mentor_clash(_: Update, turn: Turn) -> None:
    """It closes with the same kind line for both."""
    meeting = await _asked(turn, turn.pressed(MentorClash).meeting)
    await meetings.close(turn.tx, meeting, turn.now)
    news.owe(turn.tx, meeting, meeting.mentee, "clash", turn.now)
    news.show(turn, "clash", mentee=False)


async def not_this_time(_: Update, turn: Turn) -> None:
    """A no needs no reason, and the mentee is offered a next step (P-T2.17)."""
    meeting = await _asked(turn, turn.pressed(NotThisTime).meeting)
    await meetings.close(turn.tx, meeting, turn.now)
    news.owe(turn.tx, meeting, meeting.mentee, "neutral-and-more", turn.now)
    turn.show("ask-said-kindly", buttons=[[OpenMenu()]])


async def in_a_week(_: Update, turn: Turn) -> None:
    """Once, a mentor may be asked again later; the mentee is told, and may take the ask back."""
    meeting = await _asked(turn, turn.pressed(InAWeek).meeting)
    again = turn.now + ASK_AGAIN_IN
    if not await meetings.put_off(turn.tx, meeting, again):
        raise OldButton
    await letters.withdraw(turn.tx, meetings.topic(meeting.id))
    found = await meetings.find(turn.tx, meeting.id)
    if found:
        await owe_ask(turn.tx, found, again)
    news.owe(turn.tx, meeting, meeting.mentee, "put-off", turn.now)
    turn.show("ask-put-off", buttons=[[OpenMenu()]])


# Letters


async def owe_ask(tx: Tx, meeting: Meeting, at: datetime) -> None:
    """Knock at the mentor's door at an instant, and wake the seven-day rule (UTC)."""
    topic, about = meetings.topic(meeting.id), {"meeting": meeting.id}
    await letters.owe(tx, kind="meeting-ask", to=meeting.mentor, due=at, about=about, topic=topic)
    await owe_lapse(tx, meeting)


async def owe_lapse(tx: Tx, meeting: Meeting) -> None:
    """Wake the rule when the answer that is waited for is overdue."""
    topic, about = meetings.topic(meeting.id), {"meeting": meeting.id}
    if meeting.answer_by:
        await letters.owe(tx, kind="meeting-lapses", to=meeting.mentee, due=meeting.answer_by, about=about, topic=topic)


async def _knock(reading: Reading) -> Deed | None:
    meeting = await meetings.find(reading.tx, str(reading.letter.about["meeting"]))
    open_still = meeting is not None and meeting.state in WAITS_FOR_MENTOR
    return cards.knocking(reading.words, OpenAsk(meeting.id)) if meeting and open_still else None


async def _lapse(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    """Nobody should be left hanging: an overdue ask closes, and the one who waited hears first."""
    meeting = await meetings.find(tx, str(letter.about["meeting"]))
    if meeting is None or meeting.answer_by is None or meeting.answer_by > now:
        return
    await meetings.close(tx, meeting, now)
    if meeting.state in WAITS_FOR_MENTOR:
        news.owe(tx, meeting, meeting.mentee, "lapsed", now)
        if await mentors.lapse(tx, meeting.mentor):
            await tell_mentor(tx, meeting.mentor, now)
    else:
        news.owe(tx, meeting, meeting.mentee, "gone-quiet", now)
        news.owe(tx, meeting, meeting.mentor, "neutral", now)


HANDLERS = [
    AskToMeet.handler(for_members(ask_to_meet)),
    MyClash.handler(for_members(my_clash)),
    TakeBack.handler(for_members(take_back)),
    OpenAsk.handler(for_members(open_ask)),
    MentorClash.handler(for_members(mentor_clash)),
    NotThisTime.handler(for_members(not_this_time)),
    InAWeek.handler(for_members(in_a_week)),
]
LETTERS = {
    "meeting-ask": LetterKind(_knock, waits_for_morning=True),
    "meeting-lapses": cards.alarm(_lapse),
}
