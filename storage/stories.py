"""Stories: told in sealed drafts, read by the desk only once they are sent for a check, and gone when taken back."""

import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from mentoring import stories as rules
from mentoring.people import PersonId, Role
from mentoring.problems import OldButton
from mentoring.stories import Contact, HowLong, NameShown, OwnStory, Shape, State, StoryMovedOn, Where
from mentoring.telling import Told
from storage import people, story_readers
from storage.core import audit, letters
from storage.core.database import Tx
from storage.core.ids import new_id
from storage.core.instants import instant, ms
from storage.core.letters import Lane, Letter

COPY = "story-out"


@dataclass(frozen=True)
class Note:
    """What the desk said (`cut`, `question` or `no`), and the teller's answer (None until there is one)."""

    kind: str
    words: str
    answer: str | None = None


@dataclass(frozen=True)
class Story:
    """One story, opened. `version` rises each time it is sent for a check."""

    id: str
    teller: PersonId
    state: State
    told: Told
    note: Note | None
    version: int
    goes_out_at: datetime | None
    out_at: datetime | None
    ends_at: datetime | None


def desk_topic(story: str) -> str:
    """The topic of letters that call the desk."""
    return f"story-desk:{story}"


def teller_topic(story: str) -> str:
    """The topic of letters to its teller."""
    return f"story-teller:{story}"


def topic(story: str) -> str:
    """The topic of the copies that go out."""
    return f"story:{story}"


# Finding


async def find(tx: Tx, story: str) -> Story | None:
    """Any story, for letters that check for themselves who may read it."""
    row = await tx.sql.stories.find(id=story)
    return None if row is None else await _open(tx, row)


async def own(tx: Tx, story: str, teller: PersonId, *states: State) -> Story:
    """A story of the teller's own. Raises OldButton for anyone else's, StoryMovedOn outside `states` (none: any)."""
    row = await tx.sql.stories.find(id=story)
    if row is None or row["teller"] != teller:
        raise OldButton
    if states and State(row["state"]) not in states:
        raise StoryMovedOn
    return await _open(tx, row)


async def for_desk(tx: Tx, story: str, reader: PersonId) -> Story:
    """A story that waits for a check, for a coordinator. Raises StoryMovedOn, OwnStory."""
    row = await tx.sql.stories.find(id=story)
    if row is None or row["state"] != State.TO_CHECK:
        raise StoryMovedOn
    if row["teller"] == reader:
        raise OwnStory
    return await _open(tx, row)


async def of_teller(tx: Tx, teller: PersonId) -> list[Story]:
    """All of somebody's own, the last touched first."""
    return [await _open(tx, row) for row in await tx.sql.stories.of_teller(teller=teller)]


async def to_check(tx: Tx) -> list[Story]:
    """What waits at the desk, the longest wait first."""
    return [await _open(tx, row) for row in await tx.sql.stories.in_state(state=State.TO_CHECK)]


async def library(tx: Tx, reader: PersonId, now: datetime) -> list[Story]:
    """What this member may read now, the newest first."""
    mates = {row["person_id"] for row in await tx.sql.stories.circle_mates(person_id=reader)}
    out = [await _open(tx, row) for row in await tx.sql.stories.in_state(state=State.OUT)]
    shown = [story for story in out if _may_read(story, reader, story.teller in mates, now)]
    return sorted(shown, key=lambda story: (story.out_at or now, story.id), reverse=True)


async def may_read(tx: Tx, story: Story, reader: PersonId, now: datetime) -> bool:
    """Whether a member may read it at this moment."""
    mates = {row["person_id"] for row in await tx.sql.stories.circle_mates(person_id=reader)}
    return _may_read(story, reader, story.teller in mates, now)


def _may_read(story: Story, reader: PersonId, mate: bool, now: datetime) -> bool:
    if story.state is not State.OUT or (story.ends_at and story.ends_at <= now):
        return False
    return story.told.where is Where.MEMBERS or (story.told.where is Where.MY_CIRCLES and mate)


# Telling


