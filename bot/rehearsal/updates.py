"""The queue of news for the bot: ids, confirmation by offset, the kinds it asked for, kept for 24 hours."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.rehearsal.refusals import Json

KEPT = timedelta(hours=24)
ONLY_IF_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Update:
    """One piece of news: its id, what kind, its content, when it happened, and whether it was spoiled on purpose."""

    id: int
    kind: str
    content: Json
    at: datetime
    spoiled: bool = False

    def json(self) -> Json:
        """As the bot receives it."""
        return {"update_id": self.id, self.kind: self.content}


class Updates:
    """News not yet confirmed, oldest first."""

    def __init__(self, first_id: int = 100_000_001) -> None:
        self.next_id = first_id
        self.waiting: deque[Update] = deque()
        self.again: deque[Update] = deque()
        self.allowed: frozenset[str] | None = None
        self.duplicates_due = 0

    def wanted(self, kind: str) -> bool:
        """Whether the bot asked for this kind (the last `allowed_updates` is remembered)."""
        if self.allowed is None:
            return kind not in ONLY_IF_ASKED
        return kind in self.allowed

    def put(self, kind: str, content: Json, at: datetime, *, spoiled: bool = False) -> Update | None:
        """Queue one update; None if the bot did not ask for its kind."""
        if not spoiled and not self.wanted(kind):
            return None
        update = Update(self.next_id, kind, content, at, spoiled)
        self.next_id += 1
        self.waiting.append(update)
        return update

    def confirm(self, offset: int) -> None:
        """Forget all before `offset`; a negative offset keeps only that many from the end."""
        if offset < 0:
            while len(self.waiting) > -offset:
                self.waiting.popleft()
            return
        while self.waiting and self.waiting[0].id < offset:
            self._forget(self.waiting.popleft())

    def batch(self, limit: int, now: datetime) -> list[Update]:
        """Up to `limit` updates, duplicates of earlier ones first; what is older than 24 hours is gone."""
        while self.waiting and now - self.waiting[0].at > KEPT:
            self.waiting.popleft()
        repeated = [self.again.popleft() for _ in range(min(limit, len(self.again)))]
        fresh = [update for update, _ in zip(self.waiting, range(limit - len(repeated)), strict=False)]
        return repeated + fresh

    def deliver_first(self) -> Update | None:
        """The next update for a webhook, without forgetting it."""
        if self.again:
            return self.again[0]
        return self.waiting[0] if self.waiting else None

    def delivered_first(self) -> None:
        """The webhook took the update of `deliver_first`."""
        if self.again:
            self.again.popleft()
        elif self.waiting:
            self._forget(self.waiting.popleft())

    def drop_all(self) -> None:
        """Forget everything that waits (`drop_pending_updates`)."""
        self.waiting.clear()
        self.again.clear()

    @property
    def idle(self) -> bool:
        """Nothing waits to be confirmed."""
        return not self.waiting and not self.again

    def _forget(self, update: Update) -> None:
        if self.duplicates_due > 0:
            self.duplicates_due -= 1
            self.again.append(update)
