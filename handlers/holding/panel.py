"""The guides' panel: where we are, what comes next, and how many are in today; a number, never a name."""

from datetime import datetime

from handlers.doors import OpenReflect, OpenSupport, RewordRules
from handlers.holding import fallback, round_order, turn_lines
from handlers.holding.live_taps import GoOn, Pause, Trouble
from handlers.holding.taps import Begin, Close, NeedHelp, NextStep, Opening, SeePanel, WaitFive
from handlers.sessions import saying
from handlers.sessions.letters import link_row, scene
from handlers.sessions.taps import MoveSession, SetLink
from handlers.talk.buttons import Rows, Tap, keyboard
from handlers.talk.post import Deed, Edit, LetterKind, Outcome, Reading, Send
from handlers.talk.words import Words
from mentoring import plan_clock
from mentoring import sessions as rules
from mentoring.people import PersonId
from mentoring.plan_clock import Clock, Where
from mentoring.plans import Step
from mentoring.sessions import Stage
from storage import circles, live, panels, rota, session_ways, sessions
from storage.core.database import Tx
from storage.core.letters import Letter
from storage.sessions import Session

Page = tuple[str, Rows]


async def page(tx: Tx, session: Session, words: Words, zone: str, now: datetime) -> Page:
    """The panel as it is at this moment: its words and its buttons."""
    if session.state is Stage.CLOSED:
        return words("hold-closed"), [[OpenReflect(), OpenSupport()]]
    if session.state is Stage.BEGUN and session.chat:
        return await _chatting(tx, session, words, zone, now), await _chat_rows(tx, session)
    if session.state is Stage.BEGUN:
        clock = await clock_of(tx, session, now)
        return await _under_way(tx, session, clock, words, zone, now), await _begun_rows(tx, session, clock, now)
    return await _waiting(tx, session, words, zone), await _waiting_rows(tx, session, now)


async def _waiting(tx: Tx, session: Session, words: Words, zone: str) -> str:
    circle, team = await circles.find(tx, session.circle), await rota.team(tx, session)
    text = words(
        "hold-waiting",
        title=circle.title,
        when=words.when(session.starts, zone),
        plan=saying.plan_name(words, session),
        minutes=session.minutes,
        guides=await saying.guides_of(tx, team, words),
        observer=await saying.observer_of(tx, session, words),
        link="yes" if session.has_link else "no",
        here=len(await saying.in_today(tx, session)),
        steps=saying.steps_in_short(words, session),
    )
    turns = await turn_lines.line(tx, session, words)
    return _lines(text, *(["", turns] if turns else []))


async def _waiting_rows(tx: Tx, session: Session, now: datetime) -> Rows:
    link = link_row(await sessions.link_of(tx, session.id)) or [SetLink(session.id)]
    gap = fallback.rows_for_gap(session, await saying.room(tx, session, now))
    look: list[Tap] = [Opening(session.id), SeePanel(session.id).named("hold-look-again")]
    if now >= session.starts - rules.GATHERING_OPENS:
        return [[Begin(session.id), WaitFive(session.id)], look, [*link, Trouble(session.id)], *gap]
    again: list[Tap] = [SetLink(session.id).named("session-change-link")] if session.has_link else []
    move: list[Tap] = [] if gap else [MoveSession(session.id)]
    return [look, [*link, *again], [NeedHelp(session.id), *move], *gap]


async def _chatting(tx: Tx, session: Session, words: Words, zone: str, now: datetime) -> str:
    """A small chat has an end, and no plan."""
    left = plan_clock.minutes_left(session.rule.ends - now)
    ends = words.clock(session.rule.ends, zone)
    here = len(await saying.in_today(tx, session))
    return words("hold-chatting", total=left, ends=ends, here=here)


async def _chat_rows(tx: Tx, session: Session) -> Rows:
    """No step to go on to, no turn to deal, nothing to hold."""
    change = SetLink(session.id).named("session-change-link")
    link = link_row(await sessions.link_of(tx, session.id))
    return [[SeePanel(session.id), Trouble(session.id)], [change, *link], [Close(session.id)]]


