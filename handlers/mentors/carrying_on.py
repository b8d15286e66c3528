"""The end of six months: both are asked alike, two taps carry on, and what nobody answers finishes kindly (J3)."""

from datetime import datetime, timedelta

from telegram import Update

from handlers.guards import for_members
from handlers.mentors import cards, ending, pair_page
from handlers.mentors.parties import own_pair
from handlers.mentors.taps import CarryOn, OpenCarriesOn, OpenPair
from handlers.talk.post import Deed, LetterKind, NotYet, Outcome, Reading
from handlers.talk.turn import Turn
from mentoring import agreements as rules
from mentoring.people import PersonId
from storage import pair_terms, pairs
from storage.core.database import Tx
from storage.core.instants import ms
from storage.core.letters import Letter
from storage.pairs import Pair

AFTER_A_REST = timedelta(days=1)
"""A question that fell into a pause comes a day after it, not together with «The pause is over»."""


async def carry_on(_: Update, turn: Turn) -> None:
    """One tap is noted for its own side alone; two renew. A button of an older term, or a pause, shows the page."""
    pressed = turn.pressed(CarryOn)
    pair = await own_pair(turn, pressed.pair)
    asked = pair_page.is_asked(turn, pair) and pressed.ends == ms(pair.ends_at)
    if asked and await pair_terms.say_carry_on(turn.tx, pair, turn.person, turn.now):
        await pair_page.show_renewed(turn, pair.id)
    else:
        await pair_page.show(turn, pair)


async def open_carries_on(_: Update, turn: Turn) -> None:
    """The news, as long as it is news: by the end of the new term the page asks anew."""
    pair = await own_pair(turn, turn.pressed(OpenCarriesOn).pair)
    await pair_page.show(turn, pair, first="" if pair_page.is_asked(turn, pair) else "pair-carries-on")


# Letters


async def _of_this_term(reading: Reading) -> Pair | None:
    """The pair of a letter, unless it has ended or its term is another by now."""
    pair = await pairs.find(reading.tx, str(reading.letter.about["pair"]))
    same = pair is not None and pair.state != "ended" and ms(pair.ends_at) == reading.letter.about["ends"]
    return pair if same else None


async def _ask(reading: Reading) -> Deed | None:
    pair = await _of_this_term(reading)
    if pair is None or await pair_terms.has_said(reading.tx, pair, PersonId(reading.letter.person or "")):
        return None
    if pair.state == "paused" and pair.paused_until:
        back = max(pair.paused_until, reading.now) + AFTER_A_REST
        if reading.letter.due < pair.ends_at <= back:
            return None  # the one of the day itself follows
        raise NotYet(back)
    return cards.knocking(reading.words, OpenPair(pair.id))


async def _carries_on(reading: Reading) -> Deed | None:
    pair = await _of_this_term(reading)
    return cards.knocking(reading.words, OpenCarriesOn(pair.id)) if pair else None


async def _lapse(tx: Tx, letter: Letter, _: Outcome, now: datetime) -> None:
    pair = await pairs.find(tx, str(letter.about["pair"]))
    if pair is None or pair.state == "ended" or rules.term_lapses(pair.ends_at) > now:
        return
    if pair.state == "paused" and pair.paused_until:
        await pair_terms.owe_lapse(tx, pair, max(pair.paused_until, now) + rules.ASKED_BEFORE)
        return
    await ending.end(tx, pair, now, but=None)


HANDLERS = [
    CarryOn.handler(for_members(carry_on)),
    OpenCarriesOn.handler(for_members(open_carries_on)),
]
LETTERS = {
    pair_terms.ASKS: LetterKind(_ask, waits_for_morning=True),
    pair_terms.LAPSES: cards.alarm(_lapse),
    "pair-carries-on": LetterKind(_carries_on, waits_for_morning=True),
}
