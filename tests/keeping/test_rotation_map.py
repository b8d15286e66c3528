"""What a change of keys must know of: a new keyed hash, or a new column of bytes, is asked about here."""

import re
from pathlib import Path

from storage import rekeying
from storage.core import keys
from tests.core.test_privacy_map import schema
from tests.keeping.test_rotation import sources

IN_MEMORY = {"wrong-codes", "asked-today", "arriving"}
"""Look-ups that are never written down."""
BY_HAND = {
    "telegram",
    "group",
    "own-door",
    "story-reader",
    "story-copy",
    "story-thanks",
    "calendar-content",
    "code-guess",
}


def test_every_keyed_hash_is_known_to_a_change_of_keys() -> None:
    """A new look-up is either held by others, or storage/rekeying.py knows how to make it anew."""
    used = {purpose for text in sources() for purpose in re.findall(r"tx\.lookup\(\s*\"([\w-]+)\"", text)}
    assert used - IN_MEMORY - BY_HAND - set(keys.HELD_BY_OTHERS) == set()


def test_every_column_of_bytes_is_a_seal_or_on_the_list(empty_house: Path) -> None:
    from storage.privacy_map import MAP

    blobs = {
        (table, name)
        for table, columns in schema(empty_house / "circle.sqlite").items()
        for name, kind in columns
        if kind.upper() == "BLOB"
    }
    listed = {(table, column) for table, columns in rekeying.HASHED.items() for column in columns}
    assert listed <= blobs
    hashes = {(table, name) for table, name in blobs if re.fullmatch(r"lookup|chain|mark|place|reader", name)}
    assert hashes <= listed, "a keyed hash is not a house seal: put it into storage/rekeying.py"
    assert all(MAP[table] for table, _ in blobs)
