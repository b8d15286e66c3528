"""Private pages: locked to their owner's public key before they touch the disk, and opened only with their words."""

from storage.reflections import resealing  # noqa: F401 -- it says how pages are sealed again
from storage.reflections.erasing import destroy_key, erase, erase_every, erased, erasing, on_erase
from storage.reflections.reading import all_opened, every_head, how_many, listed, of, those_saying
from storage.reflections.rows import KEPT, OFFERED, OPEN, Head, Hold, Listed, NoLockYet, Opened, PageGone, Part
from storage.reflections.signs import change_sign, sign_of
from storage.reflections.writing import (
    UNFINISHED_KEPT,
    StillErasing,
    add,
    begin,
    drop,
    has_lock,
    is_kept,
    is_offered,
    keep,
    keep_times,
    let_go,
    let_offer_go,
    mark,
    offered_since,
)

__all__ = [
    "KEPT",
    "OFFERED",
    "OPEN",
    "UNFINISHED_KEPT",
    "Head",
    "Hold",
    "Listed",
    "NoLockYet",
    "Opened",
    "PageGone",
    "Part",
    "StillErasing",
    "add",
    "all_opened",
    "begin",
    "change_sign",
    "destroy_key",
    "drop",
    "erase",
    "erase_every",
    "erased",
    "erasing",
    "every_head",
    "has_lock",
    "how_many",
    "is_kept",
    "is_offered",
    "keep",
    "keep_times",
    "let_go",
    "let_offer_go",
    "listed",
    "mark",
    "of",
    "offered_since",
    "on_erase",
    "sign_of",
    "those_saying",
]
