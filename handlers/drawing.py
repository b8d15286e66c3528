"""Draws the picture of all circles: a board as JSON on the way in, a PNG on the way out, in a process of its own.

It is run by its path and imports nothing of ours, so that what drawing takes is given back when it is done.
"""

import io
import json
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, EDGE = 1000, 40
"""In dots: the picture is drawn with one point to a dot, and a phone shows it at less than half its size."""
TITLE, BIG, PLAIN, SMALL = 46, 34, 28, 24
TOP, ROW, LINE, GAP, FOOT = 110, 110, 38, 20, 42
PARTS, PART, HIGH, BETWEEN = 3, 84, 34, 8
BAR_AT = WIDTH - EDGE - PARTS * PART + BETWEEN
INK, GREY, BLUE, RED, RULE = "#111111", "#3d3d3d", "#11498a", "#9c1c00", "#b8b8b8"
LEAST_KIND = 10
"""As nice as the process is to others: somebody waiting for an answer comes first."""

Board = dict[str, Any]


def draw(board: Board) -> bytes:
    """The board as a PNG. Texts are taken as they are: no sign in them is markup."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 -- 60 MB, in this process alone
    from matplotlib.figure import Figure  # noqa: PLC0415 -- the same

    signs = len(board["legend"]["rooms"]) // 2 + 1
    height = TOP + sum(_height(row) for row in board["rows"]) + FOOT * (len(board["foot"]) + signs) + EDGE
    figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72, facecolor="white")
    FigureCanvasAgg(figure)
    pen = Pen(figure, height)
    pen.text(EDGE, 62, board["title"], TITLE, bold=True, room=WIDTH - 2 * EDGE)
    down = TOP
    for row in board["rows"]:
        _row(pen, down, row)
        down += _height(row)
    pen.rule(down)
    for n, line in enumerate(board["foot"]):
        pen.text(EDGE, down + 32 + n * FOOT, line, SMALL, color=GREY, room=WIDTH - 2 * EDGE)
    _legend(pen, down + FOOT * len(board["foot"]) + 40, board["legend"])
    made = io.BytesIO()
    figure.savefig(made, format="png", metadata={"Software": None})
    return made.getvalue()


def _height(row: Board) -> int:
    return ROW + GAP + LINE * len(row["missing"])


def _row(pen: "Pen", down: int, row: Board) -> None:
    pen.rule(down)
    pen.text(EDGE, down + 44, row["title"], BIG, bold=True, room=BAR_AT - EDGE - 30)
    pen.text(EDGE, down + 86, row["next"], PLAIN, color=GREY, room=BAR_AT - EDGE - 30)
    _bar(pen, BAR_AT, down + 36, row["filled"], PART)
    pen.text(BAR_AT, down + 86, row["room"], PLAIN, room=WIDTH - EDGE - BAR_AT)
    for n, line in enumerate(row["missing"]):
        if n == 0:
            pen.mark(EDGE + 15, down + 130)
        pen.text(EDGE + 44, down + 130 + n * LINE, line, PLAIN, color=RED, room=WIDTH - 2 * EDGE - 44)


def _bar(pen: "Pen", right: int, down: int, filled: int, part: int, high: int = HIGH) -> None:
    """Three parts, so many of them filled: full, nearly full, some free, not open yet."""
    for n in range(PARTS):
        pen.box(right + n * part, down - high // 2, part - BETWEEN, high, filled=n < filled, dashed=filled == 0)


def _legend(pen: "Pen", down: int, legend: Board) -> None:
    """Each sign with its words, two to a line."""
    for n, (filled, said) in enumerate(legend["rooms"]):
        right, line = _place(n, down)
        _bar(pen, right, line, filled, 30, 22)
        pen.text(right + 108, line, said, SMALL, color=GREY)
    right, line = _place(len(legend["rooms"]), down)
    pen.mark(right + 15, line)
    pen.text(right + 44, line, legend["missing"], SMALL, color=GREY)


def _place(n: int, down: int) -> tuple[int, int]:
    return EDGE + n % 2 * (WIDTH // 2 - EDGE), down + n // 2 * FOOT


class Pen:
    """Draws on a figure in dots from its top left."""

    def __init__(self, figure: "Figure", height: int) -> None:
        self._figure, self._height = figure, height

    def text(
        self, right: int, down: int, said: str, size: int, *, color: str = INK, bold: bool = False, room: int = WIDTH
    ) -> None:
        """Words around the height `down`, cut short where they do not fit `room`."""
        weight = "bold" if bold else "normal"
        words = self._figure.text(
            right / WIDTH, 1 - down / self._height, said, fontsize=size, color=color, weight=weight,
            va="center_baseline", parse_math=False,
        )  # fmt: skip
        while words.get_window_extent().width > room and len(said) > 1:
            said = said[:-1]
            words.set_text(f"{said.rstrip()}…")

    def rule(self, down: int) -> None:
        """A thin line across."""
        from matplotlib.lines import Line2D  # noqa: PLC0415 -- as in draw()

        high = 1 - down / self._height
        self._figure.add_artist(Line2D([EDGE / WIDTH, 1 - EDGE / WIDTH], [high, high], color=RULE, linewidth=2))

    def box(self, right: int, down: int, wide: int, high: int, *, filled: bool, dashed: bool) -> None:
        """One part of a bar."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415 -- as in draw()

        corner = (right / WIDTH, 1 - (down + high) / self._height)
        shape = Rectangle(
            corner, wide / WIDTH, high / self._height, facecolor=BLUE if filled else "white",
            edgecolor=GREY if dashed else BLUE, linewidth=3, linestyle="dotted" if dashed else "solid",
        )  # fmt: skip
        self._figure.add_artist(shape)

    def mark(self, right: int, down: int) -> None:
        """The sign for something that is missing: a red triangle with an exclamation mark."""
        from matplotlib.patches import Polygon  # noqa: PLC0415 -- as in draw()

        corners = [(right - 15, down + 13), (right + 15, down + 13), (right, down - 14)]
        dots = [(x / WIDTH, 1 - y / self._height) for x, y in corners]
        self._figure.add_artist(Polygon(dots, closed=True, facecolor=RED, edgecolor=RED))
        self._figure.text(
            right / WIDTH, 1 - (down + 3) / self._height, "!", fontsize=20, color="white", weight="bold",
            ha="center", va="center",
        )  # fmt: skip


def main() -> None:
    """Read a board, write a picture."""
    os.nice(LEAST_KIND)
    sys.stdout.buffer.write(draw(json.load(sys.stdin)))


if __name__ == "__main__":
    main()
