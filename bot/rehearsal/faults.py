"""Trouble on demand: answers that fail, hang, break off or lie, for the next calls, a method or a chat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.rehearsal import sight
from bot.rehearsal.refusals import Json, Refused, too_many
from bot.rehearsal.updates import Update
from bot.rehearsal.world import World

Trouble = Literal["refuse", "page", "truncated", "hang", "drop_before", "drop_after"]
TITLES = {
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass(slots=True)
class Fault:
    """One arranged trouble: which calls it meets (None means any) and how many more times."""

    trouble: Trouble
    method: str | None
    chat_id: int | None
    times: int
    refusal: Refused
    after: int = 0

    def meets(self, method: str, chat_id: int | None) -> bool:
        """Whether this call is one it was arranged for."""
        # getUpdates is asked for all the time: only trouble arranged for it by name meets it.
        if self.method is None and method == "getupdates":
            return False
        return self.method in (None, method) and self.chat_id in (None, chat_id)


class Faults:
    """The troubles arranged and not yet met; the oldest that fits a call is taken."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.arranged: list[Fault] = []
        self._held: list[Fault] = []
        self.round_trip_ms = 0.0

    def too_many(
        self, seconds: int = 3, *, method: str | None = None, chat_id: int | None = None, times: int = 1, after: int = 0
    ) -> None:
        """Answer 429 with `retry_after` seconds."""
        self._arrange("refuse", too_many(seconds), method, chat_id, times, after)

    def refuse(
        self,
        code: int,
        description: str = "",
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int = 1,
        after: int = 0,
    ) -> None:
        """Answer any code (401, 403, 404, 409, 5xx …), with Telegram's usual sentence unless one is given."""
        refusal = Refused(code, description or TITLES.get(code, "Internal Server Error"))
        self._arrange("refuse", refusal, method, chat_id, times, after)

    def page(self, code: int = 502, *, method: str | None = None, chat_id: int | None = None, times: int = 1) -> None:
        """Answer an HTML error page, as a proxy before Telegram does."""
        self._arrange("page", Refused(code, TITLES.get(code, "Bad Gateway")), method, chat_id, times, 0)

    def truncated(self, *, method: str | None = None, chat_id: int | None = None, times: int = 1) -> None:
        """Do what was asked, and answer JSON that breaks off in the middle."""
        self._arrange("truncated", Refused(200, "OK"), method, chat_id, times, 0)

    def hang(self, *, method: str | None = None, chat_id: int | None = None, times: int = 1) -> None:
        """Never answer (until the server closes or `release()`), and do nothing."""
        self._arrange("hang", Refused(504, TITLES[504]), method, chat_id, times, 0)

    def drop(
        self,
        *,
        after_effect: bool,
        method: str | None = None,
        chat_id: int | None = None,
        times: int = 1,
        after: int = 0,
    ) -> None:
        """Cut the connection, before anything was done or right after it was done."""
        trouble: Trouble = "drop_after" if after_effect else "drop_before"
        self._arrange(trouble, Refused(502, TITLES[502]), method, chat_id, times, after)

    def duplicate_updates(self, times: int = 1) -> None:
        """Deliver the next confirmed updates once more, with the same ids."""
        self._world.updates.duplicates_due += times

    def unparseable_update(self, chat_id: int | None = None, text: str = "spoiled") -> Update | None:
        """Queue a message update that python-telegram-bot cannot parse: it has no `date` and, unless told one, no
        chat."""
        content: Json = {"message_id": 999_999, "text": text}
        chat = self._world.chats.get(chat_id) if chat_id is not None else None
        if chat is not None:
            content["chat"] = sight.chat(chat)
            if chat.person is not None:
                content["from"] = sight.user(chat.person)
        return self._world.news("message", content, spoiled=True)

    def unknown_update(self) -> Update | None:
        """Queue an update of a kind that no library knows yet."""
        return self._world.news("telepathy", {"thought": "spoiled"}, spoiled=True)

    def release(self) -> None:
        """Let hanging calls go (they answer 504) and forget all arranged troubles."""
        self.arranged.clear()
        self._held.clear()
        self._world.changed.ring()

    @property
    def hanging(self) -> int:
        """How many calls hang now."""
        return len(self._held)

    def holds(self, fault: Fault) -> bool:
        """Whether a hanging call must go on hanging."""
        return fault in self._held

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The trouble for this call, if one was arranged."""
        for fault in self.arranged:
            if not fault.meets(method, chat_id):
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            fault.times -= 1
            if fault.trouble == "hang":
                self._held.append(fault)
            if fault.times <= 0:
                self.arranged.remove(fault)
            self._world.changed.ring()
            return fault
        return None

    def _arrange(
        self, trouble: Trouble, refusal: Refused, method: str | None, chat_id: int | None, times: int, after: int
    ) -> None:
        named = method.lower() if method else None
        self.arranged.append(Fault(trouble, named, chat_id, times, refusal, after))
