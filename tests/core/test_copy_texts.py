"""What somebody wrote stays text: in Markdown and on the press."""

import asyncio
import io
from datetime import UTC, datetime

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from handlers.copies import markdown, paper, pressing
from handlers.talk.words import of
from mentoring.copies import Answer, Page
from tests.copy_steps import pdf_text, word_table, word_texts

NOW = datetime(2026, 2, 3, 19, tzinfo=UTC)
WORDS = of("en")
SPICE = st.text(alphabet="ab \n\t#*_-=+.)1>|~`[]()!<&;:/\\@$\"'", max_size=60)
TEXTS = SPICE | st.text(max_size=60)
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LINES_OF_THEIRS = ("paragraph_open", "paragraph_close", "inline")


def flat(tokens: list[Token]) -> list[str]:
    """Each line a reader of Markdown shows, blank ones left out, and gaps within one as one space."""
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special", "softbreak", "hardbreak"}, inline
    shown = "\n\n".join(
        "".join("\n" if child.type.endswith("break") else child.content for child in token.children or ())
        for token in tokens
        if token.type == "inline"
    )
    return [" ".join(line.split()) for line in shown.splitlines() if line.strip()]


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_nothing_they_write_is_formatting(text: str) -> None:
    shown = markdown.escaped(text)
    tokens = READER.parse(shown)
    assert {token.type for token in tokens} <= set(LINES_OF_THEIRS), shown
    written = markdown._FORBIDDEN.sub(markdown.UNSEEN, text.replace("\r\n", "\n").replace("\r", "\n"))
    assert flat(tokens) == [" ".join(line.split()) for line in written.splitlines() if line.strip()]


NAMES = "Ẹ̀kọ́ ọ̀ṣun, Adéọlá Ńwáńkwọ, Zoë, Łukasz, Nguyễn"


def page(text: str, **more: object) -> Page:
    return Page("R9", NOW, (Answer("What did you learn?", text),), at=(2,), counts=True, **more)  # type: ignore[arg-type]  # any field of a page


@pytest.mark.parametrize("form", [pressing.PDF, pressing.WORD])
async def test_names_of_our_people_are_written_as_they_write_them(form: str) -> None:
    made = await pressing.press(paper.of_pages([page(NAMES)], WORDS, NOW.date()), form)
    said = pdf_text(made) if form == pressing.PDF else "\n".join(word_texts(made))
    for name in ("Adéọlá", "Ńwáńkwọ", "Zoë", "Łukasz", "Nguyễn"):
        assert name in said
    assert "▯" not in said


@pytest.mark.parametrize("form", [pressing.PDF, pressing.WORD])
async def test_an_answer_longer_than_a_page_is_whole_in_the_table(form: str) -> None:
    long = " ".join(f"word{n}." for n in range(3000))
    made = await pressing.press(paper.of_cpd([page(long), page("short")], WORDS, NOW.date(), None, None), form)
    said = pdf_text(made) if form == pressing.PDF else " ".join(" ".join(row) for row in word_table(made))
    assert all(f"word{n}." in said for n in range(0, 3000, 7))
    assert said.index("word2999.") > said.index("word1500.")
    if form == pressing.PDF:
        assert said.count("How my practice is better") > 3, "its head stands on every page"


@given(TEXTS)
@settings(max_examples=8, deadline=None)
def test_no_text_breaks_the_press(text: str) -> None:
    sheet = paper.of_cpd([page(text), page(text, missing=1)], WORDS, NOW.date(), None, None)
    for form in (pressing.PDF, pressing.WORD):
        made = asyncio.run(pressing.press(sheet, form))
        assert made.startswith(pressing.BEGINS[form])


async def test_a_file_names_nobody() -> None:
    sheet = paper.of_pages([page("x")], WORDS, NOW.date())
    word = docx.Document(io.BytesIO(await pressing.press(sheet, pressing.WORD))).core_properties
    assert (word.author, word.last_modified_by, word.comments) == ("", "", "")
    about = pypdf.PdfReader(io.BytesIO(await pressing.press(sheet, pressing.PDF))).metadata
    assert about is not None
    assert not about.author
