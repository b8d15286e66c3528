"""Presses a paper into a PDF: JSON on the way in, the file on the way out, in a process of its own.

It is run by its path and imports nothing of ours, so that all it read is given back when it is done.
"""

import importlib.util
import io
import json
import os
import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fpdf import FPDF

Paper = dict[str, Any]
Cell = dict[str, Any]

LEAST_KIND = 10
"""As nice as the process is to others: somebody waiting for an answer comes first."""
MARGIN, FOOT = 18.0, 16.0
TITLE, HEADING, LABEL, TEXT, SMALL = 20.0, 13.0, 10.0, 10.0, 8.5
LINE, TIGHT, PAD = 5.2, 4.7, 2.0
INK, GREY, RULE, SHADE = (17, 17, 17), (85, 85, 85), (170, 170, 170), (232, 238, 246)
FACE = "Page"
UNSEEN = "▯"
"""Stands where a sign is that this file cannot show."""
RIGHT_TO_LEFT = ("R", "AL", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "PDF", "PDI", "FSI", "AN")


def press(paper: Paper) -> bytes:
    """The paper as a PDF. Texts are taken as they are: no sign in them is markup."""
    pen = Pen(paper)
    pen.first_page()
    if paper.get("table"):
        Table(pen, paper["table"]).draw()
    for part in paper.get("parts", ()):
        pen.part(part)
    if pen.lost:
        pen.words(paper["unseen"], SMALL, GREY, gap=4)
    made = io.BytesIO()
    pen.pdf.output(made)
    return made.getvalue()


def fonts() -> Path:
    """Where the DejaVu fonts lie: matplotlib brings them along."""
    found = importlib.util.find_spec("matplotlib")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("matplotlib's fonts")
    return Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"


def sheet(paper: Paper) -> "FPDF":
    """An empty file whose every page has a number at its foot."""
    from fpdf import FPDF  # noqa: PLC0415 -- it and its fonts are 40 MB, in this process alone

    class Sheet(FPDF):
        def footer(self) -> None:
            self.set_y(-FOOT + 4)
            self.set_font(FACE, "", SMALL)
            self.set_text_color(*GREY)
            self.cell(0, 5, paper["foot"].format(n=self.page_no(), all="{nb}"), align="R")

    pdf = Sheet(orientation="landscape" if paper.get("table") else "portrait", format="A4")
    for style, file in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
        pdf.add_font(FACE, style, str(fonts() / file))
    pdf.set_margins(MARGIN, MARGIN)
    pdf.set_auto_page_break(True, FOOT + 4)
    pdf.set_title(paper["title"])
    pdf.set_lang(paper["lang"])
    return pdf


@dataclass
class Pen:
    """Writes onto the sheet, and marks what its font cannot show."""

    paper: Paper
    lost: bool = False
    pdf: "FPDF" = field(init=False)

    def __post_init__(self) -> None:
        self.pdf = sheet(self.paper)
        self.shown = frozenset(getattr(self.pdf.fonts[FACE.lower()], "cmap", ()))

    def seen(self, text: str) -> str:
        """The text as this file can show it, composed, each other sign replaced where all can see it."""
        kept = []
        for sign in unicodedata.normalize("NFC", text).replace("\t", "    "):
            fits = sign == "\n" or (ord(sign) in self.shown and unicodedata.category(sign) != "Cc")
            fits = fits and unicodedata.bidirectional(sign) not in RIGHT_TO_LEFT
            kept.append(sign if fits else UNSEEN)
            self.lost = self.lost or not fits
        return "".join(kept)

    def first_page(self) -> None:
        """What this is, and what it covers."""
        self.pdf.add_page()
        self.words(self.paper["title"], TITLE, INK, bold=True, gap=0, high=9)
        for line in self.paper["lead"]:
            self.words(line, TEXT, GREY, gap=1.5)
        for found in self.paper.get("lists", ()):
            self.words(found["heading"], HEADING, INK, bold=True, gap=5, high=7)
            for line in found["lines"]:
                self.words(line, TEXT, INK, gap=0.8)

    def part(self, part: Paper) -> None:
        """One private page: its day and kind, each question with its answer, and what was added."""
        self.keep_together(24)
        self.pdf.ln(6)
        self.rule()
        self.words(part["heading"], HEADING, INK, bold=True, gap=2, high=7)
        for block in part["blocks"]:
            if block.get("label"):
                self.keep_together(14)
                self.words(block["label"], LABEL, GREY, bold=True, gap=2.5)
            self.words(block["text"], TEXT, GREY if block.get("faint") else INK, gap=0.6)

    def words(
        self, text: str, size: float, ink: tuple[int, int, int], *, bold: bool = False, gap: float, high: float = LINE
    ) -> None:
        self.pdf.ln(gap)
        self.pdf.set_font(FACE, "B" if bold else "", size)
        self.pdf.set_text_color(*ink)
        self.pdf.multi_cell(0, high, self.seen(text), align="L", new_x="LMARGIN", new_y="NEXT")

    def lines(self, text: str, wide: float) -> list[str]:
        """The text broken into lines of this width, in the font that is set."""
        shown = self.seen(text)
        broken = self.pdf.multi_cell(wide, TIGHT, shown, align="L", dry_run=True, output="LINES")
        return [str(line) for line in broken] if isinstance(broken, list) else [shown]

    def rule(self) -> None:
        self.pdf.set_draw_color(*RULE)
        y = self.pdf.get_y()
        self.pdf.line(MARGIN, y, self.pdf.w - MARGIN, y)

    def keep_together(self, high: float) -> None:
        if self.room() < high:
            self.pdf.add_page()

    def room(self) -> float:
        """Millimetres left on this page."""
        return float(self.pdf.h - FOOT - 4 - self.pdf.get_y())


