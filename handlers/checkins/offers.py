"""What can be picked while booking: a mentee, a rhythm, a day, a time, a place."""

from typing import Any

from handlers.checkins import saying
from handlers.mentors import terms
from handlers.talk.forms import Answers, Choice, Choices
from handlers.talk.turn import Turn
from handlers.talk.words import sets
from mentoring.checkins import NothingToBook, Rhythm
from storage import checkin_secrets, pairs
from storage.pairs import Pair

VARIES = "varies"
TYPE_IT = "type"
QUICK_TIMES = ("12:00", "13:00", "17:30", "19:00", "20:00")


async def mentees(turn: Turn) -> list[Pair]:
    """The active pairs in which whoever speaks is the mentor."""
    mine = await pairs.of_person(turn.tx, turn.person)
    return [pair for pair in mine if pair.mentor == turn.person and pair.state == "agreed"]


async def my_pair(turn: Turn, pair_id: str) -> Pair:
    """One of them. Raises NothingToBook when it rests or has finished, as for somebody else's."""
    found = next((pair for pair in await mentees(turn) if pair.id == pair_id), None)
    if found is None:
        raise NothingToBook
    return found


async def with_whom(turn: Turn, _: Answers) -> Choices:
    return [
        Choice(pair.id, text=await saying.first_name(turn.tx, pair.mentee, turn.words)) for pair in await mentees(turn)
    ]


async def agreed(turn: Turn, answers: Answers) -> dict[str, Any]:
    pair = await my_pair(turn, answers["pair"])
    return {"every": terms.every_in_words(pair.every).lower(), "minutes": pair.minutes}


async def rhythms(turn: Turn, answers: Answers) -> Choices:
    """As agreed first; then the others, one at a time, or a coffee chat."""
    agreed = (await my_pair(turn, answers["pair"])).every
    others = [Rhythm(each) for each in Rhythm if each.repeats and each != agreed]
    return [
        Choice(agreed, "checkin-as-agreed"),
        *(Choice(each, f"checkin-{each}") for each in [*others, Rhythm.ONCE, Rhythm.COFFEE]),
    ]


async def days(turn: Turn, _: Answers) -> Choices:
    days = [Choice(str(n), text=str(day)[:3]) for n, day in enumerate(sets("titles")["days"])]
    return [*days, Choice(VARIES, "checkin-it-varies")]


async def times(turn: Turn, _: Answers) -> Choices:
    return [*(Choice(at, text=at) for at in QUICK_TIMES), Choice(TYPE_IT, "checkin-type-a-time")]


async def places(turn: Turn, _: Answers) -> Choices:
    usual = await checkin_secrets.usual_link(turn.tx, turn.person)
    known = [Choice("usual", "checkin-usual-link")] if usual else []
    others = [Choice(each, f"checkin-{each}") for each in ("new-link", "phone", "in-person")]
    return [*known, *others]
