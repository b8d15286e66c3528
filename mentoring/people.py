"""Who takes part: people, and the parts they may hold."""

from enum import StrEnum
from typing import NewType

PersonId = NewType("PersonId", str)
"""Sixteen random bytes in URL-safe base64 (22 letters). Says nothing about anyone."""


class Role(StrEnum):
    """Parts are granted by an invitation or a coordinator, never claimed by typing a command."""

    MEMBER = "member"
    MENTOR = "mentor"
    GUIDE = "guide"
    OBSERVER = "observer"
    COORDINATOR = "coordinator"
    SAFE_CONTACT = "safe-contact"


class Nation(StrEnum):
    """Where somebody works, only so that help lines fit."""

    ENGLAND = "england"
    SCOTLAND = "scotland"
    WALES = "wales"
    NORTHERN_IRELAND = "ni"
