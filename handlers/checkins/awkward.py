"""Awkward dates while booking: bank holidays are kept, slid or skipped; a clash gets other times, without a reason."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from handlers.checkins import saying
from handlers.talk.forms import Answers, Choice, Choices
from handlers.talk.turn import Turn
from mentoring import calendar
from mentoring import checkins as rules
from mentoring.calendar import Slot
from mentoring.checkins import Awkward, NoDatesLeft
from storage import pairs
from storage.core.instants import instant, ms
from storage.pairs import Pair

MOST_ASKED = 8
NAMES = tuple(f"awkward-{n}" for n in range(MOST_ASKED))
KEEP, SLIDE, SKIP = "keep", "slide", "skip"

Entry = dict[str, Any]
"""One awkward date in the draft: `at` (ms), `why`, and `near` (ms), the free times close to it."""


async def found(turn: Turn, pair: Pair, slots: list[Slot]) -> list[Entry]:
    """What stands against each of these dates, if anything does."""
    mine = await saying.week_of(turn.tx, pair.mentor, turn.now)
    theirs = await saying.week_of(turn.tx, pair.mentee, turn.now)
    entries: list[Entry] = []
    for slot in slots:
        why = rules.awkward(slot, mine=mine, theirs=theirs)
        if why is not None:
            clash = why is not Awkward.HOLIDAY
            free = rules.near(slot, mine=mine, theirs=theirs, zone=turn.zone, now=turn.now) if clash else []
            entries.append({"at": ms(slot.start), "why": why.value, "near": [ms(at) for at in free]})
    return entries


def is_there(place: int) -> Callable[[Answers], bool]:
    return lambda answers: place < len(answers.get("odd") or ())


def choices(place: int) -> Callable[[Turn, Answers], Awaitable[Choices]]:
    async def offered(turn: Turn, answers: Answers) -> Choices:
        entry = answers["odd"][place]
        if entry["why"] == Awkward.HOLIDAY:
            return [Choice(each, f"checkin-{each}") for each in (KEEP, SLIDE, SKIP)]
        free = [Choice(str(at), text=saying.label(turn.words, instant(at), turn.zone)) for at in entry["near"]]
        return [*free, Choice(SKIP, "checkin-skip")]

    return offered


def holes(place: int) -> Callable[[Turn, Answers], Awaitable[dict[str, Any]]]:
    async def filled(turn: Turn, answers: Answers) -> dict[str, Any]:
        entry, pair = answers["odd"][place], await pairs.find(turn.tx, answers["pair"])
        name = await saying.first_name(turn.tx, pair.mentee, turn.words) if pair else ""
        return {"day": turn.words.day(instant(entry["at"]), turn.zone), "why": entry["why"], "name": name}

    return filled


async def settle(turn: Turn, pair: Pair, name: str, answers: Answers) -> None:
    """Keep it, slide it a week, take another time, or skip it. A slid date is looked at anew. Raises NoDatesLeft."""
    entry, said = answers["odd"][NAMES.index(name)], str(answers[name])
    if said == KEEP:
        return
    dates = [at for at in answers["dates"] if at != entry["at"]]
    if said == SLIDE:
        slid = calendar.days_later(instant(entry["at"]), 7, turn.zone)
        dates += await _fitting(turn, pair, slid, answers)
    elif said != SKIP:
        dates.append(int(said))
    if not dates:
        raise NoDatesLeft
    answers["dates"] = sorted(set(dates))


async def _fitting(turn: Turn, pair: Pair, slid: datetime, answers: Answers) -> list[int]:
    """The slid date, unless the six months are over by then; what stands against it is asked about next."""
    if slid > pair.ends_at:
        return []
    answers["odd"] = [*answers["odd"], *await found(turn, pair, [Slot(slid, int(answers["minutes"]))])][:MOST_ASKED]
    return [ms(slid)]
