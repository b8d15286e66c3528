"""Presses a paper into a Word file: JSON on the way in, the file on the way out, in a process of its own.

It is run by its path and imports nothing of ours, so that all it read is given back when it is done.
"""

import io
import json
import os
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

Paper = dict[str, Any]
Cell = dict[str, Any]

LEAST_KIND = 10
"""As nice as the process is to others: somebody waiting for an answer comes first."""
FACE = "Arial"
INK, GREY = "111111", "555555"
SHADE = "E8EEF6"
UNSEEN = "▯"
"""Stands where a sign is that no Word file may hold."""
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
MARGIN_CM = 2.0


def press(paper: Paper) -> bytes:
    """The paper as a .docx. Texts are taken as they are: no sign in them is markup."""
    import docx  # noqa: PLC0415 -- it and lxml are 20 MB, in this process alone

    document = docx.Document()
    shape(document, paper)
    lead(document, paper)
    if paper.get("table"):
        table(document, paper["table"])
    for part in paper.get("parts", ()):
        page(document, part)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def seen(text: str) -> str:
    """The text without what XML cannot hold, each such sign replaced where all can see it."""
    return FORBIDDEN.sub(UNSEEN, text)


def shape(document: "Document", paper: Paper) -> None:
    """Paper size, fonts, language and a number at the foot; nobody's name in the file's properties."""
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 -- as above
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 -- as above
    from docx.shared import Cm  # noqa: PLC0415 -- as above

    section = document.sections[0]
    wide, high = (Cm(29.7), Cm(21)) if paper.get("table") else (Cm(21), Cm(29.7))
    section.page_width, section.page_height = wide, high
    section.orientation = WD_ORIENT.LANDSCAPE if paper.get("table") else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN_CM)
    dress_all(document, paper["lang"])
    kept = document.core_properties
    kept.author, kept.title, kept.language, kept.comments = "", seen(paper["title"]), paper["lang"], ""
    kept.created = kept.modified = datetime.now(UTC).replace(tzinfo=None)
    before, after = paper["foot"].replace("{all}", "{n}").split("{n}")[:2]
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text, counted in ((before, "PAGE"), (after, "NUMPAGES")):
        write(foot, text, faint=True)
        number(foot, counted)


def dress_all(document: "Document", language: str) -> None:
    """Every style that is used here, and what they rest on."""
    from docx.oxml.ns import qn  # noqa: PLC0415 -- as above
    from docx.shared import Pt  # noqa: PLC0415 -- as above

    sizes = (("Normal", 10.5), ("Title", 22), ("Title Char", 22), ("Heading 1", 14), ("Heading 1 Char", 14))
    for name, size in sizes:
        dress(document.styles[name], size)
    for name, after in (("Normal", 6), ("Title", 8), ("Heading 1", 4)):
        document.styles[name].paragraph_format.space_after = Pt(after)
    face(next(document.styles.element.iter(qn("w:rFonts"))))
    spoken = next(document.styles.element.iter(qn("w:lang")))
    spoken.set(qn("w:val"), language)
    for rule in list(document.styles["Title"].element.iter(qn("w:pBdr"))):
        rule.getparent().remove(rule)


def dress(style: Any, size: float) -> None:
    """One face and one ink for everything, whatever theme the reader's program has."""
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 -- as above

    style.font.name, style.font.size, style.font.color.rgb = FACE, Pt(size), RGBColor.from_string(INK)
    face(style.element.get_or_add_rPr().get_or_add_rFonts())


def face(fonts: Any) -> None:
    """Our face in place of a theme's."""
    from docx.oxml.ns import qn  # noqa: PLC0415 -- as above

    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), FACE)


