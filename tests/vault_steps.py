"""Steps people take with their words and their recovery code."""

import re

from storage.core.passphrases import new_recovery_secret, new_words, recovery_code
from tests.page_steps import words_shown
from tests.stage import Somebody, Stage

CODE = re.compile(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}")


def code_shown(somebody: Somebody) -> str:
    """The recovery code on their screen."""
    message = next(m for m in reversed(somebody.part.hears()) if "Your recovery code" in m.text)
    found = CODE.search(message.text)
    assert found, message.text
    return found.group()


def groups_asked(somebody: Somebody) -> list[int]:
    """Which groups of the code they are asked for."""
    asked = next(m.text for m in reversed(somebody.part.hears()) if "group" in m.text and "Your sign" in m.text)
    first, second = re.findall(r"group \W*(\d)", asked)
    return [int(first), int(second)]


async def types_back(somebody: Somebody, code: str) -> None:
    """Type the two groups that are asked for."""
    parts = code.split("-")
    await somebody.types(" ".join(parts[group - 1] for group in groups_asked(somebody)))


async def takes_code(somebody: Somebody) -> str:
    """From the screen that offers it: look at the code, write it down, type it back. Returns it."""
    await somebody.taps("Show my code")
    code = code_shown(somebody)
    await somebody.taps("I've written it")
    await types_back(somebody, code)
    assert somebody.hears("Your code is on paper"), somebody.transcript()
    return code


async def picks_words(somebody: Somebody) -> str:
    """In the middle of choosing: take the five that are shown. Returns them."""
    words = words_shown(somebody)
    await somebody.taps("I've written them")
    await somebody.types(words)
    return words


async def opens_keys(somebody: Somebody, words: str = "") -> None:
    """To the page of words and code, by way of the pages."""
    await somebody.says("/reflect")
    await somebody.taps("My words and code")
    if words:
        await somebody.taps("Make a new code")
        await somebody.types(words)
        assert somebody.hears("What would you like to do?"), somebody.transcript()


async def reads(somebody: Somebody, words: str) -> None:
    """Say the words and read the newest page."""
    await somebody.says("/reflect")
    await somebody.taps("My pages")
    if somebody.hears("Your sign"):
        await somebody.types(words)
    await somebody.taps("1")


async def forgets(somebody: Somebody) -> None:
    """Be asked for the words, and not know them."""
    await somebody.says("/reflect")
    await somebody.taps("My pages")
    await somebody.taps("I forgot my words")


async def starts_again(ama: Somebody) -> str:
    """With words and code both lost. Returns the new words."""
    await forgets(ama)
    await ama.taps("I've lost both")
    assert ama.hears("I can't open it without them. I'm sorry.")
    await ama.taps("Start again")
    return await picks_words(ama)


def wrong_code() -> str:
    """A whole code that is nobody's."""
    return recovery_code(new_recovery_secret())


def other_words() -> str:
    """Five words that are nobody's."""
    return new_words()


async def kids(stage: Stage) -> set[bytes]:
    """The keys that pages on disk are sealed to."""
    async with stage.database.read() as tx:
        heads = await tx.conn.slow("select substr(head, 3, 16) as kid from pages where head is not null")
        parts = await tx.conn.slow("select substr(envelope, 3, 16) as kid from page_parts")
    return {row["kid"] for row in (*heads, *parts)}
