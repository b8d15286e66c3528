"""Asking a coordinator for a card, field by field, and checking what they type before it is kept."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from handlers.opportunities import cards
from handlers.talk.dates import understand_day
from handlers.talk.forms import Answers, Choice, Choices, Question
from handlers.talk.turn import Turn
from mentoring import links
from mentoring import opportunities as rules
from mentoring.names import clean_text
from mentoring.opportunities import EVENT, EVENTS, SHOULD, Field
from mentoring.people import Role

MOST: dict[Field, int] = {
    Field.TITLE: 100,
    Field.CLOSES: 60,
    Field.WHERE: 100,
    Field.WHO_CAN_APPLY: 200,
    Field.HOW_TO_APPLY: 400,
    Field.PAY: 150,
    Field.HOURS: 100,
    Field.NAMED_PERSON: 100,
    Field.TEAM: 300,
    Field.INTERVIEW_SUPPORT: 200,
    Field.TIME: 100,
}
YES_OR_NO = (Field.FAMILY_FRIENDLY, Field.ALCOHOL_FREE)
SURE, EVENTS_ONLY = "sure", "events-only"


def typed(field: Field) -> Callable[[str], str] | None:
    """The check of what is typed into a field; None for those that are only tapped."""
    if field not in MOST:
        return None
    return lambda text: links.without_mentions(links.checked(clean_text(text, MOST[field])))


def closing_day(text: str, now: datetime) -> date:
    """A typed closing day. Raises DayNotUnderstood, ClosingDatePassed, ClosesTooFarOff."""
    day = understand_day(text, now=now)
    rules.check_closing(day, now)
    return day


async def taps_of(field: Field) -> Choices:
    """What may be tapped for a field."""
    if field is Field.CATEGORY:
        return [Choice(value, text=says) for value, says in cards.categories().items()]
    chosen: list[Choice] = []
    if field in YES_OR_NO:
        chosen = [Choice("yes", "opportunities-yes"), Choice("no", "opportunities-no")]
    return [*chosen, Choice("", "opportunities-not-said")] if field in (*SHOULD, *EVENT) else chosen


def doubtful(*texts: object) -> list[str]:
    """Hosts among what was typed that are written with look-alike letters."""
    return links.look_alikes(*(text for text in texts if isinstance(text, str)))


def question(field: Field) -> Question:
    async def choices(_: Turn, answers: Answers) -> Choices:
        taps = await taps_of(field)
        return [tap for tap in taps if tap.value in EVENTS] if field is Field.CATEGORY and _is_event(answers) else taps

    async def holes(_: Turn, answers: Answers) -> dict[str, Any]:
        return {"field": str(field), "event": "yes" if _is_event(answers) else "no"}

    def fits(answers: Answers) -> bool:
        return field not in EVENT or _is_event(answers)

    return Question(field, f"opportunities-ask-{field}", choices, typed(field), when=fits, holes=holes)


def _is_event(answers: Answers) -> bool:
    """Whether it is something to go to: so begun, or of such a kind."""
    return bool(answers.get(EVENTS_ONLY)) or answers.get(Field.CATEGORY) in EVENTS


def sure_question(fields: tuple[str, ...]) -> Question:
    """Whether an address written with look-alike letters is the right one: asked only when there is one."""

    async def hosts(_: Turn, answers: Answers) -> dict[str, Any]:
        return {"hosts": ", ".join(doubtful(*(answers.get(field) for field in fields)))}

    return Question(
        SURE,
        "opportunities-ask-sure",
        [Choice("yes", "opportunities-sure"), Choice("no", "opportunities-not-sure")],
        when=lambda answers: bool(doubtful(*(answers.get(field) for field in fields))),
        holes=hosts,
    )


async def allowed(turn: Turn) -> None:
    """Only coordinators pass chances on."""
    await turn.need(Role.COORDINATOR)


async def check_day(turn: Turn, asked: Question, answers: Answers) -> None:
    """What can be checked only with the clock: the closing day."""
    if asked.name == Field.CLOSES:
        answers[asked.name] = closing_day(str(answers[asked.name]), turn.now).isoformat()
