"""Steps people take with a record or a plan, for scenarios that begin further on."""

from collections.abc import Sequence
from typing import Any

from tests.page_steps import sets_up, shown
from tests.stage import Somebody, Stage

MARKER = "cormorant-vestibule-5512"
LATER = "gentian-ferryman-8804"
FIELDS = 10
WORD_FOR_WORD = f"She said: {MARKER}, in front of everyone"


async def begins(somebody: Somebody) -> None:
    """Up to the first field."""
    await somebody.says("/record")
    await somebody.taps("Write it down")


async def goes_on(somebody: Somebody) -> None:
    """On from a field that has been answered."""
    await somebody.taps("That's all" if "That's all" in somebody.buttons else "Next question")


async def fills_in(somebody: Somebody, answers: dict[int, Sequence[str]]) -> None:
    """Field after field, each with its messages; the others are skipped. Ends at the last look."""
    await begins(somebody)
    for field in range(1, FIELDS + 1):
        for text in answers.get(field, ()):
            await somebody.types(text)
        await (goes_on(somebody) if field in answers else somebody.taps("Skip"))
    assert somebody.hears("no patient details in it?"), somebody.transcript()


async def keeps_a_record(stage: Stage, name: str, text: str = WORD_FOR_WORD) -> tuple[Somebody, str]:
    """A member with a lock and one record. Returns them and their words."""
    somebody = await stage.member(name)
    words = await sets_up(somebody)
    await fills_in(somebody, {1: ["Monday at nine"], 3: [text]})
    await somebody.taps("All clear, save")
    assert somebody.hears("Saved, and cleared from this chat"), somebody.transcript()
    return somebody, words


async def opens_notes(somebody: Somebody, words: str) -> None:
    """The list of dates, with the words if they are asked for."""
    await somebody.says("/record")
    await somebody.taps("My dated notes")
    if somebody.hears("Your sign"):
        await somebody.types(words)
    assert somebody.hears("Your notes by date") or somebody.hears("Nothing is written here"), somebody.transcript()


async def opens_first(somebody: Somebody, words: str) -> None:
    """The newest record, open on the screen."""
    await opens_notes(somebody, words)
    await somebody.taps("1")


async def adds_line(somebody: Somebody, text: str) -> None:
    """A line to the record that is open."""
    await somebody.taps("Add a line")
    await somebody.types(text)
    await somebody.taps("That's all")


def files(somebody: Somebody) -> list[str]:
    """The names of the files in their chat."""
    return [str(file["file_name"]) for file in documents(somebody)]


def documents(somebody: Somebody) -> list[dict[str, Any]]:
    """The files in their chat, the newest last."""
    held: list[Any] = [message.content.get("document") for message in somebody.part.messages()]
    return [file for file in held if file]


def is_clear(somebody: Somebody, *markers: str) -> bool:
    """Whether nothing of these is in their chat."""
    return not any(marker in shown(somebody) for marker in markers)
