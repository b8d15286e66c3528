"""A chat afterwards: the observer is asked, or a stand-in; nothing of it stays once somebody is there."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from telegram import Update

from handlers.doors import OpenMenu, OpenSupport
from handlers.guards import for_members
from handlers.holding.room import answer, asked_of, from_observer
from handlers.holding.taps import ChatNow, LikeChat, NoneFits, OfferTimes, PassOn, PickTime
from handlers.sessions import saying
from handlers.sessions.gaps import stand_ins
from handlers.sessions.letters import send
from handlers.talk import forms
from handlers.talk.buttons import Rows, Said, keyboard
from handlers.talk.forms import Answers, Choice, Choices, Form, Question
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring import calendar
from mentoring.people import PersonId
from mentoring.problems import OldButton
from mentoring.sessions import OFFER_STANDS
from storage import quiet_words, rota, sessions
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import About, Lane, Letter
from storage.quiet_words import QuietWord

ANSWER_IN = timedelta(hours=2)
EPOCH = datetime.fromtimestamp(0, UTC)
MINUTE = timedelta(minutes=1)
MIDDAY, EVENING = time(12, 30), time(19)
MOST_TIMES = 3
THERE = ("now", "talk", "text")


@for_members
async def like_chat(_: Update, turn: Turn) -> None:
    """J5.9: the observer is asked; after three days the offer is closed."""
    session = await sessions.find(turn.tx, turn.pressed(LikeChat).session)
    if await sessions.yes_of(turn.tx, session.id, turn.person) is None:
        raise OldButton
    if turn.now >= session.rule.ends + OFFER_STANDS:
        turn.show("after-offer-closed", buttons=[[OpenSupport()]])
        return
    observer = (await rota.team(turn.tx, session)).observer
    observer = observer or next(iter(await stand_ins(turn.tx, session, "observer")), None)
    if observer is None:
        turn.show("after-nobody-there", buttons=[[OpenSupport()]])
        return
    if await quiet_words.open_of(turn.tx, session.id, turn.person, "chat") is None:
        ask = await quiet_words.ask(turn.tx, session.id, turn.person, observer, "chat", now=turn.now)
        await _owe_ask(turn.tx, ask, observer, turn.now)
    turn.show("after-asked", buttons=[[OpenSupport()]], observer=await saying.one_name(turn.tx, observer, turn.words))


async def _owe_ask(tx: Tx, ask: str, observer: PersonId, now: datetime) -> None:
    """The observer's letter, and what happens when it goes two hours without an answer."""
    topic, about, lane = quiet_words.topic(ask), {"ask": ask}, Lane.SESSION
    await letters.owe(tx, kind="chat-wanted", due=now, to=observer, about=about, topic=topic, lane=lane)
    await letters.owe(tx, kind="chat-unanswered", due=now + ANSWER_IN, about=about, topic=topic, lane=lane)


async def _wanted(reading: Reading) -> Deed | None:
    """Hidden until tapped: a lock screen shows no name."""
    ask = await quiet_words.find(reading.tx, str(reading.letter.about["ask"]))
    if ask is None or ask.observer != reading.letter.person:
        return None
    name = await saying.one_name(reading.tx, ask.person, reading.words)
    rows: Rows = [[ChatNow(ask.id), OfferTimes(ask.id)], [PassOn(ask.id)]]
    words = reading.words("chat-wanted", name=name)
    return Send(words, keyboard(rows, reading.words), spoiler=True) if name else None


