"""A pair's page: how often, until when, and the ways on. Near the end of the six months it asks how to go on (J3)."""

from telegram import Update

from handlers.doors import OpenMentoring, OpenSupport
from handlers.guards import for_members
from handlers.mentors import cards, terms
from handlers.mentors.parties import own_pair
from handlers.mentors.taps import CarryOn, CarryOnNow, EndKindly, EndOrPause, OpenAgreement, OpenPair
from handlers.talk.buttons import Rows, Tap
from handlers.talk.turn import Turn
from mentoring.agreements import may_choose
from storage import pair_terms, pairs
from storage.core.instants import ms
from storage.core.letters import About
from storage.pairs import Pair


async def open_pair(_: Update, turn: Turn) -> None:
    await show(turn, await own_pair(turn, turn.pressed(OpenPair).pair))


async def show(turn: Turn, pair: Pair, *, first: str = "") -> None:
    """Resting, asked how to go on, or as it stands; after a line of its own if `first` names one."""
    name = await cards.speaker_name(turn, pair.other(turn.person))
    last: list[Tap] = [OpenMentoring().named("form-back"), OpenSupport()]
    lines = [turn.words(first)] if first else []
    if pair.state == "paused" and pair.paused_until:
        lines.append(turn.words("pair-page-paused", name=name, day=turn.words.day(pair.paused_until, turn.zone)))
        rows: Rows = [[CarryOnNow(pair.id), EndOrPause(pair.id)], last]
    elif is_asked(turn, pair):
        lines.extend(await question(turn, pair, name))
        rows = [*await choices(turn, pair), [EndOrPause(pair.id)], last]
    else:
        lines.append(_as_it_stands(turn, pair, name))
        rows = [[OpenAgreement(pair.id), EndOrPause(pair.id)], last]
    turn.show_text("\n".join(lines), buttons=rows)


def _as_it_stands(turn: Turn, pair: Pair, name: str) -> str:
    return turn.words(
        "pair-page",
        name=name,
        every=terms.every_in_words(pair.every),
        minutes=pair.minutes,
        day=turn.words.day(pair.since, turn.zone),
        until=turn.words.day(pair.ends_at, turn.zone),
    )


def is_asked(turn: Turn, pair: Pair) -> bool:
    """Are the two asked how to go on? Not while they rest."""
    return pair.state == "agreed" and may_choose(pair.ends_at, turn.now)


async def question(turn: Turn, pair: Pair, name: str) -> list[str]:
    """Carry on, change it, or finish well; and to whoever tapped already, that it is noted. It reads alike for both."""
    over = pair.ends_at <= turn.now
    day = turn.words.day(pair.ends_at, turn.zone)
    lines = [turn.words("pair-term-over" if over else "pair-term-near", name=name, day=day)]
    said = await pair_terms.has_said(turn.tx, pair, turn.person)
    lines.append(turn.words("pair-carry-on-noted" if said else "pair-term-how"))
    return [*lines, turn.words("pair-term-left")] if over else lines


async def choices(turn: Turn, pair: Pair) -> Rows:
    """The three ways on; without the one that was tapped already."""
    change, finish = OpenAgreement(pair.id).named("pair-change-it"), EndKindly(pair.id).named("pair-finish-well")
    if await pair_terms.has_said(turn.tx, pair, turn.person):
        return [[change, finish]]
    return [[CarryOn(pair.id, ms(pair.ends_at)), change], [finish]]


async def show_renewed(turn: Turn, pair_id: str) -> None:
    """It goes on: whoever speaks sees it at once, the other behind a knock."""
    pair = await own_pair(turn, pair_id)
    about: About = {"pair": pair.id, "ends": ms(pair.ends_at)}
    turn.write_to(pair.other(turn.person), "pair-carries-on", about=about, topic=pairs.topic(pair.id))
    await show(turn, pair, first="pair-carries-on")


HANDLERS = [OpenPair.handler(for_members(open_pair))]
