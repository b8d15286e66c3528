"""Every feature, in the order its handlers are asked: deleting one is deleting its files and its two lines here."""

from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from bot.receive import Desk
from handlers import approving, circles, groups, joining, menu, planning, waiting, welcome
from handlers.talk import forms, post
from handlers.talk.post import LetterKind

FEATURES: tuple[Any, ...] = (
    groups,  # first: /start, /support and /help mean something else in a group
    circles,
    planning,
    menu,
    joining,
    welcome,
    waiting,
    approving,
)

HANDLERS = [
    *(handler for feature in FEATURES for handler in feature.HANDLERS),
    *forms.HANDLERS,
    *forms.LAST_HANDLERS,
]
menu.learn(HANDLERS)

KINDS: Mapping[str, LetterKind] = {
    **post.KINDS,
    **{name: kind for feature in FEATURES for name, kind in getattr(feature, "LETTERS", {}).items()},
}

NIGHTLY = [keep_time for feature in FEATURES for keep_time in getattr(feature, "NIGHTLY", [])]

ROUTES: tuple[Callable[[Desk], web.RouteDef], ...] = ()
