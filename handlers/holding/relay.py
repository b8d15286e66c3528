"""Say it for me: one line of somebody who is there in writing, passed to the guides without a name."""

from datetime import datetime

from telegram import Update

from handlers.doors import OpenSupport
from handlers.guards import for_members
from handlers.holding.live_taps import SayForMe
from handlers.holding.room import here
from handlers.holding.taps import MessageObserver, MyPanel
from handlers.reflections import care
from handlers.sessions.letters import scene
from handlers.talk import forms
from handlers.talk.buttons import Tap
from handlers.talk.forms import Answers, Form, Question
from handlers.talk.post import Deed, LetterKind, Outcome, Reading, Send
from handlers.talk.turn import Turn
from mentoring.problems import OldButton, Problem
from mentoring.sessions import Stage
from storage import lines_to_say, rota, session_ways, sessions
from storage.core.database import Tx
from storage.core.letters import Lane, Letter
from storage.sessions import Session

MOST_LETTERS = 300


class YourWordsNotALine(Problem):
    """Five words were typed that look like the ones that open somebody's private pages."""


def one_line(text: str) -> str:
    """Raises NothingWritten, TooLong, or YourWordsNotALine."""
    if care.looks_like_words(text):
        raise YourWordsNotALine
    return forms.any_text(MOST_LETTERS)(text)


@for_members
async def say_for_me(_: Update, turn: Turn) -> None:
    session = await _in_writing(turn, turn.pressed(SayForMe).session)
    await forms.start(turn, LINE, given={"session": session.id})


async def _in_writing(turn: Turn, session_id: str) -> Session:
    """A session that is on, in which the speaker is there in writing. Raises OldButton, AlreadyClosed."""
    session = await here(turn, session_id)
    if session.state is not Stage.BEGUN or await session_ways.way_of(turn.tx, session.id, turn.person) != "text":
        raise OldButton
    return session


async def _pass_on(turn: Turn, answers: Answers) -> None:
    """To each guide a copy of its own, which goes once it is sent. Words of danger bring help first (H-02)."""
    session = await _in_writing(turn, str(answers["session"]))
    words = str(answers["words"])
    if care.needs_card(words, turn.words.language):
        await care.show_card(turn)
    for guide in (await rota.team(turn.tx, session)).guides:
        about = {"session": session.id, "line": await lines_to_say.keep(turn.tx, session.id, words)}
        turn.write_to(guide, "line-to-say", about=about, topic=sessions.topic(session.id), lane=Lane.SESSION)
    back: list[Tap] = [MyPanel(session.id).named("room-back-to-panel"), MessageObserver(session.id)]
    turn.say("relay-passed-on", buttons=[back, [OpenSupport()]])


async def _line(reading: Reading) -> Deed | None:
    """Hidden until tapped, and unsigned."""
    found = await scene(reading)
    words = await lines_to_say.words_of(reading.tx, str(reading.letter.about["line"]))
    if found is None or found.session.state is not Stage.BEGUN or words is None:
        return None
    if found.reader not in (await rota.team(reading.tx, found.session)).guides:
        return None
    return Send(reading.words("line-to-say", line=words), spoiler=True, protect=True)


async def _sent(tx: Tx, letter: Letter, _: Outcome, __: datetime) -> None:
    """However it fared, it is not kept."""
    await lines_to_say.done(tx, str(letter.about["line"]))


LINE = forms.register(
    Form(
        name="line-to-say",
        questions=[Question("words", "relay-ask", text=one_line)],
        finish=_pass_on,
        private=True,
    )
)

HANDLERS = [SayForMe.handler(say_for_me)]
LETTERS = {"line-to-say": LetterKind(_line, settled=_sent, useful_for=10)}