async def begin(tx: Tx, teller: PersonId, shape: Shape, now: datetime) -> Story:
    """A new draft; one that was begun and has no words yet is used again."""
    for story in await of_teller(tx, teller):
        if story.state is State.DRAFT and not story.told.words and story.note is None:
            return await tell(tx, story, Told(shape), now)
    story_id = new_id()
    told = await tx.seal("stories", "told", story_id, teller, _written(Told(shape)))
    await tx.sql.stories.begin(id=story_id, teller=teller, told=told, now=ms(now))
    return await own(tx, story_id, teller)


async def tell(tx: Tx, story: Story, told: Told, now: datetime) -> Story:
    """Keep a draft as it is now; the words before are gone. Raises StoryMovedOn when it is no draft any more."""
    sealed = await tx.seal("stories", "told", story.id, story.teller, _written(told))
    if not await tx.sql.stories.tell(id=story.id, told=sealed, now=ms(now)):
        raise StoryMovedOn
    return await own(tx, story.id, story.teller)


async def members(tx: Tx) -> int:
    """How many members the network has."""
    return len(await tx.sql.stories.members())


async def turn(tx: Tx, story: Story, after: State, now: datetime, *, note: Note | None = None) -> None:
    """Move it on from where it was read, with the desk's note. Raises StoryMovedOn when somebody was faster."""
    sealed = None
    if note is not None:
        sealed = await tx.seal("stories", "note", story.id, story.teller, json.dumps(asdict(note)))
    newer = int(after is State.TO_CHECK)
    done = await tx.sql.stories.turn(
        id=story.id, before=story.state, after=after, note=sealed, newer=newer, now=ms(now)
    )
    if not done:
        raise StoryMovedOn
    for about in (desk_topic(story.id), teller_topic(story.id), topic(story.id)):
        await letters.withdraw(tx, about)


async def send_to_desk(tx: Tx, story: Story, now: datetime, *, note: Note | None = None) -> None:
    """From now on the desk may read it: every coordinator but the teller hears that something waits."""
    await turn(tx, story, State.TO_CHECK, now, note=note)
    for coordinator in await people.holding(tx, Role.COORDINATOR):
        if coordinator != story.teller:
            about = {"story": story.id}
            await letters.owe(
                tx, kind="story-to-check", to=coordinator, due=now, about=about, topic=desk_topic(story.id)
            )


async def pull(tx: Tx, story: Story, now: datetime) -> None:
    """Back into the teller's drafts, out of the desk's sight: copies the desk has open are changed."""
    await turn(tx, story, State.DRAFT, now)
    await story_readers.change_copies(tx, story.id, "pulled", now)


async def hand_back(tx: Tx, story: Story, note: Note, *, by: PersonId, now: datetime) -> None:
    """The desk's suggestion or question goes to the teller; a no goes back to the drafts with its reason."""
    await turn(tx, story, State.DRAFT if note.kind == "no" else State.WITH_TELLER, now, note=note)
    await story_readers.change_copies(tx, story.id, "seen-to", now)
    await _write_teller(tx, story, "story-news", now)
    await audit.note(tx, "story-handed-back", by=by, about=story.id, now=now)


async def pass_on(tx: Tx, story: Story, version: int, *, by: PersonId, now: datetime) -> datetime:
    """The last yes: a day to sleep on it begins. Returns when it goes out (UTC). Raises StoryMovedOn."""
    goes_out = rules.goes_out(now)
    if not await tx.sql.stories.cool(id=story.id, version=version, now=ms(now), goes_out_at=ms(goes_out)):
        raise StoryMovedOn
    await letters.withdraw(tx, desk_topic(story.id))
    await story_readers.change_copies(tx, story.id, "seen-to", now)
    await _write_teller(tx, story, "story-cooling", now)
    await _write_teller(tx, story, "story-goes-out", goes_out)
    await audit.note(tx, "story-checked", by=by, about=story.id, now=now)
    return goes_out


async def _write_teller(tx: Tx, story: Story, kind: str, due: datetime, **about: str | int) -> None:
    full = {"story": story.id, **about}
    await letters.owe(tx, kind=kind, to=story.teller, due=due, about=full, topic=teller_topic(story.id))


# Out, and back


