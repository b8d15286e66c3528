"""A short pause: the plan is held, and the end of the session stays where it was."""

from telegram import Update

from handlers.guards import for_members
from handlers.holding import panel
from handlers.holding.guiding import show
from handlers.holding.live_taps import GoOn, Pause
from handlers.holding.open_session import being_guided
from handlers.sessions import bells
from handlers.talk.turn import Turn
from mentoring import plan_clock
from mentoring.sessions import Stage
from storage.sessions import Session


@for_members
async def pause(_: Update, turn: Turn) -> None:
    """Nothing is said in the circle: the guides say it themselves."""
    await _turn_clock(turn, await being_guided(turn, turn.pressed(Pause).session), held=True)


@for_members
async def resume(_: Update, turn: Turn) -> None:
    """What the pause took is taken from what is left, from each step its share."""
    await _turn_clock(turn, await being_guided(turn, turn.pressed(GoOn).session), held=False)


async def _turn_clock(turn: Turn, session: Session, *, held: bool) -> None:
    clock = await panel.clock_of(turn.tx, session, turn.now)
    turned = plan_clock.pause(clock, turn.now) if held else plan_clock.resume(clock, turn.now)
    if session.state is Stage.BEGUN and not session.chat and turned != clock:
        await panel.wind(turn.tx, session, turned, turn.now, turn.words)
        await bells.refresh_panels(turn.tx, session, turn.now, but=turn.person)
    await show(turn, session)


HANDLERS = [Pause.handler(pause), GoOn.handler(resume)]
