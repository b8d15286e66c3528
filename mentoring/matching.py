"""Finding a mentor: who may suit and why. The bot never pairs anyone; the mentee asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from mentoring.people import PersonId
from mentoring.problems import Problem

NOBODY: frozenset[PersonId] = frozenset()
DOORS_OPENED = "doors-opened"
MOST_KEPT = 6


class Background(StrEnum):
    """How much a shared background matters to the mentee (K9, P-T3.03)."""

    A_LOT = "a-lot"
    A_BIT = "a-bit"
    NOT_MUCH = "not-much"


class KeptEnough(Problem):
    """Their list of mentors kept for later is full (`most`)."""


@dataclass(frozen=True)
class Wishes:
    """What a mentee hopes for: tag keys of any set, and whom not to show (asked before, clashing work lives)."""

    mentee: PersonId
    tags: frozenset[str] = frozenset()
    background: Background | None = None
    asked_before: frozenset[PersonId] = NOBODY
    clashing: frozenset[PersonId] = NOBODY


@dataclass(frozen=True)
class Offer:
    """What a mentor's profile offers. `speaks_of_background`: they wrote something about it in their own words."""

    mentor: PersonId
    tags: frozenset[str] = frozenset()
    places_free: int = 0
    paused: bool = False
    speaks_of_background: bool = False
    sponsors: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """All that can be shared: the chosen tags, and open doors when they put names forward."""
        return self.tags | ({DOORS_OPENED} if self.sponsors else frozenset())


@dataclass(frozen=True)
class Suggestion:
    """Somebody who may suit, and the tag keys both chose. There is no score to show (P-B08)."""

    person: PersonId
    shared: tuple[str, ...]


def suggest(wishes: Wishes, offers: Iterable[Offer], rng: Random, limit: int = 3) -> list[Suggestion]:
    """Up to `limit` mentors who may suit, in an order that says nothing (K8, P-B09).

    Who shares most is picked, by lot among equals; then those picked are shuffled, so that first isn't best.
    Nobody is suggested who is full, paused, the mentee, asked before or clashing. With wishes, at least one must be
    shared; with background «a lot», only mentors who speak of theirs.
    """
    suited = [offer for offer in offers if _open_to(wishes, offer) and _fits(wishes, offer)]
    rng.shuffle(suited)
    suited.sort(key=lambda offer: _fit(wishes, offer), reverse=True)
    picked = suited[:limit]
    rng.shuffle(picked)
    return [Suggestion(offer.mentor, tuple(sorted(wishes.tags & offer.keys))) for offer in picked]


def check_room_to_keep(kept: Sequence[PersonId]) -> None:
    """May one more be kept for later? Raises KeptEnough."""
    if len(kept) >= MOST_KEPT:
        raise KeptEnough(most=MOST_KEPT)


def _open_to(wishes: Wishes, offer: Offer) -> bool:
    hidden = wishes.asked_before | wishes.clashing | {wishes.mentee}
    return offer.places_free > 0 and not offer.paused and offer.mentor not in hidden


def _fits(wishes: Wishes, offer: Offer) -> bool:
    if wishes.background is Background.A_LOT and not offer.speaks_of_background:
        return False
    return not wishes.tags or bool(wishes.tags & offer.keys)


def _fit(wishes: Wishes, offer: Offer) -> int:
    a_bit = wishes.background is Background.A_BIT and offer.speaks_of_background
    return len(wishes.tags & offer.keys) + a_bit


def nobody_speaks_of_background(wishes: Wishes, offers: Iterable[Offer]) -> bool:
    """«A lot», and no mentor who is open to them has shared that yet: said honestly, and the need noted unnamed."""
    wanted = wishes.background is Background.A_LOT
    return wanted and not any(offer.speaks_of_background for offer in offers if _open_to(wishes, offer))