async def go_out(tx: Tx, story: Story, now: datetime) -> None:
    """Share it with those who asked for new ones. Raises StillCoolingOff within the day, StoryMovedOn when stopped."""
    if story.state is not State.COOLING or story.goes_out_at is None or now < story.goes_out_at:
        raise StoryMovedOn
    row = await tx.sql.stories.find(id=story.id)
    rules.check_cooled(instant(row["last_yes"]), now)
    ends = rules.comes_down(now, story.told.how_long or HowLong.UNTIL_I_SAY)
    if not await tx.sql.stories.go_out(id=story.id, now=ms(now), ends_at=None if ends is None else ms(ends)):
        raise StoryMovedOn
    readers = await _readers(tx, story)
    tx.owed.extend(
        Letter(COPY, now, Lane.BROADCAST, reader, about={"story": story.id}, topic=topic(story.id), keep=True, made=now)
        for reader in readers
    )
    await _write_teller(tx, story, "story-how-now", now + rules.COOLING_OFF, readers=int(bool(readers)))
    await _ask_before_the_end(tx, story, ends)


async def _readers(tx: Tx, story: Story) -> list[PersonId]:
    mates = {row["person_id"] for row in await tx.sql.stories.circle_mates(person_id=story.teller)}
    everybody = story.told.where is Where.MEMBERS
    if not everybody and story.told.where is not Where.MY_CIRCLES:
        return []
    rows = [row for row in await tx.sql.stories.members() if everybody or row["id"] in mates]
    asked = [row["id"] for row in rows if json.loads(row["choices"]).get("stories") == "yes"]
    return [PersonId(reader) for reader in asked if reader != story.teller]


async def _ask_before_the_end(tx: Tx, story: Story, ends: datetime | None) -> None:
    if ends is not None:
        await _write_teller(tx, story, "story-stay", ends - rules.ASKED_BEFORE_THE_END)


async def stay(tx: Tx, story: Story, now: datetime) -> datetime | None:
    """The same time once more, from now. Returns its new end (UTC)."""
    ends = rules.comes_down(now, story.told.how_long or HowLong.UNTIL_I_SAY)
    if not await tx.sql.stories.stay(id=story.id, ends_at=None if ends is None else ms(ends)):
        raise StoryMovedOn
    await letters.withdraw(tx, teller_topic(story.id), kind="story-stay")
    await _ask_before_the_end(tx, story, ends)
    return ends


async def take_back(tx: Tx, story: str, now: datetime, *, why: str = "taken-back") -> None:
    """Gone in this very transaction: the text, the list, what waits to be sent; each copy sent is owed its change."""
    await story_readers.change_copies(tx, story, why, now)
    for about in (desk_topic(story), teller_topic(story), topic(story)):
        await letters.withdraw(tx, about)
    await tx.sql.stories.bin(id=story)


async def of_person_erased(tx: Tx, person: PersonId, now: datetime) -> None:
    """Before somebody's rows go: their stories come down everywhere, and what was shown to them is forgotten."""
    for row in await tx.sql.stories.of_teller(teller=person):
        await take_back(tx, row["id"], now)
    await story_readers.forget_reader(tx, person)


async def keep_times(tx: Tx, now: datetime) -> None:
    """Take down what its teller did not ask to keep up."""
    for row in await tx.sql.stories.over(now=ms(now)):
        await take_back(tx, row["id"], now, why="over")


# Rows


async def _open(tx: Tx, row: sqlite3.Row) -> Story:
    story, teller = row["id"], PersonId(row["teller"])
    note = None
    if row["note"] is not None:
        note = Note(**json.loads(await tx.open("stories", "note", story, teller, row["note"])))
    times = {name: None if row[name] is None else instant(row[name]) for name in ("goes_out_at", "out_at", "ends_at")}
    told = _read(await tx.open("stories", "told", story, teller, row["told"]))
    return Story(story, teller, State(row["state"]), told, note, row["version"], **times)


def _written(told: Told) -> str:
    return json.dumps(asdict(told))


def _read(kept: str) -> Told:
    said: dict[str, Any] = json.loads(kept)
    kinds = {"name": NameShown, "where": Where, "how_long": HowLong, "contact": Contact}
    chosen = {key: kind(said[key]) for key, kind in kinds.items() if said[key] is not None}
    return Told(**{**said, **chosen, "shape": Shape(said["shape"]), "parts": tuple(said["parts"])})
