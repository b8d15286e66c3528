"""The erasure ledger: one line for each key that was destroyed, beside the backups, so that none of them revives it.

A line is a day and a random id, which leads to nobody: `2026-02-02 AbC…`. It is only ever added to.
"""

import os
import re
from datetime import datetime
from pathlib import Path

from mentoring.people import PersonId
from storage.core.keys import sync_folder

_LINE = re.compile(r"\d{4}-\d\d-\d\d ([\w-]{1,64})")


class LedgerDamaged(Exception):
    """A line of the ledger cannot be read. The message is one sentence for the operator."""


class Ledger:
    """`note` adds a line and has it on disk when it returns."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self) -> bool:
        """An empty file, where there is none: `restore` asks for it. True when it was made."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            return False
        sync_folder(self.path.parent)
        return True

    def note(self, erased: str, now: datetime) -> None:
        """Done twice, two lines say the same. Raises OSError when it cannot be kept."""
        self.begin()
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND)
        try:
            line = f"{now:%Y-%m-%d} {erased}\n".encode("ascii")
            if self._cut_short():  # a power cut in the middle of a line must not spoil the next one
                line = b"\n" + line
            if os.write(handle, line) != len(line):
                raise OSError(28, "the ledger's line was cut short", str(self.path))
            os.fsync(handle)
        finally:
            os.close(handle)

    def _cut_short(self) -> bool:
        with self.path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 1))
            return size > 0 and file.read(1) != b"\n"


def erased_in(path: Path) -> list[PersonId]:
    """Every id in a ledger, once, in order. What a power cut left of a line is passed over.

    Raises LedgerDamaged for any other file, OSError when it cannot be read.
    """
    found: dict[str, None] = {}
    lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    for number, line in enumerate(lines, 1):
        if named := _LINE.fullmatch(line.strip()):
            found[named[1]] = None
        elif not _half_a_line(line):
            raise LedgerDamaged(f"Line {number} of {path} is no line of an erasure ledger; nothing was restored.")
    return [PersonId(each) for each in found]


def _half_a_line(line: str) -> bool:
    return re.fullmatch(r"[\d\- ]*[\w-]*", line.strip()) is not None
