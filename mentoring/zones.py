"""Time zones as people name them: a typed city becomes a zone, and one spelled nearly right is offered back."""

from collections.abc import Iterable
from difflib import get_close_matches

from mentoring.calendar import UK
from mentoring.problems import Problem

MOST_OFFERED = 3
_UK_PLACES = frozenset(
    ("uk", "gb", "britain", "england", "scotland", "wales", "northern ireland", "birmingham", "manchester")
) | frozenset(
    ("leeds", "glasgow", "edinburgh", "cardiff", "belfast", "bristol", "liverpool", "sheffield", "nottingham")
)
_NOT_CITIES = ("Etc/", "SystemV/", "US/", "posix/", "right/")


class CityNotKnown(Problem):
    """No time zone is named after anything like what was typed."""


def city_of(zone: str) -> str:
    """The city a zone is named after: Africa/Accra → Accra."""
    return zone.rpartition("/")[2].replace("_", " ")


def zones_for(typed: str, known: Iterable[str]) -> list[str]:
    """The zones of a typed city, the nearest first, three at most; one when it is named exactly. Raises CityNotKnown.

    `known` are IANA names.
    """
    said = " ".join(typed.replace("_", " ").split()).casefold()
    if said in _UK_PLACES:
        return [UK]
    cities: dict[str, str] = {}
    for zone in sorted(known):
        if "/" in zone and not zone.startswith(_NOT_CITIES):
            cities.setdefault(city_of(zone).casefold(), zone)
            cities.setdefault(zone.casefold().replace("_", " "), zone)
    if said in cities:
        return [cities[said]]
    near = get_close_matches(said, cities, n=MOST_OFFERED * 2, cutoff=0.7)
    found = list(dict.fromkeys(cities[name] for name in near))[:MOST_OFFERED]
    if not found:
        raise CityNotKnown
    return found
