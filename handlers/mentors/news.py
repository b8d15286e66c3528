"""What became of a first meeting, told to each side behind a discreet line."""

from datetime import datetime

from telegram import Update

from handlers.doors import OpenCircles, OpenMentoring, OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.mentors import cards
from handlers.mentors.parties import on_it
from handlers.mentors.taps import (
    Later,
    OfferTimes,
    OpenAgreement,
    OpenNews,
    SeeSuggestions,
    TakeABreak,
    TakeBack,
)
from handlers.menu import open_rows
from handlers.talk.buttons import Rows
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import agreements, meetings
from storage.core.database import Tx
from storage.core.letters import Lane, Letter
from storage.meetings import Meeting

LINES: dict[str, tuple[str, ...]] = {
    "neutral": (),
    "neutral-and-more": ("news-three-more",),
    "said-kindly": ("news-said-kindly",),
    "clash": ("news-clash",),
    "lapsed": ("news-lapsed",),
    "gone-quiet": ("news-gone-quiet",),
}
"""Endings and their lines; the neutral line (3.7) goes before where it belongs."""
NEUTRAL_FIRST = frozenset(("neutral", "neutral-and-more"))
OTHERS: Rows = [[SeeSuggestions().named("find-others"), OpenCircles().named("mentoring-try-circle")], [TakeABreak()]]


def owe(tx: Tx, meeting: Meeting, to: PersonId, seen: str, now: datetime) -> None:
    """Owe one side the news. What it is stays sealed until it is sent; the topic is not the meeting's, which closes."""
    about = {"meeting": meeting.id}
    tx.owed.append(Letter("meeting-news", now, Lane.REMINDER, person=to, about=about, body=seen, made=now))


def show(turn: Turn, seen: str, mentee: bool) -> None:
    """An ending, to whoever speaks."""
    lines = [cards.neutral_line()] if seen in NEUTRAL_FIRST else []
    lines += [turn.words(key) for key in LINES[seen]]
    if seen == "clash" and mentee:
        lines.append(turn.words("news-clash-others"))
    rows: Rows = OTHERS if mentee else [[OpenMenu(), OpenSupport()]]
    turn.show_text("\n".join(lines), buttons=open_rows(rows))


async def show_standing(turn: Turn, meeting: Meeting, seen: str) -> None:
    """What became of a meeting, whichever it is. Raises OldButton for what is not true of it."""
    mentee = turn.person == meeting.mentee
    if seen in LINES and meeting.state == "closed":
        show(turn, seen, mentee=mentee)
    elif seen == "both-yes" and meeting.state == "agreed":
        await _show_both_yes(turn, meeting)
    elif seen in ("meet-again", "moved") and meeting.state == "times-wanted":
        _show_other_times(turn, meeting, seen, mentee=mentee)
    elif seen == "put-off" and meeting.put_off and meeting.state == "asked" and mentee:
        name = await cards.speaker_name(turn, meeting.mentor)
        turn.show("news-put-off", name=name, buttons=[[TakeBack(meeting.id)], [OpenMentoring()]])
    else:
        show_moved_on(turn, meeting)


def show_moved_on(turn: Turn, meeting: Meeting) -> None:
    """An old knock: what it told of is over, or has moved on since."""
    key = "ask-closed" if meeting.state == "closed" else "news-moved-on"
    turn.show(key, buttons=[[OpenMentoring(), OpenMenu()]])


async def _show_both_yes(turn: Turn, meeting: Meeting) -> None:
    for written in await agreements.of_person(turn.tx, turn.person):
        if written.other(turn.person) == meeting.other(turn.person):
            turn.show("news-both-yes", buttons=[[OpenAgreement(written.id).named("news-start-now"), Later()]])
            return
    raise OldButton


def _show_other_times(turn: Turn, meeting: Meeting, seen: str, *, mentee: bool) -> None:
    first = turn.words("news-meet-again" if seen == "meet-again" else "hello-moved")
    then = turn.words("hello-moved-mentee" if mentee else "hello-moved-mentor")
    rows: Rows = [[OpenMentoring()]] if mentee else [[OfferTimes(meeting.id).named("ask-offer-others")]]
    turn.show_text(f"{first} {then}", buttons=rows)


async def open_news(_: Update, turn: Turn) -> None:
    """An ending is a line that names nobody, so it still opens when the other has been erased and the row with them."""
    pressed = turn.pressed(OpenNews)
    if pressed.seen in LINES and await meetings.find(turn.tx, pressed.meeting) is None:
        show(turn, pressed.seen, mentee=pressed.seen != "neutral")
        return
    await show_standing(turn, await on_it(turn, pressed.meeting), pressed.seen)


async def _knock(reading: Reading) -> Deed | None:
    meeting, seen = str(reading.letter.about["meeting"]), reading.letter.body
    return cards.knocking(reading.words, OpenNews(meeting, seen)) if seen else None


HANDLERS = [OpenNews.handler(for_members(open_news))]
LETTERS = {"meeting-news": LetterKind(_knock, waits_for_morning=True)}
