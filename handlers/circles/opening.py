"""When a circle opens: who is told, and what other features do then."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from storage import circle_doors, circles, proposals
from storage.circles import Circle
from storage.core import letters
from storage.core.database import Tx

WhenOpened = Callable[[Tx, Circle, datetime], Awaitable[None]]

OPENED: list[WhenOpened] = []
"""Each is called once, in the transaction in which a circle opens: `await step(tx, circle, now)`."""


async def opened(tx: Tx, circle: Circle, now: datetime) -> None:
    """Tell whoever planned it, whoever holds it, and whoever waits for one; then all that others have asked for."""
    about = {"circle": circle.id}
    if circle.made_by is not None:
        await letters.owe(tx, kind="circle-ready", due=now, to=circle.made_by, about=about)
    for person in (await circles.staff(tx, circle.id)).everyone:
        await letters.owe(tx, kind="circle-yours-to-hold", due=now, to=person, about=about)
    waiting = [*await circle_doors.hoping(tx), *await proposals.joining(tx, circle.topic)]
    for person in dict.fromkeys(waiting):
        await letters.owe(tx, kind="circle-open-now", due=now, to=person, about=about)
        await circle_doors.stop_hoping(tx, person)
    await proposals.opened(tx, circle.topic)
    for step in OPENED:
        await step(tx, circle, now)
