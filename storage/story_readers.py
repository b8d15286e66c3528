"""Readers of stories: where copies stand, kept so that rows alone tell of nobody; a shelf; thanks; wishes."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoring.people import PersonId
from mentoring.stories import THANKS_EVERY
from storage.core import letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import ms

THANKS_KEPT = timedelta(days=60)
WISHES_KEPT = timedelta(days=90)
MOST_SAVED = 50


@dataclass(frozen=True)
class Thanks:
    """One line for a teller: `helped`, `preset` (its id) or `line` (a reader's own words)."""

    kind: str
    words: str = ""


@dataclass(frozen=True)
class Wish:
    """A story somebody would like to hear; nobody's name is with it. `shape` when it is «more like that one»."""

    id: str
    words: str = ""
    shape: str = ""


# Copies: to whom a story was offered must be known to change it later, so it is kept under keyed hashes and the
# house's seal. A row says nothing of whether anybody read it.


async def note_copy(tx: Tx, story: str, reader: PersonId, message: int) -> None:
    """This message of theirs shows, or may show, this story; whatever it showed before, it shows no more."""
    place = _place(tx, reader, message)
    where = tx.house_seal("story_copies", "message", place.hex(), f"{reader}:{message}")
    await tx.sql.story_readers.note_copy(place=place, story_id=story, reader=_hash(tx, reader), message=where)


async def forget_copy(tx: Tx, reader: PersonId, message: int) -> None:
    """That message shows no story any more."""
    await tx.sql.story_readers.forget_copy(place=_place(tx, reader, message))


async def change_copies(tx: Tx, story: str, why: str, now: datetime) -> None:
    """Owe every copy the sentence that takes its place (`story-gone-<why>`), and forget where they stand."""
    for row in await tx.sql.story_readers.copies(story_id=story):
        where = tx.house_open("story_copies", "message", row["place"].hex(), row["message"])
        reader, _, message = where.rpartition(":")
        await owe_change(tx, PersonId(reader), int(message), why, now)
    await tx.sql.story_readers.forget_copies(story_id=story)


async def owe_change(tx: Tx, reader: PersonId, message: int, why: str, now: datetime) -> None:
    """Owe one copy that sentence."""
    await letters.owe(tx, kind="story-gone", to=reader, due=now, about={"message": message, "why": why})


async def forget_reader(tx: Tx, reader: PersonId) -> None:
    """Forget every message that was shown to somebody."""
    await tx.sql.story_readers.forget_reader(reader=_hash(tx, reader))


def _hash(tx: Tx, reader: PersonId) -> bytes:
    return tx.lookup("story-reader", reader)


def _place(tx: Tx, reader: PersonId, message: int) -> bytes:
    return tx.lookup("story-copy", f"{reader}:{message}")


# A reader's shelf, under their own key


async def shelf(tx: Tx, reader: PersonId) -> list[str]:
    """The stories they put aside, the last one first."""
    kept = await tx.sql.story_readers.shelf(person_id=reader)
    if kept is None:
        return []
    stories: list[str] = json.loads(await tx.open("story_shelves", "saved", reader, reader, kept))
    return stories


async def save(tx: Tx, reader: PersonId, story: str) -> None:
    """Put one aside. Twice is once."""
    saved = [story, *(other for other in await shelf(tx, reader) if other != story)][:MOST_SAVED]
    sealed = await tx.seal("story_shelves", "saved", reader, reader, json.dumps(saved))
    await tx.sql.story_readers.keep_shelf(person_id=reader, saved=sealed)


# Thanks


async def thank(tx: Tx, story: str, teller: PersonId, reader: PersonId, said: Thanks, now: datetime) -> None:
    """Keep thanks for the next bundle. The same tap twice is once, without anybody's name being kept."""
    mark = tx.lookup("story-thanks", f"{story}:{reader}:{said.kind}:{said.words}")
    sealed = await tx.seal("story_thanks", "said", mark.hex(), teller, json.dumps([said.kind, said.words]))
    await tx.sql.story_readers.thank(mark=mark, teller=teller, story_id=story, said=sealed, at=ms(now))


async def take_thanks(tx: Tx, teller: PersonId) -> list[Thanks]:
    """The whole bundle; with this it is forgotten here."""
    found = []
    for row in await tx.sql.story_readers.thanks_of(teller=teller):
        said = await tx.open("story_thanks", "said", row["mark"].hex(), teller, row["said"])
        found.append(Thanks(*json.loads(said)))
    await tx.sql.story_readers.forget_thanks(teller=teller)
    return found


async def has_thanks(tx: Tx, teller: PersonId) -> bool:
    """Whether a bundle waits."""
    return bool(await tx.sql.story_readers.thanks_of(teller=teller))


# Wishes


async def wish(tx: Tx, *, words: str = "", shape: str = "", now: datetime) -> None:
    """A wish for the desk, without its author. The same «more like it» is kept once."""
    wish_id = f"more-{shape}" if shape else new_id()
    sealed = tx.house_seal("story_wishes", "wish", wish_id, json.dumps([words, shape]))
    await tx.sql.story_readers.wish(id=wish_id, wish=sealed, at=ms(now))


async def wishes(tx: Tx) -> list[Wish]:
    """What is wished for, the oldest first."""
    found = []
    for row in await tx.sql.story_readers.wishes():
        found.append(Wish(row["id"], *json.loads(tx.house_open("story_wishes", "wish", row["id"], row["wish"]))))
    return found


async def forget_wish(tx: Tx, wish_id: str) -> None:
    """The desk has seen to it."""
    await tx.sql.story_readers.forget_wish(id=wish_id)


async def keep_times(tx: Tx, now: datetime) -> None:
    """Once a week a teller hears of thanks; what nobody opened, and old wishes, go."""
    for row in await tx.sql.story_readers.thanks_due(before=ms(now - THANKS_EVERY)):
        await letters.owe(tx, kind="story-thanks", to=PersonId(row["teller"]), due=now)
        await tx.sql.story_readers.told_of(teller=row["teller"])
    await tx.sql.story_readers.forget_old_thanks(before=ms(now - THANKS_KEPT))
    await tx.sql.story_readers.forget_old_wishes(before=ms(now - WISHES_KEPT))
