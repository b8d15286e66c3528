"""/results: how a send went, in numbers nobody can be found out from; fixing a detail and closing early."""

from typing import Any

from telegram import Update
from telegram.ext import CommandHandler

from handlers.doors import OpenMenu
from handlers.guards import for_roles
from handlers.opportunities import asking, cards, checking, reminding, what_worked
from handlers.opportunities.taps import CloseEarly, FixSomething, NewOne, SeeProgress, SeeResults, StopAndRecall
from handlers.talk import forms
from handlers.talk.buttons import Rows, Said
from handlers.talk.forms import Answers, Choice, Choices, Form, PickOne, Question
from handlers.talk.turn import Turn
from handlers.talk.words import Words
from mentoring import links, small_numbers
from mentoring import opportunities as rules
from mentoring.names import clean_text
from mentoring.opportunities import Field
from mentoring.people import Role
from mentoring.small_numbers import How
from storage import opportunities
from storage import opportunity_sends as sends
from storage.opportunities import Answer, Opportunity
from storage.opportunity_sends import Progress

MOST_LISTED = 8
FIELD, VALUE = "field", "value"


async def results(_: Update, turn: Turn) -> None:
    """/results, or the button: the newest, and the others to choose from."""
    sent = await opportunities.sent(turn.tx)
    if not sent:
        turn.show("opportunities-none-sent", buttons=[[NewOne(), OpenMenu()]])
        return
    await show_result(turn, sent[0], sent[1:])


async def see_results(_: Update, turn: Turn) -> None:
    """How one of them went."""
    wanted = turn.pressed(SeeResults).opportunity
    if not wanted:
        await results(_, turn)
        return
    found = await opportunities.find(turn.tx, wanted)
    if found.state == "draft":
        checking.go_on_with(turn, found)
        return
    await show_result(turn, found, [o for o in await opportunities.sent(turn.tx) if o.id != found.id])


async def show_result(turn: Turn, found: Opportunity, others: list[Opportunity]) -> None:
    """Counts, never names, as they stood at the last of the fixed moments; and why it went out all the same."""
    listed: Rows = [[Said(SeeResults(other.id), cards.short(other.title))] for other in others[:MOST_LISTED]]
    lines = [await _text(turn, found)]
    if why := await opportunities.why_of(turn.tx, found.id):
        lines.append(turn.words("opportunities-sent-anyway", why=why))
    if found.reminded_at:
        lines.append(turn.words("opportunities-reminded-on", day=turn.words.day(found.reminded_at, turn.zone)))
    shared = await what_worked.said(turn, found)
    rows = [*await _rows(turn, found), *await what_worked.rows(turn, found, shared), *listed, [OpenMenu()]]
    turn.show_text("\n".join([*lines, *what_worked.fitting(shared)]), buttons=rows)


async def _rows(turn: Turn, found: Opportunity) -> Rows:
    if found.state == "recalled":
        return []
    rows: list[Any] = [[SeeProgress(found.id), FixSomething(found.id).named("opportunities-tap-fix-detail")]]
    last = [StopAndRecall(found.id)]
    again = await reminding.rows(turn, found)
    return [*again, *rows, [CloseEarly(found.id), *last] if found.is_open(turn.now) else last]


async def _text(turn: Turn, found: Opportunity) -> str:
    words = turn.words
    if found.state == "recalled":
        return words("opportunities-recalled", title=found.title)
    until = rules.results_as_of(found.sent_at or turn.now, found.closes_at, turn.now)
    if until is None:
        return words("opportunities-results-soon", title=found.title)
    so_far = await sends.progress(turn.tx, found, turn.now)
    return result_text(words, found, so_far, await sends.answered(turn.tx, found, until))


