"""/mentoring: one's pairs, agreements and asks, and the way to find somebody."""

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenMentoring, OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.mentors import cards, pair_page
from handlers.mentors.taps import (
    FindMentor,
    OpenAgreement,
    OpenAsk,
    OpenBooked,
    OpenFelt,
    OpenKept,
    OpenPair,
    OpenProfile,
    OpenTimes,
    SeeSuggestions,
    StopLooking,
)
from handlers.mentors.touch_taps import KeepInTouch
from handlers.talk.buttons import Button, Rows, Said, Tap, in_rows
from handlers.talk.turn import Turn
from mentoring.people import PersonId, Role
from storage import agreements, keeping_in_touch, meetings, mentors, pairs
from storage.meetings import Meeting
from storage.pairs import Pair


async def front(_: Update, turn: Turn) -> None:
    """Everything that stands between whoever speaks and others, by name, and the ways on."""
    people, ending = await _people(turn), await _ending(turn)
    search = await mentors.search_of(turn.tx, turn.person)
    lines = [turn.words("mentoring-front")]
    if people:
        lines.append(turn.words("mentoring-front-list"))
    if search:
        lines.append(turn.words("mentoring-front-search"))
    find: list[Tap] = [SeeSuggestions(), StopLooking()] if search else [FindMentor()]
    if turn.holds(Role.MENTOR):
        find.append(OpenProfile())
    kept: Rows = [[OpenKept()]] if search and search.kept else []
    rows: Rows = [*in_rows(people), *await _kept_in_touch(turn), *kept, find, [OpenSupport(), OpenMenu()]]
    if len(ending) == 1:
        name = await cards.speaker_name(turn, ending[0].other(turn.person))
        lines.extend(await pair_page.question(turn, ending[0], name))
        rows = [*await pair_page.choices(turn, ending[0]), *rows]
    elif ending:
        lines.append(turn.words("pair-terms-near"))
    turn.show_text("\n".join(lines), buttons=rows)


async def _kept_in_touch(turn: Turn) -> Rows:
    """Where a yes of their own stands after a pair has ended: so that it can be stopped at any time."""
    under_way = await keeping_in_touch.under_way(turn.tx, turn.person, turn.now)
    return [[KeepInTouch(pair).named("touch-mine")] for pair in under_way]


async def _ending(turn: Turn) -> list[Pair]:
    """Pairs whose six months are ending, or over."""
    return [pair for pair in await pairs.of_person(turn.tx, turn.person) if pair_page.is_asked(turn, pair)]


async def _people(turn: Turn) -> list[Tap]:
    me, found = turn.person, list[tuple[PersonId, Button]]()
    for pair in await pairs.of_person(turn.tx, me):
        found.append((pair.other(me), OpenPair(pair.id)))
    for written in await agreements.of_person(turn.tx, me):
        if not written.terms.stands:
            found.append((written.other(me), OpenAgreement(written.id)))
    for meeting in await meetings.of_person(turn.tx, me):
        found.append((meeting.other(me), _door(turn, meeting)))
    return [Said(button, (await cards.speaker_name(turn, who))[:24]) for who, button in found]


def _door(turn: Turn, meeting: Meeting) -> Button:
    """Where a name leads, by where the meeting stands."""
    if meeting.state == "times-offered" and turn.person == meeting.mentee:
        return OpenTimes(meeting.id)
    if meeting.state == "booked":
        over = meeting.asked_after is not None and meeting.asked_after <= turn.now
        return OpenFelt(meeting.id) if over else OpenBooked(meeting.id)
    return OpenAsk(meeting.id)


HANDLERS = [
    CommandHandler("mentoring", for_members(front)),
    OpenMentoring.handler(for_members(front)),
]
