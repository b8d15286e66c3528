"""Steps at the end of a pair, for scenarios about what follows: a kind end, two yeses, a line."""

from tests.scenarios.pairing import live_mentor, paired
from tests.stage import Somebody, Stage

ENDED = "Your mentoring with each other has finished. Thank you both for your time."
WAITING, OPEN, NO_LINE = "I've noted your yes", "You both said yes.", "There's no line from them here right now."
OVER = "The time for that has gone by."
MARKER = "marzipan-lighthouse-5528"
LINE = f"ama@{MARKER}.example, or 07700 900123"


async def a_pair(stage: Stage, mentee: str = "Ama", mentor: str = "Grace") -> tuple[Somebody, Somebody]:
    """A pair that stands."""
    two = (await stage.member(mentee), await live_mentor(stage, mentor))
    await paired(stage, *two)
    return two


async def to_the_ways_out(somebody: Somebody, other: Somebody) -> None:
    await somebody.says("/mentoring")
    await somebody.taps(other.name)
    await somebody.taps("End or pause")


async def ends(somebody: Somebody, other: Somebody) -> None:
    """Kindly, and nothing more."""
    await to_the_ways_out(somebody, other)
    await somebody.taps("End kindly")
    await somebody.taps("Yes, end it")


async def ends_it_too(somebody: Somebody, other: Somebody) -> None:
    """From where something is wrong."""
    await to_the_ways_out(somebody, other)
    await somebody.taps("Something's wrong")
    await somebody.taps("End it too")
    await somebody.taps("Yes, end it")


async def an_ended_pair(stage: Stage, mentee: str = "Ama", mentor: str = "Grace") -> tuple[Somebody, Somebody]:
    """The mentee ended it, and both have the line before them."""
    two = await a_pair(stage, mentee, mentor)
    await ends(*two)
    await two[1].taps("Open it")
    return two


async def says_yes(somebody: Somebody) -> None:
    """From the line that says it has finished."""
    await somebody.taps("Keep in touch?")
    await somebody.taps("Yes, I'd like that")


async def both_said_yes(stage: Stage, mentee: str = "Ama", mentor: str = "Grace") -> tuple[Somebody, Somebody]:
    """Both have opened the letter that says so."""
    two = await a_pair(stage, mentee, mentor)
    await end_with_two_yeses(*two)
    return two


async def end_with_two_yeses(mentee: Somebody, mentor: Somebody) -> None:
    """From a pair that stands."""
    await ends(mentee, mentor)
    await mentor.taps("Open it")
    for somebody in (mentee, mentor):
        await says_yes(somebody)
    for somebody in (mentee, mentor):
        await somebody.taps("Open it")
        assert somebody.hears(OPEN), somebody.transcript()


async def leaves(somebody: Somebody, line: str = LINE) -> None:
    """A line for the other, and back."""
    await somebody.taps("Leave my line")
    await somebody.types(line)


async def looks_again(somebody: Somebody) -> None:
    """How it stands, from /mentoring."""
    await somebody.says("/mentoring")
    await somebody.taps("Keeping in touch")


async def pair_id(stage: Stage) -> str:
    """The id of the only pair there is."""
    async with stage.database.read() as tx:
        return str((await tx.conn.slow("select id from pairs"))[0]["id"])
