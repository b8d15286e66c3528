"""Houses prepared for measuring: people, open pages, letters that wait. All through storage's own functions."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiosqlite
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from handlers.reflections import kinds
from handlers.reflections.page import PAGE, QUESTION, Place
from handlers.reflections.unlocking import FORM, LIST
from handlers.talk.forms import FORMS, QUIET_HOUR
from handlers.talk.post import Send, to_body
from mentoring.circles import MOST_SEATS
from mentoring.opportunities import Category, Field
from mentoring.people import PersonId
from mentoring.sessions import GATHERING_OPENS
from storage import circle_doors, circles, opportunities, opportunity_sends, people, reflections, seats, sessions
from storage.core import drafts, groups, letters, sealing
from storage.core.database import Database
from storage.core.drafts import Draft
from storage.core.ids import new_id
from storage.core.keys import MasterKey
from storage.core.keystore import Keystore
from storage.core.letters import Lane, Letter
from storage.core.locks import Lock
from storage.core.migrate import migrate
from storage.core.vault import HOUSE_KDF, SALT_BYTES, VaultRecord

_MANY = 500
"""People or letters in one transaction."""

_FIRST_GROUP = -1_001_000_000_000
_PARTS: tuple[circles.Part, ...] = ("guide", "guide", "observer")

_CARD: dict[Field, str] = {
    Field.TITLE: "Project lead, community nursing",
    Field.CATEGORY: Category.SECONDMENT,
    Field.WHERE: "remote or Leeds",
    Field.WHO_CAN_APPLY: "any sector",
    Field.HOW_TO_APPLY: "https://jobs.example.org/1",
    Field.HOURS: "6 months, 3 days a week",
}


class NoPages(Exception):
    """The bot knows no private page such as this bench would open."""


@dataclass(frozen=True)
class House:
    """A house that nobody runs yet, open for seeding."""

    database: Database
    keystore: Keystore
    now: datetime


def database(folder: Path) -> Path:
    """Where a prepared house keeps its rows."""
    return folder / "circle.sqlite"


def keystore(folder: Path) -> Path:
    """Where it keeps its keys."""
    return folder / "keystore.sqlite"


def master_key(folder: Path) -> Path:
    """Where its master key lies."""
    return folder / "master.key"


@asynccontextmanager
async def house(folder: Path) -> AsyncIterator[House]:
    """A new house in the folder (which is there), as `init` makes it, closed again at the end."""
    master = MasterKey.create(master_key(folder))
    Keystore.create(keystore(folder), master)
    migrate(f"sqlite:///{database(folder)}", create=True)
    keys = await Keystore.open(keystore(folder), master)
    rows = await Database.open(database(folder), keys)
    rows.before_commit = letters.write_owed
    try:
        yield House(rows, keys, datetime.now(UTC))
    finally:
        await rows.close()
        await keys.close()


async def members(house: House, first: int, count: int, **choices: str) -> list[PersonId]:
    """Members whose Telegram numbers are `first` and the `count - 1` after it. It is noon where they live.

    `choices` are what else they have chosen in their settings.
    """
    chosen = {"zone": _where_it_is_noon(house.now), **choices}
    admitted: list[PersonId] = []
    for start in range(first, first + count, _MANY):
        async with house.database.begin() as tx:
            for number in range(start, min(start + _MANY, first + count)):
                admitted.append(await people.admit(tx, number, f"Bench {number}", now=house.now, choices=chosen))
    return admitted


def _where_it_is_noon(now: datetime) -> str:
    """A zone where no quiet hours hold a letter back (the signs of Etc/GMT are the wrong way round on purpose)."""
    behind = now.hour - 12
    return f"Etc/GMT{behind:+d}" if behind else "Etc/GMT"


async def vaults(house: House, persons: list[PersonId]) -> None:
    """A locked vault each. The words that would open it are nobody's: sealing asks only for the public key.

    Made without Argon2id, which would take a quarter of a second a person.
    """
    for person in persons:
        public = X25519PrivateKey.generate().public_key().public_bytes_raw()
        record = VaultRecord(
            deployment=house.keystore.deployment,
            person=person,
            pk=public,
            kid=sealing.kid_of(public),
            kdf=HOUSE_KDF,
            salt=os.urandom(SALT_BYTES),
            wrap_pass=os.urandom(61),
            wrap_rec=os.urandom(61),
            rec_sealed=os.urandom(578),
        )
        await house.keystore.keep_vault(person, record)
        await house.keystore.public_key(person, Lock.PAGES)  # made at the first page, which is not what is measured


async def letters_waiting(house: House, persons: list[PersonId], count: int) -> None:
    """`count` letters spread over these people and over the month after next."""
    first = house.now + timedelta(days=30)
    for start in range(0, count, _MANY):
        async with house.database.begin() as tx:
            for number in range(start, min(start + _MANY, count)):
                await letters.owe(
                    tx,
                    to=persons[number % len(persons)],
                    kind="clearing",
                    about={"messages": str(number + 1)},
                    due=first + timedelta(days=30) * number / count,
                    lane=Lane.REMINDER,
                )


async def letters_due(house: House, persons: list[PersonId], lane: Lane, wait_seconds: float) -> None:
    """A letter to each of them, all due in the same moment, `wait_seconds` from now."""
    due = datetime.now(UTC) + timedelta(seconds=wait_seconds)
    body = to_body(Send("A secondment has come up in community nursing. Would you like to see it?"))
    async with house.database.begin() as tx:
        for person in persons:
            tx.owed.append(Letter(kind="reply", due=due, made=house.now, lane=lane, person=person, body=body))


async def opportunity_due(house: House, sender: PersonId, wait_seconds: float) -> None:
    """An opportunity to everyone who asked for such, its copies due `wait_seconds` from now; its sender watches it."""
    due = datetime.now(UTC) + timedelta(seconds=wait_seconds)
    card = {**_CARD, Field.CLOSES: (due + timedelta(days=20)).date().isoformat()}
    async with house.database.begin() as tx:
        made = await opportunities.add(tx, card, now=house.now)
        await opportunities.set_fair(tx, made.id)
        await opportunities.set_audience(tx, made.id, opportunities.EVERYONE)
        await opportunity_sends.send(tx, made.id, by=sender, screen=1, now=due)


async def circle(house: House, number: int, members: list[PersonId], helpers: list[PersonId], starts: datetime) -> None:
    """A linked circle with its seats and its two guides and observer, which meets at `starts` and in two days more."""
    plan = circles.Plan(f"Circle {number}", "my-next-step", "members", "PL1", starts, every_weeks=3, seats=MOST_SEATS)
    async with house.database.begin() as tx:
        made = await circles.make(tx, plan, by=helpers[0], now=house.now)
        await circle_doors.link_group(tx, made, await groups.link(tx, _FIRST_GROUP - number, now=house.now))
        await circle_doors.hang_door(tx, made, f"https://t.me/+bench{number}")
        for person in members:
            await seats.take_seat(tx, made, person, promised="bench", now=house.now)
        for person, part in zip(helpers, _PARTS, strict=True):
            await circles.staff_up(tx, made, person, part, now=house.now)
        for later in (timedelta(), timedelta(hours=48) - GATHERING_OPENS):
            await sessions.plan(tx, made, starts + later, "PL1", 85, now=house.now)


async def open_pages(house: House, persons: list[PersonId]) -> None:
    """A free page each, its vault locked and its question asked: what they write next is sealed as a part of it.

    Raises NoPages rather than let something else be measured under the name of a sealed note.
    """
    _check_page()
    await vaults(house, persons)
    for start in range(0, len(persons), _MANY):
        async with house.database.begin() as tx:
            for person in persons[start : start + _MANY]:
                await drafts.keep(tx, _asked(await reflections.begin(tx, person, now=house.now), person, house.now))


async def asked_for_words(house: House, persons: list[PersonId]) -> None:
    """A locked vault each, and the question for its words asked, as handlers/reflections/unlocking.py leaves it."""
    await vaults(house, persons)
    async with house.database.begin() as tx:
        for person in persons:
            draft = Draft(
                person, FORM.name, new_id()[:8], "words", {"then": LIST}, (), house.now, house.now + QUIET_HOUR
            )
            await drafts.keep(tx, draft)


def _check_page() -> None:
    import bot.features  # noqa: F401 -- importing it makes every form known

    form = FORMS.get(PAGE)
    if form is None or form.by_hand is None or kinds.find(kinds.FREE, "en") is None:
        raise NoPages(f"no form {PAGE!r} takes words by hand, or there is no free page: bench/seed.py has to be told")


def _asked(page: str, person: PersonId, now: datetime) -> Draft:
    """As handlers/reflections/writing.py leaves it when the first question of a free page has been asked."""
    draft = Draft(person, PAGE, new_id()[:8], QUESTION, {}, (), now, now + QUIET_HOUR)
    return Place(page, kinds.FREE).into(draft)


async def parts_locked(folder: Path) -> int:
    """How many messages lie sealed in the pages of a house: counted when the bot has ended, from what is on disk."""
    async with aiosqlite.connect(f"file:{database(folder)}?mode=ro", uri=True) as rows:
        (counted,) = list(await rows.execute_fetchall("select count(*) from page_parts"))
    return int(counted[0])
