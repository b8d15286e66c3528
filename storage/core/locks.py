"""The locks one person has: learning and facts are two tools with keys of their own, and never merge (K7)."""

from enum import StrEnum


class Lock(StrEnum):
    """What a key pair is for."""

    PAGES = "pages"
    RECORDS = "records"
