"""Keep in touch? Asked of both when a pair has ended; it opens with two yeses, and anything less is silence (J3.10).

Every screen is worked out from what its reader has said alone: what the other said, did or lost never shows in it.
"""

from telegram import Update

from handlers.doors import OpenMenu, OpenSupport
from handlers.errors import WITH_HELP
from handlers.guards import for_members
from handlers.mentors import cards
from handlers.mentors.touch_taps import (
    HideLine,
    KeepInTouch,
    LeaveLine,
    NotNowKeep,
    ReadLine,
    StopKeep,
    TakeYesBack,
    YesKeep,
)
from handlers.reflections import care, showing
from handlers.talk import forms
from handlers.talk.buttons import Rows, Tap, keyboard
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring import keeping_in_touch as rules
from mentoring.keeping_in_touch import Said
from mentoring.names import clean_text
from mentoring.people import PersonId
from mentoring.problems import Problem
from storage import keeping_in_touch
from storage.keeping_in_touch import Touch

OPENS, LINE_WAITS, TEXT = "keep-in-touch", "keep-in-touch-line", "keep-in-touch-text"
LAST: list[Tap] = [OpenSupport(), OpenMenu().named("touch-done")]


class YourOpeningWords(Problem):
    """Five words were typed that look like the ones that open somebody's private pages."""


WITH_HELP.update((rules.TouchIsOver, YourOpeningWords))


# Yes, not now, and taking it back


@for_members
async def keep_in_touch(_: Update, turn: Turn) -> None:
    """What it means, or how it stands. Somebody who came back may find that it opens now."""
    pair = turn.pressed(KeepInTouch).pair
    await _open_if_two(turn, pair)
    _show(turn, await keeping_in_touch.of(turn.tx, pair, turn.person, turn.now))


@for_members
async def yes_keep(_: Update, turn: Turn) -> None:
    """Noted, and answered alike whether it is the first yes, the second, or one that leads nowhere."""
    pair = turn.pressed(YesKeep).pair
    touch = await keeping_in_touch.say_yes(turn.tx, pair, turn.person, turn.now)
    await _open_if_two(turn, pair)
    _show(turn, touch)


async def _open_if_two(turn: Turn, pair: str) -> None:
    """The same discreet letter to both at the same moment."""
    for person in await keeping_in_touch.open_if_two(turn.tx, pair, turn.person, turn.now):
        turn.write_to(person, OPENS, about={"pair": pair})


@for_members
async def not_now(_: Update, turn: Turn) -> None:
    await _unsay(turn, turn.pressed(NotNowKeep).pair, "touch-not-now-said")


@for_members
async def take_yes_back(_: Update, turn: Turn) -> None:
    await _unsay(turn, turn.pressed(TakeYesBack).pair, "touch-taken-back")


async def _unsay(turn: Turn, pair: str, key: str) -> None:
    """A yes that waits is as if it had never been; what is open by now is shown instead."""
    touch = await keeping_in_touch.take_back(turn.tx, pair, turn.person, turn.now)
    if touch.stand.said is Said.NOTHING:
        rows: Rows = [[KeepInTouch(pair)], LAST]
        turn.show(key, day=_day(turn, touch), buttons=rows)
    else:
        _show(turn, touch)


def _show(turn: Turn, touch: Touch) -> None:
    SCREENS[touch.stand.said](turn, touch)


def _day(turn: Turn, touch: Touch) -> str:
    return turn.words.day(touch.stand.until, turn.zone)


def _show_question(turn: Turn, touch: Touch) -> None:
    rows: Rows = [[YesKeep(touch.pair), NotNowKeep(touch.pair)], [OpenSupport()]]
    turn.show("touch-explain", day=_day(turn, touch), buttons=rows)


def _show_waiting(turn: Turn, touch: Touch) -> None:
    rows: Rows = [[TakeYesBack(touch.pair)], LAST]
    turn.show("touch-waiting", ended=_ended(turn, touch), day=_day(turn, touch), buttons=rows)


def _show_open(turn: Turn, touch: Touch) -> None:
    leave: list[Tap] = [LeaveLine(touch.pair)] if rules.may_leave_line(touch.stand, turn.now) else []
    rows: Rows = [[*leave, ReadLine(touch.pair)], [StopKeep(touch.pair)], LAST]
    turn.show("touch-both", ended=_ended(turn, touch), day=_day(turn, touch), buttons=rows)


def _ended(turn: Turn, touch: Touch) -> str:
    return turn.words.day(touch.ended_at, turn.zone)


def _show_stopped(turn: Turn, _: Touch) -> None:
    turn.show("touch-stopped", buttons=[LAST])


SCREENS = {
    Said.NOTHING: _show_question,
    Said.YES: _show_waiting,
    Said.BOTH: _show_open,
    Said.STOPPED: _show_stopped,
}


# Stopping


