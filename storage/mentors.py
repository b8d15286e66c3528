"""Mentors' profiles and mentees' wishes, each sealed under the key of whoever wrote them."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from mentoring import mentors as rules
from mentoring.keep_times import KEEP, Kept
from mentoring.matching import Background, Offer
from mentoring.meetings import rests_after
from mentoring.mentors import Profile, State
from mentoring.people import PersonId
from storage.core.database import Tx
from storage.core.instants import instant, ms


@dataclass(frozen=True)
class Mentor:
    """A mentor's row; the profile itself is opened by `profile_of`."""

    person: PersonId
    state: State
    places: int
    lapses: int
    ready_at: datetime | None
    checked_at: datetime | None


@dataclass(frozen=True)
class Search:
    """What a mentee wished for, the mentors drawn for them in the order they were shuffled into, and whom they keep for
    later, the first kept first."""

    tags: frozenset[str]
    background: Background | None
    drawn: tuple[tuple[PersonId, tuple[str, ...]], ...] = ()
    kept: tuple[PersonId, ...] = ()


async def find(tx: Tx, person: PersonId) -> Mentor | None:
    """A mentor's row, once they have done the self-check."""
    row = await tx.sql.mentors.find(person_id=person)
    if row is None:
        return None
    return Mentor(
        person=person,
        state=State(row["state"]),
        places=row["places"],
        lapses=row["lapses"],
        ready_at=None if row["ready_at"] is None else instant(row["ready_at"]),
        checked_at=None if row["checked_at"] is None else instant(row["checked_at"]),
    )


async def profile_of(tx: Tx, person: PersonId) -> Profile | None:
    """What a mentor wrote of themselves; None before they did."""
    row = await tx.sql.mentors.find(person_id=person)
    return None if row is None or row["profile"] is None else await _profile(tx, row)


async def note_of(tx: Tx, person: PersonId) -> str | None:
    """What a coordinator asked to have changed."""
    row = await tx.sql.mentors.find(person_id=person)
    if row is None or row["note"] is None:
        return None
    return await tx.open("mentors", "note", person, person, row["note"])


async def in_state(tx: Tx, state: State) -> list[PersonId]:
    """Mentors whose profiles stand at this point of the road."""
    return [PersonId(row["person_id"]) for row in await tx.sql.mentors.in_state(state=state)]


async def note_ready(tx: Tx, person: PersonId, now: datetime) -> None:
    """Keep the day somebody did the self-check, and nothing of its answers (P-T2.06)."""
    await tx.sql.mentors.ready(person_id=person, ready_at=ms(now))


async def write_profile(tx: Tx, person: PersonId, profile: Profile, places: int) -> None:
    """Keep a profile for somebody to check. Raises NotReadyYet, ExampleMissing."""
    mentor = await find(tx, person)
    rules.check_may_go_live(profile, mentor.ready_at if mentor else None)
    sealed = await tx.seal("mentors", "profile", person, person, json.dumps(asdict(profile)))
    await tx.sql.mentors.keep_profile(person_id=person, profile=sealed, places=places)


async def go_live(tx: Tx, person: PersonId, *, checker: PersonId, now: datetime) -> bool:
    """Show a checked profile to members. False when it was not waiting.

    Raises OwnProfile, NotReadyYet, ExampleMissing.
    """
    rules.check_by_eye(person, checker)
    mentor = await find(tx, person)
    rules.check_may_go_live(await profile_of(tx, person), mentor.ready_at if mentor else None)
    return bool(await tx.sql.mentors.go_live(person_id=person, checked_at=ms(now)))


async def ask_to_change(tx: Tx, person: PersonId, note: str) -> bool:
    """Hand a profile back with a line on what to change. False when it was not there to be checked."""
    sealed = await tx.seal("mentors", "note", person, person, note)
    return bool(await tx.sql.mentors.ask_to_change(person_id=person, note=sealed))


async def rest(tx: Tx, person: PersonId) -> bool:
    """Show a profile to nobody. False when it was not shown or waiting."""
    return bool(await tx.sql.mentors.rest(person_id=person))


async def wake(tx: Tx, person: PersonId) -> bool:
    """From resting back to waiting for a coordinator's eye."""
    return bool(await tx.sql.mentors.wake(person_id=person))


async def set_places(tx: Tx, person: PersonId, places: int) -> None:
    """How many mentees they would walk beside at once."""
    await tx.sql.mentors.set_places(person_id=person, places=places)


async def free_places(tx: Tx, person: PersonId) -> int:
    """Places not taken by a pair or by an agreement in the making; never below none."""
    mentor = await find(tx, person)
    return max(0, mentor.places - int(await tx.sql.mentors.taken(person_id=person))) if mentor else 0


async def lapse(tx: Tx, person: PersonId) -> bool:
    """An ask ran out unanswered. True when that was one too many, and the profile now rests (P-T2.17)."""
    lapses = await tx.sql.mentors.lapse(person_id=person)
    return lapses is not None and rests_after(lapses) and await rest(tx, person)


async def offers(tx: Tx) -> list[Offer]:
    """What each live mentor who can be reached offers, with the places they have free."""
    found = []
    for row in await tx.sql.mentors.live():
        profile = await _profile(tx, row)
        offer = Offer(
            mentor=PersonId(row["person_id"]),
            tags=profile.tags,
            places_free=max(0, row["places"] - row["taken"]),
            speaks_of_background=profile.speaks_of_background,
            sponsors=profile.sponsors,
        )
        found.append(offer)
    return found


async def wish(tx: Tx, person: PersonId, search: Search, now: datetime) -> None:
    """Keep what a mentee wishes for, sealed. Changing the wishes does not make them stay longer."""
    wishes = {"tags": sorted(search.tags), "background": search.background, "drawn": search.drawn, "kept": search.kept}
    sealed = await tx.seal("wishes", "wishes", person, person, json.dumps(wishes))
    await tx.sql.mentors.wish(person_id=person, wishes=sealed, opened_at=ms(now))


async def search_of(tx: Tx, person: PersonId) -> Search | None:
    """A mentee's open search."""
    row = await tx.sql.mentors.wishes_of(person_id=person)
    if row is None:
        return None
    wishes = json.loads(await tx.open("wishes", "wishes", person, person, row["wishes"]))
    drawn = tuple((PersonId(who), tuple(shared)) for who, shared in wishes["drawn"])
    background = Background(wishes["background"]) if wishes["background"] else None
    kept = tuple(PersonId(who) for who in wishes.get("kept", ()))  # none in a search from before one could keep
    return Search(frozenset(wishes["tags"]), background, drawn, kept)


async def close_search(tx: Tx, person: PersonId) -> None:
    """The search is over: the wishes go."""
    await tx.sql.mentors.close_search(person_id=person)


async def forget_old_wishes(tx: Tx, now: datetime) -> None:
    """Wishes go after 60 days, found or not."""
    await tx.sql.mentors.forget_wishes(before=ms(now - KEEP[Kept.WISHES].time))


async def _profile(tx: Tx, row: Any) -> Profile:
    person = PersonId(row["person_id"])
    kept = json.loads(await tx.open("mentors", "profile", person, person, row["profile"]))
    parts: dict[str, Any] = {name: tuple(said) if isinstance(said, list) else said for name, said in kept.items()}
    return Profile(**parts)
