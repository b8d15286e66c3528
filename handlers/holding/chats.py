"""A chat afterwards: the observer is asked, or a stand-in; nothing of it stays once somebody is there."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from telegram import Update

from handlers.doors import OpenMenu, OpenSupport, Unsaid
from handlers.guards import for_members
from handlers.holding import asking
from handlers.holding.listening import guide_row
from handlers.holding.room import answer, asked_of, from_observer
from handlers.holding.taps import ChatNow, LikeChat, NoneFits, OfferTimes, PassOn, PickTime
from handlers.sessions import saying
from handlers.sessions.gaps import stand_ins
from handlers.talk import forms
from handlers.talk.buttons import Rows, Said, keyboard
from handlers.talk.forms import Answers, Choice, Choices, Form, Question
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from mentoring import calendar
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import people, quiet_words, rota, sessions
from storage.core import letters
from storage.core.database import Tx
from storage.core.letters import About, Lane, Letter
from storage.quiet_words import QuietWord
from storage.sessions import Session

EPOCH = datetime.fromtimestamp(0, UTC)
MINUTE = timedelta(minutes=1)
MIDDAY, EVENING = time(12, 30), time(19)
MOST_TIMES = 3


@for_members
async def like_chat(_: Update, turn: Turn) -> None:
    """J5.9: the observer is asked; after three days the offer is closed."""
    session = await sessions.find(turn.tx, turn.pressed(LikeChat).session)
    if await sessions.yes_of(turn.tx, session.id, turn.person) is None:
        raise OldButton
    if not asking.is_open(session, turn.now):
        turn.show("after-offer-closed", buttons=[[OpenSupport()]])
        return
    open_now = await quiet_words.open_of(turn.tx, session.id, turn.person, "chat")
    asked = open_now.observer if open_now else None
    observer = asked or await _observer(turn, session)
    if observer is None:
        turn.show("after-nobody-there", buttons=[[OpenSupport(), Unsaid(session.id)]])
        return
    if asked is None:  # not yet, or whoever was asked has gone for good
        ask = await quiet_words.ask(turn.tx, session.id, turn.person, observer, "chat", now=turn.now)
        await quiet_words.pass_on(turn.tx, ask, observer)
        await asking.owe_ask(turn.tx, ask, session, observer, turn.now)
    await _say_asked(turn, session, observer)


async def _observer(turn: Turn, session: Session) -> PersonId | None:
    """Whoever had that part, unless they have blocked the bot; else the first stand-in."""
    own = (await rota.team(turn.tx, session)).observer
    found = await people.find(turn.tx, own) if own else None
    others = await stand_ins(turn.tx, session, "observer")
    return own if found and not found.resting else next((one for one in others if one != turn.person), own)


async def _say_asked(turn: Turn, session: Session, observer: PersonId) -> None:
    """Truthfully: in the night they see it in the morning, and here is who is there until then."""
    name = await saying.one_name(turn.tx, observer, turn.words)
    seen = await asking.seen_at(turn.tx, session, observer, turn.now)
    rows: Rows = [[OpenSupport(), Unsaid(session.id)]]
    if seen <= turn.now:
        turn.show("after-asked", buttons=rows, observer=name)
        return
    clock, lines = turn.words.clock(seen, turn.zone), asking.lines_there()
    turn.show("after-asked-later", buttons=rows, observer=name, clock=clock, lines=lines)


# What the observer can do


@for_members
async def chat_now(_: Update, turn: Turn) -> None:
    ask = await asked_of(turn, turn.pressed(ChatNow).ask)
    name = await answer(turn, ask, "chat-now")
    turn.show("chat-go", buttons=[guide_row(ask.session, ask.person), [OpenSupport()]], name=name)


@for_members
async def ask_stand_in(_: Update, turn: Turn) -> None:
    ask = await asked_of(turn, turn.pressed(PassOn).ask)
    if await asking.pass_on(turn.tx, ask, turn.now):
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
    hour = (turn.now + asking.ANSWER_IN).replace(minute=0, second=0, microsecond=0)
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
    about: About = {"person": turn.person, "at": tapped.minute, "session": ask.session}
    turn.write_to(observer, "chat-agreed", about=about, lane=Lane.SESSION)
    await quiet_words.done(turn.tx, ask.id)
    name = await saying.one_name(turn.tx, observer, turn.words)
    turn.show("chat-picked", buttons=[[OpenSupport()]], observer=name, when=turn.words.when(at, turn.zone))


@for_members
async def none_fits(_: Update, turn: Turn) -> None:
    """The observer is asked once more."""
    ask, observer = await _own(turn, turn.pressed(NoneFits).ask)
    await letters.withdraw(turn.tx, quiet_words.topic(ask.id))
    session = await sessions.find(turn.tx, ask.session)
    await asking.owe_ask(turn.tx, ask.id, session, observer, turn.now)
    turn.show("chat-none-fits", buttons=[[OpenSupport()]], observer=await _name(turn, observer))


async def _name(turn: Turn, person: PersonId) -> str:
    return await saying.one_name(turn.tx, person, turn.words)


async def _agreed(reading: Reading) -> Deed | None:
    """Hidden until tapped, since it names somebody; the guide cards come with it."""
    person = PersonId(str(reading.letter.about["person"]))
    name = await saying.one_name(reading.tx, person, reading.words)
    at = EPOCH + int(reading.letter.about["at"]) * MINUTE
    zone = await saying.zone_of(reading.tx, PersonId(reading.letter.person or ""))
    words = reading.words("chat-agreed", name=name, when=reading.words.when(at, zone))
    rows = [guide_row(str(reading.letter.about["session"]), person)]
    return Send(words, keyboard(rows, reading.words), spoiler=True) if name else None


async def _now(reading: Reading) -> Deed | None:
    return await from_observer(reading, "chat-now")


async def _not_told(tx: Tx, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """They have blocked the bot meanwhile: the observer hears that they do not know yet."""
    if outcome.state in asking.NOT_THERE:
        about: About = {"person": str(letter.person)}
        observer = PersonId(str(letter.about["observer"]))
        await letters.owe(tx, kind="chat-not-told", due=now, to=observer, about=about, lane=Lane.SESSION)


async def _observer_hears(reading: Reading) -> Deed | None:
    name = await saying.one_name(reading.tx, PersonId(str(reading.letter.about["person"])), reading.words)
    return Send(reading.words("chat-not-told", name=name), spoiler=True) if name else None


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
    "chat-now": LetterKind(_now, settled=_not_told),
    "chat-not-told": LetterKind(_observer_hears),
    "chat-times": LetterKind(_times),
    "chat-agreed": LetterKind(_agreed),
}