def result_text(words: Words, found: Opportunity, so_far: Progress, said: dict[Answer, int]) -> str:
    """What may be told: each row's small counts hidden, and the count that would give one away (K4, H-04)."""
    saved, not_for_me = said[Answer.SAVED], said[Answer.NOT_FOR_ME]
    reach = small_numbers.table({"reached": so_far.reached, "unreached": so_far.unreached}).cells
    rest = max(0, so_far.reached - saved - not_for_me)
    answers = small_numbers.table({"saved": saved, "not-for-me": not_for_me, "rest": rest}).cells
    return words(
        "opportunities-results",
        title=found.title,
        told="yes" if reach["reached"].how is How.ABOUT else "no",
        sent=cards.count(words, small_numbers.shown(so_far.copies)),
        reached=cards.count(words, reach["reached"]),
        unreached=cards.count(words, reach["unreached"]),
        saved=cards.count(words, answers["saved"]),
        notforme=cards.count(words, answers["not-for-me"]),
    )


async def close_early(_: Update, turn: Turn) -> None:
    """Close it before its day; every copy says so. A second tap shows the same."""
    opportunity = turn.pressed(CloseEarly).opportunity
    await sends.close(turn.tx, opportunity, by=turn.person, now=turn.now)
    found = await opportunities.find(turn.tx, opportunity)
    found.check_standing()
    turn.show("opportunities-closed-early", title=found.title, buttons=[[SeeResults(found.id), OpenMenu()]])


# Fixing a detail


async def fix_something(_: Update, turn: Turn) -> None:
    """Ask which field, then for its new words."""
    found = await opportunities.find(turn.tx, turn.pressed(FixSomething).opportunity)
    found.check_standing()
    given = {"opportunity": found.id, "category": found.card[Field.CATEGORY]}
    await forms.start(turn, FIX_FORM, given=given)


async def _fields(_: Turn, answers: Answers) -> Choices:
    called = cards.names()
    return [Choice(field, text=cards.short(called[field])) for field in rules.asked(answers["category"])]


async def _values(_: Turn, answers: Answers) -> Choices:
    return await asking.taps_of(Field(answers[FIELD]))


async def _called(_: Turn, answers: Answers) -> dict[str, Any]:
    return {"name": cards.names()[answers[FIELD]]}


def _any_field(text: str) -> str:
    return links.without_mentions(links.checked(clean_text(text, max(asking.MOST.values()))))


async def _check(turn: Turn, question: Question, answers: Answers) -> None:
    """The same checks as when it was asked for the first time; tapped answers are not typed, nor typed ones tapped."""
    if question.name != VALUE:
        return
    field, said = Field(answers[FIELD]), str(answers[VALUE])
    if said in {choice.value for choice in await asking.taps_of(field)}:
        return
    if field not in asking.MOST:
        raise PickOne
    if field is Field.CLOSES:
        answers[VALUE] = asking.closing_day(said, turn.now).isoformat()
    else:
        clean_text(said, asking.MOST[field])


async def _fixed(turn: Turn, answers: Answers) -> None:
    await asking.allowed(turn)
    found = await opportunities.find(turn.tx, answers["opportunity"])
    if answers.get(asking.SURE) == "no":
        turn.show("opportunities-fix-dropped", buttons=[[FixSomething(found.id), OpenMenu()]])
        return
    fixed = await sends.fix(turn.tx, found, Field(answers[FIELD]), answers[VALUE], now=turn.now)
    if fixed.state == "draft":
        checking.go_on_with(turn, fixed)
    else:
        turn.show("opportunities-fixed", buttons=[[SeeProgress(fixed.id), SeeResults(fixed.id)]])


FIX_FORM = forms.register(
    Form(
        "opportunity-fix",
        (
            Question(FIELD, "opportunities-ask-which", _fields),
            Question(VALUE, "opportunities-ask-value", _values, _any_field, holes=_called),
            asking.sure_question((VALUE,)),
        ),
        _fixed,
        allowed=asking.allowed,
        on_answer=_check,
    )
)

_coordinators = for_roles(Role.COORDINATOR)
HANDLERS = [
    CommandHandler("results", _coordinators(results)),
    SeeResults.handler(_coordinators(see_results)),
    CloseEarly.handler(_coordinators(close_early)),
    FixSomething.handler(_coordinators(fix_something)),
]
