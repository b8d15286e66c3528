"""Steps that tests of ground rules share: a guide rewords one and sends the rules round."""

from tests.stage import Somebody

SHARED = "Leave room for each other."


async def rewords(guide: Somebody, *, rule: str = "5", text: str = SHARED) -> None:
    """Change one rule of the guide's only circle, and send the rules round."""
    await guide.says("/rules")
    await guide.taps("Change our rules")
    await guide.taps("Change one")
    await guide.taps(rule)
    await guide.types(text)
    await sends_round(guide)


async def sends_round(guide: Somebody) -> None:
    await guide.taps("Send it round")
    await guide.taps("Yes, send it round")
    assert guide.hears("Sent round.")
