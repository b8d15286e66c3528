"""The guides' panel: where we are, what comes next, and how many are in today; a number, never a name."""

from datetime import datetime, timedelta

from handlers.doors import OpenReflect, OpenSupport
from handlers.holding import fallback
from handlers.holding.taps import Begin, Close, NeedHelp, NextStep, Opening, SeePanel, WaitFive
from handlers.sessions import saying
from handlers.sessions.letters import link_row, scene
from handlers.sessions.taps import SetLink
from handlers.talk.buttons import Rows, keyboard
from handlers.talk.post import Deed, Edit, LetterKind, Outcome, Reading, Send
from handlers.talk.words import Words
from mentoring import sessions as rules
from mentoring.people import PersonId
from mentoring.plans import Step, Where, step_starts, where_are_we
from mentoring.sessions import Stage
from storage import circles, rota, sessions
from storage.core.database import Tx
from storage.core.letters import Letter
from storage.sessions import Session

Page = tuple[str, Rows]


async def page(tx: Tx, session: Session, words: Words, zone: str, now: datetime) -> Page:
    """The panel as it is at this moment: its words and its buttons."""
    if session.state is Stage.CLOSED:
        return words("hold-closed"), [[OpenReflect(), OpenSupport()]]
    here = len(await saying.in_today(tx, session))
    if session.state is Stage.BEGUN and session.chat:
        return _chatting(session, words, zone, now, here), await _begun_rows(tx, session, now)
    if session.state is Stage.BEGUN:
        return _under_way(session, words, zone, now, here), await _begun_rows(tx, session, now)
    return await _waiting(tx, session, words, zone, here), await _waiting_rows(tx, session, now)


async def _waiting(tx: Tx, session: Session, words: Words, zone: str, here: int) -> str:
    circle, team = await circles.find(tx, session.circle), await rota.team(tx, session)
    return words(
        "hold-waiting",
        title=circle.title,
        when=words.when(session.starts, zone),
        plan=saying.plan_name(words, session),
        minutes=session.minutes,
        guides=await saying.guides_of(tx, team, words),
        observer=await saying.observer_of(tx, session, words),
        link="yes" if session.has_link else "no",
        here=here,
        steps=saying.steps(words, session),
    )


async def _waiting_rows(tx: Tx, session: Session, now: datetime) -> Rows:
    key = "session-change-link" if session.has_link else "session-set-link"
    rows: Rows = [
        [Opening(session.id), SetLink(session.id).named(key)],
        link_row(await sessions.link_of(tx, session.id)),
        [NeedHelp(session.id), SeePanel(session.id).named("hold-look-again")],
    ]
    rows = [*rows, *fallback.rows_for_gap(session, await saying.room(tx, session))]
    opens = now >= session.starts - rules.GATHERING_OPENS
    return [[Begin(session.id), WaitFive(session.id)], *rows] if opens else rows


def _chatting(session: Session, words: Words, zone: str, now: datetime, here: int) -> str:
    """A small chat has an end, and no plan."""
    left = max(timedelta(), session.rule.ends - now)
    ends = words.clock(session.rule.ends, zone)
    return words("hold-chatting", total=-(-left // timedelta(minutes=1)), ends=ends, here=here)


def _under_way(session: Session, words: Words, zone: str, now: datetime, here: int) -> str:
    plan, where = saying.the_plan(session), place(session, now)
    step, following = plan.steps[where.step], plan.steps[where.step + 1 : where.step + 2]
    left = max(timedelta(), session.rule.ends - now)
    return words(
        "hold-under-way",
        step=_named(words, step),
        number=where.step + 1,
        count=len(plan.steps),
        left=where.left_in_step,
        say=words("hold-say", line=step.say) if step.say else words("hold-no-line"),
        next=_named(words, following[0]) if following else words("hold-then-close"),
        then=words("hold-say", line=following[0].say) if following and following[0].say else "",
        total=-(-left // timedelta(minutes=1)),
        ends=words.clock(session.rule.ends, zone),
        here=here,
    )


def _named(words: Words, step: Step) -> str:
    if step.within:
        return words("hold-step-within", title=step.title, within=step.within)
    return words("hold-step-alone", title=step.title)


def place(session: Session, now: datetime) -> Where:
    """Where the guides are in the plan: its clock, and what they have gone ahead of it."""
    return where_are_we(saying.the_plan(session), (session.begun or now) - session.ahead, now)


def to_next_step(session: Session, now: datetime) -> timedelta:
    """How much further ahead the guides are once they go on now. Nothing in the last step."""
    plan, where = saying.the_plan(session), place(session, now)
    later = step_starts(plan, (session.begun or now) - session.ahead)[where.step + 1 :]
    return later[0] - now if later else timedelta()


def changes(session: Session, now: datetime, words: Words) -> list[tuple[datetime, bool]]:
    """The step changes after `now` (UTC), and which of them start a break."""
    plan = saying.the_plan(session)
    starts = step_starts(plan, (session.begun or now) - session.ahead)
    pause = words("plan-break")
    return [(at, step.title == pause) for at, step in zip(starts, plan.steps, strict=True) if at > now]


async def _begun_rows(tx: Tx, session: Session, now: datetime) -> Rows:
    last = session.chat or place(session, now).step + 1 >= len(saying.the_plan(session).steps)
    onward: Rows = [] if last else [[NextStep(session.id, place(session, now).step), SeePanel(session.id)]]
    return [
        *onward,
        [Close(session.id), NeedHelp(session.id)],
        [SetLink(session.id).named("session-change-link"), *link_row(await sessions.link_of(tx, session.id))],
    ]


# The panel as a letter: one message, edited from then on


async def _panel(reading: Reading) -> Deed | None:
    found = await scene(reading)
    if found is None or found.reader not in (await rota.team(reading.tx, found.session)).guides:
        return None
    zone = await saying.zone_of(reading.tx, found.reader)
    text, rows = await page(reading.tx, found.session, reading.words, zone, reading.now)
    kept = await sessions.panel_of(reading.tx, found.session.id, PersonId(found.reader or ""))
    markup = keyboard(rows, reading.words)
    if kept is None or reading.letter.about.get("fresh"):
        return Send(text, markup)
    return Edit(kept, text, markup, or_send=True)


async def _shown(tx: Tx, letter: Letter, outcome: Outcome, _: datetime) -> None:
    """From now on this message is the panel."""
    if outcome.state == "sent" and outcome.message_id and letter.person:
        await sessions.keep_panel(tx, str(letter.about["session"]), PersonId(letter.person), outcome.message_id)


LETTERS = {"session-panel": LetterKind(_panel, settled=_shown)}
