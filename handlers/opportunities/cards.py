"""How a chance looks: the copy members get, the whole card, and counts that give nobody away."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from handlers.talk.words import Words, sets
from mentoring import opportunities as rules
from mentoring.calendar import UK, instant
from mentoring.opportunities import EVENTS, Field
from mentoring.small_numbers import How, Shown
from storage.opportunities import Opportunity

SHORT = 24
CELLS = 10
FULL, EMPTY = "█", "░"


def names() -> dict[str, str]:
    """Each field's name, in the order of the card."""
    chances = sets("opportunities")
    return {row["id"]: row["name"] for row in (*chances["fields"], *chances["event_fields"])}


def categories() -> dict[str, str]:
    """Each category's name, for a button."""
    return {row["id"]: row["says"] for row in sets("opportunities")["categories"]}


def short(text: str) -> str:
    """As much of a title as a button shows."""
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def day(words: Words, closes: date, now: datetime) -> str:
    """A closing day: «Fri 27 Feb», with the year when it is another."""
    said = words.day(instant(closes, time(12), UK), UK)
    return said if closes.year == now.astimezone(ZoneInfo(UK)).year else f"{said} {closes.year}"


def said(words: Words, opportunity: Opportunity, field: Field, now: datetime) -> str:
    """What the card says in one field, or that it is not said."""
    value = opportunity.card.get(field, "")
    if field is Field.CATEGORY:
        return categories()[value]
    if field is Field.CLOSES:
        return day(words, opportunity.closes, now)
    if field in (Field.FAMILY_FRIENDLY, Field.ALCOHOL_FREE) and value:
        return words("opportunities-yes" if value == "yes" else "opportunities-no")
    return value.rstrip(".") or str(sets("opportunities")["not_said"])


def copy(words: Words, opportunity: Opportunity, now: datetime, *, again: bool = False) -> str:
    """A copy, as each member sees it, or (`again`) a reminder of it. The first line tells nothing on a lock (H-03)."""
    first = words("opportunities-nudge-line" if again else "opportunities-first-line")
    return "\n".join([first, *_lines(words, opportunity, now), *_state(words, opportunity, now)])


def _lines(words: Words, opportunity: Opportunity, now: datetime) -> list[str]:
    card = {field.name.lower(): said(words, opportunity, field, now) for field in Field}
    headline = "opportunities-headline-hours" if opportunity.card.get(Field.HOURS) else "opportunities-headline"
    person = "named" if opportunity.card.get(Field.NAMED_PERSON) else "not-said"
    lines = [
        words(headline, **card),
        words("opportunities-closes-who", **{**card, "talk": person}),
        words("opportunities-team", **card),
    ]
    if opportunity.card[Field.CATEGORY] in EVENTS:
        lines.append(words("opportunities-event", **card))
    return lines


def _state(words: Words, opportunity: Opportunity, now: datetime) -> list[str]:
    if opportunity.sent_at is not None and not opportunity.is_open(now):
        return [words("opportunities-closed-line")]
    return [words("opportunities-updated")] if opportunity.fixed_at else []


def whole(words: Words, opportunity: Opportunity, now: datetime) -> str:
    """Every field of the card, those not said too (P-T1.03)."""
    called = names()
    lines = [
        words("opportunities-field", name=called[field], said=said(words, opportunity, field, now))
        for field in rules.asked(opportunity.card[Field.CATEGORY])
    ]
    return "\n".join([*lines, *_state(words, opportunity, now)])


def count(words: Words, shown: Shown) -> str:
    """A count as it may be said (K4)."""
    return words(f"opportunities-count-{shown.how}", n=shown.number)


def bar(part: Shown, of: Shown) -> str:
    """How far something is, from the rounded numbers alone."""
    full = 0 if part.how is not How.ABOUT or not of.number else min(CELLS, CELLS * part.number // of.number)
    return FULL * full + EMPTY * (CELLS - full)