async def _under_way(tx: Tx, session: Session, clock: Clock, words: Words, zone: str, now: datetime) -> str:
    """Lines that are empty are left out: the whole of it fits a phone held in one hand."""
    where = plan_clock.where(clock, now)
    step, ends = clock.plan.steps[where.step], words.clock(session.rule.ends, zone)
    room = words(
        "hold-the-room",
        here=len(await saying.in_today(tx, session)),
        quiet="yes" if await session_ways.anybody_quieter(tx, session.id) else "no",
    )
    turns = await turn_lines.line(tx, session, words, step)
    if clock.paused is not None:
        return _lines(words("hold-paused", total=where.left_in_all, ends=ends), "", turns, room)
    following = clock.plan.steps[where.step + 1 : where.step + 2]
    order = await round_order.line(tx, session, words) if step.round else None
    onward = words("hold-next", next=_named(words, following[0]) if following else words("hold-then-close"))
    left = words("hold-time-left", total=where.left_in_all, ends=ends)
    until = words.clock(where.until, zone)
    return _lines(_now(words, step, where, until), order, "", onward, left, turns, room)


def _now(words: Words, step: Step, where: Where, until: str) -> str:
    """The part we are in, how long it has, and the line to say: not how many steps there are.

    Minutes grow old on a screen that nobody touches; the time it ends stays true.
    """
    say = words("hold-say", line=step.say) if step.say else words("hold-no-line")
    return words("hold-under-way", step=_named(words, step), left=where.left_in_step, until=until, say=say)


def _lines(*lines: str | None) -> str:
    return "\n".join(line for line in lines if line is not None)


def _named(words: Words, step: Step) -> str:
    if step.within:
        return words("hold-step-within", title=step.title, within=step.within)
    return words("hold-step-alone", title=step.title)


async def clock_of(tx: Tx, session: Session, now: datetime) -> Clock:
    """The plan's clock of a session: gone ahead, or held, as its guides left it."""
    return await live.clock_of(tx, session, saying.the_plan(session), now)


async def wind(tx: Tx, session: Session, clock: Clock, now: datetime, words: Words) -> None:
    """Keep where the clock stands, and owe the step changes that follow from it."""
    pause = words("plan-break")
    await live.keep_clock(tx, session.id, clock)
    changes = plan_clock.step_changes(clock, now)
    await sessions.owe_steps(tx, session.id, [(at, step.title == pause) for at, step in changes])


async def _begun_rows(tx: Tx, session: Session, clock: Clock, now: datetime) -> Rows:
    """Four rows of two at most. The way into the call stays at the bottom, for a guide who has fallen out of it."""
    link = link_row(await sessions.link_of(tx, session.id))
    last: list[Tap] = [*link, Close(session.id)]
    if clock.paused is not None:
        return [[GoOn(session.id)], [Trouble(session.id), SeePanel(session.id)], last]
    number = plan_clock.where(clock, now).step
    step = clock.plan.steps[number]
    onward: list[Tap] = [NextStep(session.id, number)] if number + 1 < len(clock.plan.steps) else []
    dealing: list[Tap] = list(await turn_lines.row(tx, session, step))
    if step.opens == "rules":
        dealing.append(RewordRules(session.circle))
    look: list[Tap] = [SeePanel(session.id)] if len(dealing) < 2 else []
    return [[*onward, *look], dealing, [Pause(session.id), Trouble(session.id)], last]


# The panel as a letter: one message, edited from then on


async def _panel(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.reader not in (await rota.team(reading.tx, found.session)).guides:
        return None
    fresh = bool(reading.letter.about.get("fresh"))
    kept = await panels.of(reading.tx, found.session.id, PersonId(found.reader or ""))
    if kept is None and not fresh:  # they are reading something else in its place
        return None
    zone = await saying.zone_of(reading.tx, found.reader)
    text, rows = await page(reading.tx, found.session, reading.words, zone, reading.now)
    markup = keyboard(rows, reading.words)
    return Send(text, markup) if kept is None or fresh else Edit(kept, text, markup, or_send=True)


async def _shown(tx: Tx, letter: Letter, outcome: Outcome, _: datetime) -> None:
    """From now on this message is the panel."""
    if outcome.state == "sent" and outcome.message_id and letter.person:
        await panels.keep(tx, str(letter.about["session"]), PersonId(letter.person), outcome.message_id)


LETTERS = {"session-panel": LetterKind(_panel, settled=_shown)}
