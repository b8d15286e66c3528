"""What a session under way says by itself: to the circle at begin, break, ten minutes and close; to the guides."""

from handlers.circles.saying import names
from handlers.doors import OpenSupport
from handlers.holding import panel
from handlers.sessions import saying
from handlers.sessions.letters import ONE_THING, PANEL, private_link, scene, send
from handlers.talk.post import Deed, LetterKind, Reading
from mentoring import plan_clock
from mentoring.people import PersonId
from mentoring.sessions import Stage
from storage import rota


async def _begun(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.session.state is not Stage.BEGUN:
        return None
    team = await rota.team(reading.tx, found.session)
    mine = private_link(reading, "room-my-panel", PANEL, found.session)
    guides = await saying.guides_of(reading.tx, team, reading.words)
    if found.session.chat:
        helpers = await names(reading.tx, team.everyone, reading.words)
        return send(reading, "chat-begun", [mine], helpers=helpers, count=len(team.everyone))
    observer = await saying.observer_of(reading.tx, found.session, reading.words)
    return send(reading, "session-begun", [mine], guides=guides, count=len(team.guides), observer=observer)


async def _help_wanted(reading: Reading) -> Deed | None:
    found, asker = await scene(reading), PersonId(str(reading.letter.about["person"]))
    name = await saying.one_name(reading.tx, asker, reading.words)
    if found is None or found.session.state is Stage.CLOSED or not name:
        return None
    return send(reading, "session-help-wanted", [OpenSupport()], name=name, title=found.circle.title)


async def _closed(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None:
        return None
    thing = private_link(reading, "after-my-one-thing", ONE_THING, found.session)
    return send(reading, "session-closed", [thing])


async def _ten_left(reading: Reading) -> Deed | None:
    found = await scene(reading)
    return send(reading, "session-ten-left") if found and found.session.state is Stage.BEGUN else None


async def _break(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.session.state is not Stage.BEGUN:
        return None
    clock = await panel.clock_of(reading.tx, found.session, reading.now)
    if clock.paused is not None:
        return None
    return send(reading, "session-break", minutes=plan_clock.where(clock, reading.now).left_in_step)


async def _time(reading: Reading) -> Deed | None:
    """The planned end, ninety minutes at most, sixty for a small chat: said to the guides. The bot never adds time."""
    found = await scene(reading)
    if found is None:
        return None
    if found.session.chat:
        return send(reading, "chat-time", [OpenSupport()])
    observer = await saying.observer_of(reading.tx, found.session, reading.words)
    return send(reading, "session-time", [OpenSupport()], observer=observer)


IN_TIME = 10
"""Minutes after which a line about the clock of a session helps nobody any more."""
LETTERS = {
    "session-begun": LetterKind(_begun),
    "session-help-wanted": LetterKind(_help_wanted),
    "session-break": LetterKind(_break, useful_for=IN_TIME),
    "session-ten-left": LetterKind(_ten_left, useful_for=IN_TIME),
    "session-time": LetterKind(_time),
    "session-closed": LetterKind(_closed),
}
