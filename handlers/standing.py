"""«Who'd stand with me?»: asked in one's circle by name, answered in private to the asker alone (P-T4.03)."""

from datetime import datetime

from telegram import Update

from handlers.circles import saying
from handlers.doors import OpenCircles, OpenMenu, OpenSupport, WhoStands
from handlers.guards import for_members
from handlers.joining import STARTS
from handlers.reflections import showing
from handlers.talk import forms
from handlers.talk.buttons import Button, Link, Rows, keyboard
from handlers.talk.forms import Answers, Choice, Form, Question, any_text
from handlers.talk.post import Deed, Edit, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from mentoring.people import PersonId
from mentoring.problems import OldButton
from mentoring.quiet_hours import QuietHours
from storage import circles, standing
from storage.circles import Circle
from storage.core.database import Tx
from storage.core.letters import About, Lane, Letter
from storage.standing import Ask

STAND = "stand_"
MOST_LETTERS = 300
TEXT = "standing-text"
READY = ("with-you", "speak-up", "ring-me")


class YesAsk(Button, prefix="sw-yes", label="standing-yes-ask"):
    circle: str


class ReadReplies(Button, prefix="sw-read", label="standing-read"):
    ask: str


class CloseAsk(Button, prefix="sw-close", label="standing-close"):
    ask: str


class TakeBackReply(Button, prefix="sw-back", label="standing-take-back"):
    ask: str


class HideReplies(Button, prefix="sw-hide", label="pages-hide-now"):
    pass


# Asking


async def _seated(turn: Turn, circle_id: str) -> Circle:
    """A circle in which the speaker sits, with a group to ask in. Raises OldButton."""
    circle = await circles.find(turn.tx, circle_id)
    if circle.state == "closed" or circle.group is None:
        raise OldButton
    if await circles.seat_of(turn.tx, circle.id, turn.person) is None:
        raise OldButton
    return circle


@for_members
async def who_stands(_: Update, turn: Turn) -> None:
    """What it does, before anything is said in the group."""
    circle = await _seated(turn, turn.pressed(WhoStands).circle)
    name = await saying.names(turn.tx, [turn.person], turn.words)
    rows: Rows = [[YesAsk(circle.id), OpenCircles().named("form-back")], [OpenSupport()]]
    turn.show("standing-explain", buttons=rows, name=name, title=circle.title)


@for_members
async def yes_ask(_: Update, turn: Turn) -> None:
    """Once while one is open; never in the night."""
    circle = await _seated(turn, turn.pressed(YesAsk).circle)
    ask, new = await standing.ask(turn.tx, circle.id, turn.person, now=turn.now)
    if new and circle.group is not None:
        due = QuietHours(zone=circle.zone).next_open(turn.now)
        turn.write_to_group(circle.group, "standing-asked", about={"ask": ask}, due=due, topic=standing.topic(ask))
    turn.show("standing-is-asked", buttons=[[ReadReplies(ask), CloseAsk(ask)], [OpenSupport()]])


async def _asked(reading: Reading) -> Deed | None:
    ask = await standing.find(reading.tx, str(reading.letter.about["ask"]))
    if ask is None:
        return None
    name = await saying.names(reading.tx, [ask.person], reading.words)
    answer = Link("standing-answer", f"https://t.me/{reading.bot_name}?start={STAND}{ask.id}")
    return Send(reading.words("standing-asked", name=name), keyboard([[answer]], reading.words)) if name else None