async def _unanswered(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    """Two hours: a stand-in is asked, and whoever waits hears that it is slow, with help at hand."""
    ask = await quiet_words.find(tx, str(letter.about["ask"]))
    if ask is not None:
        await pass_on(tx, ask, now)
        await letters.owe(tx, kind="chat-slow", due=now, to=ask.person, lane=Lane.SESSION)


async def pass_on(tx: Tx, ask: QuietWord, now: datetime) -> bool:
    """To the next observer in order who has not been asked. False when there is nobody else."""
    session = await sessions.find(tx, ask.session)
    others = [person for person in await stand_ins(tx, session, "observer") if person != ask.person]
    later = others[others.index(ask.observer) + 1 :] if ask.observer in others else others
    if not later:
        return False
    await quiet_words.pass_on(tx, ask.id, later[0])
    await _owe_ask(tx, ask.id, later[0], now)
    return True


async def _slow(reading: Reading) -> Deed | None:
    """The sorry line, with the lines that are there for everyone, at any hour (J5.9)."""
    here = [str(line["text"]) for line in sets("support")["lines"] if line["part"] in THERE and "nations" not in line]
    return send(reading, "chat-slow", [OpenSupport()], lines="\n".join(here))


async def _nothing(_: Reading) -> Deed | None:
    return None


# What the observer can do


@for_members
async def chat_now(_: Update, turn: Turn) -> None:
    ask = await asked_of(turn, turn.pressed(ChatNow).ask)
    turn.show("chat-go", buttons=[[OpenSupport()]], name=await answer(turn, ask, "chat-now"))


@for_members
async def ask_stand_in(_: Update, turn: Turn) -> None:
    ask = await asked_of(turn, turn.pressed(PassOn).ask)
    if await pass_on(turn.tx, ask, turn.now):
        turn.show("chat-passed-on", buttons=[[OpenMenu()]])
    else:
        turn.show("chat-nobody-else", buttons=[[ChatNow(ask.id), OfferTimes(ask.id)], [OpenSupport()]])


@for_members
async def offer_times(_: Update, turn: Turn) -> None:
    ask = await asked_of(turn, turn.pressed(OfferTimes).ask)
    await forms.start(turn, TIMES, given={"ask": ask.id})


async def _soon(turn: Turn, _: Answers) -> Choices:
    """In two hours, then midday and evening of the next two days; any other time can be typed."""
    today = turn.now.astimezone(ZoneInfo(turn.zone)).date()
    hour = (turn.now + ANSWER_IN).replace(minute=0, second=0, microsecond=0)
    days = [today + timedelta(days=ahead) for ahead in (1, 2)]
    times = [hour, *(calendar.instant(day, clock, turn.zone) for day in days for clock in (MIDDAY, EVENING))]
    return [Choice(at.isoformat(), text=_label(turn, at, turn.zone)) for at in times]


def _label(turn: Turn | Reading, at: datetime, zone: str) -> str:
    return f"{turn.words.day(at, zone)}, {turn.words.clock(at, zone)}"


async def _offer(turn: Turn, answers: Answers) -> None:
    """J5.9: up to three times, for whoever asked to pick from."""
    ask = await asked_of(turn, str(answers["ask"]))
    times = sorted({datetime.fromisoformat(at) for at in answers["times"]})
    about: About = {"ask": ask.id, **{f"at{n}": (at - EPOCH) // MINUTE for n, at in enumerate(times)}}
    topic = quiet_words.topic(ask.id)
    await letters.withdraw(turn.tx, topic)
    turn.write_to(ask.person, "chat-times", about=about, topic=topic, lane=Lane.SESSION)
    turn.say("chat-times-sent", buttons=[[OpenMenu()]])


async def _check(turn: Turn, _: Question, answers: Answers) -> None:
    for at in answers["times"]:
        calendar.check_ahead(datetime.fromisoformat(at), turn.now)


async def _times(reading: Reading) -> Deed | None:
    ask = await quiet_words.find(reading.tx, str(reading.letter.about["ask"]))
    if ask is None or ask.observer is None or ask.person != reading.letter.person:
        return None
    zone = await saying.zone_of(reading.tx, ask.person)
    minutes = [int(value) for key, value in reading.letter.about.items() if key.startswith("at")]
    rows: Rows = [
        *([Said(PickTime(ask.id, minute), _label(reading, EPOCH + minute * MINUTE, zone))] for minute in minutes),
        [NoneFits(ask.id), OpenSupport()],
    ]
    name = await saying.one_name(reading.tx, ask.observer, reading.words)
    return Send(reading.words("chat-times", observer=name), keyboard(rows, reading.words)) if name else None


async def _own(turn: Turn, ask_id: str) -> tuple[QuietWord, PersonId]:
    """An open ask of the speaker's, and who answers it. Raises OldButton otherwise."""
    ask = await quiet_words.find(turn.tx, ask_id)
    if ask is None or ask.person != turn.person or ask.observer is None:
        raise OldButton
    return ask, ask.observer


@for_members
async def pick_time(_: Update, turn: Turn) -> None:
    """Both know when; nothing of the ask stays."""
    tapped = turn.pressed(PickTime)
    ask, observer = await _own(turn, tapped.ask)
    at = EPOCH + tapped.minute * MINUTE
    calendar.check_ahead(at, turn.now)
    about: About = {"person": turn.person, "at": tapped.minute}
    turn.write_to(observer, "chat-agreed", about=about, lane=Lane.SESSION)
    await quiet_words.done(turn.tx, ask.id)
    name = await saying.one_name(turn.tx, observer, turn.words)
    turn.show("chat-picked", buttons=[[OpenSupport()]], observer=name, when=turn.words.when(at, turn.zone))


@for_members
async def none_fits(_: Update, turn: Turn) -> None:
    """The observer is asked once more."""
    ask, observer = await _own(turn, turn.pressed(NoneFits).ask)
    await letters.withdraw(turn.tx, quiet_words.topic(ask.id))
    await _owe_ask(turn.tx, ask.id, observer, turn.now)
    turn.show("chat-none-fits", buttons=[[OpenSupport()]], observer=await _name(turn, observer))


async def _name(turn: Turn, person: PersonId) -> str:
    return await saying.one_name(turn.tx, person, turn.words)


async def _agreed(reading: Reading) -> Deed | None:
    """Hidden until tapped, since it names somebody."""
    name = await saying.one_name(reading.tx, PersonId(str(reading.letter.about["person"])), reading.words)
    at = EPOCH + int(reading.letter.about["at"]) * MINUTE
    zone = await saying.zone_of(reading.tx, PersonId(reading.letter.person or ""))
    words = reading.words("chat-agreed", name=name, when=reading.words.when(at, zone))
    return Send(words, spoiler=True) if name else None


async def _now(reading: Reading) -> Deed | None:
    return await from_observer(reading, "chat-now")


TIMES = forms.register(
    Form(
        name="chat-times",
        questions=[Question("times", "chat-ask-times", _soon, many=MOST_TIMES, columns=1)],
        finish=_offer,
        on_answer=_check,
    )
)

HANDLERS = [
    LikeChat.handler(like_chat),
    ChatNow.handler(chat_now),
    PassOn.handler(ask_stand_in),
    OfferTimes.handler(offer_times),
    PickTime.handler(pick_time),
    NoneFits.handler(none_fits),
]
LETTERS = {
    "chat-wanted": LetterKind(_wanted),
    "chat-unanswered": LetterKind(_nothing, settled=_unanswered),
    "chat-slow": LetterKind(_slow),
    "chat-now": LetterKind(_now),
    "chat-times": LetterKind(_times),
    "chat-agreed": LetterKind(_agreed),
}
