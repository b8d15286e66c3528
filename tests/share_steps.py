"""Steps towards a page shared with a mentor, for scenarios that begin further on."""

from handlers.talk.buttons import Button
from mentoring.people import Role
from tests.checkin_steps import pair_up
from tests.page_steps import ANSWERS, keeps_one, reads_first, sets_up
from tests.stage import Somebody, Stage, plain
from tests.vault_steps import opens_keys, picks_words, starts_again

GONE = "That page isn't here any more"
KNOCK = "You have something waiting"


async def mentor_with_lock(stage: Stage, name: str) -> tuple[Somebody, str]:
    """A mentor who has chosen their words."""
    mentor = await stage.member(name, roles=[Role.MENTOR])
    return mentor, await sets_up(mentor)


async def opens_page(somebody: Somebody, words: str) -> None:
    """Their newest page, with the words said first where they have to be."""
    await somebody.says("/reflect")
    await somebody.taps("My pages")
    if somebody.hears("Your sign"):
        await somebody.types(words)
    await reads_first(somebody)


async def previews(somebody: Somebody, words: str) -> None:
    """From a locked phone to what would go."""
    await opens_page(somebody, words)
    await somebody.taps("Share with my mentor")


async def shares(somebody: Somebody, words: str, *, days: int = 7) -> None:
    """The whole way, with the page as it is."""
    await previews(somebody, words)
    await somebody.taps(f"For {days} days")
    await somebody.taps("Share it")


async def two(stage: Stage) -> tuple[Somebody, str, Somebody, str]:
    """Ama with a page and her mentor Ed with a lock: a pair. Returns both with their words."""
    ama, words = await keeps_one(stage, "Ama", *ANSWERS)
    ed, eds_words = await mentor_with_lock(stage, "Ed")
    await pair_up(stage, ama, ed)
    return ama, words, ed, eds_words


async def reads_shared(somebody: Somebody, words: str) -> None:
    """The mentor, from the discreet line to the page, saying their own words on the way."""
    await somebody.taps("Open it")
    if somebody.hears("Your sign"):
        await somebody.types(words)


async def asked_for_words(stage: Stage) -> tuple[Somebody, str]:
    """Ed has locked up, taps the page Ama shared with him, and is asked for his words. Returns him and them."""
    ama, words, ed, eds_words = await two(stage)
    await shares(ama, words)
    await ed.says("/lock")
    await ed.says("/reflect")
    await ed.taps("Shared with me")
    await ed.taps("1")
    assert ed.hears("Your sign")
    return ed, eds_words


async def loses_words(somebody: Somebody) -> str:
    """Words and code are lost, and a new lock is made: the old key opens nothing any more. Returns the new words."""
    await somebody.says("/lock")
    return await starts_again(somebody)


async def changes_keys(somebody: Somebody, words: str) -> str:
    """Somebody may know the words: other words, another code, other keys. Returns the new words."""
    await somebody.says("/lock")
    await opens_keys(somebody, words)
    await somebody.taps("Someone knows my words")
    await somebody.taps("Choose new words")
    return await picks_words(somebody)


async def only_share(stage: Stage) -> str:
    """The id of the one share there is."""
    async with stage.database.read() as tx:
        rows = await tx.conn.slow("select id from shares")
    assert len(rows) == 1
    return str(rows[0]["id"])


async def presses(somebody: Somebody, button: Button, under: str | None = None) -> None:
    """A tap that a bad app makes up, under the newest message or the newest that says this."""
    somebody._mark()
    seen = [message for message in somebody.part.hears() if under is None or under in plain(message.text)]
    somebody.part.taps(seen[-1], button.data(), forged=True)
    await somebody.stage.settle()