@for_members
async def stop_keep(_: Update, turn: Turn) -> None:
    """Asked once more, then at once and for good. The other is told nothing, and their screens stay as they were."""
    tapped = turn.pressed(StopKeep)
    touch = await keeping_in_touch.of(turn.tx, tapped.pair, turn.person, turn.now)
    if touch.stand.said is not Said.BOTH:
        _show(turn, touch)
    elif tapped.sure:
        await showing.hide(turn)
        await _let_go_of_a_line(turn, tapped.pair)
        _show(turn, await keeping_in_touch.stop(turn.tx, tapped.pair, turn.person, turn.now))
    else:
        yes = StopKeep(tapped.pair, sure=True).named("touch-stop-yes")
        turn.show("touch-stop-sure", buttons=[[yes, KeepInTouch(tapped.pair).named("touch-stop-no")], [OpenSupport()]])


async def _let_go_of_a_line(turn: Turn, pair: str) -> None:
    """One that is being written has nowhere to go any more."""
    found = await forms.open_draft(turn)
    if found and found[0] is FORM and found[1].answers["pair"] == pair:
        await forms.let_go(turn)


# The line


async def _open(turn: Turn, pair: str) -> Touch:
    """One's own side, once both have said yes. Raises TouchIsOver."""
    touch = await keeping_in_touch.of(turn.tx, pair, turn.person, turn.now)
    if touch.stand.said is not Said.BOTH:
        raise rules.TouchIsOver
    return touch


def one_line(text: str) -> str:
    """Raises NothingWritten, TooLong, or YourOpeningWords. Links and numbers are what it is for."""
    if care.looks_like_words(text):
        raise YourOpeningWords
    return clean_text(text, rules.MOST_LETTERS)


@for_members
async def leave_line(_: Update, turn: Turn) -> None:
    touch = await _open(turn, turn.pressed(LeaveLine).pair)
    if not rules.may_leave_line(touch.stand, turn.now):
        raise rules.TouchIsOver
    await forms.start(turn, FORM, given={"pair": touch.pair})


async def _most(_: Turn, __: Answers) -> dict[str, int]:
    return {"most": rules.MOST_LETTERS}


async def _left(turn: Turn, answers: Answers) -> None:
    """Kept for the other. Words of danger bring help first (H-02)."""
    pair, words = str(answers["pair"]), str(answers["line"])
    reader = await keeping_in_touch.leave_line(turn.tx, pair, turn.person, words, turn.now)
    if care.needs_card(words, turn.words.language):
        await care.show_card(turn)
    if reader is not None:
        turn.write_to(reader, LINE_WAITS, about={"pair": pair})
    turn.say("touch-line-left", buttons=[[KeepInTouch(pair).named("form-back"), OpenSupport()]])


@for_members
async def read_line(_: Update, turn: Turn) -> None:
    """For ten minutes at a time. Whether somebody has read it is kept nowhere."""
    touch = await _open(turn, turn.pressed(ReadLine).pair)
    await showing.hide(turn)
    showing.show_for_a_while(turn, TEXT, {"pair": touch.pair})


async def _text(reading: Reading) -> Deed | None:
    """What the other left; that there is nothing reads the same, whatever the reason."""
    pair = str(reading.letter.about["pair"])
    line = await keeping_in_touch.line_for(reading.tx, pair, PersonId(reading.letter.person or ""), reading.now)
    rows: Rows = [[KeepInTouch(pair).named("form-back")], [HideLine(), OpenSupport()]]
    if line is None:
        return showing.filled(reading, reading.words("touch-no-line"), keyboard(rows, reading.words))
    day = reading.words.day(line.until, await cards.zone_of(reading))
    said = [reading.words("touch-line-first"), line.words, reading.words("touch-line-last", day=day)]
    return showing.filled(reading, "\n".join(said), keyboard(rows, reading.words))


@for_members
async def hide_line(_: Update, turn: Turn) -> None:
    await showing.hide(turn)
    turn.say("pages-hidden", buttons=[LAST])


# Letters


async def _opens(reading: Reading) -> Deed | None:
    """As long as it is news to its reader: what the other has done since does not hold it back."""
    pair, reader = str(reading.letter.about["pair"]), PersonId(reading.letter.person or "")
    news = await keeping_in_touch.is_open(reading.tx, pair, reader, reading.now)
    return cards.knocking(reading.words, KeepInTouch(pair)) if news else None


async def _line_waits(reading: Reading) -> Deed | None:
    pair, reader = str(reading.letter.about["pair"]), PersonId(reading.letter.person or "")
    line = await keeping_in_touch.line_for(reading.tx, pair, reader, reading.now)
    return cards.knocking(reading.words, KeepInTouch(pair)) if line else None


FORM = forms.register(
    Form(
        "keep-in-touch",
        [Question("line", "touch-ask-line", text=one_line, holes=_most, extra=((OpenSupport(),),))],
        _left,
        private=True,
    )
)

HANDLERS = [
    KeepInTouch.handler(keep_in_touch),
    YesKeep.handler(yes_keep),
    NotNowKeep.handler(not_now),
    TakeYesBack.handler(take_yes_back),
    StopKeep.handler(stop_keep),
    LeaveLine.handler(leave_line),
    ReadLine.handler(read_line),
    HideLine.handler(hide_line),
]
LETTERS = {
    OPENS: LetterKind(_opens, waits_for_morning=True),
    LINE_WAITS: LetterKind(_line_waits, waits_for_morning=True),
    TEXT: LetterKind(_text),
}
