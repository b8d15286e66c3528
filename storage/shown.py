"""What is shown for a few minutes: the topic of the deletions that are owed for it, and clearing some of it early."""

from dataclasses import replace
from datetime import timedelta

from mentoring.people import PersonId
from storage.core import letters
from storage.core.database import Tx

HIDDEN_AFTER = timedelta(minutes=10)


def shown_to(person: PersonId) -> str:
    """The topic of every deletion that is owed for what somebody has open."""
    return f"shown:{person}"


def taken_by(person: PersonId) -> str:
    """The topic of every deletion that is owed for files somebody has taken."""
    return f"taken:{person}"


async def clear_at_once(tx: Tx, person: PersonId, name: str, value: str) -> None:
    """Whatever was shown to somebody about `name`=`value` is cleared now, and not when its minutes are over."""
    for letter in await letters.of_topic(tx, shown_to(person)):
        if letter.about.get(name) == value:
            # due when it was shown: past, whatever the hour is
            await tx.sql.letters.forget_many([{"id": letter.id}])
            tx.owed.append(replace(letter, due=letter.due - HIDDEN_AFTER))
