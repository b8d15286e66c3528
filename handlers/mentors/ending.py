"""Pausing and ending, kindly: no reason asked, the same line for both, and nobody can see who ended it."""

from datetime import datetime

from telegram import Update

from handlers.doors import OpenCircles, OpenConcern, OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.mentors import agreeing, cards, news
from handlers.mentors.parties import own_pair
from handlers.mentors.taps import (
    CarryOnNow,
    EndKindly,
    EndOrPause,
    FindMentor,
    OpenEnded,
    OpenPair,
    PauseAMonth,
    SomethingWrong,
    TakeABreak,
    TalkFirst,
    YesEnd,
)
from handlers.mentors.touch_taps import EndItToo, KeepInTouch, OpenPairEnded, YesEndToo
from handlers.menu import open_rows
from handlers.talk.buttons import Rows, Tap, keyboard
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from mentoring.agreements import WHAT_NEXT_AFTER, pause_ends
from mentoring.people import PersonId, Role
from storage import agreements, keeping_in_touch, meetings, mentors, pairs
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import Letter
from storage.pairs import Pair


async def end_or_pause(_: Update, turn: Turn) -> None:
    pair = await own_pair(turn, turn.pressed(EndOrPause).pair)
    rows: Rows = [
        [PauseAMonth(pair.id), EndKindly(pair.id)],
        [TalkFirst(pair.id), EndKindly(pair.id).named("pair-jobs-changed")],
        [SomethingWrong(pair.id), OpenPair(pair.id).named("form-back")],
    ]
    turn.show("pair-what-would-help", buttons=rows)


async def talk_first(_: Update, turn: Turn) -> None:
    pair = await own_pair(turn, turn.pressed(TalkFirst).pair)
    turn.show("pair-talk-tip", buttons=[[EndOrPause(pair.id).named("form-back"), OpenSupport()]])


async def something_wrong(_: Update, turn: Turn) -> None:
    """Help first, and the way out on the same screen."""
    pair = await own_pair(turn, turn.pressed(SomethingWrong).pair)
    rows: Rows = [
        [OpenConcern(), OpenSupport()],
        [EndItToo(pair.id), EndOrPause(pair.id).named("form-back")],
    ]
    turn.show("pair-wrong", buttons=open_rows(rows))


# Pausing


async def pause_a_month(_: Update, turn: Turn) -> None:
    """Both read the same line; in a month things carry on by themselves."""
    pair = await own_pair(turn, turn.pressed(PauseAMonth).pair)
    until, topic, about = pause_ends(turn.now), pairs.topic(pair.id), {"pair": pair.id}
    if await pairs.pause(turn.tx, pair.id, until, turn.now):
        turn.write_to(pair.other(turn.person), "pair-paused", about=about, topic=topic)
        turn.write_to(pair.mentee, "pair-resumes", about=about, topic=topic, due=until)
    turn.show("pair-paused", day=turn.words.day(until, turn.zone), buttons=[[CarryOnNow(pair.id), OpenMenu()]])


async def carry_on_now(_: Update, turn: Turn) -> None:
    """Either may end the pause."""
    pair = await own_pair(turn, turn.pressed(CarryOnNow).pair)
    if await pairs.resume(turn.tx, pair.id):
        await letters.withdraw(turn.tx, pairs.topic(pair.id), kind="pair-resumes")
        await letters.withdraw(turn.tx, pairs.topic(pair.id), kind="pair-paused")
        turn.write_to(pair.other(turn.person), "pair-back", about={"pair": pair.id}, topic=pairs.topic(pair.id))
    turn.show("pair-back", buttons=[[OpenPair(pair.id), OpenMenu()]])


async def _paused(reading: Reading) -> Deed | None:
    pair = await pairs.find(reading.tx, str(reading.letter.about["pair"]))
    return cards.knocking(reading.words, OpenPair(pair.id)) if pair and pair.state == "paused" else None


async def _back(reading: Reading) -> Deed | None:
    pair = await pairs.find(reading.tx, str(reading.letter.about["pair"]))
    return cards.knocking(reading.words, OpenPair(pair.id)) if pair and pair.state == "agreed" else None


