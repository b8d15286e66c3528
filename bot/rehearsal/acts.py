"""Every act a person can do, by name, for the page and for programs in other languages."""

from __future__ import annotations

import base64
from collections.abc import Callable

from bot.rehearsal import groups
from bot.rehearsal.asked import Asked
from bot.rehearsal.parts import Chat, Tap
from bot.rehearsal.people import Person
from bot.rehearsal.refusals import Json

Act = Callable[[Person, Asked], object]


def _where(person: Person, asked: Asked) -> Chat:
    return person.world.chats[asked.integer("chat", person.id)]


def _other(person: Person, asked: Asked) -> Person:
    return Person(person.world, person.world.users[asked.integer("other")])


def _says(person: Person, asked: Asked) -> object:
    reply_to = asked.integer("reply_to") or None
    return person.says(asked.text("text"), _where(person, asked), reply_to=reply_to)


def _tapped(tap: Tap | None) -> Json | None:
    return None if tap is None else {"query_id": tap.id}


def _taps(person: Person, asked: Asked) -> object:
    forged = asked.flag("forged")
    return _tapped(person.taps(asked.integer("message"), asked.text("data"), _where(person, asked), forged=forged))


def _sends_document(person: Person, asked: Asked) -> object:
    content = base64.b64decode(asked.text("content_base64")) or b"document"
    return person.sends_document(
        asked.text("name", "document.txt"), content, caption=asked.text("caption"), where=_where(person, asked)
    )


def _forwards(person: Person, asked: Asked) -> object:
    source = person.world.chats[asked.integer("from_chat")].messages[asked.integer("message")]
    return person.forwards(source, _where(person, asked))


def _creates_group(person: Person, asked: Asked) -> object:
    numbers = asked.listed("others", "others") or []
    others = [Person(person.world, person.world.users[int(str(number))]) for number in numbers]
    chat = groups.creates(person.world, person, asked.text("title"), *others, supergroup=asked.flag("supergroup"))
    return {"chat_id": chat.id}


def _adds_bot(person: Person, asked: Asked) -> object:
    payload = asked.text("payload") if "payload" in asked.values else None
    groups.adds_bot(person, _where(person, asked), payload, admin=asked.flag("admin"))
    return None


ACTS: dict[str, Act] = {
    "starts": lambda person, asked: person.starts(asked.text("payload")),
    "says": _says,
    "taps": _taps,
    "taps_on": lambda person, asked: _tapped(person.taps_on(asked.text("label"), _where(person, asked))),
    "edits": lambda person, asked: person.edits(asked.integer("message"), asked.text("text"), _where(person, asked)),
    "deletes": lambda person, asked: person.deletes(asked.integer("message"), _where(person, asked)),
    "sends_photo": lambda person, asked: person.sends_photo(caption=asked.text("caption"), where=_where(person, asked)),
    "sends_voice": lambda person, asked: person.sends_voice(where=_where(person, asked)),
    "sends_sticker": lambda person, asked: person.sends_sticker(where=_where(person, asked)),
    "sends_contact": lambda person, asked: person.sends_contact(where=_where(person, asked)),
    "sends_document": _sends_document,
    "forwards": _forwards,
    "clears_history": lambda person, asked: person.clears_history(),
    "blocks": lambda person, asked: person.blocks(),
    "unblocks": lambda person, asked: person.unblocks(),
    "closes_account": lambda person, asked: person.closes_account(),
    "sets_auto_delete": lambda person, asked: person.sets_auto_delete(asked.integer("seconds"), _where(person, asked)),
    "joins": lambda person, asked: {"chat_id": person.joins(asked.text("link")).id},
    "leaves": lambda person, asked: person.leaves(_where(person, asked)),
    "creates_group": _creates_group,
    "adds_bot": _adds_bot,
    "removes_bot": lambda person, asked: groups.removes_bot(person, _where(person, asked)),
    "promotes_bot": lambda person, asked: groups.promotes_bot(person, _where(person, asked)),
    "demotes_bot": lambda person, asked: groups.demotes_bot(person, _where(person, asked)),
    "restricts_bot": lambda person, asked: groups.restricts_bot(person, _where(person, asked)),
    "adds": lambda person, asked: groups.adds(person, _other(person, asked), _where(person, asked)),
    "promotes": lambda person, asked: groups.promotes(person, _other(person, asked), _where(person, asked)),
    "removes": lambda person, asked: groups.removes(person, asked.integer("other"), _where(person, asked)),
    "makes_link": lambda person, asked: {
        "link": groups.makes_link(person, _where(person, asked), by_request=asked.flag("by_request")).address
    },
    "lets_in": lambda person, asked: groups.lets_in(person, _other(person, asked), _where(person, asked)),
    "retitles": lambda person, asked: groups.retitles(person, _where(person, asked), asked.text("title")),
    "publishes": lambda person, asked: groups.publishes(person, _where(person, asked), asked.text("username")),
    "closes": lambda person, asked: groups.closes(person, _where(person, asked)),
    "upgrades": lambda person, asked: {"chat_id": groups.upgrades(person, _where(person, asked)).id},
}