def number(foot: "Paragraph", counted: str) -> None:
    """A field that the reader's program counts: PAGE or NUMPAGES."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- as above
    from docx.oxml.ns import qn  # noqa: PLC0415 -- as above

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), counted)
    foot._p.append(field)


def lead(document: "Document", paper: Paper) -> None:
    """What this is, and what it covers."""
    document.add_paragraph(seen(paper["title"]), style="Title")
    for line in paper["lead"]:
        write(document.add_paragraph(), line, faint=True)
    for found in paper.get("lists", ()):
        document.add_paragraph(seen(found["heading"]), style="Heading 1")
        for line in found["lines"]:
            write(document.add_paragraph(), line)


def page(document: "Document", part: Paper) -> None:
    """One private page: its day and kind, each question with its answer, and what was added."""
    from docx.shared import Pt  # noqa: PLC0415 -- as above

    document.add_paragraph(seen(part["heading"]), style="Heading 1")
    for block in part["blocks"]:
        if block.get("label"):
            label = document.add_paragraph()
            label.paragraph_format.keep_with_next = True
            label.paragraph_format.space_before, label.paragraph_format.space_after = Pt(8), Pt(1)
            write(label, block["label"], strong=True, faint=True)
        write(document.add_paragraph(), block["text"], faint=bool(block.get("faint")))


def table(document: "Document", rows: Paper) -> None:
    """The table on a page of its own, its head on each page it runs over."""
    document.add_page_break()  # type: ignore[no-untyped-call]  # the library has no type here
    made = document.add_table(rows=1, cols=len(rows["head"]), style="Table Grid")
    made.autofit = False
    air(made._tbl.tblPr)
    for cell, name in zip(made.rows[0].cells, rows["head"], strict=True):
        fill(cell, {"strong": name})
        shade(cell)
    mark(made.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    for row in rows["rows"]:
        for cell, given in zip(made.add_row().cells, row, strict=True):
            fill(cell, given)
    widths(document, made, rows["shares"])


def widths(document: "Document", made: Any, shares: list[float]) -> None:
    from docx.shared import Emu  # noqa: PLC0415 -- as above

    section = document.sections[0]
    room = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Emu(int(room * share))
        for cell in column.cells:
            cell.width = Emu(int(room * share))


def fill(cell: Any, given: Cell) -> None:
    """What is strong in a line of its own, then the words."""
    texts = [(given.get("strong", ""), True), (given.get("text", ""), False)]
    for n, (text, strong) in enumerate([(text, strong) for text, strong in texts if text]):
        write(cell.add_paragraph() if n else cell.paragraphs[0], text, strong=strong, faint=bool(given.get("faint")))


def shade(cell: Any) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- as above
    from docx.oxml.ns import qn  # noqa: PLC0415 -- as above

    colour = OxmlElement("w:shd")
    colour.set(qn("w:val"), "clear")
    colour.set(qn("w:fill"), SHADE)
    cell._tc.get_or_add_tcPr().append(colour)


def air(properties: Any) -> None:
    """Room above and below the words of each cell."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- as above
    from docx.oxml.ns import qn  # noqa: PLC0415 -- as above

    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        wide = OxmlElement(f"w:{side}")
        wide.set(qn("w:w"), "80")
        wide.set(qn("w:type"), "dxa")
        margins.append(wide)
    look = properties.find(qn("w:tblLook"))  # the order of these is fixed
    look.addprevious(margins)


def mark(properties: Any, name: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- as above

    properties.append(OxmlElement(name))


def write(paragraph: "Paragraph", text: str, *, strong: bool = False, faint: bool = False) -> None:
    """Words into a paragraph; a line break of theirs is one here."""
    from docx.shared import RGBColor  # noqa: PLC0415 -- as above

    run = paragraph.add_run(seen(text))
    run.bold = strong or None
    if faint:
        run.font.color.rgb = RGBColor.from_string(GREY)


def unseen() -> None:
    """No other process of this account may read these words out of memory."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 -- there is no other way to say it

        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE


if __name__ == "__main__":
    unseen()
    os.nice(LEAST_KIND)
    sys.stdout.buffer.write(press(json.load(sys.stdin.buffer)))
