"""How concerns are spoken of: contacts by first name and sector, code words, working days; and hiding what is shown."""

from collections.abc import Sequence
from datetime import date, datetime
from random import SystemRandom

from handlers.talk.buttons import MOST_LETTERS
from handlers.talk.turn import Turn
from handlers.talk.words import Words, sets
from mentoring import concerns as rules
from mentoring.concerns import Contact
from mentoring.people import PersonId
from storage import concerns, people
from storage.concerns import Concern
from storage.core import letters
from storage.core.database import Tx
from storage.shown import shown_to

HOLIDAYS = "england"
"""Whose bank holidays count: the same for all, so that the day a concern moves says nothing about who wrote it."""


async def first_name(tx: Tx, person: PersonId | None, words: Words) -> str:
    """A first name, or «Someone» once they have gone."""
    name = await people.name_of(tx, person) if person else None
    return name.split()[0] if name and name.split() else words("mentoring-somebody")


async def contact_label(tx: Tx, contact: Contact, words: Words) -> str:
    """«Yemi, Voluntary»: the sector and no more (J12.7)."""
    name = await first_name(tx, contact.person, words)
    key = f"setting-{contact.sector}"
    sector = words.label(key) if contact.sector and words.has(key) else words.label("concern-sector-not-said")
    return words.label("concern-contact", name=name, sector=sector)[:MOST_LETTERS]


def answer_by(now: datetime) -> datetime:
    """In two working days."""
    holidays: Sequence[date] = sets("bank_holidays")[HOLIDAYS]
    return rules.answer_by(now, holidays)


async def new_word(tx: Tx, words: Words) -> str:
    """A code word nobody else has."""
    return rules.code_word(sets("concerns", words.language)["words"], await concerns.words_taken(tx), SystemRandom())


async def who_wrote(tx: Tx, concern: Concern, words: Words) -> str:
    """The writer, as their contact may know them."""
    if concern.left:
        return words("concern-writer-left")
    return await first_name(tx, concern.writer, words) if concern.writer else words("concern-writer-no-name")


async def hide_from(turn: Turn, contact: PersonId | None) -> None:
    """Somebody may read it no more: what they have open is cleared now, not in ten minutes."""
    if contact is None:
        return
    topic = shown_to(contact)
    shown = await letters.of_topic(turn.tx, topic)
    await letters.withdraw(turn.tx, topic)
    for one in shown:
        await letters.owe(turn.tx, kind=one.kind, to=contact, due=turn.now, about=one.about, lane=one.lane)
