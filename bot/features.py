"""Every feature, in the order its handlers are asked: deleting one is deleting its files and its two lines here."""

from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from bot import calendar_feed, picture_page
from bot.receive import Desk
from handlers import (
    approving,
    checkins,
    circles,
    concerns,
    copies,
    ground_rules,
    groups,
    holding,
    joining,
    locked,
    mentors,
    menu,
    moving,
    opportunities,
    people,
    picture,
    planning,
    plans,
    privacy,
    privacy_copy,
    proposal_desk,
    proposals,
    pulse,
    records,
    reflections,
    restored,
    seasons,
    sessions,
    settings,
    sharing,
    speaking_up,
    standing,
    stories,
    support,
    times,
    unnamed,
    vault,
    waiting,
    welcome,
    wins,
)
from handlers.talk import forms, post
from handlers.talk.post import LetterKind
from storage.privacy import BEFORE_ERASING

FEATURES: tuple[Any, ...] = (
    support,  # first of all: it answers anybody, anywhere
    groups,  # then: /start and /help mean something else in a group
    circles,
    times,
    proposals,
    proposal_desk,
    planning,
    plans,
    picture,
    sessions,
    moving,
    seasons,
    holding,
    unnamed,
    standing,
    menu,
    joining,
    welcome,
    waiting,
    privacy,
    privacy_copy,
    settings,
    approving,
    people,
    mentors,
    checkins,
    opportunities,
    reflections,
    vault,
    locked,  # what the next two share
    records,
    speaking_up,
    pulse,
    copies,
    sharing,
    wins,
    stories,
    concerns,
    ground_rules,
    restored,
)

SENSITIVE: tuple[Any, ...] = (
    *(reflections, vault, locked, records, speaking_up, pulse, copies, sharing, wins),
    *(concerns, mentors.keeping_in_touch),
)
"""Where somebody writes, reads or gives away what is private: every screen of theirs has Help now (H-02)."""

HANDLERS = [
    *(handler for feature in FEATURES for handler in feature.HANDLERS),
    *forms.HANDLERS,
    *forms.LAST_HANDLERS,
]
menu.learn(HANDLERS)

KINDS: Mapping[str, LetterKind] = {
    **post.KINDS,
    **forms.LETTERS,
    **{name: kind for feature in FEATURES for name, kind in getattr(feature, "LETTERS", {}).items()},
}

BEFORE_ERASING[:] = [then for feature in FEATURES for then in getattr(feature, "BEFORE_ERASING", [])]

NIGHTLY = [keep_time for feature in FEATURES for keep_time in getattr(feature, "NIGHTLY", [])]

ROUTES: tuple[Callable[[Desk], web.RouteDef], ...] = (calendar_feed.route, picture_page.route)
