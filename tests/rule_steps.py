"""Steps that tests of ground rules share: a guide rewords one and sends the rules round."""

from bot.rehearsal.parts import Message
from mentoring.people import PersonId
from storage import consents
from tests.stage import Somebody, Stage

SHARED = "Leave room for each other."


async def opens_rules(guide: Somebody) -> None:
    """The rules of the guide's only circle, to be changed."""
    await guide.says("/rules")
    await guide.taps("Change our rules")


async def takes(guide: Somebody, way: str, rule: str) -> None:
    """One rule, to be changed or dropped."""
    await guide.taps(way)
    await guide.taps(rule)


async def adds_rule(guide: Somebody, text: str) -> None:
    await guide.taps("Add one")
    await guide.types(text)


async def rewords(guide: Somebody, *, rule: str = "5", text: str = SHARED) -> None:
    """Change one rule of the guide's only circle, and send the rules round."""
    await opens_rules(guide)
    await takes(guide, "Change one", rule)
    await guide.types(text)
    await sends_round(guide)


async def sends_round(guide: Somebody) -> None:
    await guide.taps("Send it round")
    await guide.taps("Yes, send it round")
    assert guide.hears("Sent round.")


async def kept_by(stage: Stage, person: Somebody) -> list[str]:
    """The versions of rules somebody has a row for."""
    async with stage.database.read() as tx:
        return [c.version for c in await consents.of(tx, person.id or PersonId("")) if c.purpose == "circle-rules"]


def carried(message: Message, label: str) -> str:
    """What a button under a message carries, to be tapped again when it is gone from the screen."""
    return next(str(b["callback_data"]) for row in message.buttons for b in row if b["text"] == label)