async def _posted(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """Which message it is; closed meanwhile, it is closed there too."""
    if outcome.message_id is None:
        return
    ask = str(letter.about["ask"])
    await standing.is_posted(tx, ask, outcome.message_id)
    if await standing.find(tx, ask) is None:
        about: About = {"message": outcome.message_id}
        tx.owed.append(Letter(standing.CLOSED, now, Lane.REMINDER, group=letter.group, about=about, made=now))


async def _closed(reading: Reading) -> Deed | None:
    return Edit(int(reading.letter.about["message"]), reading.words("standing-closed"))


@for_members
async def close_ask(_: Update, turn: Turn) -> None:
    ask = await standing.mine(turn.tx, turn.pressed(CloseAsk).ask, turn.person)
    await standing.close(turn.tx, ask, now=turn.now)
    await showing.hide(turn)
    turn.show("standing-gone", buttons=[[OpenMenu(), OpenSupport()]])


# Answering


async def from_the_group(turn: Turn, ask_id: str) -> None:
    """From the circle's message into the private chat. That somebody looked is kept nowhere."""
    ask = await standing.theirs(turn.tx, ask_id, turn.person)
    name = await _name(turn, ask)
    await forms.start(turn, REPLYING, given={"ask": ask.id, "name": name})


async def _name(turn: Turn, ask: Ask) -> str:
    name = await saying.names(turn.tx, [ask.person], turn.words)
    if not name:
        raise OldButton
    return name


async def _asker(turn: Turn, answers: Answers) -> dict[str, str]:
    return {"name": str(answers["name"])}


async def _reply(turn: Turn, answers: Answers) -> None:
    """A ready line, or words of their own; to the asker, under the first name of whoever writes."""
    said, ask = str(answers["words"]), await standing.theirs(turn.tx, str(answers["ask"]), turn.person)
    words = turn.words.label(f"standing-ready-{said}") if said in READY else said
    await standing.reply(turn.tx, ask.id, turn.person, words, now=turn.now)
    turn.write_to(ask.person, "standing-reply", about={"ask": ask.id}, topic=standing.topic(ask.id), lane=Lane.REPLY)
    turn.say("standing-sent", buttons=[[TakeBackReply(ask.id), OpenMenu()]], name=await _name(turn, ask))


@for_members
async def take_back(_: Update, turn: Turn) -> None:
    await standing.take_back(turn.tx, turn.pressed(TakeBackReply).ask, turn.person)
    turn.show("standing-taken-back", buttons=[[OpenMenu()]])


# Reading


async def _knock(reading: Reading) -> Deed | None:
    ask = await standing.find(reading.tx, str(reading.letter.about["ask"]))
    if ask is None or ask.person != reading.letter.person:
        return None
    if not await standing.replies(reading.tx, ask.id, ask.person):
        return None
    return Send(reading.words("standing-reply"), keyboard([[ReadReplies(ask.id)]], reading.words))


@for_members
async def read_replies(_: Update, turn: Turn) -> None:
    ask = await standing.mine(turn.tx, turn.pressed(ReadReplies).ask, turn.person)
    await showing.hide(turn)
    showing.show_for_a_while(turn, TEXT, {"ask": ask.id})


async def _text(reading: Reading) -> Deed | None:
    """Who answered and what. Who did not is nowhere, so it is not here."""
    ask, reader = str(reading.letter.about["ask"]), PersonId(reading.letter.person or "")
    try:
        found = await standing.replies(reading.tx, ask, reader)
    except OldButton:
        return showing.filled(reading, reading.words("standing-gone"))
    lines = []
    for one in found:
        name = await saying.names(reading.tx, [one.person], reading.words)
        lines.append(reading.words("standing-line", name=name, words=one.words))
    text = reading.words("standing-text", count=len(found), lines="\n".join(lines))
    return showing.filled(reading, text, keyboard([[CloseAsk(ask), HideReplies()], [OpenSupport()]], reading.words))


@for_members
async def hide_replies(_: Update, turn: Turn) -> None:
    turn.pressed(HideReplies)
    await showing.hide(turn)
    turn.say("pages-hidden", buttons=[[OpenMenu()]])


REPLYING = forms.register(
    Form(
        "standing",
        (
            Question(
                "words",
                "standing-ask-words",
                [Choice(each, f"standing-ready-{each}") for each in READY],
                text=any_text(MOST_LETTERS),
                columns=1,
                holes=_asker,
            ),
        ),
        _reply,
        private=True,
    )
)
STARTS[STAND] = from_the_group

HANDLERS = [
    WhoStands.handler(who_stands),
    YesAsk.handler(yes_ask),
    CloseAsk.handler(close_ask),
    ReadReplies.handler(read_replies),
    TakeBackReply.handler(take_back),
    HideReplies.handler(hide_replies),
]
LETTERS = {
    "standing-asked": LetterKind(_asked, settled=_posted),
    "standing-reply": LetterKind(_knock, waits_for_morning=True),
    standing.CLOSED: LetterKind(_closed),
    TEXT: LetterKind(_text),
}
BEFORE_ERASING = [standing.before_erasing]
NIGHTLY = [standing.keep_times]
