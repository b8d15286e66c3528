"""Steps people take with their private pages, for scenarios that begin further on."""

from datetime import timedelta

from storage import reflections
from tests.stage import Somebody, Stage

MARKER = "heliotrope-marmalade-7391"
ANSWERS = (f"I was left out of the {MARKER} meeting", "It matters that I was seen", "Ask to be told the dates")


def shown(somebody: Somebody) -> str:
    """Everything in their chat now, theirs and the bot's."""
    return "\n".join(message.text for message in somebody.part.messages())


async def count(stage: Stage, table: str) -> int:
    async with stage.database.read() as tx:
        rows = await tx.conn.slow(f"select count(*) from {table}")
    return int(rows[0][0])


async def reads_first(somebody: Somebody) -> None:
    await somebody.taps("1")


def words_shown(somebody: Somebody) -> str:
    """The five words on their screen."""
    message = next(m for m in reversed(somebody.part.hears()) if "Your five words" in m.text)
    return message.text.splitlines()[2]


async def sets_up(somebody: Somebody) -> str:
    """Choose the five words that are offered. Returns them."""
    await somebody.says("/reflect")
    await somebody.taps("I understand")
    words = words_shown(somebody)
    await somebody.taps("I've written them")
    await somebody.types(words)
    assert somebody.hears("Your words now lock your pages"), somebody.transcript()
    return words


async def writes_page(somebody: Somebody, *answers: str, kind: str = "Three whats") -> None:
    """A whole page, saved. The questions that no answer is given for are skipped."""
    await somebody.says("/reflect")
    await somebody.taps(kind)
    for n, answer in enumerate(answers):
        await somebody.types(answer)
        await somebody.taps("That's all" if "That's all" in somebody.buttons else "Next question")
        assert n == len(answers) - 1 or not somebody.hears("Quick check"), somebody.transcript()
    while "Skip" in somebody.buttons:
        await somebody.taps("Skip")
    await somebody.taps("All clear, save")


async def unlocks(somebody: Somebody, words: str) -> None:
    """Say the words, from wherever they are."""
    await somebody.says("/reflect")
    await somebody.taps("My pages")
    assert somebody.hears("Your sign"), somebody.transcript()
    await somebody.types(words)


async def keeps_one(stage: Stage, name: str, *answers: str) -> tuple[Somebody, str]:
    """A member with a lock and one page of «Three whats». Returns them and their words."""
    somebody = await stage.member(name)
    words = await sets_up(somebody)
    await writes_page(somebody, *answers)
    return somebody, words


async def writes_short(somebody: Somebody, kind: str, answer: str) -> None:
    """A page with its first question answered and the others skipped."""
    await somebody.says("/reflect")
    await somebody.taps(kind)
    await somebody.types(answer)
    await somebody.taps("Next question")
    while "Skip" in somebody.buttons:
        await somebody.taps("Skip")
    await somebody.taps("All clear, save")


async def writes_many(
    stage: Stage, somebody: Somebody, many: int, *, kind: str = "R1", text: str = "a day like others"
) -> list[str]:
    """Kept pages of one part each, a day apart and the oldest first, put on disk in one go. Returns their ids."""
    assert somebody.id is not None
    ids = []
    async with stage.database.begin() as tx:
        for n in range(many):
            at = stage.now - timedelta(days=many - n)
            page = await reflections.begin(tx, somebody.id, now=at)
            part = reflections.Part(f"{text} {n}", "What happened?", 0, at.isoformat(), "Europe/London")
            await reflections.add(tx, somebody.id, page, part, now=at)
            await reflections.keep(tx, somebody.id, page, kind, zone="Europe/London", now=at)
            ids.append(page)
    return ids
