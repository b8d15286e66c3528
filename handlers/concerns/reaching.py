"""Whom a concern may reach, from what its writer has said so far: never those it is about, nor who stands near them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.talk.forms import Answers
from mentoring import concerns as rules
from mentoring.calendar import UK
from mentoring.concerns import Contact, Kind, Never
from mentoring.people import PersonId, Role
from storage import people, safe_contacts
from storage.core.database import Tx

COORDINATORS, OPERATOR = "coordinators", "operator"
"""Choices that stand for every coordinator, and for whoever runs the bot: they are nobody here, so the same people."""
ROLES = frozenset((COORDINATORS, OPERATOR))


async def never_of(tx: Tx, writer: PersonId, answers: Answers) -> Never:
    """The names that were ticked, whoever was cut off, the writer's circles, the coordinators."""
    ticked = answers.get("about")
    named = set(ticked) if isinstance(ticked, list) else set()
    about = {PersonId(one) for one in named - ROLES}
    if named & ROLES:
        about |= set(await people.holding(tx, Role.COORDINATOR))
    if answers.get("cut"):
        about.add(PersonId(answers["cut"]))
    own = await safe_contacts.circles_of(tx, writer) if answers["kind"] == Kind.CIRCLE else frozenset[str]()
    return await safe_contacts.never(tx, about, circles=own)


async def free_contacts(tx: Tx, writer: PersonId, answers: Answers, now: datetime) -> list[Contact]:
    """Whom it may be offered to."""
    today = now.astimezone(ZoneInfo(UK)).date()
    never = await never_of(tx, writer, answers)
    return rules.who_may_hear(await safe_contacts.everyone(tx), never, writer=writer, today=today)
