"""What a circle agreed: its ground rules as they are now, and whether somebody has said they can keep them."""

from collections.abc import Mapping

from handlers.doors import OpenSupport
from handlers.talk.buttons import Button, Rows
from handlers.talk.turn import Turn
from handlers.talk.words import Words, sets
from mentoring import ground_rules as rules
from mentoring.ground_rules import Rule, Rules
from mentoring.people import PersonId
from mentoring.wording import check_wording
from storage import consents, ground_rules
from storage.circles import Circle
from storage.core.database import Tx
from storage.ground_rules import Agreed

KEEPS = "circle-rules"
"""What a yes to a circle's reworded rules is kept under; `about` is the circle."""
SHORT = 8


class CanKeep(Button, prefix="gr-yes", label="rules-can-keep"):
    """Yes to the very words that were shown: `version` is the start of their hash."""

    circle: str
    version: str


class TalkAboutIt(Button, prefix="gr-talk", label="rules-talk"):
    circle: str
    sure: bool = False


class NotForMe(Button, prefix="gr-not", label="circle-not-for-me"):
    circle: str


def shipped() -> Rules:
    """The ten every circle starts from (3.3)."""
    rows: list[Mapping[str, str | int]] = sets("prompts")["rules"]
    return tuple(Rule(str(r["id"]), str(r["text"]), int(r["version"]), str(r["source"])) for r in rows)


async def current(tx: Tx, circle_id: str) -> Agreed:
    return await ground_rules.of(tx, circle_id, shipped())


def version(agreed: Agreed) -> str:
    """Which words they are. Who looks after wellbeing on an evening is named on that evening's card, not here."""
    return consents.version_of(rules.as_agreed(agreed.rules))


def told(words: Words, agreed: Rules, observer: str) -> str:
    """The rules, numbered, with the observer's name; and the one that stands on every card."""
    lines = [
        words("circle-rule", number=number, rule=rule.text.replace("{observer}", observer))
        for number, rule in enumerate(agreed, start=1)
    ]
    return words("circle-rules", rules="\n".join(lines))


async def asks(tx: Tx, circle: Circle, person: PersonId) -> bool:
    """Whether they still have to say for themselves that they can keep the rules.

    Whoever took a seat promised the rules of that day; only a circle that reworded them since has something to ask.
    """
    agreed = await current(tx, circle.id)
    if agreed.version == ground_rules.FIRST:
        return False
    return await consents.version_standing(tx, person, KEEPS, about=circle.id) != version(agreed)


async def keep(turn: Turn, circle_id: str) -> None:
    """Keep the speaker's own yes to the rules as they are now."""
    text, language = rules.as_agreed((await current(turn.tx, circle_id)).rules), turn.words.language
    await consents.give(turn.tx, turn.person, KEEPS, text, turn.now, about=circle_id, language=language)


async def keep_with_the_seat(turn: Turn, circle_id: str) -> None:
    """The promises of a seat hold the rules as they are: a newcomer to reworded ones is not asked twice (J4.5)."""
    if (await current(turn.tx, circle_id)).version != ground_rules.FIRST:
        await keep(turn, circle_id)


def question_rows(circle: Circle, agreed: Agreed) -> Rows:
    yes = CanKeep(circle.id, version(agreed)[:SHORT])
    return [[yes], [TalkAboutIt(circle.id), NotForMe(circle.id)], [OpenSupport()]]


async def ask(turn: Turn, circle: Circle, observer: str) -> None:
    """Show the reworded rules; each says for themselves whether they can keep them."""
    agreed = await current(turn.tx, circle.id)
    rows = question_rows(circle, agreed)
    turn.show("rules-question", buttons=rows, rules=told(turn.words, agreed.rules, observer))


def kind_words(text: str) -> str:
    """What a network or a circle writes for all, as it is. Raises BlamesThePerson or RecordingStaysOff (H-13, K6)."""
    kept = sets("wording")
    records = kept["records"]
    return check_wording(
        text, blames=kept["blames"]["phrases"], records=records["phrases"], never=records["never_before"]
    )
