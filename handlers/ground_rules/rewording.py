"""Rewording the rules: one change at a time, by a guide, after the circle has talked; then each is asked in private."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from typing import Any

from telegram import Update

from handlers import errors
from handlers.circles import agreed
from handlers.doors import OpenRules, OpenSupport, RewordRules
from handlers.guards import for_members
from handlers.sessions import bells
from handlers.sessions.letters import send
from handlers.sessions.saying import own_observer_of
from handlers.talk import forms
from handlers.talk.buttons import Button, Rows, Said, Tap, in_rows
from handlers.talk.forms import A_DAY, Answers, ByHand, CarryOn, Form, PickOne, Stop
from handlers.talk.post import Deed, LetterKind, Reading
from handlers.talk.turn import Turn
from mentoring import ground_rules as rules
from mentoring.ground_rules import Rule, Rules, RuleStays
from mentoring.people import PersonId
from mentoring.problems import NotAllowed, OldButton
from mentoring.sessions import Stage
from mentoring.wording import BlamesThePerson, RecordingStaysOff
from storage import circles, ground_rules, sessions
from storage.circles import Circle
from storage.core import audit, drafts
from storage.core.drafts import Draft
from storage.core.ids import new_id
from storage.core.letters import Lane

FORM = "ground-rules"
CIRCLES_OWN = "circle"
"""Where the words of a reworded rule came from (P-M18)."""
LIST, CHANGE, DROP, TEXT, SURE = "list", "change", "drop", "text", "sure"
NO_RECORDING = -1
"""The place of the rule that stands on every card."""
for problem in (RuleStays, BlamesThePerson, RecordingStaysOff, rules.TooManyRules, rules.RuleThereAlready):
    errors.NEXT_STEPS[problem] = [[CarryOn()]]


class Reword(Button, prefix="gr-do", label="form-back"):
    """One step of rewording. `seen`: how many changes had been made when it was shown; an older one is shown afresh."""

    token: str
    act: str
    seen: int
    place: int = 0


async def _begin(turn: Turn, given: Answers) -> None:
    circle = await _guided(turn, str(given["circle"]))
    now = await agreed.current(turn.tx, circle.id)
    answers = {"circle": circle.id, "over": now.version, "rules": [asdict(rule) for rule in now.rules], "seen": 0}
    await _show(turn, Draft(turn.person, FORM, new_id()[:8], LIST, answers, (), turn.now, turn.now))


async def _guided(turn: Turn, circle_id: str) -> Circle:
    """A circle the speaker guides at this moment. Raises NotAllowed."""
    circle = await circles.find(turn.tx, circle_id)
    if circle.state == "closed" or turn.person not in (await circles.staff(turn.tx, circle.id)).guides:
        raise NotAllowed
    return circle


def _rules(draft: Draft) -> Rules:
    return tuple(Rule(**rule) for rule in draft.answers["rules"])


async def _show(turn: Turn, draft: Draft) -> None:
    """Keep where they are, and put its question."""
    kept = replace(draft, touched=turn.now, expires=turn.now + A_DAY)
    await drafts.keep(turn.tx, kept)
    observer = await own_observer_of(turn.tx, draft.answers["circle"], turn.words)
    told = agreed.told(turn.words, _rules(kept), observer)
    turn.show(f"rules-reword-{kept.question}", buttons=_rows(turn, kept), rules=told)


def _rows(turn: Turn, draft: Draft) -> Rows:
    seen, stop = draft.answers["seen"], Stop(draft.token)

    def step(act: str, key: str) -> Tap:
        return Reword(draft.token, act, seen).named(key)

    back: Tap = Reword(draft.token, LIST, seen)
    if draft.question == LIST:
        first = [step(TEXT, "rules-add-one"), step(CHANGE, "rules-change-one")]
        return [first, [step(DROP, "rules-drop-one"), step(SURE, "rules-send-round")], [stop]]
    if draft.question in {CHANGE, DROP}:
        places = range(len(draft.answers["rules"]))
        numbers: list[Tap] = [Said(Reword(draft.token, "this", seen, at), str(at + 1)) for at in places]
        fixed = Reword(draft.token, "this", seen, NO_RECORDING).named("rules-no-recording")
        return [*in_rows(numbers, 5), [fixed], [back, stop]]
    if draft.question == SURE:
        return [[step("send", "rules-yes-send"), back], [stop]]
    return [[back, stop]]


# What a tap does


async def reword(_: Update, turn: Turn) -> None:
    """RewordRules: begin. A form that is half-way is asked about first."""
    await forms.start(turn, REWORDING, given={"circle": turn.pressed(RewordRules).circle})


async def tapped(_: Update, turn: Turn) -> None:
    pressed, found = turn.pressed(Reword), await forms.open_draft(turn)
    if found is None or found[1].token != pressed.token:
        raise OldButton
    draft = found[1]
    await _guided(turn, draft.answers["circle"])
    if pressed.seen != draft.answers["seen"]:
        await _show(turn, draft)
        return
    act = ACTS.get(pressed.act)
    if act is None:
        raise OldButton
    await act(turn, draft, pressed.place)


async def _to(turn: Turn, draft: Draft, question: str) -> None:
    await _show(turn, replace(draft, question=question, answers={**draft.answers, "at": None}))


async def _this(turn: Turn, draft: Draft, place: int) -> None:
    """A rule was picked, to change it or to drop it. The three that stay say so (H-09, K6)."""
    known = _rules(draft)
    if place == NO_RECORDING or (0 <= place < len(known) and known[place].id in rules.STAY):
        raise RuleStays
    if not 0 <= place < len(known) or draft.question not in {CHANGE, DROP}:
        raise OldButton
    if draft.question == DROP:
        await _changed(turn, draft, rules.drop(known, known[place].id))
    else:
        await _show(turn, replace(draft, question=TEXT, answers={**draft.answers, "at": known[place].id}))


async def _changed(turn: Turn, draft: Draft, changed: Rules) -> None:
    answers: dict[str, Any] = {**draft.answers, "rules": [asdict(rule) for rule in changed], "at": None}
    answers["seen"] += 1
    await _show(turn, replace(draft, question=LIST, answers=answers))


async def _heard(turn: Turn, draft: Draft) -> None:
    """The circle's own words for a rule."""
    await _guided(turn, draft.answers["circle"])
    if draft.question != TEXT:
        raise PickOne
    text, at = agreed.kind_words(rules.read(turn.text)), draft.answers.get("at")
    known = _rules(draft)
    if at:
        changed = rules.change(known, at, text, source=CIRCLES_OWN)
    else:
        changed = rules.add(known, Rule(f"R-{new_id()[:8]}", text, source=CIRCLES_OWN))
    await _changed(turn, draft, changed)