Line = tuple[str, bool, bool]


@dataclass
class Table:
    """A table whose rows may run over as many pages as they need, its head on each of them."""

    pen: Pen
    table: Paper

    def draw(self) -> None:
        pdf = self.pen.pdf
        pdf.add_page()
        pdf.set_auto_page_break(False)
        self.wide = [share * (pdf.w - 2 * MARGIN) for share in self.table["shares"]]
        self.head()
        for row in self.table["rows"]:
            self.row([self.lines(cell, wide) for cell, wide in zip(row, self.wide, strict=True)])
        pdf.set_auto_page_break(True, FOOT + 4)

    def lines(self, cell: Cell, wide: float) -> list[Line]:
        """A cell as lines that fit its width: (words, bold, faint)."""
        found: list[Line] = []
        for text, bold in ((cell.get("strong", ""), True), (cell.get("text", ""), False)):
            if text:
                self.pen.pdf.set_font(FACE, "B" if bold else "", SMALL)
                fitted = self.pen.lines(text, wide - 2 * PAD)
                found += [(line, bold, bool(cell.get("faint"))) for line in fitted]
        return found

    def head(self) -> None:
        cells = [self.lines({"strong": name}, wide) for name, wide in zip(self.table["head"], self.wide, strict=True)]
        self.slice(cells, max(map(len, cells)), shade=True)

    def row(self, cells: list[list[Line]]) -> None:
        """As many lines as fit here, the rest on the next page. A short row is never torn."""
        longest = max(map(len, cells))
        if longest <= 12 and self.fitting() < longest:
            self.turn_over()
        while longest > 0:
            fits = self.fitting()
            if fits < 2 and fits < longest:
                self.turn_over()
                continue
            take = min(fits, longest)
            self.slice([cell[:take] for cell in cells], take)
            cells, longest = [cell[take:] for cell in cells], longest - take

    def fitting(self) -> int:
        return max(0, int((self.pen.room() - 2 * PAD) / TIGHT))

    def turn_over(self) -> None:
        self.pen.pdf.add_page()
        self.head()

    def slice(self, cells: list[list[Line]], most: int, *, shade: bool = False) -> None:
        """One band of the table: its boxes, then the words in them."""
        pdf, high = self.pen.pdf, most * TIGHT + 2 * PAD
        top, x = pdf.get_y(), MARGIN
        pdf.set_draw_color(*RULE)
        pdf.set_fill_color(*SHADE)
        for cell, wide in zip(cells, self.wide, strict=True):
            pdf.rect(x, top, wide, high, style="DF" if shade else "D")
            for n, (text, bold, faint) in enumerate(cell):
                pdf.set_font(FACE, "B" if bold else "", SMALL)
                pdf.set_text_color(*(GREY if faint else INK))
                pdf.set_xy(x + PAD, top + PAD + n * TIGHT)
                pdf.cell(wide - 2 * PAD, TIGHT, text)
            x += wide
        pdf.set_xy(MARGIN, top + high)


def unseen() -> None:
    """No other process of this account may read these words out of memory."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 -- there is no other way to say it

        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE


if __name__ == "__main__":
    unseen()
    os.nice(LEAST_KIND)
    sys.stdout.buffer.write(press(json.load(sys.stdin.buffer)))
