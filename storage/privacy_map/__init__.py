"""The privacy map: each table and column the bot keeps, whose it is, how it is shown to them, erased, and for how long.

A test walks the real schema and fails on a column that is not here, so nothing can be kept that is not answered for.
The keystore is the one thing beside it: its rows of a person go in one stroke (`Keystore.destroy`), and a tombstone
with their random id stays so that no old backup brings them back.
"""

from collections.abc import Mapping

from storage.privacy_map.circles import CIRCLES
from storage.privacy_map.house import HOUSE
from storage.privacy_map.mentoring import MENTORING
from storage.privacy_map.rows import Rows
from storage.privacy_map.sharing import SHARING

__all__ = ["MAP", "Rows"]

# What a row hangs on comes after it: erasing goes from the top down, and people are last.
MAP: Mapping[str, Rows] = {**MENTORING, **CIRCLES, **SHARING, **HOUSE}
