"""Steps people take to carry their pages away, and reading the files they get."""

import io

import docx
import pypdf

from tests.page_steps import unlocks
from tests.stage import Somebody, Stage


def files(somebody: Somebody) -> dict[str, bytes]:
    """Every file that is in their chat now, by its name."""
    found = {}
    for message in somebody.part.chat.messages.values():
        document = message.content.get("document")
        if isinstance(document, dict) and not message.deleted:
            found[str(document["file_name"])] = somebody.part.world.files[document["file_id"]].content
    return found


def only_file(somebody: Somebody) -> bytes:
    (content,) = files(somebody).values()
    return content


async def takes(somebody: Somebody, *labels: str) -> None:
    """From the list of their open pages: «Take a copy», then these taps."""
    for label in ("Take a copy", *labels):
        await somebody.taps(label)


async def writes_cpd(somebody: Somebody, kind: str, *answers: str) -> None:
    """A CPD note: what was done, its kind as a tap, then the other answers; those left out are skipped."""
    await somebody.says("/reflect")
    await somebody.taps("CPD note")
    first, *others = answers
    await somebody.types(first)
    await somebody.taps("Next question")
    await somebody.taps(kind)
    for answer in others:
        await somebody.types(answer)
        await somebody.taps("That's all" if "That's all" in somebody.buttons else "Next question")
    while "Skip" in somebody.buttons:
        await somebody.taps("Skip")
    await somebody.taps("All clear, save")


async def opens(stage: Stage, somebody: Somebody, words: str) -> None:
    """Open their pages, whether or not they are open still."""
    await somebody.says("/lock")
    await unlocks(somebody, words)
    assert somebody.hears("Your pages") or somebody.hears("blank"), somebody.transcript()


def word_texts(content: bytes) -> list[str]:
    """Every paragraph of a Word file outside its tables."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def word_table(content: bytes) -> list[list[str]]:
    """The table of a Word file, row by row."""
    (table,) = docx.Document(io.BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def pdf_text(content: bytes) -> str:
    """All the text of a PDF, its lines joined: where a line breaks is the paper's business."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())
