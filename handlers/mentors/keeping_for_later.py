"""Mentors kept for later: a list of one's own within a search. They aren't told, and it goes when the search does."""

from dataclasses import replace

from telegram import Update

from handlers.doors import OpenMentoring, OpenMenu
from handlers.errors import NEXT_STEPS
from handlers.guards import for_members
from handlers.mentors import cards, finding
from handlers.mentors.taps import FindMentor, KeepForLater, NotKept, OpenKept, ReadKept, SeeSuggestions
from handlers.talk.buttons import Rows, Said, Tap, in_rows
from handlers.talk.turn import Turn
from mentoring.matching import KeptEnough, check_room_to_keep
from mentoring.mentors import MentorNotOpen
from mentoring.people import PersonId
from mentoring.problems import OldButton
from storage import mentors
from storage.mentors import Search

NEXT_STEPS[KeptEnough] = [[OpenKept(), OpenMentoring()]]


async def keep(_: Update, turn: Turn) -> None:
    """Put a mentor by. A second tap says the same. Raises KeptEnough, MentorNotOpen, OldButton."""
    search, who = await _search(turn), PersonId(turn.pressed(KeepForLater).mentor)
    if who not in await _can_be_asked(turn):
        raise MentorNotOpen
    if who not in search.kept:
        check_room_to_keep(search.kept)
        await _set(turn, search, (*search.kept, who))
    await _say(turn, "find-keeping", who)


async def not_kept(_: Update, turn: Turn) -> None:
    """Off the list again; after a second tap the list is there, without a word of whoever is not on it."""
    search, who = await _search(turn), PersonId(turn.pressed(NotKept).mentor)
    if who not in search.kept:
        await _show_list(turn, search)
        return
    await _set(turn, search, tuple(kept for kept in search.kept if kept != who))
    await _say(turn, "find-not-keeping", who)


async def open_kept(_: Update, turn: Turn) -> None:
    await _show_list(turn, await _search(turn))


async def _show_list(turn: Turn, search: Search) -> None:
    """Those who can be asked now. Why another can't be is not told: a full place and a no look alike."""
    able = await _can_be_asked(turn)
    shown = [who for who in search.kept if who in able]
    ways: list[Tap] = [SeeSuggestions(), OpenMentoring().named("form-back")]
    names = [Said(ReadKept(who), (await cards.speaker_name(turn, who))[:24]) for who in shown]
    rows: Rows = [*in_rows(names), ways]
    if not search.kept:
        turn.show("find-kept-empty", buttons=rows)
    elif not shown:
        turn.show("find-kept-none", buttons=rows)
    else:
        closed = [turn.words("find-kept-some-closed")] if len(shown) < len(search.kept) else []
        turn.show_text("\n".join([turn.words("find-kept-list"), *closed]), buttons=rows)


async def read_kept(_: Update, turn: Turn) -> None:
    """A profile again. Raises MentorNotOpen when it can't be asked any more."""
    who = PersonId(turn.pressed(ReadKept).mentor)
    if who not in await _can_be_asked(turn):
        raise MentorNotOpen
    await finding.show_profile(turn, who, back=OpenKept())


async def _search(turn: Turn) -> Search:
    search = await mentors.search_of(turn.tx, turn.person)
    if search is None:
        raise OldButton
    return search


async def _can_be_asked(turn: Turn) -> set[PersonId]:
    hidden = await finding.not_to_ask(turn)
    offers = await mentors.offers(turn.tx)
    return {offer.mentor for offer in offers if offer.places_free and offer.mentor not in hidden}


async def _set(turn: Turn, search: Search, kept: tuple[PersonId, ...]) -> None:
    await mentors.wish(turn.tx, turn.person, replace(search, kept=kept), turn.now)


async def _say(turn: Turn, key: str, who: PersonId) -> None:
    name = await cards.speaker_name(turn, who)
    turn.show(key, name=name, buttons=[[OpenKept(), SeeSuggestions()], [FindMentor().named("find-change"), OpenMenu()]])


HANDLERS = [
    KeepForLater.handler(for_members(keep)),
    NotKept.handler(for_members(not_kept)),
    OpenKept.handler(for_members(open_kept)),
    ReadKept.handler(for_members(read_kept)),
]