async def _sure(turn: Turn, draft: Draft, _: int) -> None:
    rules.check_moved((await agreed.current(turn.tx, draft.answers["circle"])).rules, _rules(draft))
    await _to(turn, draft, SURE)


async def _send(turn: Turn, draft: Draft, _: int) -> None:
    """A new version. Each member is asked in private; nobody is told who said what."""
    circle = await _guided(turn, draft.answers["circle"])
    over = int(draft.answers["over"])
    await ground_rules.write(turn.tx, circle.id, _rules(draft), over=over, by=turn.person, now=turn.now)
    await drafts.forget(turn.tx, turn.person)
    await audit.note(turn.tx, "rules-reworded", by=turn.person, about=circle.id, now=turn.now)
    session = await sessions.next_of(turn.tx, circle.id, turn.now)
    together = session is not None and session.state in {Stage.GATHERING, Stage.BEGUN}
    kind, lane = ("rules-reworded-now", Lane.SESSION) if together else ("rules-reworded", Lane.REMINDER)
    for seat in await circles.seated(turn.tx, circle.id):
        turn.write_to(seat.person, kind, about={"circle": circle.id}, topic=f"rules:{circle.id}", lane=lane)
    if session is not None:
        await bells.refresh_panels(turn.tx, session, turn.now)
    turn.show("rules-sent-round", buttons=[[OpenRules(circle.id), OpenSupport()]])


Act = Callable[[Turn, Draft, int], Awaitable[None]]


def _goes_to(question: str) -> Act:
    async def go(turn: Turn, draft: Draft, _: int) -> None:
        await _to(turn, draft, question)

    return go


ACTS: dict[str, Act] = {
    **{question: _goes_to(question) for question in (LIST, CHANGE, DROP, TEXT)},
    SURE: _sure,
    "this": _this,
    "send": _send,
}


# The question each member gets


async def _reworded(reading: Reading) -> Deed | None:
    """The rules as they are by then, to somebody who still sits there and has not said yes to them."""
    try:
        circle = await circles.find(reading.tx, str(reading.letter.about["circle"]))
    except OldButton:
        return None
    person = PersonId(reading.letter.person or "")
    if circle.state == "closed" or await circles.seat_of(reading.tx, circle.id, person) is None:
        return None
    if not await agreed.asks(reading.tx, circle, person):
        return None
    now, observer = (
        await agreed.current(reading.tx, circle.id),
        await own_observer_of(reading.tx, circle.id, reading.words),
    )
    told = agreed.told(reading.words, now.rules, observer)
    return send(reading, "rules-reworded", *agreed.question_rows(circle, now), title=circle.title, rules=told)


REWORDING = forms.register(Form(FORM, by_hand=ByHand(_begin, _heard, _show), stopped="rules-reword-stopped"))

HANDLERS = [RewordRules.handler(for_members(reword)), Reword.handler(for_members(tapped))]
LETTERS = {
    "rules-reworded": LetterKind(_reworded, waits_for_morning=True),
    "rules-reworded-now": LetterKind(_reworded),
}
