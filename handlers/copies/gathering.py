"""Gathering what a file is made of: a few pages at a time, in memory alone, and let go as soon as it is sent."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.copies import markdown, pages, paper, pressing
from handlers.talk.words import Words
from mentoring.copies import Page
from mentoring.people import PersonId
from mentoring.problems import Problem
from storage.core.database import Tx

ALL, CPD = "all", "cpd"
STEPS, FEWEST = 8, 100
"""A long copy is gathered in about so many steps, each with a look at how far it is; a short one in a single step."""
MOST_HELD = 20
HELD_FOR = timedelta(minutes=10)


class CopyUnderWay(Problem):
    """Another copy of theirs is being made at this moment."""


@dataclass(frozen=True)
class Wanted:
    """What somebody asked for: all pages or those that count as CPD, in which form, between two days (or any)."""

    person: PersonId
    what: str
    form: str
    since: date | None = None
    until: date | None = None


@dataclass
class Gathered:
    """What is there so far. `file` is the file itself once it is made; `failed` when it could not be."""

    wanted: Wanted
    words: Words
    today: date
    begun: datetime
    ids: list[str]
    seen: int = 0
    pages: list[Page] = field(default_factory=list, repr=False)
    file: bytes | None = field(default=None, repr=False)
    failed: bool = False

    @property
    def is_whole(self) -> bool:
        return self.seen >= len(self.ids)

    @property
    def name(self) -> str:
        """What the file is called: a phone's list of files tells no more than that."""
        first = "cpd" if self.wanted.what == CPD else "pages"
        return f"{first}-{self.today.isoformat()}.{pressing.ENDS[self.wanted.form]}"


_held: OrderedDict[str, Gathered] = OrderedDict()


def held(copy: str) -> Gathered | None:
    """What is in memory for one copy; None after a restart, or when it was sent or let go."""
    return _held.get(copy)


def let_go(copy: str) -> None:
    """It is sent, or will not be."""
    _held.pop(copy, None)


def one_at_a_time(person: PersonId) -> None:
    """Raises CopyUnderWay while another copy of theirs is in memory."""
    if any(gathered.wanted.person == person for gathered in _held.values()):
        raise CopyUnderWay


def let_go_of(person: PersonId) -> None:
    """They have locked their pages: nothing they asked for stays in memory."""
    for copy in [copy for copy, gathered in _held.items() if gathered.wanted.person == person]:
        del _held[copy]


async def forget_erased(_: Tx, person: PersonId, __: datetime) -> None:
    """They are erased: what was gathered for them goes with their rows."""
    let_go_of(person)


async def let_old_go(desk: Any) -> None:  # bot.receive.Desk, which is above this room
    """Each minute: whatever was not sent in ten minutes is not kept any longer."""
    before = desk.clock.now() - HELD_FOR
    for copy in [copy for copy, gathered in _held.items() if gathered.begun <= before]:
        del _held[copy]


async def step(
    tx: Tx, copy: str, wanted: Wanted, hold: Callable[[], bytearray], *, words: Words, zone: str, now: datetime
) -> Gathered:
    """Open the next pages of a copy, from the first when nothing is in memory. Raises VaultClosed."""
    gathered = _held.get(copy)
    if gathered is None:
        ids = await pages.chosen(tx, wanted.person, hold, wanted.since, wanted.until)
        gathered = Gathered(wanted, words, now.astimezone(ZoneInfo(zone)).date(), now, ids)
        _hold(copy, gathered)
    most = max(FEWEST, -(-len(gathered.ids) // STEPS))
    now_due = gathered.ids[gathered.seen : gathered.seen + most]
    found = await pages.opened(tx, wanted.person, now_due, hold)
    gathered.pages += [page for page in found if wanted.what == ALL or page.counts or page.written is None]
    gathered.seen += len(now_due)
    return gathered


def _hold(copy: str, gathered: Gathered) -> None:
    _held[copy] = gathered
    while len(_held) > MOST_HELD:
        _held.popitem(last=False)


async def make(copy: str) -> None:
    """Make the file of what was gathered; the pages themselves are let go. Twice is once."""
    gathered = _held.get(copy)
    if gathered is None or gathered.file is not None or gathered.failed:
        return
    try:
        gathered.file = await _made(gathered)
    except pressing.NotPressed:
        gathered.failed = True
    gathered.pages.clear()


async def _made(gathered: Gathered) -> bytes:
    wanted, words, today, taken = gathered.wanted, gathered.words, gathered.today, gathered.pages
    if wanted.form == pressing.MARKDOWN:
        return markdown.text_of(taken, paper.lead(taken, words, today), words).encode()
    if wanted.what == CPD:
        return await pressing.press(paper.of_cpd(taken, words, today, wanted.since, wanted.until), wanted.form)
    return await pressing.press(paper.of_pages(taken, words, today), wanted.form)
