"""Another plan for a session: a guide or its coordinator chooses; whoever had the card gets the new one."""

from dataclasses import replace

from telegram import Update

from handlers.doors import ChangePlan, OpenMenu, OpenPlans, OpenSupport
from handlers.guards import for_members, for_roles
from handlers.plans import saying, telling
from handlers.plans.desk import ForSession, one_of, short
from handlers.sessions import again
from handlers.sessions.saying import the_plan
from handlers.talk.buttons import Button, Said, Tap, in_rows
from handlers.talk.turn import Turn
from mentoring.people import Role
from mentoring.problems import NotAllowed
from mentoring.sessions import AlreadyBegun, AlreadyClosed, NoPlanToASmallChat, Stage
from storage import circles, plans, rota, sessions
from storage.circles import Circle
from storage.core import audit, letters
from storage.core.letters import Lane
from storage.sessions import Session


class PickPlan(Button, prefix="pn-pick", label="plans-just-this-one"):
    """A plan for a session. `sure` is set under the question; `all_after` is for the sessions planned later too."""

    session: str
    plan: str
    sure: bool = False
    all_after: bool = False


async def _may_change(turn: Turn, session_id: str) -> Session:
    """Its guides, or the coordinator who planned it.

    Raises NotAllowed, AlreadyBegun, AlreadyClosed or NoPlanToASmallChat.
    """
    session = await sessions.find(turn.tx, session_id)
    circle, team = await circles.find(turn.tx, session.circle), await rota.team(turn.tx, session)
    if turn.person not in team.guides and not _coordinates(turn, circle):
        raise NotAllowed
    if session.state is Stage.CLOSED or circle.state == "closed":
        raise AlreadyClosed
    if session.state is Stage.BEGUN:
        raise AlreadyBegun
    if session.chat:
        raise NoPlanToASmallChat
    return session


def _coordinates(turn: Turn, circle: Circle) -> bool:
    return turn.holds(Role.COORDINATOR) and circle.made_by in {None, turn.person}


@for_roles(Role.COORDINATOR)
async def next_sessions(_: Update, turn: Turn) -> None:
    """The next session of each circle the coordinator planned."""
    taps: list[Tap] = []
    for circle in await circles.made_by(turn.tx, turn.person):
        session = await sessions.next_of(turn.tx, circle.id, turn.now)
        if session is not None and session.state is not Stage.BEGUN:
            taps.append(Said(ChangePlan(session.id), short(circle.title)))
    key = "plans-which-session" if taps else "plans-no-session"
    turn.show(key, buttons=[*in_rows(taps), [OpenPlans().named("form-back"), OpenMenu()]])


@for_members
async def change_plan(_: Update, turn: Turn) -> None:
    session = await _may_change(turn, turn.pressed(ChangePlan).session)
    every = await saying.offered(turn.tx)
    taps: list[Tap] = [Said(PickPlan(session.id, one.id), short(one.plan.name)) for one in every]
    turn.show(
        "plans-choose",
        buttons=[*in_rows(taps), [OpenMenu(), OpenSupport()]],
        when=turn.words.when(session.starts, turn.zone),
        plan=the_plan(session).name,
        minutes=session.minutes,
    )


@for_members
async def pick_plan(_: Update, turn: Turn) -> None:
    """Shown whole first; then for this session, or from now on."""
    tapped = turn.pressed(PickPlan)
    session, one = await _may_change(turn, tapped.session), await one_of(turn, tapped.plan)
    if tapped.sure:
        await _change(turn, session, one, all_after=tapped.all_after)
        return
    sure = replace(tapped, sure=True)
    turn.show(
        "plans-choose-sure",
        buttons=[
            [sure, replace(sure, all_after=True).named("plans-from-now-on")],
            [ChangePlan(session.id).named("form-back"), OpenMenu()],
        ],
        plan=one.plan.name,
        minutes=one.plan.total,
        steps=saying.lines(turn.words, one.plan.steps),
    )


async def _change(turn: Turn, session: Session, one: saying.Offered, *, all_after: bool) -> None:
    """The card names the plan, so whoever had it gets it afresh; a second tap changes nothing more."""
    if all_after:
        await plans.meet_by(turn.tx, session.circle, one.id)
    if session.plan != one.plan.id:
        await sessions.replan(turn.tx, session, one.plan.id, one.plan.total)
        changed = await sessions.find(turn.tx, session.id)
        await audit.note(turn.tx, "plan-changed", by=turn.person, about=session.id, now=turn.now)
        await again.ask_again(turn.tx, changed, turn.now)
        await _prep_again(turn, changed)
        await telling.tell_group(turn, changed)
    turn.show(
        "plans-changed",
        buttons=[[ChangePlan(session.id), OpenMenu()]],
        when=turn.words.when(session.starts, turn.zone),
        plan=one.plan.name,
        minutes=one.plan.total,
        asked="yes" if turn.now >= session.rule.card_due else "no",
    )


async def _prep_again(turn: Turn, session: Session) -> None:
    """The others who hold it get the new running order, once they had the old one."""
    if turn.now < session.rule.card_due:
        return
    topic = sessions.topic(session.id)
    await letters.withdraw(turn.tx, topic, kind="session-prep")
    for helper in (await rota.team(turn.tx, session)).everyone:
        if helper != turn.person:
            about = {"session": session.id}
            turn.write_to(helper, "session-prep", about=about, topic=topic, lane=Lane.SESSION)


HANDLERS = [
    ForSession.handler(next_sessions),
    ChangePlan.handler(change_plan),
    PickPlan.handler(pick_plan),
]
