"""HTML, MarkdownV2 and entities are read for real, and counted in UTF-16 units."""

from __future__ import annotations

import pytest

from bot.rehearsal import entities, html_marks, markdown_marks
from bot.rehearsal.people import Person
from bot.rehearsal.refusals import Refused
from tests.rehearsal.conftest import Client


def mark(kind: str, offset: int, length: int, **more: object) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("<b>Hi</b> &lt;you&gt; &amp; &#128578;", "Hi <you> & 🙂", [mark("bold", 0, 2)]),
        ("🙂<i>a<b>b</b></i>", "🙂ab", [mark("italic", 2, 2), mark("bold", 3, 1)]),
        ('<a href="https://nhs.uk?a=1&amp;b">x</a>', "x", [mark("text_link", 0, 1, url="https://nhs.uk?a=1&b")]),
        (
            "<tg-spoiler>s</tg-spoiler><span class='tg-spoiler'>t</span>",
            "st",
            [mark("spoiler", 0, 1), mark("spoiler", 1, 1)],
        ),
        ('<pre><code class="language-py">x</code></pre>', "x", [mark("pre", 0, 1, language="py")]),
        ("<blockquote expandable>q</blockquote>", "q", [mark("expandable_blockquote", 0, 1)]),
        ("5 <b", None, "Unclosed start tag at byte offset 2"),
        ("5 < 6", None, 'Unsupported start tag "" at byte offset 2'),
        ("<nobody>x", None, 'Unsupported start tag "nobody" at byte offset 0'),
        ("<b>x", None, 'Can\'t find end tag corresponding to start tag "b"'),
        ("é</b>", None, "Unexpected end tag at byte offset 2"),
        ("<b>x</i>", None, 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<span>x</span>", None, 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_html_is_read_as_telegram_reads_it(source: str, text: str | None, marks: object) -> None:
    check(html_marks.read, source, text, marks)


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("*b* _i_ __u__ ~s~ ||p|| `c`", "b i u s p c", [
            mark("bold", 0, 1), mark("italic", 2, 1), mark("underline", 4, 1), mark("strikethrough", 6, 1),
            mark("spoiler", 8, 1), mark("code", 10, 1),
        ]),
        ("🙂*b*\\.", "🙂b.", [mark("bold", 2, 1)]),
        ("[x](https://nhs.uk)", "x", [mark("text_link", 0, 1, url="https://nhs.uk")]),
        ("```py\nx*y```", "x*y", [mark("pre", 0, 3, language="py")]),
        (">one\n>two\nend", "one\ntwo\nend", [mark("blockquote", 0, 7)]),
        ("a.", None, "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("é*b", None, "Can't find end of Bold entity at byte offset 2"),
        ("*a _b* c_", None, "Can't find end of Italic entity at byte offset 3"),
    ],
)  # fmt: skip
def test_markdown_is_read_as_telegram_reads_it(source: str, text: str | None, marks: object) -> None:
    check(markdown_marks.read, source, text, marks)


def test_the_older_markdown_is_still_read() -> None:
    check(markdown_marks.read_old, "*b* _i_ \\_", "b i _", [mark("bold", 0, 1), mark("italic", 2, 1)])
    check(markdown_marks.read_old, "a_b", None, "Can't find end of the entity starting at byte offset 1")


def check(read: object, source: str, text: str | None, marks: object) -> None:
    assert callable(read)
    if text is not None:
        assert read(source) == (text, marks)
        return
    with pytest.raises(Refused) as refused:
        read(source)
    assert (refused.value.code, refused.value.description) == (400, f"Bad Request: can't parse entities: {marks}")


def test_what_telegram_finds_by_itself_is_counted_in_utf16_units() -> None:
    assert entities.found("🙂 /start@my_bot x") == [mark("bot_command", 3, 13)]
    assert [found["type"] for found in entities.found("see https://nhs.uk or @ama or a@b.uk #one")] == [
        "url", "mention", "email", "hashtag",
    ]  # fmt: skip
    assert entities.found("and/or 1/2 a/b") == []


async def test_entities_beside_the_text_are_checked(call: Client, ama: Person) -> None:
    said = await call.does("sendMessage", chat_id=ama.id, text="  🙂bold", entities=[mark("bold", 4, 4)])
    assert said["entities"] == [mark("bold", 2, 4)]
    beyond = await call.refused("sendMessage", chat_id=ama.id, text="abc", entities=[mark("bold", 1, 9)])
    assert (
        beyond[1]
        == "Bad Request: entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 10"
    )
    split = await call.refused("sendMessage", chat_id=ama.id, text="🙂", entities=[mark("bold", 1, 1)])
    assert split[1] == "Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 1"
    unknown = await call.refused("sendMessage", chat_id=ama.id, text="abc", entities=[mark("shiny", 0, 1)])
    assert unknown[1] == "Bad Request: can't parse entities: Unsupported type specified"


async def test_parse_modes_work_end_to_end(call: Client, ama: Person) -> None:
    said = await call.does(
        "sendMessage", chat_id=ama.id, text=f'<a href="tg://user?id={ama.id}">Ama</a>', parse_mode="HTML"
    )
    assert said["entities"][0]["user"]["id"] == ama.id
    unknown = await call.refused("sendMessage", chat_id=ama.id, text="x", parse_mode="XML")
    assert unknown == (400, "Bad Request: unsupported parse_mode")
    broken = await call.refused("sendMessage", chat_id=ama.id, text="<b>x", parse_mode="HTML")
    assert broken[1] == "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""
