"""Consent in two steps: who counts as in today, and on which words (K5, P-M13, H-09)."""

from dataclasses import dataclass
from typing import Protocol

from mentoring.sessions import Stage


class Given(Protocol):
    """A yes, to the words of this version."""

    @property
    def version(self) -> str: ...


@dataclass(frozen=True)
class Card:
    """A person's card: `now` is the version of its words, `read` the one they tapped «I've read it» under last."""

    now: str
    read: str | None = None

    @property
    def is_read(self) -> bool:
        """The first step is done, under these very words."""
        return self.read == self.now

    @property
    def moved_on(self) -> bool:
        """They read it once, and its words have changed since: they are asked again."""
        return self.read is not None and not self.is_read


def counts(given: Given, now: str, stage: Stage) -> bool:
    """Whether a yes counts. Until the session begins: only one to the words as they are now.

    From then on every yes that is still kept counts. When it begins those to older words are let go, so a change of
    observer in the middle puts nobody out of the room they are in.
    """
    return stage in {Stage.BEGUN, Stage.CLOSED} or given.version == now
