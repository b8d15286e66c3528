"""What the small Telegram says when it refuses, in Telegram's own sentences and codes."""

from __future__ import annotations

Json = dict[str, object]


class Refused(Exception):
    """A call that Telegram would not do: an HTTP code, a sentence and sometimes parameters."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class NotPossible(Exception):
    """A person tried something their Telegram app would not let them do."""


def bad(sentence: str) -> Refused:
    """400, with `Bad Request: ` before the sentence."""
    return Refused(400, f"Bad Request: {sentence}")


def forbidden(sentence: str) -> Refused:
    """403, with `Forbidden: ` before the sentence."""
    return Refused(403, f"Forbidden: {sentence}")


def conflict(sentence: str) -> Refused:
    """409, with `Conflict: ` before the sentence."""
    return Refused(409, f"Conflict: {sentence}")


def too_many(seconds: int) -> Refused:
    """429, with the whole seconds to wait, at least one."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def moved(new_chat_id: int) -> Refused:
    """400 from a group that has become a supergroup."""
    sentence = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refused(400, sentence, {"migrate_to_chat_id": new_chat_id})


def too_large() -> Refused:
    """413: an upload above 50 MB."""
    return Refused(413, "Request Entity Too Large")
