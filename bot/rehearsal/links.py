"""Links a person taps: into the bot, the bot into a group, a group's door; everything else lies outside."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from bot.rehearsal import groups
from bot.rehearsal.people import Person
from bot.rehearsal.refusals import Json, NotPossible

TELEGRAM = frozenset({"t.me", "telegram.me"})


def follow(person: Person, address: str, *, title: str = "") -> Json:
    """Do what the app would: {"did": "started" | "joined" | "asked" | "brought-in" | "choose-group" | "outside"}.

    A `startgroup` link needs a group: it is made with `title`; without one the answer is `choose-group`. An address
    outside Telegram is only named, never opened. Raises NotPossible for a dead link.
    """
    parts = urlsplit(address)
    if parts.hostname not in TELEGRAM:
        return {"did": "outside", "address": address}
    if parts.path.startswith("/+"):
        return _join(person, address)
    if parts.path.strip("/").lower() != person.world.bot.username.lower():
        return {"did": "outside", "address": address}
    asked = parse_qs(parts.query, keep_blank_values=True)
    if "startgroup" in asked:
        return _bring_in(person, asked["startgroup"][0], title.strip(), admin="admin" in asked)
    person.starts(asked.get("start", [""])[0])
    return {"did": "started", "chat_id": person.id}


def _join(person: Person, address: str) -> Json:
    chat = person.joins(address)
    return {"did": "joined" if chat.member(person.user).present else "asked", "chat_id": chat.id}


def _bring_in(person: Person, payload: str, title: str, *, admin: bool) -> Json:
    if not title:
        return {"did": "choose-group"}
    if len(title) > 128:
        raise NotPossible("a group's name has 128 letters at most")
    chat = groups.creates(person.world, person, title)
    groups.adds_bot(person, chat, payload, admin=admin)
    return {"did": "brought-in", "chat_id": chat.id}