async def _resume(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    pair = await pairs.find(tx, str(letter.about["pair"]))
    over = pair is not None and pair.paused_until is not None and pair.paused_until <= now
    if pair is None or not over or not await pairs.resume(tx, pair.id):
        return
    for person in (pair.mentee, pair.mentor):
        await letters.owe(tx, kind="pair-back", to=person, due=now, about={"pair": pair.id}, topic=pairs.topic(pair.id))


# Ending


async def end_kindly(_: Update, turn: Turn) -> None:
    pair = await own_pair(turn, turn.pressed(EndKindly).pair)
    _ask_sure(turn, pair, YesEnd(pair.id))


async def end_it_too(_: Update, turn: Turn) -> None:
    pair = await own_pair(turn, turn.pressed(EndItToo).pair)
    _ask_sure(turn, pair, YesEndToo(pair.id))


def _ask_sure(turn: Turn, pair: Pair, yes: Tap) -> None:
    turn.show("pair-end-sure", buttons=[[yes, OpenPair(pair.id).named("pair-end-not-yet")]])


async def yes_end(_: Update, turn: Turn) -> None:
    """Over at once. The other reads the same line behind a knock, whoever tapped."""
    pair = await own_pair(turn, turn.pressed(YesEnd).pair)
    await end(turn.tx, pair, turn.now, but=turn.person)
    await _show_ended(turn, pair.id)


async def yes_end_too(_: Update, turn: Turn) -> None:
    """The same, and nothing of the other's comes through any more (J3.11). It is not asked of whoever tapped."""
    pair = await own_pair(turn, turn.pressed(YesEndToo).pair)
    await end(turn.tx, pair, turn.now, but=turn.person, shut=True)
    await _show_ended(turn, None)


async def end(tx: Tx, pair: Pair, now: datetime, *, but: PersonId | None, shut: bool = False) -> None:
    """End a pair for both; everybody but one, if there is one, is owed the line, and the mentee «What next?» two days
    on (H-05). `shut`: their yeses to keeping in touch will lead nowhere, and neither side can tell.
    """
    if not await pairs.end(tx, pair.id, now):
        return
    await agreements.close(tx, pair.id, now)
    await keeping_in_touch.begin(tx, pair, now, shut=shut)
    meeting = await meetings.between(tx, pair.mentee, pair.mentor)
    if meeting:
        await meetings.close(tx, meeting, now)
    for person in (pair.mentee, pair.mentor):
        if person != but:
            await letters.owe(tx, kind="pair-ended", to=person, due=now, about={"pair": pair.id})
    await letters.owe(tx, kind="pair-what-next", to=pair.mentee, due=now + WHAT_NEXT_AFTER)


async def _show_ended(turn: Turn, pair: str | None) -> None:
    """The line, and what follows for both. Without a pair (a letter of before) there is nothing to ask."""
    asked = pair is not None and await keeping_in_touch.may_be_asked(turn.tx, pair, turn.person, turn.now)
    keep: list[Tap] = [KeepInTouch(pair)] if pair and asked else []
    turn.show("pair-ended-line", buttons=[keep, [OpenSupport(), OpenMenu().named("touch-done")]])


async def open_ended(_: Update, turn: Turn) -> None:
    await _show_ended(turn, None)


async def open_pair_ended(_: Update, turn: Turn) -> None:
    await _show_ended(turn, turn.pressed(OpenPairEnded).pair)


async def _ended(reading: Reading) -> Deed | None:
    pair = reading.letter.about.get("pair")
    return cards.knocking(reading.words, OpenPairEnded(str(pair)) if pair else OpenEnded())


async def _what_next(reading: Reading) -> Deed | None:
    circle = OpenCircles().named("mentoring-try-circle")
    rows: Rows = [[FindMentor().named("pair-new-mentor"), circle], [TakeABreak()]]
    return Send(reading.words("pair-what-next"), keyboard(open_rows(rows), reading.words))


async def before_erasing(tx: Tx, person: PersonId, now: datetime) -> None:
    """Somebody is leaving for good: those beside them hear it kindly, in the same words as any ending."""
    await _leave(tx, person, now, as_a_mentee=True)


async def lose_part(tx: Tx, person: PersonId, role: Role, now: datetime) -> None:
    """No longer a mentor: the same for those they walk beside or were to meet. A mentor of their own stays theirs."""
    if role is Role.MENTOR:
        await _leave(tx, person, now, as_a_mentee=False)
        await mentors.rest(tx, person)


async def _leave(tx: Tx, person: PersonId, now: datetime, *, as_a_mentee: bool) -> None:
    for pair in await pairs.of_person(tx, person):
        if as_a_mentee or person == pair.mentor:
            await end(tx, pair, now, but=person, shut=True)
    for written in await agreements.of_person(tx, person):
        if as_a_mentee or person == written.terms.mentor:
            await agreeing.let_go(tx, written, now, but=person)
    for meeting in await meetings.of_person(tx, person):
        if not as_a_mentee and person != meeting.mentor:
            continue
        await meetings.close(tx, meeting, now)
        if person == meeting.mentor or meeting.state not in ("asked", "times-wanted"):
            seen = "neutral-and-more" if person == meeting.mentor else "neutral"
            news.owe(tx, meeting, meeting.other(person), seen, now)


HANDLERS = [
    EndOrPause.handler(for_members(end_or_pause)),
    TalkFirst.handler(for_members(talk_first)),
    SomethingWrong.handler(for_members(something_wrong)),
    PauseAMonth.handler(for_members(pause_a_month)),
    CarryOnNow.handler(for_members(carry_on_now)),
    EndKindly.handler(for_members(end_kindly)),
    YesEnd.handler(for_members(yes_end)),
    EndItToo.handler(for_members(end_it_too)),
    YesEndToo.handler(for_members(yes_end_too)),
    OpenPairEnded.handler(for_members(open_pair_ended)),
    OpenEnded.handler(for_members(open_ended)),
]
LETTERS = {
    "pair-paused": LetterKind(_paused, waits_for_morning=True),
    "pair-resumes": cards.alarm(_resume),
    "pair-back": LetterKind(_back, waits_for_morning=True),
    "pair-ended": LetterKind(_ended, waits_for_morning=True),
    "pair-what-next": LetterKind(_what_next, waits_for_morning=True),
}
